from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import landmarks, person, written
from zedo import read_keypoints
from zedo.body.skeleton import BLAZEPOSE_33

SIZE = (200, 250)


@pytest.mark.parametrize(
    "document",
    [
        [landmarks(), landmarks()],
        [{"pose_landmarks": landmarks()}, {"pose_landmarks": landmarks()}],
        [{"poseLandmarks": landmarks(), "poseWorldLandmarks": []}] * 2,
        {"fps": 25, "frames": [{"frame": 0, "landmarks": [landmarks()]}, {"frame": 1, "landmarks": [landmarks()]}]},
        [{"landmark": landmarks()}, {"landmark": landmarks()}],
        [{"pose_landmarks": {"landmark": landmarks()}}] * 2,
    ],
    ids=["landmarks", "python", "javascript", "tasks", "protobuf", "protobuf in a result"],
)
def test_the_shapes_that_people_store(tmp_path: Path, document: object) -> None:
    keypoints = read_keypoints(written(tmp_path / "m.json", document), image_size=SIZE)
    assert keypoints.skeleton == BLAZEPOSE_33
    assert keypoints.frame.tolist() == [0, 1]
    expected = person(BLAZEPOSE_33)
    seen = expected[:, 2] > 0
    np.testing.assert_allclose(keypoints.uv[0, seen], expected[seen, :2])
    np.testing.assert_array_equal(keypoints.confidence[0], expected[:, 2])


def test_one_result_and_frames_without_anyone(tmp_path: Path) -> None:
    one = read_keypoints(written(tmp_path / "one.json", {"poseLandmarks": landmarks()}), image_size=SIZE)
    assert one.frame.tolist() == [0]
    document = [{"pose_landmarks": None}, {"pose_landmarks": landmarks()}, None, landmarks()]
    clip = read_keypoints(written(tmp_path / "clip.json", document), image_size=SIZE)
    assert clip.frame.tolist() == [1, 3]


def test_frame_numbers_times_and_several_people(tmp_path: Path) -> None:
    document = [{"frame_index": 30, "timestamp_ms": 1200, "landmarks": [landmarks(), landmarks(40)]}]
    keypoints = read_keypoints(written(tmp_path / "m.json", document), image_size=SIZE)
    assert keypoints.frame.tolist() == [30, 30]
    assert keypoints.time.tolist() == [1.2, 1.2]
    assert keypoints.person.tolist() == [0, 1]
    assert keypoints.uv[1, 0, 0] == pytest.approx(140)


def test_landmarks_without_visibility_are_visible(tmp_path: Path) -> None:
    bare = [{"x": mark["x"], "y": mark["y"]} for mark in landmarks()]
    assert (read_keypoints(written(tmp_path / "m.json", [bare]), image_size=SIZE).confidence == 1).all()


@pytest.mark.parametrize(
    ("document", "size", "message"),
    [
        ([landmarks()], None, "give its size, WIDTH,HEIGHT"),
        ([landmarks()[:21]], SIZE, "the landmarks of frame 0 are .*; 33 objects"),
        ([{"pose_landmarks": landmarks()}, {"pose_landmarks": 5}], SIZE, "frame 1 is 5"),
        ([{"pose_landmarks": landmarks()}, 5], SIZE, "frame 1 is 5"),
        ([[{"x": "0.5", "y": 1}, *landmarks()[1:]]], SIZE, "the landmarks of frame 0 holds '0.5'"),
        ([[{**mark, "x": 100 * mark["x"], "y": 90} for mark in landmarks()]], SIZE, "not normalised"),
    ],
)
def test_what_cannot_be_pixels_is_named(tmp_path: Path, document: object, size: tuple | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_keypoints(written(tmp_path / "m.json", document), image_size=size)
