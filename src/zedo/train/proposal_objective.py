"""What the proposal network learns: the pose behind a person's points, from motion capture under virtual cameras."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.definitions import CENTRES, JOINT_OF
from zedo.body.proportions import bodies
from zedo.body.root import root_relative
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.body.told import NUMBERS, told
from zedo.data.clips import Clip
from zedo.proposal.checkpoint import FORMAT, save_proposal
from zedo.proposal.network import NOISE_SCALE, ProposalConfig, ProposalNetwork
from zedo.proposal.view import make_view
from zedo.train.people import People, make_crowd
from zedo.train.recipes import Recipe
from zedo.train.virtual_cameras import detected, project

MEDIAN_SHARE = 0.5
"""Share of a batch at time 0 from the state 0, where the network learns the median pose."""

MEDIAN_WEIGHT = 0.25
"""Weight of a median pose's error, a distance, beside the squared errors of the flow, which are smaller numbers."""

BONE_WEIGHT = 1.0
"""Weight of the distances between bones, as vectors, beside those between joints: angles are of bones."""

OFFSET_WEIGHT = 0.5
"""Weight of the marked points' offsets, as distances, in every example that is seen by them."""

LEAST_REST = 0.2
"""The loss is divided by 1 - τ, what is left of the way, but by no less than this."""

NOTHING_TOLD, ALL_TOLD, STATURE_TOLD = 0.5, 0.2, 0.1
"""Shares of the people of whom nothing, all lengths, or the stature alone is told; of the others, some lengths."""

DOUBTS = (0.0, 0.005, 0.015, 0.03, 0.06)
"""Relative standard deviations of what is told."""


class ProposalObjective:
    """The proposal network, its batches and its loss, as :class:`zedo.train.trainer.Objective`.

    Args:
        clips, validation, recipe, skeleton, bred: as of :class:`zedo.train.score_objective.ScoreObjective`. The joints
            of ``skeleton`` are some of Human3.6M's.
        network: sizes, for other than those that ship.

    Raises:
        ValueError: when a joint of ``skeleton`` is none of Human3.6M's.
    """

    prefix, form = "proposal-", FORMAT
    blocks = (3,)
    """A joint's numbers in the state; points, size and body follow, which are the same for every skeleton."""

    def __init__(
        self,
        clips: Sequence[Clip],
        validation: Sequence[Clip],
        recipe: Recipe,
        skeleton: Skeleton = H36M_17,
        network: ProposalConfig | None = None,
        bred: Float[Tensor, "B 17 3"] | None = None,
    ) -> None:
        if missing := sorted(set(skeleton.joints) - set(H36M_17.joints)):
            raise ValueError(
                f"a proposal network gives joints of Human3.6M's 17, and {missing[0]!r} of {skeleton.name!r} is none "
                "of them; its skeleton is h36m_17, lsp_14 or a part of these"
            )
        self.recipe, self.skeleton = recipe, skeleton
        self.config = network or ProposalConfig(joints=len(skeleton))
        self.crowd = make_crowd(clips, recipe, bodies().training(), bred)
        self.frames = len(self.crowd)
        self._joints = [H36M_17.index(joint) for joint in skeleton.joints]
        self.validation = None
        if validation:
            people = make_crowd(validation, recipe, bodies().held_out(), varied=False)
            generator = torch.Generator().manual_seed(30_000 + len(skeleton))
            self.validation = self._batch(people.sample(8192, generator), generator)

    def make_network(self) -> ProposalNetwork:
        """A :class:`ProposalNetwork`."""
        return ProposalNetwork(self.config)

    def draw(self, generator: torch.Generator) -> tuple[Tensor, ...]:
        """One global batch: poses in the view's axes (B, J, 3), the flow's states, times (B,), features,
        offsets of the marked points (B, M, 3), and 1 for people who are seen by them (B,)."""
        return self._batch(self.crowd.sample(self.recipe.batch, generator), generator)

    def _batch(self, people: People, generator: torch.Generator) -> tuple[Tensor, ...]:
        plane, _ = project(people.points, generator)
        view = make_view(*detected(plane, people.centres, generator))
        features = torch.cat([view.features, _told(people, generator)], dim=-1)
        turn = view.rotation.transpose(-1, -2)
        pose = root_relative(people.joints[:, self._joints], self.skeleton) @ turn
        time = torch.rand(len(pose), generator=generator)
        start = NOISE_SCALE * torch.randn(pose.shape, generator=generator)
        median = torch.rand(len(pose), generator=generator) < MEDIAN_SHARE
        time, start = torch.where(median, 0.0, time), torch.where(median[:, None, None], 0.0, start)
        state = torch.lerp(start, pose, time[:, None, None])
        offsets = (people.points[:, CENTRES:] - people.joints[:, list(JOINT_OF)]) @ turn
        return pose, state, time, features, offsets, (~people.centres).float()

    def loss(self, forward: Callable[..., Tensor], *batch: Tensor) -> Float[Tensor, ""]:
        """Of the flow, the squared error of the predicted pose weighted by the rest of the way; of the median, the
        distances of joints and of bones, which are least at their geometric medians; all in units of the flow's
        start."""
        pose, state, time, features, offsets, marked = batch
        predicted, placed = forward(state, time, features)
        error = (predicted.float() - pose) / NOISE_SCALE
        flow = error.square().mean(dim=(-2, -1)) / (1 - time).clamp_min(LEAST_REST)
        parents, children = (list(ends) for ends in zip(*self.skeleton.bones, strict=True))
        bones = error[:, children] - error[:, parents]

        # The root of a sum that may be 0 has no slope there; a hundredth of a millimetre keeps it finite.
        def distance(vectors: Tensor) -> Tensor:
            return (vectors.square().sum(dim=-1) + 1e-9).sqrt().mean(dim=-1)

        # A state that is exactly 0 at time 0 never comes from the flow.
        median = MEDIAN_WEIGHT * (distance(error) + BONE_WEIGHT * distance(bones))
        beside = OFFSET_WEIGHT * marked * distance((placed.float() - offsets) / NOISE_SCALE)
        return (torch.where(time == 0, median, flow) + beside).mean()

    def export(self, network: torch.nn.Module, folder: Path, about: dict[str, Any]) -> None:
        """Write ``proposal.safetensors``."""
        assert isinstance(network, ProposalNetwork)  # by make_network
        save_proposal(folder / "proposal.safetensors", network, self.skeleton, about)


def _told(people: People, generator: torch.Generator) -> Float[Tensor, "B 22"]:
    """What the network is told of each person's body."""
    count, numbers = len(people.joints), len(NUMBERS)
    lengths = torch.cat([people.lengths, people.stature[:, None]], dim=-1)
    # One tape measure, or lengths that are known unequally well.
    shape = (count, numbers)
    each = torch.tensor(DOUBTS)[torch.randint(len(DOUBTS), shape, generator=generator)]
    doubt = torch.where(torch.rand(count, 1, generator=generator) < 0.5, each[:, :1], each)
    kind = torch.rand(count, generator=generator)[:, None]
    some = torch.rand(count, numbers, generator=generator) < 0.3
    known = torch.where(kind < NOTHING_TOLD + ALL_TOLD, kind >= NOTHING_TOLD, some)
    stature_alone = (kind >= NOTHING_TOLD + ALL_TOLD) & (kind < NOTHING_TOLD + ALL_TOLD + STATURE_TOLD)
    known = torch.where(stature_alone, torch.arange(numbers) == numbers - 1, known)
    measured = lengths * torch.exp(doubt * torch.randn(shape, generator=generator))
    return told(torch.where(known, measured, torch.nan), doubt)
