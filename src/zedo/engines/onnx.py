"""The score network on ONNX Runtime: the same graph of constant weights, which any machine with a detector can run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from zedo.engines.bound import BoundNetwork
from zedo.engines.folded import stages
from zedo.prior.network import ScoreNetwork
from zedo.system.errors import ZedoError

OPSET, IR_VERSION = 17, 8
"""Of ONNX 1.12, which ONNX Runtime 1.20 and all later ones read."""

CONTRIB = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""


class ONNXNetwork(BoundNetwork):
    """A :class:`BoundNetwork` on ONNX Runtime.

    Args:
        network: its weights are copied.
        ranges: of each stage's input (:func:`zedo.engines.quantise.activation_ranges`). With them the products of all
            stages but the first, which reads poses, are of 8-bit integers: activations in one range a stage, weights in
            one range a row.

    Raises:
        ZedoError: when the package onnx is not installed.
    """

    def __init__(self, network: ScoreNetwork, ranges: Sequence[tuple[float, float]] | None = None) -> None:
        super().__init__(network)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        model = _model(network, ranges).SerializeToString()
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _bind(self, poses: Tensor, biases: Tensor, noise: Tensor) -> Callable[[], Any]:
        binding = self._session.io_binding()
        for name, tensor, bind in (
            ("pose", poses, binding.bind_input), ("biases", biases, binding.bind_input),
            ("noise", noise, binding.bind_output),
        ):  # fmt: skip
            bind(name, "cpu", 0, np.float32, list(tensor.shape), tensor.data_ptr())
        return lambda: self._session.run_with_iobinding(binding)


def _model(network: ScoreNetwork, ranges: Sequence[tuple[float, float]] | None) -> Any:
    """The ONNX model from ``pose`` (N, 3 J) and ``biases`` (stages, width) to ``noise`` (N, 3 J)."""
    try:
        from onnx import TensorProto, checker, helper, numpy_helper
    except ImportError:
        raise ZedoError("this backend needs the package onnx: pip install 'zedo[onnx]'") from None
    config, layers, nodes, constants = network.config, stages(network), [], []

    def constant(value: np.ndarray | np.generic) -> str:
        constants.append(numpy_helper.from_array(np.asarray(value), f"constant_{len(constants)}"))
        return constants[-1].name

    def numbers(tensor: Tensor) -> np.ndarray:
        return tensor.detach().float().numpy()

    def node(kind: str, *inputs: str, **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [f"{kind}_{len(nodes)}"], **attributes))
        return nodes[-1].output[0]

    def linear(x: str, weight: Tensor, bias: str, span: tuple[float, float] | None) -> str:
        columns = np.ascontiguousarray(numbers(weight).T)
        if span is None:
            return node("Add", node("MatMul", x, constant(columns)), bias)
        low, high = span
        step = np.float32((high - low) / 255)
        quantised = constant(step), constant(np.uint8(round(-low / step)))
        steps = np.abs(columns).max(axis=0) / 127
        integers, zeros = np.round(columns / steps).astype(np.int8), np.zeros(len(steps), dtype=np.int8)
        x = node("QuantizeLinear", x, *quantised)
        # ONNX Runtime's own operator: the standard's way of writing it is not always recognised, and then no faster.
        operands = x, constant(integers), quantised[0], constant(steps), quantised[1], constant(zeros), bias
        return node("MatMulIntegerToFloat", *operands, domain=CONTRIB)

    def stage(index: int, x: str) -> str:
        layer = layers[index]
        bias = node("Gather", "biases", constant(np.int64(index)))
        h = linear(x, layer.linear.weight, bias, ranges[index] if ranges and index else None)
        # Layer normalisation over each group's units, which ONNX Runtime has as one pass.
        grouped = node("Reshape", h, constant(np.array([-1, config.groups, config.width // config.groups])))
        ones = constant(np.ones(config.width // config.groups, dtype=np.float32))
        normalised = node("LayerNormalization", grouped, ones, epsilon=layer.norm.eps)
        h = node("Reshape", normalised, constant(np.array([-1, config.width])))
        h = node("Add", node("Mul", h, constant(numbers(layer.norm.weight))), constant(numbers(layer.norm.bias)))
        return node("Mul", h, node("Sigmoid", h))

    h = stage(0, "pose")
    for index in range(1, len(layers), 2):
        h = node("Add", h, stage(index + 1, stage(index, h)))
    last = linear(h, network.last.weight, constant(numbers(network.last.bias)), None)
    nodes.append(helper.make_node("Identity", [last], ["noise"]))

    def value(name: str, *shape: int | str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    width = 3 * config.joints
    graph = helper.make_graph(
        nodes, "score", [value("pose", "N", width), value("biases", len(layers), config.width)],
        [value("noise", "N", width)], constants,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
    checker.check_model(model)
    return model
