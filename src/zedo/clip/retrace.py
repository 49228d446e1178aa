"""Keypoints of a clip as people can have moved: sides kept apart, spikes and jitter taken out, short gaps filled.

A detector sees each frame alone. What is wrong with its keypoints is best repaired in the image, where the noise is
that of the detector and the same at all depths: lifting turns a few pixels into centimetres, and a joint that is
missing for a frame into a guess.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float

from zedo.clip.runs import runs
from zedo.clip.sides import limb_pairs, mixed_up
from zedo.clip.spline import LEAST, curvature, fit, likeliest
from zedo.poses import Keypoints2D

WINDOW = 2.0
"""Seconds over which noise and motion are taken for the same; how much to smooth may change from one to the next."""

LEAST_SEEN = 10
"""Sightings of a joint in a window, below which its noise is unknown there."""

LONGEST_GAP = 0.25
"""Seconds for which a joint may be missing and be filled in."""

EXACT = 0.001
"""Noise, as a share of the person's height in the image, that no detector stays below: what looks like it is motion."""

OUTLYING = 4.0
"""Typical residuals at which a keypoint counts half."""

REWEIGHED = 2
"""Times that outliers are looked for."""


def retrace(keypoints: Keypoints2D) -> Keypoints2D:
    """Keypoints of a clip with its detector's errors repaired as far as time tells them, person by person.

    Arms or legs that have each other's names for some frames get their own (:mod:`zedo.clip.sides`). Then each joint's
    path becomes a smoothing spline (:mod:`zedo.clip.spline`) that weighs keypoints by confidence, hardly heeds those
    that are far off, and leaves exact keypoints where they are. Joints that are missing for up to :data:`LONGEST_GAP`
    between sightings are filled in, with the confidence of the sightings. Frames without a time, and short runs of
    frames, stay as they are.
    """
    uv, confidence = np.nan_to_num(keypoints.uv), keypoints.confidence.copy()
    limbs = limb_pairs(keypoints.skeleton)
    for rows in runs(keypoints.person, keypoints.time):
        time, seen = keypoints.time[rows], confidence[rows] > 0
        height = _height(keypoints.uv[rows])
        for pairs in limbs:
            wrong = rows[mixed_up(uv[rows], seen, pairs, height)][:, None]
            here, there = list(np.array(pairs).T.ravel()), list(np.array(pairs)[:, ::-1].T.ravel())
            uv[wrong, here], confidence[wrong, here] = uv[wrong, there], confidence[wrong, there]
        for joint in range(uv.shape[1]):
            place, trust = _path(uv[rows, joint], confidence[rows, joint], time, EXACT * height)
            uv[rows, joint], confidence[rows, joint] = place, trust
    return replace(keypoints, uv=uv, confidence=confidence)


def _height(uv: Float[np.ndarray, "F J 2"]) -> float:
    """Of a person in pixels: the median over the frames of the larger side of the box around the joints."""
    boxes = [np.ptp(joints[~np.isnan(joints[:, 0])], axis=0).max() for joints in uv if not np.isnan(joints).all()]
    return max(float(np.median(boxes)), 1.0) if boxes else 1.0


def _path(
    uv: Float[np.ndarray, "F 2"], confidence: Float[np.ndarray, " F"], time: Float[np.ndarray, " F"], exact: float
) -> tuple[Float[np.ndarray, "F 2"], Float[np.ndarray, " F"]]:
    """One joint's smooth path and its confidence.

    Args:
        exact: pixels of noise below which keypoints are taken as they are.
    """
    seen = np.flatnonzero(confidence > 0)
    if len(seen) < LEAST_SEEN:
        return uv, confidence
    inside = slice(seen[0], seen[-1] + 1)
    y, weights, t, rows = uv[inside], confidence[inside], time[inside], curvature(time[inside])
    smooth = y
    for _ in range(1 + REWEIGHED):
        smoothing = _smoothing(y, weights, t, exact)
        smooth = fit(y, weights, rows, smoothing).values
        off = np.linalg.norm(y - smooth, axis=1)
        typical = np.median(off[confidence[inside] > 0]) + exact
        weights = confidence[inside] / (1 + (off / (OUTLYING * typical)) ** 2)
    place, trust = uv.copy(), confidence.copy()
    after = np.searchsorted(seen, np.arange(inside.start, inside.stop))
    before = np.maximum(after - 1, 0)
    filled = (confidence[inside] > 0) | (time[seen[after]] - time[seen[before]] <= LONGEST_GAP)
    place[inside] = np.where(filled[:, None], smooth, place[inside])
    trust[inside] = np.where(filled, np.interp(t, time[seen], confidence[seen]), 0.0)
    return place, trust


def _smoothing(
    y: Float[np.ndarray, "F 2"], weights: Float[np.ndarray, " F"], time: Float[np.ndarray, " F"], exact: float
) -> Float[np.ndarray, " F"]:
    """How much to smooth at each time: likeliest in each window, in between by interpolation of the logarithm."""
    count = max(1, round((time[-1] - time[0]) / WINDOW * 2) - 1)
    middles = np.linspace(time[0], time[-1], count + 2)[1:-1]
    at, logarithms = [], []
    half = WINDOW / 2 if count > 1 else np.inf
    for middle in middles:
        near = slice(np.searchsorted(time, middle - half), np.searchsorted(time, middle + half, "right"))
        if np.count_nonzero(weights[near]) < LEAST_SEEN:
            continue
        smoothing, noise = likeliest(y[near], weights[near], curvature(time[near]))
        at.append(middle)
        logarithms.append(np.log(max(LEAST, smoothing * max(0.0, 1 - (exact / max(noise, 1e-9)) ** 2))))
    return np.exp(np.interp(time, at, logarithms)) if at else np.full(len(time), LEAST)
