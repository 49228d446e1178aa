"""Tiny videos for the tests, written with PyAV."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

QUARTERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255))
"""Red, green / blue, white: a picture that looks different in each of the eight orientations."""


def quartered(width: int = 64, height: int = 32) -> np.ndarray:
    """A picture of four colours."""
    picture = np.empty((height, width, 3), np.uint8)
    for i, colour in enumerate(QUARTERS):
        rows, columns = slice(0, height // 2), slice(0, width // 2)
        if i >= 2:
            rows = slice(height // 2, height)
        if i % 2:
            columns = slice(width // 2, width)
        picture[rows, columns] = colour
    return picture


def corners(picture: np.ndarray) -> list[int]:
    """Which of QUARTERS the corners show: top left, top right, bottom left, bottom right."""
    h, w = picture.shape[:2]
    at = picture[[h // 4, h // 4, -h // 4, -h // 4], [w // 4, -w // 4, w // 4, -w // 4]].astype(int)
    return [int(np.abs(np.array(QUARTERS) - colour).sum(axis=1).argmin()) for colour in at]


def write_video(
    path: Path,
    pictures: Sequence[np.ndarray],
    times: Sequence[Fraction] | None = None,
    rotation: tuple[float, bool, bool] | None = None,
    codec: str = "libx264",
    **options: str,
) -> Path:
    """A video with one of ``pictures`` at each of ``times`` (seconds; 30 a second when left out).

    Args:
        rotation: of the display matrix: degrees counter-clockwise, then mirrored horizontally, vertically.
    """
    base = Fraction(1, 600)
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream(codec, rate=30)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt, stream.time_base, stream.gop_size = "yuv420p", base, 12
        stream.codec_context.time_base = base
        if rotation:
            stream.set_display_rotation(rotation[0], hflip=rotation[1], vflip=rotation[2])
        for i, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.time_base = base
            frame.pts = round((times[i] if times else Fraction(i, 30)) / base)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def numbered(count: int, size: tuple[int, int] = (64, 48)) -> list[np.ndarray]:
    """Pictures that grow lighter, frame by frame."""
    return [np.full((size[1], size[0], 3), 20 + 8 * i, np.uint8) for i in range(count)]
