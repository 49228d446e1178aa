"""Joint angles and segment lengths as a table."""

from __future__ import annotations

from pathlib import Path

from zedo.biomechanics.angles import joint_angles, segment_lengths
from zedo.io.export.motion import motions
from zedo.io.export.tables import write_table
from zedo.poses import Poses3D


def write_angles(poses: Poses3D, path: str | Path, fps: float | None = None) -> list[str]:
    """Write the answers' angles and lengths as CSV, and return what a user should be told; see docs/angles.md.

    Columns are person, frame, time, and one an angle (``left_knee_flexion_deg``) and a length (``left_shin_m``).

    Args:
        fps: as in :func:`zedo.io.export.write_poses`.

    Raises:
        ValueError: when the skeleton lacks one of Human3.6M's joints, or there is nothing to write.
    """
    people, notes = motions(poses, fps)
    columns = []
    for motion in people:
        angles = joint_angles(motion.positions, poses.skeleton)
        lengths = segment_lengths(motion.positions, poses.skeleton)
        columns.append(
            {f"{name}_deg": values for name, values in angles.items()}
            | {f"{name}_m": values for name, values in lengths.items()}
        )
    write_table(people, columns, Path(path), decimals=4)
    return notes
