"""HDF5 of pose tools: SLEAP's analysis files.

Format: SLEAP's ``sleap/info/write_tracking_h5.py``: ``tracks`` (tracks, 2, nodes, frames), ``node_names``, and
``point_scores`` (tracks, nodes, frames).
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from zedo.io.detections import Detection
from zedo.io.tables import Table
from zedo.system.errors import ZedoError

SIGNATURE = b"\x89HDF\r\n\x1a\n"


def read(content: bytes) -> Table:
    """The people of an analysis file.

    Raises:
        ZedoError: without h5py, or when it is damaged or another kind of HDF5 file.
    """
    try:
        import h5py  # pyright: ignore[reportMissingImports]
    except ImportError:
        raise ZedoError("is HDF5, for which h5py is needed; pip install 'zedo[data]' brings it") from None
    try:
        with h5py.File(io.BytesIO(content), "r") as file:
            held = list(file)
            arrays: dict[str, Any] = {
                name: np.asarray(file[name]) for name in ("tracks", "node_names", "point_scores") if name in file
            }
    except Exception as error:  # HDF5's library raises what it likes for damaged files
        raise ZedoError(f"a damaged HDF5 file ({error})") from None
    if not {"tracks", "node_names"} <= set(arrays):
        pandas = " (DeepLabCut writes such tables of pandas; its CSV is read: save_as_csv=True)"
        raise ZedoError(
            f"is HDF5, of which zedo reads SLEAP's analysis files alone, not {', '.join(held[:3]) or 'an empty one'}"
            f"{pandas if any('df_with_missing' in name for name in held) else ''}"
        )
    tracks, names = np.asarray(arrays["tracks"]), [_text(name) for name in arrays["node_names"].tolist()]
    if tracks.ndim != 4 or tracks.shape[1] != 2 or tracks.shape[2] != len(names) or tracks.dtype.kind != "f":
        raise ZedoError(f"'tracks' has shape {tracks.shape}; (tracks, 2, {len(names)} nodes, frames) was expected")
    xy = tracks.transpose(0, 3, 2, 1)  # tracks, frames, nodes, 2
    sure = np.asarray(arrays.get("point_scores", np.ones((len(tracks), len(names), tracks.shape[3]))))
    if sure.shape != (len(tracks), len(names), tracks.shape[3]):
        raise ZedoError(f"'point_scores' has shape {sure.shape}, which is not that of 'tracks'")
    points = np.concatenate([xy, np.where(np.isfinite(xy).all(-1), sure.transpose(0, 2, 1), 0)[..., None]], axis=-1)
    found = [
        Detection(frame, points[track, frame], track)
        for frame in range(points.shape[1])
        for track in range(len(points))
        if (points[track, frame, :, 2] > 0).any()
    ]
    return Table(found, names)


def _text(name: object) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
