"""Poses as files that other tools read: CSV, TRC, C3D, BVH and glTF, besides zedo's own npz and JSON.

The axes, the units and the treatment of gaps of each format: docs/formats.md.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from zedo.io import trc
from zedo.io.export.bvh import write_bvh
from zedo.io.export.c3d import MOST_FRAMES, write_c3d
from zedo.io.export.gltf import write_glb
from zedo.io.export.motion import Motion, at_fixed_rate, every_frame, motions
from zedo.io.export.rig import RiggedMotion, rig
from zedo.io.export.tables import write_positions_csv
from zedo.poses import Keypoints2D, Poses3D
from zedo.system.errors import ZedoError
from zedo.system.files import require_folder, write_whole
from zedo.timestamps import timestamps

FORMATS = ("npz", "json", "csv", "trc", "c3d", "bvh", "glb")
"""Suffixes of the files that are written."""

FIXED_RATE = ("trc", "c3d", "bvh")
"""Formats whose frames are evenly spaced in time."""

NAME = "poses"
"""Of the files in a folder, before the suffix."""

LIBRARIES = {"c3d": "ezc3d", "glb": "pygltflib"}
"""Formats that need an optional package, of ``zedo[export]``."""


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        paths: the files.
        notes: sentences that a user should read: what was assumed, resampled or left out.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...]


def check_output(output: str | Path, formats: Sequence[str] = (), fps: float | None = None) -> list[Path]:
    """The files that are to be written, if they can be: told before the work, not after it.

    Args:
        output: a file, or with ``formats`` a folder, which need not exist.
        formats: of :data:`FORMATS`.
        fps: as in :func:`write_poses`.

    Raises:
        ZedoError: when a format is unknown, its optional package is not installed, the folder to write to does not
            exist, or ``fps`` is not positive.
    """
    output = Path(output)
    if fps is not None and not 0 < fps < np.inf:
        raise ZedoError(f"{fps:g} frames a second were asked for; a number above 0 is needed")
    require_folder(output)
    if formats and output.exists() and not output.is_dir():
        raise ZedoError(f"{output}: is a file, where the folder for {', '.join(formats)} is to be written")
    paths = [output / f"{NAME}.{form.lower().removeprefix('.')}" for form in formats] or [output]
    for path in paths:
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise ZedoError(
                f"{path if not formats else output}: poses are written as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}, "
                f"not {form or 'without a suffix'}; a folder is written with --format"
            )
        package = LIBRARIES.get(form)
        if package and importlib.util.find_spec(package) is None:
            raise ZedoError(f"{path}: writing .{form} needs {package}; pip install 'zedo[export]' brings it")
    return paths


def check_clip(clip: Keypoints2D | Poses3D, paths: Sequence[Path], fps: float | None = None) -> None:
    """Whether a clip's frames and times can be written to ``paths`` of :func:`check_output`; cheap.

    Raises:
        ZedoError: when they do not suit one of the formats.
    """
    forms = {path.suffix.lower().removeprefix(".") for path in paths}
    if forms - {"npz", "json"}:
        timestamps(clip, fps)
    if forms & set(FIXED_RATE):
        count = len(every_frame(clip.frame))
        if "c3d" in forms and count > MOST_FRAMES:
            raise ZedoError(f"a C3D file holds at most {MOST_FRAMES} frames, these are {count}")


def write_poses(poses: Poses3D, path: str | Path, fps: float | None = None) -> Written:
    """Write poses in the format of the suffix. All but npz and JSON hold the answer, hypothesis 0, alone.

    Args:
        path: for formats of one person and several people, ``walk.trc`` stands for ``walk_person0.trc`` and so on.
        fps: frames a second, in place of timestamps; None keeps them, and assumes 30 where there are none.

    Raises:
        ZedoError: as :func:`check_output`, or when there is nothing to write, or a clip that the format cannot hold.
    """
    (path,) = check_output(path, fps=fps)
    form = path.suffix.lower().removeprefix(".")
    if form in ("npz", "json"):
        poses.save(path)
        return Written((path,), ())
    people, notes = motions(poses, fps)
    paths = [path]
    match form:
        case "csv":
            write_positions_csv(people, poses.skeleton, path)
        case "glb":
            people = [motion[motion.seen] for motion in people]  # players interpolate
            rigged = [_rigged(motion, poses) for motion in people]
            write_glb(people, rigged, path)
            notes.append(_fit(rigged))
        case _:
            rate, people, resampled = at_fixed_rate(people)
            notes += resampled
            if form == "c3d":
                write_c3d(people, rate, poses.skeleton, path)
            else:
                if len(people) > 1:
                    paths = [path.with_stem(f"{path.stem}_person{motion.person}") for motion in people]
                    notes.append(f"a .{form} file holds one person, so each of the {len(people)} has a file")
                if form == "bvh":
                    rigged = [_rigged(motion, poses) for motion in people]
                    for body, where in zip(rigged, paths, strict=True):
                        write_bvh(body, rate, where)
                    notes.append(_fit(rigged))
                else:
                    for motion, where in zip(people, paths, strict=True):
                        _write_trc(motion, rate, poses, where)
    return Written(tuple(paths), tuple(notes))


def write_folder(poses: Poses3D, folder: str | Path, formats: Sequence[str], fps: float | None = None) -> Written:
    """Write poses in several formats as ``folder/poses.npz`` and so on; the folder is made if missing.

    Raises:
        ZedoError: as :func:`write_poses`; wrong formats are told before anything is written.
    """
    paths = check_output(folder, formats, fps)
    Path(folder).mkdir(exist_ok=True)
    written = [write_poses(poses, path, fps) for path in paths]
    notes = dict.fromkeys(note for one in written for note in one.notes)  # each once, in order
    return Written(tuple(path for one in written for path in one.paths), tuple(notes))


def _write_trc(motion: Motion, rate: float, poses: Poses3D, path: Path) -> None:
    """From the person's first frame to the last; the time column keeps several people's files together."""
    seen = np.flatnonzero(motion.seen)
    shown = motion[seen[0] : seen[-1] + 1]
    table = trc.Table(path.name, trc.marker_names(poses.skeleton), shown.frame, shown.time, shown.positions)
    write_whole(path, trc.render(table, rate).encode())


def _rigged(motion: Motion, poses: Poses3D) -> RiggedMotion:
    try:
        return rig(motion.positions, poses.skeleton)
    except ValueError as error:
        raise ZedoError(f"person {motion.person} cannot be animated: {error}") from None


def _fit(rigged: Sequence[RiggedMotion]) -> str:
    residual = np.concatenate([body.residual.ravel() for body in rigged])
    return (
        "bones were given one length a person, which moves joints by "
        f"{1000 * np.nanmean(residual):.0f} mm on average, {1000 * np.nanmax(residual):.0f} mm at most"
    )
