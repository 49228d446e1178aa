"""Running trials, but for those that are finished already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from jaxtyping import Float

from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate.evaluation import Evaluation, evaluate, evaluate_poses
from zedo.evaluate.experiments.sources import Sources, Unavailable
from zedo.evaluate.experiments.trial import (
    BENCHMARK_HALVES,
    GENERATED_POSE,
    K_MEANS,
    PREDICTION,
    Experiment,
    Trial,
)
from zedo.evaluate.protocols import Scoring
from zedo.evaluate.report import METRICS
from zedo.system.errors import ZedoError

if TYPE_CHECKING:  # torch takes seconds to import
    from zedo.engines.backend import Backend
    from zedo.optimise.lifter import Lifter, Progress
    from zedo.poses import Poses3D


class Runner:
    """Runs the trials of experiments.

    Args:
        sources: what the user has.
        device, backend, seed: as of :class:`zedo.optimise.lifter.Lifter`; the seed also draws random initial poses.
    """

    def __init__(self, sources: Sources, device: str = "cpu", backend: str = "auto", seed: int = 0) -> None:
        self.sources, self.device, self.backend, self.seed = sources, device, backend, seed

    def run(self, trial: Trial, benchmark: bool, finished: Sequence[dict[str, Any]], progress: Progress | None) -> dict:
        """The row of a trial, from ``finished`` when one of the same settings is there.

        Raises:
            Unavailable: when its prior, data or training poses were not given.
        """
        prepared = self.prepare(trial, benchmark)
        for row in finished:
            if row["settings"] == prepared.settings:
                return {**row, **prepared.about}
        if trial.timed and prepared.lifter is not None:
            # What is compiled at the first call is no part of the time.
            few = prepared.data.rows(slice(0, 2))
            prepared.lifter(few.keypoints, few.camera)
        result = prepared.evaluate(progress)
        return {
            **prepared.about,
            "settings": prepared.settings,
            "scores": {name: getattr(result, name) for name in SCORES},
            "frames": result.frames,
            "evaluations": result.evaluations,
            "seconds": result.seconds,
        }

    def poses(
        self, trial: Trial, benchmark: bool, progress: Progress | None, few: int | None = None
    ) -> tuple[EvaluationSet, Poses3D, dict[str, Any]]:
        """The data, the poses and the row's description, for figures; of all person-frames, or a few of them."""
        prepared = self.prepare(trial, benchmark)
        assert prepared.lifter is not None  # figures are of lifted poses
        shown = spread(len(prepared.data), few or len(prepared.data))
        data = prepared.data.rows(np.isin(np.arange(len(prepared.data)), shown))
        poses = prepared.lifter(data.keypoints, data.camera, progress=progress)
        return data, poses, {**prepared.about, "person_frames": shown, "settings": prepared.settings}

    def prepare(self, trial: Trial, benchmark: bool) -> Prepared:
        """Everything that a trial needs.

        As in the released code, all hypotheses of a data set start from the same training set's clusters, whatever the
        prior was trained on: MPI-INF-3DHP's from its own, the others' from Human3.6M's. Without that prior they start
        from those of the one that is run.
        """
        from zedo.optimise.anchors import load_anchors
        from zedo.optimise.lifter import Lifter
        from zedo.prior.checkpoint import find_prior, load_prior

        name = self.sources.prior(trial.prior)
        data, scoring = self.sources.evaluation_set(trial, benchmark)
        path = find_prior(name)
        prior = load_prior(path, self.device, trial.sampler)
        anchors = initial = None
        if trial.start == K_MEANS:
            whose = self.sources.priors.get("b" if trial.data == "mpi_inf_3dhp" else "a", name)
            file, source = find_prior(whose).with_name("anchors.npz"), f"k-means, {_called(whose)}"
            start = anchors = load_anchors(file, prior.skeleton, trial.hypotheses, self.seed)
        else:
            start, source = self._initial(trial, data, prior)
            initial = start
        if trial.iterations and self.sources.iterations:
            trial = _with_iterations(trial, self.sources.iterations)
        lifter = None
        if trial.iterations:
            preset = trial.preset(own_protocol=not benchmark and trial.start != PREDICTION)
            lifter = Lifter(
                prior,
                preset,
                hypotheses=trial.hypotheses,
                device=self.device,
                backend=cast("Backend", self.backend),
                seed=self.seed,
                anchors=anchors,
            )
        settings = {
            "zedo": version("zedo"),
            "data": data.name,
            "subset": _hash(data.positions, data.keypoints.uv),
            "frames": len(data),
            "scored": int(data.scored.sum()),
            "mean": scoring.mean,
            "prior": prior.fingerprint if lifter else "",
            "sampler": trial.sampler,
            "start": trial.start,
            "initial poses": _hash(start),
            "initial_pose": asdict(lifter.settings.initial_pose) if lifter else {},
            "loop": asdict(lifter.settings.loop) if lifter else {},
            "hypotheses": trial.hypotheses,
            "backend": lifter.backend if lifter else "",
            "seed": self.seed,
            "timed": trial.timed,
        }
        about = {
            "label": trial.label,
            "tested_on": _tested_on(trial, data, benchmark),
            "prior": f"{_called(name)} ({prior.fingerprint})" if lifter else "–",
            "anchors": source,
            "keypoints": data.detector or "ground truth",
            "hypotheses": trial.hypotheses,
            "paper": {metric: getattr(trial.paper, metric, None) for metric in METRICS},
        }
        return Prepared(data, scoring, lifter, initial, json.loads(json.dumps(settings)), about)

    def _initial(self, trial: Trial, data: EvaluationSet, prior: Any) -> tuple[Float[np.ndarray, "1 N 17 3"], str]:
        """An initial pose for each person-frame, and where they come from."""
        if trial.start == PREDICTION:
            from zedo.data.npz import read_predictions

            return read_predictions(trial.data)[1][None], f"predictions of {Path(trial.data).name}"
        if trial.start == GENERATED_POSE:
            import torch

            generator = torch.Generator().manual_seed(self.seed)
            poses = prior.sample(len(data), generator).double().numpy()
            return prior.skeleton.root_relative(poses)[None], "drawn from the prior, one a frame"
        return self.sources.training_poses(len(data), self.seed)[None], "drawn from the training set, one a frame"


SCORES = ("mpjpe", "pa_mpjpe", "n_mpjpe", "min_mpjpe", "min_pa_mpjpe", "pck", "auc", "best_pck", "best_auc")


@dataclass(frozen=True)
class Prepared:
    """A trial with everything that it needs; without a lifter its initial poses are scored as they are."""

    data: EvaluationSet
    scoring: Scoring
    lifter: Lifter | None
    initial: Float[np.ndarray, "S N 17 3"] | None
    settings: dict[str, Any]
    about: dict[str, Any]

    def evaluate(self, progress: Progress | None) -> Evaluation:
        """Lift, if there is a lifter, and score."""
        if self.lifter is None:
            assert self.initial is not None  # only given poses can be scored as they are
            return evaluate_poses(self.initial, self.data, self.scoring)
        return evaluate(self.data, self.lifter, progress, self.scoring, self.initial)


def finished_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """Rows of all experiments whose JSON lies in a folder: interrupted runs go on, and tables share what is equal."""
    for path in sorted(folder.glob("*.json")):
        try:
            rows = json.loads(path.read_text()).get("rows", [])
        except (json.JSONDecodeError, AttributeError, UnicodeDecodeError):
            continue  # another's file
        yield from (row for row in rows if isinstance(row, dict) and "settings" in row and "scores" in row)


def spread(count: int, few: int) -> list[int]:
    """Some of 0 … ``count`` - 1, at even distances."""
    return np.unique(((np.arange(few) + 0.5) * count / few).astype(int)).tolist()


def run_experiment(
    experiment: Experiment,
    runner: Runner,
    finished: Sequence[dict[str, Any]],
    progress: Callable[[str], AbstractContextManager[Progress | None]],
    keep: Callable[[list[dict[str, Any]], list[str]], Any],
) -> tuple[list[dict[str, Any]], list[str]]:
    """Run the trials of an experiment one after another.

    Args:
        finished: rows that need not be run again.
        progress: a context manager that yields the :data:`zedo.optimise.lifter.Progress` of a row with this name.
        keep: called after each row with what is returned, as far as it is known.

    Returns:
        the rows, and a sentence for each trial that could not be run.

    Raises:
        ZedoError: when not one of the trials can be run, or a file is not what it should be.
    """
    benchmark = runner.sources.on_benchmark(experiment)
    rows: list[dict[str, Any]] = []
    missing: list[str] = []
    for trial in experiment.trials:
        try:
            with progress(f"{experiment.name}: {trial.label}, S = {trial.hypotheses}") as report:
                rows.append(runner.run(trial, benchmark, finished, report))
        except Unavailable as error:
            missing.append(f"{trial.label}, tested on {trial.data}, S = {trial.hypotheses}: {error}")
            continue
        keep(rows, missing)
    if not rows:
        raise ZedoError(f"{experiment.name}: no row can be run; {missing[0]}")
    return rows, missing


def _with_iterations(trial: Trial, iterations: int) -> Trial:
    return replace(trial, iterations=max(1, round(trial.iterations * iterations / 1000)))


def _tested_on(trial: Trial, data: EvaluationSet, benchmark: bool) -> str:
    if trial.start == PREDICTION:
        return Path(trial.data).name
    if not benchmark:
        return data.name
    people = BENCHMARK_HALVES.get(trial.data)
    return f"benchmark {'/'.join(people)}" if people else "benchmark"


def _called(prior: str) -> str:
    """A short name: that of a shipped prior, or of the folder that `zedo train` wrote."""
    path = Path(prior)
    return path.parent.name or path.stem if path.suffix else prior


def _hash(*arrays: np.ndarray) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:16]
