"""What the command line does by default, Python does in one call."""

import json
from pathlib import Path

import numpy as np
import pytest

import zedo
from zedo.cli import main
from zedo.cli.demo import ASSETS

FAST = {"preset": "fast", "backend": "torch"}


def test_a_video_is_lifted_as_by_the_command_line(tmp_path: Path) -> None:
    said = []
    ours = zedo.lift_video(ASSETS / "demo.mp4", end=0.3, progress=lambda *done: said.append(done), **FAST)
    flags = ["--end", "0.3", "--preset", "fast", "--backend", "torch"]
    main(["lift", str(ASSETS / "demo.mp4"), *flags, "-o", str(tmp_path / "poses.npz")])
    theirs = zedo.Poses3D.load(tmp_path / "poses.npz")
    np.testing.assert_array_equal(ours.joints, theirs.joints)
    np.testing.assert_array_equal(ours.camera.matrix, theirs.camera.matrix)
    assert json.loads(json.dumps(ours.provenance)) == theirs.provenance
    assert ours.provenance["focal_length"] == "estimated" and ours.provenance["clip"]["cutoff_hz"] == 3
    assert [stage for stage, *_ in said] == sorted(stage for stage, *_ in said)  # detecting, then lifting
    assert said[-1][1] == said[-1][2]


def test_the_camera_of_keypoints_is_found_out_or_described() -> None:
    keypoints = zedo.read_keypoints(ASSETS / "keypoints.json")[:40]
    found = zedo.lift(keypoints, **FAST)
    assert found.provenance["focal_length"] == "estimated" and "clip" not in found.provenance
    described = zedo.lift(keypoints, "fov=60", **FAST)
    assert described.provenance["focal_length"] == "given"
    np.testing.assert_array_equal(described.camera.matrix, zedo.Camera.from_fov(60, keypoints.image_size).matrix)


def test_keypoints_are_no_video() -> None:
    with pytest.raises(zedo.ZedoError, match="holds keypoints, not pictures"):
        zedo.lift_video(ASSETS / "keypoints.json")
    with pytest.raises(zedo.ZedoError, match="smooth is -1 Hz"):
        zedo.lift_video(ASSETS / "demo.mp4", smooth=-1)
