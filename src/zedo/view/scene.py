"""What all views share: the world and its ground, how sure the depths are, who is shown, the picture's size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from zedo.body.extremities import ATTACHMENTS
from zedo.body.skeleton import Skeleton
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError
from zedo.world.frame import ANKLE_HEIGHT, WorldFrame

GROUND_PERCENTILE = 90.0
"""Of every person-frame's lowest joint. People jump or stand on things, so the ground is where the lowest feet are; the
very lowest are poses that failed."""

EXTREMITY = 0.55
"""How thick toes, fingers and the points of a face are drawn, as a share of a limb."""


def girths(skeleton: Skeleton) -> tuple[float, ...]:
    """How thick each joint, and the bone that ends in it, is drawn, as a share of a limb."""
    return tuple(EXTREMITY if joint in ATTACHMENTS else 1.0 for joint in skeleton.joints)


@dataclass(frozen=True, eq=False)
class World:
    """Where up is, and where the ground.

    Attributes:
        rotation: (3, 3), turns the camera's axes into the world's: x right, y straight down, z forward.
        floor: metres from the camera straight down to the ground.
    """

    rotation: Float[np.ndarray, "3 3"]
    floor: float

    def place(self, positions: Float[np.ndarray, "*batch 3"]) -> Float[np.ndarray, "*batch 3"]:
        """Camera-frame metres in the world's axes; the camera stays the origin."""
        return positions @ self.rotation.T


def level_world(poses: Poses3D) -> World:
    """The world of a camera that is held level, with the ground under the lowest feet of the answers.

    Raises:
        ZedoError: when no answer is finite.
    """
    heights = poses.positions[0, answered(poses), :, 1]
    joint = heights.argmax(axis=1)
    ends_at_ankle = np.array([name.endswith("ankle") for name in poses.skeleton.joints])[joint]
    lowest = heights.max(axis=1) + np.where(ends_at_ankle, ANKLE_HEIGHT, 0.0)
    return World(np.eye(3), float(np.percentile(lowest, GROUND_PERCENTILE)))


def shown_world(poses: Poses3D) -> World:
    """The world that the poses carry (`zedo lift --world`), or else that of a level camera.

    Raises:
        ZedoError: as :func:`level_world`.
    """
    known = WorldFrame.of(poses)
    return level_world(poses) if known is None else World(np.diag([1.0, -1.0, -1.0]) @ known.rotation, known.height)


def answered(poses: Poses3D) -> Bool[np.ndarray, " N"]:
    """Which person-frames have a finite answer.

    Raises:
        ZedoError: when none has, so that there is nothing to show.
    """
    finite = np.isfinite(poses.positions[0]).all(axis=(1, 2))
    if not finite.any():
        raise ZedoError(f"none of the {len(poses)} poses could be lifted (all are NaN), so there is nothing to show")
    return finite


def spread(poses: Poses3D) -> Float[np.ndarray, "N J"] | None:
    """How unsure each joint's depth relative to the pelvis is: metres along its viewing ray, about one deviation.

    The calibrated uncertainty where there is one, nearly all of which is depth, else the deviation over the
    hypotheses; NaN for poses without an answer. None with a single hypothesis, which tells nothing.
    """
    if poses.uncertainty is not None:
        return poses.uncertainty.astype(np.float64)
    if poses.hypotheses == 1:
        return None
    place = poses.positions[0].astype(np.float64)
    rays = place / np.linalg.norm(place, axis=-1, keepdims=True)
    return np.sum(poses.joints * rays, axis=-1).std(axis=0, ddof=1)


def projected(poses: Poses3D, size: tuple[int, int]) -> Keypoints2D:
    """The answers as the recording camera sees them: what is drawn over a picture when no keypoints are given.

    Args:
        size: the picture's (width, height) in pixels.
    """
    uv = poses.camera.project(poses.positions[0].astype(np.float64))
    return Keypoints2D(
        uv=uv,
        confidence=np.where(np.isfinite(uv).all(axis=-1), 1.0, 0.0),
        skeleton=poses.skeleton,
        frame=poses.frame,
        time=poses.time,
        person=poses.person,
        image_size=size,
    )


def frame_times(poses: Poses3D) -> tuple[Int[np.ndarray, " F"], Float[np.ndarray, " F"] | None]:
    """The frames with poses, ascending, and their times in seconds; None for times that no clock can follow."""
    frames, first = np.unique(poses.frame, return_index=True)
    times = poses.time[first]
    timed = bool(np.isfinite(times).all() and (np.diff(times) > 0).all())
    return frames, times if timed else None


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
