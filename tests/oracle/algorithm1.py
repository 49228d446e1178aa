"""ZeDO's Algorithm 1 for one pose in float64, transcribed from the paper to check the package against.

Jiang et al., WACV 2024: Algorithm 1, §3.2–3.3, supplement B and C; where the released code differs (L1 initial loss,
confidence² in the translation, noise-free score step), the released code. Camera frame: x right, y down, z forward;
metres and pixels. A joint of confidence exactly 0 is missing, and its uv may be NaN.
"""

from collections.abc import Sequence

import numpy as np
import torch

BETA_0, BETA_1 = 0.1, 20.0
Array = np.ndarray
Weights = dict[str, np.ndarray]


def linear(weights: Weights, name: str, x: Array) -> Array:
    return weights[f"{name}.weight"] @ x + weights[f"{name}.bias"]


def silu(x: Array) -> Array:
    return x / (1 + np.exp(-x))


def group_norm(weights: Weights, name: str, x: Array) -> Array:
    normalised = [(group - group.mean()) / np.sqrt(group.var() + 1e-5) for group in np.split(x, 32)]
    return weights[f"{name}.weight"] * np.concatenate(normalised) + weights[f"{name}.bias"]


def stage(weights: Weights, name: str, h: Array, time: Array) -> Array:
    mixed = linear(weights, f"{name}.linear", h) + linear(weights, f"{name}.time", time)
    return silu(group_norm(weights, f"{name}.norm", mixed))


def network(weights: Weights, pose: Array, t: float) -> Array:
    """The noise z (J, 3) that the released network predicts in the pose (J, 3) at time t, without dropout."""
    half = weights["time.weight"].shape[1] // 2
    angles = 999 * t * np.exp(-np.log(10000) * np.arange(half) / (half - 1))
    time = silu(linear(weights, "time", np.concatenate([np.sin(angles), np.cos(angles)])))
    h = stage(weights, "first", pose.reshape(-1), time)
    for b in range(2):
        h = h + stage(weights, f"blocks.{b}.1", stage(weights, f"blocks.{b}.0", h, time), time)
    return linear(weights, "last", h).reshape(pose.shape)


def denoise(weights: Weights, pose: Array, t: float) -> Array:
    """θ_g(P̃, t) as released: one step of 1/1000 along the sub-VP reverse drift with the full score and no noise."""
    beta = BETA_0 + t * (BETA_1 - BETA_0)
    discount = 1 - np.exp(-2 * BETA_0 * t - (BETA_1 - BETA_0) * t**2)
    sigma = 1 - np.exp(-BETA_0 * t - 0.5 * (BETA_1 - BETA_0) * t**2)
    score = -network(weights, pose, t) / sigma
    return pose + (0.5 * beta * pose + beta * discount * score) / 1000


def rays(uv: Array, K: Array) -> Array:
    """r = K⁻¹ p with r_z = 1, (J, 3)."""
    return np.stack([np.linalg.inv(K.astype(np.float64)) @ np.array([u, v, 1.0]) for u, v in uv])


def unit(r: Array) -> Array:
    return r / np.linalg.norm(r, axis=-1, keepdims=True)


def rotation_matrix(quaternion: torch.Tensor) -> torch.Tensor:
    """R (3, 3) of the unit quaternion (w, v): its columns are the rotated axes p + 2w(v × p) + 2v × (v × p)."""
    w, v, cross = quaternion[0], quaternion[1:], torch.linalg.cross
    return torch.stack([p + 2 * w * cross(v, p) + 2 * cross(v, cross(v, p)) for p in torch.eye(3).double()], dim=1)


def initial_pose(
    anchor: Array, uv: Array, K: Array, confidence: Array, axes: str = "z", joints: Sequence[int] = (0, 1, 4),
    distance: float = 3.0, scale_bounds: tuple[float, float] = (0.5, 2.0), steps: int = 500, lr: float = 0.1,
) -> tuple[Array, Array]:  # fmt: skip
    """R_0 (3, 3) and T_0 (3,) of the last step, fitting the anchor (J, 3) to the keypoints uv (J, 2) (supplement B)."""
    visible = np.flatnonzero(confidence)
    chosen = list(joints) if all(j in visible for j in joints) else visible
    unit_rays = unit(rays(uv, K))
    pelvis_ray = unit_rays[0] if 0 in visible else unit(unit_rays[visible].mean(axis=0))
    P, p, camera, direction = (torch.tensor(a, dtype=torch.float64) for a in (anchor, uv, K, pelvis_ray))
    quaternion = torch.tensor([1.0, 0, 0, 0], dtype=torch.float64, requires_grad=True)
    free = torch.tensor([c == "w" or c in axes for c in "wxyz"])  # the others have gradient 0 and stay 0
    scale = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)

    def rotation_and_translation() -> tuple[torch.Tensor, torch.Tensor]:
        unit_quaternion = torch.nn.functional.normalize(quaternion * free, dim=0)
        return rotation_matrix(unit_quaternion), direction * distance * scale.clamp(*scale_bounds)

    optimiser = torch.optim.Adam([quaternion, scale], lr=lr)
    for _ in range(steps):
        R, T = rotation_and_translation()
        image = (P[chosen] @ R.T + T) @ camera.T
        loss = torch.abs(image[:, :2] / image[:, 2:] - p[chosen]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    R, T = rotation_and_translation()
    return R.detach().numpy(), T.detach().numpy()


def translation(pose: Array, rays_over_z: Array, confidence: Array) -> Array:
    """T (3,) of Eq. (6) for the pose (J, 3) and the rays K⁻¹p (J, 2 or 3), r_z = 1 (supplement C, rows times C²)."""
    A, b = [], []
    for j in np.flatnonzero(confidence):
        P, r, weight = pose[j], rays_over_z[j], np.clip(confidence[j], 1e-4, 1) ** 2
        A += [[-weight, 0, weight * r[0]], [0, -weight, weight * r[1]]]
        b += [weight * (P[0] - P[2] * r[0]), weight * (P[1] - P[2] * r[1])]
    T = np.linalg.lstsq(np.array(A), np.array(b), rcond=None)[0]
    return -T if T[2] < 0 else T


def project(pose: Array, T: Array, unit_rays: Array, confidence: Array) -> Array:
    """P̃ (J, 3): each visible joint of P + T at its nearest point on its ray (Eq. 4)."""
    projected = pose.astype(np.float64)
    for j in np.flatnonzero(confidence):
        projected[j] = np.dot(pose[j] + T, unit_rays[j]) * unit_rays[j] - T
    return projected


def algorithm1(
    weights: Weights, anchor: Array, uv: Array, K: Array, confidence: Array, iterations: int = 1000,
    t_start: float = 0.1, t_end: float = 0.01, warmup: int | None = None, **initial_pose_settings,
) -> tuple[Array, Array]:  # fmt: skip
    """P_n (J, 3), as it leaves the last denoising, and the last T (3,); warmup is iterations // 5 unless given."""
    warmup = iterations // 5 if warmup is None else warmup
    R_0, T_0 = initial_pose(anchor, uv, K, confidence, **initial_pose_settings)
    P = np.stack([R_0 @ joint for joint in anchor])
    r, r_hat = rays(uv, K), unit(rays(uv, K))
    for i, t in enumerate(np.linspace(t_start, t_end, iterations)):
        T = T_0 if i < warmup else translation(P, r, confidence)
        P = project(P, T, r_hat, confidence)
        P = denoise(weights, P, t)
    return P, T
