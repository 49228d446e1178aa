"""MPI-INF-3DHP's test set (Mehta et al., 3DV 2017), official and as the official ZeDO release stores it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.hdf5 import read_hdf5
from zedo.data.intrinsics import fit_intrinsics
from zedo.data.locate import contents, find_file
from zedo.data.records import matrices, numbers, read_records, stacked
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

SEQUENCES = ("TS1", "TS2", "TS3", "TS4", "TS5", "TS6")
ANNOTATION, PICKLE = "annot_data.mat", "mpii3d_test.pkl"

JOINTS = (
    "head", "thorax", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "pelvis", "spine", "neck",
)  # fmt: skip
"""The 17 "relevant" joints of its ``mpii_get_joints.m`` as Human3.6M's: head_top is head, neck is thorax, head is
neck/nose."""
AS_H36M = [JOINTS.index(joint) for joint in H36M_17.joints]

ACTIVITIES = (
    "Standing/Walking", "Exercising", "Sitting", "Reaching/Crouching", "On The Floor", "Sports", "Miscellaneous",
)  # fmt: skip
"""Activities 1 to 7 (``mpii_get_activity_name.m``)."""

UNIVERSAL = (
    "the truth is univ_annot3, bodies scaled to one height, and the keypoints are of the real bodies: MPJPE holds the "
    "difference of size"
)


def read_mpi_inf_3dhp(path: str | Path, universal: bool = False) -> EvaluationSet:
    """All valid frames, the truth's keypoints; the groups are the 7 activities.

    Args:
        path: ``mpii3d_test.pkl`` (official ZeDO release) or its folder, or the folder of ``TS1`` … ``TS6`` with an
            ``annot_data.mat`` each, any of which may be missing. The pickle is taken where both are.
        universal: score against ``univ_annot3``, bodies scaled to one height, as ``mpii_test_predictions.m`` does, in
            place of ``annot3``, the bodies as they are. Not in the pickle.

    Raises:
        ZedoError: when the files are missing or not of their format.
    """
    path = Path(path)
    file = path if path.name == PICKLE else path / PICKLE
    if file.is_file():
        if universal:
            raise ZedoError(f"{file}: holds no universal truth; the folders TS1 to TS6 do")
        return _from_pickle(file)
    for folder in (path, path / "mpi_inf_3dhp_test_set"):
        found = [name for name in SEQUENCES if (folder / name / ANNOTATION).is_file()]
        if found:
            return _from_annotations(folder, found, universal)
    raise ZedoError(
        f"{path}: {contents(path)}, where {', '.join(SEQUENCES)} with an {ANNOTATION} each (MPI-INF-3DHP's test set) "
        f"or {PICKLE} (official ZeDO release) was expected"
    )


def _from_annotations(folder: Path, found: list[str], universal: bool) -> EvaluationSet:
    parts, residuals = [], []
    for name in found:
        file = find_file(folder / name, {ANNOTATION: "MPI-INF-3DHP's annotation"})
        arrays = read_hdf5(file, ("annot2", "annot3", "univ_annot3", "valid_frame", "activity_annotation"))
        try:
            *part, residual = _sequence(arrays, universal)
        except ValueError as error:
            raise ZedoError(f"{file}: {error}") from None
        parts.append(part)
        residuals.append(f"{name} {residual:.2f} px")
    uv, positions, matrix, activity = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    missing = [name for name in SEQUENCES if name not in found]
    try:
        return EvaluationSet(
            name="MPI-INF-3DHP",
            keypoints=Keypoints2D(uv, np.ones(uv.shape[:2]), H36M_17),
            camera=Camera(matrix),
            positions=positions,
            scored=np.ones(17, dtype=bool),
            groups=_activity_names(activity),
            notes=(
                *((f"{', '.join(found)} of 6 present, {', '.join(missing)} missing",) if missing else ()),
                f"intrinsics fitted to annot3 and annot2, mean residual {', '.join(residuals)}",
                *((UNIVERSAL,) if universal else ()),
            ),
        )
    except ValueError as error:
        raise ZedoError(f"{folder}: {error}") from None


def _sequence(
    arrays: dict[str, np.ndarray], universal: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]:
    """Keypoints, truth, camera matrix and activity of each valid frame, and the residual of the camera in pixels."""
    count = len(arrays["annot2"])
    shapes = {
        "annot2": (count, 1, 17, 2), "annot3": (count, 1, 17, 3), "univ_annot3": (count, 1, 17, 3),
        "valid_frame": (count, 1), "activity_annotation": (count, 1),
    }  # fmt: skip
    for key, shape in shapes.items():
        if arrays[key].shape != shape:
            raise ZedoError(f"{key!r} has shape {arrays[key].shape}; {shape} was expected")
    valid = arrays["valid_frame"][:, 0] == 1
    if not valid.any():
        raise ZedoError("none of its frames is valid")
    uv = arrays["annot2"][valid, 0][:, AS_H36M].astype(np.float64)
    real = arrays["annot3"][valid, 0][:, AS_H36M].astype(np.float64) / 1000
    if not np.isfinite(real).all():
        frame, joint = np.argwhere(~np.isfinite(real).all(axis=-1))[0]
        raise ZedoError(f"'annot3' of valid frame {frame}, joint {H36M_17.joints[joint]} is NaN or infinite")
    matrix, residual = fit_intrinsics(uv, real)
    truth = arrays["univ_annot3"][valid, 0][:, AS_H36M].astype(np.float64) / 1000 if universal else real
    return uv, truth, np.tile(matrix, (len(uv), 1, 1)), arrays["activity_annotation"][valid, 0], residual


def _from_pickle(file: Path) -> EvaluationSet:
    records = read_records(file)
    try:
        valid = [record for record, flag in zip(records, numbers(records, "valid_i"), strict=True) if flag == 1]
        if not valid:
            raise ZedoError("none of its frames is valid")
        return EvaluationSet(
            name="MPI-INF-3DHP",
            keypoints=Keypoints2D(stacked(valid, "joint_2d", 2), np.ones((len(valid), 17)), H36M_17),
            camera=Camera(matrices(valid)),
            positions=stacked(valid, "joint_3d_camera", 3) / 1000,
            scored=np.ones(17, dtype=bool),
            groups=_activity_names(numbers(valid, "action")),
        )
    except ValueError as error:
        raise ZedoError(f"{file}: {error}") from None


def _activity_names(numbers: np.ndarray) -> np.ndarray:
    if not np.isin(numbers, range(1, 1 + len(ACTIVITIES))).all():
        found = ", ".join(f"{number:g}" for number in np.unique(numbers)[:20])
        raise ZedoError(f"the activities are {found}; numbers from 1 to {len(ACTIVITIES)} were expected")
    return np.array(ACTIVITIES)[numbers.astype(int) - 1]
