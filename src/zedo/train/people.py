"""People for training: recorded motion on bodies of every build, with the points by which they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import roma
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from zedo.body.definitions import CENTRES, POINTS
from zedo.body.frames import SEGMENT_FRAMES, segment_frames
from zedo.body.proportions import BONES_OF_LENGTH, LENGTH_OF_BONE, Bodies
from zedo.body.skeleton import H36M_17
from zedo.body.surface import marked_points
from zedo.data import everyday
from zedo.data.clips import Clip
from zedo.train.augment import bone_vectors, camera_from_gravity
from zedo.train.limbs import varied
from zedo.train.recipes import Recipe

CENTRES_SHARE = 0.45
"""Share of the people who are seen by joint centres; detectors mark the others."""

H36M_MEAN = (0.132, 0.449, 0.449, 0.237, 0.255, 0.121, 0.115, 0.149, 0.280, 0.250)
"""Metres, in the order of :data:`zedo.body.told.LENGTHS`: Human3.6M's published mean lengths."""

LONGER = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.08, 1.1)
PROPORTION_SPREAD = (0.015, 0.015, 0.015, 0.015, 0.015, 0.02, 0.02, 0.015, 0.03, 0.03)
"""Factors of the table's lengths, and relative standard deviations to add to each: against ANSUR II (2012), Anny's arms
are 9 to 11 % short, and the proportions of people differ more (``assets/bodies/README.md``)."""

BLEND_DOUBT, LENGTH_DOUBT = 0.03, 0.01
"""Relative standard deviations of what a laboratory's definitions of trunk, hips, shoulders and head, and of limbs,
make of a length."""

VAGUE = (0, 3, 4, 5, 6, 7)
"""Lengths that depend on a definition more than on the person: hips, trunk, neck, head, shoulders."""

OTHER_SHARE = 0.4
"""Share of those who are seen by joint centres whose laboratory defines the trunk's joints in a way of its own: roots
of skeletons lie up to a hand above and behind the hips, shoulders may be the ends of clavicles, necks have no face."""

OTHER_SPREAD = (0.15, 0.0, 0.0, 0.12, 0.12, 0.12, 0.12, 0.16, 0.0, 0.0)
"""Relative standard deviations of their lengths."""

ROOT_UP, ROOT_BACK = 0.10, 0.10
"""Metres, bounds of how far their pelvis lies above and behind the middle of the hips."""

TRUNK_DEVIATION, NECK_BACK = 0.015, 0.07
"""Metres: standard deviation of where their joints of trunk and head lie, and bound of how far their neck lies behind
Human3.6M's, which is near the nose."""

YOUNG_SHARE, GROWN = 0.10, 16.0
"""Share of the people younger than :data:`GROWN` years."""


def make_crowd(
    clips: Sequence[Clip],
    recipe: Recipe,
    bodies: Bodies,
    bred: Float[Tensor, "B 17 3"] | None = None,
    varied: bool = True,
) -> Crowd:
    """The people of clips, as often as in life (:mod:`zedo.data.everyday`), and bred ones for the recipe's share."""
    poses = [torch.from_numpy(clip.positions).float() for clip in clips]
    shares = [torch.from_numpy(weight).double() for weight in everyday.weights(clips)[0]]
    if bred is not None:
        total = sum(float(weight.sum()) for weight in shares)
        each = total * recipe.bred_share / (1 - recipe.bred_share) / len(bred)
        poses.append(bred.float())
        shares.append(torch.full((len(bred),), each, dtype=torch.float64))
    return Crowd(torch.cat(poses), torch.cat(shares), bodies, varied, recipe.rotation)


@dataclass(frozen=True)
class People:
    """Drawn people, one a row.

    Attributes:
        joints: (B, 17, 3) joint centres about the pelvis, metres, camera axes.
        points: (B, P, 3) :data:`zedo.body.definitions.POINTS`, likewise.
        centres: (B,) whether they are seen by joint centres.
        lengths: (B, 10) of the body, metres, in the order of :data:`zedo.body.told.LENGTHS`.
        stature: (B,) metres.
    """

    joints: Float[Tensor, "B 17 3"]
    points: Float[Tensor, "B P 3"]
    centres: Bool[Tensor, " B"]
    lengths: Float[Tensor, "B 10"]
    stature: Float[Tensor, " B"]


class Crowd:
    """Draws people with recorded poses.

    Args:
        poses: (F, 17, 3) Human3.6M joints, metres, y up, any origin.
        weights: how often each is drawn.
        bodies: who takes the poses.
        varied: whether limbs are bent and straightened at random (:mod:`zedo.train.limbs`).
        rotation: one of :data:`zedo.train.augment.ROTATIONS`.
    """

    def __init__(
        self,
        poses: Float[Tensor, "F 17 3"],
        weights: Float[Tensor, " F"],
        bodies: Bodies,
        varied: bool = True,
        rotation: str = "held",
    ) -> None:
        vectors = bone_vectors(_facing_ahead(poses))
        self.directions = vectors / vectors.norm(dim=-1, keepdim=True).clamp_min(1e-9)
        self.bodies, self.varied, self.rotation = bodies, varied, rotation
        self._cumulative = weights.double().cumsum(0) / weights.double().sum()
        young = torch.from_numpy(bodies.age) < GROWN
        share = torch.where(young, YOUNG_SHARE / young.sum(), (1 - YOUNG_SHARE) / (~young).sum()).double()
        self._people = share.cumsum(0)
        adults = torch.from_numpy(bodies.lengths)[~young].mean(dim=0)
        self._to_h36m = torch.log(torch.tensor(H36M_MEAN) / (adults * torch.tensor(LONGER)))

    def __len__(self) -> int:
        return len(self.directions)

    def sample(self, count: int, generator: torch.Generator) -> People:
        """So many people, drawn with replacement."""

        def uniform(*shape: int) -> Tensor:
            return torch.rand(*shape, generator=generator)

        frame = torch.searchsorted(self._cumulative, uniform(count).double()).clamp_max(len(self) - 1)
        directions = self.directions[frame]
        mirrored = directions[:, [j - 1 for j in H36M_17.mirror[1:]]] * torch.tensor([-1.0, 1.0, 1.0])
        directions = torch.where(uniform(count, 1, 1) < 0.5, mirrored, directions)

        person = torch.searchsorted(self._people, uniform(count).double()).clamp_max(len(self.bodies) - 1)
        body = self.bodies[person.numpy()]
        seen = round(CENTRES_SHARE * count)
        centres = torch.arange(count) < seen
        lengths = self._defined(self._built(torch.from_numpy(body.lengths), generator), centres, generator)
        each = lengths[:, LENGTH_OF_BONE]
        if self.varied:
            directions = varied(directions, each, generator)
        joints = chained(directions * each[..., None])
        joints[:seen] = _otherwise_defined(joints[:seen], generator)
        lengths = torch.where(centres[:, None], _measured(joints), lengths)

        points = torch.zeros(count, len(POINTS), 3)
        points[:seen, :CENTRES] = joints[:seen]
        points[seen:, CENTRES:] = marked_points(joints[seen:], body[slice(seen, None)], generator)
        turn = camera_from_gravity(count, self.rotation, generator).transpose(-1, -2)
        return People(joints @ turn, points @ turn, centres, lengths, torch.from_numpy(body.stature))

    def _built(self, lengths: Float[Tensor, "B 10"], generator: torch.Generator) -> Float[Tensor, "B 10"]:
        """The table's lengths with what it lacks against measured people."""
        spread = torch.tensor(PROPORTION_SPREAD) * torch.randn(len(lengths), 10, generator=generator)
        return lengths * torch.tensor(LONGER) * spread.exp()

    def _defined(
        self, lengths: Float[Tensor, "B 10"], centres: Bool[Tensor, " B"], generator: torch.Generator
    ) -> Float[Tensor, "B 10"]:
        """Lengths as a laboratory's joint definitions have them, for those who are seen by joint centres.

        Between anatomy's joint centres and Human3.6M's markers, whose hips are half as wide again.
        """
        count = len(lengths)
        # Half of them Human3.6M's own, the most used definition, a quarter anatomy's; a quarter lie between.
        share = (4.0 * torch.rand(count, 1, generator=generator) - 1.0).clamp(0.0, 1.0)
        doubt = torch.full((10,), LENGTH_DOUBT)
        doubt[list(VAGUE)] = BLEND_DOUBT
        doubt = doubt * torch.rand(count, 1, generator=generator)
        change = share * self._to_h36m + doubt * torch.randn(count, 10, generator=generator)
        other = torch.rand(count, 1, generator=generator) < OTHER_SHARE
        change = change + other * torch.tensor(OTHER_SPREAD) * torch.randn(count, 10, generator=generator)
        return torch.where(centres[:, None], lengths * change.exp(), lengths)


def _facing_ahead(poses: Float[Tensor, "F 17 3"]) -> Float[Tensor, "F 17 3"]:
    """Poses turned about the vertical until the line from the right to the left hip runs along +x: they face +z."""
    across = poses[:, H36M_17.index("left_hip")] - poses[:, H36M_17.index("right_hip")]
    angle = torch.atan2(across[:, 2], across[:, 0])
    zeros = torch.zeros_like(angle)
    turn = roma.rotvec_to_rotmat(torch.stack([zeros, angle, zeros], dim=-1))
    return poses @ turn.transpose(-1, -2)


def _otherwise_defined(joints: Float[Tensor, "N 17 3"], generator: torch.Generator) -> Float[Tensor, "N 17 3"]:
    """Joints about the pelvis with those of trunk and head where :data:`OTHER_SHARE` of the laboratories have them."""
    count = len(joints)
    frames: dict[str, Tensor] = dict(zip(SEGMENT_FRAMES, segment_frames(joints).unbind(dim=1), strict=True))
    moved = torch.zeros_like(joints)

    def uniform() -> Tensor:
        return torch.rand(count, generator=generator)

    zeros = torch.zeros(count)
    root = torch.stack([zeros, ROOT_UP * uniform(), -ROOT_BACK * uniform()], dim=-1)
    moved[:, 0] = (frames["pelvis"] @ root[..., None])[..., 0]
    for joint, frame in (("spine", "trunk"), ("thorax", "trunk"), ("neck", "head"), ("head", "head")):
        away = TRUNK_DEVIATION * torch.randn(count, 3, generator=generator)
        away[:, 0] = 0.0  # the middle stays in the middle
        if joint in ("neck", "head"):
            away[:, 2] -= NECK_BACK * uniform()
        moved[:, H36M_17.index(joint)] = (frames[frame] @ away[..., None])[..., 0]
    other = (uniform() < OTHER_SHARE)[:, None, None]
    changed = joints + torch.where(other, moved, 0.0)
    return changed - changed[:, :1]


def _measured(joints: Float[Tensor, "N 17 3"]) -> Float[Tensor, "N 10"]:
    """Lengths of bodies with these joints, :data:`zedo.body.told.NUMBERS` but for the stature; left and right alike."""
    bones = bone_vectors(joints).norm(dim=-1)
    return torch.stack([bones[:, both].mean(dim=-1) for both in BONES_OF_LENGTH], dim=-1)


def chained(vectors: Float[Tensor, "N 16 3"]) -> Float[Tensor, "N 17 3"]:
    """Joints about the pelvis from bones."""
    joints = vectors.new_zeros(len(vectors), 17, 3)
    for parent, child in H36M_17.bones:  # every parent comes before its children
        joints[:, child] = joints[:, parent] + vectors[:, child - 1]
    return joints
