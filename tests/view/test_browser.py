"""The page in a real browser: headless Chromium with software WebGL, from file://."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.view.people import detections, standing
from zedo.poses import Poses3D
from zedo.view.html import write_html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--force-color-profile=srgb", "--hide-scrollbars", "--virtual-time-budget=3000",
)  # fmt: skip


def browse(page: Path, profile: Path, *flags: str) -> str:
    """What Chromium prints for ``page``."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def body(page: Path, profile: Path) -> dict[str, str]:
    """The data-* attributes of the page's body after it has run."""
    dom = browse(page, profile, "--dump-dom")
    tag = re.search(r"<body[^>]*>", dom)
    assert tag is not None
    return dict(re.findall(r'data-(\w+)="([^"]*)"', tag[0]))


def colourful(page: Path, folder: Path) -> int:
    """Pixels of saturated colour in the scene, the left half of a screenshot."""
    shot = folder / "shot.png"
    browse(page, folder / "profile", "--window-size=1400,900", f"--screenshot={shot}")
    with Image.open(shot) as image:
        pixels = np.asarray(image.convert("RGB"))[100:800, 50:850].astype(int)
    return int((np.ptp(pixels, axis=-1) > 60).sum())


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
