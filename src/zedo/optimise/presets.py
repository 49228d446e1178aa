"""Named settings of the whole method."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from zedo.optimise.initial_pose import InitialPoseSettings
from zedo.optimise.loop import LoopSettings
from zedo.optimise.select import TIMES
from zedo.system.errors import ZedoError

Start = Literal["anchors", "proposal", "given"]
BodySize = Literal["start", "prior", "free"]
Answer = Literal["first", "weighted"]
PresetName = Literal["fast", "default", "best", "paper", "paper-ddpm"]


@dataclass(frozen=True)
class Preset:
    """Everything that decides what comes out, but for the weights and the number of hypotheses asked for.

    Attributes:
        hypotheses: S, the number of answers that come back.
        explored: hypotheses that are followed at the least, for the answer to be made of.
        start: ``anchors``, turned and placed by the initial pose optimiser (the paper), or ``proposal``: hypothesis 0
            starts from the proposal network's median pose, the others from samples of its flow. ``given``: from poses
            that come with each call, which the initial pose optimiser turns and places like anchors.
        flow_steps: network evaluations a sample of the flow.
        samples: how many samples of the flow the uncertainty is taken from; 0 gives none.
        body_size: what the answers are scaled to (:mod:`zedo.optimise.body_size`): the size at the ``start`` of the
            loop, the ``prior``'s mean body, or nothing, ``free``, as in the paper. A known height takes precedence.
        answer: ``first`` leaves hypothesis 0 as it is; ``weighted`` puts a weighted median of all hypotheses in its
            place (:mod:`zedo.optimise.select`).
        finish: the loop that takes the weighted median back to the image.
        name: what results call it.
    """

    hypotheses: int = 1
    explored: int = 1
    start: Start = "anchors"
    flow_steps: int = 8
    samples: int = 0
    body_size: BodySize = "prior"
    answer: Answer = "first"
    initial_pose: InitialPoseSettings = field(default_factory=InitialPoseSettings)
    loop: LoopSettings = field(default_factory=LoopSettings)
    finish: LoopSettings = field(
        default_factory=lambda: LoopSettings(10, t_start=0.02, warmup=0.0, step=5.0, projection="robust")
    )
    name: str = "custom"

    def __post_init__(self) -> None:
        for what, value, known in (
            ("start", self.start, get_args(Start)),
            ("body size", self.body_size, get_args(BodySize)),
            ("answer", self.answer, get_args(Answer)),
        ):
            if value not in known:
                raise ZedoError(f"unknown {what} {value!r}; it is one of {', '.join(known)}")
        if self.samples and self.start != "proposal":
            raise ZedoError(f"{self.samples} samples were asked for, but only a proposal network can draw them")

    def followed(self, hypotheses: int) -> int:
        """Hypotheses that the loop runs for when so many are to come back."""
        return max(hypotheses, self.explored)

    def drawn(self, hypotheses: int) -> int:
        """Samples of the flow: for the followed hypotheses but the first, and for the uncertainty."""
        return max(self.followed(hypotheses) - 1, self.samples) if self.start == "proposal" else 0

    def chooses(self, hypotheses: int) -> bool:
        """Whether the answer is made of several hypotheses."""
        return self.answer == "weighted" and self.followed(hypotheses) > 1

    def evaluations(self, hypotheses: int) -> int:
        """Network evaluations a person-frame, over all hypotheses and networks."""
        proposed = 1 + self.drawn(hypotheses) * self.flow_steps if self.start == "proposal" else 0
        chosen = self.followed(hypotheses) * len(TIMES) + self.finish.iterations if self.chooses(hypotheses) else 0
        return self.followed(hypotheses) * self.loop.iterations + proposed + chosen


def _proposed(name: PresetName, iterations: int, step: float, **options: Any) -> Preset:
    # Proposals are nearly right: noise as large as the paper's start needs would blur what they know.
    loop = LoopSettings(iterations, t_start=0.03, warmup=0.0, step=step, projection="robust")
    return Preset(name=name, start="proposal", body_size="start", loop=loop, **options)


_ALL = (
    _proposed("fast", 10, 5.0),
    _proposed("default", 8, 5.0, explored=9, samples=8, flow_steps=4, answer="weighted"),
    _proposed("best", 10, 5.0, hypotheses=10, explored=10, samples=8, flow_steps=4, answer="weighted"),
    Preset(name="paper", body_size="free"),
    # Steps 100 … 1, each in ten of the iterations.
    Preset(name="paper-ddpm", body_size="free", loop=LoopSettings(t_end=1e-4)),
)

PRESETS: dict[str, Preset] = {preset.name: preset for preset in _ALL}
"""What each is stands in the help of ``--preset`` (:mod:`zedo.cli.options`), which must not wait for torch."""


def find_preset(name: str) -> Preset:
    """The preset called ``name``; raises ZedoError with the known names otherwise."""
    if name not in PRESETS:
        raise ZedoError(f"unknown preset {name!r}; it is one of {', '.join(PRESETS)}")
    return PRESETS[name]
