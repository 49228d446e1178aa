"""Ski-PosePTZ (Spörri 2016; Rhodin et al., CVPR 2018)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.hdf5 import read_hdf5
from zedo.data.locate import find_file
from zedo.poses import Keypoints2D
from zedo.system.errors import ZedoError

IMAGE_SIZE = 256
"""Pixels; the 2D positions and the intrinsics are in units of it."""

FILES = {
    "ski_test.h5": "official ZeDO code",
    "test/labels.h5": "Ski-PosePTZ's test set",
    "labels.h5": "Ski-PosePTZ's test set",
}


def read_ski_pose(path: str | Path) -> EvaluationSet:
    """All person-frames of a file, the truth's keypoints; the groups are the sequences.

    Its 17 joints are in Human3.6M's order. Format: `lib/dataset/skiPose.py` of the official ZeDO code.

    Raises:
        ZedoError: when the file is missing or not of its format.
    """
    file = find_file(path, FILES)
    arrays = read_hdf5(file, ("3D", "2D", "cam_intrinsic", "seq"))
    try:
        count = len(arrays["3D"])
        for key, shape in {"3D": (count, 51), "2D": (count, 34), "cam_intrinsic": (count, 3, 3)}.items():
            if arrays[key].shape != shape:
                raise ZedoError(f"{key!r} has shape {arrays[key].shape}; {shape} was expected")
        if arrays["seq"].size != count:
            raise ZedoError(f"'seq' has shape {arrays['seq'].shape}; ({count},) was expected")
        matrix = arrays["cam_intrinsic"].astype(np.float64) * IMAGE_SIZE
        matrix[:, 2, 2] = 1.0
        uv = arrays["2D"].reshape(count, 17, 2).astype(np.float64) * IMAGE_SIZE
        return EvaluationSet(
            name="Ski-PosePTZ",
            keypoints=Keypoints2D(uv, np.ones((count, 17)), H36M_17, image_size=(IMAGE_SIZE, IMAGE_SIZE)),
            camera=Camera(matrix),
            positions=arrays["3D"].reshape(count, 17, 3),
            scored=np.ones(17, dtype=bool),
            groups=np.array([f"seq {number:g}" for number in arrays["seq"].ravel()]),
        )
    except ValueError as error:
        raise ZedoError(f"{file}: {error}") from None
