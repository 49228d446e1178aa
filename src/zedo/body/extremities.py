"""Feet, hands and face: joints that detectors give and the prior's skeleton lacks.

Each hangs on a lifted joint, its parent, at a distance that anatomy knows. The image shows its direction across the
line of sight; along it, it lies where its neutral place does, that of a person who stands with hands held straight. The
ray meets the sphere around the parent twice, or not at all; the meeting point that is nearer to the neutral place is a
worse answer, and jumps (benchmarks/extremities.py, four calibrated cameras).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float

from zedo.body.definitions import CENTRES, JOINT_OF, places
from zedo.body.rotations import axes, unit
from zedo.body.skeleton import Skeleton
from zedo.camera import Camera
from zedo.poses import Keypoints2D


@dataclass(frozen=True)
class Attachment:
    """Where a joint is on a neutral body.

    Attributes:
        parent: the joint it hangs on.
        above: the joint to which the y axis points from there; z is to the right, x forward.
        across: the joints, left and right, whose line says what is right.
        offset: metres from the parent, on a body with Human3.6M's mean bones, 1.706 m tall.
    """

    parent: str
    above: str
    across: tuple[str, str]
    offset: tuple[float, float, float]


_ON_THE_RIGHT = {
    "heel": ("ankle", (-0.035, -0.067, -0.009)),
    "big_toe": ("ankle", (0.195, -0.056, -0.021)),
    "small_toe": ("ankle", (0.157, -0.056, 0.023)),
    "foot_index": ("ankle", (0.167, -0.056, -0.006)),
    "index": ("wrist", (0.0, -0.085, 0.0)),
    "pinky": ("wrist", (0.0, -0.076, 0.0)),
    "thumb": ("wrist", (0.0, -0.068, 0.0)),
    "eye": ("neck", (0.078, 0.047, 0.031)),
    "ear": ("neck", (0.0, 0.013, 0.073)),
}
"""Feet, nose and eyes: the markers of Pose2Sim's OpenSim model (Model_Pose2Sim, on the body of Rajagopal et al., *IEEE
Trans. Biomed. Eng.* 63, 2016, 1.70 m tall), but the heel stands on the floor, 0.039 of the height below the ankle
(Winter, *Biomechanics and Motor Control of Human Movement*, ch. 4, after Drillis and Contini). Hands: 0.108 of the
height (Winter) times the knuckles' share of a hand's length (Buchholz, Armstrong and Goldstein, *Ergonomics* 35, 1992),
straight on from the forearm, since 17 joints do not tell how a hand is turned. Ears: half of the bitragion breadth of
men (ANSUR, Gordon et al., 1989), as high as the nose."""

_ABOVE = {"ankle": "knee", "wrist": "elbow"}


def _attachments() -> dict[str, Attachment]:
    hips, shoulders = ("left_hip", "right_hip"), ("left_shoulder", "right_shoulder")
    found = {"nose": Attachment("neck", "head", shoulders, (0.116, 0.013, 0.0))}
    for joint, (parent, (x, y, z)) in _ON_THE_RIGHT.items():
        for side, right in (("left", -1.0), ("right", 1.0)):
            if parent == "neck":
                found[f"{side}_{joint}"] = Attachment(parent, "head", shoulders, (x, y, right * z))
            else:
                above = f"{side}_{_ABOVE[parent]}"
                across = hips if parent == "ankle" else shoulders
                found[f"{side}_{joint}"] = Attachment(f"{side}_{parent}", above, across, (x, y, right * z))
    return found


ATTACHMENTS = _attachments()
"""By the joint's name."""

SEEN, UNSEEN = 0.33, 0.42
"""The radius around a joint, relative to its parent and as a share of its distance from it, that holds the truth in 68
of 100 cases, when the detector saw it and when it did not (benchmarks/extremities.py)."""

_LIMBS = tuple(
    (f"{side}_{top}", f"{side}_{bottom}")
    for side in ("left", "right")
    for top, bottom in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"))
)

MEAN_LIMBS = 2 * (0.449 + 0.449 + 0.280 + 0.250)
"""Metres of all limbs of the body that offsets are for: Human3.6M's mean thigh, shin, upper arm and forearm."""


def extended(body: Skeleton, source: Skeleton) -> Skeleton:
    """``body`` and the feet, hands and face that ``source`` has; ``body`` itself if that has neither feet nor hands.

    Everybody's keypoints have a face, of which the lifted head is made: alone, it is not repeated.
    """
    more = [
        joint
        for joint, place in ATTACHMENTS.items()
        if joint in source.joints
        and joint not in body.joints
        and {place.parent, place.above, *place.across} <= set(body.joints)
    ]
    limbs = {joint for limb in _LIMBS for joint in limb} <= set(body.joints)
    if not limbs or all(ATTACHMENTS[joint].parent == "neck" for joint in more):
        return body
    parents = tuple(body.index(ATTACHMENTS[joint].parent) for joint in more)
    return Skeleton(
        f"{body.name}+{source.name.rpartition('+')[2]}", (*body.joints, *more), (*body.parents, *parents), body.root
    )


def attach(
    positions: Float[np.ndarray, "S N J 3"], body: Skeleton, keypoints: Keypoints2D, camera: Camera
) -> Float[np.ndarray, "S N K 3"]:
    """The lifted joints and, after them, those that :func:`extended` added.

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
    ends = np.array([[body.index(joint) for joint in limb] for limb in _LIMBS])
    lengths = np.linalg.norm(positions[..., ends[:, 1], :] - positions[..., ends[:, 0], :], axis=-1)
    return lengths.sum(axis=-1, keepdims=True) / MEAN_LIMBS


def _frame(place: Attachment, positions: np.ndarray, body: Skeleton) -> Float[np.ndarray, "*batch 3 3"]:
    """Columns x forward, y up along the segment, z right."""
    below, above, left, right = (
        positions[..., body.index(joint), :] for joint in (place.parent, place.above, *place.across)
    )
    y, z, x = np.moveaxis(axes(above - below, right - left), -1, 0)
    return np.stack([x, y, z], axis=-1)
