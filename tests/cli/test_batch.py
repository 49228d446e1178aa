import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import zedo
from tests.batch.tables import CAMERA, people, table, write
from tests.detect.test_optional import Absent
from tests.video.clips import write_video
from zedo.batch.arrow import lists
from zedo.batch.parts import ERRORS
from zedo.body.skeleton import H36M_17
from zedo.cli.demo import ASSETS
from zedo.poses import Poses3D
from zedo.video.frames import open_frames

FAST = ("--preset", "fast", "--backend", "torch", "--workers", 1)
OF_ALL = ("--camera", ",".join(map(str, CAMERA)))


def array(rows: pa.Table, name: str, *shape: int) -> np.ndarray:
    return rows[name].combine_chunks().flatten().to_numpy().reshape(len(rows), *shape)


def about(rows: pa.Table) -> dict:
    return json.loads(rows.schema.metadata[b"about"])


def test_rows_are_lifted_as_by_zedo_lift(run, tmp_path: Path) -> None:
    flags = ("--backend", "torch", "--hypotheses", 2, "--iterations", 2)
    source, uv = write(tmp_path / "rows.parquet", table(14, camera=None)), people(14).astype(np.float32)
    np.savez(tmp_path / "keypoints.npz", uv=uv, skeleton="h36m_17")
    assert run("lift", tmp_path / "keypoints.npz", *OF_ALL, *flags, "-o", tmp_path / "poses.npz")[0] == 0
    poses = Poses3D.load(tmp_path / "poses.npz")
    for part_rows in (14, 6):
        out = tmp_path / f"{part_rows}"
        code, stdout, err = run("batch", source, *OF_ALL, *flags, "--workers", 1, "--part-rows", part_rows, "-o", out)
        assert code == 0, err
        assert stdout == "" and err.startswith(f"{out}: 14 rows lifted, no errors, ") and err.count("\n") == 1
        rows = pq.read_table(out)
        assert rows["id"].to_pylist() == list(range(14)) and rows["clip"][13].as_py() == "clip1"
        # One batch gives the same bits; in others sums of float32 are rounded otherwise.
        tolerance = 0 if part_rows == 14 else 1e-4
        for name, shape in (("joints", (2, 17, 3)), ("translation", (2, 3))):
            expected = getattr(poses, name).swapaxes(0, 1)
            np.testing.assert_allclose(array(rows, name, *shape), expected, rtol=0, atol=tolerance)
        np.testing.assert_allclose(array(rows, "uncertainty", 17), poses.uncertainty, rtol=0, atol=tolerance)
        np.testing.assert_allclose(rows["reprojection_error"], poses.reprojection_error[0], atol=1e3 * tolerance)
        assert about(rows)["provenance"] == poses.provenance and about(rows)["hypotheses"] == 2
        assert about(rows)["camera"] == poses.camera.to_dict()
        assert rows["camera"][0].as_py() == list(CAMERA)
    assert not list((tmp_path / "6").rglob(".*"))


def test_each_row_has_a_camera_of_its_own(run, tmp_path: Path) -> None:
    cameras = np.tile(CAMERA, (6, 1))
    cameras[3:] *= 1.5
    uv = people(6)
    uv[3:] *= 1.5
    source = write(tmp_path / "rows.parquet", table(6, camera=lists(cameras), uv=lists(uv), confidence=None))
    assert run("batch", source, *FAST, "-o", tmp_path / "out")[0] == 0
    rows = pq.read_table(tmp_path / "out")
    keypoints = zedo.Keypoints2D(people(6), np.ones((6, 17)), H36M_17)
    poses = zedo.lift(keypoints, zedo.Camera.from_intrinsics(*CAMERA), preset="fast", backend="torch")
    np.testing.assert_allclose(array(rows, "joints", 17, 3), poses.joints[0], atol=1e-4)
    np.testing.assert_array_equal(array(rows, "camera", 4), cameras.astype(np.float32))
    assert about(rows)["camera"] is None


def test_keypoint_files_are_lifted_as_by_zedo_lift(run, tmp_path: Path, keypoints: dict) -> None:
    keypoints["instances"] = keypoints["instances"][:24]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.json").write_text(json.dumps(keypoints))
    (tmp_path / "in" / "a.json").write_text(json.dumps(keypoints)[:500])
    flags = (*OF_ALL, "--preset", "fast", "--backend", "torch", "--smooth", 3)
    assert run("lift", tmp_path / "in" / "b.json", *flags, "-o", tmp_path / "poses.npz")[0] == 0
    code, _, err = run("batch", tmp_path / "in", *flags, "-o", tmp_path / "out")
    assert code == 0 and "24 rows lifted, 1 error, in " in err
    rows, poses = pq.read_table(tmp_path / "out"), Poses3D.load(tmp_path / "poses.npz")
    np.testing.assert_array_equal(array(rows, "joints", 17, 3), poses.joints[0])
    np.testing.assert_array_equal(array(rows, "translation", 3), poses.translation[0])
    for name in ("frame", "time", "person"):
        np.testing.assert_array_equal(rows[name], getattr(poses, name))
    assert about(rows)["provenance"] == poses.provenance
    errors = pq.read_table(tmp_path / "out" / ERRORS).to_pylist()
    assert [(error["source_file"], error["source_row"]) for error in errors] == [("a.json", None)]
    assert "JSON" in errors[0]["reason"] and str(tmp_path) not in errors[0]["reason"]


def test_videos_are_lifted_as_by_zedo_lift(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frames = [frame.load() for frame in open_frames(ASSETS / "demo.mp4") if 60 <= frame.index < 72]
    write_video(tmp_path / "in" / "clip.mp4", frames)
    (tmp_path / "in" / "broken.mp4").write_bytes((tmp_path / "in" / "clip.mp4").read_bytes()[:3000])
    flags = ("--preset", "fast", "--backend", "torch", "--people", 1)
    assert run("lift", tmp_path / "in" / "clip.mp4", *flags, "-o", tmp_path / "poses.npz")[0] == 0
    code, _, err = run("batch", tmp_path / "in", *flags, "-o", tmp_path / "out")
    assert code == 0, err
    rows, poses = pq.read_table(tmp_path / "out"), Poses3D.load(tmp_path / "poses.npz")
    np.testing.assert_array_equal(array(rows, "joints", 17, 3), poses.joints[0])
    np.testing.assert_allclose(array(rows, "camera", 4)[:, 0], poses.camera.matrix[0, 0], rtol=1e-6)
    assert "clip" in about(rows)["provenance"]  # smoothed
    assert pq.read_table(tmp_path / "out" / ERRORS)["source_file"].to_pylist() == ["broken.mp4"]
    assert not list((tmp_path / "out").glob("*.partial"))


def test_coco_rows_follow_the_rule(run, tmp_path: Path) -> None:
    rows = table(4).replace_schema_metadata({"skeleton": "coco_17"})
    source, joints = write(tmp_path / "rows.parquet", rows), []
    for rule in ("mhformer", "common"):
        # Presets that start from proposals take COCO's points as they are.
        flags = ("--preset", "paper", "--iterations", 5, "--backend", "torch", "--workers", 1, "--rule", rule)
        assert run("batch", source, *flags, "-o", tmp_path / rule)[0] == 0
        joints.append(array(pq.read_table(tmp_path / rule), "joints", 17, 3))
    assert not np.allclose(*joints)


def test_a_finished_work_is_not_done_again_and_another_is_refused(run, tmp_path: Path) -> None:
    source, out = write(tmp_path / "rows.parquet", table(10)), tmp_path / "out"
    assert run("batch", source, *FAST, "--part-rows", 4, "-o", out)[0] == 0
    times = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    code, _, err = run("batch", source, *FAST, "--part-rows", 4, "-o", out)
    assert code == 0 and "10 rows lifted, no errors, 10 of them known from before" in err
    assert times == {path: path.stat().st_mtime_ns for path in out.iterdir()}
    code, _, err = run("batch", source, *FAST, "--part-rows", 4, "--seed", 1, "-o", out)
    assert code == 2 and "holds the results of other work: seed was 0 and is 1" in err and err.count("\n") == 1
    write(source, table(10, seed=1))
    assert "rows.parquet has changed" in run("batch", source, *FAST, "--part-rows", 4, "-o", out)[2]
    assert times == {path: path.stat().st_mtime_ns for path in out.iterdir()}


def test_a_work_of_which_nothing_can_be_lifted_fails(run, tmp_path: Path) -> None:
    source = write(tmp_path / "rows.parquet", table(5, confidence=lists(np.zeros((5, 17)))))
    code, _, err = run("batch", source, *FAST, "-o", tmp_path / "out")
    assert code == 2 and "0 rows lifted, 5 errors" in err
    assert err.endswith(
        "not one row could be lifted; the first reason is: without 3 visible joints in different places\n"
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--camera", "fov=60"), "the rows have cameras of their own"),
        (("--workers", 0), "--workers is 0"),
        (("--part-rows", 0), "0 rows a part"),
        (("--smooth=-1",), "--smooth is -1 Hz"),
        (("--gpus-per-worker", 0.5), "--gpus-per-worker is 0.5"),
        (("--preset", "quick"), "unknown preset 'quick'"),
        (("--hypotheses", 0, "--backend", "torch"), "0 hypotheses"),
        (("--hypotheses", 10**12, "--workers", 1), "the memory does not suffice"),
        (("--backend", "fortran"), "unknown backend"),
        (("--device", "abacus"), "abacus"),
        (("--prior", "closed"), "no prior 'closed'"),
        (("--skeleton", "coco_17"), "'h36m_17', but 'coco_17' was asked for"),
    ],
)
def test_a_wrong_flag_is_one_sentence_and_exit_2(run, tmp_path: Path, flags, message: str) -> None:
    source = write(tmp_path / "rows.parquet", table(3))
    code, stdout, err = run("batch", source, "-o", tmp_path / "out", *flags)
    assert code == 2 and stdout == "" and message in err and err.count("\n") == 1
    assert not list(tmp_path.glob("out/*"))
    assert run("batch", source, *FAST, "-o", tmp_path / "out")[0] == 0  # the folder is free for what was meant


def test_rows_need_a_camera_and_results_a_place_of_their_own(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    source = write(tmp_path / "in" / "rows.parquet", table(3, camera=None))
    code, _, err = run("batch", source, "-o", tmp_path / "out")
    assert code == 2 and "no column 'camera'; --camera is needed" in err
    code, _, err = run("batch", source.parent, "-o", source.parent / "out")
    assert code == 2 and "lies within" in err
    code, _, err = run("batch", source, *OF_ALL, "-o", tmp_path / "no" / "out")
    assert code == 2 and "does not exist" in err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(("package", "extra"), [("pyarrow", "batch"), ("ray", "distributed")])
def test_a_missing_package_is_named_with_its_extra(run, tmp_path: Path, monkeypatch, package: str, extra: str) -> None:
    source = write(tmp_path / "rows.parquet", table(3))
    for module in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [Absent(package), *sys.meta_path])
    code, _, err = run("batch", source, "--ray", "-o", tmp_path / "out")
    assert code == 2 and f"pip install 'zedo[{extra}]'" in err and err.count("\n") == 1


def start(*arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "zedo", "batch", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def kill_at(process: subprocess.Popen, out: Path, parts: int, later: float = 0.0) -> None:
    """Kill when so many parts are there."""
    while process.poll() is None and len(list(out.glob("part-*"))) < parts:
        time.sleep(0.005)
    time.sleep(later)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert process.stderr is not None
    process.stderr.close()


def spoilt(count: int) -> pa.Table:
    confidence = np.ones((count, 17))
    confidence[::17] = 0
    return table(count, confidence=lists(confidence))


def test_kills_lose_no_row_and_double_none(run, tmp_path: Path) -> None:
    source, out = write(tmp_path / "rows.parquet", spoilt(300)), tmp_path / "out"
    flags = (source, *FAST, "--part-rows", 5)
    assert run("batch", *flags, "-o", tmp_path / "whole")[0] == 0
    for parts in (0, 6, 20):
        kill_at(start(*flags, "-o", out), out, parts, random.uniform(0, 0.1))
        assert len(list(out.glob("part-*"))) < 60
    code, _, err = run("batch", *flags, "-o", out)
    assert code == 0 and "282 rows lifted, 18 errors" in err and "known from before" in err
    assert pq.read_table(out).equals(pq.read_table(tmp_path / "whole"))
    assert pq.read_table(out / ERRORS).equals(pq.read_table(tmp_path / "whole" / ERRORS))
    assert pq.read_table(out / ERRORS)["id"].to_pylist() == list(range(0, 300, 17))
    assert not list(out.rglob(".*"))


def test_workers_share_the_work_and_end_with_their_parent(run, tmp_path: Path) -> None:
    source, out = write(tmp_path / "rows.parquet", spoilt(300)), tmp_path / "out"
    flags = (source, "--preset", "fast", "--backend", "torch", "--part-rows", 10)
    assert run("batch", *flags, "--workers", 1, "-o", tmp_path / "one")[0] == 0
    process = start(*flags, "--workers", 2, "-o", out)
    while not list(out.glob("part-*")):
        time.sleep(0.005)
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    children = [int(child) for child in listed.read_text().split()] if listed.exists() else []
    kill_at(process, out, 1)
    while any(alive(child) for child in children):
        time.sleep(0.01)
    again = start(*flags, "--workers", 2, "-o", out)
    assert "known from before" in again.communicate()[1] and again.returncode == 0
    same_as(out, tmp_path / "one")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def same_as(out: Path, other: Path) -> None:
    rows, expected = pq.read_table(out), pq.read_table(other)
    assert rows["id"].equals(expected["id"])
    np.testing.assert_allclose(array(rows, "joints", 17, 3), array(expected, "joints", 17, 3), atol=1e-4)
    assert pq.read_table(out / ERRORS).equals(pq.read_table(other / ERRORS))


def test_ray_gives_the_same(run, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    source = write(tmp_path / "rows.parquet", spoilt(60))
    flags = (source, *FAST, "--part-rows", 20)
    assert run("batch", *flags, "-o", tmp_path / "plain")[0] == 0
    code, stdout, err = run("batch", *flags, "--ray", "-o", tmp_path / "ray")
    assert code == 0, err
    assert stdout == "" and "56 rows lifted, 4 errors" in err
    same_as(tmp_path / "ray", tmp_path / "plain")
    # What a worker raises is told as it is.
    code, _, err = run("batch", source, "--preset", "fast", "--iterations", 0, "--ray", "-o", tmp_path / "no")
    assert code == 2 and err == "zedo: 0 iterations; at least 1 is needed\n"
