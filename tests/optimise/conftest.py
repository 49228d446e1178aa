"""A person before a camera, in float64, and a network of the published architecture with random weights."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch

from zedo.body.skeleton import H36M_17
from zedo.prior.network import NetworkConfig, ScoreNetwork
from zedo.prior.score import ScorePrior
from zedo.prior.sde import SubVPSDE

# A standing person with one arm raised: root-relative, metres, camera axes (x right, y down, z forward).
STANDING = np.array(
    [
        [0, 0, 0], [-0.13, 0, 0], [-0.14, 0.44, 0.02], [-0.14, 0.88, 0.06], [0.13, 0, 0], [0.15, 0.44, -0.05],
        [0.15, 0.87, 0.08], [0, -0.23, 0.02], [0, -0.48, 0.01], [0, -0.58, -0.06], [0, -0.69, -0.03],
        [0.14, -0.45, 0.01], [0.3, -0.24, 0.06], [0.35, -0.03, -0.1], [-0.14, -0.45, 0.02], [-0.35, -0.55, -0.1],
        [-0.4, -0.78, -0.2],
    ]
)  # fmt: skip


@dataclass
class Scene:
    poses: np.ndarray  # (N, 17, 3) root-relative, metres
    translation: np.ndarray  # (N, 3)
    K: np.ndarray
    uv: np.ndarray  # (N, 17, 2)
    confidence: np.ndarray  # (N, 17)

    @property
    def plane(self) -> np.ndarray:
        return (self.uv - self.K[:2, 2]) / self.K[[0, 1], [0, 1]]

    @property
    def rays(self) -> np.ndarray:
        rays = np.concatenate([self.plane, np.ones_like(self.plane[..., :1])], axis=-1)
        return rays / np.linalg.norm(rays, axis=-1, keepdims=True)


@pytest.fixture
def scene() -> Scene:
    rng = np.random.default_rng(7)
    poses = STANDING + rng.normal(scale=0.04, size=(4, 17, 3))
    poses -= poses[:, :1]
    translation = np.array([[0.2, 0.1, 3.1], [-0.8, 0.3, 4.5], [0.0, -0.2, 2.2], [1.0, 0.4, 5.5]])
    K = np.array([[1150.0, 0, 960], [0, 1140.0, 540], [0, 0, 1]])
    image = (poses + translation[:, None]) @ K.T
    return Scene(poses, translation, K, image[..., :2] / image[..., 2:], rng.uniform(0.3, 1.0, size=(4, 17)))


@pytest.fixture(scope="session")
def random_prior() -> ScorePrior:
    torch.manual_seed(11)
    network = ScoreNetwork(NetworkConfig()).double().eval().requires_grad_(False)
    return ScorePrior(network, SubVPSDE(), H36M_17)
