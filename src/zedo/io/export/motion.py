"""People's motions as export formats need them: y up, in order of time, and at a fixed rate where a format has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from zedo.poses import Poses3D
from zedo.system.errors import ZedoError
from zedo.timestamps import DEFAULT_FPS, timestamps
from zedo.world.frame import export_positions

EVEN = 0.1
"""Share of the interval between two frames by which timestamps of a fixed rate may be off: they are often rounded."""

LONGEST_GAPS = 100_000
"""Frames without anybody that a fixed-rate file may hold; more are a list of images, not a clip."""


@dataclass(frozen=True)
class Motion:
    """One person's motion, the answer (hypothesis 0).

    Attributes:
        person: identity.
        frame: (F,) ascending.
        time: (F,) seconds, ascending.
        positions: (F, J, 3) metres, y up; NaN where the person was not lifted.
    """

    person: int
    frame: Int[np.ndarray, " F"]
    time: Float[np.ndarray, " F"]
    positions: Float[np.ndarray, "F J 3"]

    def __getitem__(self, rows: slice | np.ndarray) -> Motion:
        return Motion(self.person, self.frame[rows], self.time[rows], self.positions[rows])

    @property
    def seen(self) -> Bool[np.ndarray, " F"]:
        """Where any joint has a position."""
        return np.any(np.isfinite(self.positions), axis=(1, 2))


def motions(poses: Poses3D, fps: float | None = None) -> tuple[list[Motion], list[str]]:
    """Each person's motion, and what a user should be told about it; ``fps`` as in :func:`timestamps`.

    Raises:
        ZedoError: when nobody was lifted, or timestamps do not increase with the frames.
    """
    time, notes = timestamps(poses, fps)
    positions = export_positions(poses)
    found = []
    for person in np.unique(poses.person):
        rows = np.flatnonzero(poses.person == person)
        rows = rows[np.argsort(poses.frame[rows])]
        motion = Motion(int(person), poses.frame[rows], time[rows], positions[rows])
        if motion.seen.any():
            found.append(motion)
        else:
            notes.append(f"person {person} could not be lifted in any frame and is left out")
    if not found:
        raise ZedoError(f"none of the {len(poses)} poses could be lifted (all are NaN), so there is nothing to export")
    return found, notes


def every_frame(frames: Int[np.ndarray, " N"]) -> Int[np.ndarray, " F"]:
    """The frame numbers from the first to the last, in the step in which they come.

    Raises:
        ZedoError: when they are too far apart to be a clip.
    """
    known = np.unique(frames)
    step = max(1, int(np.gcd.reduce(np.diff(known)))) if len(known) > 1 else 1
    if (known[-1] - known[0]) // step - len(known) > LONGEST_GAPS:
        raise ZedoError(
            f"the frame numbers go from {known[0]} to {known[-1]}, but only {len(known)} of them have poses: these are "
            "images rather than a clip, and can be written as npz, json, csv or glb"
        )
    return np.arange(known[0], known[-1] + 1, step)


def at_fixed_rate(people: Sequence[Motion]) -> tuple[float, list[Motion], list[str]]:
    """The same motions on one time line without gaps: frames a second, motions, and what a user should be told.

    Frames that a person lacks are NaN. Evenly timed frames stay as they are; uneven ones are interpolated linearly at
    their median rate, and then count from 1.

    Raises:
        ZedoError: when the frame numbers are too far apart to be a clip.
    """
    every = every_frame(np.concatenate([motion.frame for motion in people]))
    frames, first = np.unique(np.concatenate([motion.frame for motion in people]), return_index=True)
    times = np.concatenate([motion.time for motion in people])[first]
    if len(frames) == 1:
        return DEFAULT_FPS, list(people), []
    step = int(every[1] - every[0])
    dense = [_on_frames(motion, every) for motion in people]
    slope, start = np.polyfit(frames - frames[0], times, 1)
    interval = float(slope * step)
    if np.abs(start + slope * (frames - frames[0]) - times).max() <= EVEN * interval:
        time = np.interp(every, frames, times)
        even = [Motion(m.person, every, time, positions) for m, positions in zip(people, dense, strict=True)]
        return round(1 / interval, 3), even, []
    rate = round(float(1 / np.median(np.diff(times) / (np.diff(frames) / step))), 3)
    time = times[0] + np.arange(int((times[-1] - times[0]) * rate + 1e-6) + 1) / rate
    known = np.interp(every, frames, times)
    resampled = [
        Motion(m.person, np.arange(1, len(time) + 1), time, _interpolated(positions, known, time))
        for m, positions in zip(people, dense, strict=True)
    ]
    return rate, resampled, [f"the timestamps are uneven: resampled linearly at their median rate, {rate:g} Hz"]


def without_gaps(positions: Float[np.ndarray, "F J 3"]) -> Float[np.ndarray, "F J 3"]:
    """Each joint's gaps filled linearly in time; before its first and after its last position it is held.

    Every joint needs a position in some frame.
    """
    filled = positions.copy()
    rows = np.arange(len(positions))
    for joint in range(positions.shape[1]):
        seen = np.isfinite(positions[:, joint]).all(axis=1)
        for axis in range(3):
            filled[:, joint, axis] = np.interp(rows, rows[seen], positions[seen, joint, axis])
    return filled


def _on_frames(motion: Motion, every: np.ndarray) -> Float[np.ndarray, "F J 3"]:
    dense = np.full((len(every), *motion.positions.shape[1:]), np.nan)
    dense[np.searchsorted(every, motion.frame)] = motion.positions
    return dense


def _interpolated(positions: np.ndarray, known: np.ndarray, wanted: np.ndarray) -> Float[np.ndarray, "G J 3"]:
    """Linear between neighbours; NaN beside a NaN."""
    before = np.clip(np.searchsorted(known, wanted, side="right") - 1, 0, len(known) - 2)
    share = np.clip((wanted - known[before]) / (known[before + 1] - known[before]), 0.0, 1.0)[:, None, None]
    mixed = (1 - share) * positions[before] + share * positions[before + 1]
    # 0 × NaN is NaN, though a neighbour of no weight is not needed.
    return np.where(share == 0, positions[before], np.where(share == 1, positions[before + 1], mixed))
