"""Projection of a pose onto the rays of its 2D keypoints (paper Eq. 4)."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor


def project_onto_rays(
    pose: Float[Tensor, "*S N J 3"],
    translation: Float[Tensor, "*S N 3"],
    rays: Float[Tensor, "N J 3"],
    pull: Float[Tensor, "N J"],
) -> Float[Tensor, "*S N J 3"]:
    """P̃ = ((P + T) · r̂) r̂ - T for joints of pull 1; joints of pull 0 stay, those between go part of the way.

    Args:
        pose, translation: metres, camera axes.
        rays: unit rays r̂; any finite value where the pull is 0.
        pull: in [0, 1].
    """
    placed = pose + translation[..., None, :]
    along = (placed * rays).sum(dim=-1, keepdim=True) * rays
    return pose + pull[..., None] * (along - placed)
