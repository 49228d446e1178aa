"""Running a lifter on a data set and scoring its answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate import metrics
from zedo.evaluate.protocols import Scoring
from zedo.system.errors import ZedoError

if TYPE_CHECKING:  # torch, which the lifter needs, takes seconds to import; scoring does without
    from zedo.optimise.lifter import Lifter, Progress

Scores = dict[str, float]
"""The metrics of :class:`Evaluation` by name, ``mpjpe`` to ``best_auc``."""


@dataclass(frozen=True)
class Evaluation:
    """Scores of poses on a data set: millimetres and percent.

    Attributes:
        mpjpe, pa_mpjpe, n_mpjpe, pck, auc: of hypothesis 0, the answer that is given without knowing the truth.
        min_mpjpe, min_pa_mpjpe: of the best of all hypotheses in each frame, chosen by the truth for each metric apart.
        best_pck, best_auc: of the hypothesis with the least MPJPE in each frame.
        frames: N, the person-frames scored.
        evaluations: network evaluations a person-frame, over all hypotheses; 0 for given poses.
        seconds: wall time of lifting, without loading the prior and the data; 0 for given poses.
        groups: the same scores and ``frames`` of each group of the data.
        notes: what a reader of the scores should know: what is missing, what was fitted.
        provenance: that of the poses (zedo's version, the prior's hash, preset, settings, seed …) with the name of the
            ``data``, the ``scored`` joints, the ``detector`` and how means were taken.
    """

    mpjpe: float
    pa_mpjpe: float
    n_mpjpe: float
    min_mpjpe: float
    min_pa_mpjpe: float
    pck: float
    auc: float
    best_pck: float
    best_auc: float
    frames: int
    evaluations: int
    seconds: float
    groups: Mapping[str, Scores]
    notes: tuple[str, ...]
    provenance: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: every attribute by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def score(poses: Float[np.ndarray, "S N 17 3"], data: EvaluationSet, scoring: Scoring = Scoring()) -> Scores:  # noqa: B008 - frozen
    """The nine metrics of :class:`Evaluation` by name.

    Args:
        poses: metres, camera axes, hypothesis 0 being the answer; their translation matters to the quirk ``unrooted``
            alone.

    Raises:
        ZedoError: when there is not one finite pose a hypothesis and person-frame.
    """
    return _means(_per_frame(poses, data, scoring), data, scoring)


def evaluate_poses(
    poses: Float[np.ndarray, "S N 17 3"],
    data: EvaluationSet,
    scoring: Scoring = Scoring(),  # noqa: B008 - frozen
    provenance: Mapping[str, Any] = {},
    evaluations: int = 0,
    seconds: float = 0.0,
) -> Evaluation:
    """Score poses that are there already; arguments as in :func:`score` and :class:`Evaluation`."""
    per_frame = _per_frame(poses, data, scoring)
    names, group = _groups(data)
    joints = [joint for joint, counts in zip(H36M_17.joints, data.scored, strict=True) if counts]
    return Evaluation(
        **_means(per_frame, data, scoring),
        frames=len(data),
        evaluations=evaluations,
        seconds=seconds,
        groups={
            name: {"frames": int((group == g).sum())}
            | {metric: float(values[group == g].mean()) for metric, values in per_frame.items()}
            for g, name in enumerate(names)
            if name
        },
        notes=data.notes,
        provenance={
            "data": data.name,
            "scored": joints,
            "detector": data.detector,
            "mean": scoring.mean,
            "quirks": sorted(scoring.quirks),
            "hypotheses": len(poses),
            **provenance,
        },
    )


def evaluate(
    data: EvaluationSet,
    lifter: Lifter,
    progress: Progress | None = None,
    scoring: Scoring = Scoring(),  # noqa: B008 - frozen
    initial: Float[np.ndarray, "S N 17 3"] | None = None,
) -> Evaluation:
    """Lift all person-frames of ``data`` and score the poses.

    Args:
        progress, initial: as of :class:`zedo.optimise.lifter.Lifter`.

    Raises:
        ZedoError: when the prior has other joints than the truth, the quirk ``unrooted`` is asked of a lifter that
            gives rooted poses, or a person-frame has too few visible joints to be lifted: leaving it out silently would
            flatter the scores.
    """
    from zedo.optimise.evidence import Evidence
    from zedo.poses import NEED

    if lifter.rooted == ("unrooted" in scoring.quirks):
        raise ZedoError("the quirk unrooted goes with a lifter of rooted=False, and neither goes without the other")
    if lifter.skeleton != data.keypoints.skeleton:
        raise ZedoError(
            f"the prior's poses are {lifter.skeleton.name!r}, those of {data.name} {data.keypoints.skeleton.name!r}; "
            "they must have the same joints"
        )
    hidden = np.flatnonzero(~Evidence.of(data.keypoints, data.camera, lifter.skeleton).fixed)
    if len(hidden):
        raise ZedoError(
            f"{data.name}: person-frame {hidden[0]} (the first of {len(hidden)}) cannot be lifted, for it has not "
            f"{NEED}; leave such person-frames out"
        )
    start = time.perf_counter()
    poses = lifter(data.keypoints, data.camera, progress=progress, initial=initial)
    seconds = time.perf_counter() - start
    return evaluate_poses(poses.joints, data, scoring, poses.provenance, lifter.evaluations, seconds)


def _per_frame(poses: np.ndarray, data: EvaluationSet, scoring: Scoring) -> dict[str, Float[np.ndarray, " N"]]:
    truth, scored = data.positions, data.scored
    if poses.ndim != 4 or not len(poses) or poses.shape[1:] != truth.shape:
        expected = ", ".join(map(str, truth.shape))
        raise ZedoError(f"the poses have shape {poses.shape}; (hypotheses, {expected}) was expected")
    bad = np.argwhere(~np.isfinite(poses).all(axis=(-2, -1)))
    if len(bad):
        hypothesis, frame = bad[0]
        raise ZedoError(f"hypothesis {hypothesis} of person-frame {frame} is NaN or infinite and cannot be scored")
    fitted = None
    if "fit17" in scoring.quirks:
        fitted = np.ones(len(scored), dtype=bool)
        if not np.isfinite(truth).all():
            raise ZedoError(f"the quirk fit17 needs the truth of all 17 joints, which {data.name} does not have")
    rooted = "unrooted" not in scoring.quirks
    error = metrics.mpjpe(poses, truth, scored, rooted)
    aligned = metrics.pa_mpjpe(poses, truth, scored, "reflection" in scoring.quirks, fitted)
    best = np.take_along_axis(poses, error.argmin(axis=0)[None, :, None, None], axis=0)[0]
    counted = scoring.pck_scored(scored)
    return {
        "mpjpe": error[0],
        "pa_mpjpe": aligned[0],
        "n_mpjpe": metrics.n_mpjpe(poses[0], truth, scored),
        "min_mpjpe": error.min(axis=0),
        "min_pa_mpjpe": aligned.min(axis=0),
        "pck": metrics.pck(poses[0], truth, counted, rooted),
        "auc": metrics.auc(poses[0], truth, counted, rooted),
        "best_pck": metrics.pck(best, truth, counted, rooted),
        "best_auc": metrics.auc(best, truth, counted, rooted),
    }


def _means(per_frame: dict[str, np.ndarray], data: EvaluationSet, scoring: Scoring) -> Scores:
    names, group = _groups(data)
    counts = np.bincount(group, minlength=len(names))

    def mean(metric: str, values: np.ndarray) -> float:
        if scoring.mean == "groups" and "mpjpe" in metric:
            return float((np.bincount(group, values) / counts).mean())
        return float(values.mean())

    return {metric: mean(metric, values) for metric, values in per_frame.items()}


def _groups(data: EvaluationSet) -> tuple[list[str], np.ndarray]:
    """Names in the order of the data, and each person-frame's index among them."""
    names = list(dict.fromkeys(data.groups.tolist()))
    at = {name: g for g, name in enumerate(names)}
    return names, np.array([at[name] for name in data.groups.tolist()])
