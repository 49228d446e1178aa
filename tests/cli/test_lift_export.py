"""``zedo lift`` to the formats of other tools, on the demo's real keypoints."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from zedo import Poses3D
from zedo.cli.demo import ASSETS
from zedo.data.bvh import parse
from zedo.io import trc
from zedo.world.frame import WorldFrame

DEMO = (ASSETS / "keypoints.json", "--camera", ASSETS / "camera.json", "--iterations", 2)


def test_a_folder_of_formats(run, tmp_path: Path) -> None:
    out, angles = tmp_path / "out", tmp_path / "angles.csv"
    flags = ("--format", "npz,csv,trc,c3d,bvh,glb", "--angles", angles)
    code, stdout, err = run("lift", *DEMO, "-o", out, *flags)
    assert code == 0, err
    assert stdout == ""
    names = {"poses.npz", "poses.csv", "poses.c3d", "poses.glb"}
    names |= {f"poses_person{person}.{form}" for person in (0, 1) for form in ("trc", "bvh")}
    assert {path.name for path in out.iterdir()} == names
    for name in names:
        assert f"{out / name}\n" in err
    assert "a .trc file holds one person, so each of the 2 has a file" in err
    assert "mm on average" in err
    poses = Poses3D.load(out / "poses.npz")
    later = trc.parse((out / "poses_person1.trc").read_text())
    assert later.time[0] == pytest.approx(46 / 30, abs=1e-3)
    np.testing.assert_allclose(later.positions, poses.positions[0, poses.person == 1] * [1, -1, -1], atol=2e-6)
    # Both people's animations last as long as the clip, so that they are in time when both are opened.
    for person in (0, 1):
        _, frame_time, motion = parse((out / f"poses_person{person}.bvh").read_text())
        assert len(motion) == 190 and frame_time == pytest.approx(1 / 30, abs=1e-5)
    rows = list(csv.DictReader(angles.open()))
    assert len(rows) == len(poses)
    assert 0 <= float(rows[0]["left_knee_flexion_deg"]) < 150
    assert 0.2 < float(rows[0]["left_shin_m"]) < 0.7


def test_one_file_by_its_suffix(run, tmp_path: Path) -> None:
    code, _, err = run("lift", *DEMO, "-o", tmp_path / "walk.bvh", "--fps", 60)
    assert code == 0, err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["walk_person0.bvh", "walk_person1.bvh"]
    assert parse((tmp_path / "walk_person0.bvh").read_text())[1] == pytest.approx(1 / 60, abs=1e-6)


def test_a_world_with_a_floor(run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, _, err = run("lift", *DEMO, "-o", out, "--format", "npz,trc", "--camera-pitch", 2)
    assert code == 0, err
    assert "looks 2.0 degrees down" in err
    poses = Poses3D.load(out / "poses.npz")
    world = WorldFrame.of(poses)
    assert world is not None and world.pitch == pytest.approx(2)
    table = trc.parse((out / "poses_person1.trc").read_text())
    np.testing.assert_allclose(table.positions, world.positions(poses)[0, poses.person == 1], atol=2e-6)


def test_a_world_that_is_not_found_costs_no_poses(run, keypoints: dict, tmp_path: Path) -> None:
    path, out = tmp_path / "k.json", tmp_path / "a.csv"
    path.write_text(json.dumps({**keypoints, "instances": keypoints["instances"][:2]}))
    camera = ("--camera", "1000,1000,640,360", "--iterations", 20)
    code, _, err = run("lift", path, *camera, "-o", out, "--world")
    assert code == 2
    assert "no foot rests on the ground" in err and "was written as if the camera were level" in err
    assert len(out.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("-o", "a.fbx"), "not fbx"),
        (("-o", "a"), "--format"),
        (("-o", "out", "--format", "npz,fbx"), "not fbx"),
        (("-o", "a.trc", "--fps", 0), "0 frames a second"),
        (("-o", "a.npz", "--angles", "a.xlsx"), "a.xlsx: --angles writes .csv files"),
        (("-o", "a.npz", "--angles", "no/a.csv"), "does not exist"),
        (("-o", "a.npz", "--camera-roll", 5), "only together with --camera-pitch"),
        (("-o", "a.npz", "--camera-pitch", 95), "--camera-pitch is 95 degrees"),
    ],
)
def test_wrong_outputs_are_told_before_the_work(
    run, tmp_path: Path, flags: tuple, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("lift", *DEMO, *flags)
    assert code == 2
    assert message in err and err.count("\n") == 1
    assert not list(tmp_path.iterdir())
