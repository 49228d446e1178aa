"""Units of work: ranges of rows of Parquet files, or whole files of another kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Unit:
    """A piece of work, which gives one part of the result.

    Attributes:
        number: its place in the work; names the part.
        name: of the file, relative to the input; stands in the results.
        path: where the file is.
        start, stop: rows of a Parquet file; stop is None for a whole file, of another kind or unreadable.
    """

    number: int
    name: str
    path: Path
    start: int = 0
    stop: int | None = None

    @property
    def rows(self) -> int:
        """How many rows it has, 0 when that is unknown."""
        return 0 if self.stop is None else self.stop - self.start
