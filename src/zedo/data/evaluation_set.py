"""2D keypoints with a 3D ground truth: what every data set is read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from jaxtyping import Bool, Float, Shaped

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

LARGEST_EXTENT = 10.0
"""Metres. No person is as large: a truth that is has another unit."""


@dataclass(frozen=True, eq=False)
class EvaluationSet:
    """What a lifter is given and what its answer is compared with.

    Attributes:
        name: what reports call it.
        keypoints: N person-frames of Human3.6M's 17 joints.
        camera: intrinsics, (N, 3, 3).
        positions: (N, 17, 3) true positions, metres, camera frame; may be NaN where ``scored`` is False.
        scored: (17,) the joints that the metrics count.
        groups: (N,) names of the actions, activities or clips that means are taken over; one group when left out.
        detector: who found the keypoints; empty when they are the ground truth's, projected.
        notes: what a reader of the scores should know of these data, a sentence each.

    Raises:
        ZedoError: when there is no person-frame, a shape does not fit, a scored joint or the pelvis, which is every
            pose's origin, lacks its truth, or the truth is not in metres.
    """

    name: str
    keypoints: Keypoints2D
    camera: Camera
    positions: Float[np.ndarray, "N 17 3"]
    scored: Bool[np.ndarray, " 17"]
    groups: Shaped[np.ndarray, " N"] = field(default=None)  # type: ignore[assignment]
    detector: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count, joints = len(self.keypoints), len(H36M_17)
        positions, scored = np.array(self.positions, dtype=np.float64), np.array(self.scored)
        groups = np.full(count, "") if self.groups is None else np.array(self.groups, dtype=np.str_)
        if self.keypoints.skeleton != H36M_17:
            raise ZedoError(f"the keypoints are {self.keypoints.skeleton.name!r}; {H36M_17.name!r} was expected")
        if count == 0:
            raise ZedoError("there is no person-frame to evaluate")
        if positions.shape != (count, joints, 3):
            raise ZedoError(f"the truth has shape {positions.shape}; ({count}, {joints}, 3) was expected")
        if self.camera.matrix.shape != (count, 3, 3):
            raise ZedoError(f"the camera matrices have shape {self.camera.matrix.shape}; ({count}, 3, 3) was expected")
        if groups.shape != (count,):
            raise ZedoError(f"the groups have shape {groups.shape}; ({count},) was expected")
        if scored.shape != (joints,) or scored.dtype != bool or not scored.any():
            raise ZedoError(
                f"the scored joints have shape {scored.shape} and type {scored.dtype}; ({joints},) bool, at least one "
                "of them True, was expected"
            )
        needed = scored.copy()
        needed[list(H36M_17.root)] = True
        missing = np.argwhere(~np.isfinite(positions).all(axis=-1) & needed)
        if len(missing):
            frame, joint = missing[0]
            raise ZedoError(
                f"the truth of person-frame {frame}, joint {H36M_17.joints[joint]} is NaN or infinite; the pelvis and "
                "the scored joints need a finite position in every person-frame"
            )
        extent = float(np.median(np.ptp(positions[:, needed], axis=1).max(axis=-1)))
        if extent > LARGEST_EXTENT:
            raise ZedoError(f"the people of the truth are {extent:.4g} across (median); metres are expected")
        for name, array in (("positions", positions), ("scored", scored), ("groups", groups)):
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.keypoints)

    def every(self, step: int) -> EvaluationSet:
        """Person-frames 0, ``step``, 2 ``step`` …, which is how subsets are taken."""
        if step < 1:
            raise ZedoError(f"every {step}th person-frame was asked for; 1 or more is needed")
        return self.rows(slice(None, None, step))

    def of_groups(self, names: Iterable[str]) -> EvaluationSet:
        """The person-frames of these groups."""
        return self.rows(np.isin(self.groups, list(names)))

    def rows(self, rows: slice | Bool[np.ndarray, " N"]) -> EvaluationSet:
        """Some of the person-frames, in their order."""
        return replace(
            self,
            keypoints=self.keypoints[rows],
            camera=self.camera[rows],
            positions=self.positions[rows],
            groups=self.groups[rows],
        )

    def scoring(self, joints: Iterable[str]) -> EvaluationSet:
        """The same with those of ``joints`` scored whose truth it has; the lifter sees the keypoints of all."""
        wanted = set(joints)
        return replace(self, scored=self.scored & np.array([joint in wanted for joint in H36M_17.joints]))


def projected(positions: Float[np.ndarray, "N 17 3"], matrix: Float[np.ndarray, "N 3 3"]) -> Keypoints2D:
    """The truth's own keypoints, pixels; joints without a truth are missing.

    Raises:
        ZedoError: when a position lies behind the camera.
    """
    known = np.asarray(np.isfinite(positions).all(axis=-1))
    behind = np.argwhere(known & (np.nan_to_num(positions[..., 2], nan=1.0) <= 0))
    if len(behind):
        frame, joint = behind[0]
        raise ZedoError(
            f"joint {H36M_17.joints[joint]} of person-frame {frame} lies behind the camera; metres in the camera's "
            "frame, z forward, are expected"
        )
    return Keypoints2D(Camera(matrix).project(np.where(known[..., None], positions, 1.0)), known.astype(float), H36M_17)
