"""What a wrong, an unknown and a scaled camera cost: focal length and the person's height, on held-out people.

    python benchmarks/cameras.py --mocap FOLDER        # writes results/cameras.md

Frames, bodies and cameras are those of accuracy.py (200 frames); clips are those of clips.py, 60 frames each.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from accuracy import HERE, INPUTS, command_line
from clips import virtual_clips
from rich.console import Console

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.evaluate.evaluation import score
from zedo.evaluate.validation import validation_set
from zedo.optimise.body_size import STATURE
from zedo.optimise.focal import estimate_focal
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

FACTORS = (0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4)
FRAMES, CLIPS, CLIP_FRAMES = 200, 80, 60


def with_focal(data: EvaluationSet, factor: float) -> EvaluationSet:
    """The same keypoints with a focal length that is off by ``factor``."""
    matrix = data.camera.matrix.copy()
    matrix[:, [0, 1], [0, 1]] *= factor
    return replace(data, camera=Camera(matrix))


def heights(data: EvaluationSet) -> np.ndarray:
    """Statures of the true bodies, as :data:`zedo.optimise.body_size.STATURE` defines the mean body's, metres."""
    legs = [("hip", "knee"), ("knee", "ankle")]
    pairs = [(f"{side}_{a}", f"{side}_{b}") for side in ("left", "right") for a, b in legs]
    trunk = [("pelvis", "spine"), ("spine", "thorax"), ("thorax", "neck"), ("neck", "head")]

    def length(a: str, b: str) -> np.ndarray:
        return np.linalg.norm(data.positions[:, H36M_17.index(a)] - data.positions[:, H36M_17.index(b)], axis=-1)

    return sum(length(*pair) for pair in pairs) / 2 + sum(length(*pair) for pair in trunk) + 0.08


def focal_table(mocap: Path, presets: list[str], prior: str, backend: str) -> Iterator[str]:
    """Errors with a focal length that is off by a factor."""
    yield "## A wrong focal length\n"
    yield f"MPJPE / PA-MPJPE in mm, {FRAMES} frames, exact 2D, one answer; columns: assumed over true focal length.\n"
    yield "| preset | " + " | ".join(f"{factor:g}" for factor in FACTORS) + " |"
    yield "|---" * (1 + len(FACTORS)) + "|"
    data = validation_set(mocap, "bodies", "exact", FRAMES)
    for preset in presets:
        lifter = Lifter(prior, preset, hypotheses=1, backend=backend)
        cells = []
        for factor in FACTORS:
            wrong = with_focal(data, factor)
            scores = score(lifter(wrong.keypoints, wrong.camera).joints, data)
            cells.append(f"{scores['mpjpe']:.1f} / {scores['pa_mpjpe']:.1f}")
        yield f"| `{preset}` | " + " | ".join(cells) + " |"


def legs(data: EvaluationSet) -> dict[str, np.ndarray]:
    """What a tape measures in a minute: lengths of the true left thighs and shins, metres."""
    pose = data.positions
    return {
        name: np.linalg.norm(pose[:, H36M_17.index(f"left_{a}")] - pose[:, H36M_17.index(f"left_{b}")], axis=-1)
        for name, a, b in (("left_thigh", "hip", "knee"), ("left_shin", "knee", "ankle"))
    }


def size_table(mocap: Path, presets: list[str], prior: str, backend: str) -> Iterator[str]:
    """Errors with and without what is known of the person's size."""
    yield "\n## The person's size\n"
    yield (
        f"MPJPE in mm, {FRAMES} frames, one answer. Bodies vary by 6 % in size and 4 % in each bone. The bones are the "
        "thigh and the shin of one leg.\n"
    )
    yield "| preset | 2D | nothing known | height known | height within 3 % | bones known | bones within 3 % |"
    yield "|---|---|---|---|---|---|---|"
    rng = np.random.default_rng(0)
    for preset in presets:
        lifter = Lifter(prior, preset, hypotheses=1, backend=backend)
        for kind in INPUTS:
            data = validation_set(mocap, "bodies", kind, FRAMES)
            true = heights(data)
            rough = true * (1 + 0.03 * rng.uniform(-1, 1, len(true)))
            bones = legs(data)
            about = {name: length * (1 + 0.03 * rng.uniform(-1, 1, len(true))) for name, length in bones.items()}
            errors = [
                score(lifter(data.keypoints, data.camera, **known).joints, data)["mpjpe"]
                for known in ({}, {"height": true}, {"height": rough}, {"bones": bones}, {"bones": about})
            ]
            yield f"| `{preset}` | {kind} | " + " | ".join(f"{error:.1f}" for error in errors) + " |"
    yield f"\n(The mean body is {STATURE:g} m tall.)"


def estimate_table(mocap: Path, prior: str, backend: str) -> Iterator[str]:
    """Focal lengths estimated from single frames and from clips, and what they give."""
    lifter = Lifter(prior, "fast", hypotheses=1, backend=backend)
    assert lifter.proposal is not None  # the preset fast starts from one
    clips = virtual_clips(mocap, CLIPS, CLIP_FRAMES)
    yield "\n## An unknown focal length\n"
    yield f"{CLIPS} clips of {CLIP_FRAMES} frames (2 s), 700 to 2,400 px, people 2 to 10 m away.\n"
    yield "| from | 2D | median error | ±10 % | ±20 % | in the 68 % interval | PA-MPJPE, estimated / true focal |"
    yield "|---|---|---|---|---|---|---|"
    for what, used in (("one frame", slice(0, 1)), ("a clip", slice(None))):
        for kind, noise, missing in (("exact", 0.0, 0.0), ("noisy", 5.0, 0.2)):
            off, held, errors = [], [], []
            for number, clip in enumerate(clips):
                k = clip.keypoints(noise, missing, seed=number)
                seen = Keypoints2D(
                    k.uv[used], k.confidence[used], k.skeleton, time=k.time[used], image_size=k.image_size
                )
                estimate = estimate_focal(seen, lifter.proposal)
                off.append(np.log(estimate.focal / clip.focal))
                held.append(estimate.low <= clip.focal <= estimate.high)
                middle = slice(0, 1)
                frame = Keypoints2D(k.uv[middle], k.confidence[middle], k.skeleton, image_size=k.image_size)
                truth = EvaluationSet(
                    "clip", frame, Camera(clip.camera.matrix[None]), clip.positions[middle], np.ones(17, dtype=bool)
                )
                errors.append(
                    [
                        score(lifter(frame, camera).joints, truth)["pa_mpjpe"]
                        for camera in (estimate.camera(k.image_size or (0, 0)), clip.camera)
                    ]
                )
            size = np.abs(np.expm1(off))
            pa = np.mean(errors, axis=0)
            yield (
                f"| {what} | {kind} | {np.median(size):.0%} | {(size < 0.1).mean():.0%} | {(size < 0.2).mean():.0%} | "
                f"{np.mean(held):.0%} | {pa[0]:.1f} / {pa[1]:.1f} |"
            )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives of accuracy.py")
    parser.add_argument("--prior", default="open-v3")
    parser.add_argument("--preset", action="append", help="fast and default when left out")
    parser.add_argument("--backend", default="auto")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "cameras.md")
    given = parser.parse_args()
    presets = given.preset or ["fast", "default"]
    console = Console(stderr=True)
    lines = [
        "# Cameras and size\n",
        f"Made by `{command_line('cameras')}` on {datetime.date.today().isoformat()}, {describe_machine()}, prior "
        f"{given.prior}.\n",
    ]
    for table in (
        focal_table(given.mocap, presets, given.prior, given.backend),
        size_table(given.mocap, presets, given.prior, given.backend),
        estimate_table(given.mocap, given.prior, given.backend),
    ):
        for line in table:
            console.print(line, markup=False, soft_wrap=True, highlight=False)
            lines.append(line)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
