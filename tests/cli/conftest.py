import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.optimise.conftest import STANDING
from zedo.cli import main

K = np.array([[1000.0, 0, 640], [0, 1000.0, 360], [0, 0, 1]])


@pytest.fixture
def keypoints() -> dict[str, Any]:
    """Two people in 50 frames, as zedo's keypoint JSON: Human3.6M joints of a person who sways."""
    instances = []
    for frame in range(50):
        for person, x in enumerate((-0.7, 0.7)):
            angle = 0.3 * np.sin(frame / 8 + person)
            turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
            image = (STANDING @ turn.T + [x, 0.1, 4.0]) @ K.T
            points = np.concatenate([image[:, :2] / image[:, 2:], np.ones((17, 1))], axis=1)
            instances.append({"frame": frame, "time": frame / 25, "person": person, "keypoints": points.tolist()})
    return {"format": "zedo-keypoints-1", "skeleton": "h36m_17", "image_size": [1280, 720], "instances": instances}


@pytest.fixture
def keypoint_file(tmp_path: Path, keypoints: dict[str, Any]) -> Path:
    path = tmp_path / "keypoints.json"
    path.write_text(json.dumps(keypoints))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command line in this process: exit code, standard output and standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
