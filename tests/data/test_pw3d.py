import pickle
from pathlib import Path

import numpy as np
import pytest

from tests.data.files import K, people, project, pw3d_archive, pw3d_sequence
from zedo.body.skeleton import H36M_17
from zedo.data.pw3d import SMPL_JOINTS, read_pw3d


def test_the_official_archive(tmp_path: Path) -> None:
    points = people(4)
    data = read_pw3d(pw3d_archive(tmp_path, points).parent)
    np.testing.assert_allclose(data.positions, points)
    np.testing.assert_allclose(data.keypoints.uv, project(points))
    np.testing.assert_allclose(data.camera.matrix[2], K)
    assert data.groups.tolist() == ["downtown_0", "downtown_0", "downtown_1", "downtown_1"]
    assert data.notes == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"root_cam": None}, "no array named root_cam; it holds keypoints3d17_relative"),
        ({"root_cam": np.zeros((3, 3))}, r"'root_cam' \(3, 3\); \(N, 17, ≥ 3\) and \(N, 3\) were expected"),
        ({"cam_param": {"f": np.ones((4, 2))}}, "a dict of f and c"),
        ({"cam_param": {"f": np.ones((4, 2)), "c": np.ones(2)}}, r"c \(2,\); \(4, 2\) was expected"),
        ({"cam_param": {"f": np.zeros((4, 2)), "c": np.ones((4, 2))}}, "positive focal lengths"),
        ({"root_cam": np.tile([0, 0, -4.0], (4, 1))}, "lies behind the camera"),
    ],
)
def test_a_malformed_archive_is_one_sentence(tmp_path: Path, changes: dict, sentence: str) -> None:
    path = pw3d_archive(tmp_path, people(4))
    stored = dict(np.load(path, allow_pickle=True)) | changes
    np.savez(path, **{key: value for key, value in stored.items() if value is not None})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=sentence) as error:
        read_pw3d(tmp_path)
    assert str(error.value).startswith(str(path))


def test_a_malicious_archive_is_not_executed(tmp_path: Path) -> None:
    class Touch:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "touched",))

    np.savez(tmp_path / "pw3d_test.npz", cam_param=Touch())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="would run"):
        read_pw3d(tmp_path)
    assert not (tmp_path / "touched").exists()


def test_sequence_files_as_far_as_they_go(tmp_path: Path) -> None:
    first, second = people(3, 1), people(3, 2)
    pw3d_sequence(tmp_path, "downtown_walk_00", [first, second], [[True, False, True], [True, True, True]])
    pw3d_sequence(tmp_path, "office_00", [first], [[True, True, True]])
    data = read_pw3d(tmp_path)
    assert len(data) == 2 + 3 + 3
    expected = np.concatenate([first[[0, 2]], second, first])
    assert [joint for joint, counts in zip(H36M_17.joints, data.scored, strict=True) if counts] == [
        joint for joint in H36M_17.joints if joint in SMPL_JOINTS
    ]
    np.testing.assert_allclose(data.positions[:, data.scored], expected[:, data.scored], atol=1e-9)
    np.testing.assert_allclose(data.keypoints.uv[:, data.scored], project(expected)[:, data.scored], atol=1e-6)
    assert (data.keypoints.confidence[:, ~data.scored] == 0).all()
    assert data.groups.tolist() == ["downtown_walk_00"] * 5 + ["office_00"] * 3
    assert data.notes[0] == "2 of 24 sequences"
    assert "not comparable with published ones" in data.notes[1]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: [1], r"is \[1\]; a sequence of 3DPW has jointPositions"),
        (lambda s: {"cam_poses": 1}, "lacks jointPositions, cam_intrinsics, campose_valid"),
        (lambda s: {**s, "cam_poses": np.zeros((3, 3))}, r"'cam_poses' has shape \(3, 3\)"),
        (lambda s: {**s, "campose_valid": []}, "not lists of one array an actor"),
        (lambda s: {**s, "jointPositions": [np.zeros((3, 66))]}, r"an actor of shape \(3, 66\)"),
        (lambda s: {**s, "cam_intrinsics": "x"}, "'cam_intrinsics' holds 'x'; numbers were expected"),
        (lambda s: {**s, "campose_valid": [np.zeros(3)]}, "truth|no person-frame"),
    ],
)
def test_a_malformed_sequence_is_one_sentence(tmp_path: Path, change, sentence: str) -> None:
    path = pw3d_sequence(tmp_path, "a", [people(3)], [[True] * 3])
    path.write_bytes(pickle.dumps(change(pickle.loads(path.read_bytes()))))
    with pytest.raises(ValueError, match=sentence) as error:
        read_pw3d(tmp_path)
    assert str(error.value).startswith(str(tmp_path))


def test_a_wrong_folder_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"is an empty folder, where pw3d_test.npz .* sequenceFiles/test/\*.pkl"):
        read_pw3d(tmp_path)
