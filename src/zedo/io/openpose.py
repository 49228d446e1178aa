"""OpenPose's JSON, a file a frame, which Pose2Sim and AlphaPose's ``--format open`` and ``cmu`` write too.

Formats: OpenPose's doc/02_output.md; Pose2Sim's ``save_to_openpose`` (poseEstimation.py); AlphaPose's ``write_json``
(alphapose/utils/pPose_nms.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from zedo.io.detections import Detection
from zedo.io.json_values import decoded, is_whole, number_in_name, parsed_loosely, rows, shown
from zedo.system.errors import ZedoError

FIELDS = (("people", "pose_keypoints_2d"), ("people", "pose_keypoints"), ("bodies", "joints"))
"""Where people and their keypoints stand: OpenPose, OpenPose before 1.2, AlphaPose's ``cmu``."""


def recognises(document: Any) -> bool:
    """Whether a JSON document is one frame of OpenPose's, or AlphaPose's frames in one object by image name."""
    return _is_frame(document) or _is_clip(document)


def detections(document: Any, name: str) -> list[Detection]:
    """People of a document that :func:`recognises` accepts.

    Args:
        name: of the file; the last number in it is the frame of a document that is one frame.

    Raises:
        ZedoError: when a person is malformed.
    """
    if _is_frame(document):
        return _people(document, number_in_name(name) or 0)
    found = []
    for image, frame in zip(document, frame_numbers(list(document)), strict=True):
        try:
            found += _people(document[image], frame)
        except ValueError as error:
            raise ZedoError(f"{shown(image)}: {error}") from None
    return found


def folder_detections(folder: Path) -> list[Detection]:
    """People of a folder with a JSON file a frame, the frame's number being the last one in the file's name.

    Raises:
        ZedoError: when there is no such file, one is unreadable or no frame of OpenPose's, a name has no number, or
            the names are those of several clips.
    """
    files = sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))
    if not files:
        raise ZedoError("is a folder without JSON files; OpenPose's, one a frame, or a keypoint file were expected")
    clips = sorted({re.sub(r"[0-9]+([^0-9]*)$", r"*\1", path.stem) for path in files})
    if len(clips) > 1:
        raise ZedoError(f"holds files of several clips ({', '.join(clips[:3])}); give each a folder of its own")
    found = []
    for path in files:
        try:
            frame = number_in_name(path.name)
            if frame is None and len(files) > 1:
                raise ZedoError("has no frame number in its name")
            document = parsed_loosely(decoded(path.read_bytes()))
            if not _is_frame(document):
                raise ZedoError("is no frame of OpenPose's, one JSON object with 'people'")
            found += _people(document, frame or 0)
        except OSError as error:
            raise ZedoError(f"{path.name}: cannot be read ({error.strerror})") from None
        except ValueError as error:
            raise ZedoError(f"{path.name}: {error}") from None
    return found


def holds_frames(folder: Path) -> bool:
    """Whether a folder is one clip with a JSON file a frame, by the first and the last of them: one may be broken."""
    names = sorted(path.name for path in folder.glob("*.json") if not path.name.startswith("."))
    for name in {*names[:1], *names[-1:]}:
        try:
            if _is_frame(parsed_loosely(decoded((folder / name).read_bytes()))):
                return True
        except (ValueError, OSError):
            continue
    return False


def frame_numbers(images: list[str]) -> list[int]:
    """Frames of images by name: the last number in each, or, where that does not tell them apart, the names' order."""
    numbers = {image: number_in_name(image) for image in images}
    if None in numbers.values() or len(set(numbers.values())) < len(numbers):
        numbers = {image: place for place, image in enumerate(sorted(numbers))}
    return [number for image in images if (number := numbers[image]) is not None]


def _is_frame(document: Any) -> bool:
    return isinstance(document, dict) and any(isinstance(document.get(people), list) for people, _ in FIELDS)


def _is_clip(document: Any) -> bool:
    return isinstance(document, dict) and bool(document) and all(map(_is_frame, document.values()))


def _people(document: dict[str, Any], frame: int) -> list[Detection]:
    found = []
    for people, field in FIELDS:
        listed = document.get(people)
        for i, person in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(person, dict):
                raise ZedoError(f"person {i} is {shown(person)}; an object with {field!r} was expected")
            # A person of whom only a hand or the face was found has no body.
            if person.get(field):
                points = rows(person[field], 3, f"{field!r} of person {i}")
                found.append(Detection(frame, points, _identity(person.get("person_id"))))
    return found


def _identity(value: Any) -> int | None:
    """``person_id`` is a list of one number, -1 without tracking."""
    number = value[0] if isinstance(value, list) and len(value) == 1 else value
    return number if is_whole(number) and number >= 0 else None
