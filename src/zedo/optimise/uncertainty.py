"""How far each joint of an answer may be off, in metres, without a ground truth."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

SCALE, EXPONENT = 0.878, 0.755
"""radius = SCALE · spread^EXPONENT, metres: the line through the logarithms of the errors' 68 % quantiles in twenty
bins of the spread, for the preset default on the choosing half of the sets of benchmarks/people.py."""

COVERAGE = 0.68
"""Share of the joints whose true position, relative to the pelvis, lies within the radius of the answer's."""

SMALLEST_SPREAD = 1e-4
"""Metres: samples never agree better than this, but for the pelvis, which is the origin by definition."""


def joint_radius(answer: Float[Tensor, "N J 3"], samples: Float[Tensor, "K N J 3"]) -> Float[Tensor, "N J"]:
    """The radius around each joint of the answer that holds the truth in :data:`COVERAGE` of the cases, metres.

    Calibrated from the root mean square distance of the proposal network's samples from the answer. Where the image
    leaves a joint open, in depth or because it is hidden, the samples differ.

    Args:
        answer, samples: root-relative, metres.
    """
    spread = (samples - answer).square().sum(dim=-1).mean(dim=0).sqrt()
    return torch.where(spread > SMALLEST_SPREAD, SCALE * spread**EXPONENT, 0.0)
