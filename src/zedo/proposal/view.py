"""What a proposal network sees: a person's points as from a camera that looks straight at them, at unit size.

A person's image at the edge of the frame is that in the middle seen by a turned camera, and a small person's image is a
tall one's further away. Taking both out leaves one network for every camera.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

from zedo.body.definitions import POINTS, TORSO
from zedo.body.told import COUNT

LARGEST_COORDINATE = 10.0
"""Bound of the normalised coordinates: a keypoint far off cannot drive the network out of what it knows."""

SPANS = (
    *((f"{side}_{a}", f"{side}_{b}") for side in ("left", "right") for a, b in (
        ("hip", "knee"), ("knee", "ankle"), ("hip", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"),
        ("shoulder", "hip"),
    )),
    ("left_hip", "right_hip"), ("left_shoulder", "right_shoulder"), ("left_knee", "right_knee"),
    ("left_ankle", "right_ankle"),
)  # fmt: skip
"""Pairs of points between which lengths in the image are told apart: their ratios are what foreshortening shows."""

SHORTEST = 0.02
"""Lengths in the image, relative to its size, below which one is as short as another."""

SEEN = 3 * len(POINTS) + 1 + 4 * len(SPANS)
FEATURES = SEEN + COUNT
"""Numbers that a proposal network gets beside a state: those of :attr:`View.features`, and what is told of the body."""


class View(NamedTuple):
    """Points in the frame of a camera turned towards the person.

    Attributes:
        rotation: (N, 3, 3) from camera axes to the view's: z towards the middle of the trunk, x level.
        features: (N, SEEN) normalised coordinates (0 for missing points), confidences, the logarithm of the image's
            size, and of each of :data:`SPANS` the logarithm of its length, its direction, and 1; all 0 if an end
            is missing.
    """

    rotation: Float[Tensor, "N 3 3"]
    features: Float[Tensor, "N features"]


def make_view(plane: Float[Tensor, "N P 2"], confidence: Float[Tensor, "N P"]) -> View:
    """The view of a person's :data:`zedo.body.definitions.POINTS`.

    Args:
        plane: image-plane coordinates K⁻¹p; any finite value for missing points.
        confidence: in [0, 1], exactly 0 for missing points.
    """
    rays = torch.cat([plane, torch.ones_like(plane[..., :1])], dim=-1)
    visible = (confidence > 0).to(plane.dtype)
    trunk = torch.zeros(len(POINTS), dtype=plane.dtype, device=plane.device)
    trunk[list(TORSO)] = 1.0
    # The middle of what is seen of the trunk, or of the person if nothing of it is.
    seen = visible * trunk
    seen = torch.where(seen.sum(dim=-1, keepdim=True) > 0, seen, visible)
    forward = functional.normalize((functional.normalize(rays, dim=-1) * seen[..., None]).sum(dim=-2), dim=-1)
    down = torch.tensor([0.0, 1.0, 0.0], dtype=plane.dtype, device=plane.device).expand_as(forward)
    right = functional.normalize(torch.linalg.cross(down, forward), dim=-1)
    rotation = torch.stack([right, torch.linalg.cross(forward, right), forward], dim=-2)
    turned = rays @ rotation.transpose(-1, -2)
    # Rays more than 90° off the person's exist only by gross errors of a detector.
    flat = turned[..., :2] / turned[..., 2:].clamp_min(1e-2) * visible[..., None]
    size = flat.norm(dim=-1).sum(dim=-1) / visible.sum(dim=-1).clamp_min(1.0)
    size = size.clamp_min(1e-4)
    coordinates = (flat / size[:, None, None]).clamp(-LARGEST_COORDINATE, LARGEST_COORDINATE)
    # People 2 to 20 m away have sizes between 0.02 and 0.2.
    parts = [coordinates.flatten(1), confidence, size.log()[:, None] + 3.0, _spans(coordinates, visible)]
    return View(rotation, torch.cat(parts, dim=-1))


def _spans(coordinates: Float[Tensor, "N P 2"], visible: Float[Tensor, "N P"]) -> Float[Tensor, "N 4S"]:
    """What :data:`SPANS` say, of joint centres or marked points, whichever are seen."""
    found = coordinates.new_zeros(len(coordinates), len(SPANS), 4)
    for start, end in _ends():
        both = visible[:, start] * visible[:, end]
        vector = coordinates[:, end] - coordinates[:, start]
        length = vector.norm(dim=-1).clamp_min(SHORTEST)
        parts = [length.log()[..., None], vector / length[..., None], torch.ones_like(length)[..., None]]
        found = found + both[..., None] * torch.cat(parts, dim=-1)
    return found.flatten(1)


@cache
def _ends() -> tuple[tuple[list[int], list[int]], ...]:
    """Starts and ends of :data:`SPANS` among the joint centres, and among the marked points."""
    return tuple(
        ([POINTS.index(f"{of}{a}") for a, _ in SPANS], [POINTS.index(f"{of}{b}") for _, b in SPANS])
        for of in ("centre_of_", "")
    )
