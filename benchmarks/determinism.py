"""How far answers move with the chunk, the threads and the backend; where all are the same, not at all.

    python benchmarks/determinism.py --mocap FOLDER        # writes results/determinism.md

The 1,000 frames of accuracy.py with noisy keypoints, seed 0. Distances are of single joints of the answer, in the
camera's frame, to those of float32 PyTorch in chunks of 1,024.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accuracy import HERE, command_line
from rich.console import Console

from zedo.evaluate.evaluation import score
from zedo.evaluate.validation import validation_set
from zedo.optimise.lifter import Lifter
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

BACKENDS = ("torch", "torch-bf16", "openvino", "openvino-int8", "onnx", "onnx-int8")
CHUNKS = (1024, 333, 17)


def lifted(mocap: Path, preset: str, frames: int, threads: int, options: dict[str, Any]) -> tuple[np.ndarray, float]:
    """Positions (N, 17, 3) of the answers in metres, and their MPJPE in millimetres; in a process of its own."""
    torch.set_num_threads(threads)
    data = validation_set(mocap, "bodies", "noisy", frames)
    poses = Lifter(preset=preset, hypotheses=1, **options)(data.keypoints, data.camera)
    return poses.positions[0], score(poses.joints, data)["mpjpe"]


def rows(mocap: Path, preset: str, frames: int) -> Iterator[str]:
    """The table of one preset."""
    yield f"\n## `{preset}`\n"
    yield "| backend | chunk | threads | bits the same in two runs | median, mm | 99 % | furthest | change of MPJPE |"
    yield "|---|---|---|---|---|---|---|---|"
    reference: tuple[np.ndarray, float] | None = None
    for backend in BACKENDS:
        for chunk, threads in (*((chunk, 2) for chunk in CHUNKS), (CHUNKS[0], 1)):
            runs = []
            for _ in range(2):
                context = multiprocessing.get_context("spawn")
                with ProcessPoolExecutor(1, mp_context=context) as process:
                    options = {"backend": backend, "chunk": chunk}
                    runs.append(process.submit(lifted, mocap, preset, frames, threads, options).result())
            reference = reference or runs[0]
            same = len({hashlib.sha256(positions.tobytes()).hexdigest() for positions, _ in runs}) == 1
            away = 1000 * np.linalg.norm(runs[0][0] - reference[0], axis=-1).ravel()
            cells = [f"{number:.3f}" for number in (np.median(away), np.quantile(away, 0.99), away.max())]
            change = f"{runs[0][1] - reference[1]:+.3f}"
            yield f"| `{backend}` | {chunk} | {threads} | {'yes' if same else 'no'} | {' | '.join(cells)} | {change} |"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives of accuracy.py")
    parser.add_argument("--preset", action="append", help="fast and default when left out")
    parser.add_argument("--frames", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "determinism.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    lines = [
        "# The same seed\n",
        f"Made by `{command_line('determinism')}` on {datetime.date.today().isoformat()}, {describe_machine()}. "
        f"{given.frames} frames, noisy keypoints; distances of joints to those of `torch`, chunk 1024, 2 threads.",
    ]
    for preset in given.preset or ["fast", "default"]:
        for line in rows(given.mocap, preset, given.frames):
            console.print(line, markup=False, soft_wrap=True, highlight=False)
            lines.append(line)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
