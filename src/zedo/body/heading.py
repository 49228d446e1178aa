"""Which way people face: poses turned about the vertical."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import H36M_17


def normalise_heading(positions: Float[np.ndarray, "F 17 3"]) -> Float[np.ndarray, "F 17 3"]:
    """Root-relative poses turned about gravity (y) until the right-to-left hip line runs along +x.

    The person then faces +z in the y-up world: towards a camera that looks along -z.
    """
    poses = H36M_17.root_relative(positions)
    across = poses[:, H36M_17.index("left_hip")] - poses[:, H36M_17.index("right_hip")]
    return turn_heading(poses, np.arctan2(across[:, 2], across[:, 0]))


def turn_heading(poses: Float[np.ndarray, "F J 3"], angles: Float[np.ndarray, " F"]) -> Float[np.ndarray, "F J 3"]:
    """Poses turned about the vertical, y up or down, by ``angles`` radians."""
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    x, y, z = np.moveaxis(poses, -1, 0)
    return np.stack([cos * x + sin * z, y, -sin * x + cos * z], axis=-1)
