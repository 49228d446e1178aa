"""Libraries that report their use to their makers do not when zedo uses them: it needs no network and asks for none."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

SETTINGS = {
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime from 1.29 on
    "RAY_USAGE_STATS_ENABLED": "0",
    "YOLO_OFFLINE": "true",  # ultralytics, which looks for updates as well
}
"""Environment variables by which these libraries are told, before they are imported."""


def apply_settings() -> None:
    """Set :data:`SETTINGS` for this process and those that it starts, but for what the user has set."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)


@contextlib.contextmanager
def without_module(name: str) -> Iterator[None]:
    """Imports in this block do as if a module were not installed, unless it is loaded already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment] - for the import system, that there is no such module
    try:
        yield
    finally:
        sys.modules.pop(name, None)
