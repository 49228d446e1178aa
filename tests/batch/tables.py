"""Parquet files of people who stand before a camera, and a lifter that costs nothing."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.optimise.conftest import STANDING
from zedo.batch.arrow import lists
from zedo.body.skeleton import H36M_17
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D

CAMERA = (1000.0, 1000.0, 640.0, 360.0)


def people(count: int, seed: int = 0) -> np.ndarray:
    """(count, 17, 2) pixels of people who sway."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(-1, 1, count)
    turn = np.zeros((count, 3, 3))
    turn[:, 0, 0] = turn[:, 2, 2] = np.cos(angle)
    turn[:, 0, 2], turn[:, 2, 0], turn[:, 1, 1] = np.sin(angle), -np.sin(angle), 1
    positions = STANDING @ turn.swapaxes(1, 2) + rng.uniform([-0.5, 0, 3], [0.5, 0.3, 6], (count, 1, 3))
    return positions[..., :2] / positions[..., 2:] * 1000 + [640, 360]


def table(count: int, seed: int = 0, first: int = 0, **columns: Any) -> pa.Table:
    """Rows with an id, a clip, a camera and full confidence; ``columns`` replace them, and None leaves one out."""
    every = {
        "id": pa.array(np.arange(first, first + count)),
        "clip": pa.array([f"clip{i // 7}" for i in range(count)]),
        "uv": lists(people(count, seed)),
        "confidence": lists(np.ones((count, 17))),
        "camera": lists(np.tile(CAMERA, (count, 1))),
        **columns,
    }
    kept = {name: column for name, column in every.items() if column is not None}
    return pa.table(kept).replace_schema_metadata({"skeleton": "h36m_17"})


def write(path: Path, rows: pa.Table, group: int = 1 << 20) -> Path:
    pq.write_table(rows, path, row_group_size=group)
    return path


class CheapLifter:
    """Poses that follow from the keypoints by arithmetic: root-relative pixels as metres, NaN where ``nan`` says so.

    Keypoints whose first joint lies left of the picture by more than 1e6 pixels make it raise.
    """

    skeleton = H36M_17
    settings = SimpleNamespace(samples=0)

    def __init__(self) -> None:
        self.calls = 0

    def own(self, keypoints: Keypoints2D, rule: str) -> Keypoints2D:
        return keypoints

    def __call__(self, keypoints: Keypoints2D, camera: Camera) -> Poses3D:
        self.calls += 1
        uv = np.nan_to_num(keypoints.uv)
        if (uv[:, 0, 0] < -1e6).any():
            raise RuntimeError("cannot be\nlifted")
        joints = np.concatenate([uv - uv[:, :1], np.zeros_like(uv[..., :1])], axis=-1)
        joints[uv[:, 0, 0] > 1e6] = np.nan
        return Poses3D(
            joints=joints[None],
            translation=np.ones((1, len(uv), 3)),
            reprojection_error=np.zeros((1, len(uv))),
            skeleton=H36M_17,
            frame=keypoints.frame,
            time=keypoints.time,
            person=keypoints.person,
            camera=camera,
            provenance={"zedo": "test"},
        )
