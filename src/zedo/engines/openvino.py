"""The score network on OpenVINO: one graph of constant weights for products in float32, bfloat16 or 8-bit integers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import torch
from torch import Tensor

from zedo.engines.bound import BoundNetwork
from zedo.engines.folded import stages
from zedo.prior.network import ScoreNetwork
from zedo.system.errors import ZedoError
from zedo.system.offline import without_module

LEVELS = 256
"""Of an 8-bit activation; weights take 255, so that zero is one of them and both signs reach equally far."""


class OpenVINONetwork(BoundNetwork):
    """A :class:`BoundNetwork` on OpenVINO.

    Args:
        network: its weights are copied.
        bfloat16: whether products and normalisation may be rounded to bfloat16.
        ranges: of each stage's input (:func:`zedo.engines.quantise.activation_ranges`). With them the products of all
            stages but the first, which reads poses, are of 8-bit integers: activations in one range a stage, weights in
            one range a row.

    Raises:
        ZedoError: when OpenVINO is not installed.
    """

    def __init__(
        self, network: ScoreNetwork, bfloat16: bool, ranges: Sequence[tuple[float, float]] | None = None
    ) -> None:
        super().__init__(network)
        self.bfloat16, self.ranges = bfloat16, ranges
        openvino = import_openvino()
        pose = openvino.opset13.parameter([-1, self._width], np.float32)
        biases = openvino.opset13.parameter(list(self.biases(1.0).shape), np.float32)
        noise = network_nodes(network, pose, biases, ranges)
        self._model = compile_graph([pose, biases], [noise], bfloat16)

    def _bind(self, poses: Tensor, biases: Tensor, noise: Tensor) -> Callable[[], Any]:
        return bind(self._model, [poses, biases], [noise])


def compile_graph(parameters: list[Any], results: list[Any], bfloat16: bool) -> Any:
    """The graph between these nodes, compiled for a CPU and as many threads as torch has."""
    openvino = import_openvino()
    options = {
        "INFERENCE_PRECISION_HINT": "bf16" if bfloat16 else "f32",
        "INFERENCE_NUM_THREADS": torch.get_num_threads(),
        "PERFORMANCE_HINT": "LATENCY",
        "NUM_STREAMS": 1,
        # Pinned threads of several processes would share the first cores, and leave the others idle.
        "ENABLE_CPU_PINNING": False,
    }
    model = openvino.Model(results, parameters)
    # OpenVINO gives the thread that compiles a stack for signals, where registers are as wide as AMX's. When models end
    # in another order than they were made, memory that is freed stays that stack, and Ctrl-C is a segmentation fault.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(openvino.Core().compile_model, model, "CPU", options).result()


def bind(model: Any, inputs: list[Tensor], outputs: list[Tensor]) -> Callable[[], Any]:
    """What turns the inputs into the outputs, in place: the model works in torch's memory."""
    openvino, request = import_openvino(), model.create_infer_request()
    for index, tensor in enumerate(inputs):
        request.set_input_tensor(index, openvino.Tensor(tensor.numpy(), shared_memory=True))
    for index, tensor in enumerate(outputs):
        request.set_output_tensor(index, openvino.Tensor(tensor.numpy(), shared_memory=True))
    return request.infer


def import_openvino() -> Any:
    """The module openvino; raises ZedoError with the extra's name when it is not installed."""
    try:
        # With this module it reports every import to its makers, from a forked process that may never end.
        with without_module("openvino_telemetry"):
            import openvino
            import openvino.opset13
    except ImportError:
        raise ZedoError("this backend needs OpenVINO: pip install 'zedo[openvino]'") from None
    return openvino


def network_nodes(
    network: ScoreNetwork, pose: Any, biases: Any, ranges: Sequence[tuple[float, float]] | None = None
) -> Any:
    """The graph's node of the noise (N, 3 J).

    Args:
        pose: node (N, 3 J). biases: node (stages, width).
        ranges: as of :class:`OpenVINONetwork`.
    """
    from openvino import opset13 as ops

    config, layers = network.config, stages(network)
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
        # Written out: OpenVINO makes one fused pass of it, and its own group normalisation is wrong in bfloat16.
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
    return ops.add(
        product(h, network.last.weight, None), ops.constant(network.last.bias.detach().float().numpy()[None])
    )


def _with_exact_zero(low: float, high: float) -> tuple[float, float]:
    """The range moved by less than a step so that zero is one of its levels."""
    step = (high - low) / (LEVELS - 1)
    low = round(low / step) * step
    return low, low + (LEVELS - 1) * step
