"""The npz file of 2D keypoints with a 3D ground truth that anyone can write with their own data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import LARGEST_EXTENT, EvaluationSet
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError
from zedo.system.files import read_npz

KEYS = {
    "uv": "(N, 17, 2) pixels",
    "conf": "(N, 17) in [0, 1]",
    "cam3d": "(N, 17, 3) metres, camera frame",
    "K": "(N, 3, 3) or (3, 3) pixels",
    "joints": "(17,) bool, the joints that are scored",
}
"""What an evaluation npz holds; the 17 joints are those of :data:`zedo.body.skeleton.H36M_17`, in its order."""


FROM_FILE = "as in the file"
"""What a report calls the keypoints: the file does not say who found them."""


def read_evaluation_npz(path: str | Path) -> EvaluationSet:
    """Read an npz file with the arrays of :data:`KEYS`; the format is in docs/protocols.md.

    Keypoints of joints that are not scored get confidence 0, so that they do not influence the answer.

    Raises:
        ZedoError: when the file is missing or unreadable, or an array is missing or malformed.
    """
    path = Path(path)
    return _read(path, read_npz(path))


def read_predictions(path: str | Path) -> tuple[EvaluationSet, Float[np.ndarray, "N 17 3"]]:
    """An evaluation file that also holds a lifter's poses, ``pred`` (N, 17, 3) metres, camera axes.

    Their pelvis is moved to the origin.

    Raises:
        ZedoError: as :func:`read_evaluation_npz`, or when the predictions are missing or malformed.
    """
    path = Path(path)
    found = read_npz(path)
    data = _read(path, found)
    if "pred" not in found:
        raise ZedoError(f"{path}: no array named pred, the poses to refine: (N, 17, 3) metres, camera axes")
    pred, shape = found["pred"], data.positions.shape
    if pred.shape != shape or pred.dtype.kind != "f" or not np.isfinite(pred).all():
        raise ZedoError(f"{path}: 'pred' has shape {pred.shape} and type {pred.dtype}; finite {shape} was expected")
    if (extent := float(np.median(np.ptp(pred, axis=1).max(axis=-1)))) > LARGEST_EXTENT:
        raise ZedoError(f"{path}: the people of 'pred' are {extent:.4g} across (median); metres are expected")
    return data, H36M_17.root_relative(pred.astype(np.float64))


def _read(path: Path, found: dict[str, np.ndarray]) -> EvaluationSet:
    if missing := [key for key in KEYS if key not in found]:
        expected = "; ".join(f"{key}: {form}" for key, form in KEYS.items())
        raise ZedoError(
            f"{path}: no array named {', '.join(missing)}; this file holds {', '.join(found) or 'none'}, and an "
            f"evaluation file holds {expected}"
        )
    try:
        return _evaluation_set(path.name, **{key: found[key] for key in KEYS})
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def _evaluation_set(
    name: str, uv: np.ndarray, conf: np.ndarray, cam3d: np.ndarray, K: np.ndarray, joints: np.ndarray
) -> EvaluationSet:
    count = len(uv) if uv.ndim else 0
    J = len(H36M_17)
    shapes = {"uv": [(count, J, 2)], "conf": [(count, J)], "cam3d": [(count, J, 3)], "K": [(count, 3, 3), (3, 3)]}
    for key, array in {"uv": uv, "conf": conf, "cam3d": cam3d, "K": K}.items():
        if array.shape not in shapes[key]:
            raise ZedoError(f"{key!r} has shape {array.shape}; expected {KEYS[key]}, with the same N in all arrays")
        if array.dtype.kind not in "fiu":
            raise ZedoError(f"{key!r} is of type {array.dtype}; expected real numbers: {KEYS[key]}")
    if joints.shape != (J,) or joints.dtype != bool:
        raise ZedoError(f"'joints' has shape {joints.shape} and type {joints.dtype}; expected {KEYS['joints']}")
    if not joints[list(H36M_17.root)].all():
        raise ZedoError("'joints' leaves out joint 0, the pelvis, which is the origin of every pose: it must be True")
    try:
        camera = Camera(np.broadcast_to(K, (count, 3, 3)))
    except ValueError as error:
        raise ZedoError(f"'K': {error}") from None
    keypoints = Keypoints2D(uv=uv, confidence=np.where(joints, conf, 0.0), skeleton=H36M_17)
    return EvaluationSet(
        name=name, keypoints=keypoints, camera=camera, positions=cam3d, scored=joints, detector=FROM_FILE
    )
