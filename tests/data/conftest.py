"""The published cameras, and the command line."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from tests.cli.conftest import run as run  # the fixture, for the commands' tests


@pytest.fixture
def studio() -> Callable[[str], dict[str, Any]]:
    """Content of assets/cameras/NAME.json."""
    return lambda name: json.loads((files("zedo") / "assets" / "cameras" / f"{name}.json").read_text())
