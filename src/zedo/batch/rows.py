"""Rows of Parquet files, one person-frame each: which columns they have, reading them, and what is wrong with them."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from zedo.batch.arrow import import_pyarrow, is_list_of_numbers, numbers
from zedo.batch.units import Unit
from zedo.body.skeleton import Skeleton
from zedo.io.keypoints import agreed_skeleton
from zedo.system.errors import ZedoError

KEYPOINTS, CONFIDENCE, CAMERA = "uv", "confidence", "camera"
"""Columns that are read; all others are passed on to the results."""

ADDED = ("source_file", "source_row", "joints", "translation", "uncertainty", "reprojection_error", "camera", "reason")
"""Columns that results add."""

BATCH = 4096
"""Rows that are decoded at once."""


@dataclass(frozen=True)
class RowFormat:
    """What all Parquet files of an archive have in common.

    Attributes:
        skeleton: what the J joints are.
        confidence: whether there is a column of confidences.
        camera: whether there is a column of cameras.
        passed: pyarrow schema of the columns that are passed on.
    """

    skeleton: Skeleton
    confidence: bool
    camera: bool
    passed: Any


@dataclass
class Rows:
    """The rows of a unit.

    Attributes:
        uv: (N, J, 2) pixels. confidence: (N, J). matrix: (N, 3, 3) of each row's camera, or None.
        passed: pyarrow table of the other columns.
        reason: (N,) strings: why a row cannot be lifted, "" when it can.
    """

    uv: Float[np.ndarray, "N J 2"]
    confidence: Float[np.ndarray, "N J"]
    matrix: Float[np.ndarray, "N 3 3"] | None
    passed: Any
    reason: np.ndarray


def row_format(paths: Sequence[Path], given: Skeleton | None) -> tuple[RowFormat, list[int | None]]:
    """The format of Parquet files, and how many rows each has: None for one that cannot be read.

    Args:
        given: skeleton of files that do not say.

    Raises:
        ZedoError: when none can be read, the columns are not as docs/batch.md has them, or differ between files.
    """
    pq = import_pyarrow().parquet
    counts: list[int | None] = []
    first, found, broken = None, None, ""
    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                schema, count = file.schema_arrow, file.metadata.num_rows
        except Exception as error:  # pyarrow raises a dozen types for damaged files
            broken = broken or f"{path}: not a readable Parquet file ({' '.join(str(error).split())})"
            counts.append(None)
            continue
        counts.append(count)
        try:
            read = _format(schema, given)
        except ValueError as error:
            raise ZedoError(f"{path}: {error}") from None
        if found is None:
            first, found = path, read
        elif read != found:
            raise ZedoError(f"{path}: its columns or skeleton are not those of {first}; they are lifted apart")
    if found is None:
        raise ZedoError(broken)
    return found, counts


def _format(schema: Any, given: Skeleton | None) -> RowFormat:
    pa = import_pyarrow()
    described: Any = (schema.metadata or {}).get(b"skeleton")
    if described is not None:
        described = described.decode(errors="replace")
        if described.startswith("{"):
            try:
                described = json.loads(described)
            except ValueError:
                raise ZedoError("'skeleton' in the schema's metadata is no JSON") from None
    skeleton = agreed_skeleton(described, given)
    names = schema.names
    if KEYPOINTS not in names:
        raise ZedoError(f"has no column {KEYPOINTS!r}, a list of {2 * len(skeleton)} numbers; docs/batch.md tells all")
    for name, width in ((KEYPOINTS, 2 * len(skeleton)), (CONFIDENCE, len(skeleton)), (CAMERA, 4)):
        if name not in names:
            continue
        kind = schema.field(name).type
        fixed = pa.types.is_fixed_size_list(kind)
        if not is_list_of_numbers(kind) or (fixed and kind.list_size != width):
            whose = "fx, fy, cx, cy" if name == CAMERA else f"skeleton {skeleton.name!r}"
            raise ZedoError(f"column {name!r} is {kind}; lists of {width} numbers were expected ({whose})")
    passed = [name for name in names if name not in (KEYPOINTS, CONFIDENCE, CAMERA)]
    if taken := [name for name in passed if name in ADDED]:
        raise ZedoError(f"has a column {taken[0]!r}, which the results add; give it another name")
    fields = pa.schema([schema.field(name).remove_metadata() for name in passed])
    return RowFormat(skeleton, CONFIDENCE in names, CAMERA in names, fields)


class RowReader:
    """Reads the rows of units; those that follow each other in a file without beginning again."""

    def __init__(self) -> None:
        self._path: Path | None = None

    def read(self, unit: Unit) -> Any:
        """The rows as a pyarrow table.

        Raises:
            ZedoError: when they cannot be read.
        """
        pa = import_pyarrow()
        try:
            if self._path != unit.path or not self._at <= unit.start < self._group_end(self._at):
                self._open(unit.path, unit.start)
            if unit.stop is None:
                raise ZedoError("was not readable when the work began, and is now")
            pieces = [piece for piece in self._until(unit.start, unit.stop) if len(piece)]
            return pa.Table.from_batches(pieces, self._file.schema_arrow)
        except Exception as error:  # pyarrow raises a dozen types for damaged files
            self._path = None
            raise ZedoError(f"cannot be read ({' '.join(str(error).split())})") from None

    def _open(self, path: Path, row: int) -> None:
        """Begin with the row group that holds ``row``."""
        pq = import_pyarrow().parquet
        # Column chunks are read piece by piece: a row group may be as large as the file.
        self._file = pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
        about = self._file.metadata
        self._ends = list(accumulate(about.row_group(group).num_rows for group in range(about.num_row_groups)))
        group = bisect.bisect_right(self._ends, row)
        self._at = self._ends[group - 1] if group else 0
        # One by one, so that damage in a row group does not reach those before it.
        groups = range(group, about.num_row_groups)
        self._batches = (batch for one in groups for batch in self._file.iter_batches(BATCH, row_groups=[one]))
        self._rest, self._path = None, path

    def _group_end(self, row: int) -> int:
        group = bisect.bisect_right(self._ends, row)
        return self._ends[group] if group < len(self._ends) else row

    def _until(self, start: int, stop: int) -> Iterator[Any]:
        """Record batches of the rows from ``start``, which lies ahead, to ``stop``."""
        while self._at < stop:
            batch = next(self._batches) if self._rest is None else self._rest
            end = min(stop - self._at, len(batch))
            skipped = min(max(start - self._at, 0), end)
            yield batch.slice(skipped, end - skipped)
            self._at += end
            self._rest = batch.slice(end) if end < len(batch) else None


def parse(table: Any, form: RowFormat) -> Rows:
    """Numbers of a table, and what is wrong with them."""
    joints, count = len(form.skeleton), len(table)
    reason = np.full(count, "", dtype=object)

    def fault(where: Any, why: str) -> None:
        reason[where & (reason == "")] = why

    uv, whole = numbers(table[KEYPOINTS], 2 * joints)
    fault(~whole, f"{KEYPOINTS!r} is no list of {2 * joints} numbers")
    uv = uv.reshape(count, joints, 2)
    finite = np.asarray(np.isfinite(uv).all(axis=-1))
    if form.confidence:
        confidence, whole = numbers(table[CONFIDENCE], joints)
        fault(~whole, f"{CONFIDENCE!r} is no list of {joints} numbers")
        fault(~((confidence >= 0) & (confidence <= 1)).all(axis=1), "a confidence does not lie in [0, 1]")
        fault((~finite & (confidence > 0)).any(axis=1), "a joint of confidence above 0 has no finite position")
    else:
        confidence = finite.astype(np.float64)
    matrix = None
    if form.camera:
        camera, whole = numbers(table[CAMERA], 4)
        fault(~whole, f"{CAMERA!r} is no list of 4 numbers: fx, fy, cx, cy")
        fault(
            ~(np.isfinite(camera).all(axis=1) & (camera[:, :2] > 0).all(axis=1)),
            "the camera is not finite with positive focal lengths",
        )
        matrix = np.zeros((count, 3, 3))
        matrix[:, [0, 1, 0, 1], [0, 1, 2, 2]] = camera
        matrix[:, 2, 2] = 1.0
    return Rows(uv, confidence, matrix, table.select(form.passed.names), reason)
