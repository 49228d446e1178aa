import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation
from torch import nn

from .algorithm1 import algorithm1, denoise, initial_pose, network, project, rays, translation, unit

K = np.array([[1145.0, 0, 512], [0, 1143.0, 515], [0, 0, 1]])
J, T_TRUE = 17, np.array([0.3, -0.2, 4.0])


def pixels(pose, T):
    image = (pose + T) @ K.T
    return image[:, :2] / image[:, 2:]


def scene():
    """A pose with its root at the origin, its exact pixels and confidences; the last joint is missing."""
    rng = np.random.default_rng(0)
    pose = np.vstack([np.zeros(3), rng.uniform(-0.5, 0.5, (J - 1, 3))])
    uv, confidence = pixels(pose, T_TRUE), rng.uniform(0.2, 1, J)
    uv[-1], confidence[-1] = np.nan, 0
    return pose, uv, confidence


class Stage(nn.Module):
    def __init__(self, into):
        super().__init__()
        self.linear, self.time, self.norm = nn.Linear(into, 128), nn.Linear(32, 128), nn.GroupNorm(32, 128)

    def forward(self, h, time):
        return nn.functional.silu(self.norm(self.linear(h) + self.time(time)))


def network_modules():
    blocks = nn.ModuleList(nn.ModuleList([Stage(128), Stage(128)]) for _ in range(2))
    modules = {"time": nn.Linear(32, 32), "first": Stage(3 * J), "blocks": blocks, "last": nn.Linear(128, 3 * J)}
    return nn.ModuleDict(modules).double()


@torch.no_grad()
def test_denoise_is_the_score_step_on_the_network_of_torch_modules():
    torch.manual_seed(0)
    modules, (pose, _, _), t = network_modules(), scene(), 0.06
    for parameter in modules.parameters():
        parameter.normal_(std=0.3)
    angles = [999 * t * 10000 ** (-k / 15) for k in range(16)]
    time = nn.functional.silu(modules["time"](torch.tensor([[*np.sin(angles), *np.cos(angles)]])))
    h = modules["first"](torch.tensor(pose).reshape(1, -1), time)
    for before, after in modules["blocks"]:
        h = h + after(before(h, time), time)
    z = modules["last"](h).reshape(J, 3).numpy()
    weights = {name: value.numpy() for name, value in modules.state_dict().items()}
    np.testing.assert_allclose(network(weights, pose, t), z, rtol=1e-9, atol=1e-11)
    beta, integral = 0.1 + 19.9 * t, (0.1 + 19.9 * t / 2) * t  # ∫β of Eq. (1)
    step = beta * (pose / 2 - (1 - np.exp(-2 * integral)) * z / (1 - np.exp(-integral))) / 1000
    np.testing.assert_allclose(denoise(weights, pose, t), pose + step, rtol=1e-9, atol=1e-11)


def test_translation_is_exact_for_exact_projections():
    pose, uv, confidence = scene()
    np.testing.assert_allclose(translation(pose, rays(uv, K), confidence), T_TRUE, atol=1e-12)
    # -pose has these pixels at -T only, behind the camera, so that the sign of the solution is flipped.
    np.testing.assert_allclose(translation(-pose, rays(uv, K), confidence), T_TRUE, atol=1e-12)


def test_translation_minimises_squared_errors_weighted_by_confidence_to_the_fourth():
    pose, uv, confidence = scene()
    confidence[3] = 3
    r = rays(uv + np.random.default_rng(1).normal(scale=20, size=uv.shape), K)
    moved = pose + translation(pose, r, confidence)
    residual = moved[:-1, :2] - moved[:-1, 2:] * r[:-1, :2]
    weight = np.minimum(confidence[:-1], 1) ** 4
    gradient = [*(weight @ residual), weight @ (residual * r[:-1, :2]).sum(axis=1)]
    np.testing.assert_allclose(gradient, 0, atol=1e-12)
    faint = np.geomspace(1e-9, 1e-4, J - 1)
    np.testing.assert_allclose(translation(pose[:-1], r[:-1], faint), translation(pose[:-1], r[:-1], np.ones(J - 1)))


def test_project_lands_on_rays_and_is_idempotent():
    pose, uv, confidence = scene()
    moved, r_hat = pose + np.random.default_rng(2).normal(scale=0.1, size=pose.shape), unit(rays(uv, K))
    projected = project(moved, T_TRUE, r_hat, confidence)
    np.testing.assert_allclose(pixels(projected, T_TRUE)[:-1], uv[:-1], atol=1e-9)
    np.testing.assert_allclose(np.sum((projected - moved) * r_hat, axis=1)[:-1], 0, atol=1e-12)
    np.testing.assert_array_equal(projected[-1], moved[-1])
    np.testing.assert_allclose(project(projected, T_TRUE, r_hat, confidence), projected, atol=1e-12)


@pytest.mark.parametrize(("axes", "joints", "missing"), [("z", (0, 1, 4), 16), ("z", (0, 1, 4), 1), ("y", range(J), 1)])
def test_initial_pose_recovers_a_rotation_and_replaces_a_missing_pelvis_ray(axes, joints, missing):
    pose, uv, confidence = scene()
    uv[missing], confidence[missing] = np.nan, 0
    turn = Rotation.from_euler(axes, 2.0).as_matrix()
    anchor = pose @ turn  # turn @ anchor[j] = pose[j]
    R, T = initial_pose(anchor, uv, K, confidence, axes, joints)
    np.testing.assert_allclose(R, turn, atol=0.03)
    assert R["xyz".index(axes), "xyz".index(axes)] == pytest.approx(1, abs=1e-12)
    # Adam at a constant rate of 0.1 keeps swinging about the minimum of an L1 loss.
    assert np.abs(pixels(anchor @ R.T, T) - uv)[confidence > 0].mean() < 3
    uv[0], confidence[0] = np.nan, 0
    T = initial_pose(anchor, uv, K, confidence, axes, joints, 1.0, (0.5, 1.5), 20)[1]
    np.testing.assert_allclose(T, 1.5 * unit(unit(rays(uv, K))[confidence > 0].mean(axis=0)), atol=1e-12)


def test_algorithm1_translates_projects_and_denoises_in_this_order():
    anchor, (_, uv, confidence) = np.random.default_rng(3).uniform(-0.5, 0.5, (J, 3)), scene()
    weights = {name: np.zeros(value.shape) for name, value in network_modules().state_dict().items()}
    R_0, T = initial_pose(anchor, uv, K, confidence, steps=5)
    P = anchor @ R_0.T
    for t in (0.1, 0.055, 0.01):
        T = T if t == 0.1 else translation(P, rays(uv, K), confidence)
        P = project(P, T, unit(rays(uv, K)), confidence) * (1 + (0.1 + 19.9 * t) / 2000)
    result = algorithm1(weights, anchor, uv, K, confidence, iterations=3, warmup=1, steps=5)
    np.testing.assert_allclose(np.vstack(result), np.vstack([P, T]), atol=1e-12)
