"""Initial poses of another's making, such as the official release's ``clusters/h36m_cluster50.npy``."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float

from zedo.body.skeleton import H36M_17
from zedo.data.evaluation_set import LARGEST_EXTENT
from zedo.system.errors import ZedoError


def read_clusters(path: Path) -> Float[np.ndarray, "S 17 3"]:
    """An npy file of (S, 17, 3) poses, metres, camera axes, as anchors: their pelvis at the origin.

    Raises:
        ZedoError: when the file is missing or holds something else.
    """
    if not path.is_file():
        raise ZedoError(f"{path}: no such file")
    try:
        with path.open("rb") as file:
            poses = np.lib.format.read_array(file, allow_pickle=False)
    except Exception as error:  # the npy reader raises several unrelated types for damaged files
        raise ZedoError(f"{path}: not a readable npy file of numbers ({error})") from None
    if poses.shape[1:] != (17, 3) or not len(poses) or poses.dtype.kind != "f":
        raise ZedoError(f"{path}: holds {poses.shape}; poses (S, 17, 3) were expected")
    if not np.isfinite(poses).all() or np.median(np.ptp(poses, axis=1).max(axis=-1)) > LARGEST_EXTENT:
        raise ZedoError(f"{path}: the poses are not finite or not in metres")
    return H36M_17.root_relative(poses.astype(np.float64))
