"""Running a lifter on a data set and scoring its answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from jaxtyping import Float

from zedo.data.npz import EvaluationSet
from zedo.evaluate import metrics

if TYPE_CHECKING:  # torch, which the lifter needs, takes seconds to import; scoring does without
    from zedo.lift.lifter import Lifter, Progress


@dataclass(frozen=True)
class Evaluation:
    """Scores of a lifter on a data set: millimetres and percent, means over the frames.

    Attributes:
        mpjpe, pa_mpjpe, n_mpjpe, pck, auc: of hypothesis 0, the answer that is given without knowing the truth.
        min_mpjpe, min_pa_mpjpe: of the best of all hypotheses in each frame, chosen by the truth for each metric apart.
        frames: N, the person-frames scored.
        evaluations: network evaluations a person-frame, over all hypotheses.
        seconds: wall time of lifting, without loading the prior and the data.
        provenance: that of the poses (zedo's version, the prior's hash, preset, settings, seed …) with the name of the
            ``data`` and the ``scored`` joints.
    """

    mpjpe: float
    pa_mpjpe: float
    n_mpjpe: float
    min_mpjpe: float
    min_pa_mpjpe: float
    pck: float
    auc: float
    frames: int
    evaluations: int
    seconds: float
    provenance: Mapping[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: every attribute by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def score(poses: Float[np.ndarray, "S N 17 3"], data: EvaluationSet) -> dict[str, float]:
    """The seven metrics of :class:`Evaluation` by name.

    Args:
        poses: metres, camera axes, hypothesis 0 being the answer; their translation does not matter.

    Raises:
        ValueError: when there is not one finite pose a hypothesis and person-frame.
    """
    truth, scored = data.positions, data.scored
    if poses.ndim != 4 or not len(poses) or poses.shape[1:] != truth.shape:
        expected = ", ".join(map(str, truth.shape))
        raise ValueError(f"the poses have shape {poses.shape}; (hypotheses, {expected}) was expected")
    bad = np.argwhere(~np.isfinite(poses).all(axis=(-2, -1)))
    if len(bad):
        hypothesis, frame = bad[0]
        raise ValueError(f"hypothesis {hypothesis} of person-frame {frame} is NaN or infinite and cannot be scored")
    answer = poses[0]
    per_frame = {
        "mpjpe": metrics.mpjpe(answer, truth, scored),
        "pa_mpjpe": metrics.pa_mpjpe(answer, truth, scored),
        "n_mpjpe": metrics.n_mpjpe(answer, truth, scored),
        "min_mpjpe": metrics.min_mpjpe(poses, truth, scored),
        "min_pa_mpjpe": metrics.min_pa_mpjpe(poses, truth, scored),
        "pck": metrics.pck(answer, truth, scored),
        "auc": metrics.auc(answer, truth, scored),
    }
    return {name: float(values.mean()) for name, values in per_frame.items()}


def evaluate(data: EvaluationSet, lifter: Lifter, progress: Progress | None = None) -> Evaluation:
    """Lift all person-frames of ``data`` and score the poses.

    Args:
        progress: as of :class:`zedo.lift.lifter.Lifter`.

    Raises:
        ValueError: when the prior has other joints than the truth, or a person-frame has too few visible joints to be
            lifted: leaving it out silently would flatter the scores.
    """
    from zedo.lift.lifter import MIN_VISIBLE_JOINTS

    if lifter.skeleton != data.keypoints.skeleton:
        raise ValueError(
            f"the prior's poses are {lifter.skeleton.name!r}, those of {data.name} {data.keypoints.skeleton.name!r}; "
            "they must have the same joints"
        )
    hidden = np.flatnonzero((data.keypoints.confidence > 0).sum(axis=1) < MIN_VISIBLE_JOINTS)
    if len(hidden):
        raise ValueError(
            f"{data.name}: person-frame {hidden[0]} (the first of {len(hidden)}) has fewer than {MIN_VISIBLE_JOINTS} "
            "visible joints and cannot be lifted; leave such person-frames out"
        )
    start = time.perf_counter()
    poses = lifter(data.keypoints, data.camera, progress)
    seconds = time.perf_counter() - start
    return Evaluation(
        **score(poses.joints, data),
        frames=len(poses),
        evaluations=lifter.evaluations,
        seconds=seconds,
        provenance={
            "data": data.name,
            "scored": [joint for joint, counts in zip(poses.skeleton.joints, data.scored, strict=True) if counts],
            **poses.provenance,
        },
    )
