"""Recipes of training: batch, schedule, augmentation (paper §4.2, Table 12)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from zedo.train.augment import ROTATIONS


@dataclass(frozen=True)
class Recipe:
    """How a prior is trained.

    Attributes:
        steps: optimiser steps, or None to take ``epochs``.
        epochs: passes over the frames when ``steps`` is None.
        cosine: decay the rate to zero along a cosine after the warm-up, or keep it.
        ema: decay of the weights' moving average, min(ema, (1 + n) / (10 + n)) after n steps.
        time_groups: distinct times a batch, one drawn from each of as many equal slices of (0, 1], and shared by
            batch / time_groups poses: the time branch, 40 % of the network, then costs a fraction. None draws a time
            for each pose.
        people: draw people as in life (:mod:`zedo.train.people`): bodies of the table, postures by how common they are,
            limbs bent more and less; else poses as they were recorded.
        bred_share: share of the draws that come from bred poses (`zedo augment`) when there are any.
        network: what is trained: the ``score`` network of the prior, the same network for ``ddpm``, or the
            ``proposal`` network.
    """

    batch: int
    steps: int | None = None
    epochs: int | None = None
    learning_rate: float = 2e-4
    warmup: int = 5000
    cosine: bool = True
    gradient_clip: float = 1.0
    ema: float = 0.9999
    dropout: float = 0.25
    rotation: str = "none"
    flip: bool = True
    people: bool = False
    time_groups: int | None = None
    bred_share: float = 0.5
    network: str = "score"

    def __post_init__(self) -> None:
        if self.batch < 1 or (self.steps is not None and self.steps < 1):
            raise ValueError(f"batch {self.batch} and steps {self.steps}: both must be at least 1")
        if not 0 < self.learning_rate < math.inf:
            raise ValueError(f"the learning rate is {self.learning_rate:g}; a number above 0 was expected")
        if self.time_groups is not None and self.batch % self.time_groups:
            raise ValueError(f"batch {self.batch} is not a multiple of {self.time_groups} time groups")
        if self.rotation not in ROTATIONS:
            raise ValueError(f"unknown rotation {self.rotation!r}; it is one of {', '.join(ROTATIONS)}")

    def total_steps(self, frames: int) -> int:
        """Optimiser steps for a training set of ``frames`` poses."""
        if self.steps is not None:
            return self.steps
        return (self.epochs or 1) * math.ceil(frames / self.batch)


OPEN = Recipe(
    batch=2048,
    steps=30_000,
    learning_rate=1e-3,
    warmup=1000,
    ema=0.999,
    dropout=0.0,
    rotation="held",
    people=True,
    time_groups=256,
)

ADAM_BETAS = (0.9, 0.999)
"""Of every recipe (Table 12)."""

RECIPES: dict[str, Recipe] = {
    # §4.2: 5,000 epochs at batch 50k, warm-up 5,000, cosine decay.
    "paper-text": Recipe(batch=50_000, epochs=5000),
    # Table 12: 2,000 epochs at batch 1024; the released code adds no decay.
    "paper-table12": Recipe(batch=1024, epochs=2000, cosine=False),
    "open": OPEN,
    # Table 5: as the score-matching prior, so that nothing but the diffusion differs.
    "ddpm": replace(OPEN, network="ddpm"),
    "proposal": replace(OPEN, warmup=500, time_groups=None, network="proposal"),
}


def learning_rate(recipe: Recipe, step: int, total: int) -> float:
    """Linear warm-up, then constant or a cosine to zero."""
    rate = recipe.learning_rate * min(1.0, (step + 1) / max(recipe.warmup, 1))
    if recipe.cosine and step > recipe.warmup:
        rate *= 0.5 * (1 + math.cos(math.pi * (step - recipe.warmup) / max(total - recipe.warmup, 1)))
    return rate
