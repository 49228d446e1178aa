"""Makes the table of people that ships as zedo/assets/bodies/bodies.npz, with Anny.

    pip install anny==0.6.2
    python tools/make_bodies.py src/zedo/assets/bodies/bodies.npz [--raw everything.npz]

Anny (https://github.com/naver/anny, Apache-2.0; its body data CC0, from MakeHuman) is a dependency of this tool and
never of zedo. Its own mesh and rig are used, nothing of other body models. A few minutes on one core.
"""

from __future__ import annotations

import argparse
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import anny
import numpy as np
import roma
import torch
from anny.shape_distribution import SimpleShapeDistribution

from zedo.body.frames import SEGMENT_FRAMES, segment_frames
from zedo.body.proportions import LENGTH_STEP, LENGTHS, OFFSET_STEP, POINTS, Point
from zedo.body.skeleton import H36M_17

AGES = 3.0, 90.0
"""Youngest and oldest, years; uniform between."""

# The joints of the 17 at joint centres: rig bones by the share of their heads; "nose" is the marked nose. The rig's
# knee lies 2 % of the stature above the femur's epicondyles, so the knee is where Anny's COCO regressor has it, at
# their height; legs bend there too.
JOINT_CENTRES = {
    "hip": {"upperleg01": 1.0},
    "knee": {"lowerleg01": 1.0},
    "ankle": {"foot": 1.0},
    "spine": {"spine02": 1.0},
    "thorax": {"thorax": 1.0},
    "neck": {"neck01": 0.72, "nose": 0.28},
    "head": {"neck01": 0.72 * 0.48, "nose": 0.28 * 0.48, "head_top": 0.52},
    "shoulder": {"upperarm01": 1.0},
    "elbow": {"lowerarm01": 1.0},
    "wrist": {"wrist": 1.0},
}

# Bones that poses turn; all others follow the nearest of these above them.
POSED = (
    "root", "upperleg01.L", "upperleg01.R", "lowerleg01.L", "lowerleg01.R", "spine04", "spine03", "spine02", "spine01",
    "clavicle.L", "clavicle.R", "upperarm01.L", "upperarm01.R", "lowerarm01.L", "lowerarm01.R",
    "neck01", "neck02", "neck03", "head",
)  # fmt: skip
HANDS = {"pinky": "finger5-1", "index": "finger2-1", "thumb": "finger1-2"}
"""BlazePose's three points of a hand, and the finger joints that they lie at."""


@dataclass(frozen=True)
class Pose:
    """Angles in degrees, (left, right) for limbs; ``weight`` is how much it counts in the offsets."""

    weight: float
    hip: tuple[float, float] = (0.0, 0.0)  # flexion
    spread: tuple[float, float] = (3.0, 3.0)  # abduction of the thighs
    knee: tuple[float, float] = (2.0, 2.0)
    raised: tuple[float, float] = (0.0, 0.0)  # upper arms forwards
    abducted: tuple[float, float] = (8.0, 8.0)  # upper arms sideways
    elbow: tuple[float, float] = (12.0, 12.0)
    trunk: tuple[float, float, float] = (0.0, 0.0, 0.0)  # bent forwards, to the left, turned to the left
    head: tuple[float, float] = (0.0, 0.0)  # nodded forwards, turned to the left


def both(angle: float) -> tuple[float, float]:
    """The same angle on both sides."""
    return angle, angle


POSES = {
    "standing": Pose(5.0),
    "standing, arms away": Pose(2.0, abducted=both(30.0), elbow=both(30.0), knee=both(8.0)),
    "weight on one leg": Pose(1.0, hip=(15.0, 0.0), knee=(25.0, 0.0), trunk=(0.0, 5.0, 5.0), head=(5.0, 20.0)),
    "arms sideways": Pose(1.0, abducted=both(90.0), elbow=both(5.0)),
    "arms up": Pose(1.0, raised=both(165.0), abducted=both(12.0), elbow=both(10.0)),
    "arms up and forwards": Pose(1.0, raised=both(140.0), elbow=both(20.0)),
    "arms forwards": Pose(1.0, raised=both(90.0), elbow=both(10.0)),
    "one arm up": Pose(1.0, raised=(160.0, -10.0), elbow=(20.0, 20.0), trunk=(0.0, -8.0, 0.0)),
    "hands at the hips": Pose(1.0, abducted=both(45.0), raised=both(-15.0), elbow=both(95.0)),
    "telephone": Pose(1.0, raised=(50.0, 10.0), elbow=(135.0, 30.0), head=(20.0, 0.0)),
    "walking, left": Pose(1.5, hip=(28.0, -12.0), knee=(8.0, 25.0), raised=(-20.0, 20.0), elbow=both(25.0)),
    "walking, right": Pose(1.5, hip=(-12.0, 28.0), knee=(25.0, 8.0), raised=(20.0, -20.0), elbow=both(25.0)),
    "running": Pose(1.0, hip=(65.0, -15.0), knee=(90.0, 45.0), raised=(-45.0, 30.0), elbow=both(90.0),
                    trunk=(10.0, 0.0, 8.0)),
    "sitting": Pose(2.0, hip=both(85.0), knee=both(90.0), spread=both(10.0), raised=both(25.0), elbow=both(70.0)),
    "sitting bent": Pose(1.0, hip=both(95.0), knee=both(80.0), spread=both(15.0), raised=both(45.0), elbow=both(60.0),
                         trunk=(35.0, 0.0, 0.0), head=(25.0, 0.0)),
    "half squat": Pose(1.0, hip=both(55.0), knee=both(65.0), spread=both(15.0), raised=both(70.0), trunk=(10.0, 0, 0)),
    "deep squat": Pose(1.0, hip=both(110.0), knee=both(120.0), spread=both(20.0), raised=both(80.0),
                       trunk=(20.0, 0.0, 0.0)),
    "lunge": Pose(1.0, hip=(80.0, -15.0), knee=(85.0, 40.0), abducted=both(25.0), elbow=both(40.0)),
    "legs apart": Pose(1.0, spread=both(35.0), abducted=both(60.0), head=(0.0, -30.0)),
    "bent over": Pose(1.0, hip=both(60.0), knee=both(10.0), trunk=(50.0, 0.0, 0.0), raised=both(80.0)),
    "leg raised": Pose(0.5, hip=(95.0, 0.0), knee=(10.0, 5.0), spread=(10.0, 3.0), abducted=both(60.0)),
    "kneeling": Pose(0.5, hip=both(10.0), knee=both(110.0), raised=both(20.0), elbow=both(40.0)),
    "looking left": Pose(1.0, head=(0.0, 60.0), trunk=(0.0, 0.0, 15.0)),
    "looking down": Pose(1.0, head=(40.0, 0.0), raised=both(30.0), elbow=both(80.0)),
}  # fmt: skip


@dataclass
class Linear:
    """Points of Anny's rest mesh and rig, grouped by the posed bones that carry them, linear in the shape.

    ``shares`` (K, G) is each group's weight on each point, ``mean`` (K, G, 3) and ``shapes`` (C, K, G, 3) the points
    times these weights, for the shape coefficients. Axes: x the person's left, y up, z forward; metres.
    """

    names: list[str]
    shares: torch.Tensor
    mean: torch.Tensor
    shapes: torch.Tensor
    crown: tuple[torch.Tensor, torch.Tensor] = field(repr=False)
    soles: tuple[torch.Tensor, torch.Tensor] = field(repr=False)

    def at(self, coefficients: torch.Tensor) -> torch.Tensor:
        """(N, K, G, 3): each group's part of each point."""
        return self.mean + torch.tensordot(coefficients, self.shapes, dims=1)

    def stature(self, coefficients: torch.Tensor) -> torch.Tensor:
        """(N,) metres from the lowest to the highest vertex at rest."""
        top = (self.crown[0] + coefficients @ self.crown[1]).amax(dim=-1)
        return top - (self.soles[0] + coefficients @ self.soles[1]).amin(dim=-1)


def upright(points: torch.Tensor) -> torch.Tensor:
    """Anny's axes (x left, y back, z up) → x left, y up, z forward."""
    return torch.stack([points[..., 0], points[..., 2], -points[..., 1]], dim=-1)


def coefficients(model: anny.Anny, phenotypes: dict[str, torch.Tensor]) -> torch.Tensor:
    """(N, C) blend shape coefficients."""
    values = torch.stack([phenotypes[label].to(model.dtype) for label in model.phenotype_labels], dim=-1)
    nothing = values.new_zeros(len(values), 0)
    return model._get_phenotype_blendshape_coefficients(values, nothing, nothing)


def linear_points(model: anny.Anny) -> Linear:
    """The joints' and marked points' linear models."""
    bones = list(model.bone_labels)
    average = {label: torch.tensor([0.5]) for label in model.phenotype_labels} | {"age": torch.tensor([2 / 3])}
    mesh = upright(model.get_rest_vertices(coefficients(model, average)))[0]
    coco = anny.KeypointsRegressor.coco(model)
    weights = dict(zip(coco.labels, coco.regression_weights, strict=True))
    vertex_bones = torch.zeros(len(mesh), len(bones), dtype=model.dtype)
    vertex_bones.scatter_add_(1, model.vertex_bone_indices.long(), model.vertex_bone_weights)

    def vertex(place: torch.Tensor, also: torch.Tensor) -> torch.Tensor:
        one = torch.zeros(len(mesh), dtype=model.dtype)
        one[((mesh - place).norm(dim=-1) + 1e3 * ~also).argmin()] = 1.0
        return one

    # Corners of eyes and mouth: the skin's vertices nearest to where an adult has them, from the marked eyes and nose.
    skin = vertex_bones[:, [bones.index("eye.L"), bones.index("eye.R")]].sum(dim=-1) < 0.01
    eye, nose = weights["left_eye"] @ mesh, weights["nose"] @ mesh
    for side, sign in (("left", 1.0), ("right", -1.0)):
        for name, base, moved in (
            ("eye_inner", eye, (-0.0155, -0.002, -0.004)),
            ("eye_outer", eye, (0.0145, 0.001, -0.011)),
            ("mouth", nose, (0.0245, -0.042, -0.014)),
        ):
            place = base + torch.tensor(moved, dtype=model.dtype)
            weights[f"{side}_{name}"] = vertex(place * torch.tensor([sign, 1.0, 1.0], dtype=model.dtype), skin)
    weights["head_top"] = torch.zeros(len(mesh), dtype=model.dtype)
    weights["head_top"][mesh[:, 1].argmax()] = 1.0

    group_of = []
    for bone in range(len(bones)):
        above = bone
        while bones[above] not in POSED:
            above = model.bone_parents[above]
        group_of.append(POSED.index(bones[above]))
    to_group = torch.nn.functional.one_hot(torch.tensor(group_of), len(POSED)).to(model.dtype)
    vertex_groups = vertex_bones @ to_group

    names, shares, mean, shapes = [], [], [], []
    for name, weight in weights.items():
        by_group = (weight[:, None] * vertex_groups)[weight != 0]
        of = weight != 0
        names.append(name)
        shares.append(by_group.sum(dim=0))
        mean.append(by_group.T @ upright(model.template_vertices[of]))
        shapes.append(torch.einsum("vg,cvx->cgx", by_group, upright(model.blendshapes[:, of])))
    for bone, name in enumerate(bones):
        names.append(name)
        if name.startswith("lowerleg01"):
            side = "left" if name.endswith("L") else "right"
            thigh = to_group[bones.index(f"upperleg01.{name[-1]}")]
            knee = weights[f"{side}_knee"]
            shares.append(thigh)
            mean.append(thigh[:, None] * (knee @ upright(model.template_vertices)))
            shapes.append(thigh[:, None] * torch.einsum("v,cvx->cx", knee, upright(model.blendshapes))[:, None])
            continue
        shares.append(to_group[bone])
        mean.append(to_group[bone][:, None] * upright(model.template_bone_heads[bone]))
        shapes.append(to_group[bone][:, None] * upright(model.bone_heads_blendshapes[:, bone])[:, None])

    spine = to_group[bones.index("spine01")]
    heads, moved = 0.0, 0.0
    for source, share in (("clavicle", 0.25), ("upperarm01", 0.75)):
        for side in "LR":
            bone = bones.index(f"{source}.{side}")
            heads = heads + share / 2 * upright(model.template_bone_heads[bone])
            moved = moved + share / 2 * upright(model.bone_heads_blendshapes[:, bone])
    names.append("thorax")
    shares.append(spine)
    mean.append(spine[:, None] * heads)
    shapes.append(spine[:, None] * moved[:, None])

    def heights(chosen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return model.template_vertices[chosen, 2], model.blendshapes[:, chosen, 2]

    order = mesh[:, 1].argsort()
    return Linear(
        names, torch.stack(shares), torch.stack(mean), torch.stack(shapes, dim=1), heights(order[-150:]),
        heights(order[:600]),
    )  # fmt: skip


def turn(axis: torch.Tensor | tuple[float, float, float], degrees: torch.Tensor) -> torch.Tensor:
    """(N, 3, 3) rotations by (N,) angles about one axis or (N, 3) unit axes."""
    axis = torch.as_tensor(axis, dtype=degrees.dtype)
    return roma.rotvec_to_rotmat(axis * torch.deg2rad(degrees)[:, None])


def smallest(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    """(N, 3, 3) the smallest rotations of (N, 3) directions to others."""
    start, end = torch.nn.functional.normalize(start, dim=-1), torch.nn.functional.normalize(end, dim=-1)
    axis = torch.linalg.cross(start, end, dim=-1)
    sine = axis.norm(dim=-1, keepdim=True)
    angle = torch.atan2(sine, (start * end).sum(dim=-1, keepdim=True))
    return roma.rotvec_to_rotmat(axis / sine.clamp_min(1e-9) * angle)


def bone_turns(pose: Pose, rest: dict[str, torch.Tensor], jitter: torch.Generator | None) -> dict[str, torch.Tensor]:
    """Each posed bone's own rotation, about its head and in the rest pose's axes."""
    count = len(rest["root"])
    like = rest["root"]

    def degrees(value: float, spread: float = 6.0) -> torch.Tensor:
        angles = like.new_full((count,), value)
        if jitter is not None:
            angles = angles + spread * torch.randn(count, generator=jitter, dtype=like.dtype)
        return angles

    x, y, z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
    turns: dict[str, torch.Tensor] = {}
    bent, sideways, turned = (degrees(angle, 3.0) / 4 for angle in pose.trunk)
    for bone in ("spine04", "spine03", "spine02", "spine01"):
        turns[bone] = turn(y, turned) @ turn(z, -sideways) @ turn(x, bent)
    nod, yaw = (degrees(angle, 6.0) / 4 for angle in pose.head)
    for bone in ("neck01", "neck02", "neck03", "head"):
        turns[bone] = turn(y, yaw) @ turn(x, nod)
    down = like.new_tensor([0.0, -1.0, 0.0]).expand(count, 3)
    for side, sign, index in (("L", 1.0, 0), ("R", -1.0, 1)):
        hip, knee, foot = (rest[f"{bone}.{side}"] for bone in ("upperleg01", "lowerleg01", "foot"))
        swung = turn(z, sign * degrees(pose.spread[index], 3.0)) @ turn(x, -degrees(pose.hip[index]))
        turns[f"upperleg01.{side}"] = swung @ smallest(knee - hip, down)
        flexed = degrees(pose.knee[index]).abs()
        turns[f"lowerleg01.{side}"] = turn(x, flexed) @ smallest(foot - knee, knee - hip)
        shoulder, elbow, wrist = (rest[f"{bone}.{side}"] for bone in ("upperarm01", "lowerarm01", "wrist"))
        forwards, outwards = degrees(pose.raised[index]), degrees(pose.abducted[index])
        # The shoulder blade takes its part: the clavicle rises by a seventh of the arm's elevation.
        clavicle = turn(z, sign * (forwards.abs() + outwards - 30.0).clamp_min(-15.0) / 7)
        swung = turn(z, sign * outwards) @ turn(x, -forwards) @ smallest(elbow - shoulder, down)
        turns[f"clavicle.{side}"] = clavicle
        turns[f"upperarm01.{side}"] = clavicle.transpose(-1, -2) @ swung
        hinge = torch.nn.functional.normalize(torch.linalg.cross(elbow - shoulder, wrist - elbow, dim=-1), dim=-1)
        bend = degrees(pose.elbow[index]).abs()
        turns[f"lowerarm01.{side}"] = turn(hinge, bend) @ smallest(wrist - elbow, elbow - shoulder)
    return turns


class Bodies:
    """A batch of bodies that can be posed."""

    def __init__(self, model: anny.Anny, linear: Linear, shape: torch.Tensor) -> None:
        self.model, self.linear = model, linear
        self.parts = linear.at(shape)
        self.rest = dict(zip(linear.names, self.parts.sum(dim=-2).unbind(dim=1), strict=True))

    def posed(self, pose: Pose | None, jitter: torch.Generator | None = None) -> dict[str, torch.Tensor]:
        """(N, 3) of every joint and marked point; the rest pose for None."""
        if pose is None:
            return self.rest
        turns = bone_turns(pose, self.rest, jitter)
        bones = list(self.model.bone_labels)
        rotations: dict[str, torch.Tensor] = {}
        moves: dict[str, torch.Tensor] = {}
        count = len(self.parts)
        for name in POSED:
            above = self.model.bone_parents[bones.index(name)]
            while above >= 0 and bones[above] not in POSED:
                above = self.model.bone_parents[above]
            if above < 0:
                rotations[name] = torch.eye(3, dtype=self.parts.dtype).expand(count, 3, 3)
                moves[name] = self.parts.new_zeros(count, 3)
                continue
            parent, head = bones[above], self.rest[name]
            rotations[name] = rotations[parent] @ turns[name]
            arm = head - (turns[name] @ head[..., None])[..., 0]
            moves[name] = moves[parent] + (rotations[parent] @ arm[..., None])[..., 0]
        turned = torch.stack([rotations[name] for name in POSED], dim=1)
        moved = torch.stack([moves[name] for name in POSED], dim=1)
        points = torch.einsum("ngij,nkgj->nki", turned, self.parts)
        points = points + torch.einsum("kg,ngi->nki", self.linear.shares, moved)
        return dict(zip(self.linear.names, points.unbind(dim=1), strict=True))


def seventeen(points: dict[str, torch.Tensor]) -> torch.Tensor:
    """(N, 17, 3) the joints, from rig joints and marked points."""
    joints = []
    for joint in H36M_17.joints:
        side = "L" if joint.startswith("left_") else "R"
        kind = joint.removeprefix("left_").removeprefix("right_")
        if kind == "pelvis":
            joints.append((points["upperleg01.L"] + points["upperleg01.R"]) / 2)
            continue
        place = 0.0
        for source, share in JOINT_CENTRES[kind].items():
            place = place + share * points[source if source in points else f"{source}.{side}"]
        joints.append(place)
    return torch.stack(joints, dim=1)


def marked(points: dict[str, torch.Tensor], name: str, side: str) -> torch.Tensor:
    """(N, 3) of a point of the table, of the left or right side."""
    if name in HANDS:
        return points[f"{HANDS[name]}.{'L' if side == 'left' else 'R'}"]
    return points[name] if name in points else points[f"{side}_{name}"]


def lengths(joints: torch.Tensor) -> torch.Tensor:
    """(N, 10) metres in the order of LENGTHS, left and right averaged."""
    bones = (joints[:, 1:] - joints[:, list(H36M_17.parents[1:])]).norm(dim=-1)
    kinds = [joint.removeprefix("left_").removeprefix("right_") for joint in H36M_17.joints[1:]]
    return torch.stack([bones[:, [k == end for k in kinds]].mean(dim=1) for end in LENGTHS.values()], dim=1)


def foot_axes(points: dict[str, torch.Tensor], side: str) -> torch.Tensor:
    """(N, 3, 3) the foot's axes at rest, where the sole is flat: y up, z from the heel to between the toes, x left."""
    ahead = (points[f"{side}_big_toe"] + points[f"{side}_small_toe"]) / 2 - points[f"{side}_heel"]
    z = torch.nn.functional.normalize(ahead * ahead.new_tensor([1.0, 0.0, 1.0]), dim=-1)
    y = ahead.new_tensor([0.0, 1.0, 0.0]).expand_as(z)
    return torch.stack([torch.linalg.cross(y, z, dim=-1), y, z], dim=-1)


def blended_axes(frames: torch.Tensor, point: Point, side: str) -> torch.Tensor:
    """(N, 3, 3) the shares of the segments' axes that a point goes with."""
    total = 0.0
    for segment, share in point.segments.items():
        name = segment if segment in SEGMENT_FRAMES else f"{side}_{segment}"
        total = total + share * frames[:, SEGMENT_FRAMES.index(name)]
    return total


def joint_of(joints: torch.Tensor, point: Point, side: str) -> torch.Tensor:
    """(N, 3) of the joint that a point is measured from."""
    name = point.joint if point.joint in H36M_17.joints else f"{side}_{point.joint}"
    return joints[:, H36M_17.index(name)]


def offsets(bodies: Bodies) -> torch.Tensor:
    """(N, P, 3) metres: offsets that fit best over all poses, both sides together, as on the left side."""
    every = [(pose.weight, bodies.posed(pose)) for pose in POSES.values()]
    every = [(weight, points, seventeen(points)) for weight, points in every]
    every = [(weight, points, joints, segment_frames(joints)) for weight, points, joints in every]
    mirror = torch.tensor([-1.0, 1.0, 1.0], dtype=bodies.parts.dtype)
    result = []
    for name, point in POINTS.items():
        sides = (("left", torch.ones_like(mirror)), ("right", mirror))
        normal, moment = 0.0, 0.0
        if "foot" in point.segments:
            points, joints = bodies.rest, seventeen(bodies.rest)
            for side, flip in sides:
                from_joint = marked(points, name, side) - joint_of(joints, point, side)
                moment = moment + 0.5 * flip * (from_joint[:, None] @ foot_axes(points, side))[:, 0]
            result.append(moment)
            continue
        for weight, points, joints, frames in every:
            for side, flip in sides:
                axes = blended_axes(frames, point, side) * flip
                from_joint = marked(points, name, side) - joint_of(joints, point, side)
                normal = normal + weight * axes.transpose(-1, -2) @ axes
                moment = moment + weight * (axes.transpose(-1, -2) @ from_joint[..., None])
        result.append(torch.linalg.solve(normal, moment)[..., 0])
    return torch.stack(result, dim=1)


def residuals(bodies: Bodies, jitter: torch.Generator) -> None:
    """Prints how well each split of a point between two segments' axes holds over jittered poses, mm."""
    every = [points for pose in POSES.values() for points in [bodies.posed(pose, jitter)]]
    every = [(points, seventeen(points)) for points in every]
    every = [(points, joints, segment_frames(joints)) for points, joints in every]
    for name, upper, lower in (
        ("hip", "pelvis", "thigh"), ("shoulder", "trunk", "upper_arm"), ("knee", "thigh", "shin"),
        ("elbow", "upper_arm", "forearm"), ("nose", "trunk", "head"), ("wrist", "upper_arm", "forearm"),
        ("left_eye", "trunk", "head"), ("ankle", "thigh", "shin"),
    ):  # fmt: skip
        if name not in POINTS:
            continue
        line = []
        for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1):
            point = Point(POINTS[name].joint, {upper: 1 - share, lower: share})
            normal, moment, total = 0.0, 0.0, []
            for points, joints, frames in every:
                axes = blended_axes(frames, point, "left")
                from_joint = marked(points, name, "left") - joint_of(joints, point, "left")
                normal = normal + axes.transpose(-1, -2) @ axes
                moment = moment + axes.transpose(-1, -2) @ from_joint[..., None]
            best = torch.linalg.solve(normal + 1e-6 * torch.eye(3, dtype=normal.dtype), moment)
            for points, joints, frames in every:
                axes = blended_axes(frames, point, "left")
                from_joint = marked(points, name, "left") - joint_of(joints, point, "left")
                total.append(((axes @ best)[..., 0] - from_joint).square().sum(dim=-1))
            line.append(f"{share:.2f}: {1000 * torch.stack(total).mean().sqrt():.1f}")
        print(f"{name}, share of {lower} against {upper}: {'  '.join(line)}")


def main() -> None:
    """Draws the people, writes the table and says what the marked points go with."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="where to write the table (.npz)")
    parser.add_argument("--bodies", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--raw", type=Path, help="also write joints and marked points at rest and in poses here (.npz)")
    parser.add_argument("--posed", type=int, default=2_000, help="how many of the bodies --raw holds in poses")
    args = parser.parse_args()
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    torch.manual_seed(args.seed)
    model = anny.Anny(skinning_method="lbs", phenotypes="all")
    linear = linear_points(model)
    ages = torch.distributions.Uniform(*(torch.tensor(age, dtype=model.dtype) for age in AGES))
    people = SimpleShapeDistribution(model, morphological_age_distribution=ages)
    age, phenotypes = people.sample(args.bodies)
    shape = coefficients(model, phenotypes)
    stature = linear.stature(shape)

    chunks = [Bodies(model, linear, part) for part in shape.split(2000)]
    joints = torch.cat([seventeen(chunk.rest) for chunk in chunks])
    table = {
        "age": age.numpy().astype(np.float16),
        "sex": (1.0 - phenotypes["gender"]).numpy().astype(np.float16),
        "stature": stature.numpy().astype(np.float32),
        "lengths": np.round(lengths(joints).numpy() / LENGTH_STEP).astype(np.uint16),
        "offsets": np.round(torch.cat([offsets(chunk) for chunk in chunks]).numpy() / OFFSET_STEP).astype(np.int16),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    # One column after the other compresses better.
    table["offsets"] = np.ascontiguousarray(table["offsets"].transpose(1, 2, 0))
    table["lengths"] = np.ascontiguousarray(table["lengths"].T)
    np.savez_compressed(args.out, **table)
    print(f"{args.out}: {args.bodies} bodies, {args.out.stat().st_size / 1e6:.2f} MB")

    jitter = torch.Generator().manual_seed(args.seed)
    residuals(chunks[0], jitter)
    if args.raw is not None:
        names = [name for name in linear.names if name not in model.bone_labels]
        names += [f"{finger}.{side}" for finger in HANDS.values() for side in "LR"]
        rig = list(model.bone_labels)
        posed = Bodies(model, linear, shape[: args.posed])
        every = [posed.posed(pose, jitter) for pose in POSES.values()]
        raw = {
            "phenotypes": torch.stack([phenotypes[label] for label in model.phenotype_labels], dim=-1),
            "age": age, "stature": stature, "rest": joints,
            "rest_points": torch.cat([torch.stack([c.rest[n] for n in names], dim=1) for c in chunks]),
            "rig": torch.cat([torch.stack([c.rest[n] for n in rig], dim=1) for c in chunks]),
            "posed": torch.stack([seventeen(points) for points in every], dim=1),
            "posed_points": torch.stack([torch.stack([p[n] for n in names], dim=1) for p in every], dim=1),
        }  # fmt: skip
        arrays = {key: value.numpy().astype(np.float32) for key, value in raw.items()}
        np.savez(
            args.raw, **arrays, point_names=names, rig_names=rig, pose_names=list(POSES),
            phenotype_names=model.phenotype_labels,
        )  # fmt: skip


if __name__ == "__main__":
    main()
