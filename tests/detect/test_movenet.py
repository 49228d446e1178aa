import hashlib
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.detect.conftest import DEMO
from tests.detect.people_2d import person
from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections
from zedo.detect.movenet import MODELS, MOST_STRIPS, MoveNet, _parts, own_joints
from zedo.detect.similarity import similarities
from zedo.io.keypoints import read_keypoints


@pytest.fixture(scope="module")
def found(movenet: MoveNet, street: np.ndarray) -> Detections:
    return movenet(street)


def test_the_models_are_those_of_the_card() -> None:
    card = (MODELS / "README.md").read_text()
    files = sorted(MODELS.glob("*.onnx"))
    assert len(files) == 2
    for file in files:
        assert f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" in card


def test_people_are_where_they_are(found: Detections) -> None:
    # The shipped keypoints were found in the larger original, and smoothed.
    known = read_keypoints(DEMO / "keypoints.json")
    rows = known.frame == 60
    assert rows.sum() == len(found) == 2
    truth = Detections(known.uv[rows] * 1280 / 1768, known.confidence[rows])
    alike = similarities(truth, found, COCO_17)
    assert alike.max(axis=1).min() > 0.9
    assert set(alike.argmax(axis=1)) == {0, 1}
    best = found[alike.argmax(axis=1)]
    assert np.nanmedian(np.linalg.norm(best.uv - truth.uv, axis=-1)) < 4
    assert found.confidence.mean(axis=1).min() > 0.6


def test_a_picture_in_a_larger_one_keeps_its_people(movenet: MoveNet, street: np.ndarray, found: Detections) -> None:
    # Other crops and another scale: the same places but for a few pixels.
    canvas = np.full((1000, 1500, 3), 128, np.uint8)
    canvas[200:920, 100:1380] = street
    moved = movenet(canvas)
    back = Detections(moved.uv - [100, 200], moved.confidence)
    assert similarities(found, back, COCO_17).max(axis=1).min() > 0.9


def test_people_in_a_panorama_are_found(movenet: MoveNet, street: np.ndarray, found: Detections) -> None:
    # Reduced to one square of 512 pixels, 300 pixels of a person would be 13.
    panorama = np.full((720, 12000, 3), 128, np.uint8)
    panorama[:, 9000 : 9000 + 1280] = street
    moved = movenet(panorama)
    back = Detections(moved.uv - [9000, 0], moved.confidence)
    assert similarities(found, back, COCO_17).max(axis=1).min() > 0.9


def test_a_huge_picture_shows_the_same_people(movenet: MoveNet, street: np.ndarray, found: Detections) -> None:
    large = movenet(street.repeat(4, axis=0).repeat(4, axis=1))
    smaller = Detections(large.uv / 4, large.confidence)
    assert similarities(found, smaller, COCO_17).max(axis=1).min() > 0.9


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (12000, 20), (33, 17), (512, 512)])
def test_pictures_without_people_are_no_error(movenet: MoveNet, size: tuple[int, int]) -> None:
    nobody = movenet(np.full((size[1], size[0], 3), 90, np.uint8))
    assert nobody.uv.shape == (0, 17, 2)


def test_joints_taken_from_another_are_put_back() -> None:
    # As before a person who overlaps with another: Thunder jumps over to the one who is seen better.
    two = np.concatenate([person(300.0).uv, person(420.0).uv])
    rough = [np.concatenate([uv, np.full((17, 1), 0.3)], axis=1) for uv in two]
    refined = [np.concatenate([uv + 2, np.full((17, 1), 0.8)], axis=1) for uv in two]
    for known, back in zip(refined, own_joints(rough, refined), strict=True):
        np.testing.assert_array_equal(back, known)
    jumped = refined[1].copy()
    jumped[5:11] = refined[0][5:11]
    first, second = own_joints(rough, [refined[0], jumped])
    np.testing.assert_array_equal(first, refined[0])
    np.testing.assert_array_equal(second[5:11], rough[1][5:11])
    np.testing.assert_array_equal(np.delete(second, range(5, 11), axis=0), np.delete(refined[1], range(5, 11), axis=0))
    few = refined[1].copy()
    few[5:7] = refined[0][5:7]
    np.testing.assert_array_equal(own_joints(rough, [refined[0], few])[1], few)
    # MultiPose saw one person twice: nobody has taken anything.
    np.testing.assert_array_equal(own_joints([rough[1], rough[1]], [refined[0], refined[0]])[1], refined[0])


def test_who_is_expected_is_looked_for(movenet: MoveNet, street: np.ndarray, found: Detections, monkeypatch) -> None:
    monkeypatch.setattr(movenet, "_found", lambda picture: [])  # MultiPose loses everyone
    assert len(movenet(street)) == 0
    again = movenet(street, Detections(found.uv + 10, found.confidence))
    assert similarities(found, again, COCO_17).max(axis=1).min() > 0.9
    nowhere = person(-5000.0)
    assert len(movenet(street, nowhere)) == 0


def test_who_is_expected_and_found_is_one_person(movenet: MoveNet, street: np.ndarray, found: Detections) -> None:
    assert len(movenet(street, found)) == len(found)


@given(st.integers(16, 20000), st.integers(16, 20000))
def test_parts_cover_the_picture(width: int, height: int) -> None:
    parts = _parts(width, height)
    assert len(parts) <= MOST_STRIPS
    assert (parts[0][:2], parts[-1][2:]) == ((0, 0), (width, height))
    axis = 0 if width >= height else 1
    for before, after in itertools.pairwise(parts):
        length = before[axis + 2] - before[axis]
        assert after[axis] - before[axis] <= length / 2 + 1  # whoever is cut by one is whole in the next
    for left, top, right, bottom in parts:
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
