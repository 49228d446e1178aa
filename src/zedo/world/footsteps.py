"""When feet are planted, from lifted ankles and a guess of which way is up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from zedo.body.rotations import unit
from zedo.poses import Poses3D

FASTEST = 0.5
"""Metres a second of a planted ankle across the line of sight, which the image measures; along it depth is noisy. A
foot that swings in a walk moves at 2 to 4 m/s, and up and down on the way."""

HIGHEST = 0.12
"""Metres of a planted ankle above the lowest that either was around that time."""

AROUND, WINDOW, SHORTEST = 0.6, 0.1, 0.1
"""Seconds: on both sides for the lowest ankle and for the speed, and of the shortest step."""

LONGEST_GAP = 0.25
"""Seconds between two frames beyond which a track is cut in two."""


@dataclass(frozen=True)
class Step:
    """One foot on the ground.

    Attributes:
        person: whose.
        ankle: index of the joint.
        rows: person-frames, in order of time.
    """

    person: int
    ankle: int
    rows: Int[np.ndarray, " F"]


def tracks(poses: Poses3D, time: Float[np.ndarray, " N"]) -> list[Int[np.ndarray, " F"]]:
    """Rows of each person in order of time, without those that were not lifted, cut at gaps."""
    lifted = np.all(np.isfinite(poses.positions[0]), axis=(1, 2))
    found = []
    for person in np.unique(poses.person):
        rows = np.flatnonzero((poses.person == person) & lifted)
        rows = rows[np.argsort(time[rows])]
        cuts = np.flatnonzero(np.diff(time[rows]) > LONGEST_GAP) + 1
        found += [part for part in np.split(rows, cuts) if len(part) > 1]
    return found


def find_steps(poses: Poses3D, time: Float[np.ndarray, " N"], up: Float[np.ndarray, " 3"]) -> list[Step]:
    """Every stretch of frames in which an ankle rests near the ground.

    Args:
        time: seconds.
        up: unit vector in the camera's frame; 15 degrees off does no harm.
    """
    ankles = [poses.skeleton.index(f"{side}_ankle") for side in ("left", "right")]
    steps = []
    for rows in tracks(poses, time):
        t = time[rows]
        lines = [_line(t, poses.positions[0, rows, ankle].astype(np.float64)) for ankle in ankles]
        heights = np.stack([places @ up for places, _ in lines], axis=1)
        lowest = np.array([heights[np.abs(t - now) <= AROUND].min() for now in t])
        for a, (ankle, (places, velocities)) in enumerate(zip(ankles, lines, strict=True)):
            sight = unit(places)
            across = velocities - (velocities * sight).sum(axis=-1, keepdims=True) * sight
            planted = (np.linalg.norm(across, axis=-1) < FASTEST) & (heights[:, a] - lowest < HIGHEST)
            for start, end in _stretches(planted):
                if t[end - 1] - t[start] >= SHORTEST:
                    steps.append(Step(int(poses.person[rows[0]]), ankle, rows[start:end]))
    return steps


def _line(
    time: Float[np.ndarray, " F"], places: Float[np.ndarray, "F 3"]
) -> tuple[Float[np.ndarray, "F 3"], Float[np.ndarray, "F 3"]]:
    """Place and velocity of the straight motion that fits the frames around each best."""
    smooth, velocity = np.empty_like(places), np.empty_like(places)
    reach = np.maximum(WINDOW, 1.01 * np.gradient(time))  # at least the neighbours
    for k, now in enumerate(time):
        near = np.abs(time - now) <= reach[k]
        ahead = time[near] - now
        middle, mean = ahead.mean(), places[near].mean(axis=0)
        velocity[k] = (ahead - middle) @ (places[near] - mean) / ((ahead - middle) ** 2).sum()
        smooth[k] = mean - middle * velocity[k]
    return smooth, velocity


def _stretches(flags: Bool[np.ndarray, " F"]) -> list[tuple[int, int]]:
    """(start, end) of each run of True; single frames of False within one do not end it."""
    closed = flags.copy()
    closed[1:-1] |= flags[:-2] & flags[2:]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], closed, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
