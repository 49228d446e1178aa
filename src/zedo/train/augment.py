"""Poses drawn for training: other body sizes, mirrored, turned as a camera would see them.

Source poses are kept as bone directions (y up, metres), so that a draw is one gather, one product with the bone lengths
and one matrix product. All draws come from one `torch.Generator`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import roma
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.bone_lengths import H36M_BONE_LENGTHS
from zedo.body.skeleton import H36M_17, Skeleton, joint_map

ROTATIONS = ("none", "heading", "tilt", "so3", "held")
"""How training poses are turned. ``none``: as recorded. ``heading``: uniform about gravity. ``tilt``: heading, then a
camera's pitch and roll. ``so3``: the paper's rotation augmentation, with p = 0.5 uniform in SO(3), else heading.
``held``: as people hold cameras, level most of the time, and a few people turned anyhow."""

PITCH_DEGREES, ROLL_DEGREES = 30.0, 10.0
"""Bounds of the uniform camera pitch and roll of ``tilt``."""

LEVEL_SHARE, STEEP_SHARE = 0.6, 0.3
"""Share of the cameras that are held level, as people hold them, and share that look down or up at any angle within
:data:`STEEP_DEGREES`; what is left turns the person anyhow, as someone who lies, falls or turns a somersault."""

LEVEL_DEGREES, STEEP_DEGREES, HELD_ROLL_DEGREES = 8.0, (-20.0, 45.0), 4.0
"""Standard deviation of a level camera's pitch; bounds of a steep one's, down positive; standard deviation of roll."""

POSED_SHARE, BACK_SHARE, POSED_DEGREES = 0.35, 0.3, 15.0
"""Share of the people who face the camera or turn the back on it, as people are filmed; share of these who turn the
back; standard deviation of how far they are turned from there. The others are turned anywhere."""

SIZE_SPREAD, BONE_SPREAD = 0.06, 0.04
"""Relative standard deviations of a body's overall size and of each of its bones (left and right alike)."""


@dataclass(frozen=True)
class BoneLengths:
    """Log-normal bone lengths around Human3.6M's averages: one size a body, one factor a bone, left and right alike."""

    size_spread: float = SIZE_SPREAD
    bone_spread: float = BONE_SPREAD

    def sample(self, bodies: int, generator: torch.Generator) -> Float[Tensor, "bodies 16"]:
        """Lengths in metres of the 16 bones of the 17 Human3.6M joints, in the order of the child joints 1-16."""
        kinds = list(H36M_BONE_LENGTHS)
        kind_of = [kinds.index(j.removeprefix("left_").removeprefix("right_")) for j in H36M_17.joints[1:]]
        device = generator.device
        size = torch.randn(bodies, 1, generator=generator, device=device) * self.size_spread
        each = torch.randn(bodies, len(kinds), generator=generator, device=device) * self.bone_spread
        means = torch.tensor(list(H36M_BONE_LENGTHS.values()), device=device)
        return (means * torch.exp(size + each))[:, kind_of]


def camera_from_gravity(count: int, rotation: str, generator: torch.Generator) -> Float[Tensor, "count 3 3"]:
    """Rotations from a y-up world to camera axes (x right, y down, z forward), drawn as ``rotation`` says."""
    device = generator.device

    def uniform(bound: float) -> Tensor:
        return (torch.rand(count, generator=generator, device=device) * 2 - 1) * bound

    # World y up, z towards the viewer → camera y down, z forward: half a turn about x.
    flip = torch.diag(torch.tensor([1.0, -1.0, -1.0], device=device)).expand(count, 3, 3)
    if rotation == "none":
        return flip
    heading, zeros = uniform(math.pi), torch.zeros(count, device=device)
    turned = flip @ roma.rotvec_to_rotmat(torch.stack([zeros, heading, zeros], dim=-1))
    if rotation == "heading":
        return turned
    if rotation == "tilt":
        pitch, roll = uniform(math.radians(PITCH_DEGREES)), uniform(math.radians(ROLL_DEGREES))
        pitch_matrix = roma.rotvec_to_rotmat(torch.stack([pitch, zeros, zeros], dim=-1))
        roll_matrix = roma.rotvec_to_rotmat(torch.stack([zeros, zeros, roll], dim=-1))
        return roll_matrix @ pitch_matrix @ turned
    if rotation == "so3":
        quaternion = torch.randn(count, 4, generator=generator, device=device)
        anywhere = roma.unitquat_to_rotmat(quaternion / quaternion.norm(dim=-1, keepdim=True))
        chosen = torch.rand(count, 1, 1, generator=generator, device=device) < 0.5
        return torch.where(chosen, anywhere, turned)
    if rotation == "held":
        return _held(turned, flip, generator)
    raise ValueError(f"unknown rotation {rotation!r}; it is one of {', '.join(ROTATIONS)}")


def _held(
    turned: Float[Tensor, "count 3 3"], flip: Float[Tensor, "count 3 3"], generator: torch.Generator
) -> Float[Tensor, "count 3 3"]:
    """Rotations of ``held``, given those of ``heading`` and of ``none``; poses face +z."""
    count, device = len(turned), generator.device

    def normal(degrees: float) -> Tensor:
        return math.radians(degrees) * torch.randn(count, generator=generator, device=device)

    def about(axis: int, angle: Tensor) -> Tensor:
        vector = torch.zeros(count, 3, device=device)
        vector[:, axis] = angle
        return roma.rotvec_to_rotmat(vector)

    kind = torch.rand(count, generator=generator, device=device)
    posed = torch.rand(count, generator=generator, device=device) < POSED_SHARE
    away = torch.rand(count, generator=generator, device=device) < BACK_SHARE
    heading = normal(POSED_DEGREES) + math.pi * away
    turned = torch.where(posed[:, None, None], flip @ about(1, heading), turned)
    up, down = (math.radians(bound) for bound in STEEP_DEGREES)
    steep = up + (down - up) * torch.rand(count, generator=generator, device=device)
    # About x, which points right, a positive turn of the world tips the far side up: the camera looks down.
    pitch = torch.where(kind < LEVEL_SHARE, normal(LEVEL_DEGREES), steep)
    held = about(2, normal(HELD_ROLL_DEGREES)) @ about(0, pitch) @ turned
    quaternion = torch.randn(count, 4, generator=generator, device=device)
    anyhow = roma.unitquat_to_rotmat(quaternion / quaternion.norm(dim=-1, keepdim=True))
    return torch.where((kind < LEVEL_SHARE + STEEP_SHARE)[:, None, None], held, anyhow)


def bone_vectors(poses: Float[Tensor, "F 17 3"]) -> Float[Tensor, "F 16 3"]:
    """Child minus parent for the joints 1-16 of Human3.6M's 17."""
    return poses[:, 1:] - poses[:, list(H36M_17.parents[1:])]


def _chain(device: torch.device) -> Float[Tensor, "17 16"]:
    """The matrix that adds bones up to joints: row j has a 1 for each bone between the pelvis and joint j."""
    chain = torch.zeros(17, 16, device=device)
    for joint in range(1, 17):
        for above in H36M_17.ancestry(joint)[:-1]:  # the last is the pelvis, which has no bone
            chain[joint, above - 1] = 1.0
    return chain


class PoseSampler:
    """Draws augmented training poses.

    Args:
        poses: (F, 17, 3) Human3.6M joints in metres, y up; any origin.
        skeleton: the joints to return.
        rotation: one of :data:`ROTATIONS`.
        bone_lengths: the bodies to put the poses on, or None to keep the recorded lengths.
        flip: mirror half of the draws.
        last: how many of ``poses``, the last ones, are drawn with a probability of their own, ``last_share``.
    """

    def __init__(
        self,
        poses: Float[Tensor, "F 17 3"],
        skeleton: Skeleton = H36M_17,
        rotation: str = "tilt",
        bone_lengths: BoneLengths | None = None,
        flip: bool = True,
        last: int = 0,
        last_share: float = 0.0,
    ) -> None:
        if rotation not in ROTATIONS:
            raise ValueError(f"unknown rotation {rotation!r}; it is one of {', '.join(ROTATIONS)}")
        device = poses.device
        bones = bone_vectors(poses)
        lengths = bones.norm(dim=-1)
        self.directions = bones / lengths[..., None].clamp_min(1e-9)
        self.recorded_lengths = lengths
        self.rotation, self.bone_lengths, self.flip = rotation, bone_lengths, flip
        self.last, self.last_share = last, last_share
        mapping = torch.tensor(joint_map(H36M_17, skeleton).weights[0], dtype=torch.float32, device=device)
        roots = mapping[list(skeleton.root)].mean(dim=0)
        # One matrix does the chain of bones, the joint map and the re-rooting.
        self.joints_from_bones = (mapping - roots) @ _chain(device)
        self.mirror = list(skeleton.mirror)

    def __len__(self) -> int:
        return len(self.directions)

    def sample(self, count: int, generator: torch.Generator) -> Float[Tensor, "count J 3"]:
        """Root-relative poses in metres and camera axes, drawn with replacement."""
        device, first = generator.device, len(self) - self.last
        index = torch.randint(first, (count,), generator=generator, device=device)
        if self.last:
            among_last = torch.randint(first, len(self), (count,), generator=generator, device=device)
            chosen = torch.rand(count, generator=generator, device=device) < self.last_share
            index = torch.where(chosen, among_last, index)
        return self.at(index, generator)

    def at(self, index: Float[Tensor, " count"], generator: torch.Generator) -> Float[Tensor, "count J 3"]:
        """The source poses ``index``, augmented."""
        count = len(index)
        lengths = (
            self.recorded_lengths[index] if self.bone_lengths is None else self.bone_lengths.sample(count, generator)
        )
        poses = self.joints_from_bones @ (self.directions[index] * lengths[..., None])
        poses = poses @ camera_from_gravity(count, self.rotation, generator).transpose(-1, -2)
        if self.flip:
            mirrored = poses[:, self.mirror] * torch.tensor([-1.0, 1.0, 1.0], device=poses.device)
            chosen = torch.rand(count, 1, 1, generator=generator, device=poses.device) < 0.5
            poses = torch.where(chosen, mirrored, poses)
        return poses
