import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.detect.people_2d import people, person
from zedo.body.skeleton import COCO_17
from zedo.detect.detections import Detections
from zedo.detect.tracking import MEMORY_SECONDS, Tracker

FPS = 30.0


def follow(paths, hidden=(), seed=0, noise=3.0, fps=FPS, confidence=None) -> tuple[Tracker, list[list[int]]]:
    """Track people whose places are the functions ``paths`` of time, for three seconds.

    ``hidden`` holds (person, from, to): who is not detected from when to when. Returns, for each frame, the true
    person of every track that was seen, by track.
    """
    rng = np.random.default_rng(seed)
    tracker = Tracker(COCO_17)
    truth: list[list[int]] = []
    for frame in range(round(3 * fps)):
        time = frame / fps
        seen = [
            i
            for i, path in enumerate(paths)
            if path(time) is not None and not any(i == who and a <= time < b for who, a, b in hidden)
        ]
        seen = rng.permutation(seen).tolist()
        found = people(
            *(person(*np.atleast_1d(paths[i](time)), confidence=(confidence or {}).get(i, 0.8)) for i in seen)
        )
        found = Detections(found.uv + rng.normal(0, noise, found.uv.shape), found.confidence)
        for i, track in zip(seen, tracker.update(frame, time, found), strict=True):
            truth += [[] for _ in range(track + 1 - len(truth))]
            truth[track].append(i)
    return tracker, truth


def pure(truth: list[list[int]], count: int) -> bool:
    return len(truth) == count and all(len(set(seen)) == 1 for seen in truth)


def test_people_who_cross_keep_their_identity() -> None:
    # Two walk towards each other at 1.25 m/s each, and both are seen all the time.
    _, truth = follow([lambda t: 300 + 250 * t, lambda t: 1005 - 250 * t])
    assert pure(truth, 2)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.floats(150, 350), st.floats(-40, 40), st.sampled_from([15.0, 30.0, 60.0]))
def test_crossings_at_any_speed(seed: int, speed: float, below: float, fps: float) -> None:
    paths = [lambda t: (600 + speed * (t - 1.5), 300.0), lambda t: (600 - speed * (t - 1.5), 300 + below)]
    # While one covers the other only the one in front is detected.
    half = 0.35 * 200 / (2 * speed) * 2
    _, truth = follow(paths, [(1, 1.5 - half, 1.5 + half)], seed, fps=fps)
    assert pure(truth, 2)


def test_someone_hidden_for_a_second_is_the_same_person() -> None:
    tracker, truth = follow([lambda t: 200 + 180 * t], [(0, 1.0, 1.9)])
    assert pure(truth, 1)
    assert len(np.unique(tracker.keypoints().person)) == 1


def test_someone_hidden_for_longer_is_a_new_person() -> None:
    _, truth = follow([lambda t: 200 + 180 * t], [(0, 1.0, 1.2 + MEMORY_SECONDS)])
    assert len(truth) == 2


def test_who_reappears_does_not_take_the_place_of_another() -> None:
    # The first stops behind the second, who stays; later the first comes out on the other side.
    first = lambda t: min(300 + 300 * t, 600.0) if t < 1.7 else 600 + 300 * (t - 1.7)  # noqa: E731
    _, truth = follow([first, lambda t: 605.0], [(0, 0.9, 1.8)])
    assert pure(truth, 2)


def test_a_frame_expects_people_where_they_are_going() -> None:
    tracker, _ = follow([lambda t: 200 + 240 * t], noise=0.0)
    ahead = tracker.expected(3.0 - 1 / FPS + 0.5)
    np.testing.assert_allclose(ahead.uv, person(200 + 240 * (3.0 - 1 / FPS + 0.5)).uv, atol=2)
    assert len(tracker.expected(3.0 + MEMORY_SECONDS + 0.1)) == 0


def test_ghosts_are_dropped() -> None:
    blink = lambda t: 900.0 if 1.0 < t < 1.3 else None  # noqa: E731
    tracker, truth = follow([lambda t: 200.0, lambda t: 600.0, blink], confidence={1: 0.3})
    assert len(truth) == 3
    found = tracker.keypoints()
    assert np.unique(found.person).tolist() == [0]
    assert (found.uv[:, 0, 0] < 300).all()


def test_the_part_of_a_track_that_is_a_guess_is_dropped() -> None:
    tracker = Tracker(COCO_17)
    for frame in range(90):
        tracker.update(frame, frame / FPS, person(300, confidence=0.8 if frame < 60 else 0.2))
    assert tracker.keypoints().frame.max() == pytest.approx(60, abs=6)


def test_a_short_clip_keeps_its_people() -> None:
    for count in (1, 2, 6):
        tracker = Tracker(COCO_17)
        for frame in range(count):
            tracker.update(frame, frame / FPS, person(300))
        assert len(tracker.keypoints()) == count


def test_at_most_so_many_people_are_kept() -> None:
    tracker, _ = follow([lambda t: (200, 300, 80), lambda t: (600, 300, 300), lambda t: (1000, 300, 200)])
    for count in (1, 2, 3, 4):
        found = tracker.keypoints(people=count)
        assert np.unique(found.person).tolist() == list(range(min(count, 3)))
    heights = np.ptp(tracker.keypoints(people=2).uv[..., 1], axis=1)
    assert heights.min() > 1.4 * 200


def test_keypoints_are_what_was_seen() -> None:
    tracker = Tracker(COCO_17)
    late, early = person(800, confidence=0.7), person(300, confidence=0.9)
    for frame in range(10, 40):
        tracker.update(frame, frame / FPS, early if frame < 20 else people(late, early))
    found = tracker.keypoints((1280, 720))
    assert found.image_size == (1280, 720)
    assert found.frame.tolist() == [*range(10, 20), *np.repeat(np.arange(20, 40), 2)]
    np.testing.assert_allclose(found.time, found.frame / FPS)
    assert found.person.tolist() == [0] * 10 + [0, 1] * 20
    np.testing.assert_allclose(found.uv[found.person == 1], np.repeat(late.uv, 20, axis=0), atol=0.005)
    np.testing.assert_array_equal(found.confidence[found.person == 0], 0.9)


def test_nobody_is_no_error() -> None:
    tracker = Tracker(COCO_17)
    assert tracker.update(0, 0.0, Detections.nobody(17)) == []
    assert len(tracker.expected(0.1)) == 0
    assert len(tracker.keypoints()) == 0


@pytest.mark.parametrize(("below", "kept"), [(40, True), (400, False)])
def test_head_and_shoulders_are_a_person_where_the_picture_ends(below: float, kept: bool) -> None:
    whole = person(320, confidence=0.7)
    confidence = np.where(np.arange(17) < 7, whole.confidence, 0.0)
    uv = np.where(confidence[..., None] > 0, whole.uv, np.nan)
    bust = Detections(uv + np.array([0, 1000 - np.nanmax(uv[..., 1])]), confidence)
    tracker = Tracker(COCO_17)
    for frame in range(60):
        tracker.update(frame, frame / FPS, bust)
    assert len(tracker.keypoints((2000, 1000 + round(below)))) == (60 if kept else 0)
    # Nobody knows where a picture of unknown size ends, and a guess stays a guess beside any border.
    assert len(tracker.keypoints()) == 0
    faint = Tracker(COCO_17)
    for frame in range(60):
        faint.update(frame, frame / FPS, Detections(bust.uv, 0.5 * bust.confidence))
    assert len(faint.keypoints((2000, 1000 + round(below)))) == 0


def test_who_turns_over_while_unseen_is_the_same_person() -> None:
    tracker = Tracker(COCO_17)
    upright = person(300)
    middle = upright.uv.mean(axis=1, keepdims=True)
    turned = Detections(middle - (upright.uv - middle) + [20, -10], upright.confidence)
    elsewhere = person(500)
    for frame in range(60):
        if frame < 30:
            tracker.update(frame, frame / FPS, upright)
        elif frame >= 40:
            assert tracker.update(frame, frame / FPS, people(elsewhere, turned)) == [1, 0]
