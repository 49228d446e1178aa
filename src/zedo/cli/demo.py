"""``zedo demo``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.camera import Camera
from zedo.cli.options import LiftOptions, lifting_progress
from zedo.io.keypoints import read_keypoints
from zedo.view.html import write_html
from zedo.view.png import write_png

ASSETS = Path(__file__).parents[1] / "assets" / "demo"

TITLE = "zedo demo: two people in Sports2D’s demo video"


def demo(
    *,
    output: Annotated[Path, Parameter(alias="-o", help="Folder to write to, made if missing.")] = Path("zedo-demo"),
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift the keypoints that ship with zedo and write demo.html, demo.png and poses.npz.

    The clip and its camera are described in zedo/assets/demo/README.md.
    """
    if output.exists() and not output.is_dir():
        raise ValueError(f"{output}: is a file, where a folder is to be written")
    output.mkdir(parents=True, exist_ok=True)
    console = Console(stderr=True)
    keypoints = read_keypoints(ASSETS / "keypoints.json")
    camera = Camera.from_file(ASSETS / "camera.json")
    lifter = options.lifter()
    started = time.monotonic()
    with lifting_progress(console, "lifting") as progress:
        poses = lifter(keypoints, camera, progress)
    seconds = time.monotonic() - started
    poses.save(output / "poses.npz")
    write_html(poses, output / "demo.html", keypoints, TITLE)
    write_png(poses, output / "demo.png", keypoints)
    console.print(f"{len(poses)} poses lifted in {seconds:.1f} s", soft_wrap=True)
    for name, what in (
        ("demo.html", "open it in a browser"), ("demo.png", "the same as a picture"), ("poses.npz", "the poses"),
    ):  # fmt: skip
        console.print(f"{output / name}: {what}", soft_wrap=True, highlight=False)
