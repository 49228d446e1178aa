"""Metric scale: how large the lifted person is."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.prior.augment import total_bone_length
from zedo.skeleton import Skeleton

STATURE = 1.706
"""Metres from the floor to the top of the head of the body with Human3.6M's mean bone lengths, around which training
bodies are drawn: thigh, shin, the bones from pelvis to head, and 0.08 m from ankle to floor."""


def size_of_height(height: float | Float[Tensor, "*batch"], prior_body_size: float) -> float | Float[Tensor, "*batch"]:
    """Total bone length of a person ``height`` metres tall with the proportions of the prior's mean body, metres."""
    return height / STATURE * prior_body_size


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
