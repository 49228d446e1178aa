"""The weighted median against a numerical minimum, and weights under a prior whose denoiser is known in closed form."""

import numpy as np
import pytest
import torch
from scipy.optimize import minimize
from torch import Tensor

from zedo.body.skeleton import H36M_17
from zedo.optimise.select import FIRST, POWER, hypothesis_weights, weighted_median
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE

SDE = SubVPSDE()
CENTRE = torch.linspace(-0.5, 0.5, 51, dtype=torch.float64).reshape(17, 3)
SPREAD = 0.1


def gaussian_noise(pose: Tensor, t: Tensor) -> Tensor:
    """E[z | x(t)] for x(0) ~ N(CENTRE, SPREAD²)."""
    mean, std = SDE.mean(t), SDE.std(t)
    return std * (pose - mean * CENTRE) / ((mean * SPREAD) ** 2 + std**2)


PRIOR = ScorePrior(gaussian_noise, SDE, H36M_17)


@pytest.mark.parametrize("seed", range(5))
def test_the_median_minimises_the_weighted_distances(seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    pose = torch.randn(7, 1, 17, 3, generator=generator, dtype=torch.float64)
    weights = torch.rand(7, 1, generator=generator, dtype=torch.float64)
    weights = weights / weights.sum(0)
    median = weighted_median(pose, weights)[0, 4].numpy()
    points, shares = pose[:, 0, 4].numpy(), weights[:, 0].numpy()

    def cost(x: np.ndarray) -> float:
        return float((shares * np.linalg.norm(points - x, axis=1)).sum())

    best = minimize(cost, points.mean(0), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}).x
    assert cost(median) == pytest.approx(cost(best), rel=2e-3)


def test_the_median_ignores_an_outlier_that_a_mean_follows() -> None:
    pose = torch.zeros(5, 1, 17, 3)
    pose[4] = 10.0
    weights = torch.full((5, 1), 0.2)
    assert weighted_median(pose, weights).abs().max() < 0.01
    assert pose.mean(0).abs().max() > 1.9


def test_more_human_poses_weigh_more() -> None:
    # At a distance d from the only likely pose the denoiser moves a pose by a fixed share of d.
    distances = torch.tensor([0.3, 0.05, 0.1, 0.2], dtype=torch.float64)
    direction = torch.randn(17, 3, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    pose = (CENTRE + distances[:, None, None] * direction)[:, None]
    weights = hypothesis_weights(pose, PRIOR)[:, 0]
    assert weights.sum() == pytest.approx(1.0)
    torch.testing.assert_close(weights[1] / weights[2], torch.tensor(2.0**POWER, dtype=torch.float64))
    torch.testing.assert_close(weights[2] / weights[3], torch.tensor(2.0**POWER, dtype=torch.float64))
    torch.testing.assert_close(weights[3] / weights[0], torch.tensor(1.5**POWER / FIRST, dtype=torch.float64))


def test_equal_hypotheses_share_and_the_perfect_one_takes_all() -> None:
    same = (CENTRE + 0.1).expand(4, 2, 17, 3)
    shares = torch.tensor([FIRST, 1, 1, 1], dtype=torch.float64) / (FIRST + 3)
    torch.testing.assert_close(hypothesis_weights(same, PRIOR), shares[:, None].expand(4, 2))
    one = torch.cat([same, CENTRE.expand(1, 2, 17, 3)])
    weights = hypothesis_weights(one, PRIOR)
    assert torch.isfinite(weights).all() and (weights[-1] > 0.999).all()
