"""MediaPipe Pose's 33 landmarks as JSON.

MediaPipe writes no file; people store its results, whose fields are those of its guide (*Pose landmark detection*):
``pose_landmarks`` of the Python solution, ``poseLandmarks`` of the JavaScript one, ``landmarks`` of the Tasks on the
web, the two Tasks with a list for each person. A protocol buffer as JSON puts the list into ``landmark``. Landmarks are
listed in order, or an object by their names (``LEFT_HIP``) or numbers, or each says its name or number itself.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from zedo.body.skeleton import BLAZEPOSE_33
from zedo.io.detections import Detection
from zedo.io.joint_names import places
from zedo.io.json_values import is_number, is_whole, rows, shown, size_or_none
from zedo.system.errors import ZedoError

LANDMARKS = ("pose_landmarks", "poseLandmarks", "landmarks", "pose", "keypoints")
WORLD = ("pose_world_landmarks", "poseWorldLandmarks", "world_landmarks", "worldLandmarks")
FRAME = ("frame", "frame_index", "frame_id", "frame_number", "frameIndex", "frameNumber")
MILLISECONDS = ("timestamp_ms", "timestampMs", "time_ms")
SECONDS = ("time", "time_s", "time_sec", "timestamp_s", "timestamp_sec")
NUMBERS = ("id", "index", "landmark_id", "landmark_index")

NOT_NORMALISED = 2.0
"""Landmarks of a person partly outside the image leave [0, 1]; when half of all coordinates exceed this, they are
pixels."""

MOST_NEGATIVE = 0.3
"""Share of coordinates below zero from which they are no shares of an image: world landmarks lie about the hips."""

AS_WORLD = (
    "MediaPipe's world landmarks, metres about the hips, do not say where a person is in the image; store "
    "pose_landmarks, in shares of the image, in their place"
)


def recognises(document: Any) -> bool:
    """Whether a JSON document is a result, a list of results or of people's landmarks, or ``{frames: […]}``."""
    return any(_is_result(frame) or _is_pose(frame) or _is_poses(frame) for frame in _frames(document))


def image_size(document: Any) -> tuple[int, int] | None:
    """(width, height) in pixels, where the document states it beside its frames."""
    return size_or_none(document.get("width"), document.get("height")) if isinstance(document, dict) else None


def detections(document: Any, image_size: tuple[int, int] | None) -> list[Detection]:
    """People of a document that :func:`recognises` accepts, in pixels of an image of (width, height).

    Raises:
        ZedoError: without ``image_size``, when a frame is malformed or not in shares of the image, or when the
            landmarks are those of the world.
    """
    rate = document.get("fps") if isinstance(document, dict) else None
    found = []
    for place, entry in enumerate(_frames(document)):
        number, time, people = place, math.nan, entry
        if isinstance(entry, dict) and not _is_pose(entry):
            number = next((entry[key] for key in FRAME if is_whole(entry.get(key))), place)
            time = next((float(entry[key]) for key in SECONDS if is_number(entry.get(key))), math.nan)
            time = next((entry[key] / 1000 for key in MILLISECONDS if is_number(entry.get(key))), time)
            people = next((entry[key] for key in LANDMARKS if entry.get(key)), None)
            if people is None and any(entry.get(key) for key in WORLD):
                raise ZedoError(AS_WORLD)
            if isinstance(people, dict) and not _is_pose(people):
                people = next((people[key] for key in LANDMARKS if people.get(key)), None)
        if math.isnan(time) and is_number(rate) and rate > 0:
            time = number / rate
        poses = [people] if _is_pose(people) else people or []
        if not isinstance(poses, list):
            raise ZedoError(f"frame {place} is {shown(people)}; landmarks, or a list of them, were expected")
        found += [Detection(number, _points(pose, place), None, time) for pose in poses]
    positions = np.array([detection.points[:, :2] for detection in found])
    if found and np.median(np.abs(np.nan_to_num(positions))) > NOT_NORMALISED:
        raise ZedoError("the landmarks are not normalised; MediaPipe's x and y lie in [0, 1], in shares of the image")
    if found and (np.nan_to_num(positions) < 0).mean() > MOST_NEGATIVE:
        raise ZedoError(AS_WORLD)
    if image_size is None:
        raise ZedoError(
            "MediaPipe's landmarks are shares of the image's width and height; give its size, WIDTH,HEIGHT in pixels, "
            "with --image-size"
        )
    with np.errstate(over="ignore"):  # what overflows is infinite, hence missing
        for detection in found:
            detection.points[:, :2] *= image_size
    return found


def _frames(document: Any) -> list[Any]:
    if isinstance(document, dict) and isinstance(document.get("frames"), list):
        return document["frames"]
    return document if isinstance(document, list) and not _is_pose(document) else [document]


def _is_result(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    inner = [entry.get(key) for key in (*LANDMARKS, *WORLD)]
    inner += [value.get(key) for value in inner if isinstance(value, dict) for key in LANDMARKS]
    return any(_is_pose(value) or _is_poses(value) for value in inner)


def _is_poses(value: Any) -> bool:
    return isinstance(value, list) and any(map(_is_pose, value))


def _is_pose(value: Any) -> bool:
    listed = _listed(value)
    if isinstance(listed, dict):
        return len(listed) > 5 and all(map(_is_mark, listed.values()))
    if not isinstance(listed, list) or not listed:
        return False
    return _is_mark(listed[0]) or (
        len(listed) == len(BLAZEPOSE_33)
        and all(isinstance(mark, list) and len(mark) in (3, 4, 5) and all(map(is_number, mark)) for mark in listed)
    )


def _is_mark(value: Any) -> bool:
    return isinstance(value, dict) and {"x", "y"} <= {str(key).lower() for key in value}


def _listed(pose: Any) -> Any:
    return pose["landmark"] if isinstance(pose, dict) and set(pose) == {"landmark"} else pose


def _points(pose: Any, place: int) -> np.ndarray:
    landmarks, what = _listed(pose), f"the landmarks of frame {place}"
    if not _is_pose(pose) or len(landmarks) != len(BLAZEPOSE_33):
        raise ZedoError(f"{what} are {shown(landmarks)}; 33 objects with x, y and visibility were expected")
    if isinstance(landmarks, dict):
        marks, keys = list(landmarks.values()), [str(key) for key in landmarks]
    else:
        marks = [_of_list(mark) if isinstance(mark, list) else mark for mark in landmarks]
        keys = None
    if not all(map(_is_mark, marks)):
        raise ZedoError(f"{what} are not all objects with x, y and visibility")
    marks = [{str(key).lower(): value for key, value in mark.items()} for mark in marks]
    marks = [marks[i] for i in _order(marks, keys, what)]
    values = [(mark.get("x"), mark.get("y"), mark.get("visibility", 1)) for mark in marks]
    return rows([value for mark in values for value in mark], 3, what)


def _of_list(mark: list[float]) -> dict[str, float]:
    """x, y, z and, if there are more, visibility."""
    return dict(zip(("x", "y", "z", "visibility"), mark, strict=False))


def _order(marks: list[dict[str, Any]], keys: list[str] | None, what: str) -> list[int]:
    """Where each of the 33 stands, by the keys of an object, by names or by numbers that they state."""
    count = len(BLAZEPOSE_33)
    if keys is None and all(isinstance(mark.get("name"), str) for mark in marks):
        keys = [mark["name"] for mark in marks]
    if keys is None:
        stated = next((key for key in NUMBERS if all(is_whole(mark.get(key)) for mark in marks)), None)
        if stated is None:
            return list(range(count))
        keys = [str(mark[stated]) for mark in marks]
    ends = [re.search(r"[0-9]+$", key) for key in keys]
    numbers = [int(end[0]) for end in ends if end]
    if len(numbers) == count and len({key[: end.start()] for key, end in zip(keys, ends, strict=True) if end}) == 1:
        first = min(numbers)
        if first in (0, 1) and sorted(numbers) == list(range(first, first + count)):
            return [numbers.index(first + i) for i in range(count)]
    found = places([key.rsplit(".", 1)[-1] for key in keys], BLAZEPOSE_33)
    if found is None:
        raise ZedoError(f"{what} are called {', '.join(keys[:3])}, …, which are not MediaPipe's names or numbers")
    return found
