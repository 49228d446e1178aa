"""People of keypoint files: followed over the frames where the file gives no identities, and some of them chosen."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Int

from zedo.detect.detections import Detections
from zedo.detect.tracking import Tracker, prominence
from zedo.io.keypoints import read_keypoints
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError
from zedo.system.notes import Note, Unnamed, note
from zedo.timestamps import DEFAULT_FPS

MOST_TRACKS = 3
"""Times as many people in all as in the fullest frame, beyond which frames are no clip but unrelated pictures."""


def read_people(
    path: str | Path,
    skeleton: str | Path | None = None,
    image_size: tuple[int, int] | None = None,
    fps: float | None = None,
) -> Keypoints2D:
    """:func:`zedo.io.keypoints.read_keypoints`, with people followed over the frames where the file names nobody.

    Args:
        fps: frames a second, in place of the file's times.

    Raises:
        ZedoError: as there.
    """
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", Note)
        keypoints = read_keypoints(path, skeleton, image_size)
    unnamed = [one for one in told if issubclass(one.category, Unnamed)]
    for one in told:
        if one not in unnamed:
            warnings.warn(one.message, stacklevel=2)
    if fps is not None:
        keypoints = replace(keypoints, time=keypoints.frame / fps)
    if not unnamed:
        return keypoints
    person = followed(keypoints)
    if person is None:
        warnings.warn(unnamed[0].message, stacklevel=2)
        return keypoints
    note(
        f"{path}: gives people no identities, so they were followed over the frames: {len(np.unique(person))} people "
        "in all"
    )
    return replace(keypoints, person=person)


def followed(keypoints: Keypoints2D) -> Int[np.ndarray, " N"] | None:
    """A person for each person-frame by where and how they are in one frame after another; nobody is left out.

    Returns:
        (N,) numbers from 0 in the order in which people appear; None when the frames are no clip.
    """
    time = keypoints.time if np.isfinite(keypoints.time).all() else keypoints.frame / DEFAULT_FPS
    frames, counts = np.unique(keypoints.frame, return_counts=True)
    tracker, person = Tracker(keypoints.skeleton), np.empty(len(keypoints), np.int64)
    for frame in frames:
        rows = np.flatnonzero(keypoints.frame == frame)
        people = Detections(keypoints.uv[rows], keypoints.confidence[rows])
        person[rows] = tracker.update(int(frame), float(time[rows[0]]), people)
    return person if len(tracker.tracks) <= MOST_TRACKS * counts.max() else None


def chosen(keypoints: Keypoints2D, people: int | None = None, start: float = 0.0, end: float = np.inf) -> Keypoints2D:
    """Those of the people who fill most of the pictures for longest, between two times.

    Args:
        people: at most so many; None keeps all.
        start, end: seconds, end excluded.

    Raises:
        ZedoError: when a number is none that can be meant, times are unknown, or nobody is left.
    """
    if people is not None and people < 1:
        raise ZedoError(f"--people is {people}; at least 1 was expected")
    if not 0 <= start < end:
        raise ZedoError(f"--start is {start:g} s and --end {end:g} s; 0 ≤ start < end was expected")
    kept = np.ones(len(keypoints), bool)
    if start > 0 or end < np.inf:
        if not np.isfinite(keypoints.time).all():
            raise ZedoError("the keypoints have no times, of which --start and --end are seconds; --fps gives them")
        kept = (keypoints.time >= start) & (keypoints.time < end)
        if not kept.any():
            low, high = keypoints.time.min(), keypoints.time.max()
            raise ZedoError(f"the keypoints reach from {low:.2f} to {high:.2f} s; none is between --start and --end")
    if people is not None:
        numbers = np.unique(keypoints.person[kept])
        joints = np.concatenate([keypoints.uv, keypoints.confidence[..., None]], axis=-1)
        fills = [_prominence(keypoints, joints, kept & (keypoints.person == number)) for number in numbers]
        kept &= np.isin(keypoints.person, numbers[np.argsort(fills)[::-1][:people]])
    return keypoints if kept.all() else keypoints[kept]


def _prominence(keypoints: Keypoints2D, joints: np.ndarray, rows: Bool[np.ndarray, " N"]) -> float:
    return prominence((keypoints.frame[rows], keypoints.time[rows], joints[rows]))
