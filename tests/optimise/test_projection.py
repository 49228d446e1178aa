import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle import algorithm1 as oracle
from zedo.optimise.projection import project_onto_rays, robust_pull


def project(scene, poses, pull) -> np.ndarray:
    arrays = (poses, scene.translation, scene.rays, pull)
    return project_onto_rays(*(torch.tensor(a, dtype=torch.float64) for a in arrays)).numpy()


def test_equals_the_transcription(scene) -> None:
    scene.confidence[2, 4:7] = 0.0
    poses = scene.poses + 0.1
    expected = [
        oracle.project(*row) for row in zip(poses, scene.translation, scene.rays, scene.confidence, strict=True)
    ]
    np.testing.assert_allclose(project(scene, poses, (scene.confidence > 0).astype(float)), expected, atol=1e-14)


def test_lands_on_the_rays_and_stays_there(scene) -> None:
    ones = np.ones((4, 17))
    once = project(scene, scene.poses + 0.05, ones)
    image = (once + scene.translation[:, None]) @ scene.K.T
    np.testing.assert_allclose(image[..., :2] / image[..., 2:], scene.uv, atol=1e-9)
    np.testing.assert_allclose(project(scene, once, ones), once, atol=1e-14)


def test_pull_zero_leaves_a_joint_where_it_is(scene) -> None:
    pull = np.ones((4, 17))
    pull[:, 7] = 0.0
    moved = project(scene, scene.poses + 0.05, pull)
    np.testing.assert_array_equal(moved[:, 7], (scene.poses + 0.05)[:, 7])


@given(st.floats(0, 1), st.integers(0, 2**32 - 1))
def test_the_distance_to_the_ray_shrinks_with_the_pull(pull: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    pose = torch.tensor(rng.normal(size=(1, 5, 3)))
    translation = torch.tensor([[0.0, 0.0, 5.0]], dtype=torch.float64)
    ray = torch.nn.functional.normalize(torch.tensor(rng.normal(size=(1, 5, 3))), dim=-1)

    def distance(p: torch.Tensor) -> torch.Tensor:
        placed = p + translation[:, None]
        return (placed - (placed * ray).sum(-1, keepdim=True) * ray).norm(dim=-1)

    moved = project_onto_rays(pose, translation, ray, torch.full((1, 5), pull, dtype=torch.float64))
    torch.testing.assert_close(distance(moved), (1 - pull) * distance(pose), atol=1e-9, rtol=1e-9)


def pulls(scene, offsets: np.ndarray) -> np.ndarray:
    """Robust pulls of the four people when their keypoints are moved by ``offsets`` (17, 2) pixels."""
    plane = (scene.uv + offsets - scene.K[:2, 2]) / scene.K[[0, 1], [0, 1]]
    rays = np.concatenate([plane, np.ones((4, 17, 1))], axis=-1)
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    visible = np.ones((4, 17))
    visible[:, 3] = 0.0
    tensors = (torch.tensor(array) for array in (scene.poses, scene.translation, rays, visible))
    return robust_pull(*tensors).numpy()


def test_exact_keypoints_are_trusted_in_full(scene) -> None:
    pull = pulls(scene, np.zeros((17, 2)))
    np.testing.assert_allclose(np.delete(pull, 3, axis=1), 1.0, atol=1e-9)
    assert (pull[:, 3] == 0).all()


def test_noisy_keypoints_are_trusted_less_the_noisier_they_are(scene) -> None:
    noise = np.random.default_rng(0).normal(size=(17, 2))
    some, more = pulls(scene, 4 * noise), pulls(scene, 20 * noise)
    seen = np.arange(17) != 3
    assert (some[:, seen] < 0.99).all() and (more[:, seen] < some[:, seen]).all() and (more[:, seen] > 0).all()


def test_one_wrong_keypoint_loses_its_pull_and_costs_the_others_little(scene) -> None:
    offsets = np.random.default_rng(1).normal(size=(17, 2))
    offsets[13] = [300.0, -200.0]
    pull = pulls(scene, offsets)
    assert (pull[:, 13] < 0.02).all()
    assert (pull[:, 13] < 0.1 * np.delete(pull, [3, 13], axis=1).min(axis=1)).all()


def test_a_person_of_whom_nothing_is_seen_is_not_pulled() -> None:
    pull = robust_pull(torch.ones(2, 1, 5, 3), torch.ones(2, 1, 3), torch.ones(1, 5, 3) / 3**0.5, torch.zeros(1, 5))
    assert (pull == 0).all()
