"""C3D, the binary marker file of motion capture, by ezc3d.

Format: *The C3D File Format User Guide*, Motion Lab Systems. A residual of -1 marks a point that was not seen; the
parameters X_SCREEN and Y_SCREEN of the group POINT say which axis points up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from zedo.body.skeleton import Skeleton
from zedo.io.export.motion import Motion
from zedo.io.trc import marker_names
from zedo.system.errors import ZedoError
from zedo.system.files import written_whole

MOST_FRAMES = 65535
"""The header counts frames in 16 bits, and many readers believe it."""


def write_c3d(people: Sequence[Motion], rate: float, skeleton: Skeleton, path: Path) -> None:
    """Everyone as markers, millimetres; markers are named ``person1:LKnee`` when there are several people.

    Args:
        people: on one time line, as :func:`zedo.io.export.motion.at_fixed_rate` puts them.
        rate: frames a second.

    Raises:
        ZedoError: when the clip is longer than a C3D file can be.
    """
    import ezc3d  # pyright: ignore[reportMissingImports]

    frames = len(people[0].time)
    if frames > MOST_FRAMES:
        raise ZedoError(f"{path}: a C3D file holds at most {MOST_FRAMES} frames, these are {frames}")
    names = marker_names(skeleton)
    labels = names if len(people) == 1 else [f"person{m.person}:{name}" for m in people for name in names]
    millimetres = 1000 * np.concatenate([motion.positions for motion in people], axis=1)  # (F, P·J, 3)
    seen = np.all(np.isfinite(millimetres), axis=-1)
    points = np.ones((4, len(labels), frames))
    points[:3] = np.where(seen[..., None], millimetres, 0.0).transpose(2, 1, 0)
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [rate]
    file["parameters"]["POINT"]["LABELS"]["value"] = list(labels)
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file.add_parameter("POINT", "X_SCREEN", "+X")
    file.add_parameter("POINT", "Y_SCREEN", "+Y")
    file["data"]["points"] = points
    file["data"]["meta_points"]["residuals"] = np.where(seen, 0.0, -1.0).T[None]
    file["data"]["meta_points"]["camera_masks"] = np.zeros((7, len(labels), frames), dtype=bool)
    with written_whole(path) as aside:
        file.write(str(aside))
        if aside.stat().st_size < 16 * len(labels) * frames:  # ezc3d does not say that a disk is full
            raise ZedoError(f"{path}: cannot be written whole; is the disk full?")
