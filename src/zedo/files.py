"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def written_whole(path: str | Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it takes the place of ``path`` when the block ends without an error."""
    path = Path(path)
    if not path.parent.is_dir():
        raise ValueError(f"{path}: the folder {path.parent} does not exist")
    if path.is_dir():
        raise ValueError(f"{path}: is a folder, where a file is to be written")
    # Same suffix: some writers choose the format by it.
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix)
    os.close(handle)
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(aside, 0o666 & ~umask)  # mkstemp's 0600 is for secrets; this is the user's own output
    try:
        yield Path(aside)
        os.replace(aside, path)
    finally:
        Path(aside).unlink(missing_ok=True)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write ``content`` to ``path``; on any error the file keeps what it had."""
    with written_whole(path) as aside:
        aside.write_bytes(content)
