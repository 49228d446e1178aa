"""What an image tells of a person: the rays of the points that it shows, and whether they fix a pose.

Detectors mark points beside joints. Such a point's ray says where the joint goes once the point's offset from the joint
is known, which the proposal network gives: the loop then takes joint and offset together to the ray. A joint that is
not marked, such as the pelvis of COCO's keypoints, goes where the prior places it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from zedo.body.definitions import CENTRES, HEAD_TOP, JOINT_OF, MARKED, as_points, definition
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.camera import Camera
from zedo.poses import LARGEST_TANGENT, MIN_VISIBLE_JOINTS, Keypoints2D

LEAST_SPREAD = 1e-5
"""Of a person in an image, as a share of the focal length: a hundredth of a pixel at 1,000 px, where float32 ends."""


def rays_of(keypoints: Keypoints2D, camera: Camera) -> tuple[Float[np.ndarray, "N K 2"], Float[np.ndarray, "N K"]]:
    """Points on the plane z = 1 and their confidences.

    A keypoint that no ray of the camera meets (:data:`LARGEST_TANGENT`, or where its distortion cannot be undone) has
    confidence 0, and so has a missing one; the point of either is 0.
    """
    with np.errstate(all="ignore"):  # what comes of absurd keypoints is no ray
        plane = camera.normalise(keypoints.uv)
    seen = np.nan_to_num(np.abs(plane), nan=np.inf).max(axis=-1) <= LARGEST_TANGENT
    confidence = np.where(seen, keypoints.confidence, 0.0)
    return np.where((confidence > 0)[..., None], plane, 0.0), confidence


def fixes_pose(plane: Float[np.ndarray, "N J 2"], confidence: Float[np.ndarray, "N J"]) -> Bool[np.ndarray, " N"]:
    """Which person-frames have enough visible joints in different places (:data:`NEED`) to be lifted."""
    visible = (confidence > 0)[..., None]
    low, high = (np.where(visible, plane, end).T for end in (np.inf, -np.inf))
    spread = (high.max(axis=1) - low.min(axis=1)).max(axis=0)
    return (visible.sum(axis=(1, 2)) >= MIN_VISIBLE_JOINTS) & (spread >= LEAST_SPREAD)


@dataclass(frozen=True)
class Evidence:
    """What the loop and the proposal network see of people, one row a person-frame; finite everywhere.

    Attributes:
        plane: (N, J, 2) where the joints, or the points marked for them, are seen on the plane z = 1.
        confidence: (N, J), 0 for what is not seen.
        points, known: (N, P, 2), (N, P) the same of all :data:`zedo.body.definitions.POINTS`; None where the joints
            are no part of Human3.6M's.
        marked: whether ``plane`` is of marked points, which lie beside the joints.
    """

    plane: Float[np.ndarray, "N J 2"]
    confidence: Float[np.ndarray, "N J"]
    points: Float[np.ndarray, "N P 2"] | None
    known: Float[np.ndarray, "N P"] | None
    marked: bool

    @classmethod
    def of(cls, keypoints: Keypoints2D, camera: Camera, skeleton: Skeleton) -> Evidence:
        """What keypoints of the joints of ``skeleton``, or marked points, say of a pose of that skeleton."""
        if keypoints.skeleton == skeleton or definition(keypoints.skeleton) == "joint-centres":
            plane, confidence = rays_of(keypoints.to(skeleton), camera)
            if not set(skeleton.joints) <= set(H36M_17.joints):
                return cls(plane, confidence, None, None, False)
            return cls(plane, confidence, *_points(plane, confidence, skeleton), False)
        points, known = _points(*rays_of(keypoints, camera), keypoints.skeleton)
        sight = Sight.of(torch.from_numpy(known))
        plane, confidence = sight.joints(torch.from_numpy(points), torch.from_numpy(known))
        return cls(plane.numpy(), confidence.numpy(), points, known, True)

    def __getitem__(self, rows: np.ndarray | slice) -> Evidence:
        points, known = (None if part is None else part[rows] for part in (self.points, self.known))
        return Evidence(self.plane[rows], self.confidence[rows], points, known, self.marked)

    @property
    def fixed(self) -> Bool[np.ndarray, " N"]:
        """:func:`fixes_pose`."""
        return fixes_pose(self.plane, self.confidence)


def _points(
    plane: Float[np.ndarray, "N K 2"], confidence: Float[np.ndarray, "N K"], skeleton: Skeleton
) -> tuple[Float[np.ndarray, "N P 2"], Float[np.ndarray, "N P"]]:
    points, known = as_points(torch.from_numpy(plane), torch.from_numpy(confidence), skeleton)
    return points.numpy(), known.numpy()


HEAD = ("left_eye", "right_eye", "left_ear", "right_ear")
"""Marked points whose middle is the sight of the top joint, where the top of the head itself is not marked."""


@dataclass(frozen=True)
class Sight:
    """How much each marked point says of each joint.

    Attributes:
        shares: (N, J, M) of a joint's row the sum is 1, or 0 where nothing is marked for it: limbs' joints have marks
            of their own, the neck/nose the nose, the head its top or the middle of eyes and ears.
    """

    shares: Float[Tensor, "N J M"]

    @classmethod
    def of(cls, known: Float[Tensor, "N P"]) -> Sight:
        """Of Human3.6M's joints, given the confidences of :data:`zedo.body.definitions.POINTS`."""
        seen = (known[:, CENTRES:] > 0).to(known.dtype)
        shares = known.new_zeros(len(known), len(H36M_17), len(MARKED))
        for joint, name in enumerate(H36M_17.joints):
            if name in MARKED:
                shares[:, joint, MARKED.index(name)] = seen[:, MARKED.index(name)]
        shares[:, H36M_17.index("neck"), MARKED.index("nose")] = seen[:, MARKED.index("nose")]
        top, head = MARKED.index(HEAD_TOP), [MARKED.index(name) for name in HEAD]
        shares[:, H36M_17.index("head"), top] = seen[:, top]
        shares[:, H36M_17.index("head"), head] = seen[:, head] * (1 - seen[:, top, None])
        return cls(shares / shares.sum(dim=-1, keepdim=True).clamp_min(1.0))

    def joints(
        self, points: Float[Tensor, "N P 2"], known: Float[Tensor, "N P"]
    ) -> tuple[Float[Tensor, "N J 2"], Float[Tensor, "N J"]]:
        """Where the marks of each joint are seen, and their mean confidence; 0 without any."""
        return self.shares @ points[:, CENTRES:], (self.shares @ known[:, CENTRES:, None])[..., 0]

    def offset(self, pose: Float[Tensor, "S N J 3"], offsets: Float[Tensor, "S N M 3"]) -> Float[Tensor, "S N J 3"]:
        """From each joint to the middle of its marks, metres; 0 without any."""
        marks = pose[..., list(JOINT_OF), :] + offsets
        return self.shares @ marks - pose * self.shares.sum(dim=-1)[..., None]
