"""The work on one unit: the same in this process, in others, and on other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from jaxtyping import Bool

from zedo.batch.arrow import empty_rows, import_pyarrow
from zedo.batch.parts import error_table, errors_path, part_path, pose_table, write_part
from zedo.batch.rows import RowFormat, RowReader, Rows, parse
from zedo.batch.units import Unit
from zedo.camera import Camera
from zedo.optimise.evidence import NEED, Evidence
from zedo.poses import Keypoints2D, Poses3D

if TYPE_CHECKING:  # torch, which the lifter needs, takes seconds to import
    from zedo.optimise.lifter import Lifter

LiftFile = Callable[["Lifter", Path, Path], AbstractContextManager[Poses3D]]
"""Lifts a file of keypoints or pictures, for a block that writes the path that comes second."""

HARDLY_SEEN = f"without {NEED}"
"""Why a person-frame has no pose."""

Piece = tuple[np.ndarray, "Poses3D | Exception"]
"""Rows with their poses, or one row with what the lifter raised."""


@dataclass(frozen=True)
class Job:
    """What is done with every unit. Workers elsewhere get it pickled.

    Attributes:
        output: folder of the results.
        lifter: makes the lifter.
        lift_file: lifts whole files that are not Parquet.
        rows: of Parquet files.
        camera: of their rows, when they have none of their own.
        rule: from COCO's joints to Human3.6M's.
    """

    output: Path
    lifter: Callable[[], Lifter]
    lift_file: LiftFile
    rows: RowFormat | None
    camera: Camera | None
    rule: str


class Worker:
    """Does units one after another; units that follow each other in a file are read without beginning again."""

    def __init__(self, job: Job) -> None:
        self.job, self.lifter, self._reader = job, job.lifter(), RowReader()

    def __call__(self, unit: Unit) -> None:
        """Lift a unit and write its part; what cannot be lifted goes to its errors.

        Raises:
            ValueError: when a part cannot be written.
            Exception: what the lifter raises, if it does so for all rows.
        """
        if self.job.rows is None:
            self._file(unit)
        else:
            self._rows(unit, self.job.rows)

    def _file(self, unit: Unit) -> None:
        with ExitStack() as stack:
            try:
                path = part_path(self.job.output, unit)
                poses = stack.enter_context(self.job.lift_file(self.lifter, unit.path, path))
            except Exception as error:  # whatever a broken file leads to, the others are lifted
                self._write(unit, None, [None], empty_rows(_places(), 1), [_sentence(error, unit)])
                return
            passed = import_pyarrow().table([poses.frame, poses.time, poses.person], schema=_places())
            lifted = finite(poses)
            table = pose_table(kept(poses, lifted), unit, np.flatnonzero(lifted), passed.filter(lifted), None)
            failed = np.flatnonzero(~lifted)
            self._write(unit, table, failed, passed.take(failed), [HARDLY_SEEN] * len(failed))

    def _rows(self, unit: Unit, form: RowFormat) -> None:
        try:
            rows = parse(self._reader.read(unit), form)
        except ValueError as error:
            failed = [None] if unit.stop is None else range(unit.start, unit.stop)
            self._write(unit, None, failed, empty_rows(form.passed, len(failed)), [str(error)] * len(failed))
            return
        self._note_hardly_seen(rows, form)
        pieces = []
        for chosen, poses in attempt(lambda chosen: self._lift(rows, chosen, form), np.flatnonzero(rows.reason == "")):
            if isinstance(poses, Exception):
                rows.reason[chosen] = _sentence(poses, unit)
                continue
            lifted = finite(poses)
            rows.reason[chosen[~lifted]] = "the pose is not finite"
            passed = rows.passed if lifted.sum() == len(rows.reason) else rows.passed.take(chosen[lifted])
            pieces.append(pose_table(kept(poses, lifted), unit, unit.start + chosen[lifted], passed, self.job.camera))
        table = import_pyarrow().concat_tables(pieces) if pieces else None
        failed = np.flatnonzero(rows.reason != "")
        self._write(unit, table, unit.start + failed, rows.passed.take(failed), rows.reason[failed])

    def _note_hardly_seen(self, rows: Rows, form: RowFormat) -> None:
        chosen = np.flatnonzero(rows.reason == "")
        if not len(chosen):
            return
        people, camera = self._seen(rows, chosen, form)
        fixed = Evidence.of(people, camera, self.lifter.skeleton).fixed
        rows.reason[chosen[~fixed]] = HARDLY_SEEN

    def _lift(self, rows: Rows, chosen: np.ndarray, form: RowFormat) -> Poses3D:
        return self.lifter(*self._seen(rows, chosen, form))

    def _seen(self, rows: Rows, chosen: np.ndarray, form: RowFormat) -> tuple[Keypoints2D, Camera]:
        people = Keypoints2D(rows.uv[chosen], rows.confidence[chosen], form.skeleton)
        camera = self.job.camera if rows.matrix is None else Camera(rows.matrix[chosen])
        assert camera is not None  # rows without cameras and no camera for all were refused
        return self.lifter.own(people, self.job.rule), camera

    def _write(self, unit: Unit, table: Any, failed: Any, passed: Any, reasons: Iterable[str]) -> None:
        """Errors first: with its poses a unit is finished."""
        lifted, errors = 0 if table is None else len(table), errors_path(self.job.output, unit)
        if len(failed):
            write_part(error_table(unit, failed, passed, reasons, lifted), errors)
        else:
            errors.unlink(missing_ok=True)  # of an attempt that was killed, and went otherwise
        if lifted:
            write_part(table, part_path(self.job.output, unit))


def attempt(lift: Callable[[np.ndarray], Poses3D], rows: np.ndarray) -> list[Piece]:
    """Lift rows; where that raises, halves of them, down to the rows that are at fault.

    Raises:
        Exception: when memory is short, or when every one of several rows fails: then the rows are not to blame.
    """
    found = list(_pieces(lift, rows)) if len(rows) else []
    failures = [poses for _, poses in found if isinstance(poses, Exception)]
    if len(found) == len(failures) > 1:
        raise failures[0]
    return found


def _pieces(lift: Callable[[np.ndarray], Poses3D], rows: np.ndarray) -> Iterator[Piece]:
    from torch.cuda import OutOfMemoryError

    try:
        found = lift(rows)
    except (MemoryError, OutOfMemoryError):
        raise
    except Exception as error:
        if len(rows) == 1:
            yield rows, error
            return
    else:
        yield rows, found
        return
    for half in np.array_split(rows, 2):
        yield from _pieces(lift, half)


def finite(poses: Poses3D) -> Bool[np.ndarray, " N"]:
    """Which person-frames have a pose."""
    joints, translation = np.isfinite(poses.joints), np.isfinite(poses.translation)
    return np.asarray(joints.all(axis=(0, 2, 3)) & translation.all(axis=(0, 2)))


def kept(poses: Poses3D, which: Bool[np.ndarray, " N"]) -> Poses3D:
    """Some of the person-frames."""
    if which.all():
        return poses
    matrix = poses.camera.matrix
    return replace(
        poses,
        joints=poses.joints[:, which],
        translation=poses.translation[:, which],
        reprojection_error=poses.reprojection_error[:, which],
        frame=poses.frame[which],
        time=poses.time[which],
        person=poses.person[which],
        camera=replace(poses.camera, matrix=matrix[which]) if matrix.ndim == 3 else poses.camera,
        uncertainty=None if poses.uncertainty is None else poses.uncertainty[which],
    )


def _places() -> Any:
    """Columns that tell where in a file of keypoints or pictures a pose is."""
    pa = import_pyarrow()
    return pa.schema([("frame", pa.int64()), ("time", pa.float64()), ("person", pa.int64())])


def _sentence(error: Exception, unit: Unit) -> str:
    """What an exception says, on one line and without the path, which stands in a column of its own."""
    return " ".join(str(error).split()).removeprefix(f"{unit.path}: ") or type(error).__name__
