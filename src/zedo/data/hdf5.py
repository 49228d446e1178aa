"""Reading named arrays of HDF5 files, among them MATLAB's v7.3 files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from zedo.io.json_values import shown
from zedo.system.errors import ZedoError


def read_hdf5(path: Path, keys: Iterable[str]) -> dict[str, np.ndarray]:
    """The arrays of these names, numbers.

    Raises:
        ZedoError: when h5py is not installed, the file is no HDF5 file or lacks an array.
    """
    try:
        import h5py
    except ImportError:
        raise ZedoError(f"{path}: reading it needs h5py; run: pip install 'zedo[data]'") from None
    try:
        with path.open("rb") as opened:
            start = opened.read(10)
    except OSError as error:
        raise ZedoError(f"{path}: cannot be read ({error.strerror})") from None
    if start == b"MATLAB 5.0":
        raise ZedoError(f"{path}: is a MATLAB v5 file; an HDF5 (MATLAB v7.3) file was expected, as it is published")
    try:
        with h5py.File(path, "r") as file:
            names = list(file)
            found = {key: file.get(key) for key in keys}
            if missing := [key for key, stored in found.items() if not isinstance(stored, h5py.Dataset)]:
                raise ZedoError(f"no array named {', '.join(missing)}; it holds {', '.join(names) or 'none'}")
            arrays = {key: np.asarray(stored[()]) for key, stored in found.items() if isinstance(stored, h5py.Dataset)}
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None
    except Exception as error:  # h5py raises OSError, RuntimeError and KeyError for damaged files
        raise ZedoError(f"{path}: not a readable HDF5 file ({' '.join(str(error).split())})") from None
    for key, array in arrays.items():
        if array.dtype.kind not in "fiub" or array.ndim == 0:
            raise ZedoError(f"{path}: {key!r} is {shown(array)}; an array of numbers was expected")
    return arrays
