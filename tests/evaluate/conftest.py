"""Three person-frames of one standing person at three places, with their projection."""

from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import K
from tests.cli.conftest import run as run  # the fixture, for the command's tests
from tests.optimise.conftest import STANDING
from zedo.data.evaluation_set import EvaluationSet
from zedo.data.npz import read_evaluation_npz


@pytest.fixture
def arrays() -> dict[str, np.ndarray]:
    cam3d = STANDING + np.array([[-0.5, 0.1, 3.0], [0.0, 0.2, 3.5], [0.4, 0.0, 4.0]])[:, None]
    image = cam3d @ K.T
    return {
        "uv": image[..., :2] / image[..., 2:],
        "conf": np.ones((3, 17)),
        "cam3d": cam3d,
        "K": K,
        "joints": np.ones(17, dtype=bool),
    }


@pytest.fixture
def npz_file(tmp_path: Path, arrays: dict[str, np.ndarray]) -> Path:
    path = tmp_path / "people.npz"
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


@pytest.fixture
def data(npz_file: Path) -> EvaluationSet:
    return read_evaluation_npz(npz_file)
