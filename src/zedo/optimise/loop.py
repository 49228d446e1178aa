"""Algorithm 1's loop (paper §3.3): translate, project, denoise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.optimise.projection import project_onto_rays, robust_pull
from zedo.optimise.translation import TranslationSolver, translation_weights
from zedo.system.errors import ZedoError

Projection = Literal["hard", "confidence", "robust"]

Callback = Callable[[int, Tensor, Tensor, Tensor], None]
"""Called after iteration i with (i, t, pose (S, N, J, 3), translation (S, N, 3)), metres. The next iteration may write
over pose and translation: a callback copies what it keeps."""


@dataclass(frozen=True)
class LoopSettings:
    """Settings of the loop; the defaults are the paper's, with the released code's choices where it is silent.

    Attributes:
        iterations: n, one network evaluation each.
        t_start, t_end: the truncated diffusion times, linear over the iterations.
        warmup: share of the iterations that keep T_0.
        step: how far to go along each denoising step; the released code's 1 is 1/1000 of the reverse SDE's unit time.
        translation_power: power of the confidence that weighs the squares of the translation's residuals.
        projection: ``hard`` puts every visible joint on its ray (the paper); ``confidence`` moves it that share of the
            way; ``robust`` finds out how far to trust each keypoint (:func:`zedo.optimise.projection.robust_pull`), and
            the next iteration's translation weighs keypoints by that trust, too. A missing joint is never moved.
    """

    iterations: int = 1000
    t_start: float = 0.1
    t_end: float = 0.01
    warmup: float = 0.2
    step: float = 1.0
    translation_power: int = 4
    projection: Projection = "hard"

    def __post_init__(self) -> None:
        if self.iterations < 1:
            raise ZedoError(f"{self.iterations} iterations; at least 1 is needed")
        if not 0 < self.t_end <= self.t_start <= 1:
            raise ZedoError(
                f"times run from {self.t_start:g} to {self.t_end:g}; 0 < t_end <= t_start <= 1 was expected"
            )
        if not 0 <= self.warmup <= 1:
            raise ZedoError(f"warm-up is {self.warmup:g} of the iterations; a share between 0 and 1 was expected")
        if not self.step > 0:
            raise ZedoError(f"the step is {self.step:g} of the denoiser's; a positive number was expected")
        if self.projection not in get_args(Projection):
            raise ZedoError(f"unknown projection {self.projection!r}; it is one of {', '.join(get_args(Projection))}")


def loop_times(settings: LoopSettings, pose: Tensor) -> Float[Tensor, " iterations"]:
    """The truncated diffusion times, in the precision and on the device of the poses."""
    return torch.linspace(settings.t_start, settings.t_end, settings.iterations, dtype=pose.dtype, device=pose.device)


def ignore(i: int, t: Tensor, pose: Tensor, translation: Tensor) -> None:
    """A callback for when nobody asks."""


class Loop(Protocol):
    """What takes the steps: :func:`run_loop`, or anything that takes and gives the same."""

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
        """Arguments and result as of :func:`run_loop`."""
        ...


def run_loop(
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
    """P_n and the last T from P_0 and T_0, metres.

    Args:
        plane: r / r_z of r = K⁻¹p, for the translation. rays: r̂ = r / |r|, for the projection. Finite everywhere.
        confidence: C_2d, exactly 0 for missing joints.
        denoise: θ_g(P̃, t).
        callback: called after each iteration.
        offset: from each joint to what the rays are of, metres; 0, as in the paper, where they are of the joints.
    """
    weights = translation_weights(confidence, settings.translation_power)
    solve_translation = TranslationSolver(plane, weights)
    visible = (confidence > 0).to(pose.dtype)
    pull = confidence if settings.projection == "confidence" else visible
    warmup = int(settings.warmup * settings.iterations)
    for i, t in enumerate(loop_times(settings, pose)):
        if i >= warmup:
            translation = solve_translation(pose + offset)
        if settings.projection == "robust":
            pull = robust_pull(pose + offset, translation, rays, visible)
            # Of the poses as they are now; the translation that goes with them is solved in the next iteration.
            solve_translation = TranslationSolver(plane, weights * pull)
        pose = project_onto_rays(pose + offset, translation, rays, pull) - offset
        pose = pose.lerp(denoise(pose, t), settings.step)
        callback(i, t, pose, translation)
    return pose, translation
