"""The loop with each iteration in one graph of OpenVINO: translation, projection and denoiser without a step between.

It does what :func:`zedo.optimise.loop.run_loop` does, which is the one to read; a test holds the two together.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.engines.bound import MAX_BATCH_SIZES
from zedo.engines.openvino import (
    OpenVINONetwork,
    bind,
    compile_graph,
    import_openvino,
    network_nodes,
)
from zedo.optimise.loop import Callback, LoopSettings, ignore, loop_times, run_loop
from zedo.optimise.translation import TranslationSolver, translation_weights
from zedo.prior.prior import PosePrior
from zedo.prior.score import ScorePrior
from zedo.system.device import torch_on_one_thread

MIN_ITERATIONS = 100
"""A graph is made for each batch size, which takes a quarter of a second: too long for a few iterations."""

MAX_POSES = 64
"""With more, what a call costs beside its arithmetic no longer counts, and float32 in the graph does."""


class FusedLoop:
    """:func:`zedo.optimise.loop.run_loop` for a prior whose network is on OpenVINO."""

    def __init__(self, prior: PosePrior) -> None:
        self._prior = prior
        self._graph = functools.lru_cache(2 * MAX_BATCH_SIZES)(self._compile)

    def __call__(
        self,
        pose: Float[Tensor, "S N J 3"],
        translation: Float[Tensor, "S N 3"],
        plane: Float[Tensor, "N J 2"],
        rays: Float[Tensor, "N J 3"],
        confidence: Float[Tensor, "N J"],
        denoise: Callable[[Tensor, Tensor], Tensor],
        settings: LoopSettings,
        *,
        callback: Callback = ignore,
        offset: Float[Tensor, "S N J 3"] | float = 0.0,
    ) -> tuple[Float[Tensor, "S N J 3"], Float[Tensor, "S N 3"]]:
        """P_n and the last T from P_0 and T_0; arguments as of :func:`zedo.optimise.loop.run_loop`, float32.

        Short loops, many poses, robust projections, marked points and other priors than score matching's take the
        steps one by one, with ``denoise``, and so do networks in bfloat16, since the graph's geometry must not be
        rounded to it.
        """
        prior, network = self._prior, self._prior.network
        with torch_on_one_thread():
            if (
                settings.projection != "robust"
                and settings.iterations >= MIN_ITERATIONS
                and not isinstance(offset, Tensor)
                and pose[..., 0, 0].numel() <= MAX_POSES
                and isinstance(prior, ScorePrior)
                and isinstance(network, OpenVINONetwork)
                and not (network.bfloat16 and network.ranges is None)
            ):
                return self._run(prior, network, pose, translation, plane, rays, confidence, settings, callback)
            return run_loop(
                pose, translation, plane, rays, confidence, denoise, settings, callback=callback, offset=offset
            )

    def _run(
        self,
        prior: ScorePrior,
        network: OpenVINONetwork,
        pose: Float[Tensor, "S N J 3"],
        translation: Float[Tensor, "S N 3"],
        plane: Float[Tensor, "N J 2"],
        rays: Float[Tensor, "N J 3"],
        confidence: Float[Tensor, "N J"],
        settings: LoopSettings,
        callback: Callback,
    ) -> tuple[Float[Tensor, "S N J 3"], Float[Tensor, "S N 3"]]:
        count, width = pose[..., 0, 0].numel(), pose.shape[-2] * 3
        solver = TranslationSolver(plane, translation_weights(confidence, settings.translation_power))
        pull = confidence if settings.projection == "confidence" else (confidence > 0).to(pose.dtype)

        def shared(tensor: Tensor) -> Tensor:
            return tensor.expand(*pose.shape[:2], *tensor.shape[1:]).reshape(count, *tensor.shape[1:]).contiguous()

        flat, out = pose.reshape(count, width).clone(), torch.empty(count, width)
        placed = translation.reshape(count, 3).clone()
        scene = [shared(rays).reshape(count, width), shared(pull.repeat_interleave(3, dim=-1))]
        biases, step = torch.empty_like(network.biases(1.0)), torch.empty(2)
        fixed = bind(self._graph(network, count, False), [flat, *scene, biases, step, placed], [out])
        matrix = shared(solver.matrix).reshape(count, 3, width)
        solved = bind(self._graph(network, count, True), [flat, *scene, biases, step, matrix], [out, placed])
        times = loop_times(settings, pose)
        kept, taken = prior.step(times)
        steps = torch.stack([1 + settings.step * (kept - 1), settings.step * taken], dim=-1)
        warmup = int(settings.warmup * settings.iterations)
        for i, t in enumerate(times):
            step.copy_(steps[i])
            biases.copy_(network.biases(float(t)))
            (solved if i >= warmup else fixed)()
            flat.copy_(out)
            callback(i, t, flat.view(pose.shape), placed.view(translation.shape))
        return flat.view(pose.shape), placed.view(translation.shape)

    def _compile(self, network: OpenVINONetwork, count: int, solves: bool) -> Any:
        ops = import_openvino().opset13
        width = 3 * network.network.config.joints

        def parameter(*shape: int) -> Any:
            return ops.parameter(list(shape), np.float32)

        pose, rays, pull = (parameter(count, width) for _ in range(3))
        biases, step = parameter(*network.biases(1.0).shape), parameter(2)
        if solves:
            given = parameter(count, 3, width)
            translation = ops.matmul(given, ops.reshape(pose, ops.constant([0, width, 1]), True), False, False)
            translation = ops.reshape(translation, ops.constant([0, 3]), True)
            depth = ops.slice(translation, *(ops.constant([value]) for value in (2, 3, 1, 1)))
            behind = ops.less(depth, ops.constant(np.float32(0)))
            translation = ops.select(behind, ops.negative(translation), translation)
        else:
            given = translation = parameter(count, 3)
        joints = ops.constant([0, width // 3, 3])
        placed = ops.add(ops.reshape(pose, joints, True), ops.unsqueeze(translation, ops.constant([1])))
        ray = ops.reshape(rays, joints, True)
        along = ops.reduce_sum(ops.multiply(placed, ray), ops.constant([2]), True)
        to_rays = ops.reshape(ops.subtract(ops.multiply(along, ray), placed), ops.constant([0, width]), True)
        projected = ops.add(pose, ops.multiply(pull, to_rays))
        noise = network_nodes(network.network, projected, biases, network.ranges)
        kept, taken = ops.split(step, ops.constant(0), 2).outputs()
        denoised = ops.subtract(ops.multiply(kept, projected), ops.multiply(taken, noise))
        results = [denoised, translation] if solves else [denoised]
        # In bfloat16 the geometry would be rounded too, by millimetres.
        return compile_graph([pose, rays, pull, biases, step, given], results, bfloat16=False)
