"""The score network (paper App. A, Fig. 7): a residual MLP that predicts the noise in a pose at time t."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Protocol

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from zedo.system.errors import ZedoError

TIME_SCALE = 999.0
"""Times in (0, 1] are embedded as 999·t, the 1,000 discrete steps of the released code."""


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes of a :class:`ScoreNetwork`; the defaults are those of the released code."""

    joints: int = 17
    width: int = 1024
    blocks: int = 2
    time_width: int = 512
    groups: int = 32
    dropout: float = 0.25

    to_dict = asdict


def time_embedding(t: Float[Tensor, "*t"], width: int) -> Float[Tensor, "*t width"]:
    """Sinusoidal embedding of 999·t, sines first (Ho et al. 2020, `get_timestep_embedding`), in t's precision."""
    half = width // 2
    rates = torch.exp(torch.arange(half, dtype=t.dtype, device=t.device) * (-math.log(10_000.0) / (half - 1)))
    angles = (TIME_SCALE * t)[..., None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=-1)


class ByteDropout(nn.Module):
    """Dropout whose mask costs one random byte a unit; p is rounded to a multiple of 1/256.

    `nn.Dropout` draws a float for each unit on one thread, a third of a training step on a CPU. The mask is drawn as
    64-bit integers and read as bytes.
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self.dropped_bytes = round(256 * p)
        if not 0 <= self.dropped_bytes < 256:
            raise ZedoError(f"dropout is a probability below 1, got {p}")

    def forward(self, x: Float[Tensor, "*batch width"]) -> Float[Tensor, "*batch width"]:
        """x with a share of its entries zeroed and the others scaled up while training, else x."""
        if not self.training or self.dropped_bytes == 0:
            return x
        words = torch.randint(-(2**63), 2**63 - 1, (math.ceil(x.numel() / 8),), device=x.device)
        kept = words.view(torch.uint8)[: x.numel()].view(x.shape) >= self.dropped_bytes
        return x * kept * (256 / (256 - self.dropped_bytes))


class StageSizes(Protocol):
    """What a :class:`Stage` takes from a network's sizes."""

    @property
    def width(self) -> int:
        """Units."""
        ...

    @property
    def time_width(self) -> int:
        """Length of the time embedding."""
        ...

    @property
    def groups(self) -> int:
        """Groups of GroupNorm."""
        ...


class Stage(nn.Module):
    """Linear + a linear function of the time embedding, then GroupNorm, SiLU and dropout."""

    def __init__(self, inputs: int, config: StageSizes, dropout: float = 0.0, time_bias: bool = True) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, config.width)
        self.time = nn.Linear(config.time_width, config.width, bias=time_bias)
        self.norm = nn.GroupNorm(config.groups, config.width)
        self.dropout = ByteDropout(dropout)

    def forward(self, x: Float[Tensor, "*batch inputs"], embedded: Float[Tensor, "*time_batch time_width"]) -> Tensor:
        """Activations (*batch, width); ``embedded`` broadcasts against the batch of x."""
        h = self.linear(x) + self.time(embedded)
        # GroupNorm takes one batch axis; the embedding may have fewer entries than x and has been broadcast by now.
        h = self.norm(h.reshape(-1, h.shape[-1])).reshape(h.shape)
        return self.dropout(functional.silu(h))


class ScoreNetwork(nn.Module):
    """Predicts z in x(t) = mean(t) x(0) + std(t) z.

    5 stages of ``width`` units (one in, ``blocks`` residual blocks of two): 7.2 M parameters at J = 17, of which 2.9 M
    act on t alone. t may have any shape that broadcasts against the pose's batch shape; a scalar t costs one row of
    the time branch whatever the batch.
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.time = nn.Linear(config.time_width, config.time_width)
        self.first = Stage(3 * config.joints, config, config.dropout)
        self.blocks = nn.ModuleList(
            nn.ModuleList(Stage(config.width, config, config.dropout) for _ in range(2)) for _ in range(config.blocks)
        )
        self.last = nn.Linear(config.width, 3 * config.joints)

    def forward(
        self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*time_batch"]
    ) -> Float[Tensor, "*batch J 3"]:
        """Noise z for poses in metres at times t in (0, 1]; in the weights' precision, returned in the pose's."""
        # The embedding is made in t's own precision: 999·t in bfloat16 would merge neighbouring steps.
        embedded = functional.silu(self.time(time_embedding(t, self.config.time_width).to(self.last.weight.dtype)))
        h = self.first(pose.flatten(-2).to(embedded.dtype), embedded)
        for one, two in self.blocks:  # type: ignore[misc]
            h = h + two(one(h, embedded), embedded)
        return self.last(h).unflatten(-1, (self.config.joints, 3)).to(pose.dtype)
