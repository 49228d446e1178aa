"""What one size a person and a low-pass filter do to clips that were lifted frame by frame, on held-out people.

    python benchmarks/smoothing.py --mocap FOLDER      # writes results/smoothing.md

32 clips of 90 frames (3 s) of clips.py, true cameras.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

import numpy as np
from accuracy import HERE, command_line
from clips import virtual_clips
from rich.console import Console

from zedo.data.mocap import FRAME_RATE
from zedo.device import describe_machine
from zedo.evaluate import metrics
from zedo.files import write_whole
from zedo.lift.lifter import Lifter
from zedo.video.steady import steady

CLIPS, FRAMES = 32, 90
INPUTS = {"exact": (0.0, 0.0), "5 px of noise": (5.0, 0.0), "5 px of noise, 20 % missing": (5.0, 0.2)}
WAYS = {"frame by frame": None, "one size": 0.0, "one size, 6 Hz": 6.0, "one size, 3 Hz": 3.0}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives of accuracy.py")
    parser.add_argument("--preset", action="append", help="fast and default when left out")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "smoothing.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    lines = [
        "# Clips: size and smoothing\n",
        f"Made by `{command_line('smoothing')}` on {datetime.date.today().isoformat()}, {describe_machine()}.\n",
        f"{CLIPS} clips of {FRAMES} frames. MPJPE and PA-MPJPE in mm, mean error of acceleration in m/s².\n",
        "| preset | 2D | poses | MPJPE | PA-MPJPE | acceleration |",
        "|---|---|---|---|---|---|",
    ]
    clips = virtual_clips(given.mocap, CLIPS, FRAMES, seed=3)
    for preset in given.preset or ["fast", "default"]:
        lifter = Lifter(preset=preset)
        for kind, (noise, missing) in INPUTS.items():
            scores: dict[str, list[tuple[float, ...]]] = {way: [] for way in WAYS}
            for number, clip in enumerate(clips):
                lifted = lifter(clip.keypoints(noise, missing, seed=number), clip.camera)
                truth = clip.positions - clip.positions[:, :1]
                for way, cutoff in WAYS.items():
                    poses = lifted if cutoff is None else steady(lifted, cutoff)
                    answer = poses.joints[0].astype(np.float64)
                    off = np.diff(answer, n=2, axis=0) - np.diff(truth, n=2, axis=0)
                    scores[way].append(
                        (
                            metrics.mpjpe(answer, truth).mean(),
                            metrics.pa_mpjpe(answer, truth).mean(),
                            np.linalg.norm(off, axis=-1).mean() * FRAME_RATE**2,
                        )
                    )
            for way, values in scores.items():
                mpjpe, pa, acceleration = np.mean(values, axis=0)
                lines.append(f"| `{preset}` | {kind} | {way} | {mpjpe:.1f} | {pa:.1f} | {acceleration:.1f} |")
                console.print(lines[-1], markup=False, soft_wrap=True)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
