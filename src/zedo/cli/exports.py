"""Flags of every command that writes poses, and the writing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import work_progress, writable
from zedo.io.arguments import parse_list
from zedo.io.export import FORMATS, NAME, check_clip, check_output, write_poses
from zedo.io.export.angles import write_angles
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError

VIEWS = ("html", "png")
"""Suffixes of what people look at: a page with the video, a still."""

OUTPUT_HELP = f"File to write: .{', .'.join((*FORMATS, *VIEWS))}; or a folder, with --format."


@Parameter(name="*")
@dataclass(frozen=True)
class ExportOptions:
    """What is written besides the poses themselves, and in which axes."""

    format: Annotated[str | None, Parameter(help="Write these into a folder: npz,trc,html,… (docs/formats.md).")] = None
    fps: Annotated[
        float | None, Parameter(help="Frames a second, in place of timestamps; makes a folder of images a clip.")
    ] = None
    render: Annotated[
        Path | None, Parameter(help="Also write this .mp4: the video with skeletons beside the 3D view.")
    ] = None
    angles: Annotated[Path | None, Parameter(help="Write joint angles to this .csv, too (docs/angles.md).")] = None
    world: Annotated[
        bool, Parameter(negative="", help="Export with gravity and a floor found from the clip; static cameras only.")
    ] = False
    camera_pitch: Annotated[
        float | None, Parameter(help="Degrees that the camera looks down; tells --world where gravity is.")
    ] = None
    camera_roll: Annotated[float, Parameter(help="Degrees that it is turned clockwise, with --camera-pitch.")] = 0.0

    def check(self, output: Path, pictures: Path | None) -> None:
        """Whether everything can be written that the flags ask for; a mistake is told before any work.

        Args:
            pictures: the video or photo that is lifted, if any.
        """
        files, views = self._targets(output)
        if self.fps is not None and not 0 < self.fps < math.inf:
            raise ZedoError(f"{self.fps:g} frames a second were asked for with --fps; a number above 0 is needed")
        if not self.format and not views and output.suffix.lower().removeprefix(".") not in FORMATS:
            if output.suffix.lower() in (".mp4", ".mov", ".avi", ".webm", ".mkv", ".gif"):
                raise ZedoError(
                    f"{output}: -o takes poses ({', '.join(FORMATS)}), a page (html) or a still (png); the video with "
                    f"skeletons is written beside them by --render {output.with_suffix('.mp4')}"
                )
            raise ZedoError(
                f"{output}: poses are written as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}, and for the eye as "
                f"{' and '.join(VIEWS)}, not {output.suffix.removeprefix('.') or 'without a suffix'}; a folder is "
                "written with --format"
            )
        if files:
            check_output(output, [path.suffix for path in files if path != output], self.fps)
        writable(output / NAME if self.format and output.is_dir() else output)
        if self.render is not None and pictures is None:
            raise ZedoError(f"{self.render}: a rendered video shows the original beside the poses; lift a video file")
        for flag, path, suffix in (("--angles", self.angles, ".csv"), ("--render", self.render, ".mp4")):
            if path is not None and writable(path).suffix.lower() != suffix:
                raise ZedoError(f"{path}: {flag} writes {suffix} files")
        if self.camera_pitch is None and self.camera_roll:
            raise ZedoError("--camera-roll says how the camera is held only together with --camera-pitch")
        for flag, degrees in (("--camera-pitch", self.camera_pitch), ("--camera-roll", self.camera_roll)):
            if degrees is not None and not abs(degrees) < 90:
                raise ZedoError(f"{flag} is {degrees:g} degrees; it must lie between -90 and 90")

    def check_clip(self, output: Path, keypoints: Keypoints2D) -> None:
        """Whether the clip's frames and times suit the formats, told before any lifting."""
        files, _ = self._targets(output)
        check_clip(keypoints, [*files, *([self.angles] if self.angles else [])], self.fps)

    def _targets(self, output: Path) -> tuple[list[Path], list[Path]]:
        """The files of poses and the views to write: ``output`` itself or, with --format, those in that folder."""
        forms = [form.lower() for form in parse_list(self.format)] if self.format else []
        paths = [output / f"{NAME}.{form}" for form in forms] or [output]
        views = [path for path in paths if path.suffix.lower().removeprefix(".") in VIEWS]
        return [path for path in paths if path not in views], views

    def write(
        self, poses: Poses3D, output: Path, console: Console, keypoints: Keypoints2D, pictures: Path | None
    ) -> None:
        """Write everything that the flags ask for, and say what was written where it is not ``output`` alone.

        Args:
            keypoints: what was lifted, for views.
            pictures: the video or photo it was found in; None shows no picture.

        Raises:
            ZedoError: when the clip shows no world; the poses are written all the same, as of a level camera.
        """
        failure = None
        if self.world or self.camera_pitch is not None:
            try:
                poses = self._in_world(poses, console)
            except ValueError as error:
                failure = f"{error}; {output} was written as if the camera were level"
        files, views = self._targets(output)
        (files + views)[0].parent.mkdir(exist_ok=True)
        written = [write_poses(poses, path, self.fps) for path in files]
        paths = [path for one in written for path in one.paths]
        for page in views:
            self._view(poses, page, console, keypoints, pictures)
            paths.append(page)
        if self.angles is not None:
            write_angles(poses, self.angles, self.fps)
            paths.append(self.angles)
        if self.render is not None and pictures is not None:
            from zedo.view.mp4 import write_mp4

            with work_progress(console, "rendering", "frames") as progress:
                write_mp4(poses, self.render, keypoints, pictures, progress=progress)
            paths.append(self.render)
        for path in paths:
            if path != output:
                console.print(f"  {path}", soft_wrap=True, highlight=False)
        for note in dict.fromkeys(note for one in written for note in one.notes):  # each once, in order
            console.print(note, soft_wrap=True)
        if failure:
            raise ZedoError(failure)

    @staticmethod
    def _view(poses: Poses3D, page: Path, console: Console, keypoints: Keypoints2D, pictures: Path | None) -> None:
        from zedo.view.html import write_html
        from zedo.view.png import write_png

        if page.suffix.lower() == ".png":
            write_png(poses, page, keypoints, video=pictures)
            return
        with work_progress(console, "embedding", "frames") as progress:
            write_html(poses, page, keypoints, (pictures or page).name, pictures, progress=progress)

    def _in_world(self, poses: Poses3D, console: Console) -> Poses3D:
        from zedo.world import find_world
        from zedo.world.frame import up_of_camera

        up = None if self.camera_pitch is None else up_of_camera(self.camera_pitch, self.camera_roll)
        world = find_world(poses, up, self.fps)
        console.print(
            f"world: the camera is {world.height:.2f} m above the floor and looks {world.pitch:.1f} degrees down, "
            f"turned by {world.roll:.1f}; {world.about['steps']} steps, of which planted ankles strayed "
            f"{100 * world.about['slip_before']:.1f} cm, now {100 * world.about['slip_after']:.1f} cm",
            soft_wrap=True,
        )
        return world.attached(poses)
