"""Rotations from directions: what a bone's two ends, and no more, say about its orientation."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def unit(vectors: Float[np.ndarray, "*N 3"]) -> Float[np.ndarray, "*N 3"]:
    """Vectors of length 1; a zero vector stays zero."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def axes(x: Float[np.ndarray, "*N 3"], y: Float[np.ndarray, "*N 3"]) -> Float[np.ndarray, "*N 3 3"]:
    """Right-handed axes as columns: x as given, y as near to the one given as can be."""
    x = unit(x)
    y = unit(y - (x * y).sum(axis=-1, keepdims=True) * x)
    return np.stack([x, y, np.cross(x, y)], axis=-1)


def smallest_rotation(
    rest: Float[np.ndarray, " 3"], directions: Float[np.ndarray, "N 3"]
) -> Float[np.ndarray, "N 3 3"]:
    """The smallest rotations of the unit vector ``rest`` to unit ``directions``; any half turn if opposite."""
    rest = rest.astype(directions.dtype)
    cosine = directions @ rest
    total = directions + rest
    # Two reflections, I - (a + b)(a + b)ᵀ / (1 + a·b) + 2 b aᵀ: no angle, nothing lost near the identity.
    safe = np.maximum(1.0 + cosine, 1e-6)[:, None, None]
    identity = np.eye(3, dtype=rest.dtype)
    rotations = identity - total[:, :, None] * total[:, None, :] / safe + 2.0 * directions[:, :, None] * rest
    axis = unit(np.cross(rest, identity[np.argmin(np.abs(rest))]))
    return np.where((cosine < -1.0 + 1e-6)[:, None, None], 2.0 * np.outer(axis, axis) - identity, rotations)
