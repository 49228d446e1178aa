from dataclasses import replace

import numpy as np
import pytest

from zedo.body.skeleton import H36M_17
from zedo.clip.retrace import retrace
from zedo.clip.runs import runs
from zedo.poses import Keypoints2D

BODY = np.random.default_rng(0).uniform((-80, -200), (80, 200), (17, 2))
COUNT = 90


def moving(count: int = COUNT, hertz: float = 1.0) -> np.ndarray:
    """People of 400 px whose joints go round with 40 px at their own phases."""
    phase = 2 * np.pi * hertz * np.arange(count)[:, None] / 30 + np.arange(17)
    return 500 + BODY + 40 * np.stack([np.cos(phase), np.sin(phase)], axis=-1)


def clip(uv: np.ndarray, confidence: np.ndarray | None = None) -> Keypoints2D:
    return Keypoints2D(
        uv, np.ones(uv.shape[:2]) if confidence is None else confidence, H36M_17, time=np.arange(len(uv)) / 30
    )


def off(keypoints: Keypoints2D, truth: np.ndarray) -> np.ndarray:
    return np.linalg.norm(keypoints.uv - truth, axis=-1)


def test_exact_keypoints_stay_however_fast() -> None:
    for hertz in (1.0, 4.0):
        truth = moving(hertz=hertz)
        assert off(retrace(clip(truth)), truth).max() < 0.2


def test_jitter_and_spikes_go() -> None:
    rng = np.random.default_rng(1)
    truth = moving()
    noisy = truth + 5 * rng.normal(size=truth.shape)
    jitter = off(clip(noisy), truth).mean()
    assert off(retrace(clip(noisy)), truth).mean() < 0.6 * jitter
    spikes = rng.random((COUNT, 17)) < 0.05
    noisy[spikes] += 150
    found = off(retrace(clip(noisy)), truth)
    assert found.mean() < 0.8 * jitter
    assert found[spikes].mean() < 15


def test_short_gaps_are_filled_and_long_ones_are_not() -> None:
    truth, confidence = moving(), np.full((COUNT, 17), 0.8)
    confidence[:3, 4] = confidence[40:44, 4] = confidence[60:75, 4] = 0.0
    found = retrace(clip(truth, confidence))
    assert off(found, truth)[40:44, 4].max() < 3
    np.testing.assert_allclose(found.confidence[40:44, 4], 0.8)
    assert (found.confidence[60:75, 4] == 0).all() and (found.confidence[:3, 4] == 0).all()
    assert (np.delete(found.confidence, 4, axis=1) == 0.8).all()
    confidence[:, 4] = 0.0
    confidence[::15, 4] = 0.5  # seen six times: nothing to learn its noise from
    rare = retrace(clip(truth, confidence))
    np.testing.assert_array_equal(rare.confidence[:, 4], confidence[:, 4])
    np.testing.assert_array_equal(rare.uv[::15, 4], truth[::15, 4])


def test_exchanged_legs_and_their_confidences_return() -> None:
    truth = moving()
    confidence = np.where(np.char.startswith(H36M_17.joints, "left_"), 0.9, 0.6) * np.ones((COUNT, 1))
    legs = [j for j, name in enumerate(H36M_17.joints) if name.endswith(("hip", "knee", "ankle"))]
    others = [H36M_17.mirror[j] for j in legs]
    uv, trust = truth.copy(), confidence.copy()
    for frame in (30, 31, 32, 70):
        uv[frame, legs], trust[frame, legs] = truth[frame, others], confidence[frame, others]
    found = retrace(clip(uv, trust))
    assert off(found, truth).max() < 0.2
    np.testing.assert_allclose(found.confidence, confidence)


def test_people_are_apart_and_what_is_no_clip_stays() -> None:
    one, other = moving(), moving() + 900
    both = clip(np.stack([one, other], axis=1).reshape(-1, 17, 2))
    both = replace(
        both, frame=np.arange(2 * COUNT) // 2, time=np.arange(2 * COUNT) // 2 / 30, person=np.arange(180) % 2
    )
    alone = retrace(clip(other)).uv
    np.testing.assert_allclose(retrace(both).uv[1::2], alone, atol=1e-9)
    noisy = clip(one + 5 * np.random.default_rng(2).normal(size=one.shape))
    for still in (replace(noisy, time=np.full(COUNT, np.nan)), clip(noisy.uv[:9])):
        np.testing.assert_array_equal(retrace(still).uv, still.uv)


def test_runs_end_at_gaps_and_leave_out_what_is_unusable() -> None:
    time = np.concatenate([np.arange(20) / 30, 5 + np.arange(15) / 30, 9 + np.arange(4) / 30])
    found = runs(np.zeros(39, int), time)
    assert [run.tolist() for run in found] == [list(range(20)), list(range(20, 35))]
    usable = np.ones(39, dtype=bool)
    usable[3] = False
    assert [len(run) for run in runs(np.zeros(39, int), time, usable)] == [19, 15]
    mixed = runs(np.arange(40) % 2, np.repeat(np.arange(20)[::-1] / 25, 2))
    assert [run.tolist() for run in mixed] == [list(range(38, -1, -2)), list(range(39, 0, -2))]
    assert runs(np.zeros(12, int), np.full(12, np.nan)) == []
    twice = np.concatenate([np.arange(12), np.arange(11, 30)]) / 30
    assert [len(run) for run in runs(np.zeros(31, int), twice)] == [12, 19]


@pytest.mark.parametrize("fps", [10, 60])
def test_other_rates(fps: int) -> None:
    rng = np.random.default_rng(5)
    phase = 2 * np.pi * np.arange(4 * fps)[:, None] / fps / 2 + np.arange(17)
    truth = 500 + BODY + 40 * np.stack([np.cos(phase), np.sin(phase)], axis=-1)
    noisy = replace(clip(truth + 5 * rng.normal(size=truth.shape)), time=np.arange(4 * fps) / fps)
    assert off(retrace(noisy), truth).mean() < 0.7 * off(noisy, truth).mean()
