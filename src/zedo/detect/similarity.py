"""Object keypoint similarity (COCO), and what follows from it: one person found twice is one person."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from zedo.body.skeleton import Skeleton
from zedo.detect.detections import Detections

SIGMA = {
    "nose": 0.026, "eye": 0.025, "ear": 0.035, "shoulder": 0.079, "elbow": 0.072, "wrist": 0.062, "hip": 0.107,
    "knee": 0.087, "ankle": 0.089,
}  # fmt: skip
"""COCO's constant of each kind of joint, the spread of annotators (cocoeval.py, ``Params.setKpParams``)."""

OTHER_SIGMA = 0.089
"""For joints that COCO does not have, such as toes and the top of the head: that of the ankle."""

LEAST_ASPECT = 1 / 3
"""A person seen from the side is a thin upright box; its object is no thinner than this share of its length."""

LEAST_COMMON = 3
"""Fewer joints in common do not tell people apart."""

SAME_PERSON = 0.5
"""Similarity above which two detections in a picture are one person."""


def sigmas(skeleton: Skeleton) -> Float[np.ndarray, " J"]:
    """COCO's constant of each joint."""
    kinds = [joint.removeprefix("left_").removeprefix("right_") for joint in skeleton.joints]
    return np.array([SIGMA.get(kind, OTHER_SIGMA) for kind in kinds])


def areas(people: Detections) -> Float[np.ndarray, " P"]:
    """The objects' areas, px²: the boxes around their visible joints, widened where thin."""
    with np.errstate(invalid="ignore"):
        seen = np.where((people.confidence > 0)[..., None], people.uv, np.nan)
    low = np.nanmin(seen, axis=1, initial=np.inf)
    high = np.nanmax(seen, axis=1, initial=-np.inf)
    sides = np.maximum(high - low, 1.0)
    sides = np.maximum(sides, LEAST_ASPECT * sides.max(axis=1, keepdims=True))
    return sides.prod(axis=1)


def alike(
    a: Detections, b: Detections, skeleton: Skeleton, widening: Float[np.ndarray, " A"] | float = 1.0
) -> Float[np.ndarray, "A B J"]:
    """Similarity of each joint of each of ``a`` with the same of each of ``b``: exp(-d² / 2 s² k²), with k twice COCO's
    constant and s² the larger object's area; 0 where one of both is missing.

    Args:
        widening: by how much each of ``a`` may be farther off than COCO grants, 1 for not at all.
    """
    common = _common(a, b)
    squared = np.where(common, ((a.uv[:, None] - b.uv[None]) ** 2).sum(axis=-1), np.inf)
    area = np.maximum(areas(a)[:, None], areas(b)[None]) * np.square(np.broadcast_to(widening, len(a)))[:, None]
    return np.exp(-squared / (2 * area[..., None] * (2 * sigmas(skeleton)) ** 2))


def similarities(
    a: Detections, b: Detections, skeleton: Skeleton, widening: Float[np.ndarray, " A"] | float = 1.0
) -> Float[np.ndarray, "A B"]:
    """Object keypoint similarity of each of ``a`` with each of ``b``: the mean of :func:`alike` over the joints that
    both have; 0 with fewer than three joints in common."""
    count = _common(a, b).sum(axis=-1)
    mean = alike(a, b, skeleton, widening).sum(axis=-1) / np.maximum(count, 1)
    return np.where(count >= LEAST_COMMON, mean, 0.0)


def _common(a: Detections, b: Detections) -> Bool[np.ndarray, "A B J"]:
    return (a.confidence[:, None] > 0) & (b.confidence[None] > 0)


def distinct(people: Detections, skeleton: Skeleton) -> Detections:
    """Non-maximum suppression: the most confident first, without those that resemble one before them."""
    if len(people) < 2:
        return people
    order = np.argsort(-people.confidence.mean(axis=1), kind="stable")
    resembling = similarities(people, people, skeleton)
    kept: list[int] = []
    for person in order:
        if all(resembling[person, other] < SAME_PERSON for other in kept):
            kept.append(int(person))
    return people[kept]
