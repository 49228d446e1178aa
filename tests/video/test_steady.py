import numpy as np
import pytest

from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D
from zedo.skeleton import H36M_17
from zedo.video.steady import steady

CAMERA = Camera.from_fov(60, (1280, 720))
BODY = np.random.default_rng(0).normal(0, 0.3, (17, 3))
BODY -= BODY[0]


def clip(joints: np.ndarray, translation: np.ndarray, time: np.ndarray, person: np.ndarray | None = None) -> Poses3D:
    count = len(time)
    return Poses3D(
        joints[None], translation[None], np.zeros((1, count)), H36M_17, np.arange(count), time,
        np.zeros(count, int) if person is None else person, CAMERA,
    )  # fmt: skip


def still(count: int = 60, rate: float = 30.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.tile(BODY, (count, 1, 1)), np.tile([0.1, 0.2, 4.0], (count, 1)), np.arange(count) / rate


def test_sizes_become_one_and_images_stay() -> None:
    joints, translation, time = still()
    scale = np.exp(0.1 * np.random.default_rng(1).normal(size=60))
    poses = clip(joints * scale[:, None, None], translation * scale[:, None], time)
    held = steady(poses, cutoff=0)
    middle = np.median(scale)
    np.testing.assert_allclose(held.joints[0], np.tile(BODY * middle, (60, 1, 1)), atol=1e-5)
    np.testing.assert_allclose(CAMERA.project(held.positions[0]), CAMERA.project(poses.positions[0]), atol=1e-2)
    # The image is as far from the keypoints as it was; without keypoints nobody knows.
    keypoints = Keypoints2D(CAMERA.project(poses.positions[0]) + np.array([3.0, 4.0]), np.ones((60, 17)), H36M_17)
    np.testing.assert_allclose(steady(poses, 0, keypoints).reprojection_error, 5.0, atol=0.02)
    assert np.isnan(held.reprojection_error).all()


def test_slow_motion_passes_without_lag_and_trembling_does_not() -> None:
    joints, translation, time = still(300)
    slow = translation + 0.3 * np.sin(2 * np.pi * 1.0 * time)[:, None]
    fast = 0.02 * np.sin(2 * np.pi * 13.0 * time)[:, None]
    smooth = steady(clip(joints, slow + fast, time)).translation[0]
    inside = slice(30, -30)
    np.testing.assert_allclose(smooth[inside], slow[inside], atol=2.5e-3)


def test_uneven_times_are_heeded() -> None:
    rng = np.random.default_rng(2)
    time = np.cumsum(rng.uniform(0.02, 0.046, 300))
    joints, translation = np.tile(BODY, (300, 1, 1)), np.tile([0.0, 0.0, 4.0], (300, 1))
    slow = translation + 0.3 * np.sin(2 * np.pi * 0.7 * time)[:, None]
    smooth = steady(clip(joints, slow, time)).translation[0]
    np.testing.assert_allclose(smooth[30:-30], slow[30:-30], atol=4e-3)


def test_people_and_runs_are_filtered_apart_and_gaps_stay() -> None:
    joints, translation, time = still(60)
    time[30:] += 5.0
    translation[30:] += 2.0  # elsewhere after the gap
    joints[40] = np.nan
    translation[40] = np.nan
    out = steady(clip(joints, translation, time))
    np.testing.assert_allclose(out.translation[0, :30], translation[:30], atol=1e-5)
    np.testing.assert_allclose(
        np.delete(out.translation[0], 40, axis=0)[30:], np.delete(translation, 40, axis=0)[30:], atol=1e-5
    )
    assert np.isnan(out.joints[0, 40]).all()
    two = np.arange(60) % 2
    apart = np.where(two[:, None] == 0, [0.0, 0.0, 3.0], [1.0, 0.0, 6.0])
    both = steady(clip(np.tile(BODY, (60, 1, 1)), apart, np.repeat(np.arange(30) / 30, 2), two))
    np.testing.assert_allclose(both.translation[0], apart, atol=1e-5)


def test_what_cannot_be_filtered_is_left_or_said() -> None:
    joints, translation, time = still(5)
    np.testing.assert_allclose(steady(clip(joints, translation, time)).joints[0], joints, atol=1e-6)
    jump = np.tile(BODY, (20, 1, 1)) * 1.0
    trembling = np.tile([0.0, 0.0, 4.0], (20, 1)) + 0.1 * (np.arange(20) % 2)[:, None]
    slow_rate = steady(clip(jump, trembling, np.arange(20) / 5.0)).translation[0]  # 6 Hz is beyond half of 5 Hz
    np.testing.assert_allclose(slow_rate, trembling, atol=1e-5)
    with pytest.raises(ValueError, match="no times"):
        steady(clip(*still(20)[:2], np.full(20, np.nan)))
    with pytest.raises(ValueError, match="-1 Hz"):
        steady(clip(joints, translation, time), cutoff=-1)
