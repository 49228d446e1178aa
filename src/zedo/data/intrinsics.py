"""A pinhole camera from points whose place in space and in the image are both known."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.system.errors import ZedoError


def fit_intrinsics(
    uv: Float[np.ndarray, "*batch J 2"], points: Float[np.ndarray, "*batch J 3"]
) -> tuple[Float[np.ndarray, "3 3"], float]:
    """fx, fy, cx, cy by least squares: u = fx x/z + cx and v = fy y/z + cy are two linear regressions.

    Args:
        uv: pixels. Rows with NaN are left out.
        points: camera frame, any unit.

    Returns:
        the camera matrix, and the mean distance in pixels between the projected points and ``uv``.

    Raises:
        ZedoError: when the points do not fix a camera with positive focal lengths.
    """
    uv, points = uv.reshape(-1, 2).astype(np.float64), points.reshape(-1, 3).astype(np.float64)
    usable = np.isfinite(uv).all(axis=1) & np.isfinite(points).all(axis=1) & (points[:, 2] > 0)
    uv, plane = uv[usable], points[usable, :2] / points[usable, 2:]
    matrix, predicted = np.eye(3), np.empty_like(uv)
    for axis in range(2):
        terms = np.stack([plane[:, axis], np.ones(len(plane))], axis=1)
        (focal, center), _, rank, _ = np.linalg.lstsq(terms, uv[:, axis], rcond=1e-9)
        if rank < 2 or not focal > 0:
            raise ZedoError(
                f"the intrinsics cannot be fitted: {len(plane)} points before the camera give focal length {focal:.4g}"
            )
        matrix[axis, axis], matrix[axis, 2] = focal, center
        predicted[:, axis] = terms @ [focal, center]
    return matrix, float(np.linalg.norm(predicted - uv, axis=1).mean())
