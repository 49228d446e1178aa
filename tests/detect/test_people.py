import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.detect.conftest import DEMO
from tests.detect.people_2d import people, person
from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections
from zedo.detect.journal import Journal
from zedo.detect.movenet import MoveNet
from zedo.detect.people import MISSING, detect_people, people_in_picture
from zedo.io.keypoints import read_keypoints


class Scripted:
    """A detector that knows pictures by their grey, and counts how often it is asked."""

    skeleton = COCO_17

    def __init__(self, *answers: Detections) -> None:
        self.answers, self.asked, self.expected = answers, [], []

    def __call__(self, image: np.ndarray, expected: Detections | None = None) -> Detections:
        self.asked.append(int(image[0, 0, 0]))
        self.expected.append(expected)
        return self.answers[self.asked[-1]]


def folder(path: Path, count: int, size: tuple[int, int] = (1280, 720)) -> Path:
    path.mkdir()
    for number in range(count):
        Image.new("RGB", size, (number, number, number)).save(path / f"{number}.png", compress_level=1)
    return path


def test_a_clip_is_followed(tmp_path: Path) -> None:
    detector = Scripted(*(people(person(700), person(300 + 5 * i)) for i in range(30)))
    seen = []
    found = detect_people(folder(tmp_path / "a", 30), detector, fps=30, progress=lambda *p: seen.append(p))
    assert found.image_size == (1280, 720)
    assert found.frame.tolist() == np.repeat(np.arange(30), 2).tolist()
    np.testing.assert_allclose(found.time, found.frame / 30)
    for identity, place in ((0, [700.0] * 30), (1, 300 + 5.0 * np.arange(30))):
        np.testing.assert_allclose(found.uv[found.person == identity, 0, 0], place, atol=0.01)
    assert seen == [(i + 1, 30) for i in range(30)]
    # Where people are expected is told to the detector.
    np.testing.assert_allclose(detector.expected[20].uv[1, 0, 0], 300 + 5 * 20, atol=3)


def test_photographs_number_people_by_size(tmp_path: Path) -> None:
    detector = Scripted(people(person(300, scale=100), person(700, scale=200)), person(500), people())
    found = detect_people(folder(tmp_path / "a", 3), detector)
    assert [found.frame.tolist(), found.person.tolist()] == [[0, 0, 1], [0, 1, 0]]
    np.testing.assert_allclose(found.uv[:, 0, 0], [700, 300, 500])
    assert np.isnan(found.time).all()
    assert detector.expected == [None] * 3
    assert detect_people(tmp_path / "a", detector, people=1).person.tolist() == [0, 0]


def test_a_picture_in_memory_is_a_photograph(tmp_path: Path) -> None:
    detector = Scripted(people(person(300, scale=100), person(700, scale=200)), people())
    read = detect_people(folder(tmp_path / "a", 1), detector)
    found = people_in_picture(np.zeros((720, 1280, 3), np.uint8), detector)
    for name in ("uv", "confidence", "frame", "time", "person", "image_size"):
        np.testing.assert_array_equal(getattr(found, name), getattr(read, name))
    with pytest.raises(ValueError, match="nobody was found"):
        people_in_picture(np.ones((720, 1280, 3), np.uint8), detector)


def test_photographs_of_different_sizes_have_no_common_size(tmp_path: Path) -> None:
    photos = folder(tmp_path / "a", 2)
    Image.new("RGB", (900, 720), (1, 1, 1)).save(photos / "1.png")
    assert detect_people(photos, Scripted(person(300), person(300))).image_size is None


def test_joints_outside_the_picture_or_guessed_are_missing(tmp_path: Path) -> None:
    answer = person(20.0, 300.0, 200.0)  # the right arm is outside
    answer.confidence[0, 16] = MISSING - 0.01
    answer.confidence[0, 15] = MISSING
    found = detect_people(folder(tmp_path / "a", 1), Scripted(answer))
    outside = answer.uv[0, :, 0] < 0
    assert 3 < outside.sum() < 17
    np.testing.assert_array_equal(found.confidence[0] == 0, outside | (np.arange(17) == 16))
    assert np.isnan(found.uv[0, outside]).all()


def test_only_what_is_between_start_and_end_is_looked_at(tmp_path: Path) -> None:
    detector = Scripted(*(person(300) for _ in range(30)))
    found = detect_people(folder(tmp_path / "a", 30), detector, fps=10, start=0.5, end=1.2)
    assert detector.asked == found.frame.tolist() == list(range(5, 12))
    np.testing.assert_allclose(found.time, found.frame / 10)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ({"start": 2, "end": 1, "fps": 10}, "0 ≤ start < end"),
        ({"start": -1, "fps": 10}, "0 ≤ start < end"),
        ({"start": 5, "fps": 10}, r"lasts 0\.30 s"),
        ({"end": 5}, "photographs have no times"),
        ({"people": 0}, "at least 1"),
        ({"fps": 10}, "nobody was found in 3 frames"),
        ({"detector": "openpose"}, "detector 'openpose' is unknown; it is movenet, mediapipe:FILE"),
        ({"detector": "movenet:file"}, "is unknown"),
        ({"detector": "rtmlib:nowhere.onnx"}, "nowhere.onnx: no such file; the detector rtmlib needs"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, flags: dict, message: str) -> None:
    empty = Scripted(*(people() for _ in range(3)))
    with pytest.raises(ValueError, match=message) as raised:
        detect_people(folder(tmp_path / "a", 3), **{"detector": empty, **flags})
    assert "\n" not in str(raised.value)


def test_what_a_journal_knows_is_not_found_again(tmp_path: Path) -> None:
    clip, path, work = folder(tmp_path / "a", 30), tmp_path / "journal", {"source": "a"}
    rng = np.random.default_rng(0)
    answers = [people(person(300 + 5 * i), person(700)) for i in range(30)]
    answers = [Detections(a.uv + rng.normal(0, 3, a.uv.shape), a.confidence) for a in answers]
    whole = detect_people(clip, Scripted(*answers), fps=30)

    first = Scripted(*answers[:12])
    journal = Journal(path, work)
    with pytest.raises(IndexError):  # interrupted
        detect_people(clip, first, fps=30, journal=journal)
    journal.close()
    path.write_bytes(path.read_bytes()[:-20])  # in the middle of a line

    second = Scripted(*answers)
    journal = Journal(path, work)
    again = detect_people(clip, second, fps=30, journal=journal)
    assert second.asked == list(range(11, 30))
    assert journal.taken == 11
    for name in ("uv", "confidence", "frame", "time", "person"):
        np.testing.assert_array_equal(getattr(again, name), getattr(whole, name))
    journal.discard()
    assert not path.exists()

    # Whole, it answers every frame; of other work, none.
    for other, asked in (({"source": "a"}, 0), ({"source": "b"}, 30)):
        journal = Journal(path, work)
        detect_people(clip, Scripted(*answers), fps=30, journal=journal)
        journal.close()
        third, journal = Scripted(*answers), Journal(path, other)
        detect_people(clip, third, fps=30, journal=journal)
        journal.close()
        assert len(third.asked) == asked


def test_a_journal_of_nobody_is_not_left_behind(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", {})
    journal.add(0, (4, 4), people())
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        Journal(tmp_path / "nowhere" / "journal", {})


def test_a_webcam_ends_by_an_interruption(tmp_path: Path) -> None:
    class Camera:
        name, stills, live, count, duration = "camera 0", False, True, None, math.nan

        def __iter__(self):
            from zedo.video.frames import open_frames

            yield from open_frames(folder(tmp_path / "a", 20), fps=30)
            raise KeyboardInterrupt

        def since(self, start: float):
            return iter(self)

    found = detect_people(Camera(), Scripted(*(person(300) for _ in range(20))))
    assert len(found) == 20


def test_the_people_of_the_demo_clip(movenet: MoveNet) -> None:
    # Real pixels: half a second in which both people are seen; the shipped keypoints are of the larger original.
    found = detect_people(DEMO / "demo.mp4", movenet, start=2.0, end=2.5)
    known = read_keypoints(DEMO / "keypoints.json")
    assert found.image_size == (1280, 720)
    assert np.unique(found.person).tolist() == [0, 1]
    rows = np.isin(known.frame, found.frame)
    assert len(found) == rows.sum() == 30
    np.testing.assert_allclose(found.time, known.time[rows], atol=1e-3)
    man = found.uv[:, 0, 0] < 640
    for here, there in ((man, 0), (~man, 1)):
        assert len(set(found.person[here])) == 1
        truth = known.uv[known.person == there][np.isin(known.frame[known.person == there], found.frame[here])]
        off = np.linalg.norm(found.uv[here] - truth * 1280 / 1768, axis=-1)
        assert np.nanmedian(off) < 4
        assert np.nanquantile(off, 0.9) < 15
