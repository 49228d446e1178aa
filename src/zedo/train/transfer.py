"""A trained network's weights for another skeleton: what it knows of the joints that both have is kept."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from zedo.body.skeleton import Skeleton


def carry_over(
    tensors: dict[str, Tensor], source: Skeleton, target: Skeleton, blocks: Sequence[int]
) -> dict[str, Tensor]:
    """Weights for poses of ``target`` from those for poses of ``source``; the joints are matched by name.

    Only the first layer's columns and the last layer's first rows belong to joints. Those of joints that ``source``
    lacks begin at zero, so that the network starts as one that does not see them.

    Args:
        tensors: weights called ``first.linear.weight``, ``last.weight`` and ``last.bias``, and any others.
        blocks: the input's layout: for each of its blocks the numbers that a joint has there; what follows them does
            not belong to a joint.

    Raises:
        ValueError: when the skeletons share no joint.
    """
    if not set(source.joints) & set(target.joints):
        raise ValueError(
            f"skeletons {source.name!r} and {target.name!r} have no joint in common, so nothing carries over from "
            "one's network to the other's"
        )
    inputs = tensors["first.linear.weight"].shape[1]
    columns = _places(source, target, blocks) + list(range(sum(blocks) * len(source), inputs))
    outputs = tensors["last.weight"].shape[0]
    rows = _places(source, target, [3]) + list(range(3 * len(source), outputs))
    return {
        **tensors,
        "first.linear.weight": _take(tensors["first.linear.weight"], columns, 1),
        "last.weight": _take(tensors["last.weight"], rows, 0),
        "last.bias": _take(tensors["last.bias"], rows, 0),
    }


def _places(source: Skeleton, target: Skeleton, blocks: Sequence[int]) -> list[int]:
    """For each number of a pose of ``target`` its place in one of ``source``, -1 for none."""
    places, start = [], 0
    for width in blocks:
        for joint in target.joints:
            known = joint in source.joints
            first = start + width * source.index(joint) if known else 0
            places += [first + i if known else -1 for i in range(width)]
        start += width * len(source)
    return places


def _take(tensor: Tensor, places: list[int], axis: int) -> Tensor:
    index = torch.tensor(places)
    known = (index >= 0).view(*(-1 if a == axis else 1 for a in range(tensor.ndim)))
    return torch.where(known, tensor.index_select(axis, index.clamp_min(0)), 0.0)
