"""From pictures to the 2D keypoints of the people in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from zedo.body.skeleton import Skeleton
from zedo.detect.detections import Detections
from zedo.detect.detector import Detector, load_detector
from zedo.detect.journal import Journal
from zedo.detect.tracking import Rows, Tracker, gathered, prominence
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError
from zedo.video.frames import open_frames
from zedo.video.source import Frames, Picture

MISSING = 0.15
"""A joint with less confidence is missing: detectors answer with a place even for joints that they do not see."""


def detect_people(
    source: str | Path | int | Frames,
    detector: str | Detector = "movenet",
    *,
    people: int | None = None,
    start: float = 0.0,
    end: float = math.inf,
    fps: float | None = None,
    journal: Journal | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Keypoints2D:
    """The 2D keypoints of the people in an image, a folder of images, a video or a webcam's pictures.

    In a clip people are followed over its frames, and ghosts are dropped, see :class:`zedo.detect.tracking.Tracker`. In
    photographs a person is numbered by how much of the picture they fill, from 0 for the largest.

    Args:
        source: a path, the number of a webcam, or frames that are open already.
        detector: a name of :func:`zedo.detect.detector.load_detector`, or any detector.
        people: keep at most so many: those who fill most of the clip, or of each photograph.
        start, end: seconds between which a clip is looked at, end excluded. A webcam is read until ``end`` or Ctrl-C.
        fps: frames a second of a folder of images, which then are a clip.
        journal: keeps what was found, and is asked for it first; deleted by the caller.
        progress: called with the frames done and their estimated number, None when unknown.

    Returns:
        N person-frames of the detector's skeleton, pixels. Joints outside the picture or with a confidence below 0.15
        are missing (0). ``frame`` counts all frames of the source from 0; ``time`` is NaN for photographs.
        ``image_size`` is None when photographs differ in it.

    Raises:
        ZedoError: when the source or the detector cannot be used, or nobody is found.
    """
    frames = open_frames(source, fps) if isinstance(source, str | Path | int) else source
    if people is not None and people < 1:
        raise ZedoError(f"people is {people}; at least 1 was expected")
    if not 0 <= start < end:
        raise ZedoError(f"start is {start:g} s and end {end:g} s; 0 ≤ start < end was expected")
    if frames.stills and (start > 0 or end < math.inf):
        raise ZedoError(f"{frames.name}: photographs have no times; start and end are for videos, webcams and fps")
    if start >= frames.duration:
        raise ZedoError(f"{frames.name}: lasts {frames.duration:.2f} s; start is {start:g} s")
    find = load_detector(detector, people) if isinstance(detector, str) else detector
    tracker = Tracker(find.skeleton)
    photographs: list[tuple[int, Detections]] = []
    sizes: set[tuple[int, int]] = set()
    total, done = _frames_between(frames, start, end), 0
    try:
        for frame in frames.since(start):
            if frame.time >= end:
                break
            known = journal.take(frame.index, len(find.skeleton)) if journal else None
            if known is not None:
                size, found = known
            else:
                image = frame.load()
                size = (image.shape[1], image.shape[0])
                expected = None if frames.stills else tracker.expected(frame.time)
                found = find(image, expected).seen(size, MISSING)
                if journal:
                    journal.add(frame.index, size, found)
            sizes.add(size)
            if frames.stills:
                photographs.append((frame.index, found))
            else:
                tracker.update(frame.index, frame.time, found)
            done += 1
            if progress:
                progress(done, total)
    except KeyboardInterrupt:
        if not frames.live:
            raise
    size = sizes.pop() if len(sizes) == 1 else None
    if frames.stills:
        keypoints = _of_photographs(photographs, find.skeleton, size, people)
    else:
        keypoints = tracker.keypoints(size, people)
    if len(keypoints) == 0:
        raise ZedoError(f"{frames.name}: nobody was found in {done} frame{'' if done == 1 else 's'}")
    return keypoints


def people_in_picture(image: Picture, detector: Detector) -> Keypoints2D:
    """The 2D keypoints of the people in one picture in memory, as :func:`detect_people` finds those of a photograph.

    Raises:
        ZedoError: when nobody is found.
    """
    size = (image.shape[1], image.shape[0])
    found = detector(image).seen(size, MISSING)
    if len(found) == 0:
        raise ZedoError("nobody was found in the picture")
    return _of_photographs([(0, found)], detector.skeleton, size, None)


def _frames_between(frames: Frames, start: float, end: float) -> int | None:
    if frames.count is None or math.isnan(frames.duration):
        return frames.count
    return max(1, round(frames.count * (min(end, frames.duration) - start) / frames.duration))


def _of_photographs(
    photographs: list[tuple[int, Detections]], skeleton: Skeleton, size: tuple[int, int] | None, people: int | None
) -> Keypoints2D:
    """The people of each photograph, the largest first. Nobody is in two."""
    places: dict[int, list[Rows]] = {}
    for index, found in photographs:
        joints = np.concatenate([found.uv, found.confidence[..., None]], axis=-1)
        rows: list[Rows] = [(np.array([index]), np.array([math.nan]), joints[i : i + 1]) for i in range(len(found))]
        for place, row in enumerate(sorted(rows, key=prominence, reverse=True)[:people]):
            places.setdefault(place, []).append(row)
    merged = [tuple(np.concatenate(parts) for parts in zip(*places[place], strict=True)) for place in sorted(places)]
    return gathered(merged, skeleton, size)  # type: ignore[arg-type]
