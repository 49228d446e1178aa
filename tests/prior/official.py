"""Checkpoints in the exact format of the official ZeDO and GFPose releases, and their network's formula."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

Weights = dict[str, Tensor]


def layer_shapes(conditional: bool, joints: int, width: int, time_width: int, blocks: int) -> dict[str, tuple]:
    """Layers in the order in which the release's constructor makes them."""
    shapes: dict[str, tuple] = {"pre_dense": (width, 3 * joints), "pre_dense_t": (width, time_width)}
    if conditional:
        shapes["pre_dense_cond"] = (width, width)
    shapes |= {"pre_gnorm": (width,), "shared_time_embed.0": (time_width, time_width)}
    if conditional:
        shapes["cond_embed.0"] = (width, 3 * joints)
    for b in range(1, blocks + 1):
        for half in (1, 2):
            shapes |= {f"b{b}_dense{half}": (width, width), f"b{b}_dense{half}_t": (width, time_width)}
            if conditional:
                shapes[f"b{b}_dense{half}_cond"] = (width, width)
            shapes[f"b{b}_gnorm{half}"] = (width,)
    return shapes | {"post_dense": (3 * joints, width)}


def random_weights(
    seed: int, conditional: bool = False, joints: int = 17, width: int = 64, time_width: int = 32, blocks: int = 2
) -> Weights:
    generator = torch.Generator().manual_seed(seed)
    weights = {}
    for name, shape in layer_shapes(conditional, joints, width, time_width, blocks).items():
        scale = shape[1] ** -0.5 if len(shape) == 2 else 0.1
        weights[f"{name}.weight"] = scale * torch.randn(shape, generator=generator) + (len(shape) == 1)
        weights[f"{name}.bias"] = 0.1 * torch.randn(shape[0], generator=generator)
    return weights


def checkpoint(last: Weights, average: Weights, parallel: bool) -> dict[str, Any]:
    """What the training scripts save; ZeDO trains in parallel (`DataParallel`), GFPose on one device."""
    before = "module." if parallel else ""
    sigmas = torch.logspace(1.7, -2, 1000, dtype=torch.float64)
    return {
        "epoch": 1501,
        "model_state_dict": {f"{before}{name}": value for name, value in ({"sigmas": sigmas} | last).items()},
        "optimizer_state_dict": {"state": {0: {"step": torch.tensor(3.0)}}, "param_groups": [{"lr": 2e-4}]},
        "ema": {"decay": 0.9999, "num_updates": 12345, "shadow_params": list(average.values())},
        "step": 12345,
    }


def save(path: Path, content: Any) -> Path:
    torch.save(content, path)
    return path


def published_network(weights: Weights, pose: Tensor, t: Tensor) -> Tensor:
    """The noise by the formula of the release, in float64: poses (B, J, 3) in its units, times (B,), no condition.

    h = silu(norm(W x + V e + U c)), twice a block with a residual; e = silu(E sinusoid(999 t)), c = silu(C 0).
    """

    weights, pose, t = {name: value.double() for name, value in weights.items()}, pose.double(), t.double()

    def linear(name: str, x: Tensor) -> Tensor:
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    half = weights["shared_time_embed.0.weight"].shape[0] // 2
    rates = 10_000.0 ** (-torch.arange(half, dtype=torch.float64) / (half - 1))
    angles = 999 * t[:, None] * rates
    embedded = functional.silu(linear("shared_time_embed.0", torch.cat([angles.sin(), angles.cos()], dim=1)))
    conditional = "cond_embed.0.weight" in weights
    condition = (
        functional.silu(linear("cond_embed.0", torch.zeros(1, pose[0].numel()).double())) if conditional else None
    )

    def stage(dense: str, norm: str, x: Tensor) -> Tensor:
        h = linear(dense, x) + linear(f"{dense}_t", embedded)
        if condition is not None:
            h = h + linear(f"{dense}_cond", condition)
        return functional.silu(functional.group_norm(h, 32, weights[f"{norm}.weight"], weights[f"{norm}.bias"]))

    h = stage("pre_dense", "pre_gnorm", pose.flatten(1))
    for b in range(1, 1 + sum(name.endswith("_dense1.weight") for name in weights)):
        h = h + stage(f"b{b}_dense2", f"b{b}_gnorm2", stage(f"b{b}_dense1", f"b{b}_gnorm1", h))
    return linear("post_dense", h).view(pose.shape)
