"""Clips lifted frame by frame, filtered, and lifted together, on held-out people.

    python benchmarks/smoothing.py --mocap FOLDER      # writes results/smoothing.md

Clips of 90 frames (3 s) of clips.py before true cameras: 16 as they come, and the 8 with the fastest joints out of 100
others. *One size, 6 Hz* is what zedo did to videos before it lifted clips together: one body size a person, and a
zero-lag Butterworth filter on the poses.

Flips are changes from one frame to the next between the right and the wrong depth order of a limb's ends (thighs,
shins, upper arms, forearms), where the truth has them 10 cm or more apart in both frames. Jumps are frames in which a
joint moves faster than 10 m/s about the pelvis, which none of the truth does. *Fast joints* move faster than 2.5 m/s.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from accuracy import HERE, command_line
from clips import VirtualClip, virtual_clips
from rich.console import Console
from scipy.signal import butter, sosfiltfilt

from zedo.body.skeleton import H36M_17
from zedo.clip.clip import lift_clip
from zedo.clip.sides import limb_pairs
from zedo.data.clips import FRAME_RATE
from zedo.evaluate import metrics
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

CLIPS, FRAMES = 16, 90
FAST, OUT_OF = 8, 100
DEPTH, JUMP, FAST_JOINT = 0.10, 10.0, 2.5
MIXED_UP, LONGEST_EXCHANGE, CORRELATION = 0.08, 5, 0.8
LIMBS = [bone for bone in H36M_17.bones if H36M_17.joints[bone[1]].endswith(("knee", "ankle", "elbow", "wrist"))]
PARENTS, CHILDREN = (list(ends) for ends in zip(*H36M_17.bones, strict=True))


def exchanged(keypoints: Keypoints2D, seed: int) -> Keypoints2D:
    """Arms, legs or both with each other's names, for 1 to 5 frames, beginning in 8 % of the frames."""
    rng = np.random.default_rng(seed)
    uv, confidence, start = keypoints.uv.copy(), keypoints.confidence.copy(), 0
    limbs = limb_pairs(H36M_17)
    while start < len(uv):
        if rng.random() < MIXED_UP:
            end = min(start + int(rng.integers(1, LONGEST_EXCHANGE + 1)), len(uv))
            for limb in ((limbs[0],), (limbs[1],), limbs)[rng.integers(3)]:
                here, there = np.array(limb).T.ravel(), np.array(limb)[:, ::-1].T.ravel()
                uv[start:end, here] = keypoints.uv[start:end, there]
                confidence[start:end, here] = keypoints.confidence[start:end, there]
            start = end
        start += 1
    return replace(keypoints, uv=uv, confidence=confidence)


def wandering(keypoints: Keypoints2D, seed: int) -> Keypoints2D:
    """5 px of noise that resembles that of the frame before, by a correlation of 0.8."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=keypoints.uv.shape)
    for frame in range(1, len(noise)):
        noise[frame] = CORRELATION * noise[frame - 1] + np.sqrt(1 - CORRELATION**2) * noise[frame]
    return replace(keypoints, uv=keypoints.uv + 5 * noise)


INPUTS: dict[str, Callable[[VirtualClip, int], Keypoints2D]] = {
    "exact": lambda clip, seed: clip.keypoints(seed=seed),
    "5 px of noise, 20 % missing": lambda clip, seed: clip.keypoints(5.0, 0.2, seed),
    "5 px of noise that wanders": lambda clip, seed: wandering(clip.keypoints(), seed),
    "left and right exchanged": lambda clip, seed: exchanged(clip.keypoints(), seed),
    "exchanged, noise, missing": lambda clip, seed: exchanged(clip.keypoints(5.0, 0.2, seed), seed),
}


def filtered(poses: Poses3D, cutoff: float = 6.0) -> Poses3D:
    """One size, the median, and a second-order Butterworth filter forwards and backwards."""
    size = np.linalg.norm(poses.joints[0][:, CHILDREN] - poses.joints[0][:, PARENTS], axis=-1).sum(axis=-1)
    scale = (np.median(size) / size)[:, None]
    placed = np.concatenate([poses.joints[0] * scale[..., None], (poses.translation[0] * scale)[:, None]], axis=1)
    smooth = sosfiltfilt(butter(2, cutoff, fs=FRAME_RATE, output="sos"), placed, axis=0)
    return replace(poses, joints=smooth[None, :, :-1], translation=smooth[None, :, -1])


def acceleration_error(answer: np.ndarray, truth: np.ndarray) -> float:
    """Mean over joints and frames, m/s²."""
    off = np.diff(answer, n=2, axis=0) - np.diff(truth, n=2, axis=0)
    return float(np.linalg.norm(off, axis=-1).mean() * FRAME_RATE**2)


def scores(poses: Poses3D, positions: np.ndarray) -> list[float]:
    """The columns of the table for one clip."""
    answer, truth = poses.joints[0].astype(np.float64), H36M_17.root_relative(positions)
    seconds = (len(truth) - 1) / FRAME_RATE
    parent, child = zip(*LIMBS, strict=True)
    found, true = (pose[:, list(child), 2] - pose[:, list(parent), 2] for pose in (answer, truth))
    wrong, clear = np.sign(found) != np.sign(true), np.abs(true) >= DEPTH
    flips = ((wrong[1:] != wrong[:-1]) & clear[1:] & clear[:-1]).sum() / seconds
    speed, true_speed = (np.linalg.norm(np.diff(pose, axis=0), axis=-1) * FRAME_RATE for pose in (answer, truth))
    errors = metrics.joint_errors(answer, truth)
    fast = true_speed > FAST_JOINT
    assert poses.uncertainty is None or poses.uncertainty.shape == errors.shape
    covered = np.nan if poses.uncertainty is None else (errors[:, 1:] <= 1000 * poses.uncertainty[:, 1:]).mean()
    return [
        metrics.mpjpe(answer, truth).mean(),
        metrics.pa_mpjpe(answer, truth).mean(),
        errors[1:][fast].mean() if fast.any() else np.nan,
        acceleration_error(answer, truth),
        acceleration_error(poses.positions[0].astype(np.float64), positions),
        flips,
        (speed.max(axis=1) > JUMP).sum() / seconds,
        100 * covered,
    ]


def top_speed(clip: VirtualClip) -> float:
    """Of any joint about the pelvis, m/s."""
    return float(np.linalg.norm(np.diff(H36M_17.root_relative(clip.positions), axis=0), axis=-1).max() * FRAME_RATE)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder with the two npz archives of accuracy.py")
    parser.add_argument("--preset", action="append", help="fast and default when left out")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "smoothing.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    fastest = sorted(virtual_clips(given.mocap, OUT_OF, FRAMES, seed=5), key=top_speed)[-FAST:]
    lines = [
        "# Clips: frame by frame, filtered, and together\n",
        f"Made by `{command_line('smoothing')}` on {datetime.date.today().isoformat()}, {describe_machine()}.\n",
        f"{CLIPS} clips of {FRAMES} frames as they come, and the {FAST} with the fastest joints out of {OUT_OF} others "
        f"(up to {max(map(top_speed, fastest)):.1f} m/s). MPJPE, PA-MPJPE and the error of fast joints in mm; mean "
        "error of acceleration about the pelvis and in the camera's frame in m/s²; flips and jumps a second; share of "
        "the joints within the radius of `uncertainty`. `benchmarks/smoothing.py` says what they are.\n",
        "| preset | clips | 2D | poses | MPJPE | PA-MPJPE | fast joints | acceleration | in the camera's frame | flips "
        "| jumps | within |",
        "|---" * 12 + "|",
    ]
    kinds = {
        "as they come": (virtual_clips(given.mocap, CLIPS, FRAMES, seed=3), list(INPUTS)),
        "fast": (fastest, list(INPUTS)[:2]),
    }
    for preset in given.preset or ["fast", "default"]:
        lifter = Lifter(preset=preset)
        for name, (clips, inputs) in kinds.items():
            for kind in inputs:
                found: dict[str, list[list[float]]] = {}
                for number, clip in enumerate(clips):
                    keypoints = INPUTS[kind](clip, number)
                    alone = lifter(keypoints, clip.camera)
                    for way, poses in {
                        "frame by frame": alone,
                        "one size, 6 Hz": filtered(alone),
                        "together": lift_clip(lifter, keypoints, clip.camera),
                    }.items():
                        found.setdefault(way, []).append(scores(poses, clip.positions))
                for way, values in found.items():
                    *numbers, within = np.nanmean(values, axis=0)
                    digits = (1, 1, 1, 1, 1, 2, 2)
                    cells = [f"{number:.{places}f}" for number, places in zip(numbers, digits, strict=True)]
                    cells.append("–" if np.isnan(within) else f"{within:.0f} %")
                    lines.append(f"| `{preset}` | {name} | {kind} | {way} | " + " | ".join(cells) + " |")
                    console.print(lines[-1], markup=False, soft_wrap=True)
                write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
