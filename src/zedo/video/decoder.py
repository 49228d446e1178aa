"""Videos and webcams, decoded by FFmpeg (PyAV): real times, upright pictures, damage told."""

from __future__ import annotations

import contextlib
import math
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from av.sidedata.sidedata import Type as SideData
from av.stream import Disposition

from zedo.system.errors import ZedoError
from zedo.system.notes import note
from zedo.video.source import Frame, Picture

NO_VIDEO_CODECS = {"ansi", "bintext", "idf", "xbin"}
"""FFmpeg draws text files as pictures; they are not videos."""

UNTIMED = {"mjpeg", "h264", "hevc", "m4v", "mpegvideo", "av1", "obu"}
"""FFmpeg's names of streams without a container, of which it makes up the times."""

TRUNCATED = 0.5
"""Seconds that a video may end before its header says, beyond a twentieth of it, before it counts as cut off."""


@dataclass(frozen=True)
class Video:
    """A video file. Times are those of its frames, relative to the beginning of the file, as players show them.

    Raises:
        ZedoError: when the file is no video, or damaged; while iterating, where the damage begins.
    """

    path: Path
    stills = False
    live = False

    def __post_init__(self) -> None:
        self._about  # noqa: B018 - opened once now, so that a wrong file is told before the work

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self.path)

    @property
    def count(self) -> int | None:
        """Frames, by the header or the mean frame rate."""
        return self._about[0]

    @property
    def duration(self) -> float:
        """Seconds by the header, NaN when it does not say."""
        return self._about[1]

    @cached_property
    def rate(self) -> Fraction | None:
        """Pictures a second, on average; None where the file does not say."""
        with self._opened() as (_, stream):
            return stream.average_rate

    @cached_property
    def _about(self) -> tuple[int | None, float]:
        with self._opened() as (container, stream):
            if container.format.name in UNTIMED:
                note(
                    f"{self.path}: a raw stream, which states no times; {float(stream.average_rate or 25):g} frames a "
                    "second are assumed"
                )
            duration = math.nan
            if stream.duration is not None and stream.time_base is not None:
                duration = float(stream.duration * stream.time_base)
            elif container.duration is not None:
                duration = container.duration / av.time_base
            count = stream.frames or (
                round(duration * stream.average_rate) if stream.average_rate and duration > 0 else None
            )
            return count, duration

    def since(self, start: float) -> Iterator[Frame]:
        """Frames from ``start`` seconds on. What comes before the last picture that stands alone is not decoded."""
        with self._opened() as (container, stream):
            stream.thread_type = "AUTO"
            pixel = pixel_aspect(stream)
            origin = (container.start_time or 0) / av.time_base
            rate = float(stream.average_rate or 30)
            passed = _skip(container, stream, origin + start) if start > 0 else None
            index, time, size = 0, 0.0, None
            decoded = container.decode(stream)
            while True:
                try:
                    frame = next(decoded, None)
                except av.error.FFmpegError as error:
                    if passed is not None and size is None:
                        break
                    raise self._damaged(index, time, str(error.strerror)) from None
                if frame is None:
                    break
                if passed is not None and size is None:
                    if frame.pts not in passed or float(frame.time) - origin > start:
                        break
                    index = bisect_left(passed, frame.pts)
                # Rounding may put the first frame just before 0.
                time = index / rate if frame.time is None else max(0.0, float(frame.time) - origin)
                if size is None:
                    size = (frame.width, frame.height)
                if (frame.width, frame.height) != size:
                    raise ZedoError(
                        f"{self.path}: the picture changes from {size[0]}×{size[1]} to {frame.width}×{frame.height} "
                        f"at {time:.2f} s; cut the video there"
                    )
                if time >= start:
                    yield Frame(index, time, lambda frame=frame: upright(frame, pixel))
                index += 1
            if passed is not None and size is None:  # sought in vain, as in containers without stamps
                yield from (frame for frame in self.since(0.0) if frame.time >= start)
                return
            if index == 0:
                raise ZedoError(f"{self.path}: a video without a frame that can be decoded")
            end = time + 1 / rate
            # Beside an audio track the container's duration is the longer one's.
            stated = self.duration if stream.duration is not None or len(container.streams) == 1 else math.nan
            if end < stated - max(TRUNCATED, stated / 20):
                raise self._damaged(index, end, f"its header announces {stated:.2f} s")

    def __iter__(self) -> Iterator[Frame]:
        return self.since(0.0)

    def _damaged(self, index: int, time: float, what: str) -> ZedoError:
        return ZedoError(
            f"{self.path}: damaged or cut off after {index} frames, at {time:.2f} s ({what}); "
            f"end before that, such as with --end {math.floor(100 * time) / 100:.2f}, to use what there is"
            if index
            else f"{self.path}: a damaged video, no frame can be decoded ({what})"
        )

    def _form(self) -> str | None:
        """What FFmpeg would not find by itself: JPEG pictures one after another, whatever the file's name."""
        with self.path.open("rb") as file:
            return "mjpeg" if file.read(3) == b"\xff\xd8\xff" else None

    @contextlib.contextmanager
    def _opened(self) -> Iterator[tuple[Any, Any]]:
        try:
            # A playlist must not make FFmpeg read from the network; "file:" keeps colons in names from being protocols.
            container = av.open(f"file:{self.path}", format=self._form(), options={"protocol_whitelist": "file"})
        except (av.error.FFmpegError, OSError) as error:
            raise ZedoError(f"{self.path}: no image and no video, or a damaged one ({error.strerror})") from None
        with container:
            streams = [
                stream
                for stream in container.streams.video
                if stream.codec_context is not None
                and stream.codec_context.name not in NO_VIDEO_CODECS
                and not stream.disposition & Disposition.attached_pic
            ]
            if not streams:
                kinds = sorted({s.type for s in container.streams if s.type != "video"}) or ["text"]
                raise ZedoError(f"{self.path}: holds no video, only {' and '.join(kinds)}")
            yield container, streams[0]


@dataclass(frozen=True)
class Webcam:
    """A webcam by its number. Times count from the first frame."""

    number: int
    stills = False
    live = True
    count = None
    duration = math.nan

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"camera {self.number}"

    def __iter__(self) -> Iterator[Frame]:
        system = {"linux": ("v4l2", f"/dev/video{self.number}"), "darwin": ("avfoundation", f"{self.number}:none")}
        if sys.platform not in system:
            raise ZedoError(f"{self.name}: webcams can be read on Linux and macOS; record a video instead")
        kind, device = system[sys.platform]
        try:
            container = av.open(device, format=kind)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ZedoError(f"{self.name}: cannot be opened as {device} ({reason})") from None
        with container:
            first, pixel = None, pixel_aspect(container.streams.video[0])
            for index, frame in enumerate(container.decode(video=0)):
                now = float(frame.time or 0.0)
                first = now if first is None else first
                yield Frame(index, now - first, lambda frame=frame: upright(frame, pixel))

    def since(self, start: float) -> Iterator[Frame]:
        """Frames from ``start`` seconds after the first on."""
        return (frame for frame in self if frame.time >= start)


def _skip(container: Any, stream: Any, time: float) -> list[int]:
    """Seek before ``time``, seconds, and return the stamps of the frames up to there in order.

    Packets are read for that, not decoded: a place among the stamps is a frame's number, at any frame rate.
    """
    stamps = []
    with contextlib.suppress(av.error.FFmpegError):  # damage is told where it is decoded
        for packet in container.demux(stream):
            if packet.pts is not None and not packet.is_discard:
                stamps.append(packet.pts)
            # No later packet is shown before it is decoded.
            if packet.dts is not None and packet.dts * stream.time_base > time:
                break
        container.seek(max(0, math.floor(time / stream.time_base)), stream=stream)
    return sorted(stamps)


WIDEST_PIXEL = 4.0
"""A pixel's width over its height, or the other way round, beyond which a header is wrong."""


def pixel_aspect(stream: Any) -> float:
    """A pixel's width over its height: 4/3 of HDV, 64/45 of wide PAL; 1 when a file does not say."""
    stated = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio
    aspect = float(stated) if stated else 1.0
    return aspect if 1 / WIDEST_PIXEL <= aspect <= WIDEST_PIXEL else 1.0


def upright(frame: av.VideoFrame, pixel: float = 1.0) -> Picture:
    """A decoded frame as RGB as players show it: with square pixels, turned and mirrored as its display matrix says.

    Args:
        pixel: width of its pixels over their height.
    """
    if pixel != 1.0:
        frame = frame.reformat(width=max(1, round(frame.width * pixel)), height=frame.height, interpolation="AREA")
    image = frame.to_ndarray(format="rgb24")
    try:
        side: Any = frame.side_data  # its keys are typed as texts
    except ValueError:  # of a kind that PyAV has no name for, such as EXIF: it gives none at all then
        return np.ascontiguousarray(np.rot90(image, round(frame.rotation / 90)))
    matrix = side.get(SideData.DISPLAYMATRIX)
    if matrix is not None:
        # Row-major fixed point: x' = a x + c y, y' = b x + d y (libavutil/display.h).
        a, b, _, c, d = np.frombuffer(bytes(matrix), np.int32)[:5].tolist()
        if abs(b) + abs(c) > abs(a) + abs(d):
            image, a, d = image.swapaxes(0, 1), c, b
        image = image[:: -1 if d < 0 else 1, :: -1 if a < 0 else 1]
    return np.ascontiguousarray(image)
