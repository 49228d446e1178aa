"""Joint angles and segment lengths from the points of Human3.6M's skeleton, and of feet; docs/angles.md defines each.

Segments' axes are those of the International Society of Biomechanics: x forward, y up along the segment, z to the
right (Wu et al., *J. Biomech.* 35, 2002, and 38, 2005). Two turns describe a limb's direction, flexion about the z axis
of the segment that carries it, then abduction about the turned x axis, as in Grood and Suntay's joint coordinate system
(*J. Biomech. Eng.* 105, 1983); the third, about the limb's own length, cannot be told from points on it. The pelvis is
described in Baker's order: rotation, obliquity, tilt (*Gait & Posture* 13, 2001).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from zedo.body.rotations import axes, unit
from zedo.body.segments import SEGMENTS
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.system.errors import ZedoError


def joint_angles(
    positions: Float[np.ndarray, "*N J 3"], skeleton: Skeleton = H36M_17
) -> dict[str, Float[np.ndarray, "*N"]]:
    """Angles in degrees by name; NaN where a joint that an angle needs is NaN. Those of ankles need heels and toes.

    Args:
        positions: y up and, for the pelvis's rotation, z towards the camera; any unit.
        skeleton: names the J joints; it must have all of Human3.6M's.

    Raises:
        ZedoError: when it lacks one.
    """
    point = _points(positions, skeleton)
    right = point["right_hip"] - point["left_hip"]
    pelvis = _right_exactly(right, point["spine"] - point["pelvis"])
    thorax = _up_exactly(point["thorax"] - point["spine"], point["right_shoulder"] - point["left_shoulder"])
    ahead = unit(np.cross([0.0, 1.0, 0.0], right))  # level, where the pelvis faces
    level = np.stack([ahead, np.broadcast_to([0.0, 1.0, 0.0], ahead.shape), np.cross(ahead, [0.0, 1.0, 0.0])], axis=-1)
    oblique = np.stack([ahead, np.cross(unit(right), ahead), unit(right)], axis=-1)
    radians = {
        "pelvis_rotation": np.arctan2(ahead[..., 0], ahead[..., 2]),
        "pelvis_obliquity": np.arcsin(np.clip(unit(right)[..., 1], -1, 1)),
        "pelvis_tilt": _bend(oblique, pelvis[..., 1])[0],
    }
    for forward, sideways, frame, direction in (
        ("trunk_lean_forward", "trunk_lean_right", level, point["thorax"] - point["pelvis"]),
        ("trunk_flexion", "trunk_side_bend", pelvis, thorax[..., 1]),
        ("neck_flexion", "neck_side_bend", thorax, point["head"] - point["thorax"]),
    ):
        radians[forward], radians[sideways] = _bend(frame, direction)
    radians["trunk_rotation"] = _turn_about_y(np.swapaxes(pelvis, -1, -2) @ thorax)
    for side, outwards in (("left", -1.0), ("right", 1.0)):
        hip, knee, ankle, shoulder, elbow, wrist = (
            point[f"{side}_{joint}"] for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
        )
        for joint, frame, limb in (("hip", pelvis, knee - hip), ("shoulder", thorax, elbow - shoulder)):
            x, y, z = np.moveaxis(_local(frame, limb), -1, 0)
            radians[f"{side}_{joint}_flexion"] = np.arctan2(x, -y)
            radians[f"{side}_{joint}_abduction"] = np.arcsin(np.clip(outwards * z, -1, 1))
            if joint == "shoulder":
                radians[f"{side}_shoulder_elevation"] = np.arctan2(np.hypot(x, z), -y)
                radians[f"{side}_shoulder_elevation_plane"] = np.arctan2(x, outwards * z)
        radians[f"{side}_knee_flexion"] = _between(knee - hip, ankle - knee)
        if (foot := _foot(positions, skeleton, side)) is not None:
            radians[f"{side}_ankle_flexion"] = np.pi / 2 - _between(knee - ankle, foot)
        radians[f"{side}_elbow_flexion"] = _between(elbow - shoulder, wrist - elbow)
    return {name: np.degrees(angle) for name, angle in radians.items()}


def segment_lengths(
    positions: Float[np.ndarray, "*N J 3"], skeleton: Skeleton = H36M_17
) -> dict[str, Float[np.ndarray, "*N"]]:
    """Lengths of :data:`SEGMENTS` in the unit of ``positions``; arguments and errors as in :func:`joint_angles`."""
    point = _points(positions, skeleton)
    return {name: np.linalg.norm(point[b] - point[a], axis=-1) for name, (a, b) in SEGMENTS.items()}


def _points(positions: np.ndarray, skeleton: Skeleton) -> dict[str, Float[np.ndarray, "*N 3"]]:
    missing = [joint for joint in H36M_17.joints if joint not in skeleton.joints]
    if missing:
        raise ZedoError(
            f"joint angles are defined by Human3.6M's joints; skeleton {skeleton.name!r} has no {', '.join(missing)}"
        )
    return {joint: positions[..., skeleton.index(joint), :] for joint in H36M_17.joints}


def _foot(positions: np.ndarray, skeleton: Skeleton, side: str) -> Float[np.ndarray, "*N 3"] | None:
    """From the heel to the foremost toe, if the skeleton has both."""
    toes = [f"{side}_{toe}" for toe in ("big_toe", "foot_index") if f"{side}_{toe}" in skeleton.joints]
    if not toes or f"{side}_heel" not in skeleton.joints:
        return None
    return positions[..., skeleton.index(toes[0]), :] - positions[..., skeleton.index(f"{side}_heel"), :]


def _right_exactly(right: np.ndarray, up: np.ndarray) -> Float[np.ndarray, "*N 3 3"]:
    """Columns x forward, y up, z right: z as given, y as near to the one given as can be."""
    z, y, back = np.moveaxis(axes(right, up), -1, 0)
    return np.stack([-back, y, z], axis=-1)


def _up_exactly(up: np.ndarray, right: np.ndarray) -> Float[np.ndarray, "*N 3 3"]:
    y, z, x = np.moveaxis(axes(up, right), -1, 0)
    return np.stack([x, y, z], axis=-1)


def _local(frame: np.ndarray, direction: np.ndarray) -> Float[np.ndarray, "*N 3"]:
    """A direction in a segment's axes, of length 1."""
    return np.einsum("...ba,...b->...a", frame, unit(direction))


def _bend(frame: np.ndarray, direction: np.ndarray) -> tuple[Float[np.ndarray, "*N"], Float[np.ndarray, "*N"]]:
    """How far something upright leans forward, and then to the right."""
    x, y, z = np.moveaxis(_local(frame, direction), -1, 0)
    return np.arctan2(x, y), np.arcsin(np.clip(z, -1, 1))


def _turn_about_y(rotation: Float[np.ndarray, "*N 3 3"]) -> Float[np.ndarray, "*N"]:
    """The last of the turns about z, x and y; positive to the left."""
    import roma
    import torch  # takes seconds to import

    return np.asarray(roma.rotmat_to_euler("ZXY", torch.from_numpy(rotation)))[..., 2]


def _between(a: np.ndarray, b: np.ndarray) -> Float[np.ndarray, "*N"]:
    """The angle between two directions, exact for straight limbs too."""
    return np.arctan2(np.linalg.norm(np.cross(a, b), axis=-1), (a * b).sum(axis=-1))
