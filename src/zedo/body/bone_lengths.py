"""Lengths of bones: the mean body's, and what a pose's add up to."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import Skeleton

H36M_BONE_LENGTHS = {
    "hip": 0.132, "knee": 0.449, "ankle": 0.449, "spine": 0.237, "thorax": 0.255, "neck": 0.121, "head": 0.115,
    "shoulder": 0.149, "elbow": 0.280, "wrist": 0.250,
}  # fmt: skip
"""Mean lengths in metres of the bone that ends in each joint, Human3.6M's published averages."""


def total_bone_length(pose: Float[Tensor, "*batch J 3"], skeleton: Skeleton) -> Float[Tensor, "*batch"]:
    """Sum of the lengths of all bones, metres: how large the person is, whatever the pose."""
    parents, children = zip(*skeleton.bones, strict=True)
    return (pose[..., children, :] - pose[..., parents, :]).norm(dim=-1).sum(dim=-1)
