"""``zedo lift``."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, cast

import numpy as np
from cyclopts import Parameter
from rich.console import Console

from zedo.body.skeleton import SKELETONS, Rule
from zedo.camera import GRAMMAR
from zedo.cli.detection import DetectOptions
from zedo.cli.exports import OUTPUT_HELP, ExportOptions
from zedo.cli.options import LiftOptions, check_known, lifting_progress
from zedo.io.arguments import parse_bones, parse_heights, parse_size
from zedo.io.kinds import holds_pictures
from zedo.pipeline import AUTO, check_smoothing, find_camera, lift_people
from zedo.poses import NEED, Keypoints2D
from zedo.system.errors import ZedoError


def lift(
    source: Path | None = None,
    *,
    output: Annotated[Path, Parameter(alias="-o", help=OUTPUT_HELP)],
    camera: Annotated[
        str, Parameter(help=f"Intrinsics: {GRAMMAR}; auto reads a photo's EXIF or estimates the focal length.")
    ] = AUTO,
    height: Annotated[
        str | None, Parameter(help="Metres, of everybody (1.78) or of each person in the order of their numbers.")
    ] = None,
    bones: Annotated[
        str | None, Parameter(help="Known lengths in metres, shin=0.43,thigh=0.45; of each person with a ; between.")
    ] = None,
    smooth: Annotated[
        float | None,
        Parameter(help="Hertz above which depth is smoothed over a clip; 3 for a video, else 0: each frame alone."),
    ] = None,
    image_size: Annotated[
        str | None, Parameter(help="WIDTH,HEIGHT in pixels, if a keypoint file does not say.")
    ] = None,
    skeleton: Annotated[
        str | None, Parameter(help=f"{', '.join(SKELETONS)} or a JSON file, if a keypoint file does not say.")
    ] = None,
    rule: Annotated[
        str | None, Parameter(help="How COCO's joints become Human3.6M's, for the preset paper: mhformer or common.")
    ] = None,
    detection: DetectOptions = DetectOptions(),  # noqa: B008 - frozen
    options: LiftOptions = LiftOptions(),  # noqa: B008 - frozen
    export: ExportOptions = ExportOptions(),  # noqa: B008 - frozen
) -> None:
    """Lift people to 3D poses in the camera's frame, in metres, from pictures or from 2D keypoints.

    Parameters
    ----------
    source:
        A video, a photo, a folder of images, or 2D keypoints: a file of zedo's own (JSON, npz), OpenPose, Pose2Sim,
        AlphaPose, COCO, MMPose, VideoPose3D, Detectron2, MediaPipe or Sports2D, or a folder of OpenPose's;
        docs/formats.md lists them.
    """
    console = Console(stderr=True)
    given = detection.source(source)
    seen = not isinstance(given, Path) or holds_pictures(given)
    pictures = given if seen and isinstance(given, Path) and given.is_file() else None
    export.check(output, pictures)
    check_smoothing(smooth, "--smooth")
    size = parse_size(image_size) if image_size else None
    check_known(camera, height, bones, {"--image-size": image_size, "--skeleton": skeleton} if seen else {})
    lifter = options.lifter()

    @contextlib.contextmanager
    def keypoints() -> Iterator[Keypoints2D]:
        if isinstance(given, Path) and not seen:
            yield detection.keypoints(given, skeleton, size, export.fps)
            return
        fps = export.fps if isinstance(given, Path) and given.is_dir() else None
        with detection.detected(given, fps, output, console, given) as found:
            yield found

    with keypoints() as found:
        people = lifter.own(found, cast("Rule | None", rule))
        heights = parse_heights(height, people.person) if height else None
        lengths = parse_bones(bones, people.person) if bones else None
        export.check_clip(output, people)
        known = find_camera(camera, people, lifter, pictures)
        if told := known.told(people):
            hint = "; --camera takes a known one" if known.estimate else ""
            console.print(f"camera: {told}{hint}", soft_wrap=True, highlight=False)
        if smooth and np.isnan(people.time).any():
            raise ZedoError("--smooth is hertz, and the keypoints have no times; --fps says how many frames a second")
        started = time.monotonic()
        with lifting_progress(console, "lifting") as progress:
            poses = lift_people(
                lifter, people, known, smooth=smooth, height=heights, bones=lengths, filmed=seen, progress=progress
            )
        seconds = time.monotonic() - started
        missing = int(np.isnan(poses.joints[0, :, 0, 0]).sum())
        answers = "1 hypothesis" if poses.hypotheses == 1 else f"{poses.hypotheses} hypotheses"
        count = f"{len(poses)} poses of {len(np.unique(poses.person))} people in {len(np.unique(poses.frame))} frames"
        console.print(
            f"{output}: {count}, {answers} each, "
            f"mean reprojection error {np.nanmean(poses.reprojection_error[0]):.1f} px, {seconds:.1f} s",
            soft_wrap=True,
        )
        if missing:
            console.print(f"{missing} of them are NaN, for they have not {NEED}", soft_wrap=True)
        export.write(poses, output, console, found, pictures)
