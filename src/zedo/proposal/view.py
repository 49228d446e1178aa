"""What a proposal network sees: keypoints as from a camera that looks straight at the person, at unit size.

A person's image at the edge of the frame is that in the middle seen by a turned camera, and a small person's image is a
tall one's further away. Taking both out leaves one network for every camera.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from zedo.body.root import root_ray
from zedo.body.skeleton import Skeleton

LARGEST_COORDINATE = 10.0
"""Bound of the normalised coordinates: a keypoint far off cannot drive the network out of what it knows."""


class View(NamedTuple):
    """Keypoints in the frame of a camera turned towards the person.

    Attributes:
        rotation: (N, 3, 3) from camera axes to the view's: z along the ray of the pose's origin, x level.
        features: (N, 3 J + 1) normalised coordinates (0 for missing joints), confidences, and the logarithm of the
            image's size.
    """

    rotation: Float[Tensor, "N 3 3"]
    features: Float[Tensor, "N features"]


def feature_count(skeleton: Skeleton) -> int:
    """Length of :attr:`View.features`."""
    return 3 * len(skeleton) + 1


def make_view(plane: Float[Tensor, "N J 2"], confidence: Float[Tensor, "N J"], skeleton: Skeleton) -> View:
    """The view of keypoints.

    Args:
        plane: image-plane coordinates K⁻¹p; any finite value for missing joints.
        confidence: in [0, 1], exactly 0 for missing joints.
    """
    rays = torch.cat([plane, torch.ones_like(plane[..., :1])], dim=-1)
    unit = functional.normalize(rays, dim=-1)
    forward = root_ray(unit, confidence, skeleton)
    down = torch.tensor([0.0, 1.0, 0.0], dtype=plane.dtype, device=plane.device).expand_as(forward)
    right = functional.normalize(torch.linalg.cross(down, forward), dim=-1)
    rotation = torch.stack([right, torch.linalg.cross(forward, right), forward], dim=-2)
    turned = rays @ rotation.transpose(-1, -2)
    visible = (confidence > 0).to(plane.dtype)
    # Rays more than 90° off the person's exist only by gross errors of a detector.
    flat = turned[..., :2] / turned[..., 2:].clamp_min(1e-2) * visible[..., None]
    size = flat.norm(dim=-1).sum(dim=-1) / visible.sum(dim=-1).clamp_min(1.0)
    size = size.clamp_min(1e-4)
    coordinates = (flat / size[:, None, None]).clamp(-LARGEST_COORDINATE, LARGEST_COORDINATE)
    # People 2 to 20 m away have sizes between 0.02 and 0.2.
    return View(rotation, torch.cat([coordinates.flatten(1), confidence, size.log()[:, None] + 3.0], dim=-1))
