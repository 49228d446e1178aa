"""What a clip knows that its frames do not: a person keeps one size, and moves without trembling.

Frames are lifted one by one; a detector's jitter of a few pixels becomes centimetres of depth. Positions are low-pass
filtered forwards and backwards, so that nothing lags behind the video, as is usual in biomechanics (Winter,
*Biomechanics and Motor Control of Human Movement*, ch. 3).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float
from scipy.signal import butter, sosfiltfilt

from zedo.poses import Keypoints2D, Poses3D, reprojection_error

CUTOFF = 6.0
"""Hertz. Human motion lies below, but for impacts and fast hands; Winter's usual choice for gait."""

ORDER = 2
"""Of the filter in one direction; both together have no lag and twice the order."""

LEAST_FRAMES = 10
"""Shorter runs of frames are left as they are."""

LONGEST_GAP = 2.5
"""Typical distances between frames; after a longer gap a new run begins."""


def steady(poses: Poses3D, cutoff: float = CUTOFF, keypoints: Keypoints2D | None = None) -> Poses3D:
    """Poses of a clip with one body size a person and without motion above ``cutoff``.

    Each person is scaled about the camera, which keeps the image, to the median of the size of the answers; then all
    hypotheses are filtered, run by run of neighbouring frames. Frames without a pose stay without.

    Args:
        cutoff: hertz; 0 filters nothing.
        keypoints: what the poses were lifted from, of their skeleton, for the reprojection error, which is NaN without.

    Raises:
        ValueError: when the cutoff is negative, or frames have no times to filter by.
    """
    if cutoff < 0:
        raise ValueError(f"a cutoff of {cutoff:g} Hz was asked for; 0 or more is needed")
    joints, translation = poses.joints.astype(np.float64), poses.translation.astype(np.float64)
    parents, children = zip(*poses.skeleton.bones, strict=True)
    for person in np.unique(poses.person):
        own = np.flatnonzero((poses.person == person) & ~np.isnan(poses.translation[0, :, 0]))
        if not len(own):
            continue
        bones = joints[:, own][:, :, list(children)] - joints[:, own][:, :, list(parents)]
        size = np.linalg.norm(bones, axis=-1).sum(axis=-1)
        scale = np.median(size[0]) / np.maximum(size, 1e-9)
        joints[:, own] *= scale[..., None, None]
        translation[:, own] *= scale[..., None]
        if not cutoff:
            continue
        time = poses.time[own]
        if np.isnan(time).any():
            raise ValueError("the frames have no times to filter by; smoothing is for clips")
        order = np.argsort(time, kind="stable")
        for run in _runs(time[order]):
            rows = own[order[run]]
            placed = np.concatenate([joints[:, rows], translation[:, rows, None]], axis=2)
            smooth = _filtered(placed, poses.time[rows], cutoff)
            joints[:, rows], translation[:, rows] = smooth[:, :, :-1], smooth[:, :, -1]
    error = np.full_like(poses.reprojection_error, np.nan)
    if keypoints is not None:
        error = reprojection_error(joints + translation[:, :, None], keypoints, poses.camera)
    provenance = {**poses.provenance, "steady": {"cutoff_hz": cutoff}}
    return replace(
        poses,
        joints=joints.astype(np.float32),
        translation=translation.astype(np.float32),
        reprojection_error=error,
        provenance=provenance,
    )


def _runs(time: Float[np.ndarray, " F"]) -> list[np.ndarray]:
    """Indices of neighbouring frames, long enough to be filtered."""
    if len(time) < LEAST_FRAMES:
        return []
    step = np.diff(time)
    runs = np.split(np.arange(len(time)), np.flatnonzero(step > LONGEST_GAP * np.median(step)) + 1)
    return [run for run in runs if len(run) >= LEAST_FRAMES]


def _filtered(
    values: Float[np.ndarray, "S F K 3"], time: Float[np.ndarray, " F"], cutoff: float
) -> Float[np.ndarray, "S F K 3"]:
    """A zero-lag Butterworth low-pass along F; uneven times are resampled to their mean rate and back."""
    rate = (len(time) - 1) / (time[-1] - time[0])
    if cutoff >= 0.5 * rate:
        return values
    even = np.linspace(time[0], time[-1], len(time))
    flat = np.moveaxis(values, 1, 0).reshape(len(time), -1)
    sections = butter(ORDER, cutoff, fs=rate, output="sos")

    def along(to: np.ndarray, at: np.ndarray, columns: np.ndarray) -> np.ndarray:
        return np.stack([np.interp(to, at, column) for column in columns.T], axis=1)

    uneven = not np.allclose(time, even, atol=0.1 / rate)
    smooth = sosfiltfilt(sections, along(even, time, flat) if uneven else flat, axis=0)
    if uneven:
        smooth = along(time, even, smooth)
    return np.moveaxis(smooth.reshape(len(time), *np.moveaxis(values, 1, 0).shape[1:]), 0, 1)
