"""``zedo detect``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.detection import DetectOptions
from zedo.cli.options import writable
from zedo.io.keypoints import write_keypoints
from zedo.system.errors import ZedoError


def detect(
    source: Path | None = None,
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Where to write: .json or .npz.")],
    fps: Annotated[float | None, Parameter(help="Makes a folder of images a clip with so many a second.")] = None,
    options: DetectOptions = DetectOptions(),  # noqa: B008 - frozen
) -> None:
    """Find people in an image, a folder of images or a video, and follow them: 2D keypoints for `zedo lift`.

    An interrupted run goes on where it was when the same command is given again.

    Parameters
    ----------
    source:
        An image, a video, or a folder of images: photographs or, with --fps, the frames of a clip.
    """
    given = options.source(source)
    writable(output)
    if output.suffix.lower() not in (".json", ".npz"):
        raise ZedoError(f"{output}: keypoints are written as .json or .npz; choose one of these suffixes")
    with options.detected(given, fps, output, Console(stderr=True), output) as keypoints:
        write_keypoints(keypoints, output)
