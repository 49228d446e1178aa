import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from zedo.cli.demo import ASSETS
from zedo.system.offline import SETTINGS, apply_settings, without_module

LIFT = f"""
import sys
import zedo
from zedo.optimise.lifter import Lifter
keypoints = zedo.detect_people({str(ASSETS / "demo.mp4")!r}, end=0.1)
Lifter(preset="fast", backend="openvino")(keypoints, zedo.Camera.from_fov(60, keypoints.image_size))
print(*(name for name in sys.modules if "telemetry" in name))
"""


def test_nothing_is_collected_about_the_user(tmp_path: Path) -> None:
    # Both libraries number a user in the home folder before they report anything, unless they see a test or CI.
    unseen = {name: value for name, value in os.environ.items() if name not in {"CI", "PYTEST_CURRENT_TEST", *SETTINGS}}
    home = unseen | {"HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", LIFT], env=home, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "openvino.tools.ovc.telemetry_stub" in loaded and "openvino_telemetry" not in loaded
    assert not (tmp_path / "intel").exists()
    assert not list(tmp_path.rglob("*onnxruntime*")) and not list(tmp_path.rglob("deviceid"))


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY")
    apply_settings()
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "1" and os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_a_module_is_away_for_a_block_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reporter_of_the_test.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with without_module("reporter_of_the_test"), pytest.raises(ImportError):
        import_module("reporter_of_the_test")
    loaded = import_module("reporter_of_the_test")
    with without_module("reporter_of_the_test"):
        assert import_module("reporter_of_the_test") is loaded
