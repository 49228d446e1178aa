"""How a prior's network is evaluated: one function from a backend's name to the same prior on that backend."""

from __future__ import annotations

import copy
import importlib.util
from typing import Literal, TypeVar, get_args

import torch

from zedo.prior.network import ScoreNetwork
from zedo.prior.prior import PosePrior, Prior
from zedo.system.device import native_bfloat16, native_int8
from zedo.system.errors import ZedoError

Backend = Literal["auto", "torch", "torch-bf16", "torch-compile", "openvino", "openvino-int8", "onnx", "onnx-int8"]
AnyPrior = TypeVar("AnyPrior", bound=Prior)

BACKENDS: tuple[Backend, ...] = get_args(Backend)
"""``torch``: float32, the reference. ``torch-bf16``: bfloat16 products. ``torch-compile``: compiled, in bfloat16 where
the device multiplies it natively; its first call compiles for seconds and needs a C++ compiler on a CPU. ``openvino``:
in the same precision, on CPUs, with the extra ``openvino``. ``onnx``: float32 on
ONNX Runtime, on CPUs, with the extra ``onnx``. ``openvino-int8``, ``onnx-int8``: products of 8-bit integers but for the
first and the last layer. ``auto``: the fastest of them that the machine has and that compiles nothing. What each
does to speed and accuracy stands in benchmarks/results/speed.md."""


def choose_backend(name: str, device: torch.device) -> str:
    """The backend called ``name``, with ``auto`` resolved.

    Raises:
        ZedoError: on an unknown name, or for OpenVINO or ONNX Runtime on a device that is no CPU.
    """
    if name not in BACKENDS:
        raise ZedoError(f"unknown backend {name!r}; it is one of {', '.join(BACKENDS)}")
    if name.startswith(("openvino", "onnx")) and device.type != "cpu":
        raise ZedoError(f"backend {name!r} runs on CPUs; on {str(device)!r} use torch-bf16 or torch-compile")
    if name != "auto":
        return name
    if device.type == "cpu":
        if importlib.util.find_spec("openvino") is not None:
            return "openvino-int8" if native_int8() else "openvino"
        if importlib.util.find_spec("onnx") is not None and native_int8():
            return "onnx-int8"
    return "torch-bf16" if native_bfloat16(device) else "torch"


def running_engine(prior: Prior, backend: str, asked: bool) -> str:
    """The backend that a prior will run on, if ``backend`` is the one of this machine.

    Only a :class:`PosePrior` with a :class:`ScoreNetwork` can run on another engine than torch.

    Args:
        asked: whether the user named the backend.

    Raises:
        ZedoError: when they named one that the prior cannot run on.
    """
    if isinstance(prior, PosePrior) and isinstance(prior.network, ScoreNetwork):
        return backend
    if asked and backend != "torch":
        raise ZedoError(f"backend {backend!r} is for zedo's own networks; this prior brings another, which torch runs")
    return "torch"


def with_backend(prior: AnyPrior, backend: str, device: torch.device) -> AnyPrior:
    """The prior with its network on a backend that :func:`running_engine` gave.

    Raises:
        ZedoError: when what the backend needs is not installed.
    """
    if not isinstance(prior, PosePrior) or backend == "torch" or not isinstance(prior.network, ScoreNetwork):
        return prior
    network = prior.network
    if backend == "torch-bf16":
        return prior.with_network(copy.deepcopy(network).to(torch.bfloat16))
    bfloat16 = native_bfloat16(device)
    if backend == "torch-compile":
        from zedo.engines.compiled import CompiledNetwork

        return prior.with_network(CompiledNetwork(network, torch.bfloat16 if bfloat16 else torch.float32))
    from zedo.engines.quantise import activation_ranges

    ranges = activation_ranges(prior) if backend.endswith("-int8") else None
    if backend.startswith("onnx"):
        from zedo.engines.onnx import ONNXNetwork

        return prior.with_network(ONNXNetwork(network, ranges))
    from zedo.engines.openvino import OpenVINONetwork

    return prior.with_network(OpenVINONetwork(network, bfloat16, ranges))
