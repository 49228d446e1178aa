"""The world's axes, and where a camera that stands still is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.poses import Poses3D

LEVEL_UP = np.array([0.0, -1.0, 0.0])
"""Up in the axes of a camera that is held level: x right, y down, z forward."""

ANKLE_HEIGHT = 0.08
"""Metres from the ground to a standing person's ankle joint."""


@dataclass(frozen=True, eq=False)
class WorldFrame:
    """A world with y up and the floor at y = 0, for the poses of one clip.

    x is right and z towards the camera, both level; the camera is above the origin.

    Attributes:
        up: (3,) unit vector in the camera's frame.
        height: metres from the floor up to the camera.
        correction: (N, 2) metres along x and z that hold planted feet still, for each person-frame.
        about: how it was found; numbers and texts.
    """

    up: Float[np.ndarray, " 3"]
    height: float
    correction: Float[np.ndarray, "N 2"]
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rotation(self) -> Float[np.ndarray, "3 3"]:
        """Takes vectors from the camera's axes to the world's."""
        return world_rotation(self.up)

    @property
    def pitch(self) -> float:
        """Degrees that the camera looks down."""
        return float(np.degrees(np.arcsin(np.clip(-self.up[2], -1, 1))))

    @property
    def roll(self) -> float:
        """Degrees that the camera is turned clockwise, as seen from behind it."""
        return float(np.degrees(np.arctan2(-self.up[0], -self.up[1])))

    def positions(self, poses: Poses3D) -> Float[np.ndarray, "S N J 3"]:
        """Joints in the world, metres."""
        turned = poses.positions.astype(np.float64) @ self.rotation.T
        moved = np.insert(self.correction, 1, self.height, axis=1)  # (N, 3)
        return turned + moved[:, None]

    def attached(self, poses: Poses3D) -> Poses3D:
        """The poses, unchanged in the camera's frame, with this world in their provenance, where exporters find it."""
        world = {
            "up": self.up.tolist(),
            "height": self.height,
            "correction": np.round(self.correction, 6).tolist(),
            **self.about,
        }
        return replace(poses, provenance={**poses.provenance, "world": world})

    @classmethod
    def of(cls, poses: Poses3D) -> WorldFrame | None:
        """The world that :meth:`attached` gave the poses, if any."""
        world = poses.provenance.get("world")
        if world is None:
            return None
        about = {name: value for name, value in world.items() if name not in ("up", "height", "correction")}
        correction = np.array(world["correction"], dtype=np.float64).reshape(-1, 2)
        return cls(np.array(world["up"], dtype=np.float64), float(world["height"]), correction, about)


def up_of_camera(pitch: float, roll: float = 0.0) -> Float[np.ndarray, " 3"]:
    """Up in the frame of a camera that looks down by ``pitch`` degrees and is turned clockwise by ``roll`` degrees."""
    p, r = np.radians(pitch), np.radians(roll)
    return np.array([-np.sin(r) * np.cos(p), -np.cos(r) * np.cos(p), -np.sin(p)])


def world_rotation(up: Float[np.ndarray, " 3"]) -> Float[np.ndarray, "3 3"]:
    """Takes camera axes to world axes: rows are x level and right, y up, z level and towards the camera.

    For a level camera it is the half turn about x.
    """
    right = np.cross(up, [0.0, 0.0, -1.0])
    right /= np.linalg.norm(right)
    return np.stack([right, up, np.cross(right, up)])


def export_positions(poses: Poses3D) -> Float[np.ndarray, "N J 3"]:
    """Positions of the answers, metres, y up: in their world, or else that of a level camera, which is the origin."""
    world = WorldFrame.of(poses) or WorldFrame(LEVEL_UP, 0.0, np.zeros((len(poses), 2)))
    return world.positions(poses)[0]
