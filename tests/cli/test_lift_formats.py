"""`zedo lift` on what other tools wrote."""

from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import all_files, openpose, person, trc, videopose3d, written
from zedo.body.skeleton import BODY_25
from zedo.poses import Poses3D

CAMERA = ("--camera", "250,250,100,125")


def test_an_openpose_folder_end_to_end(run, tmp_path: Path) -> None:
    folder = tmp_path / "walk_json"
    folder.mkdir()
    for frame in (3, 4):
        people = (person(BODY_25, -60), person(BODY_25, 60))
        written(folder / f"walk_{frame:012}_keypoints.json", openpose(*people, ids=[1, 5]))
    out = tmp_path / "poses.npz"
    code, _, err = run("lift", folder, *CAMERA, "--iterations", 3, "-o", out)
    assert code == 0, err
    assert "4 poses of 2 people in 2 frames" in err
    poses = Poses3D.load(out)
    assert poses.frame.tolist() == [3, 3, 4, 4]
    assert poses.person.tolist() == [1, 5, 1, 5]
    assert np.isfinite(poses.positions).all()
    left, right = poses.translation[0, 0], poses.translation[0, 1]
    assert left[0] < 0 < right[0] and left[2] > 0


@pytest.mark.parametrize("name", ["alphapose", "mmpose", "mediapipe", "videopose3d", "trc"])
def test_a_file_of_each_kind_lifts(run, tmp_path: Path, name: str) -> None:
    (tmp_path / "keypoints").write_bytes(all_files()[name])
    size = ("--image-size", "200,250") if name == "mediapipe" else ()
    out = tmp_path / "p.npz"
    code, _, err = run("lift", tmp_path / "keypoints", *CAMERA, *size, "--iterations", 2, "-o", out)
    assert code == 0, err
    assert np.isfinite(Poses3D.load(out).positions[:, 0]).all()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a_m_person00.trc", trc(metres=True).encode(), "is in metres"),
        ("two.npz", videopose3d(clips=2), "holds 2 clips"),
        ("m.json", all_files()["mediapipe"], "WIDTH,HEIGHT"),
        ("other.json", b'{"fish": 3}', "docs/formats.md"),
    ],
)
def test_what_cannot_be_lifted_is_one_sentence_and_exit_2(
    run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, stdout, err = run("lift", tmp_path / name, *CAMERA, "-o", tmp_path / "p.npz")
    assert (code, stdout) == (2, "")
    assert message in err and name in err
    assert err.count("\n") == 1


def test_shares_lift_as_pixels_do_and_it_is_said(run, tmp_path: Path) -> None:
    points = person(BODY_25)
    written(tmp_path / "px.json", openpose(points))
    points[:, :2] /= (200, 250)
    written(tmp_path / "shares.json", openpose(points))
    poses = []
    for name in ("px", "shares"):
        flags = (*CAMERA, "--image-size", "200,250", "--preset", "fast", "-o", tmp_path / f"{name}.npz")
        code, _, err = run("lift", tmp_path / f"{name}.json", *flags)
        assert code == 0, err
        assert ("shares of the image, from 0 to 1" in err) == (name == "shares")
        poses.append(Poses3D.load(tmp_path / f"{name}.npz").positions)
    np.testing.assert_allclose(poses[0], poses[1], atol=1e-3)


def test_a_camera_of_other_units_is_one_sentence(run, tmp_path: Path) -> None:
    written(tmp_path / "k.json", openpose(person(BODY_25)))
    code, _, err = run("lift", tmp_path / "k.json", "--camera", "1.2,1.2,0.5,0.5", "-o", tmp_path / "p.npz")
    assert code == 2 and "the camera does not fit the keypoints" in err and err.count("\n") == 1
