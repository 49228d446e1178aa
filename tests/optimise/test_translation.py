import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle import algorithm1 as oracle
from zedo.optimise.translation import solve_translation, translation_weights


def solve(scene, confidence, power=4):
    return solve_translation(
        torch.tensor(scene.poses), torch.tensor(scene.plane), translation_weights(torch.tensor(confidence), power)
    ).numpy()


def test_exact_projections_give_the_exact_translation(scene) -> None:
    np.testing.assert_allclose(solve(scene, scene.confidence), scene.translation, atol=1e-12)


def test_equals_least_squares_on_the_explicit_system(scene) -> None:
    scene.uv += np.random.default_rng(1).normal(scale=8, size=scene.uv.shape)
    scene.confidence[0, 3] = 0.0
    scene.confidence[1, 5] = 1e-9  # clamped to 1e-4, not dropped
    expected = [oracle.translation(*args) for args in zip(scene.poses, scene.plane, scene.confidence, strict=True)]
    np.testing.assert_allclose(solve(scene, scene.confidence), expected, atol=1e-10)


def test_missing_joints_have_no_say(scene) -> None:
    scene.confidence[:, [2, 9]] = 0.0
    before = solve(scene, scene.confidence)
    scene.uv[:, [2, 9]] += 5000.0
    np.testing.assert_array_equal(solve(scene, scene.confidence), before)


def test_the_papers_power_is_two() -> None:
    confidence = torch.tensor([[1.0, 0.5, 1e-6, 0.0, 3.0]])
    torch.testing.assert_close(translation_weights(confidence, 2), torch.tensor([[1.0, 0.25, 1e-8, 0.0, 1.0]]))
    torch.testing.assert_close(translation_weights(confidence, 4), torch.tensor([[1.0, 0.0625, 1e-16, 0.0, 1.0]]))


def test_a_person_behind_the_camera_is_brought_before_it(scene) -> None:
    mirrored = torch.tensor(-scene.poses)
    out = solve_translation(mirrored, torch.tensor(scene.plane), torch.ones(4, 17, dtype=torch.float64))
    assert (out[:, 2] > 0).all()


def test_hypotheses_are_solved_each_on_its_own(scene) -> None:
    stack = torch.tensor(np.stack([scene.poses, scene.poses * 1.1, scene.poses[::-1].copy()]))
    weights = translation_weights(torch.tensor(scene.confidence), 4)
    together = solve_translation(stack, torch.tensor(scene.plane), weights)
    for i in range(3):
        torch.testing.assert_close(together[i], solve_translation(stack[i], torch.tensor(scene.plane), weights))


@pytest.mark.parametrize("plane", [np.zeros((1, 17, 2)), np.full((1, 17, 2), 0.3)])
def test_all_joints_in_one_pixel_stay_finite(scene, plane) -> None:
    weights = torch.ones(1, 17, dtype=torch.float64)
    for pose in (scene.poses[:1], np.zeros((1, 17, 3))):
        assert torch.isfinite(solve_translation(torch.tensor(pose), torch.tensor(plane), weights)).all()


def test_no_visible_joint_stays_finite(scene) -> None:
    assert np.isfinite(solve(scene, np.zeros((4, 17)))).all()


@given(st.integers(0, 2**32 - 1), st.floats(0.2, 5.0))
def test_scaling_the_pose_scales_the_translation(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    pose, plane = torch.tensor(rng.normal(size=(1, 17, 3))), torch.tensor(rng.normal(scale=0.3, size=(1, 17, 2)))
    weights = torch.tensor(rng.uniform(0.1, 1, size=(1, 17)))
    one, many = (solve_translation(factor * pose, plane, weights) for factor in (1.0, scale))
    torch.testing.assert_close(many, scale * one, rtol=1e-8, atol=1e-10)
