"""``zedo detect``."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import work_progress, writable
from zedo.detect.detector import GRAMMAR
from zedo.io.keypoints import write_keypoints


def detect(
    source: Path | None = None,
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Where to write: .json or .npz.")],
    detector: Annotated[str, Parameter(help=f"What finds people: {GRAMMAR}.")] = "movenet",
    people: Annotated[int | None, Parameter(help="Keep at most so many: who fills most of the pictures.")] = None,
    start: Annotated[float, Parameter(help="Seconds at which to begin.")] = 0.0,
    end: Annotated[float, Parameter(help="Seconds before which to stop.")] = math.inf,
    fps: Annotated[float | None, Parameter(help="Makes a folder of images a clip with so many a second.")] = None,
    camera_index: Annotated[int | None, Parameter(help="A webcam instead of a file; Ctrl-C ends it.")] = None,
) -> None:
    """Find people in an image, a folder of images or a video, and follow them: 2D keypoints for `zedo lift`.

    An interrupted run goes on where it was when the same command is given again.

    Parameters
    ----------
    source:
        An image, a video, or a folder of images: photographs or, with --fps, the frames of a clip.
    """
    from zedo.detect.detector import load_detector
    from zedo.detect.journal import Journal, describe_files
    from zedo.detect.people import detect_people
    from zedo.video.frames import Images, open_frames

    console = Console(stderr=True)
    chosen = camera_index if source is None else source
    if chosen is None or (source is not None and camera_index is not None):
        raise ValueError("give either an image, a video or a folder of images, or --camera-index for a webcam")
    writable(output)
    if output.suffix.lower() not in (".json", ".npz"):
        raise ValueError(f"{output}: keypoints are written as .json or .npz; choose one of these suffixes")
    frames = open_frames(chosen, fps)
    find = load_detector(detector, people)
    journal = None
    if source is not None and frames.count != 1:
        model = detector.partition(":")[2]
        work = {
            "source": describe_files(*(frames.files if isinstance(frames, Images) else (source,))),
            "detector": detector, "model": describe_files(Path(model)) if model else None,
            "people": people, "start": start, "fps": fps,
        }  # fmt: skip
        journal = Journal(output.with_name(f"{output.name}.partial"), work)
    started, done = time.monotonic(), 0
    try:
        with work_progress(console, "detecting", "frames") as progress:

            def report(now: int, total: int | None) -> None:
                nonlocal done
                done = now
                if progress:
                    progress(now, total)

            keypoints = detect_people(
                frames, find, people=people, start=start, end=end, journal=journal, progress=report
            )
        write_keypoints(keypoints, output)
        if journal:
            journal.discard()
    except KeyboardInterrupt:
        if journal:
            console.print(f"{journal.path}: {done} frames so far; the same command goes on from there", soft_wrap=True)
        raise
    finally:
        if journal:
            journal.close()
    seconds = time.monotonic() - started
    count = len(np.unique(keypoints.person))
    known = f", {journal.taken} of them known from before" if journal and journal.taken else ""
    console.print(
        f"{output}: {count} {'person' if count == 1 else 'people'} in {len(np.unique(keypoints.frame))} of {done} "
        f"frames{known}, {seconds:.1f} s, {(done - (journal.taken if journal else 0)) / seconds:.1f} frames/s",
        soft_wrap=True,
        highlight=False,
    )
