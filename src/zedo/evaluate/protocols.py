"""How each public data set is evaluated: the paper's way (``zedo``) and the field's (``standard``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from jaxtyping import Bool

from zedo.body.skeleton import H36M_17, LSP_14
from zedo.system.errors import ZedoError

JOINT_SETS: dict[int, tuple[str, ...]] = {
    17: H36M_17.joints,
    15: tuple(joint for joint in H36M_17.joints if joint not in ("spine", "neck")),
    14: LSP_14.joints,
}
"""The joints that are scored, by their number. The 14 of MPI-INF-3DHP's PCK are those of LSP."""

QUIRKS = {
    "reflection": "PA-MPJPE may mirror a pose onto the truth",
    "pck17": "PCK and AUC count all scored joints, the pelvis, which is nearly always a hit, among them",
    "unrooted": "MPJPE, PCK and AUC take poses where the loop leaves them: the pelvis' drift counts in every joint",
    "fit17": "PA-MPJPE's alignment is fitted to all 17 joints, whichever are scored",
}
"""What the official ZeDO code does otherwise than the metrics are defined, each an option."""


@dataclass(frozen=True)
class Scoring:
    """How the errors of a data set's joints become numbers.

    Attributes:
        mean: MPJPE, PA- and N-MPJPE over the ``groups`` (of each group over its frames, then over the groups) or over
            all ``frames``. PCK and AUC are always over all frames.
        pck_joints: the joints of PCK and AUC; the scored ones when None.
        quirks: some of :data:`QUIRKS`.

    Raises:
        ZedoError: on an unknown mean or quirk.
    """

    mean: str = "frames"
    pck_joints: tuple[str, ...] | None = None
    quirks: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.mean not in ("frames", "groups"):
            raise ZedoError(f"unknown mean {self.mean!r}; it is over frames or groups")
        if unknown := sorted(self.quirks - set(QUIRKS)):
            raise ZedoError(f"unknown quirk {unknown[0]!r}; the official code's are {', '.join(QUIRKS)}")

    def pck_scored(self, scored: Bool[np.ndarray, " 17"]) -> Bool[np.ndarray, " 17"]:
        """(17,) the joints of PCK and AUC among the ``scored`` ones."""
        if self.pck_joints is None or "pck17" in self.quirks:
            return scored
        return scored & np.array([joint in self.pck_joints for joint in H36M_17.joints])


@dataclass(frozen=True)
class Protocol:
    """One way to evaluate one data set.

    Attributes:
        name: ``zedo`` or ``standard``.
        every: step through the person-frames.
        joints: how many are scored, a key of :data:`JOINT_SETS`.
        mean, pck_joints: as of :class:`Scoring`; ``pck_joints`` by number.
        initial_pose: fields of :class:`zedo.optimise.initial_pose.InitialPoseSettings` that differ from the preset's.
        clusters: what the paper's initial poses are k-means centres of; empty where it has none.
        universal: MPI-INF-3DHP's truth scaled to one height.
        remarks: where its sources contradict or lack it, a sentence each.
    """

    name: str
    every: int = 1
    joints: int = 17
    mean: str = "frames"
    pck_joints: int | None = None
    initial_pose: Mapping[str, Any] = field(default_factory=dict)
    clusters: str = ""
    universal: bool = False
    remarks: tuple[str, ...] = ()

    def scoring(self, quirks: frozenset[str] = frozenset()) -> Scoring:
        """Its rules of scoring, with these quirks of the official code."""
        return Scoring(self.mean, JOINT_SETS[self.pck_joints] if self.pck_joints else None, quirks)


PELVIS_AND_HIPS = ("pelvis", "right_hip", "left_hip")

DATA_SETS: dict[str, dict[str, Protocol]] = {
    "h36m": {
        "zedo": Protocol(
            "zedo",
            every=640,
            mean="groups",
            initial_pose={"axes": "z", "joints": PELVIS_AND_HIPS, "distance": 3.0, "scale_bounds": (0.5, 2.0)},
            clusters="Human3.6M's training poses",
        ),
        "standard": Protocol("standard", mean="groups"),
    },
    "mpi_inf_3dhp": {
        "zedo": Protocol(
            "zedo",
            every=3,
            mean="groups",
            initial_pose={"axes": "z", "joints": PELVIS_AND_HIPS, "distance": 3.0, "scale_bounds": (0.5, 2.0)},
            clusters="MPI-INF-3DHP's training poses",
            remarks=(
                "the subset is the official code's, every third valid frame (959); §4.1 of the paper names 2,929",
            ),
        ),
        "standard": Protocol(
            "standard",
            pck_joints=14,
            universal=True,
        ),
    },
    "3dpw": {
        "zedo": Protocol(
            "zedo",
            every=35,
            initial_pose={"axes": "z", "joints": None, "distance": 8.0, "scale_bounds": (0.2, 2.0)},
            clusters="Human3.6M's training poses",
        ),
        "standard": Protocol("standard", joints=14),
    },
    "ski_pose": {
        "zedo": Protocol(
            "zedo",
            initial_pose={"axes": "y", "joints": None, "distance": 20.0, "scale_bounds": (0.5, 2.0)},
            clusters="sitting poses of Human3.6M",
        ),
        "standard": Protocol("standard"),
    },
    "humaneva": {
        "zedo": Protocol("zedo", joints=15, mean="groups", remarks=("the paper has no results on HumanEva-I",)),
        "standard": Protocol("standard", joints=15, mean="groups"),
    },
}
"""The subsets and the settings of the initial pose optimiser are the official ZeDO code's (`configs/`), in which the
clusters are chosen by `run/opt_main.py`. The standard rules: `run.py` of VideoPose3D (Human3.6M, HumanEva-I),
``mpii_evaluate_errors.m`` and ``mpii_test_predictions.m`` (MPI-INF-3DHP), SPIN (Kolotouros et al., ICCV 2019; 3DPW)."""


def find_protocol(data: str, name: str) -> Protocol:
    """The protocol ``name`` of a data set of :data:`DATA_SETS`; raises ZedoError with the known names otherwise."""
    if name not in DATA_SETS[data]:
        raise ZedoError(f"unknown protocol {name!r}; it is one of {', '.join(DATA_SETS[data])}")
    return DATA_SETS[data][name]
