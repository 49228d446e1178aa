"""Units, bad rows and interruptions, with a lifter that costs nothing."""

import contextlib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.tables import CAMERA, CheapLifter, people, table, write
from zedo.batch import parts
from zedo.batch.archive import Archive, open_archive
from zedo.batch.arrow import lists
from zedo.batch.local import run_here
from zedo.batch.manifest import claim
from zedo.batch.worker import Job, Worker, attempt
from zedo.camera import Camera
from zedo.io.keypoints import read_keypoints


@contextlib.contextmanager
def read_and_lift(lifter, path: Path, output: Path):
    yield lifter(read_keypoints(path), Camera.from_intrinsics(*CAMERA))


def job_for(archive: Archive, output: Path) -> Job:
    return Job(output, CheapLifter, read_and_lift, archive.rows, None, "mhformer")


def run(archive: Archive, output: Path) -> None:
    done = claim(output, {"files": archive.files})
    run_here(job_for(archive, output), [u for u in archive.units if u.number not in done], 1, lambda unit: None)


def results(output: Path) -> tuple[pa.Table, pa.Table | None]:
    """Poses and errors, as anyone reads them."""
    errors = list((output / parts.ERRORS).glob("*.parquet"))
    return pq.read_table(output), pq.read_table(output / parts.ERRORS) if errors else None


def spoilt(count: int, seed: int = 0) -> tuple[pa.Table, dict[int, str]]:
    """Rows of which some cannot be lifted, and why."""
    uv, confidence, camera = people(count, seed), np.ones((count, 17)), np.tile(CAMERA, (count, 1))
    confidence[3, 2:], camera[5, 1], uv[6, 0, 0] = 0, np.nan, -1e7
    uv[7, 0, 0], confidence[8, 3], uv[count - 1, 4, 1] = 1e7, -0.1, np.inf
    why = {3: "without 3 visible joints", 5: "the camera", 6: "cannot be lifted", 7: "the pose is not finite",
           8: "[0, 1]", count - 1: "no finite position"}  # fmt: skip
    return table(count, uv=lists(uv), confidence=lists(confidence), camera=lists(camera)), why


def test_bad_rows_are_told_and_the_others_lifted(tmp_path: Path) -> None:
    rows, why = spoilt(40)
    archive = open_archive(write(tmp_path / "in.parquet", rows), 16)
    run(archive, tmp_path / "out")
    lifted, errors = results(tmp_path / "out")
    assert errors is not None
    assert lifted["id"].to_pylist() == lifted["source_row"].to_pylist() == [i for i in range(40) if i not in why]
    assert errors["id"].to_pylist() == errors["source_row"].to_pylist() == list(why)
    assert all(word in reason for word, reason in zip(why.values(), errors["reason"].to_pylist(), strict=True))
    assert set(lifted["source_file"].to_pylist()) == set(errors["source_file"].to_pylist()) == {"in.parquet"}
    joints = np.array(lifted["joints"].to_pylist()).reshape(-1, 17, 3)
    expected = people(40)[lifted["id"].to_numpy()]
    np.testing.assert_allclose(joints[..., :2], expected - expected[:, :1], rtol=1e-4, atol=1e-3)
    assert lifted["camera"][0].as_py() == list(CAMERA)


def test_a_unit_without_a_good_row_and_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.parquet", table(6, confidence=lists(np.zeros((6, 17)))))
    (tmp_path / "in" / "b.parquet").write_text("PAR1")
    write(tmp_path / "in" / "c.parquet", table(2))
    archive = open_archive(tmp_path / "in", 3)
    run(archive, tmp_path / "out")
    lifted, errors = results(tmp_path / "out")
    assert errors is not None and len(lifted) == 2
    assert errors["source_row"].to_pylist() == [0, 1, 2, 3, 4, 5, None]
    assert errors["id"].to_pylist() == [0, 1, 2, 3, 4, 5, None]
    assert errors["reason"][-1].as_py().startswith("cannot be read (")
    assert parts.finished(tmp_path / "out") == {unit.number for unit in archive.units}
    assert parts.counts(tmp_path / "out") == (2, 7)


def test_files_of_keypoints_are_lifted_whole(tmp_path: Path, keypoint_file: Path) -> None:
    (tmp_path / "in" / "day").mkdir(parents=True)
    keypoint_file.rename(tmp_path / "in" / "day" / "a.json")
    (tmp_path / "in" / "b.json").write_text("{}")
    archive = open_archive(tmp_path / "in", 3)
    run(archive, tmp_path / "out")
    lifted, errors = results(tmp_path / "out")
    assert errors is not None and errors.num_rows == 1
    assert lifted["frame"].to_pylist() == [frame for frame in range(50) for _ in range(2)]
    assert lifted["person"].to_pylist() == [0, 1] * 50 and lifted["source_row"].to_pylist() == list(range(100))
    assert lifted["time"][99].as_py() == 49 / 25
    assert set(lifted["source_file"].to_pylist()) == {"day/a.json"}
    only = errors.to_pylist()[0]
    assert (only["source_file"], only["source_row"], only["frame"]) == ("b.json", None, None)
    assert only["reason"].startswith("neither a keypoint file")


def test_a_lifter_that_raises_is_asked_for_each_half() -> None:
    asked = []

    def lift(rows: np.ndarray):
        asked.append(len(rows))
        if 11 in rows:
            raise RuntimeError("eleven")
        return rows

    found = attempt(lift, np.arange(16))
    assert [str(poses) for rows, poses in found if isinstance(poses, Exception)] == ["eleven"]
    assert np.concatenate([rows for rows, _ in found]).tolist() == list(range(16))
    assert len(asked) == 1 + 2 * 4


def test_what_fails_for_every_row_is_no_rows_fault() -> None:
    def lift(rows: np.ndarray):
        raise RuntimeError("the device is gone")

    with pytest.raises(RuntimeError, match="the device is gone"):
        attempt(lift, np.arange(4))
    assert len(attempt(lift, np.arange(1))) == 1
    assert attempt(lift, np.arange(0)) == []

    def starved(rows: np.ndarray):
        raise MemoryError

    with pytest.raises(MemoryError):
        attempt(starved, np.arange(1))


class Killed(BaseException):
    """Ends the process, as far as a test can."""


def test_an_end_at_any_step_loses_no_row_and_doubles_none(tmp_path: Path, monkeypatch) -> None:
    rows, why = spoilt(20)
    archive = open_archive(write(tmp_path / "in.parquet", rows), 5)
    run(archive, tmp_path / "whole")
    expected, failed = results(tmp_path / "whole")
    assert failed is not None
    replace, steps = Path.replace, 0

    def dying(last: int, before: bool):
        count = 0

        def replaced(self: Path, target: Path) -> Path:
            nonlocal count, steps
            count, steps = count + 1, max(steps, count + 1)
            if count == last and before:
                raise Killed
            moved = replace(self, target)
            if count == last:
                raise Killed
            return moved

        return replaced

    last = 0
    while last <= steps:
        last += 1
        for before in (True, False):
            output = tmp_path / f"{last}{before}"
            with monkeypatch.context() as patch, contextlib.suppress(Killed):
                patch.setattr(Path, "replace", dying(last, before))
                run(archive, output)
            run(archive, output)
            assert [part.equals(whole) for part, whole in zip(results(output), (expected, failed), strict=True)]
    assert steps == 1 + 4 + 3  # the manifest, four parts, three with errors
    assert len(expected) + len(why) == 20


def test_a_second_attempt_that_goes_otherwise_leaves_no_errors_behind(tmp_path: Path) -> None:
    archive = open_archive(write(tmp_path / "in.parquet", table(4)), 4)
    claim(tmp_path / "out", {})
    stale = parts.errors_path(tmp_path / "out", archive.units[0])
    stale.write_text("of an attempt that ran out of memory and was killed")
    Worker(job_for(archive, tmp_path / "out"))(archive.units[0])
    assert not stale.exists() and parts.counts(tmp_path / "out") == (4, 0)
