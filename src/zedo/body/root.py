"""The origin of poses: about which they are given, and where an image shows it."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import Skeleton


def root_relative(pose: Float[Tensor, "*batch J 3"], skeleton: Skeleton) -> Float[Tensor, "*batch J 3"]:
    """The pose about its origin, as :meth:`zedo.body.skeleton.Skeleton.root_relative` for arrays."""
    return pose - pose[..., list(skeleton.root), :].mean(dim=-2, keepdim=True)


def root_ray(
    rays: Float[Tensor, "N J 3"], confidence: Float[Tensor, "N J"], skeleton: Skeleton
) -> Float[Tensor, "N 3"]:
    """Unit ray of the pose's origin: the mean of the root joints' rays, or of all visible rays when one is missing."""
    visible = (confidence > 0).to(rays.dtype)
    root = list(skeleton.root)
    weights = torch.zeros_like(visible)
    weights[:, root] = 1.0
    weights = torch.where(visible[:, root].all(dim=-1, keepdim=True), weights, visible)
    mean = (weights[..., None] * rays).sum(dim=-2)
    return mean / mean.norm(dim=-1, keepdim=True).clamp_min(torch.finfo(mean.dtype).tiny)
