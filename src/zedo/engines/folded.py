"""The score network at one time for the whole batch: what depends on the time alone becomes one bias a stage."""

from __future__ import annotations

import functools

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from zedo.prior.network import ScoreNetwork, Stage, time_embedding

MAX_TIMES = 2048
"""Times whose biases are kept, 20 kB each: a schedule of 1,000 iterations runs again for every batch."""


def stages(network: ScoreNetwork) -> list[Stage]:
    """All stages in the order of evaluation: the first, then two a residual block."""
    return [network.first, *(stage for block in network.blocks for stage in block)]  # type: ignore[misc, union-attr]


class StageBiases:
    """The time branch, 40 % of the network's products, folded into biases; each time is evaluated once."""

    def __init__(self, network: ScoreNetwork) -> None:
        self._network = network
        self._of_time = functools.lru_cache(MAX_TIMES)(self._evaluate)

    def __call__(self, t: float | Tensor) -> Float[Tensor, "stages width"]:
        """Bias of each stage's linear layer at time t, float32."""
        return self._of_time(float(t))

    @torch.no_grad()
    def _evaluate(self, t: float) -> Float[Tensor, "stages width"]:
        network, weight = self._network, self._network.last.weight
        time = torch.tensor(t, dtype=weight.dtype, device=weight.device)
        embedded = functional.silu(network.time(time_embedding(time, network.config.time_width)))
        return torch.stack([stage.linear.bias + stage.time(embedded) for stage in stages(network)]).float()
