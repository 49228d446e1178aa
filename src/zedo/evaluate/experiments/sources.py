"""Where the data, the priors and the motion capture of experiments come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate.experiments.trial import BENCHMARK_HALVES, PREDICTION, ROLES, Experiment, Trial
from zedo.evaluate.protocols import JOINT_SETS, Scoring, find_protocol
from zedo.evaluate.validation import FRAMES, FRAMES_SMALL, SOURCES, archive, validation_set
from zedo.prior.checkpoint import DEFAULT_PRIOR
from zedo.system.errors import ZedoError

MOCAP_NEEDED = (
    "neither a data set of this experiment nor --mocap was given: the validation benchmark stands in for data sets, "
    "with motion of subjects 02, 09, 12 and 16 from mocap.cs.cmu.edu (ASF/AMC, and the Daz-friendly BVH conversion), "
    "which `python benchmarks/pack_mocap.py` turns into the archives that --mocap FOLDER holds (docs/reproduction.md)"
)


class Unavailable(ValueError):
    """A trial whose prior, data or training poses were not given: the others of its experiment run without it."""


@dataclass(frozen=True, eq=False)
class Sources:
    """What the user has.

    Attributes:
        data: data sets by their key of :data:`zedo.evaluate.protocols.DATA_SETS`: their folders.
        detector: Human3.6M's detected keypoints, as `zedo evaluate h36m --keypoints` takes them.
        mocap: folder of the validation benchmark's archives.
        training: motion capture that the priors were trained on, for random initial poses.
        priors: files, or names of shipped priors, by :data:`ROLES`.
        frames: person-frames of the validation benchmark at S = 1 and at any other S.
        iterations: in place of each trial's own; None keeps them.
    """

    data: Mapping[str, Path] = field(default_factory=dict)
    detector: str = "sh_dt_ft"
    mocap: Path | None = None
    training: Sequence[Path] = ()
    priors: Mapping[str, str] = field(default_factory=dict)
    frames: tuple[int, int] = (FRAMES, FRAMES_SMALL)
    iterations: int | None = None
    _read_already: dict[tuple[str, bool], EvaluationSet] = field(default_factory=dict, init=False, repr=False)

    def prior(self, role: str) -> str:
        """The prior that plays a role; raises Unavailable when it was not given and none can stand in."""
        if role not in self.priors and role not in ("a", "mixed"):
            raise Unavailable(f"needs --priors {role}=FILE ({ROLES[role]})")
        return self.priors.get(role, DEFAULT_PRIOR)

    def on_benchmark(self, experiment: Experiment) -> bool:
        """Whether the validation benchmark stands in for the data sets of an experiment, of which none is there.

        Raises:
            ZedoError: when the benchmark's motion capture is not there either.
        """
        wanted = {trial.data for trial in experiment.trials if trial.start != PREDICTION}
        if not wanted or wanted & set(self.data):
            return False
        if self.mocap is None:
            raise ZedoError(f"{experiment.name}: {MOCAP_NEEDED}")
        return True

    @staticmethod
    def stand_in(data: str) -> tuple[str, ...]:
        """The people of the validation benchmark who stand in for a data set."""
        return BENCHMARK_HALVES.get(data, tuple(SOURCES))

    def evaluation_set(self, trial: Trial, benchmark: bool) -> tuple[EvaluationSet, Scoring]:
        """What a trial is tested on, and how it is scored; raises Unavailable when it is not there."""
        if trial.start == PREDICTION:
            from zedo.data.npz import read_predictions

            return read_predictions(trial.data)[0], Scoring()
        if benchmark:
            assert self.mocap is not None  # by Sources.on_benchmark
            count = self.frames[trial.hypotheses > 1]
            data = validation_set(self.mocap, "bodies", "detected" if trial.detected else "exact", count)
            return data.of_groups(self.stand_in(trial.data)).scoring(JOINT_SETS[trial.joints]), Scoring()
        protocol, key = find_protocol(trial.data, "zedo"), (trial.data, trial.detected)
        if key not in self._read_already:
            self._read_already[key] = self._read(trial)
        return self._read_already[key].every(protocol.every).scoring(JOINT_SETS[trial.joints]), protocol.scoring()

    def _read(self, trial: Trial) -> EvaluationSet:
        path = self.data.get(trial.data)
        if path is None:
            raise Unavailable(f"{trial.data} was not given")
        match trial.data:
            case "h36m":
                from zedo.data.h36m import read_h36m

                return read_h36m(path, self.detector if trial.detected else "gt")
            case "mpi_inf_3dhp":
                from zedo.data.mpi_inf_3dhp import read_mpi_inf_3dhp

                return read_mpi_inf_3dhp(path)
            case "3dpw":
                from zedo.data.pw3d import read_pw3d

                return read_pw3d(path)
            case _:
                from zedo.data.ski_pose import read_ski_pose

                return read_ski_pose(path)

    def training_poses(self, count: int, seed: int) -> Float[np.ndarray, "count 17 3"]:
        """Random training poses, each on the mean body under a random heading; raises Unavailable without any."""
        from zedo.body.heading import turn_heading
        from zedo.data.mocap import collect
        from zedo.optimise.anchors import upright_poses

        paths = list(self.training)
        if not paths and self.mocap is not None:
            paths = [archive(self.mocap, "amc")]
        if not paths:
            raise Unavailable("needs --training, the motion capture that the prior was trained on")
        clips, _ = collect(paths, leave_out=tuple(SOURCES))
        rng = np.random.default_rng(seed)
        poses = upright_poses(np.concatenate([clip.positions for clip in clips]))
        chosen = poses[rng.integers(len(poses), size=count)]
        return turn_heading(chosen, rng.uniform(-np.pi, np.pi, count))
