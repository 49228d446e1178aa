"""Feet and hands through ``zedo lift``: every format has them."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.optimise.conftest import STANDING
from zedo import Camera, Poses3D
from zedo.body.extremities import extended
from zedo.body.skeleton import BLAZEPOSE_33, COCO_17, H36M_17, joint_map
from zedo.data.bvh import parse
from zedo.io import trc
from zedo.optimise.extremities import attach
from zedo.poses import Keypoints2D

CAMERA = Camera.from_intrinsics(1000, 1000, 640, 360)
SKELETON = extended(H36M_17, BLAZEPOSE_33)


@pytest.fixture
def blazepose(tmp_path: Path) -> Path:
    """Twelve frames of someone who walks past, with feet and hands, as zedo's own keypoints of BlazePose."""
    walk = STANDING + np.array([0.0, 0.0, 3.5]) + np.linspace(0, 0.3, 12)[:, None, None] * [1.0, 0, 0]
    nothing = Keypoints2D(np.zeros((12, len(SKELETON), 2)), np.zeros((12, len(SKELETON))), SKELETON)
    uv = CAMERA.project(attach(walk[None], H36M_17, nothing, CAMERA)[0])
    joints = np.zeros((12, len(BLAZEPOSE_33), 3))
    for j, joint in enumerate(BLAZEPOSE_33.joints):
        if joint in SKELETON.joints:
            joints[:, j, :2], joints[:, j, 2] = uv[:, SKELETON.index(joint)], 0.9
    joints[3, BLAZEPOSE_33.index("left_heel"), 2] = 0.0
    path = tmp_path / "keypoints.json"
    instances = [{"frame": k, "time": k / 30, "keypoints": joints[k].tolist()} for k in range(12)]
    path.write_text(
        json.dumps(
            {
                "format": "zedo-keypoints-1", "skeleton": "blazepose_33", "image_size": [1280, 720],
                "instances": instances,
            }
        )
    )  # fmt: skip
    return path


def test_feet_and_hands_reach_every_format(run, blazepose: Path, tmp_path: Path) -> None:
    out, angles = tmp_path / "out", tmp_path / "angles.csv"
    formats = "npz,json,csv,trc,c3d,bvh,glb,html,png"
    flags = ("--camera", "1000,1000,640,360", "--iterations", 5, "--format", formats, "--angles", angles)
    code, _, err = run("lift", blazepose, "-o", out, "--smooth", 6, *flags)
    assert code == 0, err
    poses = Poses3D.load(out / "poses.npz")
    assert poses.skeleton == SKELETON == Poses3D.load(out / "poses.json").skeleton
    assert np.isfinite(poses.joints).all() and np.isfinite(poses.reprojection_error).all()
    toe, ankle = (poses.positions[0][:, SKELETON.index(f"left_{joint}")] for joint in ("foot_index", "ankle"))
    np.testing.assert_allclose(np.linalg.norm(toe - ankle, axis=-1), 0.208, rtol=0.15)
    table = trc.parse((out / "poses.trc").read_text())
    assert {"LHeel", "RFootIndex", "LThumb", "Nose", "REar"} <= set(table.markers)
    np.testing.assert_allclose(table.positions, poses.positions[0] * [1, -1, -1], atol=2e-6)
    assert "left_foot_index_x" in (out / "poses.csv").read_text().splitlines()[0]
    nodes = (out / "poses.bvh").read_text()
    assert "JOINT LeftToeBase" in nodes and "JOINT RightHandIndex1" in nodes
    assert len(parse(nodes)[2]) == 12
    rows = list(csv.DictReader(angles.open()))
    assert all(-60 < float(row[f"{side}_ankle_flexion_deg"]) < 60 for row in rows for side in ("left", "right"))


def test_coco_gives_what_it_gave(run, blazepose: Path, tmp_path: Path) -> None:
    document = json.loads(blazepose.read_text())
    to_coco = joint_map(BLAZEPOSE_33, COCO_17).weights[0].argmax(axis=1)
    document["skeleton"] = "coco_17"
    for instance in document["instances"]:
        instance["keypoints"] = [instance["keypoints"][j] for j in to_coco]
    blazepose.write_text(json.dumps(document))
    angles = tmp_path / "angles.csv"
    flags = ("--camera", "1000,1000,640,360", "--iterations", 5, "--angles", angles)
    code, _, err = run("lift", blazepose, "-o", tmp_path / "poses.npz", *flags)
    assert code == 0, err
    assert Poses3D.load(tmp_path / "poses.npz").skeleton == H36M_17
    assert "ankle" not in angles.read_text()
