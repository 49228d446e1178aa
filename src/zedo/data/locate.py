"""Finding a data set's files, and saying what was expected where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zedo.system.errors import ZedoError

SHOWN = 8
"""Entries of a wrong folder that an error names."""


def find_file(path: str | Path, expected: Mapping[str, str]) -> Path:
    """The first of the ``expected`` files in a folder, or ``path`` itself if it is one of them.

    Args:
        path: a folder or a file.
        expected: file names (may contain a folder) and what each is, for the error.

    Raises:
        ZedoError: with what was expected and what is there.
    """
    path = Path(path)
    if path.is_file() and path.name in {Path(name).name for name in expected}:
        return path
    for name in expected if path.is_dir() else ():
        if (path / name).is_file():
            return path / name
    wanted = " or ".join(f"{name} ({what})" for name, what in expected.items())
    raise ZedoError(f"{path}: {contents(path)}, where {wanted} was expected")


def contents(path: Path) -> str:
    """What is at a path, as part of an error's sentence."""
    if path.is_file():
        return "is another file"
    if not path.is_dir():
        return "does not exist"
    names = sorted(entry.name for entry in path.iterdir())
    if not names:
        return "is an empty folder"
    return f"holds {', '.join(names[:SHOWN])}{', …' * (len(names) > SHOWN)}"
