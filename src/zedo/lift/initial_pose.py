"""The initial pose optimiser (paper §3.2, App. B): turn an anchor and place it so that it reprojects well."""

from __future__ import annotations

from dataclasses import dataclass

import roma
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.skeleton import Skeleton


@dataclass(frozen=True)
class InitialPoseSettings:
    """Settings of the initial pose optimiser; the defaults are the released code's for data of any other kind.

    Attributes:
        axes: camera axes the anchor may turn about: some of "xyz", or "" for none.
        joints: names of the joints that are compared; all visible joints are used when one of them is missing in the
            image or unknown to the skeleton. None compares all.
        distance: metres along the unit ray of the pelvis at which the search starts.
        scale_bounds: the distance found lies between these multiples of ``distance`` (T_min and T_max).
        steps: Adam steps; 0 keeps the anchor as it is, at ``distance``.
        learning_rate: of Adam.
    """

    axes: str = "z"
    joints: tuple[str, ...] | None = ("pelvis", "right_hip", "left_hip")
    distance: float = 3.0
    scale_bounds: tuple[float, float] = (0.5, 2.0)
    steps: int = 500
    learning_rate: float = 0.1

    def __post_init__(self) -> None:
        if set(self.axes) - set("xyz") or len(set(self.axes)) != len(self.axes):
            raise ValueError(f"rotation axes {self.axes!r}: some of x, y and z were expected, each once")
        low, high = self.scale_bounds
        if not (self.distance > 0 and 0 < low <= 1 <= high):
            raise ValueError(
                f"the start distance {self.distance:g} m and its bounds {low:g} and {high:g} must be positive, "
                "and the bounds must enclose 1"
            )


def compared_joints(
    confidence: Float[Tensor, "N J"], skeleton: Skeleton, joints: tuple[str, ...] | None
) -> Float[Tensor, "N J"]:
    """Weights of the joints that the optimiser compares; each row sums to 1."""
    visible = (confidence > 0).to(confidence.dtype)
    chosen = visible
    if joints is not None and set(joints) <= set(skeleton.joints):
        index = [skeleton.index(joint) for joint in joints]
        among = torch.zeros_like(visible)
        among[:, index] = 1.0
        chosen = torch.where(visible[:, index].all(dim=-1, keepdim=True), among, visible)
    return chosen / chosen.sum(dim=-1, keepdim=True).clamp_min(1.0)


def root_ray(
    rays: Float[Tensor, "N J 3"], confidence: Float[Tensor, "N J"], skeleton: Skeleton
) -> Float[Tensor, "N 3"]:
    """Unit ray of the pose's origin: the mean of the root joints' rays, or of all visible rays when one is missing."""
    visible = (confidence > 0).to(rays.dtype)
    root = list(skeleton.root)
    weights = torch.zeros_like(visible)
    weights[:, root] = 1.0
    weights = torch.where(visible[:, root].all(dim=-1, keepdim=True), weights, visible)
    mean = (weights[..., None] * rays).sum(dim=-2)
    return mean / mean.norm(dim=-1, keepdim=True).clamp_min(torch.finfo(mean.dtype).tiny)


def optimise_initial_pose(
    anchors: Float[Tensor, "S N J 3"],
    plane: Float[Tensor, "N J 2"],
    rays: Float[Tensor, "N J 3"],
    focal: Float[Tensor, "N 2 2"],
    confidence: Float[Tensor, "N J"],
    skeleton: Skeleton,
    settings: InitialPoseSettings,
) -> tuple[Float[Tensor, "S N J 3"], Float[Tensor, "S N 3"]]:
    """P_0 = R_0 P_init and T_0 for every anchor and every person-frame at once.

    Adam on a quaternion (its real part and the chosen axes, normalised, from the identity) and on a multiple of the
    start distance along the pelvis' ray, the mean absolute pixel error being the loss (the paper prints L2, the
    released code's `RotOpt` uses L1). Adam works elementwise, so the poses do not influence one another.

    Args:
        anchors: metres, camera axes, root-relative.
        plane, rays: image-plane coordinates and unit rays of the keypoints, finite everywhere.
        focal: upper left 2×2 block of the camera matrix, pixels.
        confidence: exactly 0 for missing joints.

    Returns:
        poses (S, N, J, 3) and translations (S, N, 3), metres.
    """
    weights = compared_joints(confidence, skeleton, settings.joints)
    direction = root_ray(rays, confidence, skeleton) * settings.distance
    batch = anchors.shape[:2]
    components = ["xyz".index(axis) for axis in settings.axes]
    turn = anchors.new_zeros(*batch, 4)
    turn[..., 3] = 1.0  # roma's order is x, y, z, w
    free = turn[..., [*components, 3]].clone().requires_grad_()
    scale = anchors.new_ones(*batch, 1).requires_grad_()

    def rotated() -> Tensor:
        quaternion = turn.clone()
        quaternion[..., [*components, 3]] = free
        return anchors @ roma.unitquat_to_rotmat(roma.quat_normalize(quaternion)).transpose(-1, -2)

    def placed() -> Tensor:
        return direction * scale.clamp(*settings.scale_bounds)

    optimiser = torch.optim.Adam([free, scale], lr=settings.learning_rate)
    with torch.enable_grad():
        for _ in range(settings.steps):
            points = rotated() + placed()[..., None, :]
            error = (points[..., :2] / points[..., 2:].clamp_min(1e-3) - plane) @ focal.transpose(-1, -2)
            loss = (weights[..., None] * error.abs()).sum() / 2
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return rotated().detach(), placed().detach()
