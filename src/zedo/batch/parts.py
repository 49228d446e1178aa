"""Results on disk: a Parquet part a unit, beside it a part of what could not be lifted, and what is there already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from zedo.batch.arrow import import_pyarrow, lists
from zedo.batch.units import Unit
from zedo.camera import Camera
from zedo.poses import Poses3D
from zedo.system.files import written_whole

FORMAT = "zedo-batch-1"

ERRORS = "_errors"
"""Folder of the parts of what could not be lifted. Readers of Parquet folders pass over names with an underscore."""

LIFTED = b"lifted"
"""In the metadata of such a part: how many rows of the unit were lifted."""

_NUMBER = re.compile(r"-(\d+)\.parquet")


def part_path(output: Path, unit: Unit) -> Path:
    """Where the poses of a unit go."""
    return output / f"part-{unit.number:07d}.parquet"


def errors_path(output: Path, unit: Unit) -> Path:
    """Where a unit's rows go that could not be lifted."""
    return output / ERRORS / f"errors-{unit.number:07d}.parquet"


def pose_table(poses: Poses3D, unit: Unit, rows: np.ndarray, passed: Any, camera: Camera | None) -> Any:
    """The poses of a unit as a pyarrow table, docs/batch.md.

    Args:
        rows: (N,) numbers of the poses' rows in the file.
        passed: pyarrow table of N rows of other columns.
        camera: the one of all rows, if it is one.
    """
    pa = import_pyarrow()
    about = {
        "format": FORMAT,
        "skeleton": poses.skeleton.to_dict(),
        "hypotheses": poses.hypotheses,
        "camera": camera.to_dict() if camera else None,
        "provenance": dict(poses.provenance),
    }
    matrix = np.broadcast_to(poses.camera.matrix, (len(poses), 3, 3))
    columns = {
        **_source(unit, rows),
        **dict(zip(passed.column_names, passed.columns, strict=True)),
        "joints": lists(poses.joints.swapaxes(0, 1)),
        "translation": lists(poses.translation.swapaxes(0, 1)),
        **({"uncertainty": lists(poses.uncertainty)} if poses.uncertainty is not None else {}),
        "reprojection_error": pa.array(poses.reprojection_error[0]),
        "camera": lists(matrix[:, [0, 1, 0, 1], [0, 1, 2, 2]]),
    }
    return pa.table(columns).replace_schema_metadata({"about": json.dumps(about)})


def error_table(unit: Unit, rows: Iterable[int | None], passed: Any, reasons: Iterable[str], lifted: int) -> Any:
    """What could not be lifted, as a pyarrow table.

    Args:
        rows: numbers in the file; None for the whole file.
        passed: pyarrow table of as many rows of other columns.
        lifted: how many rows of the unit were lifted.
    """
    pa = import_pyarrow()
    columns = {
        **_source(unit, list(rows)),
        **dict(zip(passed.column_names, passed.columns, strict=True)),
        "reason": pa.array(list(reasons), pa.string()),
    }
    return pa.table(columns).replace_schema_metadata({LIFTED: str(lifted)})


def _source(unit: Unit, rows: Any) -> dict[str, Any]:
    pa = import_pyarrow()
    return {"source_file": pa.repeat(pa.scalar(unit.name), len(rows)), "source_row": pa.array(rows, pa.int64())}


def write_part(table: Any, path: Path) -> None:
    """Write a table, whole or not at all."""
    pa = import_pyarrow()
    texts = [field.name for field in table.schema if pa.types.is_string(field.type)]
    with written_whole(path) as aside:
        # Numbers of poses hardly repeat: dictionaries of them cost time and save nothing.
        pa.parquet.write_table(table, aside, compression="zstd", use_dictionary=texts)


def clear_leftovers(output: Path) -> None:
    """Delete what writing that was killed has left, and what was found in pictures that could not be lifted."""
    for folder, pattern in ((output, ".part-*"), (output / ERRORS, ".errors-*"), (output, "part-*.partial")):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def finished(output: Path) -> set[int]:
    """Numbers of the units that need not be done again.

    A unit's errors are written before its poses: it is finished with its poses, or with errors that say that there are
    none.
    """
    pq = import_pyarrow().parquet
    done = set(_numbers(output.glob("part-*.parquet")))
    for path in (output / ERRORS).glob("errors-*.parquet"):
        (number,) = _numbers([path])
        if number not in done and pq.read_schema(path).metadata[LIFTED] == b"0":
            done.add(number)
    return done


def _numbers(paths: Iterable[Path]) -> Iterable[int]:
    return (int(found[1]) for path in paths if (found := _NUMBER.search(path.name)))


def counts(output: Path) -> tuple[int, int]:
    """How many rows have been lifted, and how many could not be."""
    pq = import_pyarrow().parquet
    lifted, failed = (
        sum(pq.read_metadata(path).num_rows for path in folder.glob(f"{kind}-*.parquet"))
        for folder, kind in ((output, "part"), (output / ERRORS, "errors"))
    )
    return lifted, failed


def first_reason(output: Path) -> str:
    """Why the first row of those that could not be lifted could not be."""
    pq = import_pyarrow().parquet
    return pq.read_table(min((output / ERRORS).glob("errors-*.parquet")), columns=["reason"])["reason"][0].as_py()
