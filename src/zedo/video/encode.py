"""Pictures as H.264 in MP4, which every browser plays; each picture keeps its own time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import av
import numpy as np
from jaxtyping import UInt8

TIME_BASE = Fraction(1, 90_000)

KEY_INTERVAL = 15
"""Pictures from one that can be decoded alone to the next: stepping backwards decodes no more than these."""


def fitted(size: tuple[int, int], bounds: tuple[float, float]) -> tuple[int, int]:
    """(width, height) of the same proportions inside ``bounds``, not enlarged, even as H.264 wants it."""
    scale = min(1.0, bounds[0] / size[0], bounds[1] / size[1])
    width, height = (max(2, 2 * round(length * scale / 2)) for length in size)
    return width, height


class Mp4Writer:
    """A context manager that writes an MP4 to a path or a binary file.

    Args:
        size: (width, height), both even; pictures of another size are scaled to it.
        rate: pictures a second on average, by which bits are shared out; it does not change any picture's time.
        bits_per_second: the most that any stretch of a second or two takes; easy pictures take less.
    """

    def __init__(
        self, file: str | Path | IO[bytes], size: tuple[int, int], rate: Fraction, bits_per_second: float
    ) -> None:
        target: Any = str(file) if isinstance(file, Path) else file
        self._container = av.open(target, "w", format="mp4")
        self._size = size
        stream = self._container.add_stream("libx264", rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = TIME_BASE
        stream.gop_size = KEY_INTERVAL
        stream.codec_context.color_range, stream.codec_context.colorspace = 1, 1  # limited, BT.709
        stream.options = {
            "preset": "veryfast",
            "crf": "23",
            "maxrate": str(round(bits_per_second)),
            "bufsize": str(round(bits_per_second)),
            "bf": "0",  # without reordering the first picture is at 0, not later
        }
        self._stream = stream
        self._ticks: list[int] = []

    def __enter__(self) -> Mp4Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()

    def add(self, picture: UInt8[np.ndarray, "H W 3"], time: float) -> None:
        """Append a picture that appears at ``time`` seconds; the first appears at 0."""
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame = frame.reformat(*self._size, "yuv420p", dst_colorspace="itu709", interpolation="AREA")
        frame.pts, frame.time_base = round(time / TIME_BASE), TIME_BASE
        self._container.mux(self._stream.encode(frame))
