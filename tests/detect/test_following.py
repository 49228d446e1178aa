"""People of keypoint files: followed where the file names nobody, chosen where the flags say so."""

import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import openpose, person, written
from zedo import read_keypoints
from zedo.body.skeleton import BODY_25
from zedo.detect.following import chosen, read_people
from zedo.system.notes import Note, Unnamed


def swapping(folder: Path, ids: bool) -> Path:
    """Two people 300 px apart who walk; their places in the file change at random."""
    folder.mkdir()
    random = np.random.default_rng(0)
    for frame in range(30):
        order = random.permutation(2)
        people = [person(BODY_25, 300 * i + 2 * frame) for i in order]
        path = folder / f"v_{frame:04}_keypoints.json"
        written(path, openpose(*people, ids=order.tolist()) if ids else openpose(*people))
    return folder


def test_people_without_identities_are_followed_and_it_is_said(tmp_path: Path) -> None:
    with pytest.warns(Note, match="so they were followed over the frames: 2 people in all") as told:
        keypoints = read_people(swapping(tmp_path / "a", ids=False))
    assert not any(issubclass(one.category, Unnamed) for one in told)
    for number in (0, 1):
        steps = np.diff(keypoints.uv[keypoints.person == number, 0, 0])
        assert len(steps) == 29 and np.abs(steps).max() < 5
    with pytest.warns(Unnamed, match="the numbers of their places"):
        read_keypoints(tmp_path / "a")


def test_identities_of_the_file_stay(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        keypoints = read_people(swapping(tmp_path / "a", ids=True), fps=30)
    assert (keypoints.uv[keypoints.person == 1, 0, 0] > 300).all()
    np.testing.assert_allclose(keypoints.time, keypoints.frame / 30)


def test_unrelated_pictures_are_no_clip(tmp_path: Path) -> None:
    for frame in range(12):
        people = [person(BODY_25, 997 * (3 * frame + i)) for i in range(2)]
        written(tmp_path / f"{frame}.json", openpose(*people))
    with pytest.warns(Unnamed):
        assert set(read_people(tmp_path).person.tolist()) == {0, 1}


def test_some_of_the_people_and_of_the_time(tmp_path: Path) -> None:
    keypoints = read_people(swapping(tmp_path / "a", ids=True), fps=30)
    one = chosen(keypoints, people=1)
    assert len(one) == 30 and len(set(one.person.tolist())) == 1
    part = chosen(keypoints, start=0.2, end=0.5)
    assert set(part.frame.tolist()) == set(range(6, 15))
    for flags, message in [
        ({"people": 0}, "--people is 0"),
        ({"start": 2.0, "end": 1.0}, "0 ≤ start < end"),
        ({"start": 9.0}, "reach from 0.00 to 0.97 s; none is between"),
    ]:
        with pytest.raises(ValueError, match=message):
            chosen(keypoints, **flags)
    with pytest.raises(ValueError, match="have no times, of which --start and --end are seconds; --fps gives them"):
        chosen(read_people(tmp_path / "a"), start=0.2)
