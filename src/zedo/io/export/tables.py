"""CSV tables with one line a person-frame."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from zedo.body.skeleton import Skeleton
from zedo.io.export.motion import Motion
from zedo.system.files import write_whole


def write_positions_csv(people: Sequence[Motion], skeleton: Skeleton, path: Path) -> None:
    """Columns person, frame, time, and x, y, z of each joint: ``left_knee_x``; metres."""
    names = [f"{joint}_{axis}" for joint in skeleton.joints for axis in "xyz"]
    columns = [
        dict(zip(names, motion.positions.reshape(len(motion.frame), -1).T, strict=True)) for motion in people
    ]  # fmt: skip
    write_table(people, columns, path, decimals=6)


def write_table(
    people: Sequence[Motion], columns: Sequence[Mapping[str, np.ndarray]], path: Path, decimals: int
) -> None:
    """``columns``, the same for each person and (F,) values each, after person, frame and time; NaN is left empty."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["person", "frame", "time", *columns[0]])
    for motion, values in zip(people, columns, strict=True):
        cells = np.stack(list(values.values()), axis=1)
        for frame, time, row in zip(motion.frame, motion.time, cells, strict=True):
            numbers = [f"{value:.{decimals}f}" if np.isfinite(value) else "" for value in row]
            table.writerow([motion.person, frame, f"{time:.6f}", *numbers])
    write_whole(path, text.getvalue().encode())
