"""OpenPose's JSON, a file a frame, which Pose2Sim and AlphaPose's ``--format open`` and ``cmu`` write too, and
ControlNet's preprocessors for one picture or, from ComfyUI, as a list of frames.

Formats: OpenPose's doc/02_output.md; Pose2Sim's ``save_to_openpose`` (poseEstimation.py); AlphaPose's ``write_json``
(alphapose/utils/pPose_nms.py).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from zedo.io.detections import Detection
from zedo.io.frame_names import numbered
from zedo.io.json_values import is_whole, number_in_name, rows, shown, size_or_none
from zedo.system.errors import ZedoError

FIELDS = (("people", "pose_keypoints_2d"), ("people", "pose_keypoints"), ("bodies", "joints"))
"""Where people and their keypoints stand: OpenPose, OpenPose before 1.2, AlphaPose's ``cmu``."""


def recognises(document: Any) -> bool:
    """Whether a JSON document is one frame of OpenPose's, AlphaPose's frames in one object by image name, or ComfyUI's
    list of frames."""
    return is_frame(document) or _is_clip(document) or _is_list(document)


def detections(document: Any, name: str) -> list[Detection]:
    """People of a document that :func:`recognises` accepts.

    Args:
        name: of the file; the last number in it is the frame of a document that is one frame.

    Raises:
        ZedoError: when a person is malformed.
    """
    if is_frame(document):
        return _people(document, number_in_name(name) or 0)
    found = []
    if isinstance(document, list):
        for frame, entry in enumerate(document):
            try:
                found += _people(entry, frame)
            except ValueError as error:
                raise ZedoError(f"frame {frame}: {error}") from None
        return found
    numbering = numbered(list(document))
    for image, entry in document.items():
        try:
            frame = _people(entry, numbering.frame[image])
        except ValueError as error:
            raise ZedoError(f"{shown(image)}: {error}") from None
        found += [replace(person, time=numbering.time.get(image, math.nan)) for person in frame]
    return found


def image_size(document: Any) -> tuple[int, int] | None:
    """(width, height) by ControlNet's and ComfyUI's ``canvas_width`` and ``canvas_height``, if all frames agree."""
    frames = document if isinstance(document, list) else [document]
    sizes = {size_or_none(frame.get("canvas_width"), frame.get("canvas_height")) for frame in frames}
    return sizes.pop() if len(sizes) == 1 else None


def is_frame(document: Any) -> bool:
    """Whether a JSON document is one frame."""
    return isinstance(document, dict) and any(isinstance(document.get(people), list) for people, _ in FIELDS)


def _is_list(document: Any) -> bool:
    return isinstance(document, list) and bool(document) and all(map(is_frame, document))


def _is_clip(document: Any) -> bool:
    return isinstance(document, dict) and bool(document) and all(map(is_frame, document.values()))


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
