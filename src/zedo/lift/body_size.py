"""Metric scale: how large the lifted person is."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.prior.augment import total_bone_length
from zedo.skeleton import Skeleton


def hold_body_size(
    pose: Float[Tensor, "*batch J 3"],
    translation: Float[Tensor, "*batch 3"],
    skeleton: Skeleton,
    size: float | Float[Tensor, "*batch"],
) -> tuple[Float[Tensor, "*batch J 3"], Float[Tensor, "*batch 3"]]:
    """Scale pose and translation together until the bones add up to ``size`` metres.

    Size and distance are one unknown to a camera: scaled about its centre, a person's image does not change. The
    paper's loop leaves that unknown to where the initial pose happened to stand, and drifts; the size of a proposal, or
    the mean body of the prior, is a better guess.
    """
    scale = size / total_bone_length(pose, skeleton).clamp_min(torch.finfo(pose.dtype).eps)
    return pose * scale[..., None, None], translation * scale[..., None]
