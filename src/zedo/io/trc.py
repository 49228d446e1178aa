"""Sports2D's TRC files in pixels, one person each.

Format: ``make_trc_with_trc_data`` (Sports2D/process.py). Sports2D states metres (``m``) in the header of its files in
pixels too, so the coordinates decide.
"""

from __future__ import annotations

import math
import re
from itertools import product

import numpy as np

from zedo.io.detections import Detection
from zedo.io.json_values import is_number
from zedo.skeleton import HALPE_26

HEADER = "PathFileType"

SMALLEST_PERSON = 10.0
"""Pixels: a person whose markers span less could not be detected; in metres no person spans more."""

MARKERS = {
    **{"Hip": "pelvis", "CHip": "pelvis", "Neck": "thorax", "Head": "head", "Nose": "nose"},
    **{
        side[0].upper() + "".join(word.capitalize() for word in part.split("_")): f"{side}_{part}"
        for side, part in product(
            ("left", "right"),
            ["eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "big_toe", "small_toe"],
        )
    },
}
"""Pose2Sim's and Sports2D's marker names (Pose2Sim/skeletons.py) → Halpe-26."""


def detections(text: str) -> list[Detection]:
    """The person of a TRC file in pixels, as Halpe-26; markers that the file lacks, and (0, 0), are missing.

    Identity is the number in ``_personNN``, from the path that the header states. TRC has no scores: all are 1.

    Raises:
        ValueError: when the file is malformed, has none of the markers, or is in metres or three-dimensional.
    """
    lines = text.splitlines()
    if len(lines) < 6:
        raise ValueError("ends within its header; a TRC file has five lines of it and one a frame")
    stated = re.search(r"_person([0-9]{1,9})", lines[0])
    markers = [name.strip() for name in lines[3].rstrip().split("\t")[2::3]]
    columns = {MARKERS[name]: column for column, name in enumerate(markers) if name in MARKERS}
    if not columns:
        raise ValueError("has no marker that zedo knows, such as RHip or LKnee")
    frames = []
    for number, line in enumerate(lines[5:], start=6):
        if line.strip():
            frames.append(_values(line, len(markers), number))
    if not frames:
        raise ValueError("holds no frame")
    values = np.array(frames)
    known = [2 + 3 * column + axis for column in columns.values() for axis in range(3)]
    xyz = values[:, known].reshape(len(frames), -1, 3)
    seen = np.isfinite(xyz[..., :2]).all(axis=-1) & (xyz[..., :2] != 0).any(axis=-1)
    _require_pixels(xyz, seen)
    points = np.zeros((len(frames), len(HALPE_26), 3))
    points[:, [HALPE_26.index(joint) for joint in columns]] = np.dstack([xyz[..., :2], seen])
    person = int(stated[1]) if stated else 0
    return [
        Detection(int(frame), person_points, person, float(time))
        for frame, time, person_points in zip(values[:, 0], values[:, 1], points, strict=True)
    ]


def _values(line: str, markers: int, number: int) -> list[float]:
    """Frame, time and three coordinates a marker; empty cells are NaN."""
    cells = line.split("\t")
    try:
        values = [float(cell) if cell.strip() else math.nan for cell in cells]
    except ValueError:
        raise ValueError(f"line {number} holds something else than numbers") from None
    whole = is_number(values[0]) and values[0].is_integer() and abs(values[0]) < 2**53
    if not whole or len(values) < 2 or math.isinf(values[1]):
        raise ValueError(f"line {number} does not begin with a frame number and a time")
    if len(values) > 2 + 3 * markers:
        raise ValueError(f"line {number} has {len(values)} columns; {markers} markers make {2 + 3 * markers}")
    return values + [math.nan] * (2 + 3 * markers - len(values))


def _require_pixels(xyz: np.ndarray, seen: np.ndarray) -> None:
    xy = np.where(seen[..., None], xyz[..., :2], np.nan)[seen.sum(axis=1) >= 3]
    spans = np.nanmax(xy, axis=1) - np.nanmin(xy, axis=1) if len(xy) else np.zeros((0, 2))
    if len(spans) and (np.median(spans.max(axis=1)) < SMALLEST_PERSON or (np.nan_to_num(xyz[..., 2]) != 0).any()):
        raise ValueError(
            "is in metres or in 3D, not in pixels; lift Sports2D's file in pixels, *_px_personNN.trc, in its place"
        )
