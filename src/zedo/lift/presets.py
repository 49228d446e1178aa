"""Named settings of the whole method."""

from __future__ import annotations

from dataclasses import dataclass, field

from zedo.lift.initial_pose import InitialPoseSettings
from zedo.lift.loop import LoopSettings


@dataclass(frozen=True)
class Preset:
    """Everything that decides what comes out, but for the weights and the number of hypotheses asked for.

    Attributes:
        summary: one line for ``--help``.
    """

    summary: str
    hypotheses: int = 1
    initial_pose: InitialPoseSettings = field(default_factory=InitialPoseSettings)
    loop: LoopSettings = field(default_factory=LoopSettings)


PAPER = Preset("Algorithm 1 with the released code's choices: 1,000 evaluations a hypothesis")

PRESETS: dict[str, Preset] = {
    "paper": PAPER,
    "fast": Preset(
        "as paper with a tenth of the iterations: 100 evaluations, much less accurate",
        loop=LoopSettings(iterations=100),
    ),
    "default": Preset("as paper: one hypothesis, 1,000 evaluations"),
    "best": Preset("as paper with ten anchors: 10,000 evaluations, ten hypotheses to choose from", hypotheses=10),
}


def find_preset(name: str) -> Preset:
    """The preset called ``name``; raises ValueError with the known names otherwise."""
    if name not in PRESETS:
        raise ValueError(f"unknown preset {name!r}; it is one of {', '.join(PRESETS)}")
    return PRESETS[name]
