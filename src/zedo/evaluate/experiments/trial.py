"""An experiment is a list of trials; a trial is one row: one way to lift one data set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zedo.evaluate.protocols import DATA_SETS
from zedo.evaluate.published import Published

if TYPE_CHECKING:  # torch takes seconds to import
    from zedo.optimise.presets import Preset

ROLES = {
    "a": "a prior trained on Human3.6M; on the validation benchmark, on its AMC archive",
    "b": "a prior trained on MPI-INF-3DHP; on the benchmark, on its Daz archive",
    "mixed": "a prior trained on both",
    "a-so3": "trained as a, with rotation augmentation (--rotation so3)",
    "ddpm": "trained as a, with the DDPM objective",
}
"""Names of the priors that experiments ask for."""

K_MEANS, TRAINING_POSE, GENERATED_POSE, PREDICTION = "k-means", "training pose", "generated pose", "prediction"
"""What a hypothesis starts from: the anchors; a random pose of the training set, another in each frame; one drawn from
the prior, another in each frame; or what a lifter gave."""

BENCHMARK_HALVES = {"h36m": ("02", "16"), "mpi_inf_3dhp": ("09", "12")}
"""The held-out people of the validation benchmark that stand in for a data set: those of the AMC archive and those of
the Daz archive, whose priors are ``a`` and ``b``. For every other data set it is all of them."""


@dataclass(frozen=True)
class Trial:
    """One row.

    Attributes:
        label: what the row is called.
        data: key of :data:`zedo.evaluate.protocols.DATA_SETS`; or a file of predictions.
        prior: key of :data:`ROLES`.
        hypotheses: S.
        detected: the 2D poses are a detector's.
        joints: how many are scored.
        rotate, warmup: the initial pose optimiser turns the anchor (T is fitted in any case); T_0 is kept for a fifth
            of the iterations.
        iterations: of the loop; with 0 the initial poses are scored as they are.
        start: :data:`K_MEANS`, :data:`TRAINING_POSE`, :data:`GENERATED_POSE` or :data:`PREDICTION`.
        sampler: of a DDPM prior.
        timed: the time counts, so that nothing may be compiled meanwhile.
        paper: the paper's row.
    """

    label: str
    data: str
    prior: str = "a"
    hypotheses: int = 1
    detected: bool = False
    joints: int = 17
    rotate: bool = True
    warmup: bool = True
    iterations: int = 1000
    start: str = K_MEANS
    sampler: str | None = None
    timed: bool = False
    paper: Published | None = None

    def preset(self, own_protocol: bool) -> Preset:
        """The preset ``paper`` with this trial's changes.

        Args:
            own_protocol: take the paper's settings of the initial pose optimiser for this data set.
        """
        from zedo.optimise.presets import find_preset

        preset = find_preset("paper")
        pose, loop = preset.initial_pose, replace(preset.loop, iterations=self.iterations)
        if own_protocol:
            pose = replace(pose, **DATA_SETS[self.data]["zedo"].initial_pose)
        if not self.rotate:
            pose = replace(pose, axes="")
        if not self.warmup:
            loop = replace(loop, warmup=0.0)
        start = "anchors" if self.start == K_MEANS else "given"
        return replace(preset, start=start, initial_pose=pose, loop=loop)


@dataclass(frozen=True)
class Experiment:
    """A table or figure of the paper.

    Attributes:
        name: as the command calls it.
        title: what is compared.
        metrics: the columns, names of :data:`zedo.evaluate.report.METRICS`.
        others: the paper's rows of other methods.
    """

    name: str
    title: str
    metrics: tuple[str, ...]
    trials: tuple[Trial, ...]
    others: tuple[Published, ...] = ()

    @property
    def number(self) -> str:
        """``Table 4``, ``Figure 5``."""
        return self.name.replace("table", "Table ").replace("fig", "Figure ")
