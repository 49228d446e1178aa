"""From pixels to the page: how long a clip takes, stage by stage, and how memory grows with its length.

    python benchmarks/video.py time CLIP      # writes results/video-time.md
    python benchmarks/video.py memory CLIP    # writes results/video-memory.md

CLIP is a video of your own; its length, size and people are in the result. Times are those of the stages in one process
and of the whole command `zedo lift CLIP -o page.html` in a new one, start included. Memory is the peak of new processes
that (1) decode a long copy of the clip, 320 pixels wide, and follow the people of it, found without a network, since
networks use the same memory for every picture; (2) lift those keypoints by the preset fast and write npz; (3) make
a page of these with the video.
"""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from accuracy import HERE
from PIL import Image
from rich.console import Console

from zedo.clip.clip import lift_clip
from zedo.detect.detector import load_detector
from zedo.detect.people import detect_people
from zedo.optimise.focal import estimate_focal
from zedo.optimise.lifter import Lifter
from zedo.system.device import describe_machine
from zedo.system.files import write_whole
from zedo.video.encode import Mp4Writer
from zedo.video.frames import open_frames
from zedo.view.html import write_html

LONG_WIDTH = 320

FOLLOW = """
import sys
import numpy as np
from zedo.detect.detector import Detections
from zedo.detect.people import detect_people
from zedo.io.keypoints import write_keypoints
from zedo.body.skeleton import COCO_17

class Known:
    skeleton = COCO_17
    rng = np.random.default_rng(0)
    person = np.load(sys.argv[3])

    def __call__(self, image, expected=None):
        shown = self.person * [image.shape[1], image.shape[0]] + self.rng.normal(0, 0.3, (17, 2))
        return Detections(shown[None], np.full((1, 17), 0.8))

write_keypoints(detect_people(sys.argv[1], Known()), sys.argv[2])
"""


MEASURE = """
import resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
if done.returncode:
    sys.exit(done.stderr)
print(time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def run(*command: str | Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a new process.

    A small process starts and measures it: Linux counts what the starting one has among the memory of the started.
    """
    inner = [sys.executable, *map(str, command)]
    done = subprocess.run([sys.executable, "-c", MEASURE, *inner], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    taken, peak = map(float, done.stdout.split())
    return taken, peak


def stages(clip: Path) -> Iterator[tuple[str, float]]:
    """Names and seconds of what `zedo lift CLIP -o page.html` does."""

    def timed(start: float) -> float:
        return time.monotonic() - start

    start = time.monotonic()
    for frame in open_frames(clip):
        frame.load()
    decoding = timed(start)
    yield "decode", decoding
    find = load_detector("movenet")
    find(np.zeros((64, 64, 3), np.uint8))  # loads the networks
    start = time.monotonic()
    keypoints = detect_people(clip, find)
    yield "detect", timed(start) - decoding
    start = time.monotonic()
    lifter = Lifter()
    yield "load the prior", timed(start)
    assert lifter.proposal is not None and keypoints.image_size is not None
    start = time.monotonic()
    camera = estimate_focal(keypoints, lifter.proposal).camera(keypoints.image_size)
    yield "focal length", timed(start)
    start = time.monotonic()
    poses = lift_clip(lifter, keypoints, camera)
    yield "lift", timed(start)
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        write_html(poses, Path(folder) / "page.html", keypoints, video=clip)
        yield "page", timed(start)


def lengthened(clip: Path, minutes: float, path: Path) -> Path:
    """The clip again and again, :data:`LONG_WIDTH` pixels wide, 30 frames a second."""
    pictures = [Image.fromarray(frame.load()) for frame in open_frames(clip)]
    height = 2 * round(LONG_WIDTH * pictures[0].height / pictures[0].width / 2)
    small = [np.asarray(picture.resize((LONG_WIDTH, height))) for picture in pictures]
    with Mp4Writer(path, (LONG_WIDTH, height), Fraction(30), 2e5) as video:
        for number in range(round(1800 * minutes)):
            video.add(small[number % len(small)], number / 30)
    return path


def times(clip: Path) -> list[str]:
    """A table of :func:`stages` and of the command."""
    rows = list(stages(clip))
    with tempfile.TemporaryDirectory() as folder:
        command, peak = run("-m", "zedo", "lift", clip, "-o", Path(folder) / "page.html")
    rows.append((f"`zedo lift CLIP -o page.html`, peak {peak:.0f} MB", command))
    return ["| stage | seconds |", "|---|---|", *(f"| {stage} | {seconds:.1f} |" for stage, seconds in rows)]


def peaks(clip: Path, minutes: list[float]) -> list[str]:
    """A table of memory by length."""
    lines = ["| minutes | person-frames | decode and follow, MB | lift, MB | page, MB |", "|---|---|---|---|---|"]
    found = detect_people(clip, people=1)
    assert found.image_size is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keypoints, poses, person = folder / "keypoints.npz", folder / "poses.npz", folder / "person.npy"
        np.save(person, np.nan_to_num(found.uv[0] / found.image_size, nan=0.5))
        for length in minutes:
            video = lengthened(clip, length, folder / "long.mp4")
            cells = [
                run("-c", FOLLOW, video, keypoints, person),
                run("-m", "zedo", "lift", keypoints, "--preset", "fast", "--smooth", "6", "-o", poses),
                run("-m", "zedo", "view", poses, "--video", video, "-o", folder / "page.html"),
            ]
            lines.append(
                f"| {length:g} | {round(1800 * length):,} | {' | '.join(f'{peak:.0f}' for _, peak in cells)} |"
            )
    return lines


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("time", "memory"))
    parser.add_argument("clip", type=Path)
    parser.add_argument("--minutes", default="1,5,20", help="lengths at which memory is measured")
    given = parser.parse_args()
    with av.open(str(given.clip)) as container:
        stream = container.streams.video[0]
        about = f"{stream.frames} frames of {stream.width} × {stream.height} pixels"
    made = f"Made by `python benchmarks/video.py {given.what} CLIP` on {datetime.date.today().isoformat()}"
    table = times(given.clip) if given.what == "time" else peaks(given.clip, [*map(float, given.minutes.split(","))])
    lines = [f"# {given.what.capitalize()} of a video\n", f"{made}, {describe_machine()}; {about}.\n", *table]
    Console(stderr=True).print(*table, sep="\n", markup=False, soft_wrap=True)
    write_whole(HERE / "results" / f"video-{given.what}.md", ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
