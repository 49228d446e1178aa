"""BVH motion capture: the hierarchy, forward kinematics, and Human3.6M's 17 joints out of the usual skeletons.

The format has no unit, no up axis and no fixed joint names, so that each is inferred by a rule:

- Joints: the limbs' names follow one of the conventions of :data:`LIMBS`; prefixes (``mixamorig:``) and case do not
  matter. Pelvis is the middle of the hips, as in Human3.6M; thorax the base of the neck; neck the base of the head,
  or the middle of the bone below it when the neck has two; head the tip of the head bone, or the middle of the eyes;
  spine the joint of the back nearest to half-way between pelvis and thorax. For the CMU database these are the
  definitions of :mod:`zedo.data.asf_amc`.
- Unit: the one of :data:`UNITS` in which a leg, hip to ankle, measures 0.55 to 1.2 m.
- Up: y, unless the mean pose of the motion, or else the rest pose, stands along z.
- A first frame that jumps (:data:`JUMP`) is the T-pose that converters put in front, and is dropped.

Format: Meredith and Maddock, "Motion Capture File Formats Explained", University of Sheffield CS-01-11, 2001.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import roma
import torch
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.data.clips import resample
from zedo.system.errors import ZedoError

LIMBS = {
    "MotionBuilder, Mixamo, CMU of cgspeed": ("upleg", "leg", "foot", "arm", "forearm", "hand"),
    "Biovision, 3ds Max, SMPL": ("hip", "knee", "ankle", "shoulder", "elbow", "wrist"),
    "Daz, Poser": ("thigh", "shin", "foot", "shldr", "forearm", "hand"),
}
"""Names of the joints at hip, knee, ankle, shoulder, elbow and wrist, after ``left`` or ``l``, ``right`` or ``r``."""

UNITS = {"metres": 1.0, "CMU units": 0.0254 / 0.45, "inches": 0.0254, "centimetres": 0.01, "millimetres": 0.001}
"""Metres in one unit of length of the file. CMU's skeletons are in inches, scaled by 0.45."""

LEG = (0.55, 1.2)
"""Metres from hip to ankle, adults and youths. Any two of :data:`UNITS` differ by more, so that one fits at most."""

JUMP = 4.0
"""Metres a second, mean over the joints relative to the pelvis, which nobody reaches."""


@dataclass(frozen=True)
class Node:
    """A joint, or an end site (``name`` empty), of the hierarchy.

    Attributes:
        parent: index of the parent, -1 for the root.
        offset: from the parent in the rest pose, units of the file.
        channels: such as ``Zrotation``, in the order of the motion's columns.
    """

    name: str
    parent: int
    offset: tuple[float, ...]
    channels: tuple[str, ...]


def read_bvh(path: str | Path) -> Float[np.ndarray, "F 17 3"]:
    """Human3.6M's 17 joints of a BVH file by the rules above: metres, y up, 30 frames a second, float32.

    Raises:
        ZedoError: when the file is missing, truncated or malformed, holds NaN, or its joints or unit are not
            recognised.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ZedoError(f"{path}: cannot be read ({error.strerror})") from None
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # absurd numbers: resample names what comes of them
            return _h36m(*parse(text))
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def parse(text: str) -> tuple[list[Node], float, Float[np.ndarray, "F C"]]:
    """Hierarchy (parents before children), seconds a frame, and the channels' values of F frames.

    Raises:
        ZedoError: when the text is no BVH, or holds more or fewer values than it declares.
    """
    parts = re.split(r"^\s*MOTION\s*$", text, maxsplit=1, flags=re.MULTILINE)
    head = re.match(r"\s*Frames:\s*(\d{1,18})\s+Frame\s+Time:\s*(\S+)", parts[-1]) if len(parts) == 2 else None
    if head is None:
        raise ZedoError("no BVH file, which is a HIERARCHY, then MOTION with 'Frames:' and 'Frame Time:'")
    nodes = _hierarchy(parts[0].split())
    count, width = int(head[1]), sum(len(node.channels) for node in nodes)
    values = _numbers(parts[1][head.end() :].split(), "MOTION")
    if count == 0 or len(values) != count * width:
        raise ZedoError(
            f"declares {count} frames of {width} channels, but holds {len(values)} values: it is empty or truncated"
        )
    if not np.isfinite(values).all():
        raise ZedoError(f"frame {int(np.flatnonzero(~np.isfinite(values))[0]) // width} holds NaN or infinity")
    return nodes, float(_numbers([head[2]], "'Frame Time:'")[0]), values.reshape(count, width)


def forward_kinematics(nodes: Sequence[Node], motion: Float[np.ndarray, "F C"]) -> Float[np.ndarray, "F nodes 3"]:
    """World positions of all nodes, in units of the file.

    A joint's rotation channels turn about its own axes, in their order; its position channels replace its offset,
    as MotionBuilder's and Blender's exporters mean them.
    """
    positions = np.empty((len(motion), len(nodes), 3))
    rotations: list[np.ndarray] = []
    column = 0
    for i, node in enumerate(nodes):
        values = motion[:, column : column + len(node.channels)]
        column += len(node.channels)
        moved = np.tile(np.array(node.offset), (len(motion), 1))
        turns = [c for c, channel in enumerate(node.channels) if channel.endswith("rotation")]
        for c, channel in enumerate(node.channels):
            if c not in turns:
                moved[:, "XYZ".index(channel[0])] = values[:, c]
        turned = np.broadcast_to(np.eye(3), (len(motion), 3, 3))
        if turns:
            axes = "".join(node.channels[c][0] for c in turns)
            turned = roma.euler_to_rotmat(axes, torch.from_numpy(values[:, turns]), degrees=True).numpy()
        if node.parent >= 0:
            moved = positions[:, node.parent] + (rotations[node.parent] @ moved[..., None])[..., 0]
            turned = rotations[node.parent] @ turned
        positions[:, i] = moved
        rotations.append(turned)
    return positions


def _h36m(nodes: Sequence[Node], frame_time: float, motion: Float[np.ndarray, "F C"]) -> Float[np.ndarray, "G 17 3"]:
    joints = _h36m_weights(nodes)
    rest = joints @ _rest_pose(nodes)
    positions = joints @ forward_kinematics(nodes, motion) * _metres(rest)
    if _stands_along_z(positions, rest):
        x, y, z = np.moveaxis(positions, -1, 0)
        positions = np.stack([x, z, -y], axis=-1)
    rate = _rate(frame_time)
    return resample(_without_t_pose(positions, rate), rate)


def _numbers(tokens: Sequence[str], where: str) -> np.ndarray:
    try:
        return np.array(tokens, dtype=np.float64)
    except ValueError as error:
        raise ZedoError(f"{where} holds something else than numbers ({error})") from None


def _hierarchy(tokens: list[str]) -> list[Node]:
    nodes: list[Node] = []
    open_nodes: list[int] = []
    at = 0

    def take(count: int) -> list[str]:
        nonlocal at
        taken = tokens[at : at + count]
        if len(taken) < count:
            raise ZedoError("the HIERARCHY is truncated")
        at += count
        return taken

    def block(kind: str) -> tuple[tuple[float, ...], tuple[str, ...]]:
        """Offset and channels after the opening brace; end sites have no channels."""
        if take(2) != ["{", "OFFSET"]:
            raise ZedoError(f"{kind} must start with '{{ OFFSET x y z'")
        offset = tuple(_numbers(take(3), f"the OFFSET of {kind}").tolist())
        if not np.isfinite(offset).all():
            raise ZedoError(f"the OFFSET of {kind} is not finite")
        channels: tuple[str, ...] = ()
        if tokens[at : at + 1] == ["CHANNELS"]:
            count = take(2)[1]
            channels = tuple(c[:1].upper() + c[1:].lower() for c in take(int(count) if count in "0123456" else 0))
            if not channels or not all(re.fullmatch("[XYZ](position|rotation)", c) for c in channels):
                raise ZedoError(f"the CHANNELS of {kind} must be a count up to 6 and as many of Xposition … Zrotation")
        return offset, channels

    while at < len(tokens):
        match take(1)[0]:
            case "HIERARCHY":
                pass
            case "ROOT" | "JOINT" as kind:
                if (kind == "ROOT") != (not nodes) or (kind == "JOINT") != bool(open_nodes):
                    raise ZedoError("the HIERARCHY must be one ROOT with JOINTs inside it")
                name = take(1)[0]
                nodes.append(Node(name, open_nodes[-1] if open_nodes else -1, *block(f"{kind} {name}")))
                open_nodes.append(len(nodes) - 1)
            case "End":
                if take(1) != ["Site"] or not open_nodes:
                    raise ZedoError("an End Site must be inside a joint")
                nodes.append(Node("", open_nodes[-1], *block(f"the End Site of {nodes[open_nodes[-1]].name}")))
                open_nodes.append(len(nodes) - 1)
            case "}" if open_nodes:
                open_nodes.pop()
            case token:
                raise ZedoError(f"{token!r} is unexpected in the HIERARCHY")
    if not nodes or open_nodes:
        raise ZedoError("the HIERARCHY is truncated")
    return nodes


def _rest_pose(nodes: Sequence[Node]) -> Float[np.ndarray, "nodes 3"]:
    rest = np.zeros((len(nodes), 3))
    for i, node in enumerate(nodes):
        rest[i] = node.offset + (rest[node.parent] if node.parent >= 0 else np.zeros(3))
    return rest


def _h36m_weights(nodes: Sequence[Node]) -> Float[np.ndarray, "17 nodes"]:
    """Each Human3.6M joint as a mean of nodes, by the definitions in the module's docstring."""
    index = _index(nodes)
    limbs = _limbs(index)
    neck, head = index["neck"], index["head"]
    sources: dict[str, list[int]] = {joint: [node] for joint, node in limbs.items()}
    sources["pelvis"] = [limbs["left_hip"], limbs["right_hip"]]
    sources["thorax"] = [neck]
    above_neck = [i for i in _ancestors(nodes, head) if neck in _ancestors(nodes, i)]
    sources["neck"] = [above_neck[0], head] if above_neck else [head]
    tips = [i for i, node in enumerate(nodes) if node.parent == head]
    sources["head"] = [i for i in tips if not nodes[i].name or re.search("top|end", nodes[i].name.lower())] or tips
    if not tips:
        raise ZedoError("the head has no end site, which gives its length")
    sources["spine"] = _spine(nodes, sources["pelvis"], neck) or [*sources["pelvis"], neck, neck]
    weights = np.zeros((len(H36M_17), len(nodes)))
    for joint, means in sources.items():
        np.add.at(weights[H36M_17.index(joint)], means, 1 / len(means))
    return weights


def _index(nodes: Sequence[Node]) -> dict[str, int]:
    """Joints by lower-case name without punctuation and without the prefix, such as ``mixamorig:``, of the root."""
    prefix = re.sub("[A-Za-z0-9]*$", "", nodes[0].name)
    index: dict[str, int] = {}
    for i, node in enumerate(nodes):
        if node.name:
            index.setdefault(re.sub("[^a-z0-9]", "", node.name.removeprefix(prefix).lower()), i)
    return index


def _limbs(index: dict[str, int]) -> dict[str, int]:
    """The nodes of the twelve limb joints, by the convention that finds most of them.

    Raises:
        ZedoError: with the joints that are missing, the neck and the head included.
    """
    attempts = []
    for names in LIMBS.values():
        found, missing = {}, [name for name in ("neck", "head") if name not in index]
        for side in ("left", "right"):
            for joint, name in zip(("hip", "knee", "ankle", "shoulder", "elbow", "wrist"), names, strict=True):
                node = index.get(side + name, index.get(side[0] + name))
                if node is None:
                    missing.append(side + name)
                else:
                    found[f"{side}_{joint}"] = node
        attempts.append((found, missing))
    found, missing = max(attempts, key=lambda attempt: len(attempt[0]))
    if missing:
        raise ZedoError(f"no joint {', '.join(missing)} among {', '.join(index)}")
    return found


def _ancestors(nodes: Sequence[Node], node: int) -> list[int]:
    """From the parent of ``node`` up to the root."""
    above = []
    while (node := nodes[node].parent) >= 0:
        above.append(node)
    return above


def _spine(nodes: Sequence[Node], hips: list[int], neck: int) -> list[int] | None:
    """The joint of the back nearest to half-way from pelvis to thorax, or None when none is in the middle half."""
    rest = _rest_pose(nodes)
    chain = [*reversed(_ancestors(nodes, neck)), neck]
    lengths = np.linalg.norm(np.diff(rest[chain], axis=0), axis=-1)
    start = np.linalg.norm(rest[chain[0]] - rest[hips].mean(axis=0))
    along = start + np.concatenate([[0.0], np.cumsum(lengths)])
    # Joints on top of the root or of the neck's base, as zero-length bones give, do not divide the back.
    inner = [(abs(a / along[-1] - 0.5), node) for a, node in zip(along, chain, strict=True) if start < a < along[-1]]
    share, nearest = min(inner, default=(1.0, -1))
    return [nearest] if share <= 0.25 else None


def _metres(rest: Float[np.ndarray, "17 3"]) -> float:
    hip, knee, ankle = (
        rest[[H36M_17.index(f"{side}_{j}") for side in ("left", "right")]] for j in ("hip", "knee", "ankle")
    )
    leg = float((np.linalg.norm(knee - hip, axis=-1) + np.linalg.norm(ankle - knee, axis=-1)).mean())
    for metres in UNITS.values():
        if LEG[0] <= leg * metres <= LEG[1]:
            return metres
    raise ZedoError(
        f"the legs are {leg:.4g} long, which is no person's in {', '.join(UNITS)} ({LEG[0]} to {LEG[1]} m is expected)"
    )


def _stands_along_z(positions: Float[np.ndarray, "F 17 3"], rest: Float[np.ndarray, "17 3"]) -> bool:
    pelvis, head = H36M_17.index("pelvis"), H36M_17.index("head")
    for pose in (positions.mean(axis=0), rest):
        x, y, z = pose[head] - pose[pelvis]
        for up, others in ((z, (x, y)), (y, (x, z))):
            if up > 2 * max(map(abs, others)):  # when neither is, the person bends or lies: no answer
                return up == z
    return False


def _without_t_pose(positions: Float[np.ndarray, "F 17 3"], rate: float) -> Float[np.ndarray, "F 17 3"]:
    if len(positions) < 2:
        return positions
    poses = H36M_17.root_relative(positions[:2])
    speed = np.linalg.norm(poses[1] - poses[0], axis=-1).mean() * rate
    return positions[1:] if speed > JUMP else positions


def _rate(frame_time: float) -> float:
    """Frames a second. Frame times are printed with few digits: 0.0333333 means 1/30."""
    if not 0 < frame_time < np.inf:
        raise ZedoError(f"'Frame Time:' is {frame_time:g}; seconds above 0 were expected")
    rate = 1 / frame_time
    return float(round(rate)) if abs(rate - round(rate)) < 1e-4 * rate else rate
