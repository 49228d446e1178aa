"""Ranges of the score network's activations, for products of 8-bit integers."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor, nn

from zedo.engines.folded import stages
from zedo.prior.network import ScoreNetwork
from zedo.prior.prior import PosePrior

POSES, STEPS, SEED = 64, 50, 0
"""Poses drawn from the prior and times on their way from noise: half a second on a CPU."""

MARGIN = 1.1
"""Values reach this much further than what was seen, since the loop also meets poses that are no human's."""


@torch.no_grad()
def activation_ranges(prior: PosePrior) -> list[tuple[float, float]]:
    """Least and greatest input of each stage of the prior's network, and of its last layer.

    The network is run on poses that it draws itself: from pure noise at t = 1 down to poses, so that the ranges hold
    at every time and need no data.

    Raises:
        TypeError: when the prior's network is no :class:`ScoreNetwork`.
    """
    network = prior.network
    if not isinstance(network, ScoreNetwork):
        raise TypeError("ranges are taken from a ScoreNetwork")
    layers = [*(stage.linear for stage in stages(network)), network.last]
    least, greatest = [0.0] * len(layers), [0.0] * len(layers)

    def watch(index: int) -> torch.utils.hooks.RemovableHandle:
        def note(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            low, high = inputs[0].aminmax()
            least[index], greatest[index] = min(least[index], float(low)), max(greatest[index], float(high))

        return layers[index].register_forward_pre_hook(note)

    weight = network.last.weight
    generator = torch.Generator().manual_seed(SEED)
    times = torch.linspace(1.0, 0.01, STEPS, dtype=weight.dtype, device=weight.device)
    shape = (POSES, len(prior.skeleton), 3)

    def noise(t: Tensor) -> Tensor:
        return prior.sde.std(t) * torch.randn(shape, generator=generator).to(weight)

    handles = [watch(index) for index in range(len(layers))]
    try:
        pose = noise(times[0])
        for t, following in itertools.pairwise([*times, times[-1]]):
            pose = prior.sde.mean(following) * prior.clean(pose, t) + noise(following)
    finally:
        for handle in handles:
            handle.remove()
    return [(MARGIN * low, MARGIN * high) for low, high in zip(least, greatest, strict=True)]
