"""docs/detection.md says what the code does."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import zedo
from tests.detect.conftest import DEMO
from tests.video.clips import write_video
from zedo.detect import people, similarity, tracking
from zedo.video.frames import open_frames

PAGE = (Path(__file__).parents[2] / "docs" / "detection.md").read_text()
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_programs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.chdir(tmp_path)
    pictures = [frame.load() for frame in open_frames(DEMO / "demo.mp4") if 60 <= frame.index < 63]
    write_video(Path("clip.mp4"), pictures)
    Image.fromarray(pictures[0]).save("photo.jpg")
    names: dict[str, object] = {}
    exec(program, names)
    assert isinstance(found := names["keypoints"], zedo.Keypoints2D)
    assert np.isfinite(found.uv[found.confidence > 0]).all() and len(found) > 0


def test_the_numbers_are_the_codes() -> None:
    assert len(PROGRAMS) == 2
    for what, number in [
        ("a person who comes back is a new one", tracking.MEMORY_SECONDS),
        ("shortest time a person is seen", tracking.LEAST_SECONDS),
        ("least mean confidence over half a second", tracking.LEAST_CONFIDENCE),
        ("one person found twice | similarity", similarity.SAME_PERSON),
    ]:
        row = next(line for line in PAGE.splitlines() if what in line)
        assert float(re.findall(r"\d+(?:\.\d+)?", row.partition(what)[2])[0]) == number
    assert tracking.CONFIDENCE_SECONDS == 0.5
    assert f"those below {people.MISSING}" in PAGE
