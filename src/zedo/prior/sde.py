"""The sub-VP SDE (paper Eq. 1; Song et al. 2021, "Score-Based Generative Modeling through SDEs", §3.4).

    dx = -½ β(t) x dt + sqrt(β(t) (1 - exp(-2 ∫₀ᵗ β))) dw,   β(t) = β₀ + t (β₁ - β₀),   t ∈ (0, 1]

so that x(t) | x(0) ~ N(mean(t) x(0), std(t)² I). The paper's Eq. (1) prints [1 - e^(-∫β)]² I as the covariance: std(t)
is 1 - e^(-∫β). Every function takes t of any shape and returns the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor


@dataclass(frozen=True)
class SubVPSDE:
    """Coefficients of the sub-VP SDE with a linear β(t) from ``beta_min`` to ``beta_max``.

    ``noise`` scales dw; 1 but for priors that were trained in another unit than metres.
    """

    beta_min: float = 0.1
    beta_max: float = 20.0
    noise: float = 1.0

    def beta(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """β(t), the rate at which the signal decays."""
        return self.beta_min + t * (self.beta_max - self.beta_min)

    def beta_integral(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """∫₀ᵗ β(s) ds."""
        return self.beta_min * t + 0.5 * (self.beta_max - self.beta_min) * t**2

    def mean(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """The factor that multiplies x(0) in the mean of x(t)."""
        return torch.exp(-0.5 * self.beta_integral(t))

    def std(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """The standard deviation of x(t) given x(0), in the unit of x."""
        return -self.noise * torch.expm1(-self.beta_integral(t))

    def diffusion_squared(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """g(t)², the squared diffusion coefficient noise² β(t) (1 - exp(-2 ∫₀ᵗ β))."""
        return -(self.noise**2) * self.beta(t) * torch.expm1(-2 * self.beta_integral(t))

    def network_time(self, t: Float[Tensor, "*t"]) -> Float[Tensor, "*t"]:
        """t itself: the network is trained at all times."""
        return t
