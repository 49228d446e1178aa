"""The optimiser against a transcription of Algorithm 1 that was written from the paper alone (tests/oracle)."""

import numpy as np
import pytest
import torch

from tests.optimise.conftest import STANDING
from tests.oracle import algorithm1 as oracle
from zedo.body.root import root_ray
from zedo.body.skeleton import H36M_17, LSP_14
from zedo.optimise.initial_pose import InitialPoseSettings, compared_joints, optimise_initial_pose
from zedo.optimise.loop import LoopSettings, run_loop


def run(scene, prior, anchors, initial: InitialPoseSettings, loop: LoopSettings):
    """(S, N, 17, 3) and (S, N, 3) in float64."""
    visible = scene.confidence > 0
    plane, rays = (torch.tensor(np.where(visible[..., None], a, 0.0)) for a in (scene.plane, scene.rays))
    confidence = torch.tensor(scene.confidence)
    focal = torch.tensor(scene.K[:2, :2]).expand(len(visible), 2, 2)
    start = torch.tensor(anchors)[:, None].expand(-1, len(visible), -1, -1)
    pose, translation = optimise_initial_pose(start, plane, rays, focal, confidence, H36M_17, initial)
    pose, translation = run_loop(pose, translation, plane, rays, confidence, prior.denoise, loop)
    return pose.numpy(), translation.numpy()


def weights_of(prior) -> dict[str, np.ndarray]:
    return {name: value.numpy().astype(np.float64) for name, value in prior.network.state_dict().items()}


def expected(scene, prior, anchors, iterations: int, **initial):
    weights = weights_of(prior)
    pairs = [
        [
            oracle.algorithm1(weights, anchor, uv, scene.K, confidence, iterations=iterations, **initial)
            for uv, confidence in zip(scene.uv, scene.confidence, strict=True)
        ]
        for anchor in anchors
    ]
    return tuple(np.array([[pair[k] for pair in row] for row in pairs]) for k in (0, 1))


def test_the_paper_preset_is_algorithm_1(scene, shipped_prior) -> None:
    # The shipped weights, all 500 and 1,000 steps, and joints that are missing.
    scene.confidence[1, 16] = 0.0
    scene.uv[1, 16] = np.nan
    scene.confidence[2, 0] = 0.0  # no pelvis: its ray and the compared joints fall back to all visible ones
    scene.uv[2, 0] = np.nan
    # Hips at mirrored places would pull with torques that cancel but for their rounding, which Adam blows up to whole
    # steps: what comes out would be the machine's choice.
    anchors = 0.9 * (STANDING + np.random.default_rng(5).normal(scale=0.03, size=(1, 17, 3)))
    anchors -= anchors[:, :1]
    ours = run(scene, shipped_prior, anchors, InitialPoseSettings(), LoopSettings())
    theirs = expected(scene, shipped_prior, anchors, 1000)
    np.testing.assert_allclose(ours[0], theirs[0], atol=1e-6)
    np.testing.assert_allclose(ours[1], theirs[1], atol=1e-6)


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"axes": "y", "distance": 20.0, "scale_bounds": (0.5, 2.0)}, None),  # Ski-Pose
        ({"axes": "z", "distance": 8.0, "scale_bounds": (0.2, 2.0)}, None),  # 3DPW
        # A free rotation; with three joints only it is not determined, and Adam on L1 is chaotic.
        ({"axes": "xyz", "distance": 3.0, "scale_bounds": (0.5, 2.0)}, None),
    ],
)
def test_other_data_sets_settings(scene, random_prior, settings, names) -> None:
    anchors = np.stack([STANDING, STANDING * [1, 1, -1]])
    joints = range(17) if names is None else (0, 1, 4)
    initial = InitialPoseSettings(joints=names, steps=60, **settings)
    ours = run(scene, random_prior, anchors, initial, LoopSettings(iterations=20))
    theirs = expected(scene, random_prior, anchors, 20, joints=joints, steps=60, **settings)
    np.testing.assert_allclose(ours[0], theirs[0], atol=1e-6)
    np.testing.assert_allclose(ours[1], theirs[1], atol=1e-6)


def test_a_missing_joint_does_not_pull(scene, random_prior) -> None:
    scene.confidence[:, [3, 13]] = 0.0
    short = (InitialPoseSettings(steps=20), LoopSettings(iterations=10))
    before = run(scene, random_prior, STANDING[None], *short)
    scene.uv[:, [3, 13]] += 700.0
    after = run(scene, random_prior, STANDING[None], *short)
    np.testing.assert_array_equal(before[0], after[0])


def test_low_confidence_pulls_less_when_asked(scene, random_prior) -> None:
    scene.confidence[:, 13] = 0.1
    scene.uv[:, 13] += 200.0
    initial = InitialPoseSettings(steps=0, distance=4.0)
    wrist = H36M_17.index("left_wrist")
    hard, soft = (
        run(scene, random_prior, STANDING[None], initial, LoopSettings(iterations=1, warmup=1.0, projection=how))
        for how in ("hard", "confidence")
    )
    start = run(scene, random_prior, STANDING[None], initial, LoopSettings(iterations=1, warmup=1.0))[1]
    np.testing.assert_array_equal(start, hard[1])
    moved = [np.linalg.norm(p[0][0, :, wrist] - STANDING[wrist], axis=-1) for p in (hard, soft)]
    assert (moved[1] < 0.3 * moved[0]).all()


def test_a_longer_step_goes_further_along_the_denoiser() -> None:
    pose, translation = torch.randn(1, 1, 17, 3, dtype=torch.float64), torch.zeros(1, 1, 3, dtype=torch.float64)
    nothing_seen = torch.zeros(1, 17, dtype=torch.float64)
    flat = torch.zeros(1, 17, 2, dtype=torch.float64)
    target = torch.randn(17, 3, dtype=torch.float64)
    for step in (0.5, 1.0, 4.0):
        settings = LoopSettings(iterations=1, warmup=1.0, step=step)
        moved, _ = run_loop(
            pose, translation, flat, torch.zeros(1, 17, 3).double(), nothing_seen, lambda x, t: target.expand_as(x),
            settings,
        )  # fmt: skip
        torch.testing.assert_close(moved, pose + step * (target - pose))


def test_the_initial_optimiser_turns_and_places(scene, random_prior) -> None:
    # The anchor is the true pose, rolled by 40 degrees: it comes back.
    angle = np.radians(40)
    roll = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    visible = torch.ones(4, 17, dtype=torch.float64)
    pose, translation = optimise_initial_pose(
        torch.tensor(scene.poses @ roll.T)[None], torch.tensor(scene.plane), torch.tensor(scene.rays),
        torch.tensor(scene.K[:2, :2]).expand(4, 2, 2), visible, H36M_17,
        InitialPoseSettings(joints=None, learning_rate=0.02),
    )  # fmt: skip
    assert np.abs(pose[0].numpy() - scene.poses).max() < 0.02
    assert np.abs(translation[0].numpy() - scene.translation).max() < 0.1


def test_compared_joints_fall_back_to_all_visible() -> None:
    confidence = torch.tensor([[1.0, 1, 1, 1, 1], [0.0, 1, 1, 1, 0]], dtype=torch.float64)
    five = type(H36M_17)("five", ("pelvis", "right_hip", "knee", "ankle", "left_hip"), (-1, 0, 1, 2, 0), (0,))
    weights = compared_joints(confidence, five, ("pelvis", "right_hip", "left_hip"))
    third = 1 / 3
    expected_weights = [[third, third, 0, 0, third], [0, third, third, third, 0]]
    torch.testing.assert_close(weights, torch.tensor(expected_weights, dtype=torch.float64))


def test_the_root_ray_of_a_skeleton_without_pelvis_is_between_the_hips(scene) -> None:
    rays = torch.tensor(scene.rays[:, :14])
    ray = root_ray(rays, torch.ones(4, 14, dtype=torch.float64), LSP_14)
    middle = rays[:, list(LSP_14.root)].mean(dim=1)
    torch.testing.assert_close(ray, middle / middle.norm(dim=-1, keepdim=True))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: LoopSettings(iterations=0), "at least 1"),
        (lambda: LoopSettings(t_start=0.01, t_end=0.1), "t_end <= t_start"),
        (lambda: LoopSettings(warmup=2.0), "between 0 and 1"),
        (lambda: LoopSettings(step=0.0), "a positive number was expected"),
        (lambda: LoopSettings(projection="soft"), "hard, confidence"),
        (lambda: InitialPoseSettings(axes="zz"), "each once"),
        (lambda: InitialPoseSettings(scale_bounds=(2.0, 3.0)), "enclose 1"),
    ],
)
def test_wrong_settings_are_named(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
