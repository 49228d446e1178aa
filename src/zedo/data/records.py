"""The pickles of the official ZeDO release: lists of one dict a person-frame (`lib/dataset/h36m.py`, `mpii3dHP.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.io.json_values import shown
from zedo.io.restricted_pickle import read_pickle
from zedo.system.errors import ZedoError

Records = Sequence[dict[str, Any]]


def read_records(path: Path) -> Records:
    """Read such a pickle; nothing in it is executed.

    Raises:
        ZedoError: when the file is no pickle of plain data, or no list of dicts.
    """
    records = read_pickle(path)
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise ZedoError(f"{path}: holds {shown(records)}; a list of one dict a person-frame was expected")
    return records


def stacked(records: Records, key: str, columns: int) -> Float[np.ndarray, "N 17 columns"]:
    """The first ``columns`` of each record's (17, ≥ columns) array.

    Raises:
        ZedoError: naming the record that lacks it.
    """
    rows = []
    for at, record in enumerate(records):
        array = np.asarray(_field(record, key, at))
        if array.ndim != 2 or len(array) != 17 or array.shape[1] < columns or array.dtype.kind not in "fiu":
            raise ZedoError(f"{key!r} of entry {at} is {shown(array)}; numbers (17, {columns}) were expected")
        rows.append(array[:, :columns])
    return np.array(rows, dtype=np.float64)


def numbers(records: Records, key: str) -> Float[np.ndarray, " N"]:
    """One number a record, stored as a number or an array of one.

    Raises:
        ZedoError: naming the record that lacks it.
    """
    return np.array([_number(_field(record, key, at), key, at) for at, record in enumerate(records)])


def matrices(records: Records) -> Float[np.ndarray, "N 3 3"]:
    """Camera matrices, pixels, of each record's ``camera_param`` {fx, fy, cx, cy}.

    Raises:
        ZedoError: naming the record that lacks it.
    """
    found = np.tile(np.eye(3), (len(records), 1, 1))
    for at, record in enumerate(records):
        camera = _field(record, "camera_param", at)
        if not isinstance(camera, dict):
            raise ZedoError(f"'camera_param' of entry {at} is {shown(camera)}; a dict of fx, fy, cx, cy was expected")
        fx, fy, cx, cy = (_number(_field(camera, key, at), key, at) for key in ("fx", "fy", "cx", "cy"))
        found[at] = [[fx, 0, cx], [0, fy, cy], [0, 0, 1]]
    return found


def _field(record: dict[str, Any], key: str, at: int) -> Any:
    if key not in record:
        raise ZedoError(f"entry {at} has no {key!r}; it has {', '.join(map(str, record)) or 'nothing'}")
    return record[key]


def _number(value: Any, key: str, at: int) -> float:
    array = np.asarray(value)
    if array.size != 1 or array.dtype.kind not in "fiub":
        raise ZedoError(f"{key!r} of entry {at} is {shown(value)}; a number was expected")
    return float(array.reshape(()))
