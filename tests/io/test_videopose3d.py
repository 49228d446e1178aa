from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.io.tools import detectron2, person, videopose3d
from zedo import read_keypoints
from zedo.body.skeleton import COCO_17


def test_custom_keypoints(tmp_path: Path) -> None:
    path = tmp_path / "data_2d_custom_walk.npz"
    path.write_bytes(videopose3d())
    keypoints = read_keypoints(path)
    assert keypoints.skeleton == COCO_17
    assert keypoints.image_size == (640, 480)
    assert keypoints.frame.tolist() == [0, 1, 2]
    np.testing.assert_array_equal(keypoints.uv[2], person(COCO_17, 2)[:, :2])
    assert (keypoints.confidence == 1).all()


def test_several_clips_are_not_mixed(tmp_path: Path) -> None:
    (tmp_path / "two.npz").write_bytes(videopose3d(clips=2))
    with pytest.raises(ValueError, match=r"holds 2 clips \(clip0.mp4/custom, clip1.mp4/custom\)"):
        read_keypoints(tmp_path / "two.npz")


def test_detectrons_inference(tmp_path: Path) -> None:
    (tmp_path / "walk.mp4.npz").write_bytes(detectron2())
    keypoints = read_keypoints(tmp_path / "walk.mp4.npz")
    assert keypoints.skeleton == COCO_17
    assert keypoints.image_size == (640, 480)
    assert keypoints.frame.tolist() == [0, 0]
    assert keypoints.person.tolist() == [0, 1]
    np.testing.assert_array_equal(keypoints.uv[1], person(COCO_17, 50)[:, :2])
    assert (keypoints.confidence == 0.5).all()


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"positions_2d": {"a": 3}}, "'positions_2d' is"),
        ({"positions_2d": np.zeros((3, 17, 2))}, "'positions_2d' is"),
        ({"positions_2d": {"a": {"custom": [np.zeros((3, 17, 4))]}}}, "a/custom is .* was expected"),
        ({"positions_2d": {"a": {"custom": ["x"]}}}, "a/custom is 'x'"),
        ({"positions_2d": {"a": {"custom": [np.zeros((3, 16, 2))]}}}, "people have 16 keypoints"),
        ({"boxes": np.zeros(1), "keypoints": np.zeros((2, 2, 3))}, "'keypoints' of frame 0 is"),
        ({"boxes": np.zeros(1), "keypoints": np.float64(3)}, "'keypoints' is"),
        ({"boxes": np.zeros((1, 2, 0)), "keypoints": np.zeros((1, 2, 0))}, "holds nobody"),
    ],
)
def test_malformed_archives_are_named(tmp_path: Path, arrays: dict[str, Any], message: str) -> None:
    np.savez(tmp_path / "a.npz", **arrays)
    with pytest.raises(ValueError, match=message) as raised:
        read_keypoints(tmp_path / "a.npz")
    assert str(raised.value).startswith(f"{tmp_path / 'a.npz'}: ")
    assert "\n" not in str(raised.value)


def test_the_file_and_the_caller_may_not_contradict_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.npz").write_bytes(videopose3d())
    with pytest.raises(ValueError, match="skeleton is 'coco_17', but 'h36m_17' was asked for"):
        read_keypoints(tmp_path / "a.npz", skeleton="h36m_17")
    with pytest.raises(ValueError, match="images are 640×480"):
        read_keypoints(tmp_path / "a.npz", image_size=(1, 1))
