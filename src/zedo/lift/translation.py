"""The closed-form translation (paper Eq. 6, App. C)."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

MIN_CONFIDENCE = 1e-4
"""The released code clamps the confidence of what it sees to [1e-4, 1]; exactly 0 still means missing."""


def translation_weights(confidence: Float[Tensor, "N J"], power: int) -> Float[Tensor, "N J"]:
    """Weights of the squared residuals: clamped confidence to the ``power``, 0 for missing joints.

    The released code multiplies the rows of A and b by C², so the squares by C⁴ (power 4); the paper's App. C
    multiplies by C (power 2).
    """
    return torch.where(confidence > 0, confidence.clamp(MIN_CONFIDENCE, 1.0) ** power, 0.0)


def solve_translation(
    pose: Float[Tensor, "*S N J 3"],
    plane: Float[Tensor, "N J 2"],
    weights: Float[Tensor, "*#S N J"],
) -> Float[Tensor, "*S N 3"]:
    """The T that minimises Σ w |(P + T)_xy - plane (P + T)_z|², the linear system of App. C.

    The normal equations of that system have an identity block for T_x and T_y. Eliminating it leaves a weighted linear
    regression of b = P_xy - plane P_z on the plane coordinates, whose slope is T_z.

    Args:
        pose: metres, camera axes.
        plane: K⁻¹p / (K⁻¹p)_z without its 1, i.e. (x / z, y / z); any finite value where the weight is 0.
        weights: see :func:`translation_weights`.

    Returns:
        Metres. Negated where T_z < 0, as in the released code: the person is in front of the camera.
    """
    shares = (weights / weights.sum(dim=-1, keepdim=True).clamp_min(torch.finfo(weights.dtype).tiny))[..., None]
    offset = pose[..., :2] - plane * pose[..., 2:]
    offset_mean = (shares * offset).sum(dim=-2)
    plane_mean = (shares * plane).sum(dim=-2)
    centred = plane - plane_mean[..., None, :]
    spread = (shares * centred.square()).sum(dim=(-2, -1))
    slope = (shares * centred * (offset - offset_mean[..., None, :])).sum(dim=(-2, -1))
    # No spread means that all rays coincide, and any depth explains them: the smallest number keeps T finite.
    depth = slope / spread.clamp_min(torch.finfo(spread.dtype).eps ** 2)
    translation = torch.cat([plane_mean * depth[..., None] - offset_mean, depth[..., None]], dim=-1)
    return torch.where(depth[..., None] < 0, -translation, translation)
