"""VideoPose3D's archives of Human3.6M and HumanEva-I: {subject: {action: arrays}} of 3D and of 2D poses.

Formats: `data/prepare_data_h36m.py`, `data/prepare_data_humaneva.py` and `run.py` of VideoPose3D.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.data.world_cameras import WorldCamera
from zedo.io.json_values import shown
from zedo.io.restricted_pickle import read_npz_objects
from zedo.system.errors import ZedoError

Actions = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class View:
    """One recording as one camera saw it.

    Attributes:
        subject, action: keys of the archive.
        camera: the camera.
        positions: (F, J, 3) metres, camera frame.
        keypoints: (F, J2, 2 or 3) pixels, and a score where the archive has one; None without an archive of 2D poses.
    """

    subject: str
    action: str
    camera: WorldCamera
    positions: Float[np.ndarray, "F J 3"]
    keypoints: Float[np.ndarray, "F J2 D"] | None


def read_truth(path: Path, joints: int) -> dict[str, dict[str, Float[np.ndarray, "F J 3"]]]:
    """World positions, metres, of an archive of 3D poses.

    Raises:
        ZedoError: when it is not of the format.
    """
    found: dict[str, dict[str, np.ndarray]] = {}
    for subject, actions in _nested(path, "positions_3d")[0].items():
        for action, positions in actions.items():
            array = np.asarray(positions)
            if array.dtype.kind not in "fiu" or array.ndim != 3 or array.shape[1:] != (joints, 3):
                raise ZedoError(
                    f"{path}: {subject}/{action} is {shown(positions)}; numbers (frames, {joints}, 3) were expected"
                )
            found.setdefault(subject, {})[action] = array.astype(np.float64)
    return found


def read_keypoints_2d(path: Path) -> tuple[dict[str, dict[str, list[np.ndarray]]], str | None]:
    """The (F, J, 2 or 3) arrays of each camera, and the ``layout_name`` of the metadata if it says one.

    Raises:
        ZedoError: when the archive is not of the format.
    """
    nested, arrays = _nested(path, "positions_2d")
    found: dict[str, dict[str, list[np.ndarray]]] = {}
    for subject, actions in nested.items():
        for action, views in actions.items():
            listed = list(views) if isinstance(views, list | tuple | np.ndarray) else []
            checked = [np.asarray(view) for view in listed if view is not None]
            if not checked or any(
                view.dtype.kind not in "fiu" or view.ndim != 3 or view.shape[2] not in (2, 3) for view in checked
            ):
                raise ZedoError(
                    f"{path}: {subject}/{action} is {shown(views)}; a list of one (frames, joints, 2) a camera was "
                    "expected"
                )
            found.setdefault(subject, {})[action] = checked
    metadata = arrays.get("metadata")
    metadata = metadata.item() if isinstance(metadata, np.ndarray) and metadata.shape == () else metadata
    layout = metadata.get("layout_name") if isinstance(metadata, dict) else None
    return found, layout if isinstance(layout, str) else None


def views(
    truth: dict[str, dict[str, np.ndarray]],
    keypoints: tuple[Path, dict[str, dict[str, list[np.ndarray]]]] | None,
    cameras: dict[str, tuple[WorldCamera, ...]],
) -> Iterator[View]:
    """Every recording of ``truth`` by every camera of ``cameras``, whose keys are the truth's subjects.

    Args:
        keypoints: path and content of an archive of 2D poses. Its videos may be longer than the motion capture; they
            are cut to its length, as VideoPose3D does.

    Raises:
        ZedoError: when a recording lacks its 2D poses.
    """
    for subject, actions in truth.items():
        for action, positions in actions.items():
            seen = [None] * len(cameras[subject])
            if keypoints is not None:
                path, archive = keypoints
                seen = archive.get(subject, {}).get(action, [])
                if len(seen) != len(cameras[subject]):
                    raise ZedoError(
                        f"{path}: has 2D poses of {len(seen)} cameras for {subject}/{action}; "
                        f"{len(cameras[subject])} were expected"
                    )
            for camera, points in zip(cameras[subject], seen, strict=True):
                if points is not None and len(points) < len(positions):
                    raise ZedoError(
                        f"{keypoints[0] if keypoints else ''}: {subject}/{action}, camera {camera.id} has "
                        f"{len(points)} frames of 2D poses for {len(positions)} of 3D poses"
                    )
                yield View(
                    subject,
                    action,
                    camera,
                    camera.view(positions),
                    None if points is None else points[: len(positions)].astype(np.float64),
                )


def _nested(path: Path, key: str) -> tuple[Actions, dict[str, Any]]:
    try:
        arrays = read_npz_objects(path)
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None
    if key not in arrays:
        raise ZedoError(f"{path}: no array named {key!r}; it holds {', '.join(arrays) or 'none'}")
    array = arrays[key]
    nested = array.item() if isinstance(array, np.ndarray) and array.shape == () else array
    if not isinstance(nested, dict) or not nested or not all(isinstance(actions, dict) for actions in nested.values()):
        raise ZedoError(f"{path}: {key!r} is {shown(nested)}; {{subject: {{action: array}}}} was expected")
    return nested, arrays
