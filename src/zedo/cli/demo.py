"""``zedo demo``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.camera import Camera
from zedo.cli.detection import DetectOptions
from zedo.cli.options import LiftOptions, lifting_progress, work_progress
from zedo.clip.clip import lift_clip
from zedo.system.files import made_folder
from zedo.view.html import write_html
from zedo.view.png import write_png

ASSETS = Path(__file__).parents[1] / "assets" / "demo"
CAMERA_WIDTH = 1768
"""Pixels, width of the pictures that camera.json is of; the clip that ships is smaller."""

TITLE = "zedo demo: two people in Sports2D’s demo video"


def demo(
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Folder to write to, made if missing.")] = Path("zedo-demo"),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Find and lift the people in the clip that ships with zedo; write demo.html, demo.png and poses.npz.

    The clip and its camera are described in zedo/assets/demo/README.md.
    """
    made_folder(output)
    console = Console(stderr=True)
    clip, page = ASSETS / "demo.mp4", output / "demo.html"
    lifter = options.lifter()
    with DetectOptions().detected(clip, None, page, console, clip.name) as keypoints:
        assert keypoints.image_size is not None  # all frames of a video have one size
        camera = Camera.from_file(ASSETS / "camera.json").resized(keypoints.image_size[0] / CAMERA_WIDTH)
        started = time.monotonic()
        with lifting_progress(console, "lifting") as progress:
            poses = lift_clip(lifter, keypoints, camera, progress=progress)
        seconds = time.monotonic() - started
        poses.save(output / "poses.npz")
        with work_progress(console, "embedding", "frames") as progress:
            write_html(poses, page, keypoints, TITLE, clip, progress=progress)
        write_png(poses, output / "demo.png", keypoints, video=clip)
    console.print(f"{len(poses)} poses lifted in {seconds:.1f} s", soft_wrap=True)
    for name, what in (
        ("demo.html", "open it in a browser"), ("demo.png", "the same as a picture"), ("poses.npz", "the poses"),
    ):  # fmt: skip
        console.print(f"{output / name}: {what}", soft_wrap=True, highlight=False)
