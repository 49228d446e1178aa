"""One way to read pictures: an image, a folder of images, a video or a webcam, frame by frame."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from zedo.io.frame_names import natural
from zedo.io.kinds import as_address
from zedo.system import heic
from zedo.system.errors import ZedoError
from zedo.system.notes import note
from zedo.video.source import Frame, Frames, Picture
from zedo.video.tones import DEEP, to_8_bits

MOVING = ("GIF", "WEBP", "PNG", "AVIF")
"""Formats whose further pictures are those of a clip; in others they are thumbnails, stereo or pages."""

SOME_PICTURES = 3
"""JPEG pictures one after another from which a file of them is a clip; two are a photograph and its preview."""

LOOKED_INTO = 1 << 26
"""Bytes at the beginning of a file in which these are looked for."""


def open_frames(source: str | Path | int, fps: float | None = None) -> Frames:
    """An image, a folder of images in natural order, a video, or the webcam with that number.

    Content decides what a file is, not its name. Pictures stand upright: the orientation of a photograph (EXIF) and the
    display matrix of a video are applied.

    Args:
        fps: frames a second of a folder, whose images then are a clip; without it they are unrelated photographs.

    Raises:
        ZedoError: when there is no such source, or it holds no picture that can be read.
    """
    if fps is not None and not 0 < fps < float("inf"):
        raise ZedoError(f"fps is {fps:g}; a positive number of frames a second was expected")
    if isinstance(source, int):
        from zedo.video.decoder import Webcam

        return Webcam(source)
    path = Path(source)
    if not path.exists():
        raise ZedoError(f"{path}: no such image, video or folder{as_address(str(path))}")
    if path.is_dir():
        return Images(str(path), _images_in(path), fps)
    if fps is not None:
        raise ZedoError(f"{path}: fps is for a folder of images; a video states its own times")
    if _is_image(path):
        return Images(str(path), (path,), None)
    if _is_animation(path):
        return Animation(path)
    from zedo.video.decoder import Video

    return Video(path)


@dataclass(frozen=True)
class Images:
    """Image files, as photographs or, with ``fps``, as a clip."""

    name: str
    files: tuple[Path, ...]
    fps: float | None
    live = False

    @property
    def stills(self) -> bool:
        """Whether the images are unrelated photographs."""
        return self.fps is None

    @property
    def count(self) -> int:
        """Number of images."""
        return len(self.files)

    @property
    def duration(self) -> float:
        """Seconds, NaN for photographs."""
        return len(self.files) / self.fps if self.fps else float("nan")

    def __iter__(self) -> Iterator[Frame]:
        for index, file in enumerate(self.files):
            time = index / self.fps if self.fps else float("nan")
            yield Frame(index, time, lambda file=file: read_image(file))

    def since(self, start: float) -> Iterator[Frame]:
        """Images from ``start`` seconds on, all of photographs."""
        return (frame for frame in self if not frame.time < start)


@dataclass(frozen=True)
class Animation:
    """An animated WebP, PNG or AVIF, whose pictures state how long they are shown."""

    path: Path
    stills = False
    live = False

    @property
    def name(self) -> str:
        """The file's path."""
        return str(self.path)

    @property
    def count(self) -> int:
        """Number of pictures."""
        with _opened(self.path) as file:
            return getattr(file, "n_frames", 1)

    @property
    def duration(self) -> float:
        """Seconds; known only when all pictures have been read."""
        return float("nan")

    def __iter__(self) -> Iterator[Frame]:
        time = 0.0
        with _opened(self.path) as file:
            for index in range(getattr(file, "n_frames", 1)):
                try:
                    file.seek(index)
                    picture = _rgb(file)
                except Exception as error:  # damaged files raise a dozen unrelated types
                    raise ZedoError(f"{self.path}: damaged after {index} frames ({error})") from None
                yield Frame(index, time, lambda picture=picture: picture)
                # Players take 0 as the tenth of a second that browsers do.
                time += (file.info.get("duration") or 100) / 1000

    def since(self, start: float) -> Iterator[Frame]:
        """Pictures from ``start`` seconds on."""
        return (frame for frame in self if frame.time >= start)


def read_image(source: Path | IO[bytes], formats: tuple[str, ...] | None = None) -> Picture:
    """An image, a file or its content, as RGB, upright by its EXIF orientation; transparency becomes white.

    Args:
        formats: Pillow's names of the only ones that are read; None reads all.

    Raises:
        ZedoError: when it is damaged, of another format, or has more pixels than can be meant.
    """
    name = source if isinstance(source, Path) else "the picture"
    try:
        with warnings.catch_warnings():
            # Of Pillow's two limits on the number of pixels the lower only warns; a panorama may exceed it.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if isinstance(source, Path):
                _require_readable(source)
            with Image.open(source, formats=formats) as file:
                pages = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
                if pages > 1:
                    note(f"{name}: holds {pages} pictures, of which the first is used")
                return _rgb(file)
    except _Unreadable:
        raise
    except Image.DecompressionBombError as error:
        raise ZedoError(f"{name}: too large an image ({error})") from None
    except Exception as error:  # damaged files raise a dozen unrelated types
        raise ZedoError(f"{name}: a damaged image ({error})") from None


def _rgb(file: Image.Image) -> Picture:
    """The picture at which an open file stands, upright; transparency becomes white, many tones of grey become 256."""
    image = ImageOps.exif_transpose(file)
    if image.mode in DEEP:
        return np.repeat(to_8_bits(np.asarray(image))[..., None], 3, axis=2)
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return np.asarray(image.convert("RGB"))


class _Unreadable(ZedoError):
    """A format that needs a package which is not installed."""


def _require_readable(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(64)
    try:
        heic.require(head, path)
    except ValueError as error:
        raise _Unreadable(str(error)) from None
    if heic.is_heic(head):
        heic.register()


def _opened(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(path)


def _moves(file: Image.Image) -> bool:
    return file.format in MOVING and bool(getattr(file, "is_animated", False))


def _is_animation(path: Path) -> bool:
    """Whether Pillow, not FFmpeg, decodes a moving picture; FFmpeg does GIF."""
    try:
        with _opened(path) as file:
            return file.format != "GIF" and _moves(file)
    except Exception:  # no picture at all
        return False


def is_motion_jpeg(path: Path) -> bool:
    """Whether a file is JPEG pictures one after another, as cameras' raw streams are."""
    with path.open("rb") as file:
        content = file.read(LOOKED_INTO)
    found, at = 0, 0
    while content[at : at + 3] == b"\xff\xd8\xff":
        found += 1
        scan = _first_scan(content, at)
        end = content.find(b"\xff\xd9", scan) if scan >= 0 else -1
        if found >= SOME_PICTURES or end < 0:
            break
        at = end + 2
        while content[at : at + 1] == b"\0":  # padding
            at += 1
    return found >= SOME_PICTURES


def _first_scan(content: bytes, at: int) -> int:
    """Where the picture's own data begin, past the header, which may hold a thumbnail; -1 when they do not."""
    at += 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        if content[at + 1] == 0xDA:
            return at
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return -1


def _is_image(path: Path) -> bool:
    try:
        _require_readable(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as file:
                return not _moves(file) and not (file.format == "JPEG" and is_motion_jpeg(path))
    except (UnidentifiedImageError, ModuleNotFoundError):
        # Once imported, ultralytics makes Pillow look for a package when it does not know a file.
        return False
    except Image.DecompressionBombError:
        return True  # read_image says so
    except OSError as error:
        raise ZedoError(f"{path}: cannot be read ({error.strerror or error})") from None


def _images_in(folder: Path) -> tuple[Path, ...]:
    suffixes = Image.registered_extensions()
    files = []
    for path in sorted(folder.iterdir(), key=lambda path: natural(path.name)):
        if path.name.startswith(".") or not path.is_file():
            continue
        if _is_image(path):
            files.append(path)
        elif suffixes.get(path.suffix.lower()) in ("JPEG", "PNG", "TIFF", "WEBP", "BMP"):
            # Left out silently, the frames after it would have the wrong numbers.
            raise ZedoError(f"{path}: a damaged image, or none")
    if not files:
        raise ZedoError(f"{folder}: the folder holds no image")
    return tuple(files)
