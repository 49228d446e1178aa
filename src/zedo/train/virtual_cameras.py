"""Virtual cameras and a virtual detector: keypoints of training poses as any camera and detector might give them."""

from __future__ import annotations

import functools
import math

import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.skeleton import Skeleton

DISTANCES = (1.6, 20.0)
"""Metres from the camera to the pelvis, drawn log-uniformly."""

BEARINGS_DEGREES = (35.0, 22.0)
"""Bounds of the uniform angles of the pelvis off the optical axis, across and down."""

NEAREST = 0.3
"""Metres: no joint comes closer to the camera's plane; the person steps back instead."""

EXACT_SHARE = 0.35
"""Share of the examples whose keypoints are exact."""

NOISE_MEDIAN, NOISE_SPREAD, NOISE_BOUND = 0.03, 0.8, 0.2
"""Log-normal standard deviation of an example's keypoint noise, in mean distances of the joints from the pelvis; 5 px
on a person 500 px tall are 0.03."""

OUTLIER_SHARE, OUTLIER_SCALE = 0.02, 5.0
"""Joints that are off by as many times the example's noise."""

TELLING_SHARE = 0.5
"""Share of the examples in which the confidence tells how noisy a joint is; in the others it is 1."""

COMPLETE_SHARE, LARGEST_MISSING = 0.5, 0.4
"""Share of the examples with no joint missing at random, and the largest rate of missing joints in the others."""

OCCLUSION_SHARE = 0.15
"""Share of the examples that miss whole parts of the body, as behind furniture or the edge of the image."""

LEAST_VISIBLE = 5
"""Joints that stay visible in every example."""


def virtual_keypoints(
    pose: Float[Tensor, "N J 3"], skeleton: Skeleton, generator: torch.Generator
) -> tuple[Float[Tensor, "N J 2"], Float[Tensor, "N J"]]:
    """Image-plane coordinates and confidences of root-relative poses in camera axes, metres, seen by random cameras."""
    count = len(pose)

    def uniform(low: float, high: float, *shape: int) -> Tensor:
        return low + (high - low) * torch.rand(count, *shape, generator=generator, device=pose.device)

    distance = torch.exp(uniform(math.log(DISTANCES[0]), math.log(DISTANCES[1]), 1))
    across, down = (torch.tan(uniform(-math.radians(b), math.radians(b))) for b in BEARINGS_DEGREES)
    ray = torch.stack([across, down, torch.ones_like(across)], dim=-1)
    ray = ray / ray.norm(dim=-1, keepdim=True)
    too_near = NEAREST - (pose[..., 2].amin(dim=-1, keepdim=True) + distance * ray[:, 2:])
    distance = distance + too_near.clamp_min(0.0) / ray[:, 2:]
    placed = pose + (distance * ray)[:, None]
    plane = placed[..., :2] / placed[..., 2:]
    return _detected(plane, skeleton, generator)


def _detected(
    plane: Float[Tensor, "N J 2"], skeleton: Skeleton, generator: torch.Generator
) -> tuple[Float[Tensor, "N J 2"], Float[Tensor, "N J"]]:
    count, joints = plane.shape[:2]
    device = plane.device

    def uniform(*shape: int) -> Tensor:
        return torch.rand(count, *shape, generator=generator, device=device)

    def normal(*shape: int) -> Tensor:
        return torch.randn(count, *shape, generator=generator, device=device)

    size = (plane - plane[:, list(skeleton.root)].mean(dim=1, keepdim=True)).norm(dim=-1).mean(dim=-1)
    level = torch.exp(NOISE_SPREAD * normal() + math.log(NOISE_MEDIAN)).clamp_max(NOISE_BOUND)
    level = torch.where(uniform() < EXACT_SHARE, 0.0, level)
    # Joints of one image are not equally hard to see.
    noise = level[:, None] * torch.exp(0.5 * normal(joints))
    noise = torch.where(uniform(joints) < OUTLIER_SHARE, OUTLIER_SCALE * noise, noise)
    plane = plane + (noise * size[:, None])[..., None] * normal(joints, 2)
    told = torch.exp(-noise / 0.1) * (1.0 - 0.3 * uniform(joints))
    confidence = torch.where((uniform() < TELLING_SHARE)[:, None], told.clamp(0.05, 1.0), 1.0)

    rate = torch.where(uniform() < COMPLETE_SHARE, 0.0, LARGEST_MISSING * uniform())
    hidden = uniform(joints) < rate[:, None]
    parts = _parts(skeleton).to(device)
    part = torch.randint(len(parts), (count,), generator=generator, device=device)
    hidden |= (uniform() < OCCLUSION_SHARE)[:, None] & parts[part]
    hidden &= ((~hidden).sum(dim=-1) >= LEAST_VISIBLE)[:, None]
    return plane, torch.where(hidden, 0.0, confidence)


@functools.cache
def _parts(skeleton: Skeleton) -> Tensor:
    """Rows of joints that go missing together: every limb from each joint outwards, alone or with its mirror image."""
    joints = range(len(skeleton))

    def beyond(joint: int) -> set[int]:
        return {j for j in joints if joint in skeleton.ancestry(j)}

    sets = [beyond(joint) for joint in joints if 0 < len(beyond(joint)) <= len(skeleton) // 2]
    pairs = [part | {skeleton.mirror[j] for j in part} for part in sets]
    rows = [part for part in [*sets, *pairs] if len(part) <= len(skeleton) - LEAST_VISIBLE]
    mask = torch.zeros(len(rows), len(skeleton), dtype=torch.bool)
    for row, part in zip(mask, rows, strict=True):
        row[list(part)] = True
    return mask
