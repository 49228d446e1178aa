"""2D keypoints with a 3D ground truth, for evaluation, and the npz file that anyone can write with their own data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float

from zedo.camera import Camera
from zedo.files import read_npz
from zedo.poses import Keypoints2D
from zedo.skeleton import H36M_17

KEYS = {
    "uv": "(N, 17, 2) pixels",
    "conf": "(N, 17) in [0, 1]",
    "cam3d": "(N, 17, 3) metres, camera frame",
    "K": "(N, 3, 3) or (3, 3) pixels",
    "joints": "(17,) bool, the joints that are scored",
}
"""What an evaluation npz holds; the 17 joints are those of :data:`zedo.skeleton.H36M_17`, in its order."""

LARGEST_EXTENT = 10.0
"""Metres. No person is as large: a truth that is has another unit."""


@dataclass(frozen=True, eq=False)
class EvaluationSet:
    """What a lifter is given and what its answer is compared with.

    Attributes:
        name: what reports call it.
        keypoints: N person-frames of Human3.6M's 17 joints.
        camera: intrinsics, (N, 3, 3).
        positions: (N, 17, 3) true positions, metres, camera frame; may be NaN where ``scored`` is False.
        scored: (17,) the joints that the metrics count.

    Raises:
        ValueError: when there is no person-frame, a shape does not fit, a scored joint or the pelvis, which is every
            pose's origin, lacks its truth, or the truth is not in metres.
    """

    name: str
    keypoints: Keypoints2D
    camera: Camera
    positions: Float[np.ndarray, "N 17 3"]
    scored: Bool[np.ndarray, " 17"]

    def __post_init__(self) -> None:
        count, joints = len(self.keypoints), len(H36M_17)
        positions, scored = np.array(self.positions, dtype=np.float64), np.array(self.scored)
        if self.keypoints.skeleton != H36M_17:
            raise ValueError(f"the keypoints are {self.keypoints.skeleton.name!r}; {H36M_17.name!r} was expected")
        if count == 0:
            raise ValueError("there is no person-frame to evaluate")
        if positions.shape != (count, joints, 3):
            raise ValueError(f"the truth has shape {positions.shape}; ({count}, {joints}, 3) was expected")
        if self.camera.matrix.shape != (count, 3, 3):
            raise ValueError(f"the camera matrices have shape {self.camera.matrix.shape}; ({count}, 3, 3) was expected")
        if scored.shape != (joints,) or scored.dtype != bool or not scored.any():
            raise ValueError(
                f"the scored joints have shape {scored.shape} and type {scored.dtype}; ({joints},) bool, at least one "
                "of them True, was expected"
            )
        needed = scored.copy()
        needed[list(H36M_17.root)] = True
        missing = np.argwhere(~np.isfinite(positions).all(axis=-1) & needed)
        if len(missing):
            frame, joint = missing[0]
            raise ValueError(
                f"the truth of person-frame {frame}, joint {H36M_17.joints[joint]} is NaN or infinite; the pelvis and "
                "the scored joints need a finite position in every person-frame"
            )
        extent = float(np.median(np.ptp(positions[:, needed], axis=1).max(axis=-1)))
        if extent > LARGEST_EXTENT:
            raise ValueError(f"the people of the truth are {extent:.4g} across (median); metres are expected")
        for name, array in (("positions", positions), ("scored", scored)):
            array.flags.writeable = False
            object.__setattr__(self, name, array)


def read_evaluation_npz(path: str | Path) -> EvaluationSet:
    """Read an npz file with the arrays of :data:`KEYS`; the format is in docs/protocols.md.

    Keypoints of joints that are not scored get confidence 0, so that they do not influence the answer.

    Raises:
        ValueError: when the file is missing or unreadable, or an array is missing or malformed.
    """
    path = Path(path)
    found = read_npz(path)
    if missing := [key for key in KEYS if key not in found]:
        expected = "; ".join(f"{key}: {form}" for key, form in KEYS.items())
        raise ValueError(
            f"{path}: no array named {', '.join(missing)}; this file holds {', '.join(found) or 'none'}, and an "
            f"evaluation file holds {expected}"
        )
    try:
        return _evaluation_set(path.name, **{key: found[key] for key in KEYS})
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _evaluation_set(
    name: str, uv: np.ndarray, conf: np.ndarray, cam3d: np.ndarray, K: np.ndarray, joints: np.ndarray
) -> EvaluationSet:
    count = len(uv) if uv.ndim else 0
    J = len(H36M_17)
    shapes = {"uv": [(count, J, 2)], "conf": [(count, J)], "cam3d": [(count, J, 3)], "K": [(count, 3, 3), (3, 3)]}
    for key, array in {"uv": uv, "conf": conf, "cam3d": cam3d, "K": K}.items():
        if array.shape not in shapes[key]:
            raise ValueError(f"{key!r} has shape {array.shape}; expected {KEYS[key]}, with the same N in all arrays")
        if array.dtype.kind not in "fiu":
            raise ValueError(f"{key!r} is of type {array.dtype}; expected real numbers: {KEYS[key]}")
    if joints.shape != (J,) or joints.dtype != bool:
        raise ValueError(f"'joints' has shape {joints.shape} and type {joints.dtype}; expected {KEYS['joints']}")
    if not joints[list(H36M_17.root)].all():
        raise ValueError("'joints' leaves out joint 0, the pelvis, which is the origin of every pose: it must be True")
    try:
        camera = Camera(np.broadcast_to(K, (count, 3, 3)))
    except ValueError as error:
        raise ValueError(f"'K': {error}") from None
    keypoints = Keypoints2D(uv=uv, confidence=np.where(joints, conf, 0.0), skeleton=H36M_17)
    return EvaluationSet(name=name, keypoints=keypoints, camera=camera, positions=cam3d, scored=joints)
