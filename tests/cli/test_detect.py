import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.video.clips import numbered, write_video
from zedo.body.skeleton import COCO_17
from zedo.io.keypoints import read_keypoints
from zedo.video.frames import open_frames

DEMO = Path(__file__).parents[2] / "src" / "zedo" / "assets" / "demo" / "demo.mp4"


def test_a_video_becomes_a_keypoint_file_that_can_be_lifted(run, tmp_path: Path) -> None:
    out = tmp_path / "keypoints.json"
    code, _, err = run("detect", DEMO, "-o", out, "--start", 2, "--end", 2.2, "--people", 1)
    assert code == 0, err
    assert err.count("\n") == 1
    assert f"{out}: 1 person in 6 of 6 frames, " in err and "frames/s" in err
    found = read_keypoints(out)
    assert (found.skeleton, found.image_size) == (COCO_17, (1280, 720))
    assert found.frame.tolist() == list(range(60, 66))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["keypoints.json"]
    code, _, err = run("lift", out, "-o", tmp_path / "poses.npz", "--camera", "fov=40", "--iterations", 2)
    assert code == 0, err


def test_a_photograph_and_a_folder_of_photographs(run, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    frame = next(frame.load() for frame in open_frames(DEMO) if frame.index == 60)
    for number in (2, 10):
        Image.fromarray(frame[:, :: 1 if number == 2 else -1]).save(photos / f"{number}.png", compress_level=1)
    assert run("detect", photos / "2.png", "-o", tmp_path / "one.npz")[0] == 0
    assert run("detect", photos, "-o", tmp_path / "all.npz")[0] == 0
    one, both = read_keypoints(tmp_path / "one.npz"), read_keypoints(tmp_path / "all.npz")
    assert one.person.tolist() == [0, 1]
    assert np.isnan(both.time).all()
    np.testing.assert_array_equal(both.uv[both.frame == 0], one.uv)
    # The second is a mirror image: the same people mirrored, left for right.
    mirrored = both.uv[both.frame == 1][:, list(COCO_17.mirror)] * [-1, 1] + [1280, 0]
    assert np.nanmedian(np.linalg.norm(mirrored - one.uv, axis=-1)) < 6


def test_an_interrupted_run_goes_on(run, tmp_path: Path) -> None:
    out, partial = tmp_path / "keypoints.npz", tmp_path / "keypoints.npz.partial"
    flags = ("detect", DEMO, "-o", out, "--start", 2, "--end", 2.4)
    command = [sys.executable, "-c", "from zedo.cli import main; main()", *map(str, flags)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        while process.poll() is None and not (partial.exists() and partial.read_bytes().count(b"\n") >= 4):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1]
    assert process.returncode == 130
    assert f"{partial}: " in told and "the same command goes on from there" in told
    assert sorted(file.name for file in tmp_path.iterdir()) == [partial.name]
    known = partial.read_bytes().count(b"\n") - 1
    assert 3 <= known < 12
    code, _, err = run(*flags)
    assert code == 0, err
    assert f"of 12 frames, {known} of them known from before" in err
    assert sorted(file.name for file in tmp_path.iterdir()) == [out.name]
    resumed = read_keypoints(out)
    assert run(*flags)[0] == 0
    whole = read_keypoints(out)
    for name in ("uv", "confidence", "frame", "time", "person"):
        np.testing.assert_array_equal(getattr(resumed, name), getattr(whole, name))


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ((), "give either an image, a video or a folder"),
        (("video.mp4", "--camera-index", 0), "give either an image, a video or a folder"),
        (("--camera-index", 97), "camera 97: "),
        (("nothing.mp4",), "nothing.mp4: no such image, video or folder"),
        (("text.mp4",), "text.mp4: no image and no video"),
        (("video.mp4",), "video.mp4: nobody was found in 4 frames"),
        (("video.mp4", "--detector", "openpose"), "detector 'openpose' is unknown"),
        (("video.mp4", "--start", 9), "video.mp4: lasts 0."),
        (("video.mp4", "--fps", 9), "fps is for a folder of images"),
        (("video.mp4", "-o", "keypoints.csv"), "written as .json or .npz"),
        (("video.mp4", "-o", "nowhere/keypoints.json"), "does not exist"),
        (("empty",), "empty: the folder holds no image"),
        (("dot.png",), "dot.png: nobody was found in 1 frame"),
    ],
)
def test_wrong_input_is_one_sentence(run, tmp_path: Path, monkeypatch, flags, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("text.mp4").write_text("no video\n" * 100)
    Image.new("RGB", (1, 1)).save("dot.png")
    write_video(Path("video.mp4"), numbered(4))
    before = sorted(tmp_path.iterdir())
    output = () if "-o" in flags else ("-o", "keypoints.json")
    code, _, err = run("detect", *flags, *output)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before
