"""The DDPM and DDIM priors of the paper's Table 5: one network, discrete steps, and three ways to take one back.

Ho et al. 2020, "Denoising Diffusion Probabilistic Models" (DDPM); Song et al. 2021, "Denoising Diffusion Implicit
Models" (DDIM). Step k of K is the time t = k / K, so that both priors speak of the same t as the sub-VP SDE does.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from zedo.body.skeleton import Skeleton
from zedo.prior.prior import PosePrior
from zedo.system.errors import ZedoError

SAMPLERS = ("ddim", "ddpm", "ddpm-mean")
"""``ddim``: without noise (η = 0). ``ddpm``: the posterior's mean and noise. ``ddpm-mean``: its mean alone."""


@dataclass(frozen=True)
class LinearSchedule:
    """x_k = √(1 - β_k) x_{k-1} + √β_k z for k = 1 … K, β linear from ``beta_first`` to ``beta_last`` (Ho et al., §4).

    ᾱ_k = Π (1 - β) gives x_k | x_0 ~ N(√ᾱ_k x_0, (1 - ᾱ_k) I); ᾱ_0 = 1.
    """

    beta_first: float = 1e-4
    beta_last: float = 0.02
    steps: int = 1000

    @functools.cached_property
    def _alpha_bars(self) -> Float[Tensor, " steps+1"]:
        betas = torch.linspace(self.beta_first, self.beta_last, self.steps, dtype=torch.float64)
        return torch.cat([torch.ones(1, dtype=torch.float64), torch.cumprod(1 - betas, dim=0)])

    def step(self, t: Float[Tensor, "*t"]) -> Int[Tensor, "*t"]:
        """The k with t in ((k - 1) / K, k / K]."""
        # In float32, K·t of a t that is meant to be k / K may lie a little above k.
        return (self.steps * t - 1e-3).ceil().long().clamp(1, self.steps)

    def alpha_bar(self, step: Int[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """ᾱ of steps 0 … K, float64 (1 - ᾱ_1 is 1e-4), hence on the CPU: not every device has it."""
        return self._alpha_bars[step.cpu()]

    def mean(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """√ᾱ, the factor that multiplies x(0) in the mean of x(t)."""
        return self.alpha_bar(self.step(t)).sqrt().to(t)

    def std(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """√(1 - ᾱ), the standard deviation of x(t) given x(0), metres."""
        return (1 - self.alpha_bar(self.step(t))).sqrt().to(t)

    def network_time(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """k / K: the network is trained at the steps alone."""
        return self.step(t).to(t.dtype) / self.steps


class DDPMPrior(PosePrior[LinearSchedule]):
    """Discrete diffusion; arguments as of :class:`PosePrior`.

    Args:
        sampler: one of :data:`SAMPLERS`.
    """

    def __init__(
        self,
        network: Callable[[Tensor, Tensor], Tensor],
        sde: LinearSchedule,
        skeleton: Skeleton,
        fingerprint: str = "",
        body_size: float | None = None,
        sampler: str = SAMPLERS[0],
    ) -> None:
        super().__init__(network, sde, skeleton, fingerprint, body_size)
        if sampler not in SAMPLERS:
            raise ZedoError(f"unknown sampler {sampler!r}; a DDPM prior's is one of {', '.join(SAMPLERS)}")
        self.sampler = sampler

    def denoise(
        self,
        pose: Float[Tensor, "*batch J 3"],
        t: Float[Tensor, "*t"],
        generator: torch.Generator | None = None,
    ) -> Float[Tensor, "*batch J 3"]:
        """θ_g(pose, t) of Algorithm 1: from step k(t) to step k - 1, as the sampler has it.

        Args:
            generator: of ``ddpm``'s noise; torch's own when left out.
        """
        k = self.sde.step(t)
        mean, std = self._back(pose, t, k, k - 1)
        return mean if self.sampler != "ddpm" else mean + std * _normal(pose, generator)

    def denoiser(self, seed: int) -> Callable[[Tensor, Tensor], Tensor]:
        """:meth:`denoise` with a generator of its own."""
        return functools.partial(self.denoise, generator=torch.Generator().manual_seed(seed))

    @torch.no_grad()
    def sample(self, count: int, generator: torch.Generator, steps: int = 1000) -> Float[Tensor, "count J 3"]:
        """Unconditional poses in metres, in so many steps from noise; ``ddpm-mean`` samples as ``ddpm`` does."""
        last = self.sde.steps
        pose = torch.randn(count, len(self.skeleton), 3, generator=generator, device=generator.device)
        grid = torch.linspace(last, 0, min(steps, last) + 1, device=generator.device).round().long()
        for k, before in itertools.pairwise(grid):
            mean, std = self._back(pose, k / last, k, before)
            pose = mean + std * _normal(pose, generator)
        return pose

    def _back(
        self, pose: Tensor, t: Float[Tensor, "*t"], k: Int[Tensor, "*t"], before: Int[Tensor, "*t"]
    ) -> tuple[Float[Tensor, "*batch J 3"], Float[Tensor, "*t 1 1"]]:
        """Mean and standard deviation of x_before given x_k: DDIM's eq. (12), of which η = 1 is DDPM's posterior."""
        here, there = self.sde.alpha_bar(k), self.sde.alpha_bar(before)
        variance = (1 - there) / (1 - here) * (1 - here / there)
        if self.sampler == "ddim":
            variance = torch.zeros_like(variance)
        # With x_0 = (x_k - √(1 - ᾱ_k) z) / √ᾱ_k, √ᾱ x_0 + √(1 - ᾱ - σ²) z is a sum of x_k and z.
        of_pose = (there / here).sqrt()
        of_noise = (1 - there - variance).clamp_min(0).sqrt() - of_pose * (1 - here).sqrt()
        of_pose, of_noise, std = (c.to(pose)[..., None, None] for c in (of_pose, of_noise, variance.sqrt()))
        return of_pose * pose + of_noise * self.noise(pose, t), std


def _normal(pose: Tensor, generator: torch.Generator | None) -> Tensor:
    """Standard normal numbers of the pose's shape, drawn where the generator is."""
    device = pose.device if generator is None else generator.device
    return torch.randn(pose.shape, generator=generator, device=device, dtype=pose.dtype).to(pose.device)
