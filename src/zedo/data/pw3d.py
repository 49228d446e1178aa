"""3DPW (von Marcard et al., ECCV 2018): the official ZeDO release's file, and the data set's own as far as they go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet, projected
from zedo.data.locate import contents
from zedo.io.json_values import shown
from zedo.io.restricted_pickle import read_npz_objects, read_pickle
from zedo.system.errors import ZedoError

ARCHIVE = "pw3d_test.npz"

TO_H36M = [5, 2, 6, 3, 11, 14, 12, 15, 13, 16, 1, 4, 8, 10, 0, 7, 9]
"""Where each of the archive's joints goes (`lib/dataset/pw3d.py` of the official ZeDO code)."""

SMPL_JOINTS = {
    "pelvis": 0, "left_hip": 1, "right_hip": 2, "left_knee": 4, "right_knee": 5, "left_ankle": 7, "right_ankle": 8,
    "left_shoulder": 16, "right_shoulder": 17, "left_elbow": 18, "right_elbow": 19, "left_wrist": 20,
    "right_wrist": 21,
}  # fmt: skip
"""Human3.6M's joints that SMPL's kinematic tree of 24 has too, and where (smplx, `joint_names.py`)."""

APPROXIMATE = (
    "the truth is SMPL's own joints, centimetres from Human3.6M's, of which 13 have a counterpart; the usual truth "
    f"needs the body model ({ARCHIVE} has it), so that these scores are not comparable with published ones"
)


def read_pw3d(path: str | Path) -> EvaluationSet:
    """The test set, keypoints being the truth's projection; the groups are the sequences.

    Args:
        path: ``pw3d_test.npz`` or its folder, or 3DPW's ``sequenceFiles`` (or its parent, or ``sequenceFiles/test``).

    Raises:
        ZedoError: when the files are missing or not of their format.
    """
    path = Path(path)
    file = path if path.is_file() and path.name == ARCHIVE else path / ARCHIVE
    if file.is_file():
        return _from_archive(file)
    for folder in (path / "sequenceFiles" / "test", path / "test", path):
        if found := sorted(folder.glob("*.pkl")) if folder.is_dir() else []:
            return _from_sequences(folder, found)
    raise ZedoError(
        f"{path}: {contents(path)}, where {ARCHIVE} (official ZeDO release) or sequenceFiles/test/*.pkl (3DPW) was "
        "expected"
    )


def _from_archive(file: Path) -> EvaluationSet:
    try:
        arrays = read_npz_objects(file)
        if missing := [key for key in ("keypoints3d17_relative", "root_cam", "cam_param") if key not in arrays]:
            raise ZedoError(f"no array named {', '.join(missing)}; it holds {', '.join(arrays) or 'none'}")
        relative, root = (np.asarray(arrays[key]) for key in ("keypoints3d17_relative", "root_cam"))
        count = len(relative) if relative.ndim else 0
        if relative.ndim != 3 or relative.shape[1] != 17 or relative.shape[2] < 3 or root.shape != (count, 3):
            raise ZedoError(
                f"'keypoints3d17_relative' has shape {relative.shape} and 'root_cam' {root.shape}; (N, 17, ≥ 3) and "
                "(N, 3) were expected"
            )
        positions = np.empty((count, 17, 3))
        positions[:, TO_H36M] = relative[..., :3].astype(np.float64) + root[:, None]
        matrix = _matrices(arrays["cam_param"], count)
        return EvaluationSet(
            name="3DPW",
            keypoints=projected(positions, matrix),
            camera=Camera(matrix),
            positions=positions,
            scored=np.ones(17, dtype=bool),
            groups=_sequence_names(arrays.get("image_path"), count),
        )
    except ValueError as error:
        raise ZedoError(f"{file}: {error}") from None


def _matrices(stored: Any, count: int) -> np.ndarray:
    camera = stored.item() if isinstance(stored, np.ndarray) and stored.shape == () else stored
    if not isinstance(camera, dict) or not {"f", "c"} <= set(camera):
        raise ZedoError(f"'cam_param' is {shown(camera)}; a dict of f and c, (N, 2) each, was expected")
    focal, center = (np.asarray(camera[key]) for key in ("f", "c"))
    if focal.shape != (count, 2) or center.shape != (count, 2):
        raise ZedoError(f"'cam_param' has f {focal.shape} and c {center.shape}; ({count}, 2) was expected")
    matrix = np.tile(np.eye(3), (count, 1, 1))
    matrix[:, [0, 1], [0, 1]], matrix[:, :2, 2] = focal, center
    return matrix


def _sequence_names(paths: Any, count: int) -> np.ndarray:
    """The folder of each image; one group where the archive does not say."""
    if not isinstance(paths, np.ndarray) or paths.shape != (count,):
        return np.full(count, "")
    return np.array([Path(str(path)).parent.name for path in paths])


def _from_sequences(folder: Path, found: list[Path]) -> EvaluationSet:
    parts = []
    for file in found:
        try:
            parts += _actors(read_pickle(file), file.stem)
        except ValueError as error:
            raise error if str(error).startswith(str(file)) else ValueError(f"{file}: {error}") from None
    if not parts:
        raise ZedoError(f"{folder}: no frame has a valid camera pose")
    positions, matrix, sequence = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    try:
        return EvaluationSet(
            name="3DPW",
            keypoints=projected(positions, matrix),
            camera=Camera(matrix),
            positions=positions,
            scored=np.array([joint in SMPL_JOINTS for joint in H36M_17.joints]),
            groups=sequence,
            notes=(f"{len(found)} of 24 sequences", APPROXIMATE),
        )
    except ValueError as error:
        raise ZedoError(f"{folder}: {error}") from None


def _actors(sequence: Any, name: str) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Positions in the camera, camera matrices and names of each actor's frames whose camera pose is valid.

    Fields: the readme of 3DPW.
    """
    needed = ("jointPositions", "cam_poses", "cam_intrinsics", "campose_valid")
    missing = [key for key in needed if not isinstance(sequence, dict) or key not in sequence]
    if missing:
        keys = f"lacks {', '.join(missing)}" if isinstance(sequence, dict) else f"is {shown(sequence)}"
        raise ZedoError(f"{keys}; a sequence of 3DPW has {', '.join(needed)}")
    cameras, matrix = (_numbers(sequence[key], key) for key in ("cam_poses", "cam_intrinsics"))
    if cameras.ndim != 3 or cameras.shape[1:] != (4, 4) or matrix.shape != (3, 3):
        raise ZedoError(
            f"'cam_poses' has shape {cameras.shape} and 'cam_intrinsics' {matrix.shape}; (N, 4, 4) and (3, 3) were "
            "expected"
        )
    actors, flags = sequence["jointPositions"], sequence["campose_valid"]
    if not isinstance(actors, list) or not isinstance(flags, list) or len(actors) != len(flags):
        raise ZedoError("'jointPositions' and 'campose_valid' are not lists of one array an actor")
    parts = []
    for actor, flag in zip(actors, flags, strict=True):
        world, valid = _numbers(actor, "jointPositions"), _numbers(flag, "campose_valid") == 1
        if world.shape != (len(cameras), 72) or valid.shape != (len(cameras),):
            raise ZedoError(
                f"'jointPositions' has an actor of shape {world.shape} and 'campose_valid' {valid.shape}; "
                f"({len(cameras)}, 72) and ({len(cameras)},) were expected"
            )
        world, views = world.reshape(-1, 24, 3)[valid], cameras[valid]
        seen = np.einsum("nij,nkj->nki", views[:, :3, :3], world) + views[:, None, :3, 3]
        positions = np.full((len(seen), len(H36M_17), 3), np.nan)
        positions[:, [H36M_17.index(joint) for joint in SMPL_JOINTS]] = seen[:, list(SMPL_JOINTS.values())]
        parts.append((positions, np.tile(matrix, (len(seen), 1, 1)), np.full(len(seen), name)))
    return parts


def _numbers(value: Any, key: str) -> np.ndarray:
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise ZedoError(f"{key!r} holds {shown(value)}; numbers were expected")
    return array.astype(np.float64)
