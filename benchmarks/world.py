"""Gravity, floor and planted feet (`--world`) after lifting, on held-out motion before virtual cameras.

    python benchmarks/world.py --mocap MOCAP --recording Pose2Sim/Demo_SinglePerson    # writes results/world.md

Clips are those of clips.py: three seconds of one person before a static camera of unknown pitch and roll, with
Human3.6M-like bodies. Gravity is known; the true height of the camera is what zedo's own rule for the floor finds on
the true motion with the true gravity. Clips in which nobody is upright, or no foot rests, are refused, and counted.
Foot skate is how far planted ankles stray from the middle of their step, root mean square, by the steps found in the
same poses. The recording is that of multiview.py, whose calibration says where up is; the person in it loses balance,
so that what zedo assumes of people does not hold.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

import numpy as np
from accuracy import HERE
from clips import VirtualClip, virtual_clips
from multiview import watch
from rich.console import Console

from zedo.body.skeleton import H36M_17
from zedo.clip.clip import lift_clip
from zedo.data.clips import FRAME_RATE
from zedo.optimise.lifter import Lifter
from zedo.poses import Poses3D
from zedo.system.device import describe_machine
from zedo.system.files import write_whole
from zedo.world import find_world
from zedo.world.frame import WorldFrame

FRAMES = 90


def angle(a: np.ndarray, b: np.ndarray) -> float:
    """Degrees between two unit vectors."""
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)))


def true_poses(clip: VirtualClip) -> Poses3D:
    """The true motion as if it had been lifted."""
    count = len(clip.positions)
    root = clip.positions[:, 0]
    return Poses3D(
        joints=(clip.positions - root[:, None])[None],
        translation=root[None],
        reprojection_error=np.zeros((1, count)),
        skeleton=H36M_17,
        frame=np.arange(count),
        time=np.arange(count) / FRAME_RATE,
        person=np.zeros(count, dtype=np.int64),
        camera=clip.camera,
    )


def world_of(poses: Poses3D, up: np.ndarray | None = None) -> WorldFrame | None:
    """The world, or None where zedo refuses."""
    try:
        return find_world(poses, up)
    except ValueError:
        return None


def rows(clips: list[VirtualClip], name: str, lifted: list[Poses3D], given: bool) -> str:
    """One line of the table; ``given`` tells zedo the true gravity."""
    gravity, height, before, after, refused, counted = [], [], [], [], 0, 0
    for clip, poses in zip(clips, lifted, strict=True):
        truth = world_of(true_poses(clip), clip.up)
        if truth is None:  # nobody stands in this clip
            continue
        counted += 1
        found = world_of(poses, clip.up if given else None)
        if found is None:
            refused += 1
            continue
        gravity.append(angle(found.up, clip.up))
        height.append(abs(found.height - truth.height) / truth.height)
        before.append(found.about["slip_before"])
        after.append(found.about["slip_after"])
    cells = [
        "given" if given else f"{np.median(gravity):.1f}, {np.percentile(gravity, 90):.1f}",
        f"{100 * np.median(height):.0f}, {100 * np.percentile(height, 90):.0f}",
        f"{1000 * np.median(before):.0f}",
        f"{1000 * np.median(after):.0f}",
    ]
    return f"| {name} | {counted} | {refused} | {' | '.join(cells)} |"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mocap", type=Path, required=True, help="folder of the CMU archives (docs/formats.md)")
    parser.add_argument("--recording", type=Path, help="Pose2Sim/Demo_SinglePerson")
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "world.md")
    given = parser.parse_args()
    console = Console(stderr=True)
    clips = virtual_clips(given.mocap, given.clips, FRAMES)
    lines = [
        "# Gravity, floor and planted feet\n",
        f"Made by `python benchmarks/world.py` on {datetime.date.today().isoformat()}, {describe_machine()}.\n",
        f"{given.clips} clips of {FRAMES} frames at {FRAME_RATE:g} Hz; true focal length. Median and 90th percentile "
        "over the clips.\n",
        "| poses | clips where someone stands | of these refused | gravity off, degrees | camera's height off, % "
        "| foot skate, mm | after planting |",
        "|---|---|---|---|---|---|---|",
    ]
    runs = [("true", [true_poses(clip) for clip in clips])]
    for preset in ("fast", "default"):
        lifter = Lifter(preset=preset)
        for noise, missing, name in ((0.0, 0.0, "exact"), (5.0, 0.1, "5 px, 10 % missing")):
            lifted = []
            for number, clip in enumerate(clips):
                keypoints = clip.keypoints(noise, missing, seed=number)
                lifted.append(lift_clip(lifter, keypoints, clip.camera))
            runs.append((f"`{preset}`, {name}", lifted))
    for name, lifted in runs:
        for known in (False, True):
            lines.append(rows(clips, name, lifted, known))
            console.print(lines[-1], markup=False, soft_wrap=True)
    if given.recording:
        lifter, found = Lifter(), []
        for number, view in enumerate(watch(given.recording, console), start=1):
            world = world_of(lift_clip(lifter, view.keypoints, view.camera))
            off = "refused" if world is None else f"{angle(world.up, view.rotation[:, 2]):.1f}"
            found.append(f"camera {number}: {off}")
        lines += [
            "",
            f"Real video of someone who loses balance, gravity off by the calibration, degrees: {', '.join(found)}.",
        ]
        console.print(lines[-1], markup=False, soft_wrap=True)
    write_whole(given.output, ("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
