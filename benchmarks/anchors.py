"""Which anchors to ship for S = 10 and 50: ways of making them compared by minMPJPE on the validation benchmark.

    python benchmarks/anchors.py --mocap FOLDER TRAINING_FILES... --leave-out 02,09,12,16,running,jumping

The paper takes k-means centres of Human3.6M's poses, which stand under all headings before the camera. Compared
here: centres of poses that face the camera; centres of poses under random headings; and centres of camera-facing
poses, each under equally spaced headings. Exact 2D, bodies drawn from the sampler, preset paper, the benchmark's
200 frames for many hypotheses or the first of them. `zedo.optimise.anchors.prepared_anchors` is what follows from it.
"""

from __future__ import annotations

import argparse
import datetime
import shlex
from pathlib import Path

import numpy as np
from accuracy import HERE
from rich.console import Console

from zedo.cli.options import lifting_progress
from zedo.data import mocap
from zedo.evaluate.evaluation import evaluate
from zedo.evaluate.validation import validation_set
from zedo.io.arguments import parse_list
from zedo.optimise.anchors import make_anchors
from zedo.optimise.lifter import Lifter
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

WAYS = {10: [(10, 1), (10, 0), (5, 2), (2, 5)], 50: [(50, 1), (50, 0), (10, 5), (5, 10)]}
"""S → (centres, headings); headings = 0 stands for random headings before clustering."""


def name(centres: int, headings: int) -> str:
    """The way in words."""
    if headings == 0:
        return f"{centres} centres of poses under random headings"
    return f"{centres} camera-facing centres" + (f" × {headings} headings" if headings > 1 else "")


def main() -> None:
    """Run the comparison; the table is rewritten after each row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path, nargs="+", help="the mocap files that the prior was trained on")
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the benchmark's two npz archives")
    parser.add_argument("--leave-out", default="", help="as given to `zedo train`")
    parser.add_argument("--prior", default="open-v3")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--frames", type=int, default=200)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "anchors.md")
    arguments = parser.parse_args()
    console = Console(stderr=True)
    clips, _ = mocap.collect(arguments.training, leave_out=parse_list(arguments.leave_out))
    positions = np.concatenate([clip.positions for clip in clips])
    data = validation_set(arguments.mocap, "bodies", "exact", arguments.frames)
    command = ["python", "benchmarks/anchors.py", "--mocap", "MOCAP", "TRAINING_FILES"]
    command += ["--leave-out", arguments.leave_out, "--frames", str(arguments.frames)]
    command += ["--backend", arguments.backend]
    rows = ["| S | anchors | minMPJPE | minPA-MPJPE | first hypothesis |", "|---|---|---|---|---|"]
    for size, ways in WAYS.items():
        for way in ways:
            lifter = Lifter(arguments.prior, "paper", backend=arguments.backend, anchors=make_anchors(positions, *way))
            with lifting_progress(console, name(*way)) as progress:
                result = evaluate(data, lifter, progress)
            numbers = (result.min_mpjpe, result.min_pa_mpjpe, result.mpjpe)
            rows.append(f"| {size} | {name(*way)} | " + " | ".join(f"{n:.1f}" for n in numbers) + " |")
            about = (
                f"- date: {datetime.date.today().isoformat()}\n- machine: {describe_machine()}\n"
                f"- command: {shlex.join(command)}\n"
                f"- prior: {arguments.prior} ({result.provenance['prior']}), {arguments.frames} frames, millimetres\n"
            )
            head = "# Anchors\n\nMade by `benchmarks/anchors.py`; what is compared is described there.\n\n"
            write_whole(arguments.output, (head + about + "\n" + "\n".join(rows) + "\n").encode())
            console.print(rows[-1])


if __name__ == "__main__":
    main()
