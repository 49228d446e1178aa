"""Poses as joint angles.

A pose is a pelvis orientation and, for every bone, a direction in a frame that its parent segment carries. In these
frames +x is the person's left, +y is up along the trunk and +z is forward.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.rotations import axes, smallest_rotation, unit
from zedo.body.skeleton import H36M_17

_J = H36M_17.index
_MIRROR_X = np.array([-1.0, 1.0, 1.0], dtype=np.float32)

MEAN_LENGTHS = np.array([0.0] + [H36M_BONE_LENGTHS[joint.split("_")[-1]] for joint in H36M_17.joints[1:]])
"""Metres, of the bone that ends in each joint; 0 for the pelvis."""

UP = np.array([0.0, 1.0, 0.0])
THIGH_REST = np.array([0.0, -np.cos(0.5), np.sin(0.5)])
UPPER_ARM_REST = {"left": np.array([1.0, 0.0, 1.0]) / np.sqrt(2), "right": np.array([-1.0, 0.0, 1.0]) / np.sqrt(2)}
"""Directions from which the frames of thigh (in the pelvis) and upper arm (in the thorax) are carried by the smallest
rotation. That rotation is undefined for the opposite direction, so rest lies opposite to where no limb can go."""


@dataclass(frozen=True)
class JointAngles:
    """Poses without their bone lengths.

    Attributes:
        root: (N, 3, 3) pelvis axes as columns, in the y-up world: x from the right to the left hip, y along the lowest
            part of the spine, z forward.
        directions: (N, 17, 3) unit vectors of the bones that end in each joint. Hips, spine and knees are in the pelvis
            frame; the thorax in the spine's; neck, shoulders and elbows in the thorax frame; ankles, wrists and the
            head in the frame of the bone before them. Joint 0 is zero.
        twist: (N,) radians about the upper spine from the spine's frame to the thorax frame, whose x axis is along the
            shoulders; positive to the left.
    """

    root: Float[np.ndarray, "N 3 3"]
    directions: Float[np.ndarray, "N 17 3"]
    twist: Float[np.ndarray, " N"]

    def __len__(self) -> int:
        return len(self.twist)

    def __getitem__(self, index: np.ndarray | slice) -> JointAngles:
        return JointAngles(self.root[index], self.directions[index], self.twist[index])

    def mirrored(self) -> JointAngles:
        """The mirror images: left and right swap."""
        root = self.root * _MIRROR_X[:, None] * _MIRROR_X
        return JointAngles(root, self.directions[:, list(H36M_17.mirror)] * _MIRROR_X, -self.twist)


def joint_angles(poses: Float[np.ndarray, "N 17 3"]) -> JointAngles:
    """Joint angles of Human3.6M joints, any unit, y up; :func:`positions` is the inverse but for bone lengths."""
    bones = np.zeros(poses.shape, poses.dtype)
    bones[:, 1:] = poses[:, 1:] - poses[:, list(H36M_17.parents[1:])]
    bones = unit(bones)
    pelvis = axes(poses[:, _J("left_hip")] - poses[:, _J("right_hip")], bones[:, _J("spine")])
    local = np.zeros_like(bones)

    def express(frame: np.ndarray, *joints: str) -> None:
        for joint in joints:
            local[:, _J(joint)] = np.einsum("nba,nb->na", frame, bones[:, _J(joint)])

    express(pelvis, "left_hip", "right_hip", "spine", "left_knee", "right_knee")
    spine = pelvis @ smallest_rotation(UP, local[:, _J("spine")])
    express(spine, "thorax")
    upper_spine = spine @ smallest_rotation(UP, local[:, _J("thorax")])
    shoulders = np.einsum("nba,nb->na", upper_spine, poses[:, _J("left_shoulder")] - poses[:, _J("right_shoulder")])
    twist = np.arctan2(-shoulders[:, 2], shoulders[:, 0])
    thorax = upper_spine @ _turn_about_y(twist)
    express(thorax, "neck", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow")
    express(thorax @ smallest_rotation(UP, local[:, _J("neck")]), "head")
    for side in ("left", "right"):
        express(pelvis @ smallest_rotation(THIGH_REST, local[:, _J(f"{side}_knee")]), f"{side}_ankle")
        express(thorax @ smallest_rotation(UPPER_ARM_REST[side], local[:, _J(f"{side}_elbow")]), f"{side}_wrist")
    return JointAngles(pelvis, local, twist)


def positions(angles: JointAngles, lengths: Float[np.ndarray, "*N 17"] = MEAN_LENGTHS) -> Float[np.ndarray, "N 17 3"]:
    """Joint positions with the pelvis at the origin, y up, in the unit of the bone lengths (metres by default)."""
    local, pelvis = angles.directions, angles.root
    bones = np.zeros_like(local)

    def place(frame: np.ndarray, *joints: str) -> None:
        for joint in joints:
            bones[:, _J(joint)] = np.einsum("nab,nb->na", frame, local[:, _J(joint)])

    place(pelvis, "left_hip", "right_hip", "spine", "left_knee", "right_knee")
    spine = pelvis @ smallest_rotation(UP, local[:, _J("spine")])
    place(spine, "thorax")
    thorax = spine @ smallest_rotation(UP, local[:, _J("thorax")]) @ _turn_about_y(angles.twist)
    place(thorax, "neck", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow")
    place(thorax @ smallest_rotation(UP, local[:, _J("neck")]), "head")
    for side in ("left", "right"):
        place(pelvis @ smallest_rotation(THIGH_REST, local[:, _J(f"{side}_knee")]), f"{side}_ankle")
        place(thorax @ smallest_rotation(UPPER_ARM_REST[side], local[:, _J(f"{side}_elbow")]), f"{side}_wrist")
    bones *= lengths[..., None].astype(bones.dtype)
    joints = np.zeros_like(bones)
    for parent, child in H36M_17.bones:  # every parent comes before its children
        joints[:, child] = joints[:, parent] + bones[:, child]
    return joints


def _turn_about_y(angle: np.ndarray) -> np.ndarray:
    cosine, sine, zero, one = np.cos(angle), np.sin(angle), np.zeros_like(angle), np.ones_like(angle)
    rows = [[cosine, zero, sine], [zero, one, zero], [-sine, zero, cosine]]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)
