import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle import algorithm1 as oracle
from zedo.lift.projection import project_onto_rays


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
