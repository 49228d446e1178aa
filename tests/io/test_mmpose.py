from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import mmpose, mmpose_instance, person, written
from zedo import read_keypoints
from zedo.body.skeleton import COCO_17

META = {"keypoint_id2name": {str(j): name for j, name in enumerate(COCO_17.joints)}}


@pytest.mark.parametrize(
    "document",
    [
        mmpose(),
        {"meta_info": META, "instance_info": mmpose()},
        [frame["instances"] for frame in mmpose()],
    ],
    ids=["inferencer", "demo", "lists"],
)
def test_videos(tmp_path: Path, document: object) -> None:
    keypoints = read_keypoints(written(tmp_path / "p.json", document))
    assert keypoints.skeleton == COCO_17
    assert keypoints.frame.tolist() == [0, 0, 2]
    assert keypoints.person.tolist() == [0, 1, 0]
    np.testing.assert_array_equal(keypoints.uv[1], person(COCO_17, 50)[:, :2])
    assert (keypoints.confidence == 0.5).all()


@pytest.mark.parametrize("document", [[mmpose_instance()], {"meta_info": {}, "instance_info": [mmpose_instance()]}])
def test_an_image_is_frame_0(tmp_path: Path, document: object) -> None:
    assert read_keypoints(written(tmp_path / "p.json", document)).frame.tolist() == [0]


def test_frames_and_tracks_are_the_files(tmp_path: Path) -> None:
    document = [{"frame_id": 5, "instances": [{**mmpose_instance(x), "track_id": x} for x in (8, 3)]}]
    keypoints = read_keypoints(written(tmp_path / "p.json", document))
    assert keypoints.frame.tolist() == [5, 5]
    assert keypoints.person.tolist() == [8, 3]


def test_three_dimensions_are_not_pixels(tmp_path: Path) -> None:
    solid = {**mmpose_instance(), "keypoints": [[1, 2, 3]] * 17}
    with pytest.raises(ValueError, match=r"'keypoints' of person 0 of frame 0 is .*; a list of \[x, y\] was expected"):
        read_keypoints(written(tmp_path / "p.json", [solid]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"keypoint_scores": [1.0]}, "has 17 keypoints, but 1 scores"),
        ({"keypoint_scores": "high"}, "'keypoint_scores' of person 0 of frame 4 is 'high'"),
        ({"keypoints": 3}, "'keypoints' of person 0 of frame 4 is 3"),
    ],
)
def test_malformed_people_are_named(tmp_path: Path, change: dict, message: str) -> None:
    document = [{"frame_id": 4, "instances": [{**mmpose_instance(), **change}]}]
    with pytest.raises(ValueError, match=message):
        read_keypoints(written(tmp_path / "p.json", document))


def test_other_joints_than_cocos_are_not_taken_for_them(tmp_path: Path) -> None:
    meta = {"keypoint_id2name": {**META["keypoint_id2name"], "0": "left_paw"}}
    with pytest.raises(ValueError, match=r"\(left_paw, left_eye, right_eye, …\) are not COCO's"):
        read_keypoints(written(tmp_path / "p.json", {"meta_info": meta, "instance_info": mmpose()}))
