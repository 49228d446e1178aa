"""docs/extending.md is what the code does."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from zedo.cli import main
from zedo.cli.demo import ASSETS
from zedo.data import training_sets
from zedo.detect.detector import detector_file, load_detector
from zedo.poses import Poses3D
from zedo.system.errors import ZedoError

PAGE = (Path(__file__).parents[1] / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python ?(\S*)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
FILES = {name: content for name, content in BLOCKS if name}
PROGRAMS = [content for name, content in BLOCKS if not name]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    shutil.copy(ASSETS / "keypoints.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(training_sets, "READERS", list(training_sets.READERS))
    monkeypatch.setattr("zedo.data.mocap.READERS", training_sets.READERS)
    yield tmp_path
    sys.modules.pop("my_detector", None)


@pytest.mark.parametrize("program", PROGRAMS, ids=[f"block {i}" for i in range(len(PROGRAMS))])
def test_the_programs_run(folder: Path, program: str) -> None:
    exec(compile(program, "extending.md", "exec"), {})


def test_the_prior_is_of_twenty_lines() -> None:
    prior = PROGRAMS[0].split("class Gaussian:")[1].split("\n\n\n")[0]
    assert len([line for line in prior.splitlines() if line.strip()]) <= 20


def test_the_command_line_takes_a_detector_by_module_and_name(folder: Path) -> None:
    from PIL import Image

    Image.new("RGB", (640, 480)).save(folder / "photo.png")
    flags = ["--detector", "my_detector:Centre", "--camera", "fov=60", "--preset", "fast"]
    main(["lift", "photo.png", *flags, "-o", "poses.npz"])
    assert len(Poses3D.load("poses.npz")) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere:Thing", "detector 'nowhere:Thing' is unknown, for there is no such module; it is movenet"),
        ("my_detector:Missing", "the module has no 'Missing'"),
        ("my_detector:np", "is no detector, which has a skeleton"),
        ("my_detector:", "is unknown"),
    ],
)
def test_what_is_no_detector_is_said(folder: Path, name: str, message: str) -> None:
    with pytest.raises(ZedoError, match=message):
        load_detector(name)


def test_files_of_models_are_told_from_modules() -> None:
    assert detector_file("rtmlib:model.onnx") == Path("model.onnx")
    assert detector_file("movenet") is detector_file("my_detector:Centre") is None
