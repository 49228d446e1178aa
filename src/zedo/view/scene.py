"""What all views share: people's colours, the ground, the picture's size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int

from zedo.poses import Keypoints2D, Poses3D
from zedo.skeleton import Skeleton

ANKLE_HEIGHT = 0.08
"""Metres from the ground to a standing person's ankle joint."""

GROUND_PERCENTILE = 90.0
"""Of every person-frame's lowest joint. People jump or stand on things, so the ground is where the lowest feet are; the
very lowest are poses that failed."""


@dataclass(frozen=True)
class PersonColours:
    """A person's colour in its three shades, ``#rrggbb``: lighter on the left, darker on the right."""

    left: str
    centre: str
    right: str


PALETTE = (
    PersonColours(left="#8fb6ff", centre="#4678ea", right="#2a4fbf"),
    PersonColours(left="#ffc187", centre="#f0801f", right="#b65a10"),
    PersonColours(left="#90dda2", centre="#33a35a", right="#1d7443"),
    PersonColours(left="#d0adff", centre="#8e57dc", right="#6434a8"),
    PersonColours(left="#ffabb9", centre="#e24763", right="#ab2543"),
    PersonColours(left="#8adde2", centre="#1f9dab", right="#136f7c"),
)
"""Colours of the first, second, ... person; more people begin again."""


def sides(skeleton: Skeleton) -> tuple[str, ...]:
    """``left``, ``centre`` or ``right`` for each joint, the names of :class:`PersonColours`."""
    prefixes = [joint.split("_")[0] for joint in skeleton.joints]
    return tuple(prefix if prefix in ("left", "right") else "centre" for prefix in prefixes)


def ground_height(poses: Poses3D) -> float:
    """Camera-frame y (down) in metres of a level ground under the lowest feet of the answers.

    Raises:
        ValueError: when no answer is finite, so that there is nothing to show.
    """
    heights = poses.positions[0, :, :, 1]
    shown = ~np.isnan(heights).any(axis=1)
    if not shown.any():
        raise ValueError(f"none of the {len(poses)} poses could be lifted (all are NaN), so there is nothing to show")
    joint = heights[shown].argmax(axis=1)
    ends_at_ankle = np.array([name.endswith("ankle") for name in poses.skeleton.joints])[joint]
    lowest = heights[shown].max(axis=1) + np.where(ends_at_ankle, ANKLE_HEIGHT, 0.0)
    return float(np.percentile(lowest, GROUND_PERCENTILE))


def people_shown(poses: Poses3D, keypoints: Keypoints2D | None) -> Int[np.ndarray, " P"]:
    """Identities in the frames of ``poses``, ascending; a person's place among them decides the colour."""
    if keypoints is None:
        return np.unique(poses.person)
    return np.union1d(poses.person, keypoints.person[np.isin(keypoints.frame, poses.frame)])


def picture_size(poses: Poses3D, keypoints: Keypoints2D | None) -> tuple[float, float]:
    """(width, height) in pixels; without an image size the principal point is taken as the picture's middle."""
    if keypoints is not None and keypoints.image_size is not None:
        return keypoints.image_size
    matrix = poses.camera.matrix.reshape(-1, 3, 3)[0]
    return max(1.0, 2 * matrix[0, 2]), max(1.0, 2 * matrix[1, 2])
