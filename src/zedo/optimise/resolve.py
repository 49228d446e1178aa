"""From what a caller names to what lifts: the preset, the prior on its engine, the loop, and where poses start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.engines.backend import Backend, choose_backend, running_engine, with_backend
from zedo.optimise.anchors import load_anchors
from zedo.optimise.loop import Loop, run_loop
from zedo.optimise.presets import Preset, PresetName, find_preset
from zedo.prior.checkpoint import find_prior, load_prior
from zedo.prior.prior import PosePrior, Prior, body_size, denoiser
from zedo.proposal.checkpoint import load_proposal_of
from zedo.proposal.proposal import Proposal
from zedo.system.device import find_device, torch_on_one_thread
from zedo.system.errors import ZedoError


@dataclass(frozen=True)
class Parts:
    """What a lifter lifts with.

    Attributes:
        settings: the preset, with the iterations that were asked for.
        prior: as it was given or loaded. inference: the same on its engine.
        engine: one of :data:`zedo.engines.backend.BACKENDS` but ``auto``, what evaluates the prior's network.
        loop: takes the steps. loop_name: of the caller's own, "" for zedo's.
        proposal, anchors: where poses start; None for what the preset does not start from.
        hypotheses: that come back.
        device: of all tensors.
    """

    settings: Preset
    prior: Prior
    inference: Prior
    engine: str
    loop: Loop
    loop_name: str
    proposal: Proposal | None
    anchors: Float[Tensor, "S J 3"] | None
    hypotheses: int
    device: torch.device

    def denoiser(self, seed: int) -> Callable[[Tensor, Tensor], Tensor]:
        """θ_g for one run; what is not zedo's own is checked to give poses back."""
        step = denoiser(self.inference, seed)
        return step if isinstance(self.inference, PosePrior) else _checked_step(step)


def resolve(
    prior: str | Path | Prior,
    preset: PresetName | Preset,
    *,
    hypotheses: int | None = None,
    iterations: int | None = None,
    device: str = "cpu",
    backend: Backend = "auto",
    seed: int = 0,
    anchors: Float[np.ndarray, "S J 3"] | None = None,
    sampler: str | None = None,
    loop: Loop | None = None,
) -> Parts:
    """The parts that the arguments of :class:`zedo.optimise.lifter.Lifter` name; that says what they and errors are."""
    settings = preset if isinstance(preset, Preset) else find_preset(preset)
    if iterations is not None:
        settings = replace(settings, loop=replace(settings.loop, iterations=iterations))
    where = find_device(device)
    chosen = choose_backend(backend, where)
    found = _prior(prior, device, sampler)
    engine = running_engine(found, chosen, asked=backend != "auto")
    inference = with_backend(found, engine, where)
    if settings.body_size == "prior" and body_size(found) is None:
        raise ZedoError("this prior does not know its mean body size; give it one, or use the preset paper")
    if settings.answer == "weighted" and not (hasattr(found, "clean") and hasattr(found, "sde")):
        raise ZedoError(
            "this preset weighs hypotheses by what the prior makes of them, for which it needs the methods of "
            "zedo.prior.prior.PosePrior; use the preset paper"
        )
    count = hypotheses if hypotheses is not None else len(anchors) if anchors is not None else settings.hypotheses
    if count < 1:
        raise ZedoError(f"{count} hypotheses were asked for; at least 1 is needed")
    proposal = start = None
    if settings.start == "proposal":
        if anchors is not None:
            raise ZedoError("anchors were given, but this preset starts from proposals; use the preset paper")
        if not isinstance(prior, str | Path):
            raise ZedoError("a prior object brings no proposal network; use the preset paper with anchors")
        proposal = load_proposal_of(prior, device)
    elif settings.start == "anchors":
        start = _anchors(prior, found, anchors, settings.followed(count), seed).to(where)
    return Parts(
        settings=settings,
        prior=found,
        inference=inference,
        engine=engine,
        loop=_loop(loop, inference, engine),
        loop_name=_name(loop),
        proposal=proposal,
        anchors=start,
        hypotheses=count,
        device=where,
    )


def _prior(prior: str | Path | Prior, device: str, sampler: str | None) -> Prior:
    if isinstance(prior, str | Path):
        return load_prior(prior, device, sampler)
    if not isinstance(prior, Prior):
        raise ZedoError(
            f"the prior is of type {type(prior).__name__}; the name of a shipped prior, a file of `zedo train`, or an "
            "object with denoise(pose, t) and skeleton was expected"
        )
    if sampler is not None:
        raise ZedoError(f"the sampler {sampler!r} is for a prior that is loaded here; a prior object has its own")
    return prior


def _anchors(
    named: str | Path | Prior, prior: Prior, anchors: np.ndarray | None, count: int, seed: int
) -> Float[Tensor, "S J 3"]:
    joints = len(prior.skeleton)
    if anchors is None:
        if not isinstance(named, str | Path):
            raise ZedoError(f"a prior object brings no anchors; pass anchors= of shape (S, {joints}, 3) too")
        anchors = load_anchors(find_prior(named).with_name("anchors.npz"), prior.skeleton, count, seed)
    elif np.shape(anchors) != (count, joints, 3):
        raise ZedoError(f"anchors have shape {np.shape(anchors)}; ({count}, {joints}, 3) was expected")
    return torch.as_tensor(anchors, dtype=torch.float32)


def _loop(given: Loop | None, inference: Prior, engine: str) -> Loop:
    if given is None and engine.startswith("openvino"):
        from zedo.optimise.fused import FusedLoop

        assert isinstance(inference, PosePrior)  # no other runs on OpenVINO
        return FusedLoop(inference)
    loop = run_loop if given is None else _checked_loop(given)
    return torch_on_one_thread()(loop) if engine.startswith(("onnx", "openvino")) else loop


def _name(loop: Loop | None) -> str:
    return "" if loop is None else getattr(loop, "__qualname__", type(loop).__qualname__)


def _checked_loop(loop: Loop) -> Loop:
    def checked(pose: Tensor, *scene: object, **options: object) -> tuple[Tensor, Tensor]:
        found = loop(pose, *scene, **options)  # type: ignore[arg-type]
        shapes = [getattr(part, "shape", None) for part in found] if isinstance(found, tuple) else None
        if shapes != [pose.shape, (*pose.shape[:-2], 3)]:
            raise ZedoError(
                f"the loop gave {shapes or type(found).__name__}; a tuple of poses {tuple(pose.shape)} and "
                f"translations {(*pose.shape[:-2], 3)} was expected"
            )
        return found

    return checked  # type: ignore[return-value]


def _checked_step(denoise: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    def checked(pose: Tensor, t: Tensor) -> Tensor:
        found = denoise(pose, t)
        if not isinstance(found, Tensor) or found.shape != pose.shape:
            what = tuple(found.shape) if isinstance(found, Tensor) else type(found).__name__
            raise ZedoError(f"the prior's denoise gave {what}; a tensor of the shape {tuple(pose.shape)} was expected")
        return found.to(pose)

    return checked
