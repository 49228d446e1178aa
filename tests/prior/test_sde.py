import math

import numpy as np
import pytest
import torch
from scipy.integrate import quad, solve_ivp

from zedo.prior.sde import SubVPSDE

SDE = SubVPSDE()
TIMES = [1e-3, 0.01, 0.1, 0.5, 1.0]


def at(t: float) -> torch.Tensor:
    return torch.tensor(t, dtype=torch.float64)


@pytest.mark.parametrize("t", TIMES)
def test_mean_and_std_are_those_of_the_process(t: float) -> None:
    # Moment equations of dx = -½βx dt + g dw from x(0) = 1: m' = -½βm, v' = -βv + g².
    def moments(s: float, y: np.ndarray) -> list[float]:
        beta = float(SDE.beta(at(s)))
        return [-0.5 * beta * y[0], -beta * y[1] + float(SDE.diffusion_squared(at(s)))]

    mean, variance = solve_ivp(moments, (0, t), [1.0, 0.0], rtol=1e-10, atol=1e-14).y[:, -1]
    assert float(SDE.mean(at(t))) == pytest.approx(mean, rel=1e-7)
    assert float(SDE.std(at(t))) == pytest.approx(math.sqrt(variance), rel=1e-6)


@pytest.mark.parametrize("t", TIMES)
def test_beta_integral(t: float) -> None:
    integral = quad(lambda s: 0.1 + s * 19.9, 0, t)[0]
    assert float(SDE.beta_integral(at(t))) == pytest.approx(integral, rel=1e-12)


def test_noise_levels_of_the_truncated_loop() -> None:
    # t in (0, 0.1] is 2 mm to 104 mm of noise in metre units.
    assert float(SDE.std(at(0.01))) == pytest.approx(0.0019930, abs=1e-6)
    assert float(SDE.std(at(0.1))) == pytest.approx(0.1037180, abs=1e-6)


def test_std_keeps_its_digits_near_zero() -> None:
    assert float(SDE.std(torch.tensor(1e-6))) == pytest.approx(1e-7, rel=1e-4)
