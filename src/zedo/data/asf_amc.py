"""ASF/AMC motion capture of the CMU database: skeleton, motion, and Human3.6M's 17 joints.

A joint of Human3.6M is where a bone of the skeleton ends (:data:`ENDS`); the pelvis is the middle of the hips, as in
Human3.6M, and the neck the middle of the upper neck bone.

Format: "Acclaim ASF/AMC" (J. Lander, "Working with Motion Capture File Formats", Game Developer, January 1998).
Unit: the database's FAQ (mocap.cs.cmu.edu): lengths divided by the skeleton's ``length`` (0.45) are inches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import roma
import torch
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.data.clips import resample
from zedo.system.errors import ZedoError

CMU_RATE = 120.0
"""Frames a second of the CMU database; AMC files do not say."""

ENDS = {
    "pelvis": ("rhipjoint", "lhipjoint"),
    "right_hip": ("rhipjoint",),
    "right_knee": ("rfemur",),
    "right_ankle": ("rtibia",),
    "left_hip": ("lhipjoint",),
    "left_knee": ("lfemur",),
    "left_ankle": ("ltibia",),
    "spine": ("lowerback",),
    "thorax": ("thorax",),
    "neck": ("lowerneck", "upperneck"),
    "head": ("head",),
    "left_shoulder": ("lclavicle",),
    "left_elbow": ("lhumerus",),
    "left_wrist": ("lradius",),
    "right_shoulder": ("rclavicle",),
    "right_elbow": ("rhumerus",),
    "right_wrist": ("rradius",),
}
"""For each joint of Human3.6M the bones whose ends it is the mean of."""


@dataclass(frozen=True)
class Bone:
    """A bone of the skeleton.

    Attributes:
        parent: the bone that it starts from; empty for the root, which has no length.
        vector: from start to end in the rest pose, metres, world axes.
        axes: (3, 3), the bone's own axes in the world: its motion turns about them.
        dof: degrees of freedom in the order of the motion's values: ``rx``, ``ry``, ``rz``; for the root ``tx`` … too.
    """

    parent: str
    vector: Float[np.ndarray, " 3"]
    axes: Float[np.ndarray, "3 3"]
    dof: tuple[str, ...]


@dataclass(frozen=True)
class Asf:
    """A skeleton: its bones, parents first, metres in its unit of length, and whether its angles are degrees."""

    bones: dict[str, Bone]
    unit: float
    degrees: bool


def read_amc(path: str | Path) -> Float[np.ndarray, "F 17 3"]:
    """Human3.6M's 17 joints of an AMC file: metres, y up, 30 frames a second, float32.

    Its skeleton is looked for beside it: the ASF of the same name, of the name before the last underscore
    (``02.asf`` for ``02_01.amc``), or else the only one in the folder.

    Raises:
        ZedoError: when either file is missing, truncated or malformed, or holds NaN.
    """
    path = Path(path)
    skeleton = _beside(path)
    try:
        with np.errstate(over="ignore"):  # absurd lengths: resample names what comes of them
            asf = parse_asf(_text(skeleton))
    except ValueError as error:
        raise ZedoError(f"{skeleton}: {error}") from None
    if missing := sorted({bone for bones in ENDS.values() for bone in bones} - asf.bones.keys()):
        raise ZedoError(f"{skeleton}: no bone {', '.join(missing)} among {', '.join(asf.bones)}")
    try:
        ends = forward_kinematics(asf, *parse_amc(_text(path), asf))
        joints = [np.mean([ends[bone] for bone in ENDS[joint]], axis=0) for joint in H36M_17.joints]
        with np.errstate(over="ignore"):  # absurd lengths: resample names what comes of them
            return resample(np.stack(joints, axis=1), CMU_RATE)
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def parse_asf(text: str) -> Asf:
    """The skeleton of an ASF file; raises ZedoError when it is malformed."""
    section, units, root, bones, parents = "", {}, {}, {}, {}
    bone: dict[str, list[str]] = {}
    for line in _lines(text):
        if line[0].startswith(":"):
            section = line[0]
        elif section == ":units":
            units[line[0]] = line[1:]
        elif section == ":root":
            root[line[0]] = line[1:]
        elif section == ":bonedata" and line[0] == "begin":
            bone = {}
        elif section == ":bonedata" and line[0] == "end":
            bones[" ".join(bone.get("name", []))] = bone
        elif section == ":bonedata":
            bone[line[0]] = line[1:]
        elif section == ":hierarchy" and line[0] not in ("begin", "end"):
            parents |= dict.fromkeys(line[1:], line[0])
    if not bones or not parents:
        raise ZedoError("no ASF skeleton, which has :units, :root, :bonedata and :hierarchy, or a truncated one")
    length = _numbers(units.get("length", []), 1, "the length in :units")[0]
    if length <= 0:
        raise ZedoError(f"the length in :units is {length:g}; a number above 0 was expected")
    unit, degrees = 0.0254 / length, units.get("angle", ["deg"])[:1] != ["rad"]
    if _numbers(root.get("orientation", []), 3, "the orientation in :root").any():
        raise ZedoError("the orientation in :root is not 0 0 0; turned skeletons are not read")
    order = tuple(token.lower() for token in root.get("order", []))
    if sorted(order) != ["rx", "ry", "rz", "tx", "ty", "tz"]:
        raise ZedoError("the order in :root must hold TX, TY, TZ, RX, RY and RZ")
    tree = {"root": Bone("", np.zeros(3), np.eye(3), order)}
    while ready := [name for name, parent in parents.items() if parent in tree and name not in tree]:
        for name in ready:
            if name not in bones:
                raise ZedoError(f":hierarchy names the bone {name!r}, which :bonedata does not describe")
            tree[name] = _bone(name, bones[name], parents[name], unit, degrees)
    return Asf(tree, unit, degrees)


def parse_amc(text: str, asf: Asf) -> tuple[dict[str, Float[np.ndarray, "F dof"]], bool]:
    """The values of each moving bone of the skeleton, and whether angles are degrees.

    Raises:
        ZedoError: when a frame lacks a bone, or a bone's values are not as many finite numbers as it has degrees of
            freedom.
    """
    frames: list[dict[str, list[str]]] = []
    degrees = asf.degrees
    for line in _lines(text):
        if line[0].startswith(":"):
            degrees = {":DEGREES": True, ":RADIANS": False}.get(line[0].upper(), degrees)
        elif len(line) == 1 and line[0].isdigit():
            frames.append({})
        elif not frames:
            raise ZedoError(f"{' '.join(line)[:40]!r} comes before the number of the first frame")
        else:
            frames[-1][line[0]] = line[1:]
    if not frames:
        raise ZedoError("no AMC motion, or one without a frame")
    values = {}
    for name, bone in asf.bones.items():
        if bone.dof:
            rows = [frame.get(name, []) for frame in frames]
            try:
                values[name] = np.array(rows, dtype=np.float64)
            except ValueError:
                values[name] = np.empty(0)
            if values[name].shape != (len(rows), len(bone.dof)) or not np.isfinite(values[name]).all():
                for number, row in enumerate(rows, start=1):
                    _numbers(row, len(bone.dof), f"frame {number}, bone {name!r}")
    return values, degrees


def forward_kinematics(
    asf: Asf, values: dict[str, Float[np.ndarray, "F dof"]], degrees: bool
) -> dict[str, Float[np.ndarray, "F 3"]]:
    """Where each bone ends, metres: a bone turns with its parent, and by its own motion about its own axes."""
    frames = len(values["root"])
    shift = ["xyz".index(d[1]) for d in asf.bones["root"].dof if d[0] == "t"]
    moved = np.zeros((frames, 3))
    moved[:, shift] = values["root"][:, [d[0] == "t" for d in asf.bones["root"].dof]]
    ends, turned = {"": moved * asf.unit}, {"": np.broadcast_to(np.eye(3), (frames, 3, 3))}
    for name, bone in asf.bones.items():
        turned[name] = turned[bone.parent]
        turns = [d[0] == "r" for d in bone.dof]
        if any(turns):
            # Lower-case: about fixed axes, one after the other in the order of the values.
            axes = "".join(d[1] for d in bone.dof if d[0] == "r")
            own = roma.euler_to_rotmat(axes, torch.from_numpy(values[name][:, turns]), degrees=degrees).numpy()
            turned[name] = turned[name] @ (bone.axes @ own @ bone.axes.T)
        ends[name] = ends[bone.parent] + turned[name] @ bone.vector
    return ends


def _bone(name: str, fields: dict[str, list[str]], parent: str, unit: float, degrees: bool) -> Bone:
    *angles, order = fields.get("axis", [""])
    if sorted(order.lower()) != ["x", "y", "z"]:
        raise ZedoError(f"bone {name!r}: the axis must be three angles and their order, such as '0 0 20 XYZ'")
    turns = torch.from_numpy(_numbers(angles, 3, f"the axis of bone {name!r}"))
    axes = roma.euler_to_rotmat(order.lower(), turns, degrees=degrees).numpy()
    dof = tuple(token.lower() for token in fields.get("dof", []))
    if not set(dof) <= {"rx", "ry", "rz"}:
        raise ZedoError(f"bone {name!r}: its dof are {' '.join(dof)}; only rotations rx, ry, rz are read")
    direction = _numbers(fields.get("direction", []), 3, f"the direction of bone {name!r}")
    length = _numbers(fields.get("length", []), 1, f"the length of bone {name!r}")
    return Bone(parent, direction * length * unit, axes, dof)


def _beside(path: Path) -> Path:
    """The ASF of an AMC file."""
    if not path.is_file():
        raise ZedoError(f"{path}: no such file")
    found = sorted(f for f in path.parent.iterdir() if f.suffix.lower() == ".asf")
    for stem in (path.stem, path.stem.rpartition("_")[0]):
        if same := [f for f in found if f.stem.lower() == stem.lower()]:
            return same[0]
    if len(found) != 1:
        raise ZedoError(
            f"{path}: its skeleton is not beside it; {path.stem}.asf, {path.stem.rpartition('_')[0] or '…'}.asf or a "
            "single other .asf file was expected in the folder"
        )
    return found[0]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ZedoError(f"cannot be read ({error.strerror})") from None


def _lines(text: str) -> Iterator[list[str]]:
    """Lines with something on them, as words, without comments."""
    for line in text.splitlines():
        if words := line.partition("#")[0].split():
            yield words


def _numbers(words: Sequence[str], count: int, where: str) -> Float[np.ndarray, " count"]:
    try:
        values = np.array(words, dtype=np.float64)
    except ValueError:
        values = np.array([np.nan])
    if values.shape != (count,) or not np.isfinite(values).all():
        raise ZedoError(f"{where} is {' '.join(words)[:60] or 'missing'}; {count} finite numbers were expected")
    return values
