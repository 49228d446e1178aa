"""What a program sees of zedo."""

import importlib.metadata
import inspect
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

import zedo


def test_all_of_it_is_shown() -> None:
    assert dir(zedo) == sorted(zedo.__all__)
    assert all(getattr(zedo, name) is not None for name in dir(zedo))
    assert zedo.__version__ == importlib.metadata.version("zedo")
    with pytest.raises(AttributeError, match="no attribute 'lfit'"):
        zedo.lfit  # noqa: B018


@pytest.mark.parametrize(("name", "data"), [("lift", "keypoints"), ("lift_video", "source")])
def test_what_is_said_after_the_data_is_said_by_name(name: str, data: str) -> None:
    function = getattr(zedo, name)
    assert inspect.isfunction(function)
    first, second, *others = inspect.signature(function).parameters.values()
    assert (first.name, second.name, second.default) == (data, "camera", "auto")
    assert all(other.kind is inspect.Parameter.KEYWORD_ONLY for other in others)


def test_types_come_with_the_package() -> None:
    assert (files("zedo") / "py.typed").is_file()


def test_a_users_mistake_is_a_zedo_error_and_a_value_error() -> None:
    assert issubclass(zedo.ZedoError, ValueError)
    with pytest.raises(zedo.ZedoError, match="no such keypoint file"):
        zedo.read_keypoints("nowhere.json")
    with pytest.raises(zedo.ZedoError, match="unknown preset 'slow'"):
        zedo.Lifter(preset="slow")  # type: ignore[arg-type]
    with pytest.raises(zedo.ZedoError, match="field of view"):
        zedo.Camera.from_fov(200, (10, 10))
    with pytest.raises(zedo.ZedoError, match=r"zedo\.lift takes Keypoints2D, not str; zedo\.lift_video takes videos"):
        zedo.lift("clip.mp4", zedo.Camera(np.eye(3)))  # type: ignore[arg-type]
    with pytest.raises(zedo.ZedoError, match=r"nowhere\.mp4: no such file"):
        zedo.lift_video("nowhere.mp4")


@pytest.mark.parametrize("module", ["zedo", "zedo.cli.lift", "zedo.cli.batch"])
def test_nobody_waits_for_torch_before_it_is_used(module: str) -> None:
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
