"""Projection onto the rays of the 2D keypoints (paper Eq. 4), and how far to trust them (beyond the paper)."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

TRUSTED = 0.03
"""Metres off their rays, root mean square and per axis, at which joints are moved half of the way."""

OUTLYING = 9.0
"""Times the median square distance from the rays: further off, a keypoint counts as an outlier."""


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
    return pose + pull[..., None] * _to_rays(pose, translation, rays)


def robust_pull(
    pose: Float[Tensor, "*S N J 3"],
    translation: Float[Tensor, "*S N 3"],
    rays: Float[Tensor, "N J 3"],
    visible: Float[Tensor, "N J"],
) -> Float[Tensor, "*S N J"]:
    """Pulls for keypoints of unknown accuracy.

    Exact keypoints fit a human pose to millimetres once the denoiser has had its say; what is left between joints and
    rays is the detector's noise. The larger it is over a person, the less of the way their joints are moved, and the
    pull of a joint that is off by far more than the others falls with the square of its distance (Huber's weights on
    squared distances), so that one wrong keypoint does not bend the body.

    Args:
        visible: 1 for joints that are seen, 0 for missing ones.
    """
    squares = _to_rays(pose, translation, rays).square().sum(dim=-1)
    seen = visible > 0
    mean = (visible * squares).sum(dim=-1, keepdim=True) / visible.sum(dim=-1, keepdim=True).clamp_min(1.0)
    trust = TRUSTED**2 / (TRUSTED**2 + mean / 2)  # a distance from a ray has two axes
    median = torch.where(seen, squares, torch.nan).nanmedian(dim=-1, keepdim=True).values.nan_to_num(0.0)
    usual = OUTLYING * median + TRUSTED**2
    return visible * trust * (usual / squares.clamp_min(torch.finfo(squares.dtype).tiny)).clamp_max(1.0)


def _to_rays(
    pose: Float[Tensor, "*S N J 3"], translation: Float[Tensor, "*S N 3"], rays: Float[Tensor, "N J 3"]
) -> Float[Tensor, "*S N J 3"]:
    """From each joint to the nearest point of its ray."""
    placed = pose + translation[..., None, :]
    return (placed * rays).sum(dim=-1, keepdim=True) * rays - placed
