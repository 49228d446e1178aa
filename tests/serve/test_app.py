"""Pictures, health, metrics and the description."""

import io
import json
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import ExifTags, Image

import zedo
from tests.serve.conftest import Nobody, metric, serving
from zedo.cli.demo import ASSETS
from zedo.detect.movenet import MoveNet
from zedo.detect.people import people_in_picture
from zedo.optimise.lifter import Lifter
from zedo.video.frames import open_frames


@pytest.fixture(scope="module")
def seeing(lifter: Lifter) -> Iterator[TestClient]:
    with serving(lifter, MoveNet(), max_batch=2) as client:
        yield client


def photograph(**options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(next(iter(open_frames(ASSETS / "demo.mp4"))).load()).save(file, "JPEG", **options)
    return file.getvalue()


def test_the_people_in_a_picture(seeing: TestClient, lifter: Lifter) -> None:
    picture = photograph()
    answer = seeing.post("/v1/image", params={"camera": "fov=40"}, content=picture).raise_for_status().json()
    image = np.asarray(Image.open(io.BytesIO(picture)))
    people = people_in_picture(image, MoveNet())
    poses = lifter(people, zedo.Camera.from_fov(40, (1280, 720)))
    np.testing.assert_allclose(answer["joints"], poses.joints, atol=1e-4)
    assert answer["person"] == people.person.tolist() and answer["time"] == [None] * len(people)
    form = seeing.post("/v1/image", params={"camera": "fov=40"}, files={"image": ("a.jpg", picture)})
    assert form.json() == answer


def test_the_camera_of_a_picture(seeing: TestClient) -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FocalLengthIn35mmFilm] = 50
    stated = seeing.post("/v1/image", content=photograph(exif=exif)).raise_for_status().json()
    assert stated["provenance"]["focal_length"] == "exif"
    assert stated["camera"]["matrix"][0][0] == pytest.approx(50 * np.hypot(1280, 720) / np.hypot(36, 24))
    unknown = seeing.post("/v1/image", content=photograph()).raise_for_status().json()
    assert unknown["provenance"]["focal_length"] == "estimated"


@pytest.mark.parametrize(
    ("request_", "status", "sentence"),
    [
        ({"content": b"no picture"}, 422, "body: no JPEG, PNG or WEBP picture"),
        ({"content": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"}, 422, "body: no JPEG, PNG or WEBP picture"),
        ({"content": photograph()[:9000]}, 422, "the picture: a damaged image"),
        ({"content": b"\x89PNG\r\n\x1a\n"}, 422, "body: "),
        ({"files": {"picture": ("a.jpg", b"")}}, 422, "the form has no file in its field image"),
        ({"content": b"--", "headers": {"content-type": "multipart/form-data"}}, 400, "Missing boundary"),
        (
            {"content": b"--", "headers": {"content-type": "multipart/form-data; boundary=x"}},
            422,
            "the form has no file",
        ),
    ],
)
def test_what_is_no_picture_is_one_sentence(client: TestClient, request_: dict, status: int, sentence: str) -> None:
    answer = client.post("/v1/image", **request_)
    assert answer.status_code == status
    assert sentence in answer.json()["detail"] and "\n" not in answer.json()["detail"]


def test_health_waits_for_the_model(lifter: Lifter) -> None:
    class Cold(Nobody):
        def __call__(self, image: np.ndarray, expected: object = None) -> object:
            cold.wait(60)
            return super().__call__(image)

    cold = threading.Event()
    with serving(lifter, Cold(), max_batch=1) as client:
        starting = client.get("/health")
        assert (starting.status_code, starting.json()["status"]) == (503, "starting")
        cold.set()
        while (answer := client.get("/health")).status_code == 503:
            pass
        assert answer.json() == {
            "status": "ready", "zedo": "0.1.0", "preset": "fast", "backend": "torch",
            "prior": lifter.prior.fingerprint,
        }  # fmt: skip


def test_metrics_count_requests_by_route_and_status(client: TestClient) -> None:
    before = metric(client, 'zedo_requests_total{route="other",status="404"}')
    for path in ("/nowhere", "/../etc/passwd", "/v1/lift/x"):
        assert client.get(path).status_code == 404
    assert metric(client, 'zedo_requests_total{route="other",status="404"}') == before + 3
    client.post("/v1/lift", content=b"")
    assert metric(client, 'zedo_requests_total{route="/v1/lift",status="422"}') > 0
    assert metric(client, 'zedo_request_seconds_count{route="/v1/lift"}') > 0
    assert metric(client, "process_resident_memory_bytes") > 0


def test_the_description_is_whole(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/v1/lift", "/v1/image", "/health", "/metrics"}
    known = document["components"]["schemas"]
    text = json.dumps(document)
    for name in text.split("#/components/schemas/")[1:]:
        assert name.split('"')[0] in known
    for path in ("/v1/lift", "/v1/image"):
        assert set(document["paths"][path]["post"]["responses"]) >= {"200", "413", "422", "503", "504"}
