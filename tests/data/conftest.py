"""The published cameras, and calls that a pickle would make."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest


@pytest.fixture
def studio() -> Callable[[str], dict[str, Any]]:
    """Content of assets/cameras/NAME.json."""
    return lambda name: json.loads((files("zedo") / "assets" / "cameras" / f"{name}.json").read_text())
