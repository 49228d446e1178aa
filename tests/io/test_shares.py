"""Coordinates in shares of the image, in whatever file they come."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.io.tools import mmpose_instance, openpose, person, written
from zedo import read_keypoints
from zedo.body.skeleton import BODY_25, COCO_17, COCO_18, Skeleton
from zedo.system.notes import Note

SIZE = (1280, 720)


def shares(skeleton: Skeleton, low: float = 0.0) -> np.ndarray:
    """A person whose pixels were divided by :data:`SIZE`, from ``low`` to 1."""
    points = person(skeleton)
    points[:, :2] = low + (1 - low) * points[:, :2] / SIZE
    return points


def document(form: str) -> Any:
    points = shares(COCO_17)
    match form:
        case "openpose":
            return openpose(shares(BODY_25))
        case "coco":
            return [{"image_id": 1, "category_id": 1, "keypoints": points.ravel().tolist(), "score": 0.9}]
        case "mmpose":
            return [{"frame_id": 0, "instances": [{**mmpose_instance(), "keypoints": points[:, :2].tolist()}]}]
        case _:
            instance = {"frame": 0, "keypoints": points.tolist()}
            return {"format": "zedo-keypoints-1", "skeleton": "coco_17", "instances": [instance]}


@pytest.mark.parametrize("form", ["openpose", "coco", "mmpose", "zedo"])
def test_shares_become_pixels_of_the_stated_size_or_are_refused(tmp_path: Path, form: str) -> None:
    path = written(tmp_path / "k.json", document(form))
    with pytest.warns(Note, match="taken for shares of the image, from 0 to 1, and multiplied by its size, 1280×720"):
        keypoints = read_keypoints(path, image_size=SIZE)
    expected = person(keypoints.skeleton)[:, :2]
    seen = keypoints.confidence[0] > 0
    np.testing.assert_allclose(keypoints.uv[0, seen], expected[seen], atol=1e-6)
    with pytest.raises(
        ValueError, match=r"k.json: the coordinates are shares of the image, between 0 and 1, not pixels"
    ):
        read_keypoints(path)


def test_an_npz_of_shares(tmp_path: Path) -> None:
    path = tmp_path / "k.npz"
    np.savez(path, uv=shares(COCO_17)[None, :, :2], skeleton="coco_17", image_size=SIZE)
    with pytest.warns(Note, match="shares of the image"):
        np.testing.assert_allclose(read_keypoints(path).uv[0], person(COCO_17)[:, :2])


def test_openpose_counts_from_the_middle_too_but_others_have_several_ways_to(tmp_path: Path) -> None:
    path = written(tmp_path / "k.json", openpose(shares(BODY_25, -1)))
    with pytest.warns(Note, match="from -1 to 1"):
        keypoints = read_keypoints(path, image_size=SIZE)
    seen = keypoints.confidence[0] > 0
    np.testing.assert_allclose(keypoints.uv[0, seen], person(BODY_25)[seen, :2], atol=1e-6)
    np.savez(tmp_path / "k.npz", uv=shares(COCO_17, -1)[None, :, :2], skeleton="coco_17", image_size=SIZE)
    with pytest.raises(ValueError, match="lie between -1 and 1, so they are no pixels; multiply them"):
        read_keypoints(tmp_path / "k.npz")


@pytest.mark.filterwarnings("error")
def test_small_people_in_pixels_are_pixels(tmp_path: Path) -> None:
    points = person(BODY_25)
    points[:, :2] = 3 + points[:, :2] / 50
    path = written(tmp_path / "k.json", openpose(points))
    assert np.nanmax(read_keypoints(path, image_size=SIZE).uv) == pytest.approx(points[:, :2].max())


def test_comfyuis_list_states_its_canvas(tmp_path: Path) -> None:
    frames = [{**openpose(person(COCO_18, i)), "canvas_width": 1280, "canvas_height": 720} for i in range(12)]
    keypoints = read_keypoints(written(tmp_path / "poses.json", frames))
    assert keypoints.frame.tolist() == list(range(12))
    assert keypoints.image_size == SIZE and keypoints.skeleton == COCO_18
    np.testing.assert_array_equal(keypoints.uv[:, 0, 0], person(COCO_18)[0, 0] + np.arange(12))
    one = read_keypoints(written(tmp_path / "pose.json", frames[3]), image_size=SIZE)
    np.testing.assert_array_equal(one.uv[0], keypoints.uv[3])
    frames[3]["people"] = [3]
    with pytest.raises(ValueError, match="frame 3: person 0 is 3"):
        read_keypoints(written(tmp_path / "poses.json", json.loads(json.dumps(frames))))
