"""The score network compiled for evaluation: one time for the whole batch, normalisation and activation fused."""

from __future__ import annotations

from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

from zedo.engines.folded import StageBiases, stages
from zedo.prior.network import ScoreNetwork


class CompiledNetwork:
    """A :class:`ScoreNetwork` for evaluation at scalar times, compiled on its first call.

    The time branch depends on t alone: it is folded into one bias a stage outside the compiled code, which then holds
    nothing but products with weights packed once and what is fused between them. On a CPU any batch size runs the same
    code.

    Args:
        network: its weights are copied.
        dtype: of the products; normalisation and activation are float32.
    """

    def __init__(self, network: ScoreNetwork, dtype: torch.dtype) -> None:
        self.network = network
        dynamic, options = compile_options(network.last.weight.device)
        self._run = torch.compile(_Folded(network, dtype), dynamic=dynamic, options=options)
        self._biases = StageBiases(network)

    @torch.no_grad()
    def __call__(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, ""]) -> Float[Tensor, "*batch J 3"]:
        """Noise z, as :meth:`ScoreNetwork.forward` for a t without a batch shape."""
        flat = pose.reshape(-1, 3 * self.network.config.joints)
        # A replayed CUDA graph writes where it wrote the last time: the answer is copied out of its way.
        return self._run(flat, self._biases(t)).to(pose.dtype, copy=True).view(pose.shape)


def compile_options(device: torch.device) -> tuple[bool, dict[str, Any]]:
    """Whether batch sizes share one compilation, and inductor's options.

    Freezing makes constants of the weights, so that they are packed at compile time. On a GPU each batch size gets a
    CUDA graph of its own, replayed in one launch: at a few poses a batch the launches would take most of the time.
    """
    cuda = device.type == "cuda"
    return not cuda, {"freezing": True, "triton.cudagraphs": cuda}


class _Folded(nn.Module):
    def __init__(self, network: ScoreNetwork, dtype: torch.dtype) -> None:
        super().__init__()
        self.groups, self.epsilon = network.config.groups, network.first.norm.eps
        layers = stages(network)

        # Freezing takes parameters and buffers for constants, and nothing else.
        def constants(tensors: list[Tensor], dtype: torch.dtype) -> nn.ParameterList:
            return nn.ParameterList(nn.Parameter(tensor.detach().to(dtype), False) for tensor in tensors)

        self.weights = constants([*(stage.linear.weight for stage in layers), network.last.weight], dtype)
        self.scales = constants([stage.norm.weight for stage in layers], torch.float32)
        self.shifts = constants([stage.norm.bias for stage in layers], torch.float32)
        self.last_bias = nn.Parameter(network.last.bias.detach().float(), False)
        self.eval()

    def _stage(self, i: int, x: Tensor, biases: Tensor) -> Tensor:
        h = functional.linear(x, self.weights[i]).float() + biases[i]
        grouped = h.view(-1, self.groups, h.shape[-1] // self.groups)
        # Written out: inductor fuses this into one pass, but not `group_norm`.
        centred = grouped - grouped.mean(-1, keepdim=True)
        normalised = centred * torch.rsqrt(centred.square().mean(-1, keepdim=True) + self.epsilon)
        return functional.silu(normalised.view(h.shape) * self.scales[i] + self.shifts[i]).to(x.dtype)

    def forward(self, pose: Float[Tensor, "batch inputs"], biases: Float[Tensor, "stages width"]) -> Tensor:
        h = self._stage(0, pose.to(self.weights[0].dtype), biases)
        for i in range(1, len(self.scales), 2):
            h = h + self._stage(i + 1, self._stage(i, h, biases), biases)
        return functional.linear(h, self.weights[-1]).float() + self.last_bias
