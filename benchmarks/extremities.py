"""Feet, hands and face on real video: placed from one camera, compared with triangulation from four.

    python benchmarks/extremities.py Pose2Sim/Demo_SinglePerson pose_landmarker_full.task   # results/extremities.md

The recording is that of multiview.py; the joints are BlazePose's, found by MediaPipe with the bundle that is given.
Errors are those of a joint relative to its parent, in the world's axes, without alignment, where both triangulate
well. Compared are the neutral place, which needs no keypoint; of the two places on the ray at the right distance from
the parent the one nearer to the neutral place; and what zedo does, the direction of the ray's point that is nearest to
the neutral place. The face is left out: the recording's is pixelated, and the joint it hangs on is made of it.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from accuracy import HERE
from multiview import View, common_frames, triangulate, watch
from rich.console import Console

from zedo.biomechanics.angles import joint_angles
from zedo.body.extremities import ATTACHMENTS
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.camera import Camera
from zedo.clip.clip import lift_clip
from zedo.optimise.extremities import attach
from zedo.optimise.lifter import Lifter
from zedo.poses import Keypoints2D
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

WORST_PIXELS = 20.0
"""Mean distance over the views beyond which a triangulated joint is no reference."""

LEAST_CONFIDENCE, LEAST_VIEWS = 0.5, 3
"""Of a keypoint that takes part in triangulation, and how many of these a joint of the reference needs."""


def unseen(keypoints: Keypoints2D) -> Keypoints2D:
    """The same people without feet, hands and face."""
    confidence = keypoints.confidence.copy()
    confidence[:, len(H36M_17) :] = 0.0
    return replace(keypoints, confidence=confidence)


def on_sphere(body: np.ndarray, keypoints: Keypoints2D, camera: Camera) -> np.ndarray:
    """(N, K, 3): on the ray at the right distance from the parent, or as near to it as the ray comes."""
    neutral = attach(body[None], H36M_17, unseen(keypoints), camera)[0]
    image, placed = camera.project(body), neutral.copy()
    for k in range(len(H36M_17), len(keypoints.skeleton)):
        parent = keypoints.skeleton.parents[k]
        ray = camera.rays((keypoints.uv[:, k] + image[:, parent] - keypoints.uv[:, parent])[:, None])[:, 0]
        foot = (body[:, parent] * ray).sum(axis=-1, keepdims=True) * ray - body[:, parent]
        offset = neutral[:, k] - body[:, parent]
        depth = np.sqrt(np.maximum((offset**2).sum(axis=-1) - (foot**2).sum(axis=-1), 0.0))
        sign = np.where((offset * ray).sum(axis=-1) > 0, 1.0, -1.0)
        there = body[:, parent] + foot + (sign * depth)[:, None] * ray
        placed[:, k] = np.where(np.isnan(there), neutral[:, k], there)
    return placed


def sure(view: View) -> View:
    """The view without doubtful keypoints."""
    confidence = view.keypoints.confidence
    return replace(
        view, keypoints=replace(view.keypoints, confidence=np.where(confidence < LEAST_CONFIDENCE, 0.0, confidence))
    )


def ankle_angles(positions: np.ndarray, skeleton: Skeleton) -> np.ndarray:
    """(F, 2) degrees, left and right."""
    angles = joint_angles(positions, skeleton)
    return np.stack([angles["left_ankle_flexion"], angles["right_ankle_flexion"]], axis=-1)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recording", type=Path, help="Pose2Sim/Demo_SinglePerson")
    parser.add_argument("model", type=Path, help="MediaPipe's Pose Landmarker bundle, .task")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "extremities.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    views = watch(given.recording, console, f"mediapipe:{given.model}")
    skeleton, frames = views[0].keypoints.skeleton, common_frames(views)
    reference, residual = triangulate([sure(view) for view in views], frames)
    rows = [np.searchsorted(view.keypoints.frame, frames) for view in views]
    seen = sum((sure(view).keypoints.confidence > 0)[row].astype(int) for view, row in zip(views, rows, strict=True))
    good = (residual < WORST_PIXELS) & (seen >= LEAST_VIEWS)
    lifter, methods = Lifter(), {"neutral": [], "on the sphere": [], "zedo": []}
    for view, row in zip(views, rows, strict=True):
        poses = lift_clip(lifter, view.keypoints, view.camera)
        body = poses.positions[0, :, : len(H36M_17)].astype(np.float64)
        trusted = sure(view).keypoints
        for method, positions in (
            ("neutral", attach(body[None], H36M_17, unseen(trusted), view.camera)[0]),
            ("on the sphere", on_sphere(body, trusted, view.camera)),
            ("zedo", attach(body[None], H36M_17, trusted, view.camera)[0]),
        ):
            methods[method].append(positions[row] @ view.rotation)
    lines = [
        "# Feet, hands and face\n",
        f"Made by `python benchmarks/extremities.py RECORDING pose_landmarker_full.task` on "
        f"{datetime.date.today().isoformat()}, {describe_machine()}.\n",
        f"{len(frames)} frames, four cameras, preset `default`; where a joint and its parent triangulate within "
        f"{WORST_PIXELS:g} px. Millimetres: distance from the parent, triangulated and as assumed; error relative to "
        "the parent, mean and 68th percentile, and that as a share of the distance.\n",
        "| joint | places | distance | assumed | "
        + " | ".join(f"{method}: mean, 68 %, share" for method in methods)
        + " |",
        "|---|---|---|---|" + "---|" * len(methods),
    ]
    shares: dict[str, list[np.ndarray]] = {method: [] for method in methods}
    for k in range(len(H36M_17), len(skeleton)):
        parent = skeleton.parents[k]
        if ATTACHMENTS[skeleton.joints[k]].parent == "neck":
            continue
        both = good[:, k] & good[:, parent]
        true = reference[:, k] - reference[:, parent]
        away = 1000 * np.linalg.norm(true[both], axis=-1)
        assumed = 1000 * np.linalg.norm(ATTACHMENTS[skeleton.joints[k]].offset)
        cells = []
        for method, placed in methods.items():
            errors = [np.linalg.norm(p[:, k] - p[:, parent] - true, axis=-1)[both] for p in placed]
            error = 1000 * np.concatenate(errors)
            shares[method].append(error / assumed)
            bound = np.percentile(error, 68)
            cells.append(f"{error.mean():.0f}, {bound:.0f}, {bound / assumed:.2f}")
        lines.append(
            f"| {skeleton.joints[k]} | {4 * both.sum()} | {np.median(away):.0f} ± {away.std():.0f} | {assumed:.0f} | "
            f"{' | '.join(cells)} |"
        )
        console.print(lines[-1], markup=False, soft_wrap=True)
    pooled = [f"{np.percentile(np.concatenate(shares[method]), 68):.2f}" for method in methods]
    lines.append(f"| all | | | | {' | '.join(pooled)} |")
    console.print(lines[-1], markup=False)
    needed = ("knee", "ankle", "heel", "foot_index")
    feet = np.stack(
        [good[:, [skeleton.index(f"{side}_{n}") for n in needed]].all(axis=1) for side in ("left", "right")], axis=-1
    )
    true = ankle_angles(reference, skeleton)
    lines += ["", "| ankle flexion, degrees | " + " | ".join(methods) + " |", "|---|" + "---|" * len(methods)]
    errors = [np.concatenate([(ankle_angles(p, skeleton) - true)[feet] for p in placed]) for placed in methods.values()]
    lines.append("| mean absolute error | " + " | ".join(f"{np.abs(error).mean():.1f}" for error in errors) + " |")
    lines.append("| mean error | " + " | ".join(f"{error.mean():+.1f}" for error in errors) + " |")
    console.print(lines[-2], lines[-1], markup=False, soft_wrap=True)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
