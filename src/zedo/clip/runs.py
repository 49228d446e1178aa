"""Runs of neighbouring frames of one person: what can be looked at over time."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int

LEAST_FRAMES = 10
"""Shorter runs are none."""

LONGEST_GAP = 2.5
"""Typical distances between frames; after a longer gap a new run begins, and at a time that comes twice."""


def runs(
    person: Int[np.ndarray, " N"], time: Float[np.ndarray, " N"], usable: Bool[np.ndarray, " N"] | None = None
) -> list[Int[np.ndarray, " F"]]:
    """Person-frames of each run in order of time; those that are not ``usable`` or have no time (NaN) are in none."""
    found = []
    good = np.isfinite(time) if usable is None else np.isfinite(time) & usable
    for who in np.unique(person):
        rows = np.flatnonzero((person == who) & good)
        if len(rows) < LEAST_FRAMES:
            continue
        rows = rows[np.argsort(time[rows], kind="stable")]
        step = np.diff(time[rows])
        apart = (step > LONGEST_GAP * np.median(step)) | (step == 0)
        parts = np.split(rows, np.flatnonzero(apart) + 1)
        found += [part for part in parts if len(part) >= LEAST_FRAMES]
    return found
