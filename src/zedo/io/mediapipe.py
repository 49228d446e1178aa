"""MediaPipe Pose's 33 landmarks as JSON.

MediaPipe writes no file; people store its results, whose fields are those of its guide (*Pose landmark detection*):
``pose_landmarks`` of the Python solution, ``poseLandmarks`` of the JavaScript one, ``landmarks`` of the Tasks on the
web, the two Tasks with a list for each person. A protocol buffer as JSON puts the list into ``landmark``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from zedo.body.skeleton import BLAZEPOSE_33
from zedo.io.detections import Detection
from zedo.io.json_values import is_number, is_whole, rows, shown
from zedo.system.errors import ZedoError

LANDMARKS = ("pose_landmarks", "poseLandmarks", "landmarks")
FRAME = ("frame", "frame_index", "frame_id", "frame_number", "frameIndex", "frameNumber")
MILLISECONDS = ("timestamp_ms", "timestampMs")

NOT_NORMALISED = 2.0
"""Landmarks of a person partly outside the image leave [0, 1]; when half of all coordinates exceed this, they are
pixels."""


def recognises(document: Any) -> bool:
    """Whether a JSON document is a result, a list of results or of people's landmarks, or ``{frames: […]}``."""
    return any(_is_result(frame) or _is_pose(frame) or _is_poses(frame) for frame in _frames(document))


def detections(document: Any, image_size: tuple[int, int] | None) -> list[Detection]:
    """People of a document that :func:`recognises` accepts, in pixels of an image of (width, height).

    Raises:
        ZedoError: without ``image_size``, or when a frame is malformed or not in shares of the image.
    """
    if image_size is None:
        raise ZedoError(
            "MediaPipe's landmarks are shares of the image's width and height; give its size, WIDTH,HEIGHT in pixels"
        )
    found = []
    for place, entry in enumerate(_frames(document)):
        number, time, people = place, math.nan, entry
        if isinstance(entry, dict) and not _is_pose(entry):
            number = next((entry[key] for key in FRAME if is_whole(entry.get(key))), place)
            time = next((entry[key] / 1000 for key in MILLISECONDS if is_number(entry.get(key))), math.nan)
            people = next((entry[key] for key in LANDMARKS if entry.get(key)), None)
        poses = [people] if _is_pose(people) else people or []
        if not isinstance(poses, list):
            raise ZedoError(f"frame {place} is {shown(people)}; landmarks, or a list of them, were expected")
        found += [Detection(number, _points(pose, place), None, time) for pose in poses]
    positions = np.abs([detection.points[:, :2] for detection in found])
    if found and np.median(np.nan_to_num(positions)) > NOT_NORMALISED:
        raise ZedoError("the landmarks are not normalised; MediaPipe's x and y lie in [0, 1], in shares of the image")
    with np.errstate(over="ignore"):  # what overflows is infinite, hence missing
        for detection in found:
            detection.points[:, :2] *= image_size
    return found


def _frames(document: Any) -> list[Any]:
    if isinstance(document, dict) and isinstance(document.get("frames"), list):
        return document["frames"]
    return document if isinstance(document, list) and not _is_pose(document) else [document]


def _is_result(entry: Any) -> bool:
    return isinstance(entry, dict) and any(_is_pose(entry.get(key)) or _is_poses(entry.get(key)) for key in LANDMARKS)


def _is_poses(value: Any) -> bool:
    return isinstance(value, list) and any(map(_is_pose, value))


def _is_pose(value: Any) -> bool:
    listed = _listed(value)
    return isinstance(listed, list) and bool(listed) and isinstance(listed[0], dict) and {"x", "y"} <= set(listed[0])


def _listed(pose: Any) -> Any:
    return pose["landmark"] if isinstance(pose, dict) and set(pose) == {"landmark"} else pose


def _points(pose: Any, place: int) -> np.ndarray:
    landmarks, what = _listed(pose), f"the landmarks of frame {place}"
    if not _is_pose(pose) or len(landmarks) != len(BLAZEPOSE_33):
        raise ZedoError(f"{what} are {shown(landmarks)}; 33 objects with x, y and visibility were expected")
    if not all(isinstance(landmark, dict) for landmark in landmarks):
        raise ZedoError(f"{what} are not all objects with x, y and visibility")
    values = [(mark.get("x"), mark.get("y"), mark.get("visibility", 1)) for mark in landmarks]
    return rows([value for mark in values for value in mark], 3, what)
