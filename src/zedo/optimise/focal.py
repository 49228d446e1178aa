"""An unknown focal length, estimated from people: seen from close by, near limbs are larger than far ones.

Beyond the paper, which takes the intrinsics as known. For each candidate the proposal network says what pose the
keypoints would mean; the nearer the candidate is to the truth, the better such a pose, placed in closed form,
reprojects.
One frame tells little, and nothing when the person is far away; the frames and people of a clip share one focal length.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from zedo.body.definitions import as_points
from zedo.camera import Camera
from zedo.optimise.translation import solve_translation, translation_weights
from zedo.poses import Keypoints2D
from zedo.proposal.proposal import Proposal
from zedo.system.errors import ZedoError

CANDIDATES = np.geomspace(0.3, 3.0, 47)
"""Focal lengths over the image's diagonal: 13 to 130 mm on 35 mm film."""

USUAL, USUAL_SPREAD = 0.68, 0.35
"""What is assumed before looking: median and log-normal spread of the focal length over the diagonal, 29 mm on 35 mm
film, which phones' main cameras (24 to 28 mm, cropped for video) and zooms at their wide end lie around."""

EVIDENCE = 0.1
"""Share of a frame's evidence that counts: the joints' residuals are mostly the network's and not independent."""

SYSTEMATIC = 0.15
"""Relative error that no number of frames takes away: the network's own, and one person's habits. This and the evidence
were chosen on clips of benchmarks/clips.py; benchmarks/cameras.py says on others how often the interval holds the
truth."""

INDEPENDENT_SECONDS = 0.5
"""Frames that are closer to each other share their evidence; without times, each frame counts in full."""

MOST_FRAMES = 200
LEAST_JOINTS = 8
"""Visible joints that make a person-frame worth asking."""


@dataclass(frozen=True)
class FocalEstimate:
    """A focal length in pixels with the bounds that hold the truth in 68 of 100 cases.

    Attributes:
        focal, low, high: pixels.
        frames: person-frames that were asked.
    """

    focal: float
    low: float
    high: float
    frames: int

    def camera(self, image_size: tuple[int, int]) -> Camera:
        """Square pixels, the principal point in the middle of the image."""
        width, height = image_size
        return Camera.from_intrinsics(self.focal, self.focal, width / 2, height / 2)


def estimate_focal(keypoints: Keypoints2D, proposal: Proposal, device: str = "cpu") -> FocalEstimate:
    """The focal length that all person-frames of a clip share, from a camera without distortion.

    Args:
        keypoints: of any points that the proposal network knows, with the image's size.

    Raises:
        ZedoError: when the image's size is unknown or no person-frame shows enough joints.
    """
    if keypoints.image_size is None:
        raise ZedoError("the image's size is unknown, so that no focal length can be estimated; add --image-size")
    rows = np.flatnonzero((keypoints.confidence > 0).sum(axis=1) >= LEAST_JOINTS)
    if not len(rows):
        raise ZedoError(f"no person-frame shows {LEAST_JOINTS} joints, too few to estimate the focal length from")
    rows = rows[np.unique(np.linspace(0, len(rows) - 1, MOST_FRAMES).round().astype(int))]
    diagonal = float(np.hypot(*keypoints.image_size))
    residual = reprojection_residuals(keypoints, rows, diagonal * CANDIDATES, proposal, device)
    visible = (keypoints.confidence[rows] > 0).sum(axis=1)
    weight = EVIDENCE * visible * _independence(keypoints, rows)
    logarithm = -(weight * np.log(np.maximum(residual, 1e-4) ** 2)).sum(axis=1)
    logarithm -= (np.log(CANDIDATES / USUAL) / USUAL_SPREAD) ** 2 / 2
    share = np.exp(logarithm - logarithm.max())
    # Trapezoids between the candidates, equally spaced in the logarithm.
    steps = np.concatenate([[0.0], np.cumsum((share[1:] + share[:-1]) / 2)])
    low, middle, high = np.interp([0.16, 0.5, 0.84], steps / steps[-1], np.log(diagonal * CANDIDATES))
    low, high = middle - np.hypot(middle - low, SYSTEMATIC), middle + np.hypot(high - middle, SYSTEMATIC)
    return FocalEstimate(float(np.exp(middle)), float(np.exp(low)), float(np.exp(high)), len(rows))


def reprojection_residuals(
    keypoints: Keypoints2D, rows: np.ndarray, focals: Float[np.ndarray, " F"], proposal: Proposal, device: str
) -> Float[np.ndarray, "F N"]:
    """Root mean square distance between keypoints and the median pose's image, as a share of the person's size."""
    width, height = keypoints.image_size or (0, 0)
    confidence = torch.as_tensor(keypoints.confidence[rows], dtype=torch.float32, device=device)
    residuals = []
    for focal in focals:
        camera = Camera.from_intrinsics(focal, focal, width / 2, height / 2)
        plane = np.nan_to_num(camera.normalise(keypoints.uv[rows]))
        target, known = as_points(
            torch.as_tensor(plane, dtype=torch.float32, device=device), confidence, keypoints.skeleton
        )
        seen = (known > 0).float()
        marks = proposal.median(target, known).points
        placed = marks + solve_translation(marks, target, translation_weights(known, 4))[:, None]
        image = placed[..., :2] / placed[..., 2:].clamp_min(0.1)
        middle = _mean(target, seen)
        size = _mean((target - middle[:, None]).norm(dim=-1, keepdim=True), seen)[:, 0]
        squared = _mean((image - target).square().sum(dim=-1, keepdim=True), seen)[:, 0]
        residuals.append((squared.sqrt() / size.clamp_min(1e-6)).cpu().numpy())
    return np.array(residuals)


def _mean(values: Float[Tensor, "N J D"], seen: Float[Tensor, "N J"]) -> Float[Tensor, "N D"]:
    return (values * seen[..., None]).sum(dim=1) / seen.sum(dim=1, keepdim=True)


def _independence(keypoints: Keypoints2D, rows: np.ndarray) -> Float[np.ndarray, " N"]:
    """The share of each person-frame's evidence that its person's neighbouring frames do not give as well."""
    share = np.ones(len(rows))
    time, person = keypoints.time[rows], keypoints.person[rows]
    for number in np.unique(person):
        own = np.flatnonzero(person == number)
        span = np.ptp(time[own]) if np.isfinite(time[own]).all() else np.inf
        share[own] = min(1.0, (1 + span / INDEPENDENT_SECONDS) / len(own))
    return share
