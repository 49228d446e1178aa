from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import openpose, person, written
from zedo import read_keypoints
from zedo.body.skeleton import BODY_25, BODY_25B, COCO_18, HALPE_26, SKELETONS, Skeleton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two people in frame 9, nobody in frame 10, one in frame 12."""
    frames = {9: [person(BODY_25), person(BODY_25, 50)], 10: [], 12: [person(BODY_25, 2)]}
    for frame, people in frames.items():
        written(tmp_path / f"clip2_{frame:012}_keypoints.json", openpose(*people))
    return tmp_path


def test_a_folder_is_a_clip_with_the_frames_of_the_files_names(folder: Path) -> None:
    (folder / "notes.txt").write_text("not a frame")
    keypoints = read_keypoints(folder, image_size=(200, 250))
    assert keypoints.skeleton == BODY_25
    assert keypoints.image_size == (200, 250)
    assert keypoints.frame.tolist() == [9, 9, 12]
    assert keypoints.person.tolist() == [0, 1, 0]
    np.testing.assert_array_equal(keypoints.uv[2, 0], [102, 20])
    assert keypoints.confidence[0, BODY_25.index("left_big_toe")] == 0
    assert np.isnan(keypoints.uv[0, BODY_25.index("left_big_toe")]).all()


def test_tracked_people_keep_their_identity(tmp_path: Path) -> None:
    for frame, ids in enumerate(([4, 7], [7, 4])):
        people = [person(BODY_25, 10 * i) for i in ids]
        written(tmp_path / f"a_{frame}.json", openpose(*people, ids=ids))
    keypoints = read_keypoints(tmp_path)
    assert keypoints.person.tolist() == [4, 7, 7, 4]
    np.testing.assert_array_equal(keypoints.uv[:, 0, 0], [140, 170, 170, 140])


@pytest.mark.parametrize("ids", [[3, 3], [3, -1]])
def test_identities_that_do_not_tell_people_apart_are_not_used(tmp_path: Path, ids: list[int]) -> None:
    path = written(tmp_path / "a.json", openpose(person(BODY_25), person(BODY_25, 50), ids=ids))
    assert read_keypoints(path).person.tolist() == [0, 1]


@pytest.mark.parametrize("skeleton", [COCO_18, BODY_25, BODY_25B, HALPE_26], ids=lambda s: s.name)
def test_the_keypoints_tell_the_skeleton(tmp_path: Path, skeleton: Skeleton) -> None:
    path = written(tmp_path / "a.json", openpose(person(skeleton)))
    assert read_keypoints(path).skeleton == skeleton


def test_the_caller_decides_between_skeletons_of_one_size(tmp_path: Path) -> None:
    path = written(tmp_path / "a_000000000003_keypoints.json", openpose(person(BODY_25)))
    assert read_keypoints(path, skeleton="body_25b").skeleton == BODY_25B
    assert read_keypoints(path).frame.tolist() == [3]
    with pytest.raises(ValueError, match="people have 25 keypoints; skeleton 'coco_17' has 17 joints"):
        read_keypoints(path, skeleton="coco_17")


def test_whole_body_keypoints_begin_with_the_body(tmp_path: Path) -> None:
    points = np.concatenate([person(HALPE_26), np.ones((110, 3))])
    keypoints = read_keypoints(written(tmp_path / "a.json", openpose(points)))
    assert keypoints.skeleton == HALPE_26
    np.testing.assert_array_equal(keypoints.uv[0, 0], [100, 20])


def test_a_person_without_a_body_and_nan_are_missing(tmp_path: Path) -> None:
    points = person(BODY_25)
    points[0] = np.nan
    document = openpose(points, np.zeros((0, 3)))
    keypoints = read_keypoints(written(tmp_path / "a.json", document))
    assert len(keypoints) == 1
    assert keypoints.confidence[0, 0] == 0


def test_alphaposes_open_and_cmu_forms(tmp_path: Path) -> None:
    points = person(COCO_18, score=2.5).ravel().tolist()
    version = {"version": "AlphaPose v0.3"}
    forms = {
        "open": {f"{f}.jpg": {**version, "people": [{"pose_keypoints_2d": points}]} for f in (2, 10)},
        "cmu": {f"{f}.jpg": {**version, "bodies": [{"joints": points}]} for f in (2, 10)},
    }
    for form, document in forms.items():
        keypoints = read_keypoints(written(tmp_path / form, document))
        assert keypoints.skeleton == SKELETONS["coco_18"]
        assert keypoints.frame.tolist() == [2, 10]
        assert keypoints.confidence.max() == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "is a folder without JSON files"),
        ({"cam1_1.json": openpose(), "cam2_1.json": openpose()}, r"several clips \(cam1_\*, cam2_\*\)"),
        ({"a.json": openpose(), "b.json": openpose()}, r"several clips \(a, b\)"),
        ({"a_1.json": openpose()}, "holds nobody"),
        ({"a_1.json": "{"}, "a_1.json: not valid JSON"),
        ({"a_1.json": {"instances": []}}, "a_1.json: is no frame of OpenPose's"),
        ({"a_1.json": {"people": [3]}}, "a_1.json: person 0 is 3"),
        ({"a_1.json": {"people": [{"pose_keypoints_2d": [1, 2]}]}}, "a_1.json: 'pose_keypoints_2d' of person 0 is"),
        ({"a_1.json": {"people": [{"pose_keypoints_2d": ["1", 2, 3]}]}}, "a_1.json: .* holds '1', where a number"),
        ({"a_1.json": {"people": [{"pose_keypoints_2d": [10**400, 2, 3]}]}}, "a_1.json: .* too large"),
        ({"a_1.json": openpose(np.ones((21, 3)))}, "people have 21 keypoints, which is no known skeleton"),
        ({"a_1.json": openpose(np.ones((25, 3)), np.ones((18, 3)))}, "people have 18 or 25 keypoints"),
    ],
)
def test_what_is_wrong_with_a_folder_is_named(tmp_path: Path, files: dict, message: str) -> None:
    for name, content in files.items():
        written(tmp_path / name, content)
    with pytest.raises(ValueError, match=message) as raised:
        read_keypoints(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path}: ")
    assert "\n" not in str(raised.value)
