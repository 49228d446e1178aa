import itertools

import numpy as np
import pytest

from zedo.body.skeleton import H36M_17, LSP_14, Skeleton
from zedo.clip.sides import cheapest, limb_pairs, mixed_up

PAIRS = [(0, 1), (2, 3)]
SIZE = 300.0


def walking(count: int = 60) -> np.ndarray:
    """Knees and ankles seen from the side, crossing twice a second."""
    phase = 2 * np.pi * np.arange(count) / 30
    swing = np.stack([30 * np.sin(phase), -30 * np.sin(phase), 70 * np.sin(phase - 0.3), -70 * np.sin(phase - 0.3)])
    height = np.array([100.0, 100.0, 190.0, 190.0])[:, None] + 0 * phase
    return np.stack([swing + 4.0 * np.arange(count), height], axis=-1).transpose(1, 0, 2)


def test_the_path_is_the_cheapest_of_all() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        start, cost = rng.normal(size=(2, 2)), rng.normal(size=(2, 2, 2, 6))

        def total(s: tuple[int, ...], start: np.ndarray = start, cost: np.ndarray = cost) -> float:
            return start[s[0], s[1]] + sum(cost[s[t], s[t + 1], s[t + 2], t] for t in range(6))

        best = min(itertools.product((0, 1), repeat=8), key=total)
        assert tuple(cheapest(start, cost).astype(int)) == best


@pytest.mark.parametrize(("skeleton", "limbs"), [(H36M_17, 2), (LSP_14, 2)])
def test_limbs_are_the_chains_of_mirrored_joints(skeleton: Skeleton, limbs: int) -> None:
    found = limb_pairs(skeleton)
    assert len(found) == limbs
    named = [{skeleton.joints[joint].split("_", 1)[1] for pair in limb for joint in pair} for limb in found]
    assert {"hip", "knee", "ankle"} in named and {"shoulder", "elbow", "wrist"} in named
    pairs = [pair for limb in found for pair in limb]
    assert sorted(j for pair in pairs for j in pair) == [j for j, other in enumerate(skeleton.mirror) if j != other]
    assert all(skeleton.mirror[a] == b for a, b in pairs)


def test_exchanged_names_are_found_and_crossing_limbs_are_not() -> None:
    uv, seen = walking(), np.ones((60, 4), dtype=bool)
    assert not mixed_up(uv, seen, PAIRS, SIZE).any()
    wrong = np.zeros(60, dtype=bool)
    wrong[[20, 21, 22, 36, 50, 51]] = True
    exchanged = uv.copy()
    exchanged[wrong] = uv[wrong][:, [1, 0, 3, 2]]
    np.testing.assert_array_equal(mixed_up(exchanged, seen, PAIRS, SIZE), wrong)


def test_noise_and_missing_joints_hide_no_exchange() -> None:
    rng = np.random.default_rng(1)
    uv = walking() + 3 * rng.normal(size=(60, 4, 2))
    seen = rng.random((60, 4)) > 0.2
    assert not mixed_up(np.where(seen[..., None], uv, 0.0), seen, PAIRS, SIZE).any()
    wrong = np.zeros(60, dtype=bool)
    wrong[[10, 11, 12, 13]] = True  # ankles are far apart
    uv[wrong], seen[wrong] = uv[wrong][:, [1, 0, 3, 2]], seen[wrong][:, [1, 0, 3, 2]]
    found = mixed_up(np.where(seen[..., None], uv, 0.0), seen, PAIRS, SIZE)
    np.testing.assert_array_equal(found, wrong)


def test_two_frames_say_nothing() -> None:
    assert not mixed_up(walking(2), np.ones((2, 4), dtype=bool), PAIRS, SIZE).any()
