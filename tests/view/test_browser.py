"""The page in a real browser: headless Chromium with software WebGL, from file://."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.view.chromium import CHROMIUM, FLAGS, Browser
from tests.view.people import detections, numbered_picture, numbered_video, on_the_bar, standing
from zedo.poses import Poses3D
from zedo.view.html import write_html

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


def browse(page: Path, profile: Path, *flags: str) -> str:
    """What Chromium prints for ``page`` after three seconds of the page's time."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=3000", *flags, page.as_uri()]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    except subprocess.TimeoutExpired:  # once in some hundred starts its time stands still, whatever the page
        command[len(FLAGS) + 1] += "-again"
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def body(page: Path, profile: Path) -> dict[str, str]:
    """The data-* attributes of the page's body after it has run."""
    dom = browse(page, profile, "--dump-dom")
    tag = re.search(r"<body[^>]*>", dom)
    assert tag is not None
    return dict(re.findall(r'data-(\w+)="([^"]*)"', tag[0]))


def shot(page: Path, folder: Path) -> np.ndarray:
    """(H, W, 3) pixels of the page in a desktop's window."""
    path = folder / "shot.png"
    browse(page, folder / "profile", "--window-size=1400,900", f"--screenshot={path}")
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def colourful(page: Path, folder: Path) -> int:
    """Pixels of saturated colour in the scene, the left half of a screenshot."""
    pixels = shot(page, folder)[100:800, 50:850]
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


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


def test_the_skeleton_follows_the_playing_video(video_page: Path, browser: Browser) -> None:
    browser.open(video_page)
    seen = set()
    for _ in range(8):
        browser.until("(window.before ?? '-1') !== (window.before = document.body.dataset.pictured)")
        bar, skeleton = bar_and_skeleton(browser.shot())
        assert skeleton == pytest.approx(bar, abs=0.3)
        seen.add(round(bar))
    assert len(seen) > 3  # it plays


def test_keys_step_through_the_video(video_page: Path, browser: Browser) -> None:
    browser.open(video_page, f"#t={TIMES[37] + 0.01}")
    see(browser, 37)
    for key, times, number in (("ArrowRight", 4, 41), ("ArrowLeft", 3, 38), ("End", 1, 109), ("Home", 1, 0)):
        browser.press(key, times)
        see(browser, number)


def see(browser: Browser, number: int) -> None:
    """Wait for a picture and look whether it and its skeleton are those of ``number``."""
    browser.until(f"document.body.dataset.pictured === '{number}'")
    assert browser.evaluate("document.getElementById('frame').textContent") == f"frame {number}"
    assert bar_and_skeleton(browser.shot()) == pytest.approx((number, number), abs=0.3)


def test_keys_hide_the_skeleton(video_page: Path, browser: Browser) -> None:
    browser.open(video_page, "#t=1.01")
    see(browser, 25)
    browser.press("o")
    with pytest.raises(AssertionError):
        bar_and_skeleton(browser.shot())
    browser.press("o")
    see(browser, 25)


def test_the_page_asks_the_network_for_nothing(video_page: Path, browser: Browser) -> None:
    browser.events.clear()
    browser.open(video_page)
    browser.until("document.body.dataset.pictured >= 0")
    asked = [e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"]
    assert {url.split(":")[0] for url in asked} == {"file", "blob"}
    assert [url for url in asked if url.startswith("file:")] == [video_page.as_uri()]


def test_a_page_with_a_photo_shows_it(tmp_path: Path) -> None:
    poses = standing(1, hypotheses=3)
    Image.fromarray(numbered_picture(50)).save(tmp_path / "photo.png")
    write_html(poses, tmp_path / "page.html", on_the_bar(poses, np.array([50])), video=tmp_path / "photo.png")
    assert bar_and_skeleton(shot(tmp_path / "page.html", tmp_path)) == pytest.approx((50, 50), abs=0.3)
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
