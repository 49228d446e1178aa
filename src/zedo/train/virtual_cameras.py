"""Virtual cameras and a virtual detector: a person's points as any camera and detector might give them."""

from __future__ import annotations

import math
from functools import cache

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from zedo.body.definitions import CENTRES, FEET, HEAD_TOP, POINTS, TORSO, mirror
from zedo.body.skeleton import COCO_17, H36M_17

DISTANCES = (1.6, 20.0)
"""Metres from the camera to the pelvis, drawn log-uniformly."""

BEARINGS_DEGREES = (35.0, 22.0)
"""Bounds of the uniform angles of the pelvis off the optical axis, across and down."""

NEAREST = 0.3
"""Metres: no point comes closer to the camera's plane; the person steps back instead."""

EXACT_SHARE = 0.3
"""Share of the examples whose keypoints are exact."""

NOISE_MEDIAN, NOISE_SPREAD, NOISE_BOUND = 0.025, 0.8, 0.2
"""Log-normal standard deviation of an example's keypoint noise, in mean distances of the joints from the pelvis; 5 px
on a person 500 px tall are 0.03."""

OUTLIER_SHARE, OUTLIER_SCALE = 0.02, 5.0
"""Points that are off by as many times the example's noise."""

TELLING_SHARE = 0.5
"""Share of the examples in which the confidence tells how noisy a point is; in the others it is 1."""

COMPLETE_SHARE, LARGEST_MISSING = 0.5, 0.4
"""Share of the examples with no point missing at random, and the largest rate of missing points in the others."""

OCCLUSION_SHARE = 0.15
"""Share of the examples that miss whole parts of the body, as behind furniture or the edge of the image."""

MEASURED_SHARE = 0.65
"""Share of the noisy marked examples in which the detector is as MoveNet was measured to be, against triangulation from
four calibrated cameras (benchmarks/detector_habits.py); the others are of the wider kinds above."""

SIGMA = {
    "nose": 0.043, "eye": 0.044, "ear": 0.041, "shoulder": 0.031, "elbow": 0.037, "wrist": 0.034, "hip": 0.045,
    "knee": 0.028, "ankle": 0.021, "heel": 0.03, "toe": 0.03, "top": 0.04,
}  # fmt: skip
"""Measured standard deviations of each coordinate, in the same unit; feet and the head's top, which MoveNet does not
mark, are guesses."""

LEVEL_SPREAD, TAIL_SPREAD = 0.5, 0.45
"""Log-normal spread of the measured noise over people and frames, and of single points: tails like those of Student's
distribution with 2.6 degrees of freedom."""

HIPS_SHARED = 0.5
"""Share of the variance that both hips have in common."""

TOLD_AT = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.68, 0.8, 0.9, 0.95, 0.99, 1.0)
TOLD_SEEN = (0.15, 0.345, 0.554, 0.642, 0.736, 0.820, 0.863, 0.891, 0.917, 0.932, 0.955, 0.97)
TOLD_HIDDEN = (0.15, 0.153, 0.164, 0.187, 0.262, 0.447, 0.647, 0.733, 0.804, 0.835, 0.874, 0.97)
"""Quantile functions of the confidence that MoveNet tells for points that are seen and for points that are hidden,
which it guesses."""

TRUST_AT = (0.0, 0.225, 0.35, 0.45, 0.55, 0.65, 0.75, 1.0)
TRUST_FACTOR = (6.0, 5.4, 2.8, 1.9, 1.55, 1.05, 1.0, 0.9)
"""How many times the noise is larger for a point of such a confidence."""

HIDDEN_RATE, HIDDEN_PART, HIDDEN_FACTOR = 0.04, 0.25, 2.0
"""Rate of points that are hidden by the body itself or by things, share of the examples in which a whole part is, and
how much less sure their places are than their confidence tells."""

SWAP_SHARE = 0.02
"""Share of the noisy examples in which a detector takes left for right, of the legs, the arms or the whole person."""

LEAST_VISIBLE = 5
"""Points that stay visible in every example."""

FEET_SHARE, HEAD_TOP_SHARE = 0.35, 0.2
"""Share of the detectors that mark feet, and of those that mark the top of the head."""


def project(
    points: Float[Tensor, "N P 3"], generator: torch.Generator
) -> tuple[Float[Tensor, "N P 2"], Float[Tensor, "N 3"]]:
    """Image-plane coordinates of pelvis-relative points in camera axes, metres, seen by random cameras; and T."""
    count = len(points)

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(count, 1, generator=generator)

    distance = torch.exp(uniform(math.log(DISTANCES[0]), math.log(DISTANCES[1])))
    across, down = (torch.tan(uniform(-math.radians(b), math.radians(b))) for b in BEARINGS_DEGREES)
    ray = torch.cat([across, down, torch.ones_like(across)], dim=-1)
    ray = ray / ray.norm(dim=-1, keepdim=True)
    too_near = NEAREST - (points[..., 2].amin(dim=-1, keepdim=True) + distance * ray[:, 2:])
    distance = distance + too_near.clamp_min(0.0) / ray[:, 2:]
    translation = distance * ray
    placed = points + translation[:, None]
    return placed[..., :2] / placed[..., 2:], translation


def detected(
    plane: Float[Tensor, "N P 2"], centres: Bool[Tensor, " N"], generator: torch.Generator
) -> tuple[Float[Tensor, "N P 2"], Float[Tensor, "N P"]]:
    """Coordinates and confidences as a detector gives them: noise, outliers, swaps of sides, points that are not seen.

    Args:
        centres: whose keypoints are joint centres; the others' are marked points.
    """
    count, points = plane.shape[:2]

    def uniform(*shape: int) -> Tensor:
        return torch.rand(count, *shape, generator=generator)

    def normal(*shape: int) -> Tensor:
        return torch.randn(count, *shape, generator=generator)

    given = _given(centres, generator)
    size = _sizes(plane, given, centres)
    level = torch.exp(NOISE_SPREAD * normal() + math.log(NOISE_MEDIAN)).clamp_max(NOISE_BOUND)
    exact = uniform() < EXACT_SHARE
    level = torch.where(exact, 0.0, level)
    swapped = (uniform() < SWAP_SHARE) & ~exact
    part = _swappable()[torch.randint(3, (count,), generator=generator)]
    plane = torch.where((swapped[:, None] & part)[..., None], plane[:, list(mirror())], plane)
    # Points of one image are not equally hard to see.
    noise = level[:, None] * torch.exp(0.5 * normal(points))
    noise = torch.where(uniform(points) < OUTLIER_SHARE, OUTLIER_SCALE * noise, noise)
    told = torch.exp(-noise / 0.1) * (1.0 - 0.3 * uniform(points))
    told = torch.where((uniform() < TELLING_SHARE)[:, None], told.clamp(0.05, 1.0), 1.0)
    measured = (uniform() < MEASURED_SHARE) & ~exact & ~centres
    as_measured = _measured(count, generator)
    noise, confidence = (
        torch.where(measured[:, None], one, other) for one, other in zip(as_measured, (noise, told), strict=True)
    )
    plane = plane + (noise * size[:, None])[..., None] * _directions(count, generator)

    rate = torch.where(uniform() < COMPLETE_SHARE, 0.0, LARGEST_MISSING * uniform())
    hidden = uniform(points) < rate[:, None]
    parts = _parts()
    row = torch.randint(len(parts), (count,), generator=generator)
    hidden |= (uniform() < OCCLUSION_SHARE)[:, None] & parts[row]
    hidden &= ((given & ~hidden).sum(dim=-1) >= LEAST_VISIBLE)[:, None]
    return plane, torch.where(given & ~hidden, confidence, 0.0)


def _measured(count: int, generator: torch.Generator) -> tuple[Float[Tensor, "N P"], Float[Tensor, "N P"]]:
    """Standard deviations of the noise and confidences as MoveNet has them; 0 confidence where it tells nothing."""

    def uniform(*shape: int) -> Tensor:
        return torch.rand(count, *shape, generator=generator)

    sigma = torch.tensor([next((s for part, s in SIGMA.items() if name.endswith(part)), 0.03) for name in POINTS])
    hidden = uniform(len(POINTS)) < HIDDEN_RATE
    parts = _parts()
    hidden |= (uniform(1) < HIDDEN_PART) & parts[torch.randint(len(parts), (count,), generator=generator)]
    quantile, at = uniform(len(POINTS)), torch.tensor(TOLD_AT)
    told = torch.where(
        hidden, _interpolated(quantile, at, torch.tensor(TOLD_HIDDEN)),
        _interpolated(quantile, at, torch.tensor(TOLD_SEEN)),
    )  # fmt: skip
    factor = _interpolated(told, torch.tensor(TRUST_AT), torch.tensor(TRUST_FACTOR))
    factor = factor * torch.where(hidden, HIDDEN_FACTOR, 1.0)
    spread = LEVEL_SPREAD * torch.randn(count, 1, generator=generator)
    spread = spread + TAIL_SPREAD * torch.randn(count, len(POINTS), generator=generator)
    missing = told < 0.2
    return sigma * factor * spread.exp(), torch.where(missing, 0.0, told)


def _interpolated(values: Tensor, at: Float[Tensor, " K"], of: Float[Tensor, " K"]) -> Tensor:
    """Linear between the nodes ``at``, which rise from no more than the least value to no less than the largest."""
    after = torch.searchsorted(at, values).clamp(1, len(at) - 1)
    share = (values - at[after - 1]) / (at[after] - at[after - 1])
    return of[after - 1] + share * (of[after] - of[after - 1])


def as_movenet(
    plane: Float[Tensor, "N P 2"], generator: torch.Generator
) -> tuple[Float[Tensor, "N P 2"], Float[Tensor, "N P"]]:
    """COCO's 17 points as MoveNet was measured to give them, and nothing else: what benchmarks lift."""
    given = torch.zeros(plane.shape[:2], dtype=torch.bool)
    given[:, [POINTS.index(name) for name in COCO_17.joints]] = True
    size = _sizes(plane, given, torch.zeros(len(plane), dtype=torch.bool))
    noise, told = _measured(len(plane), generator)
    plane = plane + (noise * size[:, None])[..., None] * _directions(len(plane), generator)
    return plane, torch.where(given, told, 0.0)


def _sizes(
    plane: Float[Tensor, "N P 2"], given: Bool[Tensor, "N P"], centres: Bool[Tensor, " N"]
) -> Float[Tensor, " N"]:
    """Of people in the image: the mean distance of their points from the middle of the trunk."""
    torso = torch.where(centres[:, None], torch.tensor(TORSO[:4]), torch.tensor(TORSO[4:]))
    middle = plane.gather(1, torso[..., None].expand(-1, -1, 2)).mean(dim=1, keepdim=True)
    return ((plane - middle).norm(dim=-1) * given).sum(dim=-1) / given.sum(dim=-1)


def _directions(count: int, generator: torch.Generator) -> Float[Tensor, "count P 2"]:
    """Normal noise of variance 1, part of which both hips have in common."""
    way = torch.randn(count, len(POINTS), 2, generator=generator)
    hips = [POINTS.index(f"{side}_hip") for side in ("left", "right")]
    shared = torch.randn(count, 1, 2, generator=generator)
    way[:, hips] = math.sqrt(1 - HIPS_SHARED) * way[:, hips] + math.sqrt(HIPS_SHARED) * shared
    return way


def _given(centres: Bool[Tensor, " N"], generator: torch.Generator) -> Bool[Tensor, "N P"]:
    """The points that each example's kind of detector has."""
    count = len(centres)
    has = {
        "feet": torch.rand(count, generator=generator) < FEET_SHARE,
        "head_top": torch.rand(count, generator=generator) < HEAD_TOP_SHARE,
    }
    given = torch.zeros(count, len(POINTS), dtype=torch.bool)
    given[:, :CENTRES] = centres[:, None]
    given[:, CENTRES:] = ~centres[:, None]
    given[:, [POINTS.index(name) for name in FEET]] &= has["feet"][:, None]
    given[:, POINTS.index(HEAD_TOP)] &= has["head_top"]
    return given


@cache
def _swappable() -> Bool[Tensor, "3 P"]:
    legs = [any(part in name for part in ("hip", "knee", "ankle", "heel", "toe")) for name in POINTS]
    arms = [any(part in name for part in ("shoulder", "elbow", "wrist")) for name in POINTS]
    return torch.tensor([legs, arms, [True] * len(POINTS)])


@cache
def _parts() -> Bool[Tensor, "parts P"]:
    """Rows of points that go missing together: every limb from each joint outwards, both sides, the lower or upper
    body, the face."""
    limbs = []
    for chain in (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist")):
        for first in range(3):
            for sides in (("left",), ("right",), ("left", "right")):
                lost = {f"{side}_{joint}" for side in sides for joint in chain[first:]}
                if chain[0] == "hip":
                    lost |= {point for point in FEET if point.split("_")[0] in sides}
                limbs.append(lost)
    limbs.append({"nose", "head", "neck", HEAD_TOP} | {j for j in COCO_17.joints if "eye" in j or "ear" in j})
    assert set().union(*limbs) <= {*POINTS, *H36M_17.joints}
    return torch.tensor([[name.removeprefix("centre_of_") in lost for name in POINTS] for lost in limbs])
