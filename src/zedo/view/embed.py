"""A video or photo made small enough to live inside a page."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from zedo.poses import Poses3D
from zedo.view.footage import footage, picture_rate
from zedo.view.scene import frame_times

BITS_PER_SECOND = 2.8e6
"""The most a video takes: 10 s are at most 3.5 MB, 4.7 MB in the page's base64."""

MOST_BYTES = 30e6
"""Longer than a minute and a half, a video is given fewer bits a second and, by their fourth root, fewer pixels."""

VIDEO_BOUNDS = (1280, 720)
PHOTO_BOUNDS = (1920, 1440)

JPEG_QUALITY = 88

NOMINAL_FPS = 30.0
"""Only guesses the length of videos whose poses have no times."""


@dataclass(frozen=True, eq=False)
class Embedded:
    """What the page shows beside the scene.

    Attributes:
        kind: ``video`` or ``photo``.
        content: an MP4 (H.264) or JPEG file.
        size: (width, height) in pixels of the pictures before they were made smaller.
        times: (F,) seconds from the source's first picture, of each picture; ``content`` begins with the first of them.
        frames: (F,) frame number of the poses that belong to each picture, NaN for none.
    """

    kind: str
    content: bytes
    size: tuple[int, int]
    times: Float[np.ndarray, " F"]
    frames: Float[np.ndarray, " F"]


def embedded(poses: Poses3D, path: str | Path, progress: Callable[[int, int], None] | None = None) -> Embedded:
    """The part of a video or the photo that ``poses`` were made from, bounded in size.

    Args:
        progress: see :func:`zedo.view.footage.footage`.

    Raises:
        ValueError: see :func:`zedo.view.footage.footage`.
    """
    from zedo.video.encode import Mp4Writer, fitted

    frames, times = frame_times(poses)
    moments = footage(poses, path, progress)
    first = next(moments)
    size = first.picture.shape[1], first.picture.shape[0]
    if len(frames) == 1:
        return Embedded("photo", _jpeg(first.picture), size, *_timeline([(first.time, first.frame)]))
    seconds = (frames[-1] - frames[0]) / NOMINAL_FPS if times is None else times[-1] - times[0]
    share = min(1.0, 8 * MOST_BYTES / (BITS_PER_SECOND * float(seconds)))
    width, height = (length * share**0.25 for length in VIDEO_BOUNDS)
    file = io.BytesIO()
    shown = []
    with Mp4Writer(file, fitted(size, (width, height)), picture_rate(path), BITS_PER_SECOND * share) as video:
        for moment in itertools.chain([first], moments):
            video.add(moment.picture, moment.time - first.time)
            shown.append((moment.time, moment.frame))
    return Embedded("video", file.getvalue(), size, *_timeline(shown))


def _timeline(shown: list[tuple[float, int | None]]) -> tuple[Float[np.ndarray, " F"], Float[np.ndarray, " F"]]:
    return (
        np.array([time for time, _ in shown]),
        np.array([np.nan if frame is None else float(frame) for _, frame in shown]),
    )


def _jpeg(picture: UInt8[np.ndarray, "H W 3"]) -> bytes:
    image = Image.fromarray(picture)
    image.thumbnail(PHOTO_BOUNDS)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=JPEG_QUALITY)
    return file.getvalue()
