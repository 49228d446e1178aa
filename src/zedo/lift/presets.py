"""Named settings of the whole method."""

from __future__ import annotations

from dataclasses import dataclass, field

from zedo.lift.initial_pose import InitialPoseSettings
from zedo.lift.loop import LoopSettings

STARTS = ("anchors", "proposal")
BODY_SIZES = ("start", "prior", "free")


@dataclass(frozen=True)
class Preset:
    """Everything that decides what comes out, but for the weights and the number of hypotheses asked for.

    Attributes:
        hypotheses: S, the number of answers.
        start: ``anchors``, turned and placed by the initial pose optimiser (the paper), or ``proposal``: hypothesis 0
            starts from the proposal network's mean pose, the others from samples of its flow.
        flow_steps: network evaluations a sample of the flow.
        body_size: what the answers are scaled to (:mod:`zedo.lift.body_size`): the size at the ``start`` of the loop,
            the ``prior``'s mean body, or nothing, ``free``, as in the paper.
    """

    hypotheses: int = 1
    start: str = "anchors"
    flow_steps: int = 8
    body_size: str = "prior"
    initial_pose: InitialPoseSettings = field(default_factory=InitialPoseSettings)
    loop: LoopSettings = field(default_factory=LoopSettings)

    def __post_init__(self) -> None:
        for what, value, known in (("start", self.start, STARTS), ("body size", self.body_size, BODY_SIZES)):
            if value not in known:
                raise ValueError(f"unknown {what} {value!r}; it is one of {', '.join(known)}")

    def evaluations(self, hypotheses: int) -> int:
        """Network evaluations a person-frame, over all hypotheses and networks."""
        proposed = 1 + (hypotheses - 1) * self.flow_steps if self.start == "proposal" else 0
        return hypotheses * self.loop.iterations + proposed


PRESETS: dict[str, Preset] = {
    "paper": Preset(body_size="free"),
    "default": Preset(),
    "fast": Preset(loop=LoopSettings(iterations=100)),
    "best": Preset(hypotheses=10),
}
"""What each is stands in the help of ``--preset`` (:mod:`zedo.cli.options`), which must not wait for torch."""


def find_preset(name: str) -> Preset:
    """The preset called ``name``; raises ValueError with the known names otherwise."""
    if name not in PRESETS:
        raise ValueError(f"unknown preset {name!r}; it is one of {', '.join(PRESETS)}")
    return PRESETS[name]
