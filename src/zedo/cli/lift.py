"""``zedo lift``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.camera import GRAMMAR, Camera
from zedo.cli.exports import OUTPUT_HELP, ExportOptions
from zedo.cli.options import LiftOptions, lifting_progress, parse_heights, parse_size
from zedo.io.keypoints import read_keypoints
from zedo.skeleton import COCO_RULES, H36M_17, SKELETONS


def lift(
    keypoints: Path,
    *,
    output: Annotated[Path, Parameter(alias="-o", help=OUTPUT_HELP)],
    camera: Annotated[str | None, Parameter(help=f"Intrinsics: {GRAMMAR}.")] = None,
    image_size: Annotated[str | None, Parameter(help="WIDTH,HEIGHT in pixels, if the file does not say.")] = None,
    height: Annotated[
        str | None, Parameter(help="Metres, of everybody (1.78) or of each person in the order of their numbers.")
    ] = None,
    skeleton: Annotated[
        str | None, Parameter(help=f"{', '.join(SKELETONS)} or a JSON file, if the file does not say.")
    ] = None,
    rule: Annotated[str, Parameter(help="How COCO's joints become Human3.6M's: mhformer or common.")] = COCO_RULES[0],
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
    export: ExportOptions = ExportOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift 2D keypoints to 3D poses in the camera's frame, in metres.

    Parameters
    ----------
    keypoints:
        A file of zedo's own (JSON, npz), OpenPose, Pose2Sim, AlphaPose, COCO, MMPose, VideoPose3D, Detectron2,
        MediaPipe or Sports2D, or a folder of OpenPose's; docs/formats.md lists them.
    """
    console = Console(stderr=True)
    export.check(output)
    people = read_keypoints(keypoints, skeleton, parse_size(image_size) if image_size else None)
    if camera is None:
        raise ValueError(f"{keypoints}: the camera's intrinsics are missing; add --camera with {GRAMMAR}")
    intrinsics = Camera.parse(camera, people.image_size)
    heights = parse_heights(height, people.person) if height else None
    export.check_clip(output, people)
    lifter = options.lifter()
    if lifter.skeleton == H36M_17:
        people = people.to(H36M_17, rule)
    started = time.monotonic()
    with lifting_progress(console, "lifting") as progress:
        poses = lifter(people, intrinsics, progress, heights)
    seconds = time.monotonic() - started
    missing = int(np.isnan(poses.joints[0, :, 0, 0]).sum())
    count = f"{len(poses)} poses of {len(np.unique(poses.person))} people in {len(np.unique(poses.frame))} frames"
    console.print(
        f"{output}: {count}, {poses.hypotheses} hypotheses each, "
        f"mean reprojection error {np.nanmean(poses.reprojection_error[0]):.1f} px, {seconds:.1f} s",
        soft_wrap=True,
    )
    if missing:
        console.print(f"{missing} of them have fewer than 3 visible joints and are NaN", soft_wrap=True)
    export.write(poses, output, console)
