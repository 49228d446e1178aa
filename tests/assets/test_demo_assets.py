from pathlib import Path

import numpy as np
import pytest

from zedo.body.skeleton import COCO_17
from zedo.camera import Camera
from zedo.cli import main
from zedo.io.keypoints import read_keypoints
from zedo.poses import Keypoints2D, Poses3D
from zedo.video.frames import open_frames

DEMO = Path(__file__).parents[2] / "src" / "zedo" / "assets" / "demo"


@pytest.fixture(scope="module")
def keypoints() -> Keypoints2D:
    return read_keypoints(DEMO / "keypoints.json")


def test_the_clip_is_what_its_card_says(keypoints: Keypoints2D) -> None:
    assert keypoints.skeleton == COCO_17
    assert keypoints.image_size == (1768, 994)
    np.testing.assert_allclose(keypoints.time, keypoints.frame / 30, atol=1e-4)
    assert len(keypoints) == 260
    assert len(np.unique(keypoints.frame)) == 190
    spans = {person: keypoints.time[keypoints.person == person] for person in np.unique(keypoints.person)}
    assert {p: (round(t[0], 2), round(t[-1], 2)) for p, t in spans.items()} == {0: (0.0, 3.83), 1: (1.53, 6.3)}
    card = (DEMO / "README.md").read_text()
    for fact in ("0.00 to 3.83 s", "1.53 to 6.30 s", "260 person-frames", "190", "Copyright (c) 2022, perfanalytics"):
        assert fact in card


def test_people_are_well_seen(keypoints: Keypoints2D) -> None:
    seen = keypoints.confidence > 0
    assert seen.mean() > 0.95
    assert keypoints.confidence[seen].mean() > 0.7
    upright = keypoints.uv[:, COCO_17.index("nose"), 1] < np.nanmin(keypoints.uv[:, [11, 12], 1], axis=1)
    assert upright.all()


def test_people_move_smoothly(keypoints: Keypoints2D) -> None:
    # Both are about 350 px tall; a hand in a jumping jack moves by 25 px a frame. The detector alone jumps by 110 px
    # where it takes left for right, and its median acceleration is 3.3 px a frame squared.
    for person in (0, 1):
        rows = keypoints.person == person
        step = np.linalg.norm(np.diff(keypoints.uv[rows], axis=0), axis=-1)
        assert np.nanmax(step) < 50
        acceleration = np.linalg.norm(np.diff(keypoints.uv[rows], n=2, axis=0), axis=-1)
        assert np.nanmedian(acceleration) < 2.5


def test_the_camera_fits_the_picture(keypoints: Keypoints2D) -> None:
    camera = Camera.from_file(DEMO / "camera.json")
    assert keypoints.image_size is not None
    np.testing.assert_array_equal(2 * camera.matrix[:2, 2], keypoints.image_size)


def test_the_video_shows_the_frames_of_the_keypoints(keypoints: Keypoints2D) -> None:
    times = [frame.time for frame in open_frames(DEMO / "demo.mp4")]
    np.testing.assert_allclose(times, np.unique(keypoints.time), atol=1e-3)
    first = next(iter(open_frames(DEMO / "demo.mp4"))).load()
    assert first.shape == (720, 1280, 3)
    assert keypoints.image_size is not None
    np.testing.assert_allclose(np.divide(keypoints.image_size, first.shape[1::-1]), 1768 / 1280, rtol=1e-3)


def test_the_files_are_small() -> None:
    assert sum(file.stat().st_size for file in DEMO.iterdir()) < 1_500_000


def test_the_demo_command_writes_its_three_files(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "demo"
    main(["demo", "--output", str(folder), "--iterations", "2"])
    assert sorted(file.name for file in folder.iterdir()) == ["demo.html", "demo.png", "poses.npz"]
    poses = Poses3D.load(folder / "poses.npz")
    assert len(np.unique(poses.frame)) > 180 and len(np.unique(poses.person)) >= 2
    assert np.isfinite(poses.joints).mean() > 0.98


def test_the_demo_command_does_not_write_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(SystemExit) as stopped:
        main(["demo", "--output", str(tmp_path / "demo")])
    assert stopped.value.code == 2
    assert "is a file" in capsys.readouterr().err
    assert (tmp_path / "demo").read_text() == "mine"
