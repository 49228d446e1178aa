"""One answer from several hypotheses without a ground truth (beyond the paper, which lets the truth choose).

After the loop every hypothesis agrees with the image, and the prior says how human each is: a denoiser that has
nothing to correct believes the pose. The answer is a weighted geometric median, not the most plausible hypothesis:
where several poses are possible, what lies between likely ones has the least expected error, and outliers do not drag
it.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.prior.prior import PosePrior

TIMES = (0.02, 0.05)
"""Diffusion times at which the denoiser is asked: small ones see bent bones, larger ones implausible postures."""

POWER = 6.0
"""Weights fall with this power of the denoiser's displacement; docs/research.md compares others."""

FIRST = 3.0
"""Hypothesis 0, which starts from the proposal network's median, counts as so many samples."""

MEDIAN_STEPS = 10
NEAREST = 5e-3
"""Metres below which Weiszfeld's weights stop growing."""


def hypothesis_weights(pose: Float[Tensor, "S N J 3"], prior: PosePrior) -> Float[Tensor, "S N"]:
    """How much each hypothesis of a person-frame counts, summing to 1 over the hypotheses.

    The inverse :data:`POWER` of how far the denoiser would move the pose, a geometric mean over :data:`TIMES`: one
    network evaluation for each.

    Args:
        pose: root-relative, metres.
    """
    logarithm = torch.zeros(pose.shape[:2], dtype=pose.dtype, device=pose.device)
    for t in TIMES:
        time = torch.tensor(t, dtype=pose.dtype, device=pose.device)
        moved = prior.clean(prior.sde.mean(time) * pose, time) - pose
        logarithm += moved.square().sum(dim=(-2, -1)).clamp_min(torch.finfo(pose.dtype).tiny).log() / 2
    weights = torch.softmax(-POWER / len(TIMES) * logarithm, dim=0)
    weights[0] *= FIRST
    return weights / weights.sum(dim=0)


def weighted_median(pose: Float[Tensor, "S N J 3"], weights: Float[Tensor, "S N"]) -> Float[Tensor, "N J 3"]:
    """The geometric median of each joint over the hypotheses (Weiszfeld's algorithm, from the weighted mean)."""
    shares = weights[..., None, None]
    median = (shares * pose).sum(dim=0)
    for _ in range(MEDIAN_STEPS):
        closeness = shares / (pose - median).norm(dim=-1, keepdim=True).clamp_min(NEAREST)
        median = (closeness * pose).sum(dim=0) / closeness.sum(dim=0).clamp_min(torch.finfo(pose.dtype).tiny)
    return median
