"""Skeletons: named joints, their tree, their mirror pairs, and linear maps from one skeleton to another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float

from zedo.system.errors import ZedoError


@dataclass(frozen=True)
class Skeleton:
    """A set of joints.

    Attributes:
        name: what files and messages call it.
        joints: joint names, in the order of the arrays' joint axis.
        parents: index of each joint's parent, -1 for a joint that hangs on the origin.
        root: the joints whose mean is the origin of a root-relative pose (the pelvis, or both hips).
    """

    name: str
    joints: tuple[str, ...]
    parents: tuple[int, ...]
    root: tuple[int, ...]

    def __post_init__(self) -> None:
        count = len(self.joints)
        if len(set(self.joints)) != count:
            raise ZedoError(f"skeleton {self.name!r} names a joint twice; joint names must be unique")
        if len(self.parents) != count or not all(-1 <= p < count and p != j for j, p in enumerate(self.parents)):
            raise ZedoError(
                f"skeleton {self.name!r} has {count} joints, so 'parents' must hold {count} joint indices "
                f"(or -1), none of them the joint itself"
            )
        rooted = {-1}
        for joint in range(count):
            above = set()
            while joint not in rooted:
                if joint in above:
                    raise ZedoError(f"skeleton {self.name!r}: joint {self.joints[joint]!r} is its own ancestor")
                above.add(joint)
                joint = self.parents[joint]
            rooted |= above
        if not self.root or not all(0 <= r < count for r in self.root):
            raise ZedoError(f"skeleton {self.name!r}: 'root' must name at least one joint between 0 and {count - 1}")

    def __len__(self) -> int:
        return len(self.joints)

    def index(self, joint: str) -> int:
        """Index of the joint called ``joint``; raises ZedoError with the known names otherwise."""
        if joint not in self.joints:
            raise ZedoError(f"skeleton {self.name!r} has no joint {joint!r}; it has {', '.join(self.joints)}")
        return self.joints.index(joint)

    def ancestry(self, joint: int) -> tuple[int, ...]:
        """The joint and all above it, up to the one that hangs on the origin."""
        parent = self.parents[joint]
        return (joint,) if parent < 0 else (joint, *self.ancestry(parent))

    @cached_property
    def bones(self) -> tuple[tuple[int, int], ...]:
        """(parent, child) index pairs, for drawing and for bone lengths."""
        return tuple((p, j) for j, p in enumerate(self.parents) if p >= 0)

    @cached_property
    def mirror(self) -> tuple[int, ...]:
        """For each joint the index of its mirror image: left_* and right_* swap, the others stay."""

        def swapped(joint: str) -> str:
            if joint.startswith("left_"):
                return "right_" + joint.removeprefix("left_")
            if joint.startswith("right_"):
                return "left_" + joint.removeprefix("right_")
            return joint

        return tuple(self.index(swapped(joint)) for joint in self.joints)

    def root_relative(self, positions: Float[np.ndarray, "*batch J 3"]) -> Float[np.ndarray, "*batch J 3"]:
        """Positions minus the mean of the root joints, same unit."""
        return positions - positions[..., list(self.root), :].mean(axis=-2, keepdims=True)

    def to_dict(self) -> dict[str, object]:
        """The JSON form that checkpoints and pose files carry."""
        return {
            "name": self.name,
            "joints": list(self.joints),
            "parents": list(self.parents),
            "root": list(self.root),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, object]) -> Skeleton:
        """Inverse of :meth:`to_dict`; raises ZedoError when a field is missing or malformed."""
        name = fields.get("name")
        if not isinstance(name, str):
            raise ZedoError("a skeleton needs a 'name', a string")
        lists: dict[str, tuple] = {}
        for field, kind, form in (("joints", str, "names"), ("parents", int, "indices"), ("root", int, "indices")):
            values = fields.get(field)
            if not isinstance(values, list) or not all(type(value) is kind for value in values):
                raise ZedoError(f"skeleton {name!r} needs {field!r}, a list of joint {form}")
            lists[field] = tuple(values)
        return cls(name=name, **lists)


def _tree(name: str, root: tuple[str, ...], **parent_of: str | None) -> Skeleton:
    joints = tuple(parent_of)
    parents = tuple(-1 if p is None else joints.index(p) for p in parent_of.values())
    return Skeleton(name, joints, parents, tuple(joints.index(r) for r in root))


H36M_17 = _tree(
    "h36m_17",
    ("pelvis",),
    pelvis=None,
    right_hip="pelvis",
    right_knee="right_hip",
    right_ankle="right_knee",
    left_hip="pelvis",
    left_knee="left_hip",
    left_ankle="left_knee",
    spine="pelvis",
    thorax="spine",
    neck="thorax",
    head="neck",
    left_shoulder="thorax",
    left_elbow="left_shoulder",
    left_wrist="left_elbow",
    right_shoulder="thorax",
    right_elbow="right_shoulder",
    right_wrist="right_elbow",
)
"""Human3.6M's 17 joints in VideoPose3D's order; ``neck`` is the data set's Neck/Nose."""

LSP_14 = _tree(
    "lsp_14",
    ("right_hip", "left_hip"),
    right_ankle="right_knee",
    right_knee="right_hip",
    right_hip="thorax",
    left_hip="thorax",
    left_knee="left_hip",
    left_ankle="left_knee",
    right_wrist="right_elbow",
    right_elbow="right_shoulder",
    right_shoulder="thorax",
    left_shoulder="thorax",
    left_elbow="left_shoulder",
    left_wrist="left_elbow",
    thorax=None,
    head="thorax",
)
"""The 14 joints of Leeds Sports Pose, the paper's J = 14: Human3.6M's without pelvis, spine and neck/nose."""

COCO_17 = _tree(
    "coco_17",
    ("left_hip", "right_hip"),
    nose=None,
    left_eye="nose",
    right_eye="nose",
    left_ear="left_eye",
    right_ear="right_eye",
    left_shoulder="nose",
    right_shoulder="nose",
    left_elbow="left_shoulder",
    right_elbow="right_shoulder",
    left_wrist="left_elbow",
    right_wrist="right_elbow",
    left_hip="left_shoulder",
    right_hip="right_shoulder",
    left_knee="left_hip",
    right_knee="right_hip",
    left_ankle="left_knee",
    right_ankle="right_knee",
)
"""COCO's 17 keypoints, the output of most 2D detectors."""

COCO_18 = _tree(
    "coco_18", ("left_hip", "right_hip"), nose="thorax", thorax=None, right_shoulder="thorax",
    right_elbow="right_shoulder", right_wrist="right_elbow", left_shoulder="thorax", left_elbow="left_shoulder",
    left_wrist="left_elbow", right_hip="thorax", right_knee="right_hip", right_ankle="right_knee", left_hip="thorax",
    left_knee="left_hip", left_ankle="left_knee", right_eye="nose", left_eye="nose", right_ear="right_eye",
    left_ear="left_eye",
)  # fmt: skip
"""OpenPose's COCO model (poseParameters.cpp, ``POSE_COCO_BODY_PARTS``); ``thorax`` is its Neck."""

BODY_25 = _tree(
    "body_25", ("pelvis",), nose="thorax", thorax="pelvis", right_shoulder="thorax", right_elbow="right_shoulder",
    right_wrist="right_elbow", left_shoulder="thorax", left_elbow="left_shoulder", left_wrist="left_elbow",
    pelvis=None, right_hip="pelvis", right_knee="right_hip", right_ankle="right_knee", left_hip="pelvis",
    left_knee="left_hip", left_ankle="left_knee", right_eye="nose", left_eye="nose", right_ear="right_eye",
    left_ear="left_eye", left_big_toe="left_ankle", left_small_toe="left_big_toe", left_heel="left_ankle",
    right_big_toe="right_ankle", right_small_toe="right_big_toe", right_heel="right_ankle",
)  # fmt: skip
"""OpenPose's default (doc/02_output.md, ``POSE_BODY_25_BODY_PARTS``); Neck is ``thorax``, MidHip is ``pelvis``."""

BODY_25B = _tree(
    "body_25b", ("left_hip", "right_hip"), nose=None, left_eye="nose", right_eye="nose", left_ear="left_eye",
    right_ear="right_eye", left_shoulder="upper_neck", right_shoulder="upper_neck", left_elbow="left_shoulder",
    right_elbow="right_shoulder", left_wrist="left_elbow", right_wrist="right_elbow", left_hip="left_shoulder",
    right_hip="right_shoulder", left_knee="left_hip", right_knee="right_hip", left_ankle="left_knee",
    right_ankle="right_knee", upper_neck="nose", head="upper_neck", left_big_toe="left_ankle",
    left_small_toe="left_big_toe", left_heel="left_ankle", right_big_toe="right_ankle",
    right_small_toe="right_big_toe", right_heel="right_ankle",
)  # fmt: skip
"""OpenPose's BODY_25B (``POSE_BODY_25B_BODY_PARTS``): COCO-17, MPII's upper neck and head top, feet."""

HALPE_26 = _tree(
    "halpe_26", ("pelvis",), nose="thorax", left_eye="nose", right_eye="nose", left_ear="left_eye",
    right_ear="right_eye", left_shoulder="thorax", right_shoulder="thorax", left_elbow="left_shoulder",
    right_elbow="right_shoulder", left_wrist="left_elbow", right_wrist="right_elbow", left_hip="pelvis",
    right_hip="pelvis", left_knee="left_hip", right_knee="right_hip", left_ankle="left_knee",
    right_ankle="right_knee", head="thorax", thorax="pelvis", pelvis=None, left_big_toe="left_ankle",
    right_big_toe="right_ankle", left_small_toe="left_big_toe", right_small_toe="right_big_toe",
    left_heel="left_ankle", right_heel="right_ankle",
)  # fmt: skip
"""Halpe's body (README of Halpe-FullBody); its Head, Neck and Hip are ``head``, ``thorax`` and ``pelvis``."""

BLAZEPOSE_33 = _tree(
    "blazepose_33", ("left_hip", "right_hip"), nose=None, left_eye_inner="nose", left_eye="left_eye_inner",
    left_eye_outer="left_eye", right_eye_inner="nose", right_eye="right_eye_inner", right_eye_outer="right_eye",
    left_ear="left_eye_outer", right_ear="right_eye_outer", left_mouth="nose", right_mouth="nose",
    left_shoulder="nose", right_shoulder="nose", left_elbow="left_shoulder", right_elbow="right_shoulder",
    left_wrist="left_elbow", right_wrist="right_elbow", left_pinky="left_wrist", right_pinky="right_wrist",
    left_index="left_wrist", right_index="right_wrist", left_thumb="left_wrist", right_thumb="right_wrist",
    left_hip="left_shoulder", right_hip="right_shoulder", left_knee="left_hip", right_knee="right_hip",
    left_ankle="left_knee", right_ankle="right_knee", left_heel="left_ankle", right_heel="right_ankle",
    left_foot_index="left_heel", right_foot_index="right_heel",
)  # fmt: skip
"""MediaPipe Pose's 33 landmarks (its guide, *Pose landmarker model*)."""

SKELETONS: dict[str, Skeleton] = {
    s.name: s for s in (H36M_17, LSP_14, COCO_17, COCO_18, BODY_25, BODY_25B, HALPE_26, BLAZEPOSE_33)
}


def load_skeleton(name_or_file: str | Path) -> Skeleton:
    """A built-in skeleton by name, or one from a JSON file with the fields of :meth:`Skeleton.to_dict`.

    Raises:
        ZedoError: when there is neither such a name nor such a file, or the file is malformed.
    """
    if (known := SKELETONS.get(str(name_or_file))) is not None:
        return known
    path = Path(name_or_file)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise ZedoError(
            f"{str(name_or_file)!r} is neither a skeleton ({', '.join(SKELETONS)}) nor a JSON file that describes one"
        ) from None
    except UnicodeDecodeError as error:
        raise ZedoError(f"{path}: not UTF-8 text ({error}); a skeleton file is one JSON object") from None
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ZedoError(f"{path}: not valid JSON ({error}); a skeleton file is one JSON object") from None
    if not isinstance(fields, dict):
        raise ZedoError(f"{path}: a skeleton file is one JSON object, this one holds a {type(fields).__name__}")
    try:
        return Skeleton.from_dict(fields)
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


@dataclass(frozen=True)
class JointMap:
    """A linear map of keypoints from one skeleton to another.

    Attributes:
        source, target: the skeletons.
        weights: (axes, J_target, J_source); every row sums to 1. ``axes`` is 1 when all coordinates use the same
            weights, 2 when image x and y differ (MHFormer's rule).
    """

    source: Skeleton
    target: Skeleton
    weights: Float[np.ndarray, "axes J_target J_source"]

    @cached_property
    def derived(self) -> tuple[bool, ...]:
        """For each target joint, whether it is computed from several joints instead of being one of them."""
        return tuple((np.count_nonzero(self.weights, axis=2) > 1).any(axis=0).tolist())

    def positions(self, positions: Float[np.ndarray, "*batch J_source D"]) -> Float[np.ndarray, "*batch J_target D"]:
        """Apply the map; a target joint is NaN when a source joint that it needs is NaN."""
        axes = positions.shape[-1]
        if len(self.weights) not in (1, axes):
            raise ZedoError(
                f"the map {self.source.name} → {self.target.name} is for {len(self.weights)}-D points, "
                f"these have {axes} axes"
            )
        weights = np.broadcast_to(self.weights, (axes, *self.weights.shape[1:]))
        missing = np.isnan(positions)
        mapped = np.einsum("djk,...kd->...jd", weights, np.where(missing, 0.0, positions))
        lost = np.einsum("djk,...kd->...jd", (weights != 0).astype(float), missing.astype(float)) > 0
        return np.where(lost, np.nan, mapped)

    def confidence(self, confidence: Float[np.ndarray, "*batch J_source"]) -> Float[np.ndarray, "*batch J_target"]:
        """The least confidence among the joints used; a derived joint gets ``DERIVED_CONFIDENCE`` of that."""
        used = (self.weights != 0).any(axis=0)
        least = np.where(used, confidence[..., None, :], np.inf).min(axis=-1)
        return least * np.where(self.derived, DERIVED_CONFIDENCE, 1.0)


DERIVED_CONFIDENCE = 0.5
"""Share of its sources' confidence that a derived joint keeps. Mid-hip lies 14-16 % of the torso below Human3.6M's
pelvis for common detectors, an error of the definition that the detector's own score does not know of."""


def _same_names(source: Skeleton, target: Skeleton) -> np.ndarray:
    weights = np.zeros((1, len(target), len(source)))
    for j, joint in enumerate(target.joints):
        if joint in source.joints:
            weights[0, j, source.index(joint)] = 1.0
    return weights


def _put(weights: np.ndarray, joint: str, axis: int | None = None, **parts: float) -> None:
    """Make one Human3.6M joint of these COCO joints, on one axis or all."""
    for a in range(len(weights)) if axis is None else (axis,):
        weights[a, H36M_17.index(joint)] = 0.0
        for name, weight in parts.items():
            weights[a, H36M_17.index(joint), COCO_17.index(name)] += weight


def _coco_common() -> np.ndarray:
    weights = _same_names(COCO_17, H36M_17)
    _put(weights, "pelvis", left_hip=0.5, right_hip=0.5)
    _put(weights, "thorax", left_shoulder=0.5, right_shoulder=0.5)
    _put(weights, "spine", left_hip=0.25, right_hip=0.25, left_shoulder=0.25, right_shoulder=0.25)
    _put(weights, "neck", nose=1.0)
    _put(weights, "head", left_eye=0.5, right_eye=0.5)
    return weights


def _coco_mhformer() -> np.ndarray:
    # MHFormer (Li et al. 2022, `coco_h36m` in its demo): the rule is stated for image x (axis 0) and y (axis 1) apart.
    weights = np.repeat(_coco_common(), 2, axis=0)
    _put(weights, "neck", nose=0.75, left_shoulder=0.125, right_shoulder=0.125)
    _put(weights, "head", 0, left_eye=0.25, right_eye=0.25, left_ear=0.25, right_ear=0.25)
    _put(weights, "head", 1, left_eye=1.0, right_eye=1.0, nose=-1.0)
    # Thorax: a third of the way from mid-shoulder to the nose; y goes up by two thirds of the nose-to-eyes distance.
    _put(weights, "thorax", 0, left_shoulder=1 / 3, right_shoulder=1 / 3, nose=1 / 3)
    _put(weights, "thorax", 1, left_shoulder=1 / 3, right_shoulder=1 / 3, nose=1.0, left_eye=-1 / 3, right_eye=-1 / 3)
    # Spine x: s + 2 (s - (pelvis + thorax) / 2), with s the mean of shoulders and hips; y is s.
    _put(
        weights, "spine", 0,
        left_shoulder=0.75 - 1 / 3, right_shoulder=0.75 - 1 / 3, nose=-1 / 3, left_hip=0.25, right_hip=0.25,
    )  # fmt: skip
    return weights


Rule = Literal["mhformer", "common"]

COCO_RULES: tuple[Rule, Rule] = ("mhformer", "common")
"""The two rules for COCO-17 → Human3.6M-17; the first is the default, since its thorax, neck and head lie nearer to
Human3.6M's definitions (mean error as a share of torso length: thorax .050 against .109, neck .037 against .073,
head .045 against .104)."""


def _coco_to_h36m(source: Skeleton, rule: str) -> np.ndarray:
    """Any skeleton with COCO's 17 joints; its own pelvis, thorax and head replace what the rule derives.

    With ``common`` this is, for Halpe-26, MotionBERT's ``halpe2h36m`` (lib/data/dataset_wild.py).
    """
    weights = (_coco_common() if rule == "common" else _coco_mhformer()) @ _same_names(source, COCO_17)
    own = [j for j, joint in enumerate(H36M_17.joints) if joint in source.joints]
    weights[:, own] = _same_names(source, H36M_17)[:, own]
    if "thorax" in source.joints:
        pelvis, thorax, spine = (H36M_17.index(joint) for joint in ("pelvis", "thorax", "spine"))
        weights[:, spine] = (weights[:, pelvis] + weights[:, thorax]) / 2
    return weights


def joint_map(source: Skeleton, target: Skeleton, rule: Rule = COCO_RULES[0]) -> JointMap:
    """The map from ``source`` to ``target``.

    Args:
        rule: how COCO-17 becomes Human3.6M-17, or some of its joints: ``mhformer`` or ``common`` (mid-shoulder
            thorax, nose as neck, mid-eyes as head: the rule of MotionBERT and MMPose). Detectors' skeletons that
            contain COCO's joints follow it too, but keep a pelvis, thorax or head of their own; the spine is then the
            middle of pelvis and thorax.

    Raises:
        ZedoError: when there is no map between the two, or no such rule.
    """
    if rule not in COCO_RULES:
        raise ZedoError(f"unknown mapping rule {rule!r}; it is one of {', '.join(COCO_RULES)}")
    if source == target:
        return JointMap(source, target, np.eye(len(source))[None])
    if set(target.joints) <= set(source.joints):
        return JointMap(source, target, _same_names(source, target))
    if set(target.joints) <= {*H36M_17.joints, *source.joints} and set(COCO_17.joints) <= set(source.joints):
        weights = _same_names(H36M_17, target) @ _coco_to_h36m(source, rule)
        own = [j for j, joint in enumerate(target.joints) if joint not in H36M_17.joints]
        weights[:, own] = _same_names(source, target)[:, own]
        return JointMap(source, target, weights)
    raise ZedoError(f"no map from skeleton {source.name!r} to {target.name!r}")
