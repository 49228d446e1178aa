from pathlib import Path

import h5py
import numpy as np
import pytest

from tests.data.files import people, ski_labels
from zedo.data.ski_pose import read_ski_pose


@pytest.mark.parametrize("name", ["test/labels.h5", "ski_test.h5", "labels.h5"])
def test_units_of_256_pixels_are_undone(tmp_path: Path, name: str) -> None:
    points = people(3)
    ski_labels(tmp_path / name, points, [0, 0, 4])
    data = read_ski_pose(tmp_path)
    np.testing.assert_allclose(data.positions, points)
    np.testing.assert_allclose(data.camera.project(points), data.keypoints.uv, atol=1e-9)
    assert data.camera.matrix[0, 0, 0] == pytest.approx(1500 / 8)
    assert data.groups.tolist() == ["seq 0", "seq 0", "seq 4"]
    assert data.keypoints.image_size == (256, 256)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("seq", None, "no array named seq"),
        ("2D", np.zeros((3, 32)), r"'2D' has shape \(3, 32\); \(3, 34\) was expected"),
        ("seq", np.zeros(2), r"'seq' has shape \(2,\)"),
        ("cam_intrinsic", np.zeros((3, 3, 3)), "positive focal lengths"),
        ("3D", np.full((3, 51), np.nan), "joint pelvis is NaN"),
        ("3D", 1000 * people(3).reshape(3, 51), "metres are expected"),
    ],
)
def test_a_malformed_file_is_one_sentence(tmp_path: Path, key: str, value, sentence: str) -> None:
    path = ski_labels(tmp_path / "ski_test.h5", people(3), [0, 0, 4])
    with h5py.File(path, "r+") as file:
        del file[key]
        if value is not None:
            file[key] = value
    with pytest.raises(ValueError, match=sentence) as error:
        read_ski_pose(path)
    assert str(error.value).startswith(str(path))


def test_what_is_no_hdf5_is_said(tmp_path: Path) -> None:
    (tmp_path / "ski_test.h5").write_bytes(b"PK\x03\x04 not this")
    with pytest.raises(ValueError, match=r"ski_test.h5: not a readable HDF5 file"):
        read_ski_pose(tmp_path)


def test_without_h5py_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ski_labels(tmp_path / "ski_test.h5", people(1), [0])
    monkeypatch.setitem(__import__("sys").modules, "h5py", None)
    with pytest.raises(ValueError, match=r"needs h5py; run: pip install 'zedo\[data\]'"):
        read_ski_pose(tmp_path)
