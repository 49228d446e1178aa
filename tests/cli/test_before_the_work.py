"""What cannot be right is told before anybody is looked for, and what does not apply is refused."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.io.tools import openpose, person, written
from zedo.body.skeleton import BODY_25
from zedo.poses import Poses3D

CAMERA = ("--camera", "250,250,100,125")


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object, **__: object) -> None:
        raise AssertionError("the work began")

    monkeypatch.setattr("zedo.pipeline.detect_people", look)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--camera", "60"), "fov=60 is a field of view of so many degrees"),
        (("--camera", "lens.json"), "lens.json: no such camera file"),
        (("--camera", "fov=200"), "must lie between 0 and 180"),
        (("--height", "178"), "height 178 is no person's in metres, 0.4 to 2.8; 178 cm are 1.78"),
        (("--height", "tall"), "give metres, such as 1.78"),
        (("--bones", "tibia=0.4"), "unknown segment 'tibia'; it is one of"),
        (("--bones", "shin=43"), "bone shin of 43 m is none of a person's"),
        (("--device", "gpu"), "device 'gpu' is unknown; it is cpu, cuda"),
        (("--fps", "0"), "0 frames a second were asked for with --fps"),
        (("--image-size", "640,480"), "--image-size 640,480 is for keypoint files"),
        (("--skeleton", "coco_17"), "--skeleton coco_17 is for keypoint files"),
    ],
)
def test_a_mistake_is_told_before_the_work(run, never, tmp_path: Path, flags: tuple, message: str) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "a.png")
    code, stdout, err = run("lift", tmp_path / "a.png", *flags, "-o", tmp_path / "p.html")
    assert (code, stdout) == (2, "")
    assert message in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.png", "-o", "p.mp4"), "is written beside them by --render p.mp4"),
        (("a.png", "-o", "p.xyz"), "for the eye as html and png, not xyz"),
        (("a.png", "b.png", "-o", "p.npz"), "'b.png' is one input too many"),
        (("https://example.com/a.mp4", "-o", "p.npz"), "zedo opens no addresses, so download it"),
    ],
)
def test_wrong_files_are_told_in_one_sentence(
    run, never, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.png", "b.png"):
        Image.new("RGB", (64, 48)).save(name)
    code, stdout, err = run("lift", *arguments)
    assert (code, stdout) == (2, "")
    assert message in err and err.count("\n") == 1
    if arguments[0].startswith("https"):
        code, _, err = run("detect", *arguments)
        assert code == 2 and message in err


def test_flags_of_pictures_choose_among_the_people_of_a_file(run, tmp_path: Path) -> None:
    for frame in range(10):
        people = (person(BODY_25, -60), person(BODY_25, 60))
        written(tmp_path / f"v_{frame}.json", openpose(*people, ids=[0, 1]))
    out = tmp_path / "p.npz"
    flags = ("--fps", 10, "--people", 1, "--start", 0.2, "--end", 0.6, "--preset", "fast")
    code, _, err = run("lift", tmp_path, *CAMERA, *flags, "-o", out)
    assert code == 0, err
    poses = Poses3D.load(out)
    assert poses.frame.tolist() == [2, 3, 4, 5]
    np.testing.assert_allclose(poses.time, [0.2, 0.3, 0.4, 0.5])
    for flags, message in [
        (("--detector", "rtmlib"), "holds keypoints, in which --detector rtmlib has nothing to find"),
        (("--smooth", 3), "--smooth is hertz, and the keypoints have no times; --fps"),
        (("--start", 1), "have no times"),
    ]:
        code, _, err = run("lift", tmp_path, *CAMERA, *flags, "-o", out)
        assert code == 2 and message in err
    assert run("lift", tmp_path, *CAMERA, "--smooth", 3, "--fps", 10, "--preset", "fast", "-o", out)[0] == 0
