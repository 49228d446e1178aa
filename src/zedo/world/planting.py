"""Holding planted feet still: a smooth level shift of each person-frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Int
from scipy.sparse import csr_array, diags_array, vstack
from scipy.sparse.linalg import spsolve

from zedo.world.footsteps import Step

SMOOTH = 0.03
"""Seconds: shifts that change faster than in about this time are left to the noise of the poses."""

ANCHOR = 0.1
"""Weight of the shift against a planted foot's motion: people stay about where they were lifted."""


def planted_shift(
    ankles: Float[np.ndarray, "N J 2"],
    time: Float[np.ndarray, " N"],
    tracks: Sequence[Int[np.ndarray, " F"]],
    steps: Sequence[Step],
) -> Float[np.ndarray, "N 2"]:
    """Metres to add to each person-frame's level coordinates; 0 outside the tracks.

    Minimises, over the shifts and over a place for each step, the squared distance of planted ankles from their places,
    the squared acceleration of the shift, and the squared shift.

    Args:
        ankles: level coordinates of all joints, of which steps name the planted ones.
        time: seconds.
        tracks: rows of one person each, in order of time.
    """
    shift = np.zeros((len(ankles), 2))
    for rows in tracks:
        column = {row: k for k, row in enumerate(rows.tolist())}
        own = [step for step in steps if int(step.rows[0]) in column]
        planted = [(column[row], k, step.ankle) for k, step in enumerate(own) for row in step.rows.tolist()]
        if not planted:
            continue
        frames, places, joint = (np.array(part) for part in zip(*planted, strict=True))
        count, width, equation = len(rows), len(rows) + len(own), np.arange(len(planted))
        still = csr_array((np.ones(len(planted)), (equation, frames)), shape=(len(planted), width))
        still -= csr_array((np.ones(len(planted)), (equation, count + places)), shape=(len(planted), width))
        parts = [still, ANCHOR * diags_array(np.ones(count), shape=(count, width))]
        sides = [-ankles[rows[frames], joint], np.zeros((count, 2))]
        if count > 2:
            interval = float(np.median(np.diff(time[rows])))
            curve = (SMOOTH / interval) ** 2 * np.ones(count - 2)
            bands = [curve, -2 * curve, curve]
            # pyright takes the default, 0, for the type of offsets.
            parts.append(diags_array(bands, offsets=[0, 1, 2], shape=(count - 2, width)))  # pyright: ignore
            sides.append(np.zeros((count - 2, 2)))
        matrix, side = vstack(parts).tocsc(), np.concatenate(sides)
        normal = (matrix.T @ matrix).tocsc()
        shift[rows] = np.asarray(spsolve(normal, matrix.T @ side)).reshape(width, 2)[:count]
    return shift
