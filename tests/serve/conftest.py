import contextlib
import json
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from zedo.body.skeleton import COCO_17
from zedo.cli.demo import ASSETS
from zedo.detect.detections import Detections
from zedo.optimise.lifter import Lifter
from zedo.serve.app import create_app
from zedo.serve.limits import Limits

CAMERA = "2520.09,2520.09,884,497"


@pytest.fixture(scope="session")
def lifter() -> Lifter:
    """Of float32, in which batches change answers least."""
    return Lifter(preset="fast", backend="torch")


class Nobody:
    """A detector that sees nobody."""

    skeleton = COCO_17

    def __call__(self, image: np.ndarray, expected: Detections | None = None) -> Detections:
        return Detections.nobody(17)


@contextlib.contextmanager
def serving(lifter: Any, detector: Any = None, **limits: float) -> Iterator[TestClient]:
    """A client of an app that runs, with these limits; it finds nobody in pictures unless a detector is given."""
    app = create_app(lifter, detector or Nobody(), Limits(**limits))  # type: ignore[arg-type]
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def client(lifter: Lifter) -> Iterator[TestClient]:
    with serving(lifter, max_batch=4) as running:
        yield running


def demo(start: int, count: int = 1, **changes: Any) -> dict[str, Any]:
    """Person-frames of the demo as a keypoint document, with ``changes``; None removes a field."""
    document = json.loads((ASSETS / "keypoints.json").read_text())
    document["instances"] = document["instances"][start : start + count]
    return {name: value for name, value in {**document, **changes}.items() if value is not None}


def metric(client: TestClient, name: str) -> float:
    """The value of one series, such as ``zedo_requests_total{route="/health",status="200"}``."""
    values = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines() if line[0] != "#")
    return float(values.get(name, 0))


class Held:
    """A lifter that begins no call, after those that warm it up, until it is let go."""

    def __init__(self, lifter: Lifter) -> None:
        self._lifter, self.calls, self.go = lifter, 0, threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lifter, name)

    def __call__(self, *args: Any, **options: Any) -> Any:
        self.calls += 1
        if self.calls > 2:
            self.go.wait(60)
        return self._lifter(*args, **options)
