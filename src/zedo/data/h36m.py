"""Human3.6M (Ionescu et al., TPAMI 2014) as VideoPose3D and as the official ZeDO release store it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet, projected
from zedo.data.locate import contents, find_file
from zedo.data.records import matrices, numbers, read_records, stacked
from zedo.data.studio_npz import View, read_keypoints_2d, read_truth, views
from zedo.data.world_cameras import cameras
from zedo.io.json_values import shown
from zedo.io.restricted_pickle import read_pickle
from zedo.io.videopose3d import LAYOUTS
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

TRAINING_SUBJECTS = ("S1", "S5", "S6", "S7", "S8")
TEST_SUBJECTS = ("S9", "S11")

RECORDED_JOINTS = 32
KEPT_JOINTS = [0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 17, 18, 19, 25, 26, 27]
"""Of the 32 recorded joints, :data:`zedo.body.skeleton.H36M_17` in its order (VideoPose3D's `h36m_dataset.py`)."""

ACTIONS = (
    "Directions", "Discussion", "Eating", "Greeting", "Phoning", "Posing", "Purchases", "Sitting", "SittingDown",
    "Smoking", "Photo", "Waiting", "Walking", "WalkDog", "WalkTogether",
)  # fmt: skip
"""The 15 actions by Human3.6M's own numbers, which start at 2 (metadata.xml)."""

GROUND_TRUTH = "gt"

ARCHIVE, PICKLE, DETECTIONS = "data_3d_h36m.npz", "h36m_test.pkl", "h36m_sh_dt_ft.pkl"


def read_h36m(path: str | Path, keypoints: str = GROUND_TRUTH) -> EvaluationSet:
    """The test subjects, S9 and S11, in all four cameras; the groups are the 15 actions.

    Args:
        path: ``h36m_test.pkl`` (official ZeDO release) or ``data_3d_h36m.npz`` (VideoPose3D), or their folder. The
            pickle is taken where both are.
        keypoints: ``gt`` for the truth's projection; ``sh_dt_ft`` for the detections beside the pickle, or the X of a
            ``data_2d_h36m_X.npz`` beside the archive.

    Raises:
        ZedoError: when the files are missing or not of their format.
    """
    file = find_file(path, {PICKLE: "official ZeDO release", ARCHIVE: "VideoPose3D"})
    return _from_pickle(file, keypoints) if file.name == PICKLE else _from_archive(file, keypoints)


def _from_pickle(file: Path, keypoints: str) -> EvaluationSet:
    records = read_records(file)
    try:
        positions = stacked(records, "joint_3d_camera", 3) / 1000
        matrix = matrices(records)
        actions = numbers(records, "action")
        if not np.isin(actions, range(2, 2 + len(ACTIONS))).all():
            found = ", ".join(f"{action:g}" for action in np.unique(actions)[:20])
            raise ZedoError(f"'action' holds {found}; numbers from 2 to {1 + len(ACTIONS)} were expected")
        if keypoints == GROUND_TRUTH:
            seen = Keypoints2D(stacked(records, "joint_3d_image", 2), np.ones((len(records), 17)), H36M_17)
        else:
            seen = _detections(file, keypoints, len(records))
        return EvaluationSet(
            name="Human3.6M",
            keypoints=seen,
            camera=Camera(matrix),
            positions=positions,
            scored=np.ones(17, dtype=bool),
            groups=np.array(ACTIONS)[actions.astype(int) - 2],
            detector="" if keypoints == GROUND_TRUTH else "Stacked Hourglass (sh_dt_ft)",
            notes=_missing_actions(set(np.array(ACTIONS)[np.unique(actions).astype(int) - 2])),
        )
    except ValueError as error:
        raise _of_file(file, error) from None


def _detections(file: Path, keypoints: str, count: int) -> Keypoints2D:
    """Stacked Hourglass' keypoints, a row for each of the pickle's entries."""
    if keypoints != "sh_dt_ft":
        raise ZedoError(f"keypoints {keypoints!r} are not stored beside it; choose gt or sh_dt_ft ({DETECTIONS})")
    path = find_file(file.parent, {DETECTIONS: "Stacked Hourglass detections of the official ZeDO release"})
    stored = read_pickle(path)
    test = stored.get("test") if isinstance(stored, dict) else None
    if not isinstance(test, dict) or not {"joint3d_image", "confidence"} <= set(test):
        raise ZedoError(f"{path}: holds {shown(stored)}; ['test'] with joint3d_image and confidence was expected")
    uv, confidence = (np.asarray(test[key]) for key in ("joint3d_image", "confidence"))
    if uv.shape[:2] != (count, 17) or uv.ndim != 3 or uv.shape[2] < 2 or confidence.size != count * 17:
        raise ZedoError(
            f"{path}: joint3d_image has shape {uv.shape} and confidence {confidence.shape}; ({count}, 17, ≥ 2) and "
            f"({count}, 17, 1) were expected, a row for each entry of {file.name}"
        )
    return _seen(uv[..., :2].astype(np.float64), confidence.reshape(count, 17).astype(np.float64))


def _from_archive(file: Path, keypoints: str) -> EvaluationSet:
    truth = read_truth(file, RECORDED_JOINTS)
    present = {subject: truth[subject] for subject in TEST_SUBJECTS if subject in truth}
    if not present:
        raise ZedoError(f"{file}: has the subjects {', '.join(truth)}; S9 and S11, the test subjects, were expected")
    archive, layout, detector = None, H36M_17, ""
    if keypoints != GROUND_TRUTH:
        path = file.with_name(f"data_2d_h36m_{keypoints}.npz")
        if not path.is_file():
            raise ZedoError(
                f"{path}: no such file for the keypoints {keypoints!r}; the folder {contents(file.parent)}, and gt is "
                "always there"
            )
        stored, name = read_keypoints_2d(path)
        if name not in LAYOUTS:
            raise ZedoError(f"{path}: its layout is {name!r}; {' and '.join(LAYOUTS)} are read")
        archive, layout, detector = (path, stored), LAYOUTS[name], keypoints
    try:
        clips = list(views(present, archive, cameras("h36m")))
        positions = np.concatenate([clip.positions[:, KEPT_JOINTS] for clip in clips])
        matrix = _repeated([clip.camera.matrix for clip in clips], clips)
        actions = _repeated([clip.action.split(" ")[0] for clip in clips], clips)
        if archive is None:
            seen = projected(positions, matrix)
        else:
            try:
                pixels = np.concatenate(list(_pinhole(clips)))
                seen = _seen(pixels[..., :2], pixels[..., 2] if pixels.shape[2] == 3 else None, layout).to(H36M_17)
            except ValueError as error:
                raise ZedoError(f"{archive[0]}: {error}") from None
        return EvaluationSet(
            name="Human3.6M",
            keypoints=seen,
            camera=Camera(matrix),
            positions=positions,
            scored=np.ones(17, dtype=bool),
            groups=actions,
            detector=detector,
            notes=(
                *(f"{subject} is not in the archive" for subject in TEST_SUBJECTS if subject not in present),
                *_missing_actions(set(actions)),
                "from VideoPose3D's archive, which leaves out S11/Directions, a damaged recording; the official ZeDO "
                "subset is counted over another list of frames",
            ),
        )
    except ValueError as error:
        raise _of_file(file, error) from None


def _pinhole(clips: list[View]) -> Iterator[np.ndarray]:
    """Keypoints with the lens' distortion undone."""
    for clip in clips:
        assert clip.keypoints is not None  # there is an archive of them
        yield np.concatenate([clip.camera.undistort(clip.keypoints[..., :2]), clip.keypoints[..., 2:]], axis=-1)


def _seen(uv: np.ndarray, confidence: np.ndarray | None, layout: Any = H36M_17) -> Keypoints2D:
    """Keypoints whose missing joints are NaN or have no confidence; detectors' scores may pass 1."""
    scores = np.ones(uv.shape[:-1]) if confidence is None else np.clip(confidence, 0.0, 1.0)
    return Keypoints2D(uv, np.where(np.isfinite(uv).all(axis=-1), np.nan_to_num(scores), 0.0), layout)


def _repeated(values: list[Any], clips: list[View]) -> np.ndarray:
    return np.repeat(np.array(values), [len(clip.positions) for clip in clips], axis=0)


def _missing_actions(present: set[str]) -> tuple[str, ...]:
    missing = [action for action in ACTIONS if action not in present]
    return (f"{len(ACTIONS) - len(missing)} of 15 actions; {', '.join(missing)} missing",) if missing else ()


def _of_file(file: Path, error: ValueError) -> ValueError:
    """The error with the file's name, unless it names a file of the folder already."""
    return error if str(error).startswith(str(file.parent)) else ValueError(f"{file}: {error}")
