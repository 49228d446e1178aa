"""The evaluation npz: what is read, and one clear sentence for everything that is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zedo.body.skeleton import H36M_17, LSP_14
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.npz import read_evaluation_npz
from zedo.poses import Keypoints2D

SPINE = H36M_17.index("spine")


def arrays(count: int = 3) -> dict[str, Any]:
    """People of about 1.7 m, 4 m away; the spine is not scored."""
    rng = np.random.default_rng(0)
    matrix = np.array([[1000.0, 0.0, 500.0], [0.0, 1100.0, 400.0], [0.0, 0.0, 1.0]])
    cam3d = rng.uniform(-0.85, 0.85, size=(count, 17, 3)) + np.array([0.0, 0.0, 4.0])
    joints = np.ones(17, dtype=bool)
    joints[SPINE] = False
    return {
        "uv": Camera(matrix).project(cam3d),
        "conf": rng.uniform(0.5, 1.0, size=(count, 17)),
        "cam3d": cam3d,
        "K": np.repeat(matrix[None], count, axis=0),
        "joints": joints,
    }


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "people.npz"
    np.savez(path, **{key: value for key, value in (arrays() | changes).items() if value is not None})
    return path


def test_reads_what_was_written(tmp_path: Path) -> None:
    given = arrays()
    data = read_evaluation_npz(write(tmp_path))
    assert data.name == "people.npz"
    assert data.keypoints.skeleton == H36M_17
    np.testing.assert_array_equal(data.positions, given["cam3d"])
    np.testing.assert_array_equal(data.camera.matrix, given["K"])
    np.testing.assert_array_equal(data.scored, given["joints"])
    np.testing.assert_array_equal(data.keypoints.uv[:, data.scored], given["uv"][:, data.scored])
    np.testing.assert_array_equal(data.keypoints.confidence[:, data.scored], given["conf"][:, data.scored])


def test_joints_that_are_not_scored_are_hidden_and_may_be_nan(tmp_path: Path) -> None:
    given = arrays()
    for key in ("uv", "conf", "cam3d"):
        given[key][:, SPINE] = np.nan
    data = read_evaluation_npz(write(tmp_path, **given))
    assert (data.keypoints.confidence[:, SPINE] == 0).all()
    assert (data.keypoints.confidence[:, data.scored] > 0).all()


def test_hidden_joints_may_be_scored(tmp_path: Path) -> None:
    given = arrays()
    given["conf"][0, 3], given["uv"][0, 3] = 0, np.nan
    data = read_evaluation_npz(write(tmp_path, **given))
    assert data.scored[3]
    assert data.keypoints.confidence[0, 3] == 0


def test_one_camera_serves_all_person_frames(tmp_path: Path) -> None:
    data = read_evaluation_npz(write(tmp_path, K=arrays()["K"][0]))
    np.testing.assert_array_equal(data.camera.matrix, arrays()["K"])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_any_precision_and_compression(tmp_path: Path, dtype: type) -> None:
    path = tmp_path / "people.npz"
    given = {key: value if key == "joints" else value.astype(dtype) for key, value in arrays().items()}
    np.savez_compressed(path, **given)
    np.testing.assert_array_equal(read_evaluation_npz(path).positions, given["cam3d"])


def changed(key: str, index: Any, value: Any) -> dict[str, Any]:
    array = arrays()[key].copy()
    array[index] = value
    return {key: array}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"conf": None, "K": None}, r"no array named conf, K; this file holds uv, cam3d, joints, .* K: \(N, 3, 3\)"),
        ({"uv": np.zeros((3, 16, 2))}, r"'uv' has shape \(3, 16, 2\); expected \(N, 17, 2\) pixels"),
        ({"uv": np.float64(1)}, r"'uv' has shape \(\)"),
        ({"conf": np.ones((3, 17, 1))}, r"'conf' has shape \(3, 17, 1\); expected \(N, 17\)"),
        ({"cam3d": np.zeros((2, 17, 3))}, r"'cam3d' has shape \(2, 17, 3\); .* the same N"),
        ({"K": np.zeros((2, 3, 3))}, r"'K' has shape \(2, 3, 3\); expected \(N, 3, 3\) or \(3, 3\)"),
        ({"conf": np.full((3, 17), "high")}, r"'conf' is of type <U4; expected real numbers"),
        ({"uv": np.full((3, 17, 2), 1j)}, r"'uv' is of type complex128; expected real numbers"),
        ({"joints": np.ones(17)}, r"'joints' has shape \(17,\) and type float64; expected \(17,\) bool"),
        ({"joints": np.ones(14, bool)}, r"'joints' has shape \(14,\)"),
        (changed("joints", 0, False), r"'joints' leaves out joint 0, the pelvis"),
        (changed("cam3d", (1, 3, 2), np.nan), r"truth of person-frame 1, joint right_ankle is NaN or infinite"),
        (changed("cam3d", (2, 0), np.inf), r"truth of person-frame 2, joint pelvis is NaN or infinite"),
        ({"cam3d": 1000 * arrays()["cam3d"]}, r"the people of the truth are 1\d{3} across .*; metres are expected"),
        (changed("K", (1, 0, 0), np.nan), r"'K': .*finite with positive focal lengths"),
        (changed("K", (1, 1, 1), 0), r"'K': .*finite with positive focal lengths"),
        (changed("K", (2, 2), 0), r"'K': .*must have the form"),
        (changed("uv", (1, 3), np.nan), r"person-frame 1, joint right_ankle has no finite position"),
        (changed("conf", (1, 3), 1.5), r"confidence of person-frame 1, joint right_ankle is 1.5"),
        ({key: arrays()[key][:0] for key in ("uv", "conf", "cam3d", "K")}, r"there is no person-frame to evaluate"),
        ({"uv": arrays()["uv"].astype(object)}, r"not a readable npz archive .*\(array 'uv'\): .*allow_pickle"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_its_name(tmp_path: Path, changes: dict[str, Any], sentence: str) -> None:
    path = write(tmp_path, **changes)
    with pytest.raises(ValueError, match=rf"people\.npz: {sentence}|people\.npz: .*{sentence}") as error:
        read_evaluation_npz(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such file"):
        read_evaluation_npz(tmp_path / "people.npz")


def test_a_single_array_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.npz"
    with path.open("wb") as file:
        np.save(file, arrays()["cam3d"])
    with pytest.raises(ValueError, match="one array without a name"):
        read_evaluation_npz(path)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path: Path, compressed: bool) -> None:
    path = tmp_path / "people.npz"
    (np.savez_compressed if compressed else np.savez)(path, **arrays())
    whole = path.read_bytes()
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        with pytest.raises(ValueError, match="not a readable npz archive of plain arrays"):
            read_evaluation_npz(path)


def test_a_damaged_byte_never_gives_a_traceback(tmp_path: Path) -> None:
    whole = bytearray(write(tmp_path).read_bytes())
    path = tmp_path / "damaged.npz"
    rng = np.random.default_rng(0)
    refused = 0
    for at in rng.integers(0, len(whole), size=60):
        damaged = whole.copy()
        damaged[at] ^= int(rng.integers(1, 256))
        path.write_bytes(damaged)
        try:
            data = read_evaluation_npz(path)
        except ValueError as error:
            assert str(error).startswith(str(path))
            refused += 1
        else:  # a byte that holds no data, such as a time stamp
            np.testing.assert_array_equal(data.positions, arrays()["cam3d"])
    assert refused > 30


class TestEvaluationSet:
    def given(self, **changes: Any) -> dict[str, Any]:
        data = arrays()
        return {
            "name": "people",
            "keypoints": Keypoints2D(data["uv"], data["conf"], H36M_17),
            "camera": Camera(data["K"]),
            "positions": data["cam3d"],
            "scored": data["joints"],
        } | changes

    def test_the_pelvis_need_not_be_scored_but_needs_a_truth(self) -> None:
        scored, positions = np.ones(17, dtype=bool), arrays()["cam3d"]
        scored[0] = False
        EvaluationSet(**self.given(scored=scored))
        positions[0, 0] = np.nan
        with pytest.raises(ValueError, match="joint pelvis is NaN"):
            EvaluationSet(**self.given(scored=scored, positions=positions))

    def test_arrays_are_copies_that_cannot_be_written(self) -> None:
        positions = arrays()["cam3d"]
        data = EvaluationSet(**self.given(positions=positions))
        positions[:] = 0
        np.testing.assert_array_equal(data.positions, arrays()["cam3d"])
        with pytest.raises(ValueError, match="read-only"):
            data.positions[0] = 0

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"camera": Camera(arrays()["K"][0])}, r"camera matrices have shape \(3, 3\); \(3, 3, 3\) was expected"),
            ({"positions": np.zeros((3, 14, 3))}, r"the truth has shape \(3, 14, 3\); \(3, 17, 3\) was expected"),
            ({"scored": np.zeros(17, dtype=bool)}, r"at least one of them True"),
            ({"keypoints": Keypoints2D(np.zeros((3, 14, 2)), np.ones((3, 14)), LSP_14)}, r"'lsp_14'; 'h36m_17'"),
        ],
    )
    def test_what_does_not_fit_is_refused(self, changes: dict[str, Any], sentence: str) -> None:
        with pytest.raises(ValueError, match=sentence):
            EvaluationSet(**self.given(**changes))
