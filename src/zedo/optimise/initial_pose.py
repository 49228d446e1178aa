"""The initial pose optimiser (paper §3.2, App. B): turn an anchor and place it so that it reprojects well."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.root import root_ray
from zedo.body.skeleton import Skeleton
from zedo.system.errors import ZedoError

ADAM_DECAYS, ADAM_EPSILON = (0.9, 0.999), 1e-8
"""torch's defaults."""

MIN_DEPTH = 1e-3
"""Metres; nearer points are projected as if they stood there."""


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
            raise ZedoError(f"rotation axes {self.axes!r}: some of x, y and z were expected, each once")
        low, high = self.scale_bounds
        if not (self.distance > 0 and 0 < low <= 1 <= high):
            raise ZedoError(
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
    released code's `RotOpt` uses L1). Adam works elementwise, so the poses do not influence one another. The gradient
    is written out: a force on each joint turns the pose by its torque about the origin.

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
    low, high = settings.scale_bounds
    # Joints that nobody compares do not turn the search.
    compared = (weights > 0).any(dim=0)
    parts, plane, pixel_weights = anchors[:, :, compared], plane[:, compared], weights[:, compared, None] / 2
    to_pixels = focal.transpose(-1, -2)
    # x, y, z and w of the quaternion, and the multiple of the distance; the names below are views.
    state = anchors.new_zeros(*anchors.shape[:2], 5)
    state[..., 3:] = 1.0
    vector, real, scale = state[..., :3], state[..., 3:4], state[..., 4:]
    free = state.new_tensor([*(axis in settings.axes for axis in "xyz"), True, True])
    mean, square = torch.zeros_like(state), torch.zeros_like(state)
    first, second = ADAM_DECAYS
    for step in range(1, settings.steps + 1):
        turned, per_norm = _turn(parts, vector, real)
        within = scale.clamp(low, high)
        points = turned + (direction * within)[..., None, :]
        distance = points[..., 2:]
        depth = distance.clamp_min(MIN_DEPTH)
        image = points[..., :2] / depth
        pixels = (image - plane) @ to_pixels
        force = (pixel_weights * pixels.sign()) @ focal / depth
        along = (force * image).sum(dim=-1, keepdim=True) * (distance == depth)
        force = torch.cat([force, -along], dim=-1)
        torque = torch.linalg.cross(turned, force).sum(dim=-2)
        push = (force.sum(dim=-2) * direction).sum(dim=-1, keepdim=True) * (within == scale)
        imaginary = (real * torque + torch.linalg.cross(torque, vector)) * per_norm
        gradient = torch.cat([imaginary, (vector * torque).sum(dim=-1, keepdim=True) * -per_norm, push], dim=-1) * free
        mean.lerp_(gradient, 1 - first)
        square.lerp_(gradient.square_(), 1 - second)
        correction = math.sqrt(1 - second**step)
        rate = settings.learning_rate * correction / (1 - first**step)
        state.addcdiv_(mean, square.sqrt().add_(ADAM_EPSILON * correction), value=-rate)
    return _turn(anchors, vector, real)[0], direction * scale.clamp(low, high)


def _turn(
    points: Float[Tensor, "S N J 3"], vector: Float[Tensor, "S N 3"], real: Float[Tensor, "S N 1"]
) -> tuple[Float[Tensor, "S N J 3"], Float[Tensor, "S N 1"]]:
    """The points turned by a quaternion of any length but 0, and 2 over the square of that length."""
    per_norm = 2 / (vector.square().sum(dim=-1, keepdim=True) + real.square())
    axis = vector[..., None, :]
    across = torch.linalg.cross(axis, points)
    turn = real[..., None] * across + torch.linalg.cross(axis, across)
    return torch.addcmul(points, turn, per_norm[..., None]), per_norm
