"""Tables of text of animal-pose tools that people use on people: DeepLabCut's CSV and SLEAP's analysis CSV.

Formats: DeepLabCut's ``analyze_videos(save_as_csv=True)``, whose header has three lines (scorer, bodyparts, coords),
four with several individuals; SLEAP's *Export analysis CSV* (track, frame_idx, instance.score, and x, y, score a node).
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zedo.io.detections import Detection
from zedo.io.frame_names import numbered
from zedo.system.errors import ZedoError


@dataclass(frozen=True)
class Table:
    """People of a table, and what their joints are called."""

    people: list[Detection]
    names: list[str]


def recognises(text: str) -> bool:
    """Whether a text is a table: its first line is no JSON and has at least two commas."""
    first = text.lstrip().partition("\n")[0]
    return first.count(",") >= 2 and first[:1] not in ("{", "[")


def read(text: str) -> Table:
    """The people of a table that :func:`recognises` accepts.

    Raises:
        ZedoError: when it is of another tool, or malformed.
    """
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    header = rows[0]
    if header[0] == "scorer":
        return _deeplabcut(rows)
    if "frame_idx" in header and any(cell.endswith(".x") for cell in header):
        return _sleap(rows)
    raise ZedoError(
        f"is a table of text ({', '.join(header[:3])}, …), and of these zedo reads DeepLabCut's and SLEAP's analysis "
        "alone; which other files it reads is in docs/formats.md"
    )


def _deeplabcut(rows: list[list[str]]) -> Table:
    heads = {row[0]: row for row in rows[1:4]}
    if "bodyparts" not in heads or "coords" not in heads:
        raise ZedoError("a DeepLabCut table has lines 'bodyparts' and 'coords' after 'scorer'; one is missing")
    several = "individuals" in heads
    body = rows[4 if several else 3 :]
    coords = heads["coords"]
    first = next((i for i, cell in enumerate(coords) if cell == "x"), None)
    if first is None or not body:
        raise ZedoError("the DeepLabCut table holds no coordinates")
    columns: dict[tuple[str, str, str], int] = {
        (heads["individuals"][i] if several else "", heads["bodyparts"][i], coords[i]): i
        for i in range(first, len(coords))
    }
    people = list(dict.fromkeys(key[0] for key in columns if key[0] != "single"))
    names = list(dict.fromkeys(key[1] for key in columns if key[0] == people[0]))
    frames = _frames([row[first - 1] for row in body])
    found = []
    for row, (frame, time) in zip(body, frames, strict=True):
        for place, person in enumerate(people):
            points = np.array(
                [
                    [_number(row, columns.get((person, name, axis))) for axis in ("x", "y", "likelihood")]
                    for name in names
                ]
            )
            if not any(key[2] == "likelihood" for key in columns):
                points[:, 2] = np.isfinite(points[:, :2]).all(axis=1)
            if np.isfinite(points[:, :2]).all(axis=1).any():
                found.append(Detection(frame, points, place, time))
    return Table(found, names)


def _sleap(rows: list[list[str]]) -> Table:
    header = rows[0]
    names = [cell.removesuffix(".x") for cell in header if cell.endswith(".x")]
    place = {cell: i for i, cell in enumerate(header)}
    tracks = [row[place["track"]] if "track" in place else "" for row in rows[1:]]
    known = {track: number for number, track in enumerate(dict.fromkeys(track for track in tracks if track))}
    found = []
    for number, (row, track) in enumerate(zip(rows[1:], tracks, strict=True), start=2):
        frame = _number(row, place["frame_idx"])
        if not float(frame).is_integer():
            raise ZedoError(f"line {number}: 'frame_idx' is {row[place['frame_idx']]!r}; a whole number was expected")
        points = np.array(
            [[_number(row, place.get(f"{name}.{axis}")) for axis in ("x", "y", "score")] for name in names]
        )
        if not any(f"{name}.score" in place for name in names):
            points[:, 2] = np.isfinite(points[:, :2]).all(axis=1)
        found.append(Detection(int(frame), points, known.get(track)))
    return Table(found, names)


def _frames(cells: Sequence[str]) -> list[tuple[int, float]]:
    """Frame numbers, or names of pictures that hold them."""
    if all(re.fullmatch("[0-9]{1,18}", cell) for cell in cells):
        return [(int(cell), math.nan) for cell in cells]
    numbering = numbered(list(cells))
    return [(numbering.frame[cell], numbering.time.get(cell, math.nan)) for cell in cells]


def _number(row: list[str], column: int | None) -> float:
    """NaN for an empty or absent cell."""
    text = row[column].strip() if column is not None and column < len(row) else ""
    try:
        return float(text) if text else math.nan
    except ValueError:
        raise ZedoError(f"the table holds {text!r}, where a number was expected") from None
