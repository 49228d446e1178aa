"""Axes of a body's segments from the 17 joints alone: what a point on a segment is measured in.

Each frame's columns are x = the person's left, y = along the segment towards the head (arms and legs hanging), z =
forward, right-handed. They turn with the body, whatever the axes of the joints are (as long as those are right-handed).
"""

from __future__ import annotations

import math

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import H36M_17

SEGMENT_FRAMES = (
    "pelvis", "trunk", "head", "left_thigh", "left_shin", "right_thigh", "right_shin",
    "left_upper_arm", "left_forearm", "right_upper_arm", "right_forearm",
)  # fmt: skip
"""The segments, in the order of :func:`segment_frames`."""

STRAIGHT, BENT = 12.0, 35.0
"""Degrees of flexion of a knee or elbow below which its hinge says nothing about the limb's turn, and above which it
says all."""

_EPS = 1e-8
# The direction of a hanging limb turned to the middle of what the joint can reach (its antipode is out of reach: for
# the arm inwards behind the back, for the leg up behind it), x to the limb's own side.
_ARM = (0.6, -0.25, 0.76)
_LEG = (0.0, -0.8660254, 0.5)


def _dot(a: Tensor, b: Tensor) -> Tensor:
    return (a * b).sum(dim=-1, keepdim=True)


def _unit(vectors: Tensor) -> Tensor:
    """Vectors of length 1. A zero vector stays zero, and its gradient is finite."""
    return vectors * torch.rsqrt(_dot(vectors, vectors) + _EPS**2)


def _smoothstep(values: Tensor, low: float, high: float) -> Tensor:
    t = ((values - low) / (high - low)).clamp(0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def _across(y: Tensor, wanted: Tensor) -> Tensor:
    """The unit vector across the unit ``y`` nearest to ``wanted``; any when that is along y, or zero."""
    wanted = _unit(wanted)
    across = wanted - _dot(wanted, y) * y
    spare = _any_across(y)
    spare = spare - _dot(spare, y) * y
    return _unit(across + 1e-3 * (1.0 - 1e6 * _dot(across, across)).clamp_min(0.0) * spare)


def _any_across(y: Tensor) -> Tensor:
    """One of the axes, not along the unit ``y``."""
    along = torch.zeros_like(y)
    along[..., 0], other = 1.0, torch.zeros_like(y)
    other[..., 2] = 1.0
    return torch.where(y[..., :1].abs() < 0.9, along, other)


def _frame(x: Tensor, y: Tensor) -> Tensor:
    return torch.stack([x, y, torch.linalg.cross(x, y, dim=-1)], dim=-1)


def _from_y(y: Tensor, x: Tensor) -> Tensor:
    """Axes whose y is ``y`` and whose x is as near to ``x`` as can be."""
    fallback = torch.tensor([0.0, 1.0, 0.0], dtype=y.dtype, device=y.device)
    y = _unit(y)
    y = y + fallback * (1.0 - _dot(y, y)).clamp_min(0.0)  # a zero bone points up
    return _frame(_across(y, x), y)


def _turned(across: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """A vector across the unit ``start`` after the smallest rotation of that to the unit ``end``; any when opposite."""
    return across - _dot(across, end) / (1.0 + _dot(start, end)).clamp_min(1e-3) * (start + end)


def _carried(parent: Tensor, along: Tensor, rest: tuple[float, float, float]) -> Tensor:
    """x of a limb that points along the unit ``along``, when its parent's x is carried over without a turn about it.

    Carried from the hanging limb to ``rest`` (in the parent's axes) and on from there, each by the smallest rotation:
    only against ``rest`` does that have no answer.
    """
    x, down, middle = along.new_tensor([(1.0, 0.0, 0.0), (0.0, -1.0, 0.0), rest])
    middle = _unit(middle)
    return _turned(parent @ _turned(x, down, middle), parent @ middle, along)


def _limb(parent: Tensor, upper: Tensor, lower: Tensor, rest: tuple[float, float, float], bends: float):
    """Frames of an upper and a lower segment, given as vectors from proximal to distal joint.

    ``bends`` is 1 when the lower one bends backwards about x (the knee), -1 when forwards (the elbow).
    """
    along, beyond = _unit(upper), _unit(lower)
    hinge = bends * torch.linalg.cross(along, beyond, dim=-1)
    flexed = _smoothstep(
        1.0 - _dot(along, beyond), 1.0 - math.cos(math.radians(STRAIGHT)), 1.0 - math.cos(math.radians(BENT))
    )
    carried = _unit(_carried(parent, along, rest))
    x = flexed * _unit(hinge) + (1.0 - flexed) * carried
    return _from_y(-upper, x), _from_y(-lower, x)


def segment_frames(joints: Float[Tensor, "*batch 17 3"]) -> Float[Tensor, "*batch 11 3 3"]:
    """Axes of the segments :data:`SEGMENT_FRAMES`, as columns x (person's left), y (up along the segment), z (forward).

    The pelvis has x from the right to the left hip exactly, y towards the spine joint. The trunk has y from spine to
    thorax exactly, x from the right to the left shoulder. The head has y from thorax to head exactly and looks where
    the trunk looks: that Neck/Nose stands out from that line says little about where the head is turned (a nod or a
    bend to the side moves it as much). Limbs have y along the bone exactly. Their x is the hinge of the knee or elbow
    when it is bent by more than :data:`BENT` degrees; below :data:`STRAIGHT` it is the pelvis's or trunk's x, carried
    along as the limb turns away from hanging; in between a blend. Where a foot or hand points, the joints don't say.

    Args:
        joints: Human3.6M's 17 joints in any unit and any right-handed axes.

    Returns:
        Rotations: for o in a segment's axes, ``frames[..., k, :, :] @ o`` is in the axes of ``joints``. Differentiable
        and finite for any input, joints on one spot too.
    """
    at = {name: joints[..., index, :] for index, name in enumerate(H36M_17.joints)}
    up = at["spine"] - at["pelvis"]
    across = at["left_hip"] - at["right_hip"]
    # The pelvis: x is exact, so build the axes with x and y exchanged.
    pelvis = _from_y(across, up)
    pelvis = _frame(pelvis[..., 1], pelvis[..., 0])
    trunk = _from_y(at["thorax"] - at["spine"], at["left_shoulder"] - at["right_shoulder"])

    line = at["head"] - at["thorax"]
    head = _from_y(line, _turned(trunk[..., 0], trunk[..., 1], _unit(line)))

    frames = [pelvis, trunk, head]
    for parent, rest, bends, ends in (
        (pelvis, _LEG, 1.0, ("hip", "knee", "ankle")),
        (trunk, _ARM, -1.0, ("shoulder", "elbow", "wrist")),
    ):
        for side, outwards in (("left", 1.0), ("right", -1.0)):
            top, middle, end = (at[f"{side}_{joint}"] for joint in ends)
            start = (outwards * rest[0], rest[1], rest[2])
            frames += _limb(parent, middle - top, end - middle, start, bends)
    return torch.stack(frames, dim=-3)
