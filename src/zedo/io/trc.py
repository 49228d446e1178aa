"""TRC, OpenSim's marker file: a header of five lines, then a line a frame with x, y, z of each marker.

Format: OpenSim's ``TRCFileAdapter`` (OpenSim/Common). A missing marker is read from empty cells and from ``NaN``, and
written as ``NaN``: OpenSim drops an empty cell at the end of a line, counts one column too few and refuses the file.
Read are Sports2D's files in pixels, one person each (``make_trc_with_trc_data`` of Sports2D/process.py). Sports2D
states metres (``m``) in the header of its files in pixels too, so the coordinates decide.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product

import numpy as np
from jaxtyping import Float, Int

from zedo.body.skeleton import HALPE_26, Skeleton
from zedo.io.detections import Detection
from zedo.io.json_values import is_number
from zedo.system.errors import ZedoError

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

_NAMES = {joint: name for name, joint in reversed(MARKERS.items())} | {"neck": "UpperNeck"}


@dataclass(frozen=True, eq=False)
class Table:
    """What a TRC file holds.

    Attributes:
        source: the path that the header states.
        markers: their names.
        frame: (F,) frame numbers.
        time: (F,) seconds; may be NaN.
        positions: (F, M, 3) in the file's unit; NaN where a cell is empty.
    """

    source: str
    markers: tuple[str, ...]
    frame: Int[np.ndarray, " F"]
    time: Float[np.ndarray, " F"]
    positions: Float[np.ndarray, "F M 3"]


def parse(text: str) -> Table:
    """The content of a TRC file of any tool.

    Raises:
        ZedoError: when it is malformed or holds no frame.
    """
    lines = text.splitlines()
    if len(lines) < 6:
        raise ZedoError("ends within its header; a TRC file has five lines of it and one a frame")
    markers = tuple(name.strip() for name in lines[3].rstrip().split("\t")[2::3])
    rows = [_values(line, len(markers), number) for number, line in enumerate(lines[5:], start=6) if line.strip()]
    if not rows:
        raise ZedoError("holds no frame")
    values = np.array(rows)
    positions = values[:, 2:].reshape(len(rows), len(markers), 3)
    return Table(lines[0], markers, values[:, 0].astype(np.int64), values[:, 1], positions)


def render(table: Table, rate: float) -> str:
    """A TRC file in metres, ``rate`` frames a second; a marker without a position is ``NaN NaN NaN``."""
    frames, markers = table.positions.shape[:2]
    about = [f"{rate:g}", f"{rate:g}", frames, markers, "m", f"{rate:g}", table.frame[0], frames]
    lines = [
        f"{HEADER}\t4\t(X/Y/Z)\t{table.source}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        "\t".join(map(str, about)),
        "Frame#\tTime\t" + "\t\t\t".join(table.markers) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{marker}" for marker in range(1, markers + 1) for axis in "XYZ"),
    ]
    for frame, time, points in zip(table.frame, table.time, table.positions, strict=True):
        # All three or none: OpenSim takes a marker without one coordinate for missing.
        cells = [
            "\t".join(f"{value:.6f}" if np.isfinite(point).all() else "NaN" for value in point) for point in points
        ]
        lines.append("\t".join([str(frame), f"{time:.6f}", *cells]))
    return "\n".join(lines) + "\n"


def marker_names(skeleton: Skeleton) -> tuple[str, ...]:
    """Pose2Sim's names of the joints, such as ``LKnee``, or ones made in the same way: ``spine`` is ``Spine``."""
    names = tuple(_marker_name(joint) for joint in skeleton.joints)
    # A skeleton of the user's own may have a neck as well as a thorax.
    return names if len(set(names)) == len(names) else tuple("_".join(joint.split()) for joint in skeleton.joints)


def detections(text: str) -> list[Detection]:
    """The person of a TRC file in pixels, as Halpe-26; markers that the file lacks, and (0, 0), are missing.

    Identity is the number in ``_personNN``, from the path that the header states. TRC has no scores: all are 1.

    Raises:
        ZedoError: when the file is malformed, has none of the markers, or is in metres or three-dimensional.
    """
    table = parse(text)
    columns = {MARKERS[name]: column for column, name in enumerate(table.markers) if name in MARKERS}
    if not columns:
        raise ZedoError("has no marker that zedo knows, such as RHip or LKnee")
    xyz = table.positions[:, list(columns.values())]
    seen = np.isfinite(xyz[..., :2]).all(axis=-1) & (xyz[..., :2] != 0).any(axis=-1)
    _require_pixels(xyz, seen)
    points = np.zeros((len(xyz), len(HALPE_26), 3))
    points[:, [HALPE_26.index(joint) for joint in columns]] = np.dstack([xyz[..., :2], seen])
    stated = re.search(r"_person([0-9]{1,9})", table.source)
    person = int(stated[1]) if stated else 0
    return [
        Detection(int(frame), person_points, person, float(time))
        for frame, time, person_points in zip(table.frame, table.time, points, strict=True)
    ]


def _marker_name(joint: str) -> str:
    if joint in _NAMES:
        return _NAMES[joint]
    side, _, part = joint.partition("_")
    initial, words = (side[0].upper(), part) if side in ("left", "right") else ("", joint)
    return initial + "".join(word.capitalize() for word in words.replace("_", " ").split())


def _values(line: str, markers: int, number: int) -> list[float]:
    """Frame, time and three coordinates a marker; empty cells are NaN."""
    cells = line.split("\t")
    try:
        values = [float(cell) if cell.strip() else math.nan for cell in cells]
    except ValueError:
        raise ZedoError(f"line {number} holds something else than numbers") from None
    whole = is_number(values[0]) and values[0].is_integer() and abs(values[0]) < 2**53
    if not whole or len(values) < 2 or math.isinf(values[1]):
        raise ZedoError(f"line {number} does not begin with a frame number and a time")
    if len(values) > 2 + 3 * markers:
        raise ZedoError(f"line {number} has {len(values)} columns; {markers} markers make {2 + 3 * markers}")
    return values + [math.nan] * (2 + 3 * markers - len(values))


def _require_pixels(xyz: np.ndarray, seen: np.ndarray) -> None:
    xy = np.where(seen[..., None], xyz[..., :2], np.nan)[seen.sum(axis=1) >= 3]
    spans = np.nanmax(xy, axis=1) - np.nanmin(xy, axis=1) if len(xy) else np.zeros((0, 2))
    if len(spans) and (np.median(spans.max(axis=1)) < SMALLEST_PERSON or (np.nan_to_num(xyz[..., 2]) != 0).any()):
        raise ZedoError(
            "is in metres or in 3D, not in pixels; lift Sports2D's file in pixels, *_px_personNN.trc, in its place"
        )
