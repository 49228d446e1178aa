"""What there is to lift, cut into units of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zedo.batch.rows import RowFormat, row_format
from zedo.batch.units import Unit
from zedo.body.skeleton import Skeleton
from zedo.io.folders import holds_frames
from zedo.system.errors import ZedoError

MAGIC = b"PAR1"
"""First bytes of a Parquet file."""


@dataclass(frozen=True)
class Archive:
    """Everything that is to be lifted.

    Attributes:
        units: the same for the same files, whatever else changes.
        files: name, size in bytes and time of change of each file.
        rows: how the rows of Parquet files are read; None for files of another kind.
    """

    units: tuple[Unit, ...]
    files: tuple[tuple[str, int, int], ...]
    rows: RowFormat | None

    def amount(self, units: Iterable[Unit]) -> int:
        """How much work units are: rows of Parquet files, or how many other files."""
        return sum(1 if self.rows is None else unit.rows for unit in units)


def open_archive(source: Path, part_rows: int, skeleton: Skeleton | None = None) -> Archive:
    """Cut a file, or the files in a folder and its folders, into units.

    A folder of OpenPose's files, one a frame, counts as one file. Names that begin with a dot or an underscore are
    passed over.

    Args:
        part_rows: rows of a Parquet file in a unit; the last one of a file has fewer.
        skeleton: of Parquet files that do not say.

    Raises:
        ZedoError: when nothing is there, Parquet files are mixed with others, or have other columns than they should.
    """
    if part_rows < 1:
        raise ZedoError(f"{part_rows} rows a part were asked for; at least 1 is needed")
    if not source.exists():
        raise ZedoError(f"{source}: no such file or folder")
    paths = list(_clips(source))
    if not paths:
        raise ZedoError(f"{source}: holds no file")
    tables = [path for path in paths if _is_parquet(path)]
    if tables and len(tables) < len(paths):
        other = next(path for path in paths if path not in tables)
        raise ZedoError(
            f"{source}: holds Parquet files and others, such as {other.name}; give each kind a folder of its own"
        )
    base = source if source.is_dir() else source.parent
    names = {path: path.relative_to(base).as_posix() if path != base else path.resolve().name for path in paths}
    files = tuple((names[path], *_state(path)) for path in paths)
    if not tables:
        return Archive(tuple(Unit(k, names[path], path.resolve()) for k, path in enumerate(paths)), files, None)
    rows, counts = row_format(tables, skeleton)
    ranges = [
        (path, start, stop)
        for path, count in zip(tables, counts, strict=True)
        for start, stop in ([(0, None)] if count is None else _ranges(count, part_rows))
    ]
    if not ranges:
        raise ZedoError(f"{source}: holds no row")
    units = (Unit(k, names[path], path.resolve(), start, stop) for k, (path, start, stop) in enumerate(ranges))
    return Archive(tuple(units), files, rows)


def _ranges(count: int, size: int) -> Iterable[tuple[int, int]]:
    return ((start, min(start + size, count)) for start in range(0, count, size))


def _clips(path: Path) -> Iterator[Path]:
    """Files below a path, in the order of their names, and folders that are one clip."""
    if not path.is_dir() or holds_frames(path):
        yield path
        return
    for inner in sorted(path.iterdir()):
        if not inner.name.startswith((".", "_")):
            yield from _clips(inner)


def _is_parquet(path: Path) -> bool:
    """By content; what has Parquet's name is one, broken or not."""
    if path.is_dir():
        return False
    if path.suffix.lower() == ".parquet":
        return True
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _state(path: Path) -> tuple[int, int]:
    """Size and time of change of a file, or of all in a folder that is one clip."""
    stats = [file.stat() for file in (path.iterdir() if path.is_dir() else (path,))]
    return sum(stat.st_size for stat in stats), max(stat.st_mtime_ns for stat in stats)
