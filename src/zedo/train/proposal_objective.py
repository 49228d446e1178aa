"""What the proposal network learns: the pose behind keypoints, from motion capture under virtual cameras alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import H36M_17, Skeleton
from zedo.data.clips import Clip
from zedo.proposal.checkpoint import FORMAT, save_proposal
from zedo.proposal.network import NOISE_SCALE, ProposalConfig, ProposalNetwork
from zedo.proposal.view import feature_count, make_view
from zedo.train.recipes import Recipe
from zedo.train.trainer import make_sampler
from zedo.train.virtual_cameras import virtual_keypoints

MEDIAN_SHARE = 0.5
"""Share of a batch at time 0 from the state 0, where the network learns the median pose."""

MEDIAN_WEIGHT = 0.25
"""Weight of a median pose's error, a distance, beside the squared errors of the flow, which are smaller numbers."""

LEAST_REST = 0.2
"""The loss is divided by 1 - τ, what is left of the way, but by no less than this."""


class ProposalObjective:
    """The proposal network, its batches and its loss, as :class:`zedo.train.trainer.Objective`.

    Arguments as of :class:`zedo.train.score_objective.ScoreObjective`.
    """

    prefix, form = "proposal-", FORMAT
    blocks = (3, 2, 1)
    """A joint's numbers in the state, the coordinates and the confidences; the image's size follows."""

    def __init__(
        self,
        clips: Sequence[Clip],
        validation: Sequence[Clip],
        recipe: Recipe,
        skeleton: Skeleton = H36M_17,
        network: ProposalConfig | None = None,
        bred: Float[Tensor, "B 17 3"] | None = None,
    ) -> None:
        self.recipe, self.skeleton = recipe, skeleton
        self.config = network or ProposalConfig(joints=len(skeleton), features=feature_count(skeleton))
        self.sampler = make_sampler(clips, recipe, skeleton, bred)
        self.frames = len(self.sampler)
        self.validation = None
        if validation:
            people = make_sampler(validation, recipe, skeleton)
            generator = torch.Generator().manual_seed(30_000 + len(skeleton))
            self.validation = self._batch(people.sample(8192, generator), generator)

    def make_network(self) -> ProposalNetwork:
        """A :class:`ProposalNetwork`."""
        return ProposalNetwork(self.config)

    def draw(self, generator: torch.Generator) -> tuple[Tensor, ...]:
        """One global batch: poses in the view's axes (B, J, 3), the flow's states, times (B,), features."""
        return self._batch(self.sampler.sample(self.recipe.batch, generator), generator)

    def _batch(self, pose: Float[Tensor, "B J 3"], generator: torch.Generator) -> tuple[Tensor, ...]:
        view = make_view(*virtual_keypoints(pose, self.skeleton, generator), self.skeleton)
        pose = pose @ view.rotation.transpose(-1, -2)
        time = torch.rand(len(pose), generator=generator)
        start = NOISE_SCALE * torch.randn(pose.shape, generator=generator)
        median = torch.rand(len(pose), generator=generator) < MEDIAN_SHARE
        time, start = torch.where(median, 0.0, time), torch.where(median[:, None, None], 0.0, start)
        state = torch.lerp(start, pose, time[:, None, None])
        return pose, state, time, view.features

    def loss(self, forward: Callable[..., Tensor], *batch: Tensor) -> Float[Tensor, ""]:
        """Of the flow, the squared error of the predicted pose weighted by the rest of the way; of the median, the
        joints' distances, which are least at their geometric medians; both in units of the flow's start."""
        pose, state, time, features = batch
        squares = (forward(state, time, features).float() - pose).square() / NOISE_SCALE**2
        flow = squares.mean(dim=(-2, -1)) / (1 - time).clamp_min(LEAST_REST)
        # The root of a sum that may be 0 has no slope there; a hundredth of a millimetre keeps it finite.
        distance = (squares.sum(dim=-1) + 1e-9).sqrt().mean(dim=-1)
        # A state that is exactly 0 at time 0 never comes from the flow.
        return torch.where(time == 0, MEDIAN_WEIGHT * distance, flow).mean()

    def export(self, network: torch.nn.Module, folder: Path, about: dict[str, Any]) -> None:
        """Write ``proposal.safetensors``."""
        assert isinstance(network, ProposalNetwork)  # by make_network
        save_proposal(folder / "proposal.safetensors", network, self.skeleton, about)
