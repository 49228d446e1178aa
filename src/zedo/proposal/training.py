"""What the proposal network learns: the pose behind keypoints, from motion capture under virtual cameras alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.data import mocap
from zedo.prior.train import Recipe, make_sampler
from zedo.proposal.cameras import virtual_keypoints
from zedo.proposal.checkpoint import save_proposal
from zedo.proposal.network import NOISE_SCALE, ProposalConfig, ProposalNetwork
from zedo.proposal.view import feature_count, make_view
from zedo.skeleton import H36M_17, Skeleton

MEAN_SHARE = 0.25
"""Share of a batch at time 0 from the state 0, where the network predicts the mean pose."""

LEAST_REST = 0.2
"""The loss is divided by 1 - τ, what is left of the way, but by no less than this."""


class ProposalObjective:
    """The proposal network, its batches and its loss, as :class:`zedo.prior.train.Objective`.

    Arguments as of :class:`zedo.prior.score_training.ScoreObjective`.
    """

    prefix = "proposal-"

    def __init__(
        self,
        clips: Sequence[mocap.Clip],
        validation: Sequence[mocap.Clip],
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
        mean = torch.rand(len(pose), generator=generator) < MEAN_SHARE
        time, start = torch.where(mean, 0.0, time), torch.where(mean[:, None, None], 0.0, start)
        state = torch.lerp(start, pose, time[:, None, None])
        return pose, state, time, view.features

    def loss(self, forward: Callable[..., Tensor], *batch: Tensor) -> Float[Tensor, ""]:
        """Squared error of the predicted pose in units of the flow's start, weighted by the rest of the way."""
        pose, state, time, features = batch
        error = (forward(state, time, features).float() - pose).square().mean(dim=(-2, -1))
        return (error / (1 - time).clamp_min(LEAST_REST)).mean() / NOISE_SCALE**2

    def export(self, network: torch.nn.Module, folder: Path, about: dict[str, Any]) -> None:
        """Write ``proposal.safetensors``."""
        assert isinstance(network, ProposalNetwork)  # by make_network
        save_proposal(folder / "proposal.safetensors", network, self.skeleton, about)
