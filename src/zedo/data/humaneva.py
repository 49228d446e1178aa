"""HumanEva-I (Sigal et al., IJCV 2010) as VideoPose3D stores it: 15 joints, three cameras."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.intrinsics import fit_intrinsics
from zedo.data.locate import find_file
from zedo.data.studio_npz import read_keypoints_2d, read_truth, views
from zedo.data.world_cameras import cameras
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

JOINTS = (
    "pelvis", "thorax", "left_shoulder", "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist",
    "left_hip", "left_knee", "left_ankle", "right_hip", "right_knee", "right_ankle", "head",
)  # fmt: skip
"""Order of the archive (`common/humaneva_dataset.py` of VideoPose3D)."""

ACTIONS = ("Walking", "Jog", "Box")
"""The actions that are scored (README of VideoPose3D)."""

TRUTH, KEYPOINTS = "data_3d_humaneva15.npz", "data_2d_humaneva15_gt.npz"


def read_humaneva(path: str | Path) -> EvaluationSet:
    """Walking, Jog and Box of the validation subjects; the groups are subject and action.

    Human3.6M's spine and neck/nose are not in the data: they are neither seen nor scored. The intrinsics are not in
    VideoPose3D's archives either and are fitted to the projected truth, camera by camera.

    Args:
        path: folder of ``data_3d_humaneva15.npz`` and ``data_2d_humaneva15_gt.npz``.

    Raises:
        ZedoError: when the files are missing or not of their format.
    """
    file = find_file(path, {TRUTH: "VideoPose3D's HumanEva-I"})
    seen = find_file(file.parent, {KEYPOINTS: "VideoPose3D's projection of the truth, which gives the intrinsics"})
    truth = {
        subject: {action: array for action, array in actions.items() if action.split(" ")[0] in ACTIONS}
        for subject, actions in read_truth(file, len(JOINTS)).items()
        if subject.startswith("Validate/")
    }
    truth = {subject: actions for subject, actions in truth.items() if actions}
    if not truth:
        raise ZedoError(f"{file}: has no {', '.join(ACTIONS)} of a subject Validate/S1, Validate/S2 or Validate/S3")
    placed = {f"Validate/{subject}": cameras_of for subject, cameras_of in cameras("humaneva").items()}
    if unknown := [subject for subject in truth if subject not in placed]:
        raise ZedoError(f"{file}: subject {unknown[0]} has no published cameras; {', '.join(placed)} have")
    archive, _ = read_keypoints_2d(seen)
    clips = list(views(truth, (seen, archive), placed))
    by_camera = {clip.camera.id: [c for c in clips if c.camera.id == clip.camera.id] for clip in clips}
    fitted, residuals = {}, []
    for name, of_camera in by_camera.items():
        points = np.concatenate([np.asarray(clip.keypoints)[..., :2] for clip in of_camera])
        if points.shape[1] != len(JOINTS):
            raise ZedoError(f"{seen}: has {points.shape[1]} joints; {len(JOINTS)} were expected")
        try:
            fitted[name], residual = fit_intrinsics(points, np.concatenate([clip.positions for clip in of_camera]))
        except ValueError as error:
            raise ZedoError(f"{file}: camera {name}: {error}") from None
        residuals.append(f"{name} {residual:.2f} px")
    counts = [len(clip.positions) for clip in clips]
    uv = _as_h36m(np.concatenate([np.asarray(clip.keypoints)[..., :2] for clip in clips]))
    try:
        return EvaluationSet(
            name="HumanEva-I",
            keypoints=Keypoints2D(uv, np.isfinite(uv).all(axis=-1).astype(float), H36M_17),
            camera=Camera(np.repeat(np.array([fitted[clip.camera.id] for clip in clips]), counts, axis=0)),
            positions=_as_h36m(np.concatenate([clip.positions for clip in clips])),
            scored=np.array([joint in JOINTS for joint in H36M_17.joints]),
            groups=np.repeat(
                [f"{clip.subject.removeprefix('Validate/')} {clip.action.split(' ')[0]}" for clip in clips], counts
            ),
            notes=(
                f"intrinsics fitted to the projected truth, mean residual {', '.join(residuals)}",
                "spine and neck/nose are not in the data",
            ),
        )
    except ValueError as error:
        raise ZedoError(f"{file}: {error}") from None


def _as_h36m(points: np.ndarray) -> np.ndarray:
    """(N, 15, D) as (N, 17, D), NaN where the data have no such joint."""
    placed = np.full((len(points), len(H36M_17), points.shape[2]), np.nan)
    placed[:, [H36M_17.index(joint) for joint in JOINTS]] = points
    return placed
