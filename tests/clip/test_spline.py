import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import null_space

from zedo.clip.spline import curvature, fit, likeliest


def dense(time: np.ndarray) -> np.ndarray:
    """The matrix of second differences, (F - 2, F)."""
    rows = curvature(time)
    matrix = np.zeros((len(time) - 2, len(time)))
    for k in range(len(time) - 2):
        matrix[k, k : k + 3] = rows[:, k + 1]
    return matrix


def test_banded_is_dense() -> None:
    rng = np.random.default_rng(0)
    time, values = np.cumsum(rng.uniform(0.5, 1.5, 30)), rng.normal(size=(30, 3))
    weights, smoothing = rng.uniform(0, 1, 30) * (rng.random(30) > 0.3), rng.uniform(0.1, 10, 30)
    bends = dense(time)
    matrix = np.diag(weights) + bends.T @ (smoothing[1:-1, None] * bends)
    expected = np.linalg.solve(matrix, weights[:, None] * values)
    found = fit(values, weights, curvature(time), smoothing)
    np.testing.assert_allclose(found.values, expected, rtol=1e-8, atol=1e-10)
    cost = (weights[:, None] * (expected - values) ** 2).sum() + (smoothing[1:-1, None] * (bends @ expected) ** 2).sum()
    assert found.residual == pytest.approx(cost)
    assert found.logdet == pytest.approx(np.linalg.slogdet(matrix)[1])


@given(st.integers(0, 1000), st.floats(1e-3, 1e5))
def test_straight_motion_stays_whatever_the_times(seed: int, smoothing: float) -> None:
    rng = np.random.default_rng(seed)
    time = np.cumsum(rng.uniform(0.02, 0.1, 20))
    line = 2.0 + time[:, None] * rng.normal(size=2)
    np.testing.assert_allclose(fit(line, np.ones(20), curvature(time), smoothing).values, line, atol=1e-6)


def test_what_is_missing_lies_on_the_smoothest_way() -> None:
    time = np.arange(9.0)
    cubic = time[:, None] ** 3 - 5 * time[:, None]
    values, weights = cubic.copy(), np.ones(9)
    values[4], weights[4] = 1e6, 0.0
    found = fit(values, weights, curvature(time), 1e-6).values
    np.testing.assert_allclose(np.delete(found, 4, axis=0), np.delete(cubic, 4, axis=0), atol=1e-2)
    assert found[4, 0] == pytest.approx(cubic[4, 0], abs=0.05)  # a cubic has no fourth difference


def test_the_likeliest_smoothing_is_that_of_the_likelihood() -> None:
    rng = np.random.default_rng(3)
    count, time = 40, np.arange(40.0)
    bends = dense(time)
    free = null_space(np.stack([np.ones(count), time]))  # contrasts that no straight motion takes part in
    smooth = free @ np.linalg.solve(bends @ free, rng.normal(size=(count - 2, 2)))
    noisy = smooth + 2.0 * rng.normal(size=smooth.shape)

    def minus_log_likelihood(logarithm: float) -> float:
        inverse = np.linalg.inv((bends @ free).T @ (bends @ free)) / np.exp(logarithm)
        covariance = inverse + np.eye(count - 2)
        data = free.T @ noisy
        quadratic = float((data * np.linalg.solve(covariance, data)).sum())
        return data.size / 2 * np.log(quadratic) + np.linalg.slogdet(covariance)[1]

    grid = np.arange(-4, 8, 0.05)
    best = grid[np.argmin([minus_log_likelihood(logarithm) for logarithm in grid])]
    smoothing, noise = likeliest(noisy, np.ones(count), curvature(time))
    assert np.log(smoothing) == pytest.approx(best, abs=0.2)
    assert noise == pytest.approx(2.0, rel=0.2)


def test_noise_is_told_from_motion() -> None:
    rng = np.random.default_rng(4)
    time = np.arange(120) / 30
    motion = 100 * np.stack([np.sin(5 * time), np.cos(7 * time)], axis=1)
    rows, weights = curvature(time), np.ones(120)
    exact, _ = likeliest(motion, weights, rows)
    np.testing.assert_allclose(fit(motion, weights, rows, exact).values, motion, atol=0.5)
    noisy = motion + 5 * rng.normal(size=motion.shape)
    smoothing, noise = likeliest(noisy, weights, rows)
    assert noise == pytest.approx(5.0, rel=0.15)
    off = np.linalg.norm(fit(noisy, weights, rows, smoothing).values - motion, axis=1).mean()
    assert off < 0.6 * np.linalg.norm(noisy - motion, axis=1).mean()
