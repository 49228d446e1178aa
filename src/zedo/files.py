"""Writing files whole or not at all, and reading npz archives that may be damaged."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np


@contextlib.contextmanager
def written_whole(path: str | Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it takes the place of ``path`` when the block ends without an error.

    Raises:
        ValueError: when ``path`` is a folder, or nothing can be written beside it.
    """
    path = Path(path)
    try:
        if not path.parent.is_dir():
            raise ValueError(f"{path}: the folder {path.parent} does not exist")
        if path.is_dir():
            raise ValueError(f"{path}: is a folder, where a file is to be written")
        # Same suffix: some writers choose the format by it.
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    except OSError as error:
        raise ValueError(f"{path}: cannot be written ({error.strerror})") from None
    os.close(handle)
    umask = os.umask(0)
    os.umask(umask)
    beside = Path(aside)
    beside.chmod(0o666 & ~umask)  # mkstemp's 0600 is for secrets; this is the user's own output
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write ``content`` to ``path``; on any error the file keeps what it had."""
    with written_whole(path) as aside:
        aside.write_bytes(content)


def read_npz(path: Path) -> dict[str, np.ndarray]:
    """All arrays of an npz archive by name; nothing is unpickled.

    Raises:
        ValueError: when the file is missing, is no npz archive, or an array in it is damaged or holds Python objects.
    """
    if not path.is_file():
        raise ValueError(f"{path}: no such file")
    try:
        # Opened here: numpy leaves the file of a damaged archive open.
        with path.open("rb") as file:
            return load_npz(file)
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from None


def load_npz(file: IO[bytes]) -> dict[str, np.ndarray]:
    """:func:`read_npz` of an open file or of bytes in memory; errors do not say where they are from."""
    where = ""
    try:
        archive = np.load(file, allow_pickle=False)
        if not isinstance(archive, np.lib.npyio.NpzFile):
            raise ValueError("it holds one array without a name")
        arrays = {}
        for name in archive.files:
            where = f" (array {name!r})"
            arrays[name] = np.asarray(archive[name])
        return arrays
    except Exception as error:  # the zip, zlib and npy readers raise a dozen unrelated types for damaged files
        raise ValueError(f"not a readable npz archive of plain arrays{where}: {error}") from None
