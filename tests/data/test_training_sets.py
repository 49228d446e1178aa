import pickle
from pathlib import Path

import h5py
import numpy as np
import pytest
import scipy.io
import torch

from tests.data.files import h36m_archive, ordered, people, records, seen, ski_labels, world_people
from zedo.body.skeleton import H36M_17
from zedo.data import mocap
from zedo.prior.checkpoint import load_prior
from zedo.train.augment import PoseSampler

MPI_28 = [
    "spine3", "spine4", "spine2", "spine", "pelvis", "thorax", "neck", "head", "left_clavicle", "left_shoulder",
    "left_elbow", "left_wrist", "left_hand", "right_clavicle", "right_shoulder", "right_elbow", "right_wrist",
    "right_hand", "left_hip", "left_knee", "left_ankle", "left_foot", "left_toe", "right_hip", "right_knee",
    "right_ankle", "right_foot", "right_toe",
]  # fmt: skip
TURN = np.array([1.0, -1.0, -1.0])


def mpi_training(folder: Path, points: np.ndarray, name: str = "S1/Seq1") -> Path:
    """annot.mat of 14 cameras as scipy.io reads MATLAB's; camera c sees the people c cm further to the right."""
    path = folder / name / "annot.mat"
    path.parent.mkdir(parents=True)
    cells = np.empty((14, 1), dtype=object)
    for camera in range(14):
        placed = 1000 * ordered(points, MPI_28) + [10.0 * camera, 0, 0]
        cells[camera, 0] = placed.reshape(len(points), 84).astype(np.float32)
    scipy.io.savemat(path, {"annot3": cells, "frames": np.arange(len(points))[:, None]})
    return path


def test_human36m_as_each_camera_saw_it_at_30_frames_a_second(tmp_path: Path, studio) -> None:
    clips = mocap.read(h36m_archive(tmp_path, studio("h36m"), frames=6))
    assert [clip.key for clip in clips] == [
        f"S1/Walking/{camera}" for camera in ("54138969", "55011271", "58860488", "60457274")
    ]
    placed = studio("h36m")["placed"]["S1"]
    for clip, camera in zip(clips, placed, strict=True):
        whole = seen(world_people(7, 0)[:6], camera) * TURN
        assert clip.positions.shape == (4, 17, 3)  # of 50 Hz: frames 0, 5/3, 10/3 and 5
        np.testing.assert_allclose(clip.positions[[0, 3]], whole[[0, 5]], atol=1e-5)
        np.testing.assert_allclose(clip.positions[1], whole[1] / 3 + whole[2] * 2 / 3, atol=1e-5)


def test_the_recipes_rotation_none_gives_the_cameras_pose_again(tmp_path: Path) -> None:
    points = people(3)
    path = tmp_path / "h36m_train.pkl"
    path.write_bytes(pickle.dumps(records(points, [2, 3, 4])))
    (clip,) = mocap.read(path)
    sampler = PoseSampler(torch.from_numpy(clip.positions), H36M_17, rotation="none", bone_lengths=None, flip=False)
    drawn = sampler.sample(20, torch.Generator().manual_seed(0)).numpy()
    truth = H36M_17.root_relative(points)
    nearest = np.abs(drawn[:, None] - truth).max(axis=(-1, -2)).min(axis=1)
    assert nearest.max() < 1e-5


def test_mpi_inf_3dhp_has_eight_cameras_a_sequence(tmp_path: Path) -> None:
    points = people(6)
    mpi_training(tmp_path, points)
    mpi_training(tmp_path, points, "S3/Seq2")
    clips = mocap.read(tmp_path)
    assert len(clips) == 16
    by_key = {clip.key: clip.positions for clip in clips}
    slow, fast = by_key["S1/Seq1/camera 8"], by_key["S3/Seq2/camera 8"]
    # 25 and 50 Hz: six frames last 0.2 and 0.1 s.
    assert (len(slow), len(fast)) == (7, 4)
    expected = (points + np.array([0.08, 0, 0])) * TURN
    np.testing.assert_allclose(slow[[0, 6]], expected[[0, 5]], atol=1e-5)
    np.testing.assert_allclose(fast[[0, 3]], expected[[0, 5]], atol=1e-5)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("S1/Seq3/annot.mat", {"annot3": 1}, "lies in S1/Seq3; the folders are called S1/Seq1 to S8/Seq2"),
        ("S1/Seq1/annot.mat", {"annot2": 1}, "'annot3' is missing; a cell a camera, 14 of them, was expected"),
        ("S1/Seq1/annot.mat", {"annot3": np.zeros((3, 84))}, "a cell a camera, 14 of them, was expected"),
        ("S1/Seq1/annot.mat", b"MATLAB 7.3 MAT-file", "not a readable MATLAB v5 file"),
        ("S1/Seq1/annot.mat", b"nothing", "not a readable MATLAB v5 file"),
        ("h36m_train.pkl", pickle.dumps([{"w": 1}]), "entry 0 has no 'joint_3d_camera'"),
        ("mpii3d_train.pkl", pickle.dumps([{"joint_3d_camera": np.full((17, 3), np.nan)}]), "not finite"),
    ],
)
def test_malformed_files_are_one_sentence(tmp_path: Path, name: str, content: object, sentence: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        scipy.io.savemat(path, content)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=sentence) as error:
        mocap.read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_real_v73_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "S1" / "Seq1" / "annot.mat"
    path.parent.mkdir(parents=True)
    with h5py.File(path, "w", userblock_size=512) as file:
        file["annot3"] = np.zeros(3)
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Thu Mar 16 2017 HDF5 schema 1.00 ."
    with path.open("r+b") as raw:
        raw.write(header.ljust(124) + b"\x00\x02IM")
    with pytest.raises(ValueError, match="not a readable MATLAB v5 file"):
        mocap.read(path)


def test_ski_pose_trains_by_sequence(tmp_path: Path) -> None:
    points = people(5)
    ski_labels(tmp_path / "train" / "labels.h5", points, [0, 2, 0, 2, 2])
    for path in (tmp_path, tmp_path / "train", tmp_path / "train" / "labels.h5"):
        first, second = mocap.read(path)
        assert (first.key, second.key) == ("ski seq 0", "ski seq 2")
        np.testing.assert_allclose(first.positions, points[[0, 2]] * TURN, rtol=1e-6)
        np.testing.assert_allclose(second.positions, points[[1, 3, 4]] * TURN, rtol=1e-6)


def test_the_ski_pose_test_set_does_not_train(tmp_path: Path) -> None:
    path = ski_labels(tmp_path / "test" / "labels.h5", people(2), [0, 0])
    with pytest.raises(ValueError, match=r"lies in test; of Ski-PosePTZ train/labels\.h5 is what trains"):
        mocap.read(path)


def test_an_archive_of_test_subjects_does_not_train(tmp_path: Path, studio) -> None:
    path = h36m_archive(tmp_path, studio("h36m"))
    truth = np.load(path, allow_pickle=True)["positions_3d"].item()
    del truth["S1"]
    np.savez(path, positions_3d=truth)
    with pytest.raises(ValueError, match="has the subjects S9, S11; some of S1, S5, S6, S7, S8 train"):
        mocap.read(path)


def test_a_prior_is_trained_from_human36m(run, tmp_path: Path, studio) -> None:
    path = h36m_archive(tmp_path, studio("h36m"), frames=30)
    out = tmp_path / "prior"
    flags = ("--recipe", "paper-table12", "--steps", 2, "--batch", 64, "--no-compile", "--precision", "float32")
    code, _, err = run("train", path, "-o", out, *flags)
    assert code == 0, err
    assert "72 training frames in 4 clips" in err
    assert load_prior(out / "prior.safetensors").skeleton == H36M_17
