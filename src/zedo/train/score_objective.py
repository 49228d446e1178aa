"""What the score network learns: the noise in a pose (paper §3.1); for DDPM at discrete steps (Table 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.bone_lengths import H36M_BONE_LENGTHS, total_bone_length
from zedo.body.proportions import Bodies, bodies
from zedo.body.root import root_relative
from zedo.body.skeleton import H36M_17, Skeleton, joint_map
from zedo.data.clips import Clip
from zedo.prior.checkpoint import FORMAT, save_prior
from zedo.prior.ddpm import LinearSchedule
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.prior import ForwardProcess
from zedo.prior.sde import SubVPSDE
from zedo.train.augment import PoseSampler, bone_vectors
from zedo.train.people import Crowd, chained, make_crowd
from zedo.train.recipes import Recipe
from zedo.train.trainer import make_sampler

T_MIN = 1e-5
"""Smallest training time; std(t) is 1 - exp(-0.1 t) there, a micrometre (released code: `losses.get_sde_loss_fn`)."""


def noise_loss(
    network: Callable[[Tensor, Tensor], Tensor],
    sde: ForwardProcess,
    pose: Float[Tensor, "*batch J 3"],
    t: Float[Tensor, "*t"],
    noise: Float[Tensor, "*batch J 3"],
) -> Float[Tensor, ""]:
    """Eq. (3): with λ(t) = σ(t)² the loss is ||σ s + z||² = ||z - network||², averaged over coordinates."""
    mean, std = sde.mean(t)[..., None, None], sde.std(t)[..., None, None]
    predicted = network(mean * pose + std * noise, t)
    return (predicted.float() - noise).square().mean()


class ScoreObjective:
    """The score network, its batches and its loss, as :class:`zedo.train.trainer.Objective`.

    Args:
        clips: training clips (Human3.6M-17).
        validation: clips of people who are not in ``clips``; may be empty.
        recipe: batch and augmentation.
        skeleton: the joints of the prior.
        network: sizes; joints and dropout are taken from the skeleton and the recipe.
        bred: poses of `zedo augment`, or None.
    """

    prefix, form, blocks = "", FORMAT, (3,)
    sde: SubVPSDE | LinearSchedule = SubVPSDE()

    def __init__(
        self,
        clips: Sequence[Clip],
        validation: Sequence[Clip],
        recipe: Recipe,
        skeleton: Skeleton = H36M_17,
        network: NetworkConfig | None = None,
        bred: Float[Tensor, "B 17 3"] | None = None,
    ) -> None:
        self.recipe, self.skeleton = recipe, skeleton
        self.config = replace(network or NetworkConfig(), joints=len(skeleton), dropout=recipe.dropout)
        self.sampler = _sampler(clips, recipe, skeleton, bodies().training(), bred)
        self.frames = len(self.sampler)
        self.validation = self._validation_batch(validation) if validation else None

    def make_network(self) -> ScoreNetwork:
        """A :class:`ScoreNetwork`."""
        return ScoreNetwork(self.config)

    def _validation_batch(self, clips: Sequence[Clip], size: int = 8192) -> tuple[Tensor, Tensor, Tensor]:
        """Poses, times and noise that stay the same for every validation of every run with these clips."""
        generator = torch.Generator().manual_seed(20_000 + len(self.skeleton))
        groups = 256
        people = _sampler(clips, self.recipe, self.skeleton, bodies().held_out(), varied=False)
        poses = people.sample(size, generator).unflatten(0, (groups, -1))
        t = self.sde.network_time((torch.arange(groups) + 0.5)[:, None] / groups)
        return poses, t, torch.randn(poses.shape, generator=generator)

    def draw(self, generator: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """One global batch: poses (G, B/G, J, 3), times (G, 1), noise."""
        recipe = self.recipe
        groups = recipe.time_groups or recipe.batch
        poses = self.sampler.sample(recipe.batch, generator).unflatten(0, (groups, -1))
        slices = torch.arange(groups) if recipe.time_groups else 0
        spread = groups if recipe.time_groups else 1
        t = (slices + torch.rand(groups, generator=generator)) / spread
        t = self.sde.network_time(T_MIN + (1 - T_MIN) * t[:, None])
        return poses, t, torch.randn(poses.shape, generator=generator)

    def loss(self, forward: Callable[..., Tensor], *batch: Tensor) -> Float[Tensor, ""]:
        """:func:`noise_loss`."""
        return noise_loss(forward, self.sde, *batch)

    def body_size(self, draws: int = 8192) -> float:
        """Mean total bone length, metres, of the training poses on their bodies.

        Where bodies are drawn, children too: on Human3.6M's mean lengths, what a person of unknown size is taken for.
        """
        generator = torch.Generator().manual_seed(0)
        if isinstance(self.sampler, _Joints):
            return float(total_bone_length(self.sampler.of_mean_size(draws, generator), self.skeleton).mean())
        return float(total_bone_length(self.sampler.sample(draws, generator), self.skeleton).mean())

    def export(self, network: torch.nn.Module, folder: Path, about: dict[str, Any]) -> None:
        """Write ``prior.safetensors``."""
        assert isinstance(network, ScoreNetwork)  # by make_network
        save_prior(folder / "prior.safetensors", network, self.sde, self.skeleton, self.body_size(), about)


class DDPMObjective(ScoreObjective):
    """The same network and loss, Ho et al.'s L_simple, with the noise of DDPM's steps."""

    sde = LinearSchedule()


class _Joints:
    """The joints of drawn people, as :class:`zedo.train.augment.PoseSampler` draws poses."""

    def __init__(self, crowd: Crowd, skeleton: Skeleton) -> None:
        self._crowd, self._skeleton = crowd, skeleton
        self._map = torch.tensor(joint_map(H36M_17, skeleton).weights[0], dtype=torch.float32)

    def __len__(self) -> int:
        return len(self._crowd)

    def sample(self, count: int, generator: torch.Generator) -> Float[Tensor, "count J 3"]:
        """Root-relative poses in metres and camera axes, drawn with replacement."""
        return root_relative(self._map @ self._crowd.sample(count, generator).joints, self._skeleton)

    def of_mean_size(self, count: int, generator: torch.Generator) -> Float[Tensor, "count J 3"]:
        """The same on bodies of Human3.6M's mean bone lengths."""
        bones = bone_vectors(self._crowd.sample(count, generator).joints)
        directions = bones / bones.norm(dim=-1, keepdim=True).clamp_min(1e-9)
        lengths = torch.tensor([H36M_BONE_LENGTHS[joint.split("_")[-1]] for joint in H36M_17.joints[1:]])
        return self._map @ chained(directions * lengths[:, None])


def _sampler(
    clips: Sequence[Clip],
    recipe: Recipe,
    skeleton: Skeleton,
    people: Bodies,
    bred: Float[Tensor, "B 17 3"] | None = None,
    varied: bool = True,
) -> _Joints | PoseSampler:
    if recipe.people:
        return _Joints(make_crowd(clips, recipe, people, bred, varied), skeleton)
    return make_sampler(clips, recipe, skeleton, bred)
