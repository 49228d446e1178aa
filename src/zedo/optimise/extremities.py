"""Feet, hands and face on lifted poses.

Each hangs on a lifted joint, its parent, at a distance that anatomy knows. The image shows its direction across the
line of sight; along it, it lies where its neutral place does, that of a person who stands with hands held straight. The
ray meets the sphere around the parent twice, or not at all; the meeting point that is nearer to the neutral place is a
worse answer, and jumps (benchmarks/extremities.py, four calibrated cameras).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float

from zedo.body.definitions import CENTRES, JOINT_OF, places
from zedo.body.extremities import ATTACHMENTS, LIMBS, MEAN_LIMBS, Attachment
from zedo.body.rotations import axes, unit
from zedo.body.skeleton import Skeleton
from zedo.camera import Camera
from zedo.poses import Keypoints2D

SEEN, UNSEEN = 0.33, 0.42
"""The radius around a joint, relative to its parent and as a share of its distance from it, that holds the truth in 68
of 100 cases, when the detector saw it and when it did not (benchmarks/extremities.py)."""


def attach(
    positions: Float[np.ndarray, "S N J 3"], body: Skeleton, keypoints: Keypoints2D, camera: Camera
) -> Float[np.ndarray, "S N K 3"]:
    """The lifted joints and, after them, those that :func:`zedo.body.extremities.extended` added.

    A joint that was not seen is at its neutral place.

    Args:
        positions: of ``body``, metres, camera frame; NaN where a person was not lifted.
        keypoints: of the extended skeleton, which begins with the joints of ``body``.
    """
    places = [ATTACHMENTS[joint] for joint in keypoints.skeleton.joints[len(body) :]]
    parents = [body.index(place.parent) for place in places]
    size, parent = _size(positions, body)[..., None], positions[..., parents, :]
    neutral = size * np.stack([_frame(place, positions, body) @ np.array(place.offset) for place in places], axis=-2)
    uv = keypoints.uv[:, len(body) :]
    # Relative to the parent's own image: a lifted joint is seldom exactly on its ray.
    shift = np.nan_to_num(camera.project(positions) - keypoints.uv[:, : len(body)])
    ray = camera.rays(uv + shift[..., parents, :])
    nearest = ((parent + neutral) * ray).sum(axis=-1, keepdims=True) * ray
    direction = unit(np.where(np.isnan(uv).any(axis=-1, keepdims=True), neutral, nearest - parent))
    away = size * np.linalg.norm([place.offset for place in places], axis=-1)[:, None]
    return np.concatenate([positions, parent + away * direction], axis=-2)


def marked_joints(
    keypoints: Keypoints2D, positions: Float[np.ndarray, "S N 17 3"], offsets: Float[np.ndarray, "S N M 3"]
) -> tuple[Keypoints2D, Float[np.ndarray, "S N K 3"]]:
    """Where the points that keypoints mark are on lifted people, and the keypoints of those that are known.

    Args:
        positions: of Human3.6M's joints, metres, camera frame.
        offsets: from :data:`zedo.body.definitions.JOINT_OF` to :data:`zedo.body.definitions.MARKED`, metres.

    Returns:
        The keypoints, missing where nothing is known of a point, and the places (S, N, K, 3), NaN there.
    """
    source, target = (list(column) for column in zip(*places(keypoints.skeleton), strict=True))
    marks = np.full((*positions.shape[:2], len(keypoints.skeleton), 3), np.nan)
    marks[:, :, source] = (positions[:, :, list(JOINT_OF)] + offsets)[:, :, [place - CENTRES for place in target]]
    confidence = np.zeros_like(keypoints.confidence)
    confidence[:, source] = keypoints.confidence[:, source]
    return replace(keypoints, confidence=confidence), marks


def with_marked(
    positions: Float[np.ndarray, "S N J 3"],
    skeleton: Skeleton,
    marks: Float[np.ndarray, "S N K 3"],
    keypoints: Keypoints2D,
    camera: Camera,
) -> Float[np.ndarray, "S N J 3"]:
    """Positions with the feet of ``skeleton`` at their marks, which go to their rays where they are seen.

    Args:
        marks, keypoints: as :func:`marked_joints` gives them.
    """
    placed, rays = positions.copy(), camera.rays(keypoints.uv)
    for joint, name in enumerate(skeleton.joints):
        if name in ATTACHMENTS and name in keypoints.skeleton.joints:
            k = keypoints.skeleton.index(name)
            mark, ray = marks[:, :, k], rays[:, k]
            seen = (keypoints.confidence[:, k] > 0)[:, None]
            on_ray = np.where(seen, (mark * ray).sum(axis=-1, keepdims=True) * ray, mark)
            placed[:, :, joint] = np.where(np.isfinite(mark), on_ray, placed[:, :, joint])
    return placed


def attached_radius(
    radius: Float[np.ndarray, "N J"], positions: Float[np.ndarray, "N J 3"], body: Skeleton, keypoints: Keypoints2D
) -> Float[np.ndarray, "N K"]:
    """The uncertainty of the lifted joints and of those that :func:`attach` added: the parent's and their own, metres.

    Args:
        radius, positions: of ``body``; the answer.
        keypoints: as for :func:`attach`.
    """
    places = [ATTACHMENTS[joint] for joint in keypoints.skeleton.joints[len(body) :]]
    away = _size(positions, body) * np.linalg.norm([place.offset for place in places], axis=-1)
    own = np.where(keypoints.confidence[:, len(body) :] > 0, SEEN, UNSEEN) * away
    return np.concatenate([radius, np.hypot(radius[:, [body.index(place.parent) for place in places]], own)], axis=1)


def _size(positions: Float[np.ndarray, "*batch J 3"], body: Skeleton) -> Float[np.ndarray, "*batch 1"]:
    """How large a person is, by the limbs: 1 for Human3.6M's mean bones."""
    ends = np.array([[body.index(joint) for joint in limb] for limb in LIMBS])
    lengths = np.linalg.norm(positions[..., ends[:, 1], :] - positions[..., ends[:, 0], :], axis=-1)
    return lengths.sum(axis=-1, keepdims=True) / MEAN_LIMBS


def _frame(place: Attachment, positions: np.ndarray, body: Skeleton) -> Float[np.ndarray, "*batch 3 3"]:
    """Columns x forward, y up along the segment, z right."""
    below, above, left, right = (
        positions[..., body.index(joint), :] for joint in (place.parent, place.above, *place.across)
    )
    y, z, x = np.moveaxis(axes(above - below, right - left), -1, 0)
    return np.stack([x, y, z], axis=-1)
