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
        hold_body_size: scale the answers to the prior's mean body (:mod:`zedo.lift.body_size`).
    """

    summary: str
    hypotheses: int = 1
    hold_body_size: bool = True
    initial_pose: InitialPoseSettings = field(default_factory=InitialPoseSettings)
    loop: LoopSettings = field(default_factory=LoopSettings)


PRESETS: dict[str, Preset] = {
    "paper": Preset(
        "Algorithm 1 with the released code's choices: 1,000 network evaluations a hypothesis",
        hold_body_size=False,
    ),
    "default": Preset("paper with one hypothesis, scaled to the prior's mean body size"),
    "fast": Preset("default with 100 evaluations, much less accurate", loop=LoopSettings(iterations=100)),
    "best": Preset("default with ten hypotheses to choose from, 10,000 evaluations", hypotheses=10),
}


def find_preset(name: str) -> Preset:
    """The preset called ``name``; raises ValueError with the known names otherwise."""
    if name not in PRESETS:
        raise ValueError(f"unknown preset {name!r}; it is one of {', '.join(PRESETS)}")
    return PRESETS[name]
