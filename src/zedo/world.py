"""Axes of exported poses."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.poses import Poses3D

HALF_TURN = np.array([1.0, -1.0, -1.0])
"""Camera axes (x right, y down, z forward) turned by a half turn about x: x right, y up, z towards the camera."""


def export_positions(poses: Poses3D) -> Float[np.ndarray, "N J 3"]:
    """Positions of the answers with y up, metres: x right, z towards the camera, which is the origin."""
    return poses.positions[0].astype(np.float64) * HALF_TURN
