"""A smoothing spline over time that finds out for itself how much to smooth.

Positions are a smooth motion plus noise: the acceleration is white with an unknown power, the noise has an unknown
variance, and their ratio is where the marginal likelihood of the positions is largest (restricted maximum likelihood;
Wahba 1985, "A comparison of GCV and GML for choosing the smoothing parameter in the generalized spline smoothing
problem"). Exact positions of a fast motion and noisy ones of a slow motion both keep what is theirs, which no one
cutoff frequency can do.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy.linalg import cho_solve_banded, cholesky_banded
from scipy.optimize import minimize_scalar

LEAST, MOST = 1e-4, 1e6
"""Bounds of the smoothing at even times: the variance of the noise over that of the second difference of the motion."""


class Fit(NamedTuple):
    """A smoothing spline.

    Attributes:
        values: (F, K) at all times.
        residual: the weighted squares of the residuals plus the penalty: noise variance times degrees of freedom.
        logdet: of the matrix that was solved.
    """

    values: Float[np.ndarray, "F K"]
    residual: float
    logdet: float


def curvature(time: Float[np.ndarray, " F"]) -> Float[np.ndarray, "3 F"]:
    """Coefficients of the second difference about each time but the first and last, where they are 0.

    Even times give 1, -2, 1. Uneven ones give the change of velocity, divided by the root of the time it had: of a
    constant variance if the acceleration is white.
    """
    step = np.diff(time) / np.median(np.diff(time))
    after, before = 1 / step[1:], 1 / step[:-1]
    rows = np.zeros((3, len(time)))
    rows[:, 1:-1] = np.stack([before, -before - after, after]) / np.sqrt((step[1:] + step[:-1]) / 2)
    return rows


def fit(
    values: Float[np.ndarray, "F K"],
    weights: Float[np.ndarray, " F"],
    rows: Float[np.ndarray, "3 F"],
    smoothing: Float[np.ndarray, " F"] | float,
) -> Fit:
    """The x that minimises Σ w (x - values)² + Σ smoothing (rows x)², for all K columns.

    Args:
        weights: at least two are positive; the values of weight 0 are any finite numbers.
        rows: of :func:`curvature`.
    """
    scaled = rows * np.sqrt(smoothing)
    matrix = np.zeros((3, len(values)))  # upper bands: [2 - d, j] is the entry (j - d, j)
    before, at, after = scaled
    matrix[2] = weights + at**2
    matrix[2, :-1] += before[1:] ** 2
    matrix[2, 1:] += after[:-1] ** 2
    matrix[1, 1:] = before[1:] * at[1:] + at[:-1] * after[:-1]
    matrix[0, 2:] = before[1:-1] * after[1:-1]
    factor = cholesky_banded(matrix, check_finite=False)
    smooth = cho_solve_banded((factor, False), weights[:, None] * values, check_finite=False)
    bends = before[1:-1, None] * smooth[:-2] + at[1:-1, None] * smooth[1:-1] + after[1:-1, None] * smooth[2:]
    residual = float((weights[:, None] * (smooth - values) ** 2).sum() + (bends**2).sum())
    return Fit(smooth, residual, 2 * float(np.log(factor[2]).sum()))


def likeliest(
    values: Float[np.ndarray, "F K"], weights: Float[np.ndarray, " F"], rows: Float[np.ndarray, "3 F"]
) -> tuple[float, float]:
    """The smoothing under which the values are likeliest, and the noise then: its standard deviation at weight 1.

    Args:
        weights: at least three are positive.
        rows: of :func:`curvature`.
    """
    columns = values.shape[1]
    free = columns * (np.count_nonzero(weights) - 2)

    def cost(logarithm: float) -> float:
        found = fit(values, weights, rows, np.exp(logarithm))
        bent = (len(values) - 2) * logarithm
        return free * np.log(max(found.residual, 1e-300)) + columns * (found.logdet - bent)

    best = minimize_scalar(cost, bounds=(np.log(LEAST), np.log(MOST)), method="bounded", options={"xatol": 0.1})
    smoothing = float(np.exp(best.x))  # type: ignore[attr-defined]
    return smoothing, float(np.sqrt(fit(values, weights, rows, smoothing).residual / free))
