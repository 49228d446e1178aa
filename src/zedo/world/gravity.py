"""Which way is up, from people who stand and walk before a camera that does not move.

Two cues. A person in balance has the body over the feet: over a gait cycle, the middle of hips and shoulders is above
the middle of the ankles. And planted feet are all equally far below the camera. Lifted depth is much less certain than
the line of sight, and a foot that slides along it changes its depth below the camera by the same share; so these depths
are compared relatively, for each person apart, since a person's size is uncertain, too. The first cue is biased by how
people lean; the second says nothing about the direction that steps in one line leave open. Both together are a
least-squares problem of two angles.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from scipy.optimize import least_squares

from zedo.body.rotations import unit
from zedo.body.skeleton import Skeleton
from zedo.poses import Poses3D
from zedo.system.errors import ZedoError
from zedo.world.footsteps import Step, find_steps
from zedo.world.frame import LEVEL_UP

NEEDED = ("left_ankle", "right_ankle", "left_hip", "right_hip", "left_shoulder", "right_shoulder")

UPRIGHT_DEGREES, LEAST_UPRIGHT = 25.0, 0.5
"""Frames within this of the consensus are upright; and the least share of frames that must be."""

MOST_TILT_DEGREES = 60.0
"""Of a camera. Beyond it people who lie are likelier than a camera that looks straight down."""

LEAN_DEGREES = 4.0
"""Standard deviation of the mean balance axis of a clip: people lean, and poses are lifted with a bias."""

DEPTH_SHARE = 0.06
"""Standard deviation of a planted foot's lifted depth, as a share of it."""

LOWEST_CAMERA = 0.5
"""Metres above the feet below which their depth says less and less about gravity."""

ROUNDS = 3
"""Of finding steps and refitting; each changes the steps less."""


def find_up(poses: Poses3D, time: Float[np.ndarray, " N"]) -> Float[np.ndarray, " 3"]:
    """Unit vector in the camera's frame, against gravity.

    Args:
        poses: of any skeleton with ankles, hips and shoulders.
        time: (N,) seconds.

    Raises:
        ZedoError: when there is no such joint, or people are not upright in most frames.
    """
    _require(poses.skeleton)
    axis = _balance_axis(poses)
    up = axis
    for _ in range(ROUNDS):
        up = _refined(axis, poses, find_steps(poses, time, up))
    return up


def _require(skeleton: Skeleton) -> None:
    missing = [joint for joint in NEEDED if joint not in skeleton.joints]
    if missing:
        raise ZedoError(f"a world needs feet and trunks to stand on; {skeleton.name!r} has no {', '.join(missing)}")


def _balance_axis(poses: Poses3D) -> Float[np.ndarray, " 3"]:
    """From the ankles' middle to the trunk's, the mean over the frames that agree."""
    joints = [poses.skeleton.index(joint) for joint in NEEDED]
    points = poses.positions[0][:, joints].astype(np.float64)
    points = points[np.all(np.isfinite(points), axis=(1, 2))]
    hint = "; --camera-pitch says how the camera is held"
    if not len(points):
        raise ZedoError(f"none of the {len(poses)} poses could be lifted, so there is nobody who shows which way is up")
    axes = unit(points[:, 2:].mean(axis=1) - points[:, :2].mean(axis=1))
    centre = unit(np.median(axes, axis=0))
    near = np.cos(np.radians(UPRIGHT_DEGREES))
    for _ in range(10):
        agree = axes @ centre > near
        if not agree.any():
            break
        centre = unit(axes[agree].mean(axis=0))
    share = float((axes @ centre > near).mean())
    if share < LEAST_UPRIGHT:
        raise ZedoError(
            f"people are upright alike in only {share:.0%} of the poses, too few to tell which way is up{hint}"
        )
    if centre @ LEVEL_UP < np.cos(np.radians(MOST_TILT_DEGREES)):
        raise ZedoError(
            f"people stand {np.degrees(np.arccos(centre @ LEVEL_UP)):.0f} degrees off the picture's vertical: they "
            f"lie, or the picture is turned{hint}"
        )
    return centre


def _refined(axis: np.ndarray, poses: Poses3D, steps: Sequence[Step]) -> Float[np.ndarray, " 3"]:
    """The vector near the balance axis that puts each person's steps at one depth below the camera."""
    people = [
        np.stack([_place(poses, step) for step in steps if step.person == person])
        for person in sorted({step.person for step in steps})
    ]
    sideways = np.linalg.svd(axis[None])[2][1:]  # (2, 3), at right angles to the axis

    def residuals(tilt: np.ndarray) -> np.ndarray:
        up = unit(axis + tilt @ sideways)
        below = [-points @ up for points in people]
        shares = [(depth - depth.mean()) / max(abs(depth.mean()), LOWEST_CAMERA) for depth in below]
        return np.concatenate([tilt / np.radians(LEAN_DEGREES), *(share / DEPTH_SHARE for share in shares)])

    tilt = least_squares(residuals, np.zeros(2), loss="soft_l1", f_scale=2.0).x
    return unit(axis + tilt @ sideways)


def _place(poses: Poses3D, step: Step) -> Float[np.ndarray, " 3"]:
    return np.median(poses.positions[0, step.rows, step.ankle].astype(np.float64), axis=0)
