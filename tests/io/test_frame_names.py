import random

import pytest

from zedo.io.frame_names import numbered

TWELVE = range(12)


@pytest.mark.parametrize(
    ("names", "frames"),
    [
        ([f"{i}.jpg" for i in TWELVE], list(TWELVE)),
        ([f"frame{i}_cam2.jpg" for i in TWELVE], list(TWELVE)),
        ([f"walk_{i}_1920x1080.png" for i in TWELVE], list(TWELVE)),
        ([f"frame_{i} (1).jpg" for i in TWELVE], list(TWELVE)),
        ([f"clip2_{i:012}_keypoints.json" for i in (9, 10, 12)], [9, 10, 12]),
        ([f"2024-01-31_{i}_take3" for i in TWELVE], list(TWELVE)),
        ([f"{i:06}_{130500 + 33 * i}.png" for i in TWELVE], list(TWELVE)),  # a number, and a time that goes with it
        ([f"walk_{i:03}" for i in (3, 1, 2)], [3, 1, 2]),
        ([f"{i:012}" for i in (785, 139)], [785, 139]),
    ],
)
def test_the_number_that_changes_is_the_frame(names: list[str], frames: list[int]) -> None:
    found = numbered(names)
    assert [found.frame[name] for name in names] == frames
    assert found.stated and not found.time


@pytest.mark.parametrize(
    "names",
    [
        [f"{1305031102 + i // 30}.{175304 + 33333 * (i % 20):06}.png" for i in range(18)],
        [f"{1403636579763555584 + 50_000_000 * i}.png" for i in range(18)],
        [f"rgb_{1305031102175 + 33 * i}.jpg" for i in range(18)],
        [f"t{i / 25:.2f}.jpg" for i in range(18)],
    ],
)
def test_names_that_are_times_give_times(names: list[str]) -> None:
    shuffled = names.copy()
    random.Random(0).shuffle(shuffled)
    found = numbered(shuffled)
    assert [found.frame[name] for name in names] == list(range(18))
    times = [found.time[name] for name in names]
    assert times == sorted(times) and times[0] == 0
    assert 0.03 < times[1] < 0.06


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["b.png", "a.png"], [1, 0]),
        (["run10.png", "run9 b.png"], [1, 0]),
        ([f"s{s}_{i}.png" for s in (1, 2) for i in (9, 10)], [0, 1, 2, 3]),
    ],
)
def test_other_names_are_counted_in_natural_order(names: list[str], order: list[int]) -> None:
    found = numbered(names)
    assert [found.frame[name] for name in names] == order
    assert not found.stated and not found.clip


def test_cameras_are_no_frames() -> None:
    assert not numbered(["cam1_1.json", "cam2_1.json"]).clip
    assert numbered(["cam1_1.json", "cam1_2.json"]).clip
    assert numbered([]).frame == {} and numbered(["a9_b3.png"]).frame == {"a9_b3.png": 3}
