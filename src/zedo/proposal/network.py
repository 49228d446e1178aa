"""The proposal network: a residual MLP that predicts the pose behind a noisy one and a view, and its marked points."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn

from zedo.prior.network import Stage

NOISE_SCALE = 0.4
"""Metres, standard deviation of the flow's start: about that of a joint's coordinate."""


OFFSET_SCALE = 0.1
"""Metres, about the size of the offsets of marked points from their joints."""


@dataclass(frozen=True)
class ProposalConfig:
    """Sizes of a :class:`ProposalNetwork`; ``marked`` counts the points whose offsets from their joints it gives."""

    joints: int = 17
    marked: int = 24
    features: int = 210
    width: int = 1024
    blocks: int = 3
    time_width: int = 128
    groups: int = 32

    to_dict = asdict


class ProposalNetwork(nn.Module):
    """Predicts x(1) from x(τ) = (1 - τ) NOISE_SCALE z + τ x(1) and a view's features, τ in [0, 1).

    Beside the pose it says where the points that detectors mark are on it, as offsets from the joints that they are
    marked for: surface and centre of a joint differ by centimetres, and which way feet and face point is no matter of
    17 joints.
    """

    def __init__(self, config: ProposalConfig) -> None:
        super().__init__()
        self.config = config
        self.first = Stage(3 * config.joints + config.features, config, time_bias=False)
        self.blocks = nn.ModuleList(
            nn.ModuleList(Stage(config.width, config, time_bias=False) for _ in range(2)) for _ in range(config.blocks)
        )
        self.last = nn.Linear(config.width, 3 * (config.joints + config.marked))

    def forward(
        self, pose: Float[Tensor, "N J 3"], time: Float[Tensor, " N"], features: Float[Tensor, "N features"]
    ) -> tuple[Float[Tensor, "N J 3"], Float[Tensor, "N M 3"]]:
        """Root-relative pose and offsets of the marked points in the view's axes, metres, as precise as ``pose``."""
        dtype = self.last.weight.dtype
        rates = torch.exp(torch.linspace(0.0, math.log(200.0), self.config.time_width // 2, device=pose.device))
        angles = time[:, None].float() * rates
        embedded = torch.cat([angles.sin(), angles.cos()], dim=-1).to(dtype)
        h = self.first(torch.cat([pose.flatten(1) / NOISE_SCALE, features], dim=-1).to(dtype), embedded)
        for one, two in self.blocks:  # type: ignore[misc]
            h = h + two(one(h, embedded), embedded)
        out = self.last(h).to(pose.dtype).unflatten(-1, (self.config.joints + self.config.marked, 3))
        joints, offsets = out.split([self.config.joints, self.config.marked], dim=-2)
        return joints * NOISE_SCALE, offsets * OFFSET_SCALE
