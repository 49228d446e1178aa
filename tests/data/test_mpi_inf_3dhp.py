import pickle
from pathlib import Path

import h5py
import numpy as np
import pytest
import scipy.io

from tests.data.files import MPI_17, K, mpi_annotation, mpi_pickle, people, project, records
from zedo.body.skeleton import H36M_17
from zedo.data.mpi_inf_3dhp import read_mpi_inf_3dhp
from zedo.evaluate.evaluation import score


def three_sequences(folder: Path) -> list[np.ndarray]:
    points = [people(4, seed) for seed in range(3)]
    for at, name in enumerate(("TS1", "TS2", "TS6")):
        mpi_annotation(folder, name, points[at], [1, 2, 7, 5], [1, 1, 0, 1])
    return points


def test_valid_frames_of_the_sequences_there_are(tmp_path: Path) -> None:
    points = three_sequences(tmp_path)
    data = read_mpi_inf_3dhp(tmp_path)
    valid = np.concatenate([p[[0, 1, 3]] for p in points])
    np.testing.assert_allclose(data.positions, valid)
    np.testing.assert_allclose(data.keypoints.uv, project(valid))
    assert data.groups.tolist() == ["Standing/Walking", "Exercising", "On The Floor"] * 3
    assert data.notes[0] == "TS1, TS2, TS6 of 6 present, TS3, TS4, TS5 missing"


def test_the_camera_is_fitted_and_its_residual_told(tmp_path: Path) -> None:
    three_sequences(tmp_path)
    data = read_mpi_inf_3dhp(tmp_path)
    np.testing.assert_allclose(data.camera.matrix, np.tile(K, (9, 1, 1)), atol=1e-6)
    assert (
        data.notes[1] == "intrinsics fitted to annot3 and annot2, mean residual TS1 0.00 px, TS2 0.00 px, TS6 0.00 px"
    )
    with h5py.File(tmp_path / "TS1" / "annot_data.mat", "r+") as file:
        noise = np.random.default_rng(0).normal(size=file["annot2"].shape)
        file["annot2"][...] += noise
    data = read_mpi_inf_3dhp(tmp_path)
    residual = np.linalg.norm(data.camera.project(data.positions) - data.keypoints.uv, axis=-1)[:3].mean()
    assert residual > 0.5
    assert f"TS1 {residual:.2f} px, TS2 0.00 px" in data.notes[1]


def test_the_universal_truth_is_another_size(tmp_path: Path) -> None:
    points = three_sequences(tmp_path)
    data = read_mpi_inf_3dhp(tmp_path, universal=True)
    np.testing.assert_allclose(data.positions[0], 0.9 * points[0][0])
    np.testing.assert_allclose(data.camera.matrix[0], K, atol=1e-6)
    real = read_mpi_inf_3dhp(tmp_path).positions
    found = score(H36M_17.root_relative(real)[None], data)
    assert found["n_mpjpe"] == pytest.approx(0, abs=1e-6)
    assert found["mpjpe"] == pytest.approx(100 * np.linalg.norm(H36M_17.root_relative(real), axis=-1).mean(), rel=1e-6)


def test_head_top_is_head_and_neck_is_thorax() -> None:
    assert MPI_17[0] == "head" and MPI_17[1] == "thorax" and MPI_17[16] == "neck"


def test_the_official_pickle(tmp_path: Path) -> None:
    points = people(4)
    data = read_mpi_inf_3dhp(mpi_pickle(tmp_path, points, [1, 3, 7, 2], [1, 0, 1, 1]).parent)
    np.testing.assert_allclose(data.positions, points[[0, 2, 3]], atol=1e-5)
    assert data.groups.tolist() == ["Standing/Walking", "Miscellaneous", "Exercising"]
    with pytest.raises(ValueError, match="holds no universal truth"):
        read_mpi_inf_3dhp(tmp_path, universal=True)
    assert len(read_mpi_inf_3dhp(tmp_path / "mpii3d_test.pkl")) == 3


def test_an_activity_that_is_none_is_refused(tmp_path: Path) -> None:
    mpi_annotation(tmp_path, "TS3", people(2), [1, 9], [1, 1])
    with pytest.raises(ValueError, match="the activities are 1, 9; numbers from 1 to 7 were expected"):
        read_mpi_inf_3dhp(tmp_path)


def test_a_mat_file_of_the_old_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "TS1").mkdir()
    path = tmp_path / "TS1" / "annot_data.mat"
    scipy.io.savemat(path, {"annot2": np.zeros(3)})
    with pytest.raises(ValueError, match=r"annot_data.mat: is a MATLAB v5 file; an HDF5 \(MATLAB v7.3\) file"):
        read_mpi_inf_3dhp(tmp_path)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("annot3", None, "no array named annot3; it holds activity_annotation, annot2"),
        ("annot2", np.zeros((4, 1, 28, 2)), r"'annot2' has shape \(4, 1, 28, 2\); \(4, 1, 17, 2\) was expected"),
        ("valid_frame", np.zeros((4, 1)), "none of its frames is valid"),
        ("annot3", np.full((4, 1, 17, 3), np.nan), "'annot3' of valid frame 0, joint pelvis is NaN"),
        ("annot3", np.ones((4, 1, 17, 3)), "the intrinsics cannot be fitted"),
        ("valid_frame", np.array([b"x"]), "an array of numbers was expected"),
    ],
)
def test_a_malformed_annotation_is_one_sentence(tmp_path: Path, key: str, value, sentence: str) -> None:
    path = mpi_annotation(tmp_path, "TS1", people(4), [1, 2, 7, 5], [1, 1, 0, 1])
    with h5py.File(path, "r+") as file:
        del file[key]
        if value is not None:
            file[key] = value
    with pytest.raises(ValueError, match=sentence) as error:
        read_mpi_inf_3dhp(tmp_path)
    assert str(error.value).startswith(str(path))


def test_a_truncated_file_is_one_sentence(tmp_path: Path) -> None:
    path = mpi_annotation(tmp_path, "TS1", people(4), [1, 2, 7, 5], [1, 1, 0, 1])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(ValueError, match=r"annot_data.mat: not a readable HDF5 file") as error:
        read_mpi_inf_3dhp(tmp_path)
    assert "\n" not in str(error.value)


def test_a_wrong_folder_says_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "imageSequence").mkdir()
    with pytest.raises(ValueError, match=r"holds imageSequence, where TS1, TS2, .* with an annot_data.mat each"):
        read_mpi_inf_3dhp(tmp_path)


def test_a_singular_camera_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mpii3d_test.pkl"
    entries = records(people(1), [1], valid_i=[1])
    entries[0]["camera_param"] = {"fx": 0.0, "fy": 1500.0, "cx": 0.0, "cy": 0.0}
    path.write_bytes(pickle.dumps(entries))
    with pytest.raises(ValueError, match=r"mpii3d_test.pkl: camera matrix must be finite with positive focal lengths"):
        read_mpi_inf_3dhp(path)
