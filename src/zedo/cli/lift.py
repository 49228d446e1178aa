"""``zedo lift``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.camera import GRAMMAR, Camera
from zedo.cli.options import LiftOptions, lifting_progress, parse_list, parse_size, writable
from zedo.io.export import FORMATS, check_clip, check_output, write_folder, write_poses
from zedo.io.export.angles import write_angles
from zedo.io.keypoints import read_keypoints
from zedo.skeleton import COCO_RULES, H36M_17, SKELETONS


def lift(
    keypoints: Path,
    *,
    output: Annotated[
        Path, Parameter(alias="-o", help=f"File to write: .{', .'.join(FORMATS)}; or a folder, with --format.")
    ],
    format: Annotated[str | None, Parameter(help="Write these into a folder: npz,trc,… (docs/formats.md).")] = None,
    fps: Annotated[float | None, Parameter(help="Frames a second for export, in place of timestamps.")] = None,
    angles: Annotated[Path | None, Parameter(help="Write joint angles to this .csv, too (docs/angles.md).")] = None,
    camera: Annotated[str | None, Parameter(help=f"Intrinsics: {GRAMMAR}.")] = None,
    image_size: Annotated[str | None, Parameter(help="WIDTH,HEIGHT in pixels, if the file does not say.")] = None,
    skeleton: Annotated[
        str | None, Parameter(help=f"{', '.join(SKELETONS)} or a JSON file, if the file does not say.")
    ] = None,
    rule: Annotated[str, Parameter(help="How COCO's joints become Human3.6M's: mhformer or common.")] = COCO_RULES[0],
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift 2D keypoints to 3D poses in the camera's frame, in metres.

    Parameters
    ----------
    keypoints:
        A file of zedo's own (JSON, npz), OpenPose, Pose2Sim, AlphaPose, COCO, MMPose, VideoPose3D, Detectron2,
        MediaPipe or Sports2D, or a folder of OpenPose's; docs/formats.md lists them.
    """
    console = Console(stderr=True)
    formats = parse_list(format) if format else []
    paths = check_output(output, formats, fps)
    if angles is not None and writable(angles).suffix.lower() != ".csv":
        raise ValueError(f"{angles}: joint angles are written as .csv")
    people = read_keypoints(keypoints, skeleton, parse_size(image_size) if image_size else None)
    if camera is None:
        raise ValueError(f"{keypoints}: the camera's intrinsics are missing; add --camera with {GRAMMAR}")
    intrinsics = Camera.parse(camera, people.image_size)
    check_clip(people, [*paths, *([angles] if angles else [])], fps)
    lifter = options.lifter()
    if lifter.skeleton == H36M_17:
        people = people.to(H36M_17, rule)
    started = time.monotonic()
    with lifting_progress(console, "lifting") as progress:
        poses = lifter(people, intrinsics, progress)
    written = write_folder(poses, output, formats, fps) if formats else write_poses(poses, output, fps)
    if angles is not None:
        write_angles(poses, angles, fps)
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
    further = [*(written.paths if len(written.paths) > 1 else ()), *([angles] if angles else ())]
    for path in further:
        console.print(f"  {path}", soft_wrap=True, highlight=False)
    for note in written.notes:
        console.print(note, soft_wrap=True)
