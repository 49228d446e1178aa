"""One way to read pictures: an image, a folder of images, a video or a webcam, frame by frame."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from zedo.system.errors import ZedoError
from zedo.video.source import Frame, Frames, Picture


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
        raise ZedoError(f"{path}: no such image, video or folder")
    if path.is_dir():
        return Images(str(path), _images_in(path), fps)
    if fps is not None:
        raise ZedoError(f"{path}: fps is for a folder of images; a video states its own times")
    if _is_image(path):
        return Images(str(path), (path,), None)
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
            with Image.open(source, formats=formats) as file:
                image = ImageOps.exif_transpose(file)
                if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
                    image = image.convert("RGBA")
                    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
                return np.asarray(image.convert("RGB"))
    except Image.DecompressionBombError as error:
        raise ZedoError(f"{name}: too large an image ({error})") from None
    except Exception as error:  # damaged files raise a dozen unrelated types
        raise ZedoError(f"{name}: a damaged image ({error})") from None


def _is_image(path: Path) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as file:
                # A GIF that moves is a video; other formats' further pictures are thumbnails or stereo.
                return not (file.format == "GIF" and getattr(file, "is_animated", False))
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
    for path in sorted(folder.iterdir(), key=_natural):
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


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """Sorts frame_9 before frame_10."""
    parts = re.split(r"([0-9]+)", path.name)
    return [(0, int(part), "") if i % 2 else (1, 0, part.casefold()) for i, part in enumerate(parts)]
