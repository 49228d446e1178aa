"""Checkpoints of the official ZeDO and GFPose releases as priors of zedo.

Both are `torch.save` files of a dict with ``model_state_dict`` (`ScoreModelFC_Adv`, its names with ``module.`` before
them when it was trained in parallel), ``ema`` (``shadow_params``, a list in the order of the parameters) and ``step``.
The network is :class:`zedo.prior.network.ScoreNetwork` under other names. GFPose's has a branch for a 2D or 3D
condition too, which without a condition adds constants.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from zedo.body.skeleton import H36M_17
from zedo.prior.checkpoint import fill
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.sde import SubVPSDE
from zedo.system.errors import ZedoError

GFPOSE_UNITS = 13.5
"""Units of GFPose's network a metre. It learnt pixels of Human3.6M's images, 500 of them being 1, times 30
(`lib/dataset/h36m.py`, `data_scale`), and depths at the same scale: 0.06 f / z, here with the mean focal length of the
cameras, 1,147 px, and their mean distance from the middle of the studio, 5.1 m."""


@dataclass(frozen=True)
class OfficialPrior:
    """What a checkpoint holds.

    Attributes:
        network: takes and is trained on poses in metres.
        sde: the forward process, in metres.
        conditional: whether the checkpoint is GFPose's, with a branch for conditions.
        averaged: whether the weights are the moving average.
        units: of the checkpoint's network a metre.
        step: optimiser steps, as far as the file says.
    """

    network: ScoreNetwork
    sde: SubVPSDE
    conditional: bool
    averaged: bool
    units: float
    step: int | None


def read_official(path: Path, ema: bool | None = None, units: float | None = None) -> OfficialPrior:
    """The unconditional prior in a checkpoint of the official ZeDO or GFPose code.

    Args:
        ema: take the moving average of the weights; None does as the releases do: GFPose's evaluation takes it, ZeDO's
            loads it and does not use it.
        units: of the checkpoint's network a metre; None takes 1 for ZeDO and :data:`GFPOSE_UNITS` for GFPose.

    Raises:
        ZedoError: when the file is no such checkpoint, or would run code.
    """
    if units is not None and not 0 < units < float("inf"):
        raise ZedoError(f"{units:g} units a metre; a positive number was expected")
    state = _load(path)
    try:
        weights = _weights(state.get("model_state_dict"))
        conditional, blocks = "cond_embed.0.weight" in weights, _count_blocks(weights)
        shapes = _shapes(weights, blocks, conditional)
        if unknown := sorted(set(weights) - set(shapes)):
            raise ZedoError(f"has weights {_some(unknown)}, which the published network does not")
        _check_shapes(weights, shapes)
        averaged = conditional if ema is None else ema
        if averaged:
            weights = _average(state.get("ema"), shapes)
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None
    if conditional:
        weights = _without_condition(weights, blocks)
    if units is None:
        units = GFPOSE_UNITS if conditional else 1.0
    # A pose in metres is so many units: into the first layer; noise of 1 unit is so much less in metres.
    weights = {**weights, "pre_dense.weight": units * weights["pre_dense.weight"]}
    width, time_width = (weights[name].shape[0] for name in ("pre_dense.weight", "shared_time_embed.0.weight"))
    config = NetworkConfig(width=width, blocks=blocks, time_width=time_width)
    network = fill(ScoreNetwork(config), {_ours(name): tensor for name, tensor in weights.items()}, path)
    step = state.get("step")
    return OfficialPrior(
        network,
        SubVPSDE(noise=1 / units),
        conditional,
        averaged,
        units,
        step if isinstance(step, int) else None,
    )


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ZedoError(f"{path}: no such file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pickles that it then refuses
            state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises a different type for each way a file can be broken
        if refused := re.search(r"GLOBAL (\S+)", str(error)):
            raise ZedoError(
                f"{path}: would run {refused[1]}, where tensors and plain containers were expected; it was not run"
            ) from None
        raise ZedoError(f"{path}: not a readable PyTorch checkpoint of plain tensors") from None
    if not isinstance(state, dict) or "model_state_dict" not in state:
        found = f"a dict of {_some(map(str, state))}" if isinstance(state, dict) else f"a {type(state).__name__}"
        raise ZedoError(f"{path}: holds {found}; a dict with 'model_state_dict' was expected")
    return state


def _weights(stored: Any) -> dict[str, Tensor]:
    """Parameters by name, float32, without the ``module.`` of parallel training and without buffers."""
    if not isinstance(stored, dict) or not all(isinstance(value, Tensor) for value in stored.values()):
        raise ZedoError("'model_state_dict' is no dict of tensors")
    named = {str(name).removeprefix("module."): value.float() for name, value in stored.items()}
    named.pop("sigmas", None)  # noise levels of another kind of SDE, which nothing reads
    return named


def _count_blocks(weights: dict[str, Tensor]) -> int:
    return max(
        (int(found[1]) for name in weights if (found := re.fullmatch(r"b(\d+)_dense1\.weight", name))), default=0
    )


def _shapes(weights: dict[str, Tensor], blocks: int, conditional: bool) -> dict[str, tuple[int, ...]]:
    """All parameters in the order in which the official constructor makes them, and so the moving average has them."""
    sizes = {}
    for name in ("pre_dense.weight", "shared_time_embed.0.weight"):
        if name not in weights or weights[name].ndim != 2:
            raise ZedoError(f"lacks the weights {name}, a matrix")
        sizes[name] = weights[name].shape[0]
    width, time_width = sizes.values()
    numbers, groups = 3 * len(H36M_17), NetworkConfig().groups
    if width % groups:
        raise ZedoError(f"its network has {width} units a layer; a multiple of {groups} was expected")
    layers: dict[str, tuple[int, ...]] = {}

    def stage(names: str, norm: str, inputs: int) -> None:
        layers.update({names: (width, inputs), f"{names}_t": (width, time_width)})
        if conditional:
            layers[f"{names}_cond"] = (width, width)
        layers[norm] = (width,)

    stage("pre_dense", "pre_gnorm", numbers)
    layers["shared_time_embed.0"] = (time_width, time_width)
    if conditional:
        layers["cond_embed.0"] = (width, numbers)
    for block in range(1, blocks + 1):
        for half in (1, 2):
            stage(f"b{block}_dense{half}", f"b{block}_gnorm{half}", width)
    layers["post_dense"] = (numbers, width)
    return {
        f"{name}.{kind}": shape if kind == "weight" else shape[:1]
        for name, shape in layers.items()
        for kind in ("weight", "bias")
    }


def _check_shapes(weights: dict[str, Tensor], shapes: dict[str, tuple[int, ...]]) -> None:
    if missing := [name for name in shapes if name not in weights]:
        raise ZedoError(f"lacks the weights {_some(missing)}")
    for name, shape in shapes.items():
        if tuple(weights[name].shape) != shape:
            raise ZedoError(
                f"{name} has shape {tuple(weights[name].shape)}; {shape} was expected for {len(H36M_17)} joints"
            )


def _average(stored: Any, shapes: dict[str, tuple[int, ...]]) -> dict[str, Tensor]:
    parameters = stored.get("shadow_params") if isinstance(stored, dict) else None
    if not isinstance(parameters, list) or not all(isinstance(value, Tensor) for value in parameters):
        raise ZedoError("has no moving average, a list 'shadow_params' of tensors in 'ema'; --no-ema does without")
    if len(parameters) != len(shapes):
        raise ZedoError(f"its moving average has {len(parameters)} tensors; {len(shapes)} were expected")
    average = {name: value.float() for name, value in zip(shapes, parameters, strict=True)}
    _check_shapes(average, shapes)
    return average


def _without_condition(weights: dict[str, Tensor], blocks: int) -> dict[str, Tensor]:
    """The condition 0, "none" to the network, is a constant: it goes into the biases of the stages."""
    # In float64, rounded once: processors add float32 in different orders.
    nothing = functional.silu(weights["cond_embed.0.bias"].double())
    plain = {name: value for name, value in weights.items() if "cond" not in name}
    for layer in ("pre_dense", *(f"b{block}_dense{half}" for block in range(1, blocks + 1) for half in (1, 2))):
        bias = weights[f"{layer}.bias"]
        added = functional.linear(nothing, *(weights[f"{layer}_cond.{kind}"].double() for kind in ("weight", "bias")))
        plain[f"{layer}.bias"] = (bias + added).to(bias.dtype)
    return plain


def _ours(name: str) -> str:
    """The name of an official parameter in :class:`ScoreNetwork`."""
    layer, kind = name.rsplit(".", 1)
    if layer in ("shared_time_embed.0", "post_dense"):
        return f"{'last' if layer == 'post_dense' else 'time'}.{kind}"
    found = re.fullmatch(r"(pre|b(\d+))_(dense|gnorm)([12]?)(_t)?", layer)
    assert found is not None  # checked by name before
    place = "first" if found[1] == "pre" else f"blocks.{int(found[2]) - 1}.{int(found[4]) - 1}"
    part = "norm" if found[3] == "gnorm" else "time" if found[5] else "linear"
    return f"{place}.{part}.{kind}"


def _some(names: Any) -> str:
    """The first of many names."""
    listed = list(names)
    return ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "") or "nothing"
