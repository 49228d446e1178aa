"""What an image tells of a person: the rays of the joints that it shows, and whether they fix a pose."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from zedo.camera import Camera
from zedo.poses import LARGEST_TANGENT, Keypoints2D

MIN_VISIBLE_JOINTS = 3
"""Fewer rays than this do not fix where a pose is; such person-frames come back as NaN."""

LEAST_SPREAD = 1e-5
"""Of a person in an image, as a share of the focal length: a hundredth of a pixel at 1,000 px, where float32 ends."""

NEED = f"{MIN_VISIBLE_JOINTS} visible joints in different places"
"""What a person-frame must have to be lifted."""


def evidence(
    keypoints: Keypoints2D, camera: Camera
) -> tuple[Float[np.ndarray, "N J 2"], Float[np.ndarray, "N J"], Bool[np.ndarray, " N"]]:
    """Points on the plane z = 1, their confidences, and which person-frames can be lifted.

    A keypoint that no ray of the camera meets (:data:`LARGEST_TANGENT`, or where its distortion cannot be undone) has
    confidence 0, and so has a missing one; the point of either may be any number, NaN too.
    """
    with np.errstate(all="ignore"):  # what comes of absurd keypoints is no ray
        plane = camera.normalise(keypoints.uv)
    seen = np.nan_to_num(np.abs(plane), nan=np.inf).max(axis=-1) <= LARGEST_TANGENT
    confidence = np.where(seen, keypoints.confidence, 0.0)
    visible = (confidence > 0)[..., None]
    low, high = (np.where(visible, plane, end).T for end in (np.inf, -np.inf))
    spread = (high.max(axis=1) - low.min(axis=1)).max(axis=0)
    return plane, confidence, (visible.sum(axis=(1, 2)) >= MIN_VISIBLE_JOINTS) & (spread >= LEAST_SPREAD)
