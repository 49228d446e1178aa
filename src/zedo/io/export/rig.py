"""Joint positions as rotations of a rigid skeleton, which is what animation formats hold.

Points say where a bone's ends are, not how it is turned about its length. Each bone therefore turns from its parent's
orientation by the smallest rotation that gives it its direction; a joint with several bones takes the rotation that
fits all of them best (Kabsch's), and each of these bones has a node of its own, of no length, for the rest. Bones keep
the directions that they were lifted with, exactly; their lengths are the medians over the clip, and the whole is placed
where the joints' errors that come of this are 0 on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from zedo.body.rotations import smallest_rotation, unit
from zedo.body.skeleton import Skeleton
from zedo.io.export.motion import without_gaps
from zedo.system.errors import ZedoError

T_POSE: dict[str, tuple[float, float, float]] = {
    "pelvis": (0, 0, 0), "spine": (0, 0.24, 0), "thorax": (0, 0.49, 0), "upper_neck": (0, 0.52, 0),
    "neck": (0, 0.58, 0), "head": (0, 0.75, 0), "nose": (0, 0.61, 0.12), "left_eye": (0.03, 0.64, 0.1),
    "left_eye_inner": (0.02, 0.64, 0.1), "left_eye_outer": (0.04, 0.64, 0.1), "left_ear": (0.07, 0.62, 0),
    "left_mouth": (0.02, 0.57, 0.1), "left_shoulder": (0.15, 0.49, 0), "left_elbow": (0.43, 0.49, 0),
    "left_wrist": (0.68, 0.49, 0), "left_pinky": (0.77, 0.49, -0.03), "left_index": (0.77, 0.49, 0.03),
    "left_thumb": (0.72, 0.49, 0.04), "left_hip": (0.13, 0, 0), "left_knee": (0.13, -0.45, 0),
    "left_ankle": (0.13, -0.9, 0), "left_heel": (0.13, -0.95, -0.05), "left_foot_index": (0.13, -0.95, 0.15),
    "left_big_toe": (0.11, -0.95, 0.15), "left_small_toe": (0.18, -0.95, 0.12),
}  # fmt: skip
"""Where a person in a T-pose who faces +z has the joints that zedo's skeletons name, y up. Only the directions from
joint to joint are used. Right joints mirror left ones."""

BONE_NAMES = {
    "pelvis": "Hips", "spine": "Spine", "thorax": "Spine1", "neck": "Head", "head": "HeadTop", "left_hip": "LeftUpLeg",
    "left_knee": "LeftLeg", "left_ankle": "LeftFoot", "left_shoulder": "LeftArm", "left_elbow": "LeftForeArm",
    "left_wrist": "LeftHand", "left_big_toe": "LeftToeBase", "left_foot_index": "LeftToeBase",
    "left_index": "LeftHandIndex1", "left_pinky": "LeftHandPinky1", "left_thumb": "LeftHandThumb2",
    "left_eye": "LeftEye",
}  # fmt: skip
"""Names that animation programs know: those of MotionBuilder and of the CMU database's skeletons in BVH."""

BRANCH_NAMES = {"spine": "LowerBack", "left_hip": "LHipJoint", "left_shoulder": "LeftShoulder", "neck": "Neck"}
"""The same for the nodes that turn one of a joint's several bones, by the joint at the bone's other end."""

SHORTEST = 1e-9
"""Metres below which a bone has no direction."""


@dataclass(frozen=True)
class Node:
    """A node of the rig.

    Attributes:
        name: unique, without spaces.
        parent: index of its parent, which comes before it; -1 at the root.
        joint: index of the skeleton's joint where it is; -1 at the middle of the skeleton's root joints.
        ends: the joints to which bones go from here; none at the end of a limb.
    """

    name: str
    parent: int
    joint: int
    ends: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class RiggedMotion:
    """One person's motion as rotations.

    Attributes:
        nodes: K of them, parents first.
        offsets: (K, 3) metres from each node to its parent's in the T-pose, where no node is turned.
        root: (F, 3) metres, positions of the first node, y up.
        rotations: (F, K, 3, 3) of each node against its parent.
        residual: (F, J) metres from the joints to where the rig has them, NaN where the joint had no position.
    """

    nodes: tuple[Node, ...]
    offsets: Float[np.ndarray, "K 3"]
    root: Float[np.ndarray, "F 3"]
    rotations: Float[np.ndarray, "F K 3 3"]
    residual: Float[np.ndarray, "F J"]


def rig_nodes(skeleton: Skeleton) -> tuple[Node, ...]:
    """The nodes for any skeleton: its joints, a root if it has no single one, and one for each of several bones."""
    children = [tuple(j for p, j in skeleton.bones if p == joint) for joint in range(len(skeleton))]
    tops = tuple(j for j, parent in enumerate(skeleton.parents) if parent < 0)
    nodes: list[Node] = []

    def add(wanted: str, parent: int, joint: int, ends: tuple[int, ...]) -> int:
        base = "".join(wanted.split()) or "joint"
        taken = {node.name for node in nodes}
        name = next(n for n in (base, *(f"{base}_{k}" for k in range(2, 2 + len(nodes)))) if n not in taken)
        nodes.append(Node(name, parent, joint, ends))
        return len(nodes) - 1

    def grow(name: str, parent: int, joint: int, ends: tuple[int, ...]) -> None:
        here = add(name, parent, joint, ends)
        for end in ends:
            bone = here
            if len(ends) > 1:
                bone = add(
                    _sided(BRANCH_NAMES, skeleton.joints[end]) or f"to_{skeleton.joints[end]}", here, joint, (end,)
                )
            grow(_sided(BONE_NAMES, skeleton.joints[end]) or skeleton.joints[end], bone, end, children[end])

    if len(tops) == 1:
        top = skeleton.joints[tops[0]]
        grow(_sided(BONE_NAMES, top) or top, -1, tops[0], children[tops[0]])
    else:
        grow("Hips", -1, -1, tops)
    return tuple(nodes)


def rig(positions: Float[np.ndarray, "F J 3"], skeleton: Skeleton) -> RiggedMotion:
    """The rotations that give each bone its direction in each frame; gaps are filled linearly, ends held.

    Args:
        positions: metres, y up; may be NaN.

    Raises:
        ZedoError: when a joint has no position in any frame.
    """
    import roma
    import torch  # takes seconds to import

    never = ~np.isfinite(positions).all(axis=2).any(axis=0)
    if never.any():
        raise ZedoError(f"joint {skeleton.joints[int(never.argmax())]} has no position in any frame")
    nodes = rig_nodes(skeleton)
    filled = without_gaps(positions)
    raw = _at_nodes(filled, nodes, skeleton)
    node_of = {node.joint: k for k, node in reversed(list(enumerate(nodes)))}
    rest = _rest_directions(raw, nodes, skeleton)
    offsets = rest * _lengths(_at_nodes(positions, nodes, skeleton), raw, nodes)[:, None]
    frames = len(raw)
    turned = np.empty((frames, len(nodes), 3, 3))  # against the world
    placed = np.empty((frames, len(nodes), 3))
    placed[:, 0] = raw[:, 0]
    for k, node in enumerate(nodes):
        above = turned[:, node.parent] if k else np.broadcast_to(np.eye(3), (frames, 3, 3))
        if k:
            placed[:, k] = placed[:, node.parent] + above @ offsets[k]
        bones = [node_of[end] for end in node.ends]
        directions = unit(raw[:, bones] - raw[:, [k]])
        if len(bones) == 1:
            local = np.einsum("fba,fb->fa", above, directions[:, 0])
            short = np.linalg.norm(raw[:, bones[0]] - raw[:, k], axis=-1) < SHORTEST
            local[short] = rest[bones[0]]
            turned[:, k] = above @ smallest_rotation(rest[bones[0]], local)
        elif bones:
            # A little of the parent's orientation decides where the bones, being on one line, do not.
            fit = np.einsum("fca,cb->fab", directions, rest[bones]) + 1e-3 * above
            turned[:, k] = np.asarray(roma.special_procrustes(torch.from_numpy(fit)))
        else:
            turned[:, k] = above
    # Errors of the lengths add up from the root to the hands and feet; all joints together are put where they were.
    joints = placed[:, [node_of[j] for j in range(len(skeleton))]]
    shift = (filled - joints).mean(axis=1)
    rotations = turned.copy()
    for k, node in enumerate(nodes[1:], start=1):
        rotations[:, k] = np.swapaxes(turned[:, node.parent], -1, -2) @ turned[:, k]
    residual = np.linalg.norm(joints + shift[:, None] - positions, axis=-1)
    return RiggedMotion(nodes, offsets, placed[:, 0] + shift, rotations, residual)


def _at_nodes(positions: np.ndarray, nodes: tuple[Node, ...], skeleton: Skeleton) -> Float[np.ndarray, "F K 3"]:
    middle = positions[:, list(skeleton.root)].mean(axis=1)
    return np.stack([positions[:, node.joint] if node.joint >= 0 else middle for node in nodes], axis=1)


def _lengths(seen: np.ndarray, filled: np.ndarray, nodes: tuple[Node, ...]) -> Float[np.ndarray, " K"]:
    """Of the bone from each node's parent: the median over frames that have both its ends, if there are any."""
    lengths = np.zeros(len(nodes))
    for k, node in enumerate(nodes[1:], start=1):
        measured = np.linalg.norm(seen[:, k] - seen[:, node.parent], axis=-1)
        if not np.isfinite(measured).any():
            measured = np.linalg.norm(filled[:, k] - filled[:, node.parent], axis=-1)
        lengths[k] = np.nanmedian(measured)
    return lengths


def _rest_directions(raw: np.ndarray, nodes: tuple[Node, ...], skeleton: Skeleton) -> Float[np.ndarray, "K 3"]:
    """Unit vectors from each node's parent in the T-pose; joints that :data:`T_POSE` lacks, as in the first frame."""
    rest = np.zeros((len(nodes), 3))
    for k, node in enumerate(nodes[1:], start=1):
        above = nodes[node.parent]
        if above.joint == node.joint:
            continue
        ends = [_t_pose(skeleton.joints[n.joint] if n.joint >= 0 else "pelvis") for n in (above, node)]
        both = None not in ends
        direction = np.subtract(ends[1], ends[0]) if both else raw[0, k] - raw[0, node.parent]  # type: ignore[arg-type]
        rest[k] = unit(direction) if np.linalg.norm(direction) > SHORTEST else (0.0, 1.0, 0.0)
    return rest


def _t_pose(joint: str) -> tuple[float, float, float] | None:
    if joint.startswith("right_"):
        mirrored = T_POSE.get("left_" + joint.removeprefix("right_"))
        return None if mirrored is None else (-mirrored[0], mirrored[1], mirrored[2])
    return T_POSE.get(joint)


def _sided(names: dict[str, str], joint: str) -> str | None:
    """The name of a joint or, by its left counterpart's, of a right one."""
    if joint.startswith("right_"):
        left = names.get("left_" + joint.removeprefix("right_"))
        return left and left.replace("Left", "Right").replace("LHip", "RHip")
    return names.get(joint)
