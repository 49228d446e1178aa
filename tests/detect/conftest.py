from pathlib import Path

import numpy as np
import pytest

from zedo.detect.movenet import MoveNet
from zedo.video.frames import open_frames

DEMO = Path(__file__).parents[2] / "src" / "zedo" / "assets" / "demo"


@pytest.fixture(scope="session")
def movenet() -> MoveNet:
    return MoveNet()


@pytest.fixture(scope="session")
def street() -> np.ndarray:
    """Frame 60 of the demo clip, 1280 × 720: a man on a box at the left, a woman who walks at the right."""
    return next(frame.load() for frame in open_frames(DEMO / "demo.mp4") if frame.index == 60)
