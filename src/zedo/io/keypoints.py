"""Reading keypoint files, whoever wrote them, and zedo's own: JSON and npz. All are described in docs/formats.md."""

from __future__ import annotations

import io
import json
import math
import zipfile
from pathlib import Path
from typing import IO, Any

import numpy as np

from zedo.body.skeleton import SKELETONS, Skeleton, load_skeleton
from zedo.io import documents, folders, hdf5, tables, trc, ultralytics, videopose3d
from zedo.io.detections import Detection, assemble, in_pixels
from zedo.io.json_values import decoded, is_number, is_whole, parsed, parsed_loosely, shown
from zedo.io.restricted_pickle import read_npz_objects
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError
from zedo.system.files import load_npz, unpacked_size, write_whole, written_whole

KEYPOINTS_FORMAT = "zedo-keypoints-1"

PIXEL_DIGITS = 4
"""Decimals of a pixel that JSON keeps: a thousandth of what any detector resolves."""

MOST_UNPACKED = 64_000_000
"""Bytes of a stranger's npz archive: more than 100,000 person-frames."""

OTHERS = {
    b"\x1f\x8b": "compressed by gzip; unpack it, such as with gunzip, and give the file inside",
    b"BZh": "compressed by bzip2; unpack it and give the file inside",
    b"\xfd7zXZ": "compressed by xz; unpack it and give the file inside",
    b"Rar!": "a RAR archive; unpack it and give the file inside",
    b"7z\xbc\xaf": "a 7z archive; unpack it and give the file inside",
    b"%PDF": "a PDF document; a keypoint file was expected",
    **{
        b"\x80"
        + bytes([protocol]): "a pickle, which may run any program when it is read; save the keypoints as JSON or "
        "npz, with arrays uv (person-frames, joints, 2), conf and frame"
        for protocol in range(2, 6)
    },
}
"""What files of other kinds begin with."""

Point = tuple[float, float, float]
"""x, y in pixels and confidence; NaN, NaN, 0 when missing."""


def read_keypoints(
    path: str | Path,
    skeleton: str | Path | None = None,
    image_size: tuple[int, int] | None = None,
) -> Keypoints2D:
    """Read 2D keypoints: zedo's own files, or those of OpenPose, Pose2Sim, AlphaPose, COCO, MMPose, VideoPose3D,
    Detectron2, MediaPipe, Sports2D, Ultralytics, EasyMocap, DeepLabCut and SLEAP. The content decides which it is, not
    the name. What was guessed or left out is warned of, as :class:`zedo.system.notes.Note`.

    Args:
        path: a file, or a folder with one file a frame.
        skeleton: name or JSON file of the skeleton, for a file that does not say.
        image_size: (width, height) in pixels, for a file that does not say.

    Returns:
        N person-frames, pixels, in the order of zedo's own file, by frame of any other; a missing joint has
        confidence 0.

    Raises:
        ZedoError: when the file is missing, damaged, malformed or of no known format, when neither it nor
            ``skeleton`` says what the joints are, or when the file contradicts ``skeleton`` or ``image_size``.
    """
    path = Path(path)
    if not path.exists():
        raise ZedoError(f"{path}: no such keypoint file")
    given = None if skeleton is None else load_skeleton(skeleton)
    try:
        if path.is_dir():
            found = folders.people(path, image_size)
            size = _agreed_size(found.image_size, image_size)
            return assemble(found.detections, given, size, found.names, centred=found.centred)
        return parse_keypoints(path.read_bytes(), path.name, given, image_size)
    except OSError as error:
        raise ZedoError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def parse_keypoints(
    content: bytes,
    name: str = "",
    skeleton: Skeleton | None = None,
    image_size: tuple[int, int] | None = None,
    *,
    trusted: bool = True,
) -> Keypoints2D:
    """2D keypoints from what a file holds, as :func:`read_keypoints` gives them; no file is opened.

    Args:
        name: of the file; the last number in it is the frame of an OpenPose file.
        skeleton, image_size: as of :func:`read_keypoints`.
        trusted: False for what strangers send, of which a few bytes must not fill the memory: archives that unpack to
            more than :data:`MOST_UNPACKED` are refused, and so are pickles, which those of VideoPose3D and Detectron
            hold (nobody's can run anything, see :mod:`zedo.io.restricted_pickle`).

    Raises:
        ZedoError: as :func:`read_keypoints`.
    """
    # An npz is a zip archive; a lone npy array goes the same way, for load_npz to name.
    if content.startswith((b"PK\3\4", b"PK\5\6", b"\x93NUMPY")):
        return _from_npz(io.BytesIO(content), skeleton, image_size, trusted)
    if content.startswith(hdf5.SIGNATURE):
        if not trusted:
            raise ZedoError("is HDF5, which is not read from strangers; send JSON or npz")
        found = hdf5.read(content)
        return assemble(found.people, skeleton, image_size, found.names)
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise ZedoError(f"is {what}")
    return _from_text(decoded(content), name, skeleton, image_size)


def _from_npz(file: IO[bytes], given: Skeleton | None, size: tuple[int, int] | None, trusted: bool) -> Keypoints2D:
    if zipfile.is_zipfile(file):
        try:
            with zipfile.ZipFile(file) as archive:
                names = [name.removesuffix(".npy") for name in archive.namelist()]
                unpacked = unpacked_size(archive)
        except Exception as error:  # damaged archives raise a dozen unrelated types
            raise ZedoError(f"not a readable npz archive: {error}") from None
        if not trusted and unpacked > MOST_UNPACKED:
            raise ZedoError(f"unpacks to {unpacked:,} bytes; at most {MOST_UNPACKED:,} are read from strangers")
        if videopose3d.recognises(names):
            if not trusted:
                raise ZedoError("an archive of VideoPose3D or Detectron, whose pickles are not read from strangers")
            objects = read_npz_objects(file)
            found = videopose3d.detections(objects)
            stated = videopose3d.skeleton(objects)
            if given is not None and stated is not None and given != stated:
                raise ZedoError(f"the file's skeleton is {stated.name!r}, but {given.name!r} was asked for")
            return assemble(found, stated or given, _agreed_size(videopose3d.image_size(objects), size))
    file.seek(0)  # where is_zipfile has left it, numpy would find an empty file
    arrays = load_npz(file)
    if "uv" not in arrays and "reconstruction" in arrays:
        return assemble(_reconstruction(arrays["reconstruction"]), agreed_skeleton(None, given), size)
    return _own(_npz_fields(arrays, given), size)


def _from_text(text: str, name: str, given: Skeleton | None, size: tuple[int, int] | None) -> Keypoints2D:
    if text.startswith(trc.HEADER):
        return assemble(trc.detections(text), given, size)
    if tables.recognises(text):
        table = tables.read(text)
        return assemble(table.people, given, size, table.names)
    if ultralytics.is_label(text):
        return assemble(ultralytics.label_detections(text, size), given, size)
    broken = None
    try:
        document = parsed(text)
    except ValueError as error:
        document, broken = parsed_loosely(text), error
    if isinstance(document, dict) and document.get("format") == KEYPOINTS_FORMAT:
        if broken is not None:
            raise broken
        return _own(_json_fields(document, given), size)
    found = documents.people(document, name, size)
    if found is not None:
        size = _agreed_size(found.image_size, size)
        return assemble(found.detections, given, size, found.names, centred=found.centred)
    raise ZedoError(
        "neither a keypoint file of a tool that zedo knows (docs/formats.md) nor its own, one JSON object with "
        f'"format": "{KEYPOINTS_FORMAT}"'
    )


def _own(fields: dict[str, Any], given: tuple[int, int] | None) -> Keypoints2D:
    """Keypoints of zedo's own formats, of which people fill uv with what their detector gave."""
    size = _agreed_size(fields["image_size"], given)
    fields = {**fields, "image_size": size}
    keypoints = Keypoints2D(**fields)
    pixels = in_pixels(keypoints.uv, keypoints.confidence, size)
    return keypoints if pixels is keypoints.uv else Keypoints2D(**{**fields, "uv": pixels})


def _reconstruction(array: np.ndarray) -> list[Detection]:
    """MHFormer's and MotionAGFormer's ``reconstruction``: (people, frames, J, 2 or 3), or without people.

    Their demos write Human3.6M's joints, others who follow them COCO's: the caller says which.
    """
    clips = array[None] if array.ndim == 3 else array
    if clips.ndim != 4 or clips.shape[3] not in (2, 3) or clips.dtype.kind not in "fiu":
        raise ZedoError(f"array 'reconstruction' has shape {array.shape}; (people, frames, joints, 2) was expected")
    points = clips.astype(np.float64)
    if points.shape[3] == 2:
        points = np.concatenate([points, np.ones_like(points[..., :1])], axis=-1)
    return [
        Detection(frame, points[person, frame], person)
        for frame in range(points.shape[1])
        for person in range(len(points))
    ]


def write_keypoints(keypoints: Keypoints2D, path: str | Path) -> None:
    """Write ``.json`` or ``.npz`` (the suffix decides), whole or not at all.

    npz keeps every digit, JSON :data:`PIXEL_DIGITS` of a pixel and six of a confidence.

    Raises:
        ZedoError: on another suffix, without a person-frame, or when the file cannot be written.
    """
    path = Path(path)
    if len(keypoints) == 0:
        raise ZedoError(f"{path}: there is no person-frame to write")
    known = SKELETONS.get(keypoints.skeleton.name) == keypoints.skeleton
    skeleton = keypoints.skeleton.name if known else keypoints.skeleton.to_dict()
    match path.suffix.lower():
        case ".npz":
            arrays = {
                "uv": keypoints.uv,
                "conf": keypoints.confidence,
                "skeleton": np.array(skeleton if known else json.dumps(skeleton)),
                "frame": keypoints.frame,
                "time": keypoints.time,
                "person": keypoints.person,
            }
            if keypoints.image_size is not None:
                arrays["image_size"] = np.array(keypoints.image_size)
            with written_whole(path) as aside:
                np.savez_compressed(aside, **arrays)  # type: ignore[arg-type]
        case ".json":
            head: dict[str, Any] = {"format": KEYPOINTS_FORMAT, "skeleton": skeleton}
            if keypoints.image_size is not None:
                head["image_size"] = list(keypoints.image_size)
            # One instance a line: readable, and diffs show which person-frame changed.
            lines = ",\n".join(json.dumps(instance) for instance in _instances(keypoints))
            text = f'{json.dumps(head)[:-1]}, "instances": [\n{lines}\n]}}\n'
            write_whole(path, text.encode())
        case suffix:
            raise ZedoError(f"{path}: keypoints are written as .json or .npz, not {suffix or 'without a suffix'}")


def _instances(keypoints: Keypoints2D) -> list[dict[str, Any]]:
    instances = []
    for i in range(len(keypoints)):
        instance: dict[str, Any] = {"frame": int(keypoints.frame[i])}
        if not np.isnan(keypoints.time[i]):
            instance["time"] = float(keypoints.time[i])
        instance["person"] = int(keypoints.person[i])
        instance["keypoints"] = [
            # Significant digits, not decimals: rounding must not turn a faint joint into a missing one.
            [round(u, PIXEL_DIGITS), round(v, PIXEL_DIGITS), float(f"{c:.6g}")] if c > 0 else [None, None, 0]
            for (u, v), c in zip(keypoints.uv[i].tolist(), keypoints.confidence[i].tolist(), strict=True)
        ]
        instances.append(instance)
    return instances


def agreed_skeleton(value: Any, given: Skeleton | None) -> Skeleton:
    """The file's skeleton (a name or a description), or the caller's where the file has none."""
    if value is None:
        if given is None:
            raise ZedoError(
                "the file does not say which skeleton its joints are; "
                f"name one: {', '.join(SKELETONS)}, or a JSON file that describes it"
            )
        return given
    # A name only: files are not followed from inside a file.
    if not isinstance(value, dict) and (not isinstance(value, str) or value not in SKELETONS):
        raise ZedoError(
            f"skeleton {shown(value)} is unknown; it is {', '.join(SKELETONS)}, or an object with name, joints, "
            "parents and root"
        )
    found = Skeleton.from_dict(value) if isinstance(value, dict) else SKELETONS[value]
    if given is not None and found != given:
        raise ZedoError(f"the file's skeleton is {found.name!r}, but {given.name!r} was asked for")
    return found


def _agreed_size(value: Any, given: tuple[int, int] | None) -> tuple[int, int] | None:
    """The file's image size, or the caller's where the file has none."""
    if value is None:
        return given
    sides = value if isinstance(value, list | tuple) and len(value) == 2 else ()
    if not sides or not all(is_number(side) and side > 0 and side == int(side) for side in sides):
        raise ZedoError(f"'image_size' is {shown(value)}; [width, height] in whole positive pixels was expected")
    width, height = int(sides[0]), int(sides[1])
    if given is not None and tuple(given) != (width, height):
        raise ZedoError(f"the file's images are {width}×{height}, but {given[0]}×{given[1]} was asked for")
    return width, height


def _npz_fields(arrays: dict[str, np.ndarray], given: Skeleton | None) -> dict[str, Any]:
    if "uv" not in arrays:
        raise ZedoError(f"no array 'uv' (person-frames, joints, 2); this archive holds {', '.join(arrays) or 'none'}")
    for name in ("uv", "conf", "frame", "time", "person", "image_size"):
        if name in arrays and arrays[name].dtype.kind not in "fiu":
            raise ZedoError(f"array {name!r} holds {arrays[name].dtype}, where numbers were expected")
    uv = arrays["uv"]
    if uv.ndim != 3 or uv.shape[2] != 2:
        raise ZedoError(f"array 'uv' has shape {uv.shape}; (person-frames, joints, 2) was expected")
    if len(uv) == 0:
        raise ZedoError("holds no person-frame")
    described = None
    if "skeleton" in arrays:
        text = arrays["skeleton"]
        if text.shape != () or text.dtype.kind != "U":
            raise ZedoError("array 'skeleton' must be one string: a name, or the JSON of a skeleton")
        described = text.item()
        if described.startswith("{"):
            described = parsed(described, "array 'skeleton' is")
    return {
        "uv": uv,
        "confidence": arrays.get("conf", ~np.isnan(uv).any(axis=-1)),
        "skeleton": agreed_skeleton(described, given),
        "image_size": arrays["image_size"].tolist() if "image_size" in arrays else None,
        **{name: arrays[name] for name in ("frame", "time", "person") if name in arrays},
    }


def _json_fields(document: dict[str, Any], given: Skeleton | None) -> dict[str, Any]:
    skeleton = agreed_skeleton(document.get("skeleton"), given)
    instances = document.get("instances")
    if not isinstance(instances, list) or not instances:
        raise ZedoError("'instances' must be a list of at least one person in one frame")
    frames, times, persons, points = [], [], [], []
    for i, instance in enumerate(instances):
        try:
            frame, time, person, joints = _instance(instance, skeleton)
        except ValueError as error:
            raise ZedoError(f"instance {i}: {error}") from None
        frames.append(frame)
        times.append(time)
        persons.append(person)
        points.append(joints)
    array = np.array(points, dtype=np.float64)
    return {
        "uv": array[..., :2],
        "confidence": array[..., 2],
        "skeleton": skeleton,
        "image_size": document.get("image_size"),
        "frame": np.array(frames),
        "time": np.array(times),
        "person": np.array(persons),
    }


def _instance(instance: Any, skeleton: Skeleton) -> tuple[int, float, int, list[Point]]:
    """Frame, time (NaN when unknown), person and joints of one entry of ``instances``."""
    if not isinstance(instance, dict):
        raise ZedoError(f"found {shown(instance)}; an object with 'frame' and 'keypoints' was expected")
    frame, person = instance.get("frame"), instance.get("person", 0)
    if not is_whole(frame):
        raise ZedoError(f"'frame' is {shown(frame)}; a whole number was expected")
    if not is_whole(person):
        raise ZedoError(f"'person' is {shown(person)}; a whole number was expected")
    time = instance.get("time")
    if time is not None and not is_number(time):
        raise ZedoError(f"'time' is {shown(time)}; seconds were expected")
    joints = instance.get("keypoints")
    if not isinstance(joints, list):
        raise ZedoError(f"'keypoints' is {shown(joints)}; a list of [x, y, confidence] was expected")
    if len(joints) != len(skeleton):
        raise ZedoError(f"has {len(joints)} keypoints; skeleton {skeleton.name!r} has {len(skeleton)} joints")
    points = [_point(name, value) for name, value in zip(skeleton.joints, joints, strict=True)]
    return frame, math.nan if time is None else float(time), person, points


def _point(joint: str, value: Any) -> Point:
    if isinstance(value, list) and len(value) in (2, 3):
        x, y, *rest = value
        missing = x is None and y is None
        confidence = rest[0] if rest else 0 if missing else 1
        if is_number(confidence):
            if missing and confidence == 0:
                return math.nan, math.nan, 0.0
            if is_number(x) and is_number(y):
                return float(x), float(y), float(confidence)
    raise ZedoError(
        f"{joint} is {shown(value)}; [x, y, confidence], [x, y] or, for a missing joint, [null, null, 0] was expected"
    )
