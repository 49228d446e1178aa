"""The pictures that poses were made from, a video's or a photo, each with the poses that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError
from zedo.video.frames import open_frames
from zedo.view.scene import frame_times, projected

REACH = 0.6
"""How far from a picture its poses may lie, in typical distances between two frames with poses. From 0.5 on every
picture between them shows the nearer one; a longer gap shows nobody."""

LEAST_SHOWN = 0.9
"""Share of the frames with poses that a video must show to be theirs: readers may disagree about the last few."""

ASPECT_TOLERANCE = 0.02


@dataclass(frozen=True, eq=False)
class Moment:
    """A picture.

    Attributes:
        picture: (H, W, 3) red, green, blue.
        time: seconds from the video's beginning.
        frame: the frame number of the poses that belong to it; None when there are none.
    """

    picture: UInt8[np.ndarray, "H W 3"]
    time: float
    frame: int | None


def pictures(path: Path, start: float = 0.0) -> Iterator[tuple[float, UInt8[np.ndarray, "H W 3"]]]:
    """A video's pictures the right way up from ``start`` on, each with its time in seconds from the beginning.

    Raises:
        ZedoError: when the file is missing, or no video that can be decoded.
    """
    for frame in open_frames(path).since(start):
        yield frame.time, frame.load()


def picture_rate(path: str | Path) -> Fraction:
    """A video's pictures a second, on average; 30 where the file does not say.

    Raises:
        ZedoError: when the file is missing, or no video that can be decoded.
    """
    from zedo.video.decoder import Video

    return Video(Path(path)).rate or Fraction(30)


def footage(poses: Poses3D, path: str | Path, progress: Callable[[int, int], None] | None = None) -> Iterator[Moment]:
    """All pictures from the first to the last frame with poses; the nearest poses in time belong to each.

    Poses without times are matched by their frame number, which counts the video's pictures from 0.

    Args:
        path: the video, or, for poses of one frame, the photo.
        progress: called with the number of frames with poses that have passed, and that of all.

    Raises:
        ZedoError: when the file cannot be read, or is too short to be what the poses were made from.
    """
    path = Path(path)
    frames, times = frame_times(poses)
    if open_frames(path).stills:
        if len(frames) > 1:
            raise ZedoError(f"{path}: is a photo, but the poses are of {len(frames)} frames")
        yield Moment(next(pictures(path))[1], 0.0, int(frames[0]))
        return
    keys = frames.astype(np.float64) if times is None else times
    if len(keys) == 1:
        yield _nearest(path, keys[0], times is not None, int(frames[0]))
        return
    reach = REACH * float(np.median(np.diff(keys)))
    seen = set()
    start = 0.0 if times is None else max(0.0, float(times[0]) - reach)
    for number, (time, picture) in enumerate(pictures(path, start)):
        key = float(number) if times is None else time
        if key > keys[-1] + reach:
            break
        if key < keys[0] - reach:
            continue
        nearest = int(np.abs(keys - key).argmin())
        here = abs(keys[nearest] - key) <= reach
        if here:
            seen.add(nearest)
            if progress is not None:
                progress(nearest + 1, len(keys))
        yield Moment(picture, time, int(frames[nearest]) if here else None)
    if len(seen) < LEAST_SHOWN * len(keys):
        raise ZedoError(
            f"{path}: shows {len(seen)} of the {len(keys)} frames that have poses; is it the video they were made from?"
        )


def _nearest(path: Path, key: float, timed: bool, frame: int) -> Moment:
    best = None
    for number, (time, picture) in enumerate(pictures(path)):
        away = abs((time if timed else number) - key)
        if best is not None and away >= best[0]:
            break
        best = away, Moment(picture, time, frame)
    if best is None:
        raise ZedoError(f"{path}: holds no pictures; a video or a photo was expected")
    return best[1]


def with_size(poses: Poses3D, keypoints: Keypoints2D | None, size: tuple[int, int], path: str | Path) -> Keypoints2D:
    """What is drawn over the pictures, with the image size that its pixels refer to.

    That is the pictures' own size unless the keypoints name another; without keypoints the poses are projected.

    Args:
        size: (width, height) of the pictures.
        path: what the error names.

    Raises:
        ZedoError: when the keypoints' image has other proportions than the pictures.
    """
    if keypoints is None:
        return projected(poses, size)
    if keypoints.image_size is None:
        return replace(keypoints, image_size=size)
    width, height = keypoints.image_size
    if abs(width / height * size[1] / size[0] - 1) > ASPECT_TOLERANCE:
        raise ZedoError(
            f"{path}: its pictures are {size[0]}×{size[1]} pixels, but the keypoints were found in "
            f"{width}×{height}; the proportions must agree"
        )
    return keypoints
