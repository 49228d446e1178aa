"""Detection for commands that take pictures: flags, progress and resumption."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import work_progress
from zedo.detect.detector import GRAMMAR
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

DEFAULT_DETECTOR = "movenet"


@Parameter(name="*")
@dataclass(frozen=True)
class DetectOptions:
    """How people are found in pictures."""

    detector: Annotated[str, Parameter(help=f"What finds people: {GRAMMAR}.")] = DEFAULT_DETECTOR
    people: Annotated[int | None, Parameter(help="Keep at most so many: who fills most of the pictures.")] = None
    start: Annotated[float, Parameter(help="Seconds at which to begin.")] = 0.0
    end: Annotated[float, Parameter(help="Seconds before which to stop.")] = math.inf
    camera_index: Annotated[int | None, Parameter(help="A webcam instead of a file; Ctrl-C ends it.")] = None

    def source(self, given: Path | None) -> Path | int:
        """The file, or the webcam's number; raises ZedoError unless there is exactly one of them."""
        if (given is None) == (self.camera_index is None):
            raise ZedoError("give either an image, a video or a folder of images, or --camera-index for a webcam")
        return self.camera_index if given is None else given  # type: ignore[return-value]

    def keypoints(
        self, path: Path, skeleton: str | None, image_size: tuple[int, int] | None, fps: float | None
    ) -> Keypoints2D:
        """The people of a keypoint file, of whom --people, --start and --end choose; --detector does not apply.

        Args:
            skeleton, image_size: as of :func:`zedo.io.keypoints.read_keypoints`.
            fps: frames a second, in place of the file's times.
        """
        from zedo.detect.following import chosen, read_people

        if self.detector != DEFAULT_DETECTOR:
            raise ZedoError(f"{path}: holds keypoints, in which --detector {self.detector} has nothing to find")
        return chosen(read_people(path, skeleton, image_size, fps), self.people, self.start, self.end)

    @contextlib.contextmanager
    def detected(
        self, source: Path | int, fps: float | None, output: Path, console: Console, label: object
    ) -> Iterator[Keypoints2D]:
        """The people in a source of pictures, for a block that writes ``output``; a line says what was found.

        What was found in each frame is kept beside ``output`` until the block ends without an error: the same call goes
        on from there after an interruption.

        Args:
            fps: frames a second of a folder of images, which then are a clip.
            label: begins the line.
        """
        from zedo.pipeline import detected, journal_path

        done = 0
        try:
            with contextlib.ExitStack() as stack:
                with work_progress(console, "detecting", "frames") as progress:

                    def report(now: int, total: int | None) -> None:
                        nonlocal done
                        done = now
                        if progress:
                            progress(now, total)

                    found = stack.enter_context(
                        detected(
                            source,
                            detector=self.detector,
                            people=self.people,
                            start=self.start,
                            end=self.end,
                            fps=fps,
                            beside=output,
                            progress=report,
                        )
                    )
                count = len(np.unique(found.keypoints.person))
                before = f", {found.known} of them known from before" if found.known else ""
                console.print(
                    f"{label}: {count} {'person' if count == 1 else 'people'} in "
                    f"{len(np.unique(found.keypoints.frame))} of {found.frames} frames{before}, {found.seconds:.1f} s, "
                    f"{(found.frames - found.known) / found.seconds:.1f} frames/s",
                    soft_wrap=True,
                    highlight=False,
                )
                yield found.keypoints
        except KeyboardInterrupt:
            if (kept := journal_path(output)).exists():
                console.print(f"{kept}: {done} frames so far; the same command goes on from there", soft_wrap=True)
            raise
