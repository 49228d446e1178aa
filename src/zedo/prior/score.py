"""The score-matching prior (paper §3.1): the callable that the optimiser and the sampler use."""

from __future__ import annotations

import itertools

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.prior.prior import PosePrior
from zedo.prior.sde import SubVPSDE

SDE_STEPS = 1000
"""Steps that the reverse SDE's unit time is cut into; one denoise is one such step, whatever the iteration count."""


class ScorePrior(PosePrior[SubVPSDE]):
    """The paper's prior: score matching on the sub-VP SDE."""

    def denoise(self, pose: Float[Tensor, "*batch J 3"], t: Float[Tensor, "*t"]) -> Float[Tensor, "*batch J 3"]:
        """θ_g(pose, t) of Algorithm 1: one Euler step of the reverse SDE without its noise.

        x + (½ β x + g² score) / 1000, the full score drift as in the released code (`EulerMaruyamaPredictor`). Here
        g² score = -β (1 + e^(-∫β)) z, since g² = β (1 - e^(-2∫β)) and std = 1 - e^(-∫β), both up to the SDE's noise.
        """
        kept, taken = self.step(t)
        return kept[..., None, None] * pose - taken[..., None, None] * self.noise(pose, t)

    def step(self, t: Float[Tensor, "*t"]) -> tuple[Float[Tensor, "*t"], Float[Tensor, "*t"]]:
        """The factors of the pose and of its noise in :meth:`denoise`."""
        beta, rest = self.sde.beta(t), torch.exp(-self.sde.beta_integral(t))
        return 1 + beta / (2 * SDE_STEPS), beta * (1 + rest) * (self.sde.noise / SDE_STEPS)

    @torch.no_grad()
    def sample(
        self,
        count: int,
        generator: torch.Generator,
        steps: int = SDE_STEPS,
        t_end: float = 1e-3,
    ) -> Float[Tensor, "count J 3"]:
        """Unconditional poses in metres: Euler-Maruyama on the reverse SDE from t = 1 to ``t_end``.

        The last state is replaced by its posterior mean, which takes out the noise that is left at ``t_end``.
        """
        device = generator.device
        # N(0, noise²) is the prior distribution of the sub-VP SDE at t = 1.
        pose = self.sde.noise * torch.randn(count, len(self.skeleton), 3, generator=generator, device=device)
        times = torch.linspace(1.0, t_end, steps + 1, device=device)
        for t, t_next in itertools.pairwise(times):
            dt, g2 = t - t_next, self.sde.diffusion_squared(t)
            noise = torch.randn(pose.shape, generator=generator, device=device)
            pose = pose + (0.5 * self.sde.beta(t) * pose + g2 * self.score(pose, t)) * dt + (g2 * dt).sqrt() * noise
        return self.clean(pose, times[-1])
