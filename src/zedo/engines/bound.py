"""What the score network has in common on engines that work in torch's memory."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.engines.folded import StageBiases
from zedo.prior.network import ScoreNetwork

MAX_BATCH_SIZES = 8
"""Batch sizes whose buffers are kept: whole chunks, and what is left over at the end of a file."""


class BoundNetwork(ABC):
    """A :class:`ScoreNetwork` for evaluation at scalar times, on a CPU, in buffers that an engine was given once.

    Args:
        network: its weights are copied.
    """

    def __init__(self, network: ScoreNetwork) -> None:
        self.network, self.biases, self._width = network, StageBiases(network), 3 * network.config.joints
        self._bound = functools.lru_cache(MAX_BATCH_SIZES)(self._buffers)

    @torch.no_grad()
    def __call__(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, ""]) -> Float[Tensor, "*batch J 3"]:
        """Noise z, as :meth:`ScoreNetwork.forward` for a t without a batch shape."""
        flat = pose.detach().reshape(-1, self._width)
        poses, biases, noise, run = self._bound(len(flat))
        poses.copy_(flat)
        biases.copy_(self.biases(t))
        run()
        return noise.to(pose.dtype, copy=True).view(pose.shape)

    def _buffers(self, batch: int) -> tuple[Tensor, Tensor, Tensor, Callable[[], Any]]:
        poses, noise = torch.empty(batch, self._width), torch.empty(batch, self._width)
        biases = torch.empty_like(self.biases(1.0))
        return poses, biases, noise, self._bind(poses, biases, noise)

    @abstractmethod
    def _bind(self, poses: Tensor, biases: Tensor, noise: Tensor) -> Callable[[], Any]:
        """What fills ``noise`` (N, 3 J) from ``poses`` (N, 3 J) and ``biases`` (stages, width), float32, in place."""
