"""Which points of a body keypoints mark: joint centres, or what the annotators of pictures mark.

A motion-capture laboratory gives the centres of joints. A detector of the COCO family gives points on the surface, as
annotators saw them: its hips lie lower than the joints' centres, its shoulders and ankles higher, so that legs look
13 % shorter against the trunk (:mod:`zedo.body.proportions`). Who takes the one for the other sees bent knees.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import COCO_17, DERIVED_CONFIDENCE, H36M_17, Skeleton

Definition = Literal["joint-centres", "marked"]
"""``joint-centres``: Human3.6M's, MPI-INF-3DHP's, a laboratory's. ``marked``: points on the surface, as COCO's."""

FEET = tuple(f"{side}_{point}" for point in ("heel", "big_toe", "small_toe") for side in ("left", "right"))
HEAD_TOP = "head_top"

MARKED = (*COCO_17.joints, *FEET, HEAD_TOP)
"""Points that detectors mark: COCO's 17, and heels, toes and the top of the head where they have them."""

POINTS = (*(f"centre_of_{joint}" for joint in H36M_17.joints), *MARKED)
"""All that a person may be seen by: the centres of Human3.6M's 17 joints, and the marked points."""

CENTRES = len(H36M_17)
"""How many of :data:`POINTS` are joint centres; they come first."""

JOINT_OF = tuple(
    H36M_17.index(
        name if name in H36M_17.joints else f"{name.split('_')[0]}_ankle" if name in FEET
        else "head" if name == HEAD_TOP else "neck"
    )
    for name in MARKED
)  # fmt: skip
"""The joint of Human3.6M's that each of :data:`MARKED` is an offset from: its own, an ankle for a foot, the neck/nose
for the face."""

TORSO = tuple(
    POINTS.index(f"{of}{side}_{joint}") for of in ("centre_of_", "") for joint in ("hip", "shoulder")
    for side in ("left", "right")
)  # fmt: skip
"""Points by which a view is centred on a person."""

_RENAMED = {"left_foot_index": "left_big_toe", "right_foot_index": "right_big_toe", "head": HEAD_TOP}
"""Marked points by the names that skeletons of detectors have for them: BlazePose's foot index is the tip of the big
toe, and the head of Halpe and BODY_25B is its top."""


def definition(skeleton: Skeleton) -> Definition:
    """What the points of a skeleton are: joint centres where they are Human3.6M's joints, else marked ones.

    A skeleton with a nose, eyes, ears or feet is a detector's, unless it has all of Human3.6M's joints besides: no
    detector marks a spine.
    """
    joints, laboratory = set(skeleton.joints), set(H36M_17.joints)
    return "joint-centres" if joints <= laboratory or laboratory <= joints else "marked"


@cache
def places(skeleton: Skeleton) -> tuple[tuple[int, int], ...]:
    """Pairs of (index among the skeleton's joints, index among :data:`POINTS`) for the points that are known here.

    A detector's neck and pelvis are middles of its shoulders and hips, and say nothing more.
    """
    if definition(skeleton) == "joint-centres":
        names = [f"centre_of_{joint}" if joint in H36M_17.joints else joint for joint in skeleton.joints]
    else:
        names = [_RENAMED.get(joint, joint) for joint in skeleton.joints]
    return tuple((k, POINTS.index(name)) for k, name in enumerate(names) if name in POINTS)


def as_points(
    plane: Float[Tensor, "N J 2"], confidence: Float[Tensor, "N J"], skeleton: Skeleton
) -> tuple[Float[Tensor, "N P 2"], Float[Tensor, "N P"]]:
    """Keypoints of a skeleton among all :data:`POINTS`; those that it lacks are 0 with confidence 0."""
    source, target = (list(column) for column in zip(*places(skeleton), strict=True))
    points, known = plane.new_zeros(len(plane), len(POINTS), 2), confidence.new_zeros(len(plane), len(POINTS))
    points[:, target], known[:, target] = plane[:, source], confidence[:, source]
    if definition(skeleton) == "marked":
        _with_other_side(points, known, plane, confidence, skeleton)
    return torch.where((known > 0)[..., None], points, 0.0), known


def _with_other_side(
    points: Float[Tensor, "N P 2"],
    known: Float[Tensor, "N P"],
    plane: Float[Tensor, "N J 2"],
    confidence: Float[Tensor, "N J"],
    skeleton: Skeleton,
) -> None:
    """Adds the hip or shoulder that is missing where the other one and a detector's middle of both are seen."""
    for middle, joint in (("pelvis", "hip"), ("thorax", "shoulder")):
        if middle not in skeleton.joints:
            continue
        at = skeleton.index(middle)
        left, right = (POINTS.index(f"{side}_{joint}") for side in ("left", "right"))
        for missing, seen in ((left, right), (right, left)):
            told = (known[:, missing] == 0) & (known[:, seen] > 0) & (confidence[:, at] > 0)
            points[:, missing] = torch.where(told[:, None], 2 * plane[:, at] - points[:, seen], points[:, missing])
            least = DERIVED_CONFIDENCE * torch.minimum(known[:, seen], confidence[:, at])
            known[:, missing] = torch.where(told, least, known[:, missing])


@cache
def mirror() -> tuple[int, ...]:
    """The index of each of :data:`POINTS` on the other side of the body."""

    def other(name: str) -> str:
        swapped = name.replace("left_", "#").replace("right_", "left_").replace("#", "right_")
        return swapped if swapped in POINTS else name

    return tuple(POINTS.index(other(name)) for name in POINTS)
