"""Which files are written, and what is said."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from tests.io.export.clips import clip, without
from zedo import Poses3D
from zedo.body.skeleton import COCO_17
from zedo.io.export import FORMATS, check_clip, check_output, write_folder, write_poses
from zedo.io.export.angles import write_angles


def test_a_folder_of_every_format(tmp_path: Path) -> None:
    poses = clip(people=(0, 1))
    written = write_folder(poses, tmp_path / "out", FORMATS)
    names = {"poses.npz", "poses.json", "poses.csv", "poses.c3d", "poses.glb"}
    names |= {f"poses_person{p}.{form}" for p in (0, 1) for form in ("trc", "bvh")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names == {path.name for path in written.paths}
    np.testing.assert_array_equal(Poses3D.load(tmp_path / "out" / "poses.npz").joints, poses.joints)
    # BVH and glTF say the same about bones, once.
    assert len([note for note in written.notes if "bones" in note]) == 1


@pytest.mark.parametrize("form", ["csv", "trc", "c3d", "bvh", "glb"])
def test_whoever_was_never_lifted_is_left_out_and_nobody_is_an_error(tmp_path: Path, form: str) -> None:
    poses = clip(people=(0, 1))
    written = write_poses(without(poses, np.flatnonzero(poses.person == 0)), tmp_path / f"a.{form}")
    assert written.paths == (tmp_path / f"a.{form}",)
    assert any("person 0 could not be lifted" in note for note in written.notes)
    with pytest.raises(ValueError, match="none of the 16 poses could be lifted"):
        write_poses(without(poses, range(16)), tmp_path / f"b.{form}")
    assert [path.name for path in tmp_path.iterdir()] == [f"a.{form}"]


@pytest.mark.parametrize(
    ("output", "formats", "fps", "message"),
    [
        ("a.fbx", (), None, "as npz, json, csv, trc, c3d, bvh or glb, not fbx"),
        ("a", (), None, "not without a suffix; a folder is written with --format"),
        ("out", ("npz", "fbx"), None, "not fbx"),
        ("no/a.trc", (), None, "the folder .*no does not exist"),
        ("no/out", ("trc",), None, "the folder .*no does not exist"),
        ("file", ("trc", "bvh"), None, "is a file, where the folder for trc, bvh is to be written"),
        ("a.trc", (), 0.0, "0 frames a second"),
        ("a.trc", (), float("nan"), "nan frames a second"),
    ],
)
def test_what_cannot_be_written_is_told_before(
    tmp_path: Path, output: str, formats: tuple[str, ...], fps: float | None, message: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match=message):
        check_output(tmp_path / output, formats, fps)
    with pytest.raises(ValueError, match=message):
        if formats:
            write_folder(clip(), tmp_path / output, formats, fps)
        else:
            write_poses(clip(), tmp_path / output, fps)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(("form", "package"), [("c3d", "ezc3d"), ("glb", "pygltflib")])
def test_a_missing_package_is_named_with_the_extra(
    tmp_path: Path, form: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=rf"\.{form} needs {package}; pip install 'zedo\[export\]'"):
        check_output(tmp_path / f"a.{form}")
    assert check_output(tmp_path / "a.trc") == [tmp_path / "a.trc"]


def test_a_clips_frames_and_times_are_told_before(tmp_path: Path) -> None:
    back, apart = clip(frames=[0, 1], times=[1.0, 0.5]), clip(frames=[0, 70_000])
    for form in FORMATS:
        paths = [tmp_path / f"a.{form}"]
        for poses, message, forms in (
            (back, "must increase", ("csv", "trc", "c3d", "bvh", "glb")),
            (clip(frames=[0, 1, 200_000]), "images rather than a clip", ("trc", "c3d", "bvh")),
            (clip(frames=[*range(0, 66_000, 7), 65_999]), "at most 65535", ("c3d",)),
        ):
            if form in forms:
                with pytest.raises(ValueError, match=message):
                    check_clip(poses, paths)
            else:
                check_clip(poses, paths)
        check_clip(back, paths, fps=25)
        check_clip(apart, paths)  # every 70,000th frame: a clip of two


def test_angles_need_human36ms_joints(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'coco_17' has no pelvis"):
        write_angles(clip(COCO_17), tmp_path / "a.csv")
    assert not list(tmp_path.iterdir())
