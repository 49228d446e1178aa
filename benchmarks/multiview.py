"""Real video: each of four calibrated cameras is lifted alone and compared with the others and with triangulation.

    pip download --no-deps pose2sim==0.10.49 && unzip pose2sim-0.10.49-py3-none-any.whl
    python benchmarks/multiview.py Pose2Sim/Demo_SinglePerson      # writes results/multiview.md

The recording is `Demo_SinglePerson` of Pose2Sim (BSD-3, David Pagnon): one person who loses balance, four cameras,
1080 × 1920 pixels. Cameras follow from `calibration/Calib.qca.txt` (Qualisys: centres in millimetres, lenses in 1/64).
The reference is triangulated from the same detected keypoints that are lifted, so that it shares the detector's errors.
Frames in which a limb of it reprojects badly are left out; pelvis and limbs are compared, 13 joints.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from accuracy import HERE
from rich.console import Console

import zedo
import zedo.optimise.focal
from zedo.body.extremities import extended
from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.clip.clip import lift_clip
from zedo.evaluate import metrics
from zedo.optimise.lifter import Lifter
from zedo.system.device import describe_machine
from zedo.system.files import write_whole

UNITS = 64.0
"""Qualisys' units a pixel."""

WORST_PIXELS = 25.0
"""Mean distance over the views beyond which a triangulated joint is no reference."""

SCORED = np.array([name == "pelvis" or "_" in name for name in H36M_17.joints])
"""The pelvis and the limbs: the others are no keypoints of the detector."""


@dataclass(frozen=True)
class View:
    """A calibrated camera and what it saw."""

    camera: Camera
    rotation: np.ndarray  # (3, 3) world to camera
    centre: np.ndarray  # (3,) world, metres
    keypoints: zedo.Keypoints2D


def read_cameras(file: Path) -> list[tuple[Camera, np.ndarray, np.ndarray]]:
    """Camera, rotation (world to camera axes) and centre in metres of each camera of a Qualisys file."""
    found = []
    for element in ElementTree.parse(file).getroot().iter("camera"):
        lens, place = (element.find(name) for name in ("intrinsic", "transform"))
        assert lens is not None and place is not None  # in every file of this format
        fx, fy, cx, cy = (
            float(lens.get(name, "nan")) / UNITS
            for name in ("focalLengthU", "focalLengthV", "centerPointU", "centerPointV")
        )
        distortion = tuple(
            float(lens.get(name, "nan")) / UNITS
            for name in ("radialDistortion1", "radialDistortion2", "tangentalDistortion1", "tangentalDistortion2")
        )
        axes = np.array([[float(place.get(f"r{i}{j}", "nan")) for j in (1, 2, 3)] for i in (1, 2, 3)])
        # Qualisys' cameras look along -z with y up; zedo's along z with y down.
        rotation = np.diag([1.0, -1.0, -1.0]) @ axes
        centre = np.array([float(place.get(axis, "nan")) for axis in "xyz"]) / 1000
        found.append((Camera.from_intrinsics(fx, fy, cx, cy, distortion), rotation, centre))
    return found


def watch(recording: Path, console: Console, detector: str = "movenet") -> list[View]:
    """What each of the four cameras saw of the person, in the prior's joints and those beyond it."""
    views = []
    for number, (camera, rotation, centre) in enumerate(
        read_cameras(recording / "calibration" / "Calib.qca.txt"), start=1
    ):
        found = zedo.detect_people(recording / "videos" / f"cam{number:02d}.mp4", detector, people=1)
        views.append(View(camera, rotation, centre, found.to(extended(H36M_17, found.skeleton))))
        console.print(f"camera {number}: {len(found)} frames")
    return views


def common_frames(views: list[View]) -> np.ndarray:
    """Numbers of the frames in which every camera saw the person."""
    return np.array(sorted(set.intersection(*(set(view.keypoints.frame.tolist()) for view in views))))


def triangulate(views: list[View], frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(F, J, 3) world positions by least squares on the rays, and (F, J) mean pixel residuals."""
    points, residuals, joints = [], [], len(views[0].keypoints.skeleton)
    for frame in frames:
        normal, target = np.zeros((joints, 3, 3)), np.zeros((joints, 3))
        for view in views:
            row = np.flatnonzero(view.keypoints.frame == frame)[0]
            plane = np.nan_to_num(view.camera.normalise(view.keypoints.uv[row]))
            ray = np.concatenate([plane, np.ones((joints, 1))], axis=1) @ view.rotation
            ray /= np.linalg.norm(ray, axis=1, keepdims=True)
            across = (np.eye(3) - ray[:, :, None] * ray[:, None]) * view.keypoints.confidence[row][:, None, None]
            normal += across
            target += across @ view.centre
        position = np.linalg.solve(normal + 1e-9 * np.eye(3), target[..., None])[..., 0]
        off = []
        for view in views:
            row = np.flatnonzero(view.keypoints.frame == frame)[0]
            seen = view.camera.project(((position - view.centre) @ view.rotation.T)[None])[0]
            off.append(np.linalg.norm(seen - view.keypoints.uv[row], axis=-1))
        points.append(position)
        known = np.isfinite(off)
        residuals.append(np.where(known, off, 0.0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan))
    return np.array(points), np.array(residuals)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recording", type=Path, help="Pose2Sim/Demo_SinglePerson")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "multiview.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    views = watch(given.recording, console)
    frames = common_frames(views)
    reference, residual = triangulate(views, frames)
    sure = residual[:, SCORED].max(axis=1) < WORST_PIXELS
    frames, reference = frames[sure], reference[sure]
    lines = [
        "# Four cameras, each lifted alone\n",
        f"Made by `python benchmarks/multiview.py RECORDING` on {datetime.date.today().isoformat()}, "
        f"{describe_machine()}.\n",
        f"{sure.sum()} of {len(sure)} frames whose limbs triangulate within {WORST_PIXELS:g} px (mean residual "
        f"{residual[sure][:, SCORED].mean():.1f} px). Millimetres, root-relative, in the world's axes, no alignment "
        "but for PA-MPJPE: the cameras are calibrated.\n",
        "| preset | focal length | MPJPE to triangulation, each camera | mean | PA-MPJPE, mean | between cameras |",
        "|---|---|---|---|---|---|",
    ]
    for preset in ("fast", "default"):
        for known in (True, False):
            lifter, placed = Lifter(preset=preset), []
            for view in views:
                camera = view.camera
                if not known:
                    assert lifter.proposal is not None  # both presets have one
                    size = view.keypoints.image_size
                    assert size is not None
                    camera = zedo.optimise.focal.estimate_focal(view.keypoints, lifter.proposal).camera(size)
                poses = lift_clip(lifter, view.keypoints, camera)
                rows = np.searchsorted(poses.frame, frames)
                placed.append(poses.joints[0, rows].astype(np.float64) @ view.rotation)
            errors = [metrics.mpjpe(pose, reference, SCORED).mean() for pose in placed]
            aligned = np.mean([metrics.pa_mpjpe(pose, reference, SCORED).mean() for pose in placed])
            pairs = np.mean([metrics.mpjpe(a, b, SCORED).mean() for a, b in itertools.combinations(placed, 2)])
            lines.append(
                f"| `{preset}` | {'known' if known else 'estimated'} | {', '.join(f'{e:.0f}' for e in errors)} | "
                f"{np.mean(errors):.1f} | {aligned:.1f} | {pairs:.1f} |"
            )
            console.print(lines[-1], markup=False, soft_wrap=True)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
