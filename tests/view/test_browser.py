"""The page in a real browser: headless Chromium with software WebGL, from file://."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.view.people import detections, numbered_picture, numbered_video, on_the_bar, standing
from zedo.poses import Poses3D
from zedo.view.html import write_html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-color-profile=srgb", "--hide-scrollbars",
)  # fmt: skip

HURRIED = "--virtual-time-budget=3000"
"""Three seconds of the page's time, in less of ours."""

LIVE = "--timeout={}"
"""Milliseconds as people see them: a video plays."""


def browse(page: Path, profile: Path, *flags: str, moment: str = "") -> str:
    """What Chromium prints for ``page``."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri() + moment]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def body(page: Path, profile: Path) -> dict[str, str]:
    """The data-* attributes of the page's body after it has run."""
    dom = browse(page, profile, HURRIED, "--dump-dom")
    tag = re.search(r"<body[^>]*>", dom)
    assert tag is not None
    return dict(re.findall(r'data-(\w+)="([^"]*)"', tag[0]))


def shot(page: Path, folder: Path, *flags: str, moment: str = "") -> np.ndarray:
    """(H, W, 3) pixels of the page in a desktop's window."""
    path = folder / "shot.png"
    browse(page, folder / "profile", "--window-size=1400,900", f"--screenshot={path}", *flags, moment=moment)
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def colourful(page: Path, folder: Path) -> int:
    """Pixels of saturated colour in the scene, the left half of a screenshot."""
    pixels = shot(page, folder, HURRIED)[100:800, 50:850]
    return int((np.ptp(pixels, axis=-1) > 60).sum())


def bar_and_skeleton(pixels: np.ndarray) -> tuple[float, float]:
    """Where a page with a numbered video shows the bar and the skeleton, as the numbers of pictures."""
    picture = pixels[50:430, 14:692]  # the upper left panel
    blocks = np.flatnonzero((np.ptp(picture[40], axis=-1) < 20) & (picture[40, :, 0] > 60))
    # The blocks reach from 20 to 605 in the video's own pixels.
    scale = (blocks[-1] - blocks[0] + 1) / 585
    left = blocks[0] - 20 * scale

    def number(coloured: np.ndarray) -> float:
        assert coloured.sum() > 100
        return float((np.nonzero(coloured)[1].mean() - left) / scale - 40) / 5

    red, green, blue = np.moveaxis(picture, -1, 0)
    return number((green > 150) & (red < 80) & (blue < 80)), number(blue > green + 60)


@pytest.mark.parametrize("poses", [standing(40, people=2, hypotheses=3), standing(1)], ids=["clip", "one pose"])
def test_the_page_runs_without_an_error(poses: Poses3D, tmp_path: Path) -> None:
    write_html(poses, tmp_path / "page.html", detections(poses))
    state = body(tmp_path / "page.html", tmp_path / "profile")
    assert "error" not in state
    assert int(state["frames"]) == len(np.unique(poses.frame))
    assert int(state["rendered"]) >= 1


def test_people_are_seen(tmp_path: Path) -> None:
    poses = standing(2, time=np.full(2, np.nan))
    write_html(poses, tmp_path / "page.html")
    assert colourful(tmp_path / "page.html", tmp_path) > 3000


TIMES = np.arange(110) / 25


@pytest.fixture(scope="module")
def video_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a video that tells its pictures' numbers, and keypoints that follow."""
    folder = tmp_path_factory.mktemp("video")
    poses = standing(110, time=TIMES)
    video = numbered_video(folder / "clip.mp4", TIMES)
    write_html(poses, folder / "page.html", on_the_bar(poses, np.arange(110)), video=video)
    return folder / "page.html"


@pytest.mark.parametrize("number", [0, 37, 109])
def test_the_moment_in_the_address_is_shown(number: int, video_page: Path, tmp_path: Path) -> None:
    pixels = shot(video_page, tmp_path, LIVE.format(4000), moment=f"#t={TIMES[number] + 0.01}")
    bar, skeleton = bar_and_skeleton(pixels)
    assert bar == pytest.approx(number, abs=0.3)
    assert skeleton == pytest.approx(number, abs=0.3)


def test_the_skeleton_follows_the_playing_video(video_page: Path, tmp_path: Path) -> None:
    for patience in (3000, 6000, 12000):  # on a busy machine the first picture takes its time
        bar, skeleton = bar_and_skeleton(shot(video_page, tmp_path, LIVE.format(patience)))
        assert skeleton == pytest.approx(bar, abs=0.3)
        if bar > 0.5:
            return
    pytest.fail("the video does not play")


def test_a_page_with_a_photo_shows_it(tmp_path: Path) -> None:
    poses = standing(1, hypotheses=3)
    Image.fromarray(numbered_picture(50)).save(tmp_path / "photo.png")
    write_html(poses, tmp_path / "page.html", on_the_bar(poses, np.array([50])), video=tmp_path / "photo.png")
    assert bar_and_skeleton(shot(tmp_path / "page.html", tmp_path, HURRIED)) == pytest.approx((50, 50), abs=0.3)
    assert "error" not in body(tmp_path / "page.html", tmp_path / "profile")


def test_a_video_that_cannot_be_decoded_is_reported(video_page: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(re.sub(r'(id="footage">)[^<]*', r"\1AAAA", video_page.read_text()))
    assert body(page, tmp_path / "profile")["error"] == "the video cannot be decoded"


def test_an_error_is_reported(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write_html(standing(2), page)
    page.write_text(page.read_text().replace('"translation": "', '"translation": "!'))
    assert "error" in body(page, tmp_path / "profile")


def test_a_request_to_the_network_is_refused_and_reported(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write_html(standing(2), page)
    page.write_text(page.read_text().replace("</body>", '<img src="http://127.0.0.1:9/x.png"></body>'))
    assert body(page, tmp_path / "profile")["error"] == "blocked: http://127.0.0.1:9/x.png"
