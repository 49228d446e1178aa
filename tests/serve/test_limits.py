"""What is too much, and what happens when others are slow or wrong."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.serve.conftest import CAMERA, Held, Nobody, demo, metric, serving
from zedo.body.skeleton import COCO_17
from zedo.camera import Camera
from zedo.cli.demo import ASSETS
from zedo.io.keypoints import read_keypoints
from zedo.optimise.lifter import Lifter
from zedo.serve.batching import Batcher
from zedo.serve.limits import BusyError, Limits
from zedo.serve.requests import make_job
from zedo.serve.schemas import PictureParameters

CAMERA_GIVEN = {"camera": CAMERA}


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def test_sizes(lifter: Lifter) -> None:
    with serving(lifter, max_batch=1, max_megabytes=0.004, max_person_frames=2, max_megapixels=0.01) as client:
        three = client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(0, 3))
        assert three.status_code == 413
        assert three.json() == {"detail": "3 person-frames; a request may have 2"}
        assert client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(0, 2)).status_code == 200
        sentence = {"detail": "a body of more than 0.004 MB, which is the most that is read"}
        announced = client.post("/v1/lift", content=b" " * 4001)
        streamed = client.post("/v1/lift", content=(b" " * 1000 for _ in range(5)))
        form = client.post("/v1/image", files={"image": ("a.png", b" " * 4001)})
        assert "content-length" not in streamed.request.headers
        for answer in (announced, streamed, form):
            assert (answer.status_code, answer.json()) == (413, sentence)
        picture = client.post("/v1/image", content=png(200, 100))
        assert picture.status_code == 413
        assert picture.json() == {"detail": "a picture of 200 × 100 pixels; one may have 0.01 million pixels"}


def test_who_waits_too_long_is_told(lifter: Lifter) -> None:
    held = Held(lifter)
    with serving(held, max_batch=1, timeout=0.2) as client:
        answer = client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(0))
        assert (answer.status_code, answer.json()) == (504, {"detail": "not done within 0.2 s, and given up"})
        held.go.set()


def test_what_nobody_waits_for_any_more_is_not_lifted(lifter: Lifter) -> None:
    held, keypoints = Held(lifter), read_keypoints(ASSETS / "keypoints.json")
    jobs = [make_job(keypoints, Camera.parse(CAMERA), PictureParameters(), lifter) for _ in range(3)]
    batcher = Batcher(held, 1, 0.0, 3 * len(keypoints))  # type: ignore[arg-type]
    for job in jobs:
        batcher.submit(job)
    while not jobs[0].answer.running():
        pass
    assert jobs[1].answer.cancel()
    held.go.set()
    batcher.close()
    assert len(jobs[0].answer.result()) == len(jobs[2].answer.result()) == len(keypoints)
    assert held.calls == 4  # two of them to warm up
    with pytest.raises(BusyError, match="is stopping"):
        batcher.submit(jobs[0])


def wait_for(client: Any, name: str, value: float) -> None:
    while metric(client, name) != value:
        pass


def test_a_full_queue_says_when_to_ask_again(lifter: Lifter) -> None:
    held = Held(lifter)
    with serving(held, max_batch=1, max_queue=2, max_person_frames=2) as client, ThreadPoolExecutor(2) as threads:
        first = threads.submit(client.post, "/v1/lift", params=CAMERA_GIVEN, json=demo(0))
        wait_for(client, "zedo_batch_person_frames_count", 1)  # it is being lifted
        second = threads.submit(client.post, "/v1/lift", params=CAMERA_GIVEN, json=demo(1, 2))
        wait_for(client, "zedo_queue_person_frames", 2)
        third = client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(3))
        assert (third.status_code, third.headers["retry-after"]) == (503, "1")
        assert third.json() == {"detail": "2 person-frames are waiting to be lifted; ask again later"}
        held.go.set()
        assert [first.result().status_code, second.result().status_code] == [200, 200]
        assert client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(3)).status_code == 200


class Slow(Nobody):
    """A detector that waits with the lifter that it is given."""

    def __init__(self, held: Held) -> None:
        self._held, self._calls = held, 0

    def __call__(self, image: np.ndarray, expected: Any = None) -> Any:
        self._calls += 1
        if self._calls > 1:
            self._held.go.wait(60)
        return super().__call__(image)


def test_pictures_have_a_queue_of_their_own(lifter: Lifter) -> None:
    held = Held(lifter)
    with serving(lifter, Slow(held), max_batch=1, max_pictures=1) as client, ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(client.post, "/v1/image", content=png(64, 64)) for _ in range(2)]
        wait_for(client, "zedo_queue_pictures", 1)
        refused = client.post("/v1/image", content=png(64, 64))
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        # Keypoints are lifted all the same.
        assert client.post("/v1/lift", params=CAMERA_GIVEN, json=demo(0)).status_code == 200
        held.go.set()
        for request in asked:
            assert request.result().json() == {"detail": "nobody was found in the picture"}


class Fussy(Held):
    """A lifter that fails when a person is at the left border."""

    def __call__(self, keypoints: Any, *args: Any, **options: Any) -> Any:
        if (np.nan_to_num(keypoints.uv[..., 0], nan=9.0) == 1).any():
            raise ValueError("secret")
        return self._lifter(keypoints, *args, **options)


def test_a_request_that_fails_does_not_fail_its_neighbours(lifter: Lifter) -> None:
    bad = demo(0)
    bad["instances"][0]["keypoints"][COCO_17.index("left_knee")] = [1, 1, 1]
    with serving(Fussy(lifter), max_batch=3, max_delay=60_000) as client, ThreadPoolExecutor(3) as threads:
        asked = [
            threads.submit(client.post, "/v1/lift", params=CAMERA_GIVEN, json=body) for body in (demo(0), bad, demo(1))
        ]
        first, failed, last = (request.result() for request in asked)
        assert (first.status_code, failed.status_code, last.status_code) == (200, 500, 200)
        assert failed.json() == {"detail": "the service failed; its log tells how"}
        assert metric(client, 'zedo_requests_total{route="/v1/lift",status="500"}') == 1


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"max_batch": 0}, "max-batch is 0; a positive number"),
        ({"max_delay": -1}, "max-delay is -1"),
        ({"timeout": float("nan")}, "timeout is nan"),
        ({"max_queue": 100}, "max-queue is 100 person-frames, so that a request of the 1024"),
    ],
)
def test_limits_that_cannot_be_meant(limits: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Limits(**limits)
    Limits(max_delay=0)
