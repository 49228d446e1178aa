"""One body a person: proportions and size from all frames of a clip.

A single frame cannot tell short legs from bent knees, but a person's legs are as long in every frame, and in some of
them they are seen at full length. What each frame says of a length is what the proposal network's samples for it agree
on; where they differ as much as people do, it says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.proportions import BONES_OF_LENGTH, bodies
from zedo.body.skeleton import H36M_17
from zedo.proposal.proposal import Proposal

MOST_FRAMES, SAMPLES, STEPS = 60, 8, 4
"""Frames that are asked, spread over a person's, and samples and steps of each."""

INDEPENDENT_SECONDS = 0.7
"""Frames that follow each other more closely say the same twice."""

LEAST_FRAMES = 5
"""Frames below which a body is not estimated."""

LEAST_DOUBT = 0.012
"""Relative standard deviation: no estimate is surer."""

CENTRES_DOUBT = 1.25
"""How much wider people differ where joint centres are given, whose definitions differ between laboratories."""


@dataclass(frozen=True)
class BodyEstimate:
    """Of one person.

    Attributes:
        lengths: (11,) metres, :data:`zedo.body.told.NUMBERS`; NaN for the stature.
        doubt: (11,) relative standard deviations.
    """

    lengths: Float[np.ndarray, " 11"]
    doubt: Float[np.ndarray, " 11"]


def estimate_body(
    proposal: Proposal,
    points: Float[Tensor, "F P 2"],
    known: Float[Tensor, "F P"],
    time: Float[np.ndarray, " F"],
    seed: int = 0,
    told: Float[Tensor, "F 22"] | None = None,
) -> BodyEstimate | None:
    """The body of a person who is seen in so many frames; None where they are too few.

    Args:
        points, known: as of :meth:`zedo.proposal.proposal.Proposal.median`.
        time: seconds.
        told: what is known of the body already.
    """
    if len(points) < LEAST_FRAMES:
        return None
    rows = np.unique(np.linspace(0, len(points) - 1, MOST_FRAMES).round().astype(int))
    generator = torch.Generator().manual_seed(seed)
    asked = None if told is None else told[rows]
    samples = proposal.sample(points[rows], known[rows], SAMPLES, STEPS, generator, asked).pose
    logarithms = bone_logarithms(samples.double().cpu().numpy())
    size = logarithms.mean(axis=-1, keepdims=True)
    # Size and proportions are told apart by different frames.
    parts = np.concatenate([size, logarithms - size], axis=-1)
    mean, variance = parts.mean(axis=0), parts.var(axis=0, ddof=1)
    usual, spread = _people()
    spread = spread * CENTRES_DOUBT**2
    # Of eight samples a variance is known to a half: that of all frames steadies it.
    variance = np.maximum(variance, 1e-6) ** 0.75 * np.maximum(variance.mean(axis=0), 1e-6) ** 0.25
    more = np.maximum(1 / variance - 1 / spread, 0.0)
    span = float(np.ptp(time[rows])) if np.isfinite(time[rows]).all() else np.inf
    share = min(1.0, (1 + span / INDEPENDENT_SECONDS) / len(rows))
    precision = 1 / spread + share * more.sum(axis=0)
    # A frame's mean lies between what the frame says and what people are.
    said = mean + (mean - usual) / (spread * np.maximum(more, 1e-9))
    said = np.clip(said, usual - 4 * np.sqrt(spread), usual + 4 * np.sqrt(spread))
    middle = (usual / spread + share * (more * said).sum(axis=0)) / precision
    deviation = np.sqrt(1 / precision)
    # Size and distance are one unknown to a camera: there frames only repeat what people usually are.
    middle[0], deviation[0] = mean[:, 0].mean(), np.sqrt(variance[:, 0].mean())
    lengths = np.append(np.exp(middle[1:] + middle[0]), np.nan)
    doubt = np.append(np.maximum(np.hypot(deviation[1:], deviation[0]), LEAST_DOUBT), np.inf)
    return BodyEstimate(lengths, doubt)


def bone_logarithms(joints: Float[np.ndarray, "*batch 17 3"]) -> Float[np.ndarray, "*batch 10"]:
    """Natural logarithms of the lengths :data:`zedo.body.proportions.LENGTHS`, metres, means of left and right."""
    bones = np.linalg.norm(joints[..., 1:, :] - joints[..., list(H36M_17.parents[1:]), :], axis=-1)
    return np.log(np.stack([bones[..., both].mean(axis=-1) for both in BONES_OF_LENGTH], axis=-1))


def _people() -> tuple[Float[np.ndarray, " 11"], Float[np.ndarray, " 11"]]:
    """Mean and variance of the logarithm of size and of each proportion among adults of the table."""
    table = bodies()
    logarithms = np.log(table.lengths[table.age >= 18].astype(np.float64))
    size = logarithms.mean(axis=-1, keepdims=True)
    parts = np.concatenate([size, logarithms - size], axis=-1)
    return parts.mean(axis=0), parts.var(axis=0)
