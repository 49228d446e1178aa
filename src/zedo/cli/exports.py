"""Flags of every command that writes poses, and the writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from zedo.cli.options import parse_list, writable
from zedo.io.export import FORMATS, check_clip, check_output, write_folder, write_poses
from zedo.io.export.angles import write_angles
from zedo.poses import Keypoints2D, Poses3D

OUTPUT_HELP = f"File to write: .{', .'.join(FORMATS)}; or a folder, with --format."


@Parameter(name="*")
@dataclass(frozen=True)
class ExportOptions:
    """What is written besides the poses themselves, and in which axes."""

    format: Annotated[str | None, Parameter(help="Write these into a folder: npz,trc,… (docs/formats.md).")] = None
    fps: Annotated[float | None, Parameter(help="Frames a second for export, in place of timestamps.")] = None
    angles: Annotated[Path | None, Parameter(help="Write joint angles to this .csv, too (docs/angles.md).")] = None
    world: Annotated[
        bool, Parameter(negative="", help="Export with gravity and a floor found from the clip; static cameras only.")
    ] = False
    camera_pitch: Annotated[
        float | None, Parameter(help="Degrees that the camera looks down; tells --world where gravity is.")
    ] = None
    camera_roll: Annotated[float, Parameter(help="Degrees that it is turned clockwise, with --camera-pitch.")] = 0.0

    def check(self, output: Path) -> list[Path]:
        """The files that :meth:`write` will write the poses to; a mistake in a flag is told before any work."""
        paths = check_output(output, parse_list(self.format) if self.format else [], self.fps)
        if self.angles is not None and writable(self.angles).suffix.lower() != ".csv":
            raise ValueError(f"{self.angles}: joint angles are written as .csv")
        if self.camera_pitch is None and self.camera_roll:
            raise ValueError("--camera-roll says how the camera is held only together with --camera-pitch")
        for flag, degrees in (("--camera-pitch", self.camera_pitch), ("--camera-roll", self.camera_roll)):
            if degrees is not None and not abs(degrees) < 90:
                raise ValueError(f"{flag} is {degrees:g} degrees; it must lie between -90 and 90")
        return paths

    def check_clip(self, output: Path, keypoints: Keypoints2D) -> None:
        """Whether the clip's frames and times suit the formats, told before any work."""
        check_clip(keypoints, [*self.check(output), *([self.angles] if self.angles else [])], self.fps)

    def write(self, poses: Poses3D, output: Path, console: Console) -> None:
        """Write everything that the flags ask for, and say what was written where it is not ``output`` alone.

        Raises:
            ValueError: when the clip shows no world; the poses are written all the same, as of a level camera.
        """
        failure = None
        if self.world or self.camera_pitch is not None:
            try:
                poses = self._in_world(poses, console)
            except ValueError as error:
                failure = f"{error}; {output} was written as if the camera were level"
        formats = parse_list(self.format) if self.format else []
        written = write_folder(poses, output, formats, self.fps) if formats else write_poses(poses, output, self.fps)
        paths = [path for path in written.paths if path != output]
        if self.angles is not None:
            write_angles(poses, self.angles, self.fps)
            paths.append(self.angles)
        for path in paths:
            console.print(f"  {path}", soft_wrap=True, highlight=False)
        for note in written.notes:
            console.print(note, soft_wrap=True)
        if failure:
            raise ValueError(failure)

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
