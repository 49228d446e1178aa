"""The prior against a distribution whose score is known: poses ~ N(centre, spread² I)."""

import pytest
import torch

from zedo.body.skeleton import H36M_17
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE

SDE = SubVPSDE()
SPREAD = 0.2
CENTRE = torch.linspace(-0.5, 0.5, 51, dtype=torch.float64).reshape(17, 3)


def exact_network(pose: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    """E[z | x(t)] for Gaussian data: z = std (x - mean centre) / (mean² spread² + std²)."""
    mean, std = SDE.mean(t)[..., None, None], SDE.std(t)[..., None, None]
    return std * (pose - mean * CENTRE.to(pose.dtype)) / (mean**2 * SPREAD**2 + std**2)


PRIOR = ScorePrior(exact_network, SDE, H36M_17)


@pytest.mark.parametrize("t", [0.01, 0.1, 0.7])
def test_score_is_the_gradient_of_the_log_density(t: float) -> None:
    time = torch.tensor(t, dtype=torch.float64)
    pose = torch.randn(4, 17, 3, dtype=torch.float64, requires_grad=True)
    variance = (SDE.mean(time) * SPREAD) ** 2 + SDE.std(time) ** 2
    log_density = -((pose - SDE.mean(time) * CENTRE) ** 2).sum() / (2 * variance)
    (expected,) = torch.autograd.grad(log_density, pose)
    torch.testing.assert_close(PRIOR.score(pose, time).detach(), expected)


def test_denoise_is_the_released_codes_step() -> None:
    t = torch.tensor(0.06, dtype=torch.float64)
    pose = torch.randn(3, 17, 3, dtype=torch.float64)
    beta = 0.1 + 0.06 * 19.9
    discount = 1 - torch.exp(-2 * torch.tensor(0.1) * 0.06 - torch.tensor(19.9) * 0.06**2).double()
    std = 1 - torch.exp(torch.tensor(-0.1 * 0.06 - 0.5 * 19.9 * 0.06**2, dtype=torch.float64))
    expected = pose + (0.5 * beta * pose + beta * discount * -exact_network(pose, t) / std) / 1000
    torch.testing.assert_close(PRIOR.denoise(pose, t), expected, rtol=1e-6, atol=1e-9)


def test_clean_is_the_posterior_mean() -> None:
    t = torch.tensor(0.2, dtype=torch.float64)
    mean, std = SDE.mean(t), SDE.std(t)
    pose = torch.randn(2, 17, 3, dtype=torch.float64)
    gain = mean * SPREAD**2 / (mean**2 * SPREAD**2 + std**2)
    torch.testing.assert_close(PRIOR.clean(pose, t), CENTRE + gain * (pose - mean * CENTRE))


def test_samples_follow_the_distribution() -> None:
    samples = PRIOR.sample(4000, torch.Generator().manual_seed(1), steps=500)
    torch.testing.assert_close(samples.mean(dim=0).double(), CENTRE, atol=0.02, rtol=0)
    assert float((samples - CENTRE).std()) == pytest.approx(SPREAD, rel=0.03)


def test_sampling_repeats_with_its_seed() -> None:
    a, b = (PRIOR.sample(2, torch.Generator().manual_seed(5), steps=10) for _ in range(2))
    assert torch.equal(a, b)
