import webbrowser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.view.people import numbered_picture, numbered_video, on_the_bar, standing
from zedo.io.keypoints import write_keypoints
from zedo.poses import Poses3D

TIMES = np.arange(12) / 25


@pytest.fixture
def poses(tmp_path: Path) -> Poses3D:
    poses = standing(12, time=TIMES)
    poses.save(tmp_path / "poses.npz")
    numbered_video(tmp_path / "clip.mp4", TIMES)
    return poses


def test_a_page_a_still_and_a_video(run, poses: Poses3D, tmp_path: Path) -> None:
    write_keypoints(on_the_bar(poses, np.arange(12)), tmp_path / "keypoints.json")
    shown = ("--video", tmp_path / "clip.mp4", "--keypoints", tmp_path / "keypoints.json")
    code, stdout, err = run("view", tmp_path / "poses.npz", *shown, "--render", tmp_path / "side.mp4")
    assert (code, stdout) == (0, ""), err
    page = (tmp_path / "poses.html").read_text()
    assert "<title>clip.mp4</title>" in page and '"footage": "video"' in page
    assert (tmp_path / "side.mp4").stat().st_size > 5000
    assert [line.split(":")[0] for line in err.splitlines()] == [
        str(tmp_path / "poses.html"), str(tmp_path / "side.mp4"),
    ]  # fmt: skip
    assert run("view", tmp_path / "poses.npz", *shown, "-o", tmp_path / "still.png")[0] == 0
    with Image.open(tmp_path / "still.png") as still:
        assert still.width > 1000 and still.height > 3000  # a row for each of six pictures


def test_json_poses_without_a_video(run, tmp_path: Path) -> None:
    standing(3).save(tmp_path / "poses.json")
    code, _, err = run("view", tmp_path / "poses.json")
    assert code == 0, err
    assert "<title>poses.json</title>" in (tmp_path / "poses.html").read_text()


def test_open_shows_what_was_written(run, poses: Poses3D, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert run("view", tmp_path / "poses.npz", "-o", tmp_path / "a.html")[0] == 0
    assert opened == []
    assert run("view", tmp_path / "poses.npz", "-o", tmp_path / "a.html", "--open")[0] == 0
    assert opened == [(tmp_path / "a.html").as_uri()]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["-o", "page.gif"], "page.gif: views are written as .html or .png; choose one of these suffixes"),
        (["-o", "nowhere/page.html"], "nowhere/page.html: the folder nowhere does not exist"),
        (["--render", "side.mp4"], "side.mp4: a video shows the poses beside the original; add --video FILE"),
        (["--render", "side.avi", "--video", "clip.mp4"], "side.avi: videos are written as .mp4; choose this suffix"),
        (["--video", "photo.png"], "photo.png: is a photo, but the poses are of 12 frames"),
        (["--video", "gone.mp4"], "gone.mp4: no such image, video or folder"),
    ],
)
def test_mistakes(
    flags: list[str], message: str, run, poses: Poses3D, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.fromarray(numbered_picture(1)).save("photo.png")
    before = sorted(tmp_path.iterdir())
    code, _, err = run("view", "poses.npz", *flags)
    assert (code, err.strip()) == (2, f"zedo: {message}")
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_holds_no_poses(run, tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    code, _, err = run("view", tmp_path / "other.npz")
    assert code == 2 and "not a pose file of zedo" in err
    assert not (tmp_path / "other.html").exists()
