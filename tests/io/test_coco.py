from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import alphapose, coco_annotations, person, written
from zedo import read_keypoints
from zedo.body.skeleton import COCO_17, HALPE_26


def results(*image_ids: object) -> list[dict]:
    points = person(COCO_17).ravel().tolist()
    return [{"image_id": image, "category_id": 1, "keypoints": points, "score": 0.9} for image in image_ids]


def test_results_are_ordered_by_image(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "r.json", results(785, 139, 785)))
    assert keypoints.skeleton == COCO_17
    assert keypoints.frame.tolist() == [139, 785, 785]
    assert keypoints.person.tolist() == [0, 0, 1]
    np.testing.assert_array_equal(keypoints.uv[0], person(COCO_17)[:, :2])
    assert (keypoints.confidence == 0.5).all()


def test_annotations_know_the_image_and_what_is_labelled(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "a.json", coco_annotations()))
    assert keypoints.image_size == (640, 480)
    assert keypoints.frame.tolist() == [285]  # neither the crowd nor the box without keypoints
    confidence = dict(zip(COCO_17.joints, keypoints.confidence[0], strict=True))
    assert (confidence["nose"], confidence["left_elbow"], confidence["left_wrist"]) == (1, 1, 0)


def test_images_of_several_sizes_have_no_size(tmp_path: Path) -> None:
    document = coco_annotations()
    document["images"][0]["width"] = 500
    assert read_keypoints(written(tmp_path / "a.json", document)).image_size is None


def test_alphapose_clips_scores_and_counts_files(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "alphapose-results.json", alphapose()))
    assert keypoints.skeleton == HALPE_26
    assert keypoints.frame.tolist() == [0, 1, 10]
    assert keypoints.person.tolist() == [0, 0, 0]
    assert keypoints.confidence.max() == 1


def test_alphapose_tracks_are_identities(tmp_path: Path) -> None:
    people = alphapose()
    for entry, track in zip(people, (4, 2, 4), strict=True):
        entry["idx"] = track
    assert read_keypoints(written(tmp_path / "a.json", people)).person.tolist() == [4, 2, 4]


def test_images_whose_names_have_no_number_come_in_order(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "r.json", results("walk.png", "jump.png", "walk.png")))
    assert keypoints.frame.tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([{"image_id": 1, "bbox": [0, 0, 1, 1], "score": 1}], "result 0: 'keypoints' is missing"),
        ([*results(1), 5], "result 1: found 5"),
        (results(1, 2.5), "result 1: 'image_id' is 2.5"),
        ({"images": [], "annotations": []}, "holds nobody"),
        ({"images": [], "annotations": [{"image_id": 1, "keypoints": "abc"}]}, "annotation 0: 'keypoints' is 'abc'"),
    ],
)
def test_malformed_documents_are_named(tmp_path: Path, document: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_keypoints(written(tmp_path / "r.json", document))


def test_other_joints_than_cocos_are_not_taken_for_them(tmp_path: Path) -> None:
    document = coco_annotations()
    document["categories"][0]["keypoints"] = [f"left_paw_{i}" for i in range(17)]
    path = written(tmp_path / "animals.json", document)
    with pytest.raises(ValueError, match=r"17 keypoints \(left_paw_0, left_paw_1, left_paw_2, …\) are not COCO's"):
        read_keypoints(path)
    assert read_keypoints(path, skeleton="h36m_17").skeleton.name == "h36m_17"


def test_a_size_that_contradicts_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="images are 640×480, but 480×640 was asked for"):
        read_keypoints(written(tmp_path / "a.json", coco_annotations()), image_size=(480, 640))
