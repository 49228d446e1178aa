"""The score network on OpenVINO: one graph of constant weights for products in float32, bfloat16 or 8-bit integers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.prior.folded import StageBiases, stages
from zedo.prior.network import ScoreNetwork

LEVELS = 256
"""Of an 8-bit activation; weights take 255, so that zero is one of them and both signs reach equally far."""


class OpenVINONetwork:
    """A :class:`ScoreNetwork` for evaluation at scalar times, on a CPU.

    Args:
        network: its weights are copied.
        bfloat16: whether products and normalisation may be rounded to bfloat16.
        ranges: of each stage's input (:func:`zedo.prior.quantise.activation_ranges`). With them the products of all
            stages but the first, which reads poses, are of 8-bit integers: activations in one range a stage, weights in
            one range a row.

    Raises:
        ValueError: when OpenVINO is not installed.
    """

    def __init__(
        self, network: ScoreNetwork, bfloat16: bool, ranges: Sequence[tuple[float, float]] | None = None
    ) -> None:
        openvino = import_openvino()
        self._tensor = openvino.Tensor
        self._biases, self._width = StageBiases(network), 3 * network.config.joints
        options = {
            "INFERENCE_PRECISION_HINT": "bf16" if bfloat16 else "f32",
            "INFERENCE_NUM_THREADS": torch.get_num_threads(),
            "PERFORMANCE_HINT": "LATENCY",
            "NUM_STREAMS": 1,
        }
        model = openvino.Core().compile_model(_graph(network, ranges), "CPU", options)
        self._request = model.create_infer_request()

    @torch.no_grad()
    def __call__(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, ""]) -> Float[Tensor, "*batch J 3"]:
        """Noise z, as :meth:`ScoreNetwork.forward` for a t without a batch shape."""
        flat = pose.detach().reshape(-1, self._width).float().contiguous()
        noise = torch.empty_like(flat)
        request = self._request
        for index, tensor in enumerate((flat, self._biases(t))):
            request.set_input_tensor(index, self._tensor(tensor.numpy(), shared_memory=True))
        request.set_output_tensor(self._tensor(noise.numpy(), shared_memory=True))
        request.infer()
        return noise.view(pose.shape).to(pose.dtype)


def import_openvino() -> Any:
    """The module openvino; raises ValueError with the extra's name when it is not installed."""
    try:
        import openvino
    except ImportError:
        raise ValueError("this backend needs OpenVINO: pip install 'zedo[openvino]'") from None
    return openvino


def _graph(network: ScoreNetwork, ranges: Sequence[tuple[float, float]] | None) -> Any:
    """The model: poses (N, 3 J) and biases (stages, width) in, noise (N, 3 J) out."""
    import openvino
    from openvino import opset13 as ops

    config, layers = network.config, stages(network)
    pose = ops.parameter([-1, 3 * config.joints], np.float32)
    biases = ops.parameter([len(layers), config.width], np.float32)
    bias = ops.split(biases, ops.constant(0), len(layers))

    def product(x: Any, weight: Tensor, span: tuple[float, float] | None) -> Any:
        constant = ops.constant(weight.detach().float().numpy())
        if span is not None:
            x = ops.fake_quantize(x, *2 * [ops.constant(np.float32(end)) for end in _with_exact_zero(*span)], LEVELS)
            reach = weight.detach().abs().amax(dim=1, keepdim=True).float().numpy()
            ends = [ops.constant(end) for end in (-reach, reach)]
            constant = ops.fake_quantize(constant, *2 * ends, LEVELS - 1)
        return ops.matmul(x, constant, False, True)

    def stage(index: int, x: Any) -> Any:
        layer = layers[index]
        span = ranges[index] if ranges is not None and index > 0 else None
        h = ops.add(product(x, layer.linear.weight, span), bias.output(index))
        grouped = ops.reshape(h, ops.constant([-1, config.groups, config.width // config.groups]), False)
        # Written out: OpenVINO makes one fused pass of it, and rounds wrongly in its own group normalisation.
        axis = ops.constant([2])
        centred = ops.subtract(grouped, ops.reduce_mean(grouped, axis, True))
        variance = ops.reduce_mean(ops.multiply(centred, centred), axis, True)
        normalised = ops.divide(centred, ops.sqrt(ops.add(variance, ops.constant(np.float32(layer.norm.eps)))))
        h = ops.reshape(normalised, ops.constant([-1, config.width]), False)
        scale, shift = (ops.constant(p.detach().float().numpy()[None]) for p in (layer.norm.weight, layer.norm.bias))
        return ops.swish(ops.add(ops.multiply(h, scale), shift))

    h = stage(0, pose)
    for index in range(1, len(layers), 2):
        h = ops.add(h, stage(index + 1, stage(index, h)))
    last = ops.constant(network.last.bias.detach().float().numpy()[None])
    return openvino.Model([ops.add(product(h, network.last.weight, None), last)], [pose, biases])


def _with_exact_zero(low: float, high: float) -> tuple[float, float]:
    """The range moved by less than a step so that zero is one of its levels."""
    step = (high - low) / (LEVELS - 1)
    low = round(low / step) * step
    return low, low + (LEVELS - 1) * step
