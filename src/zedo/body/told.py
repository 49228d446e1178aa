"""What is known of a person's body before a picture is looked at: lengths of segments and stature, each with its doubt.

Size and proportions are an unknown of every single frame: seen from the front, bent knees and short legs look alike.
Whoever knows the body, from a tape measure, from an age or from the other frames of a clip, tells the network.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.proportions import LENGTHS

NUMBERS = (*LENGTHS, "stature")
"""What may be told of a body, metres: its bones (:data:`zedo.body.proportions.LENGTHS`) and its stature."""

REFERENCE = (0.11, 0.43, 0.42, 0.23, 0.25, 0.12, 0.115, 0.16, 0.28, 0.25, 1.70)
"""Metres, for :data:`NUMBERS`: what they are given relative to. Any would do, if it stays the same."""

SCALE, DOUBT = 0.2, 0.03
"""Natural logarithms of lengths are divided by the first; a standard deviation as large as the second, relative to the
length, leaves 1/e of the trust in it."""

COUNT = 2 * len(REFERENCE)
"""Numbers that tell of a body."""


def told(lengths: Float[Tensor, "N 11"], doubt: Float[Tensor, "N 11"] | float = 0.0) -> Float[Tensor, "N 22"]:
    """What a network is told: scaled logarithms, 0 where nothing is known, and the trust in each.

    Args:
        lengths: metres, :data:`NUMBERS`; NaN where unknown.
        doubt: relative standard deviation of each.
    """
    known = lengths.isfinite()
    reference = torch.tensor(REFERENCE, dtype=lengths.dtype, device=lengths.device)
    value = torch.where(known, (lengths.nan_to_num(1.0) / reference).log() / SCALE, 0.0)
    trust = torch.exp(-torch.as_tensor(doubt, dtype=lengths.dtype, device=lengths.device).expand_as(lengths) / DOUBT)
    return torch.cat([value, torch.where(known, trust, 0.0)], dim=-1)


def nothing(count: int, device: torch.device | None = None) -> Float[Tensor, "count 22"]:
    """What is told of people of whom nothing is known."""
    return torch.zeros(count, COUNT, device=device)
