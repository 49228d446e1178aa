"""The training splits of Human3.6M, MPI-INF-3DHP and Ski-PosePTZ as clips for `zedo train`.

The paper trains on poses in the camera's frame. Clips are y up: each is a recording as one camera saw it, half a turn
about the camera's x away, and the recipes' rotation ``none`` turns it back (:mod:`zedo.train.augment`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.data.clips import Clip, resample
from zedo.data.h36m import ARCHIVE, KEPT_JOINTS, RECORDED_JOINTS, TRAINING_SUBJECTS
from zedo.data.records import read_records, stacked
from zedo.data.ski_pose import read_ski_pose
from zedo.data.studio_npz import read_truth, views
from zedo.data.ui_prmd import read_ui_prmd
from zedo.data.world_cameras import cameras
from zedo.io.json_values import shown
from zedo.system.errors import ZedoError

H36M_RATE = 50.0

MPI_JOINTS = {
    "pelvis": 4, "right_hip": 23, "right_knee": 24, "right_ankle": 25, "left_hip": 18, "left_knee": 19,
    "left_ankle": 20, "spine": 3, "thorax": 5, "neck": 6, "head": 7, "left_shoulder": 9, "left_elbow": 10,
    "left_wrist": 11, "right_shoulder": 14, "right_elbow": 15, "right_wrist": 16,
}  # fmt: skip
"""Human3.6M's joints among the 28 (``mpii_get_joint_set.m``): head_top is head, neck is thorax, head is neck/nose."""

MPI_CAMERAS = (0, 1, 2, 4, 5, 6, 7, 8)
"""The cameras at the height of chests, knees and heads (``mpii_get_camera_set.m``, "vnect")."""

MPI_LENGTHS = {
    "S1/Seq1": 6416, "S1/Seq2": 12430, "S2/Seq1": 6502, "S2/Seq2": 6081, "S3/Seq1": 12488, "S3/Seq2": 12283,
    "S4/Seq1": 6171, "S4/Seq2": 6675, "S5/Seq1": 12820, "S5/Seq2": 12312, "S6/Seq1": 6188, "S6/Seq2": 6145,
    "S7/Seq1": 6239, "S7/Seq2": 6320, "S8/Seq1": 6468, "S8/Seq2": 6054,
}  # fmt: skip
"""Frames of the videos; annotations beyond them are not to be read (``mpii_get_sequence_info.m``, readme)."""


def read_h36m_archive(path: Path) -> list[Clip]:
    """S1, S5, S6, S7 and S8 of VideoPose3D's ``data_3d_h36m.npz``, a clip for each recording and camera.

    Raises:
        ZedoError: when the file is not of the format or has none of them.
    """
    truth = read_truth(path, RECORDED_JOINTS)
    training = {subject: truth[subject] for subject in TRAINING_SUBJECTS if subject in truth}
    if not training:
        raise ZedoError(f"{path}: has the subjects {', '.join(truth)}; some of {', '.join(TRAINING_SUBJECTS)} train")
    try:
        return [
            Clip(f"{v.subject}/{v.action}/{v.camera.id}", _y_up(v.positions[:, KEPT_JOINTS], H36M_RATE), path)
            for v in views(training, None, cameras("h36m"))
        ]
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def read_official_pickle(path: Path) -> list[Clip]:
    """All poses of ``h36m_train.pkl`` or ``mpii3d_train.pkl`` of the official ZeDO release, as one clip.

    Its person-frames are not in the order of time and are all kept.

    Raises:
        ZedoError: when the file is not of the format.
    """
    records = read_records(path)
    try:
        return [Clip(path.stem, _y_up(stacked(records, "joint_3d_camera", 3) / 1000), path)]
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def read_mpi_annotation(path: Path) -> list[Clip]:
    """``annot.mat`` of a sequence of MPI-INF-3DHP's training set, a clip for each of :data:`MPI_CAMERAS`.

    Raises:
        ZedoError: when the file is not of the format or not in its folder ``S1/Seq1`` … ``S8/Seq2``.
    """
    import scipy.io

    name = "/".join(path.resolve().parts[-3:-1])
    if name not in MPI_LENGTHS:
        raise ZedoError(f"{path}: lies in {name}; the folders are called S1/Seq1 to S8/Seq2")
    try:
        cells = scipy.io.loadmat(path, variable_names=["annot3"]).get("annot3")
    except Exception as error:  # scipy raises NotImplementedError for v7.3, ValueError and others for damaged files
        raise ZedoError(f"{path}: not a readable MATLAB v5 file ({' '.join(str(error).split())})") from None
    if not isinstance(cells, np.ndarray) or cells.dtype != object or len(cells) <= max(MPI_CAMERAS):
        raise ZedoError(f"{path}: 'annot3' is {shown(cells)}; a cell a camera, 14 of them, was expected")
    rate = 50.0 if MPI_LENGTHS[name] > 10_000 else 25.0
    clips = []
    for camera in MPI_CAMERAS:
        rows = np.asarray(cells.reshape(len(cells), -1)[camera, 0])
        if rows.dtype.kind not in "fiu" or rows.ndim != 2 or rows.shape[1] != 84 or not len(rows):
            raise ZedoError(f"{path}: 'annot3' of camera {camera} is {shown(rows)}; (frames, 84) was expected")
        points = rows[: MPI_LENGTHS[name]].reshape(-1, 28, 3)[:, [MPI_JOINTS[joint] for joint in H36M_17.joints]]
        try:
            clips.append(Clip(f"{name}/camera {camera}", _y_up(points.astype(np.float64) / 1000, rate), path))
        except ValueError as error:
            raise ZedoError(f"{path}: camera {camera} {error}") from None
    return clips


def read_ski_labels(path: Path) -> list[Clip]:
    """``train/labels.h5`` of Ski-PosePTZ, a clip for each sequence: all its person-frames, whichever the camera.

    Raises:
        ZedoError: when the file is the test set's or not of the format.
    """
    if (folder := path.resolve().parent.name) != "train":
        raise ZedoError(f"{path}: lies in {folder}; of Ski-PosePTZ train/labels.h5 is what trains")
    data = read_ski_pose(path)
    return [
        Clip(f"ski {name}", _y_up(data.positions[data.groups == name]), path)
        for name in dict.fromkeys(data.groups.tolist())
    ]


def _y_up(points: Float[np.ndarray, "F 17 3"], rate: float | None = None) -> Float[np.ndarray, "G 17 3"]:
    """Camera axes (y down, z forward) to y up, z towards the camera, at mocap's rate when one is given."""
    turned = points * np.array([1.0, -1.0, -1.0])
    if rate is not None:
        return resample(turned, rate)
    if not np.isfinite(turned).all():
        raise ZedoError("holds positions that are not finite")
    return turned.astype(np.float32)


@dataclass(frozen=True)
class Reader:
    """A kind of motion capture.

    Attributes:
        recognises: whether a file is of the kind, by its name or what it begins with; asked of every file of a folder.
        read: its clips.
    """

    recognises: Callable[[Path], bool]
    read: Callable[[Path], list[Clip]]


READERS: list[Reader] = []
"""What is asked of a file, the first that recognises it reads it."""


def register(recognises: Callable[[Path], bool] | str, read: Callable[[Path], list[Clip]]) -> None:
    """Make ``zedo train`` and :func:`zedo.data.mocap.read` read a data set.

    What was registered last is asked first, so that a reader of your own comes before zedo's.

    Args:
        recognises: whether a file is of the data set, or a regular expression for its whole name.
        read: gives the clips of a file, y up, metres; a ValueError of its says what is wrong with the file.
    """
    if isinstance(recognises, str):
        recognises = _named(re.compile(recognises))
    READERS.insert(0, Reader(recognises, read))


def _named(name: re.Pattern[str]) -> Callable[[Path], bool]:
    return lambda path: name.fullmatch(path.name) is not None


register(re.escape(ARCHIVE), read_h36m_archive)
register(r"(h36m|mpii3d)_train\.pkl", read_official_pickle)
register(r"annot\.mat", read_mpi_annotation)
register(r"labels\.h5", read_ski_labels)
register(r"ui_prmd.*\.npz", read_ui_prmd)
