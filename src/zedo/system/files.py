"""Writing files whole or not at all, and reading npz archives that may be damaged."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from zedo.system.errors import ZedoError

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""What a file that is being written can run into."""

LARGEST_UNPACKED, LARGEST_RATIO = 1 << 30, 100
"""Bytes in an archive and their share of its size; one that holds more by both is no archive of measurements: noise
does not compress."""


@contextlib.contextmanager
def written_whole(path: str | Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it takes the place of ``path`` when the block ends without an error.

    Raises:
        ZedoError: when ``path`` is a folder, nothing can be written beside it, or the disk is full.
    """
    path = Path(path)
    _require_place(path)
    try:
        # Same suffix: some writers choose the format by it.
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    except OSError as error:
        raise ZedoError(f"{path}: cannot be written ({error.strerror})") from None
    os.close(handle)
    umask = os.umask(0)
    os.umask(umask)
    beside = Path(aside)
    beside.chmod(0o666 & ~umask)  # mkstemp's 0600 is for secrets; this is the user's own output
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        if error.errno not in DISK:
            raise
        raise ZedoError(f"{path}: cannot be written ({os.strerror(error.errno)})") from None
    finally:
        beside.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Raise ValueError unless a file can be made at ``path``, in a folder that exists; makes none."""
    _require_place(path)
    try:
        tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise ZedoError(f"{path}: cannot be written ({error.strerror})") from None


def require_folder(path: Path) -> None:
    """Raise ValueError unless the folder that ``path`` is to be written to exists."""
    if not path.parent.is_dir():
        what = "is a file, not a folder" if path.parent.exists() else "does not exist"
        raise ZedoError(f"{path}: the folder {path.parent} {what}")


def _require_place(path: Path) -> None:
    try:
        require_folder(path)
        if path.is_dir():
            raise ZedoError(f"{path}: is a folder, where a file is to be written")
    except OSError as error:  # such as a name that is too long
        raise ZedoError(f"{path}: cannot be written ({error.strerror})") from None


def made_folder(path: Path) -> Path:
    """``path``, a folder that is made if missing; raises ZedoError when files cannot be made in it."""
    if path.exists() and not path.is_dir():
        raise ZedoError(f"{path}: is a file, where a folder is to be written")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZedoError(f"{path}: the folder cannot be made ({error.strerror})") from None
    require_writable(path / "file")
    return path


def write_whole(path: str | Path, content: bytes) -> None:
    """Write ``content`` to ``path``; on any error the file keeps what it had."""
    with written_whole(path) as aside:
        aside.write_bytes(content)


def read_npz(path: Path) -> dict[str, np.ndarray]:
    """All arrays of an npz archive by name; nothing is unpickled.

    Raises:
        ZedoError: when the file is missing, is no npz archive, or an array in it is damaged or holds Python objects.
    """
    if not path.is_file():
        raise ZedoError(f"{path}: no such file")
    try:
        # Opened here: numpy leaves the file of a damaged archive open.
        with path.open("rb") as file:
            return load_npz(file)
    except (OSError, ValueError) as error:
        raise ZedoError(f"{path}: {error}") from None


def load_npz(file: IO[bytes]) -> dict[str, np.ndarray]:
    """:func:`read_npz` of an open file or of bytes in memory; errors do not say where they are from."""
    where = ""
    try:
        start = file.read(6)
        if start == b"\x93NUMPY":
            raise ZedoError("it holds one array without a name")
        if not start.startswith(b"PK"):
            raise ZedoError("it is no zip archive")
        file.seek(0)
        archive = np.load(file, allow_pickle=False)
        refuse_bomb(archive.zip)
        arrays = {}
        for name in archive.files:
            where = f" (array {name!r})"
            arrays[name] = np.asarray(archive[name])
        return arrays
    except Exception as error:  # the zip, zlib and npy readers raise a dozen unrelated types for damaged files
        raise ZedoError(f"not a readable npz archive of plain arrays{where}: {error}") from None


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """Bytes that all members of an archive have in memory."""
    return sum(member.file_size for member in archive.infolist())


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Raise ValueError when an archive would fill the memory (:data:`LARGEST_UNPACKED`)."""
    assert archive.fp is not None  # it is open
    size = archive.fp.seek(0, os.SEEK_END)  # its members' sizes would count bytes that several share several times
    unpacked = unpacked_size(archive)
    if unpacked > max(LARGEST_UNPACKED, LARGEST_RATIO * size):
        raise ZedoError(f"its {size:,} bytes would unpack to {unpacked:,}, which no measurements do")
