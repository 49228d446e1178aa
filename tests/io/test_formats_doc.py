"""docs/formats.md is what the code does."""

import re
from pathlib import Path

import numpy as np
import pytest

from zedo import Camera, Poses3D, read_keypoints
from zedo.body.skeleton import H36M_17, SKELETONS, load_skeleton
from zedo.data import bvh
from zedo.poses import POSES_FORMAT

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text()
BLOCKS = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
FILES = {name: content for _, name, content in BLOCKS if name}
PROGRAMS = [content for language, _, content in BLOCKS if language == "python"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the page's files, and with poses as `zedo lift` writes them."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    Poses3D(
        joints=np.zeros((2, 3, 17, 3)),
        translation=np.ones((2, 3, 3)),
        reprojection_error=np.zeros((2, 3)),
        skeleton=H36M_17,
        frame=np.arange(3),
        time=np.arange(3),
        person=np.zeros(3),
        camera=Camera.from_intrinsics(1000, 1000, 500, 500),
    ).save(tmp_path / "poses.npz")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_keypoint_example_is_read(folder: Path) -> None:
    keypoints = read_keypoints(folder / "keypoints.json")
    assert keypoints.skeleton.name == "coco_17"
    assert keypoints.image_size == (1920, 1080)
    joint = {name: j for j, name in enumerate(keypoints.skeleton.joints)}
    assert keypoints.confidence[0, joint["right_ear"]] == 0
    assert keypoints.confidence[0, joint["left_ankle"]] == 0.77


def test_the_skeleton_and_camera_examples_are_read(folder: Path) -> None:
    assert load_skeleton(folder / "arm.json").name == "left_arm"
    matrices = [Camera.parse(name).matrix for name in ("camera.toml", "camera.json", "1145.0,1143.8,512.5,515.4")]
    np.testing.assert_array_equal(matrices[0], matrices[1])
    np.testing.assert_array_equal(matrices[0], matrices[2])
    assert len(Camera.parse("camera.toml").distortion) == 5


@pytest.mark.parametrize("program", PROGRAMS, ids=[f"block {i}" for i in range(len(PROGRAMS))])
def test_the_programs_run(folder: Path, program: str) -> None:
    exec(compile(program, "formats.md", "exec"), {})


def test_the_head_example_finds_the_head(folder: Path) -> None:
    names: dict[str, np.ndarray] = {}
    exec(next(program for program in PROGRAMS if "poses.npz" in program), names)
    np.testing.assert_array_equal(names["head"], np.ones((3, 3)))


def test_names_and_numbers_on_the_page_are_the_codes() -> None:
    for skeleton in SKELETONS:
        assert f"| `{skeleton}` |" in PAGE
    assert f'`"{POSES_FORMAT}"`' in PAGE
    for convention, names in bvh.LIMBS.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| {convention} |"))
        assert re.findall("`(.*?)`", row.lower()) == list(names)
    assert "{} to {} m".format(*bvh.LEG) in PAGE
    assert f"{bvh.JUMP:g} m/s" in PAGE
