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


class TranslationSolver:
    """The T that minimises Σ w |(P + T)_xy - plane (P + T)_z|², the linear system of App. C, for any number of poses P.

    The normal equations of that system have an identity block for T_x and T_y. Eliminating it leaves a weighted linear
    regression of b = P_xy - plane P_z on the plane coordinates, whose slope is T_z. T is thus linear in P, and the
    matrix of that map depends on the rays alone.

    Args:
        plane: K⁻¹p / (K⁻¹p)_z without its 1, i.e. (x / z, y / z); any finite value where the weight is 0.
        weights: see :func:`translation_weights`.
    """

    def __init__(self, plane: Float[Tensor, "N J 2"], weights: Float[Tensor, "*#S N J"]) -> None:
        smallest = torch.finfo(weights.dtype)
        shares = (weights / weights.sum(dim=-1, keepdim=True).clamp_min(smallest.tiny))[..., None]
        mean = (shares * plane).sum(dim=-2, keepdim=True)
        centred = plane - mean
        spread = (shares * centred.square()).sum(dim=(-2, -1), keepdim=True)
        # No spread means that all rays coincide, and any depth explains them: the smallest number keeps T finite.
        slope = shares * centred / spread.clamp_min(smallest.eps**2)
        depth = torch.cat([slope, -(slope * plane).sum(dim=-1, keepdim=True)], dim=-1)
        # b as a map of each joint's P: (1, 0, -x / z) and (0, 1, -y / z).
        axes = torch.eye(2, dtype=plane.dtype, device=plane.device).expand(*plane.shape, 2)
        offset = torch.cat([axes, -plane[..., None]], dim=-1)
        matrix = mean[..., 0, :, None, None] * depth[..., None, :, :] - (shares[..., None] * offset).transpose(-3, -2)
        self.matrix = torch.cat([matrix, depth[..., None, :, :]], dim=-3).flatten(-2)

    def __call__(self, pose: Float[Tensor, "*S N J 3"]) -> Float[Tensor, "*S N 3"]:
        """Metres, of poses in metres and camera axes.

        Negated where T_z < 0, as in the released code: the person is in front of the camera.
        """
        translation = (self.matrix * pose.flatten(-2)[..., None, :]).sum(dim=-1)
        return torch.where(translation[..., 2:] < 0, -translation, translation)


def solve_translation(
    pose: Float[Tensor, "*S N J 3"], plane: Float[Tensor, "N J 2"], weights: Float[Tensor, "*#S N J"]
) -> Float[Tensor, "*S N 3"]:
    """:class:`TranslationSolver` for rays that are used once."""
    return TranslationSolver(plane, weights)(pose)
