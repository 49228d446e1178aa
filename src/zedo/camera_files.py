"""Camera files: zedo's own, and what OpenCV's users, Pose2Sim, Anipose and Sports2D write, as JSON or TOML.

A camera has ``fx, fy, cx, cy`` or a 3×3 matrix, and may have a lens distortion as OpenCV's list or by coefficients, a
lens model, and the size of the pictures that it was calibrated with. What else a field may say is listed here; one that
is not is refused by its name, for what it says would be lost. Files of several cameras (Pose2Sim's ``[cam_01]``) are
read one camera at a time. Rotation and translation are passed over: poses are in the camera's own frame.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from zedo.system.errors import ZedoError
from zedo.system.notes import note

DISTORTION_SIZES = (4, 5, 8)
"""OpenCV's k1, k2, p1, p2 [, k3 [, k4, k5, k6]]."""

MATRIX = ("matrix", "K", "camera_matrix", "cameraMatrix", "intrinsic_matrix", "intrinsics", "mtx")
DISTORTION = (
    "distortion", "distortions", "dist", "dist_coeffs", "dist_coef", "distCoeffs", "distortion_coefficients", "D",
)  # fmt: skip
COEFFICIENTS = ("k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6")
SIZE = ("size", "image_size", "resolution", "imageSize")
SIDES = (("width", "height"), ("image_width", "image_height"), ("w", "h"))
MODEL = ("model", "camera_model", "distortion_model", "projection")
PINHOLE = {
    "pinhole", "perspective", "opencv", "full_opencv", "radtan", "plumb_bob", "rational_polynomial", "brown",
    "brown_conrady", "brown-conrady", "standard", "linear",
}  # fmt: skip
FISHEYE = {"fisheye", "opencv_fisheye", "equidistant", "kannala_brandt", "kannala-brandt", "kannala_brandt4"}
PASSED_OVER = {
    "name", "id", "camera", "source", "serial", "date", "units", "rotation", "translation", "R", "T", "t", "rvec",
    "tvec", "rvecs", "tvecs", "extrinsics", "error", "rms", "reprojection_error", "adjusted", "checkerboard",
    "description", "comment",
}  # fmt: skip
"""Fields that say nothing about where in the picture a point of the camera's own frame is seen."""

LEAST_SECTION = {*MATRIX, "fx"}


@dataclass(frozen=True, eq=False)
class Fields:
    """What a camera's fields say, of which :class:`zedo.camera.Camera` checks the numbers.

    Attributes:
        matrix, distortion, fisheye: as of that class.
        size: (width, height) of the pictures that it was calibrated with; None when they do not say.
    """

    matrix: np.ndarray
    distortion: tuple[float, ...]
    fisheye: bool
    size: tuple[float, float] | None


def read_camera(path: Path, image_size: tuple[int, int] | None = None, name: str | None = None) -> Fields:
    """The camera in a file; arguments and errors as of :meth:`zedo.camera.Camera.from_file`."""
    if not path.is_file():
        raise ZedoError(f"{path}: no such camera file")
    try:
        text = path.read_text(encoding="utf-8-sig")
        fields = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ZedoError(f"{path}: not valid {path.suffix.lower().lstrip('.') or 'JSON'} ({error})") from None
    try:
        return camera_of(_section(fields, path, name), image_size)
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def camera_of(fields: Any, image_size: tuple[int, int] | None = None) -> Fields:
    """What the fields of a camera say, for pictures of ``image_size`` if that is known.

    Raises:
        ZedoError: when a field is missing, malformed or not understood.
    """
    if not isinstance(fields, Mapping):
        raise ZedoError(f"a camera is an object with fields, not a {type(fields).__name__}")
    used = PASSED_OVER | {*MATRIX, *DISTORTION, *COEFFICIENTS, *SIZE, *MODEL, "fx", "fy", "cx", "cy", "fisheye"}
    unknown = [str(key) for key in fields if key not in used and not any(key in sides for sides in SIDES)]
    if unknown:
        raise ZedoError(
            f"camera field {unknown[0]!r} is not understood; zedo knows fx, fy, cx, cy or matrix, distortion or k1, "
            "k2, p1, p2, k3 …, fisheye, and size"
        )
    try:
        size = _size(fields)
        fisheye = _is_fisheye(fields)
        distortion = _distortion(fields, fisheye)
        matrix = _matrix(fields)
    except KeyError as error:
        raise ZedoError(f"camera field {error} is missing; give fx, fy, cx, cy or matrix") from None
    except (TypeError, OverflowError) as error:
        raise ZedoError(f"camera fields must be numbers, 'matrix' 3×3, 'distortion' a list ({error})") from None
    return _for_size(Fields(matrix, distortion, fisheye, size), image_size)


def _section(fields: Any, path: Path, name: str | None) -> Any:
    """The fields of the named camera, or of the only one."""
    cameras = {
        str(key): value
        for key, value in (fields.items() if isinstance(fields, Mapping) else ())
        if isinstance(value, Mapping) and LEAST_SECTION & set(value)
    }
    if not isinstance(fields, Mapping) or (name is None and (LEAST_SECTION & set(fields) or not cameras)):
        return fields
    if name is None and len(cameras) == 1:
        return next(iter(cameras.values()))
    if name in cameras:
        return cameras[name]
    named = [camera for camera in cameras.values() if name is not None and camera.get("name") == name]
    if len(named) == 1:
        return named[0]
    if not cameras:
        raise ZedoError(f"holds no camera {name!r}, for it is not divided into cameras; leave the name out")
    which = f"holds {len(cameras)} cameras ({', '.join(list(cameras)[:4])}{', …' * (len(cameras) > 4)})"
    raise ZedoError(f"{which}{f', none {name!r}' if name else ''}; choose one with {path.name}:{next(iter(cameras))}")


def _matrix(fields: Mapping[str, Any]) -> np.ndarray:
    given = _only(fields, MATRIX)
    if given is None:
        fx, fy, cx, cy = (_number(fields[name], name) for name in ("fx", "fy", "cx", "cy"))
        return np.array([[fx, 0.0, cx], [0.0, fy, cy], [0.0, 0.0, 1.0]])
    if extra := [name for name in ("fx", "fy", "cx", "cy") if name in fields]:
        raise ZedoError(f"camera field {extra[0]!r} stands beside a matrix, which says the same; leave one of them out")
    try:
        return np.array(given, dtype=np.float64)
    except ValueError as error:
        raise ZedoError(f"camera fields must be numbers, 'matrix' 3×3, 'distortion' a list ({error})") from None


def _distortion(fields: Mapping[str, Any], fisheye: bool) -> tuple[float, ...]:
    given = _only(fields, DISTORTION)
    single = [name for name in COEFFICIENTS if name in fields]
    if given is not None and single:
        raise ZedoError(f"camera field {single[0]!r} stands beside a list of the distortion; leave one of them out")
    if single:
        names = ("k1", "k2", "k3", "k4") if fisheye else COEFFICIENTS
        if wrong := [name for name in single if name not in names]:
            raise ZedoError(f"camera field {wrong[0]!r} is none of a fisheye's, which are k1, k2, k3, k4")
        values = [_number(fields.get(name, 0.0), name) for name in names]
        return tuple(values) if fisheye else _shortened(values)
    if given is not None and not isinstance(given, list | tuple):
        raise ZedoError(f"camera fields must be numbers, 'matrix' 3×3, 'distortion' a list (not {given!r})")
    try:
        values = [] if given is None else np.array(given, dtype=np.float64).ravel().tolist()
    except ValueError as error:
        raise ZedoError(f"camera fields must be numbers, 'matrix' 3×3, 'distortion' a list ({error})") from None
    if fisheye:
        values = values or [0.0] * 4
        return tuple(values[:4] if len(values) > 4 and not any(values[4:]) else values)
    # OpenCV has 12 and 14 with a thin prism and a tilted sensor, which are 0 in most files.
    return tuple(values[:8] if len(values) in (12, 14) and not any(values[8:]) else values)


def _shortened(values: list[float]) -> tuple[float, ...]:
    """As few of OpenCV's coefficients as say the same."""
    return tuple(next(values[:size] for size in (*DISTORTION_SIZES, 8) if not any(values[size:])))


def _is_fisheye(fields: Mapping[str, Any]) -> bool:
    said = fields.get("fisheye")
    if said is not None and not isinstance(said, bool):
        raise ZedoError(f"camera field 'fisheye' is {said!r}; true or false was expected")
    model = _only(fields, MODEL)
    if model is None:
        return bool(said)
    known = str(model).strip().lower()
    if known not in PINHOLE | FISHEYE:
        raise ZedoError(
            f"camera field 'model' is {model!r}, a lens that zedo does not know; it knows OpenCV's pinhole model "
            "('pinhole') and OpenCV's fisheye ('fisheye')"
        )
    if said is not None and said != (known in FISHEYE):
        raise ZedoError(f"camera fields 'fisheye' and 'model' contradict each other ({said} and {model!r})")
    return known in FISHEYE


def _size(fields: Mapping[str, Any]) -> tuple[float, float] | None:
    given = _only(fields, SIZE)
    for width, height in SIDES:
        if width in fields or height in fields:
            given = [fields[width], fields[height]]
    if given is None:
        return None
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise ZedoError(f"camera field 'size' is {given!r}; [width, height] in pixels was expected")
    width, height = (_number(side, "size") for side in given)
    if not (0 < width < np.inf and 0 < height < np.inf):
        raise ZedoError(f"camera field 'size' is {list(given)}; [width, height] in pixels was expected")
    return width, height


def _for_size(camera: Fields, image_size: tuple[int, int] | None) -> Fields:
    """The camera for pictures of ``image_size``, which may be those of the calibration on another scale."""
    stated = camera.size
    if image_size is None or camera.matrix.shape[-2:] != (3, 3):
        return camera
    if stated is None:
        place = camera.matrix[..., :2, 2] / image_size
        if not ((place > 0.1) & (place < 0.9)).all():
            cx, cy = camera.matrix.reshape(-1, 3, 3)[0, :2, 2]
            note(
                f"camera: the principal point {cx:.0f},{cy:.0f} is far from the middle of images of "
                f"{image_size[0]}×{image_size[1]}; if it was calibrated with another size, the file's 'size' says so"
            )
        return camera
    across, down = image_size[0] / stated[0], image_size[1] / stated[1]
    if across == down == 1:
        return camera
    what = f"for images of {stated[0]:g}×{stated[1]:g}"
    if abs(across / down - 1) > 0.01:
        turned = " (turned?)" if stated[0] > stated[1] and image_size[0] < image_size[1] else ""
        raise ZedoError(
            f"the calibration is {what}, but the keypoints' are {image_size[0]}×{image_size[1]}{turned}, another "
            "shape; give the camera of those"
        )
    matrix = camera.matrix.copy()
    matrix[..., 0, :] *= across
    matrix[..., 1, :] *= down
    note(f"camera: the calibration is {what}; it was scaled to the keypoints', {image_size[0]}×{image_size[1]}")
    return replace(camera, matrix=matrix, size=image_size)


def _only(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The value of the one of these names that is there; None when none is."""
    present = [name for name in names if fields.get(name) is not None]
    if len(present) > 1:
        raise ZedoError(f"camera fields {present[0]!r} and {present[1]!r} say the same; leave one of them out")
    return fields[present[0]] if present else None


def _number(value: Any, name: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ZedoError(f"camera fields must be numbers; {name!r} is {value!r}") from None
