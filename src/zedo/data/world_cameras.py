"""Cameras of the studios whose truth is in world coordinates, Human3.6M and HumanEva-I: published numbers."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.system.errors import ZedoError

UNDISTORTION_STEPS = 20
"""Fixed-point steps; Human3.6M's lenses shrink the error tenfold a step where people are."""


@dataclass(frozen=True)
class WorldCamera:
    """One camera as it stood for one subject.

    Attributes:
        id: the data set's name of it.
        orientation: unit quaternion (w, x, y, z) that turns the camera's axes into the world's.
        translation_mm: where it stands, millimetres, world.
        focal, center: pixels; None where they are not published.
        radial: k1, k2, k3. tangential: p1, p2.
    """

    id: str
    orientation: tuple[float, float, float, float]
    translation_mm: tuple[float, float, float]
    focal: tuple[float, float] | None = None
    center: tuple[float, float] | None = None
    radial: tuple[float, float, float] = (0.0, 0.0, 0.0)
    tangential: tuple[float, float] = (0.0, 0.0)

    @property
    def matrix(self) -> Float[np.ndarray, "3 3"]:
        """Intrinsics without the distortion, pixels."""
        if self.focal is None or self.center is None:
            raise ZedoError(f"the intrinsics of camera {self.id} are not published")
        return np.array([[self.focal[0], 0, self.center[0]], [0, self.focal[1], self.center[1]], [0, 0, 1.0]])

    def view(self, points: Float[np.ndarray, "*batch 3"]) -> Float[np.ndarray, "*batch 3"]:
        """World points in the camera's frame (x right, y down, z forward), metres.

        `world_to_camera` of VideoPose3D's `common/camera.py`.
        """
        w, x, y, z = np.array(self.orientation) / np.linalg.norm(self.orientation)
        axes = np.array(
            [
                [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
            ]
        )
        return (points - np.array(self.translation_mm) / 1000) @ axes

    def undistort(self, uv: Float[np.ndarray, "*batch 2"]) -> Float[np.ndarray, "*batch 2"]:
        """Pixels of the real lens to those of the pinhole camera ``matrix``; NaN stays NaN.

        Inverts Human3.6M's projection, `project_to_2d` in VideoPose3D's `common/camera.py`; its tangential terms are
        not quite OpenCV's.
        """
        focal, center = np.array(self.focal), np.array(self.center)
        seen = (uv - center) / focal
        plane = seen
        for _ in range(UNDISTORTION_STEPS):
            radial, shift = self._distortion(plane)
            plane = (seen - shift) / radial
        return plane * focal + center

    def _distortion(self, plane: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        k1, k2, k3 = self.radial
        r2 = (plane**2).sum(axis=-1, keepdims=True)
        along = (plane * np.array(self.tangential)).sum(axis=-1, keepdims=True)
        return 1 + r2 * (k1 + r2 * (k2 + r2 * k3)) + along, np.array(self.tangential) * r2


@functools.cache
def cameras(studio: str) -> dict[str, tuple[WorldCamera, ...]]:
    """Each subject's cameras, in the order of VideoPose3D's archives; ``studio`` is h36m or humaneva.

    The numbers and their source are in assets/cameras/.
    """
    asset = json.loads((files("zedo") / "assets" / "cameras" / f"{studio}.json").read_text(encoding="utf-8"))
    lenses = asset["cameras"]
    return {
        subject: tuple(
            WorldCamera(**_tuples(lens), **_tuples(where)) for lens, where in zip(lenses, placed, strict=True)
        )
        for subject, placed in asset["placed"].items()
    }


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
