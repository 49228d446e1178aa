"""Ultralytics' pose results: JSON of ``Results.to_json`` and the label files of ``save_txt``, one a frame.

Formats: ``Results.summary`` and ``Results.save_txt`` (ultralytics/engine/results.py).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from zedo.io.detections import BY_COUNT, Detection
from zedo.io.json_values import is_number, is_whole, rows, shown
from zedo.system.errors import ZedoError


def recognises(document: Any) -> bool:
    """Whether a JSON document is a list of one picture's people."""
    return isinstance(document, list) and any(map(_is_person, document))


def detections(document: Any) -> list[Detection]:
    """People of a document that :func:`recognises` accepts.

    Raises:
        ZedoError: when an entry is malformed.
    """
    found = []
    for i, entry in enumerate(document):
        if not _is_person(entry):
            raise ZedoError(f"person {i} is {shown(entry)}; an object with 'keypoints' of x and y was expected")
        marks, what = entry["keypoints"], f"'keypoints' of person {i}"
        columns = [rows(marks.get(axis), 1, f"{what}, {axis},") for axis in ("x", "y")]
        count = len(columns[0])
        sure = marks.get("visible")
        columns.append(np.ones((count, 1)) if sure is None else rows(sure, 1, f"{what}, visible,"))
        if {len(column) for column in columns} != {count}:
            raise ZedoError(f"{what} have unequal numbers of x, y and visible")
        points = np.concatenate(columns, axis=1)
        points[(points[:, :2] == 0).all(axis=1), 2] = 0  # without a score, (0, 0) is a joint that was not found
        track, score = entry.get("track_id"), entry.get("confidence")
        found.append(
            Detection(
                0,
                points,
                track if is_whole(track) and track >= 0 else None,
                score=float(score) if is_number(score) else math.nan,
            )
        )
    return found


def is_label(text: str) -> bool:
    """Whether a text holds nothing but lines of at least five numbers, the first a whole one."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    try:
        return all(len(line) >= 5 and float(line[0]).is_integer() and all(map(_finite, line)) for line in lines)
    except (ValueError, OverflowError):
        return False


def label_detections(text: str, size: tuple[int, int] | None) -> list[Detection]:
    """People of a label file: class, box, keypoints in shares of the image, and perhaps a score and an identity a line.

    Args:
        size: (width, height) of the image in pixels.

    Raises:
        ZedoError: when it holds boxes alone, lines of several lengths, or ``size`` is unknown.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        values = np.array([float(value) for value in line.split()])
        if not len(values):
            continue
        if len(values) < 5 + 2 * min(BY_COUNT):
            raise ZedoError(f"line {number} holds a box without keypoints; a pose model's labels were expected")
        if size is None:
            raise ZedoError(
                "YOLO's labels are shares of the image's width and height; give its size, WIDTH,HEIGHT in pixels, with "
                "--image-size"
            )
        if values[0] != 0:
            continue  # class 0 is the person
        axes, joints = _layout(len(values) - 5, number)
        points = values[5 : 5 + axes * joints].reshape(joints, axes)
        if axes == 2:
            points = np.column_stack([points, (points != 0).any(axis=1)])
        rest = values[5 + axes * joints :]
        points[:, :2] *= size
        found.append(
            Detection(
                0,
                points,
                int(rest[1]) if len(rest) > 1 else None,
                score=float(rest[0]) if len(rest) else math.nan,
            )
        )
    return found


def _layout(count: int, number: int) -> tuple[int, int]:
    """Numbers a keypoint and keypoints, of what follows the box; a score and an identity may follow."""
    for axes in (3, 2):
        for extra in (0, 1, 2):
            if (count - extra) % axes == 0 and (count - extra) // axes in BY_COUNT:
                return axes, (count - extra) // axes
    raise ZedoError(f"line {number} has {count} numbers after the box, which are the keypoints of no known skeleton")


def _finite(text: str) -> bool:
    return math.isfinite(float(text))


def _is_person(entry: Any) -> bool:
    marks = entry.get("keypoints") if isinstance(entry, dict) else None
    return isinstance(marks, dict) and {"x", "y"} <= set(marks)
