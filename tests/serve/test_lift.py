"""POST /v1/lift: the same poses as without the service, whatever the request is lifted with."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

import zedo
from tests.io.tools import videopose3d
from tests.serve.conftest import CAMERA, demo, metric, serving
from zedo.optimise.lifter import Lifter
from zedo.poses import Poses3D
from zedo.serve.schemas import KeypointsDocument, PosesDocument

METRES = 1e-4
"""What lifting with others may change in float32, at 11 m from the camera; JSON itself rounds to 1e-6."""


def read(text: str, path: Path) -> Poses3D:
    path.write_text(text)
    return Poses3D.load(path)


def lifted(document: dict[str, Any], camera: zedo.Camera, path: Path, lifter: Lifter, **options: Any) -> Poses3D:
    path.write_text(json.dumps(document))
    return lifter(zedo.read_keypoints(path), camera, **options)


def assert_same(answer: Poses3D, alone: Poses3D) -> None:
    np.testing.assert_allclose(answer.positions, alone.positions, rtol=0, atol=METRES)
    np.testing.assert_allclose(answer.reprojection_error, alone.reprojection_error, rtol=0, atol=0.01)
    assert answer.skeleton == alone.skeleton
    for name in ("frame", "time", "person"):
        np.testing.assert_allclose(getattr(answer, name), getattr(alone, name), atol=1e-6)
    np.testing.assert_allclose(answer.camera.matrix, alone.camera.matrix)
    assert answer.camera.distortion == alone.camera.distortion
    assert answer.provenance == {**json.loads(json.dumps(alone.provenance)), "focal_length": "given"}


def test_poses_are_those_of_the_library(client: TestClient, lifter: Lifter, tmp_path: Path) -> None:
    document = demo(118, 4)  # two people
    answer = client.post("/v1/lift", params={"camera": CAMERA, "height": "1.8,1.7"}, json=document)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    poses = read(answer.text, tmp_path / "poses.json")
    assert sorted(set(poses.person.tolist())) == [0, 1]
    heights = np.where(poses.person == 0, 1.8, 1.7)
    path = tmp_path / "k.json"
    assert_same(poses, lifted(document, zedo.Camera.parse(CAMERA), path, lifter, height=heights))
    PosesDocument.model_validate_json(answer.text)
    KeypointsDocument.model_validate(document)


def test_requests_at_the_same_time_are_one_batch_and_get_what_they_would_get_alone(
    lifter: Lifter, tmp_path: Path
) -> None:
    lens = '{"fx": 2500, "fy": 2500, "cx": 884, "cy": 497, "distortion": [0.1, 0, 0, 0]}'
    requests = [
        (demo(0), "fov=40", {}),
        (demo(30), CAMERA, {"height": 1.9}),
        (demo(60, 2), "900,900,884,497", {"bones": {"shin": 0.4, "left_thigh": 0.41}}),
        (demo(90), lens, {}),
        (demo(120), lens, {"height": 1.6, "bones": {"forearm": 0.27}}),
        (demo(150, 2), CAMERA, {}),
    ]
    hidden = demo(200, 2)
    hidden["instances"][0]["keypoints"] = [[None, None, 0]] * 17
    requests.append((hidden, CAMERA, {}))
    # Nobody's patience ends before there are as many person-frames as a batch has.
    with serving(lifter, max_batch=10, max_delay=60_000) as client, ThreadPoolExecutor(7) as threads:

        def post(document: dict[str, Any], camera: str, size: dict[str, Any]) -> str:
            parameters = {"camera": camera}
            if "height" in size:
                parameters["height"] = str(size["height"])
            if "bones" in size:
                parameters["bones"] = ",".join(f"{name}={length}" for name, length in size["bones"].items())
            return client.post("/v1/lift", params=parameters, json=document).raise_for_status().text

        answers = list(threads.map(lambda request: post(*request), requests))
        # By lens: those of each are lifted in one call.
        assert metric(client, "zedo_batch_person_frames_count") == 2
        assert metric(client, "zedo_person_frames_total") == 10
        assert metric(client, 'zedo_requests_total{route="/v1/lift",status="200"}') == 7
        assert metric(client, "zedo_queue_person_frames") == 0
    for text, (document, camera, size) in zip(answers, requests, strict=True):
        given = zedo.Camera.from_dict(json.loads(camera)) if camera == lens else zedo.Camera.parse(camera, (1768, 994))
        alone = lifted(document, given, tmp_path / "k.json", lifter, **size)
        assert_same(read(text, tmp_path / "poses.json"), alone)


def test_more_than_a_batch_in_one_request(client: TestClient, lifter: Lifter, tmp_path: Path) -> None:
    document = demo(0, 9)
    answer = client.post("/v1/lift", params={"camera": CAMERA}, json=document)
    alone = lifted(document, zedo.Camera.parse(CAMERA), tmp_path / "k.json", lifter)
    assert_same(read(answer.text, tmp_path / "poses.json"), alone)


def test_a_camera_that_nobody_knows_is_estimated(client: TestClient) -> None:
    answer = client.post("/v1/lift", json=demo(0)).json()
    assert answer["provenance"]["focal_length"] == "estimated"
    assert answer["camera"]["matrix"][0][2] == 1768 / 2


def test_other_formats_are_known_by_their_content(client: TestClient) -> None:
    document = demo(0)
    points = np.array([[x or 0, y or 0, c] for x, y, c in document["instances"][0]["keypoints"]])
    openpose = {"people": [{"person_id": [-1], "pose_keypoints_2d": points.ravel().tolist()}]}
    npz = io.BytesIO()
    np.savez(npz, uv=points[None, :, :2])
    parameters = {"camera": "fov=40", "image_size": "1768,994", "skeleton": "coco_17"}
    answers = [
        client.post("/v1/lift", params=parameters, content=content).raise_for_status().json()["joints"]
        for content in (json.dumps(document), json.dumps(openpose), npz.getvalue())
    ]
    np.testing.assert_allclose(answers[1], answers[0], atol=METRES)
    assert len(answers[2]) == 1


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"camera": "wide"}, "camera 'wide' is not understood; give 'fx,fy,cx,cy' in pixels, 'fov=DEGREES'"),
        ({"camera": "fov=200"}, "between 0 and 180"),
        ({"camera": "-1,1,0,0"}, "positive focal"),
        ({"camera": '{"fx": 1'}, "camera: not valid JSON"),
        ({"camera": '{"fx": 1}'}, "camera field 'fy' is missing"),
        ({"camera": '{"fx": 1, "fy": 1, "cx": 0, "cy": 0, "distortion": [1]}'}, "the distortion is (1.0,)"),
        ({"height": "tall"}, "height 'tall' is not understood"),
        ({"height": "178"}, "height 178 is no person's in metres"),
        ({"height": "1.8,1.7,1.6"}, "3 heights for 1 people"),
        ({"bones": "shin"}, "bone lengths 'shin' are not understood"),
        ({"bones": "fin=0.4"}, "unknown segment 'fin'"),
        ({"bones": "shin=43"}, "bone shin of 43 m is none of a person's"),
        ({"skeleton": "smurf"}, "query skeleton: Input should be 'h36m_17'"),
        ({"skeleton": "halpe_26"}, "skeleton is 'coco_17', but 'halpe_26' was asked for"),
        ({"image_size": "huge"}, "query image_size: "),
        ({"image_size": "640,480"}, "images are 1768×994, but 640×480"),
        ({"kamera": "fov=60"}, "query kamera: "),
    ],
)
def test_wrong_parameters_are_one_sentence(client: TestClient, parameters: dict[str, str], sentence: str) -> None:
    answer = client.post("/v1/lift", params=parameters, json=demo(0))
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"] and "\n" not in answer.json()["detail"]


def one_joint() -> dict[str, Any]:
    document = demo(0)
    document["instances"][0]["keypoints"][1:] = [[None, None, 0]] * 16
    return document


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "body: is empty"),
        (b"{", "body: not valid JSON"),
        (b"PK\x03\x04", "body: not a readable npz archive"),
        (b"\xff\xd8", "body: neither JSON"),
        (b"[" * 100_000, "body: nested too deeply"),
        (json.dumps(demo(0, instances=[])), "body: 'instances' must be"),
        (json.dumps(demo(0, skeleton="../coco.json")), "body: skeleton '../coco.json' is unknown"),
        (json.dumps(one_joint()), "none of the 1 person-frames has 3 visible joints"),
        (videopose3d(), "body: an archive of VideoPose3D or Detectron, whose pickles"),
    ],
)
def test_bodies_that_cannot_be_lifted_are_one_sentence(client: TestClient, body: bytes | str, sentence: str) -> None:
    answer = client.post("/v1/lift", params={"camera": CAMERA}, content=body)
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"] and "\n" not in answer.json()["detail"]


def test_without_a_size_there_is_no_field_of_view(client: TestClient) -> None:
    for camera in ("auto", "fov=60"):
        answer = client.post("/v1/lift", params={"camera": camera}, json=demo(0, image_size=None))
        assert answer.status_code == 422 and "image_size=WIDTH,HEIGHT" in answer.json()["detail"]


def test_no_file_of_the_server_is_read(client: TestClient, tmp_path: Path) -> None:
    camera, skeleton = tmp_path / "camera.json", tmp_path / "skeleton.json"
    camera.write_text('{"fx": 1000, "fy": 1000, "cx": 884, "cy": 497}')
    skeleton.write_text(json.dumps(zedo.Skeleton("one", ("nose",), (-1,), (0,)).to_dict()))
    document = demo(0, skeleton=None)
    for parameters, body in (
        ({"camera": str(camera)}, demo(0)),
        ({"skeleton": str(skeleton), "camera": CAMERA}, document),
        ({"camera": CAMERA}, {**document, "skeleton": str(skeleton)}),
    ):
        assert client.post("/v1/lift", params=parameters, json=body).status_code == 422
    # The same content is taken when it comes with the request.
    assert client.post("/v1/lift", params={"camera": camera.read_text()}, json=demo(0)).status_code == 200


def test_coordinates_beyond_all_pictures_are_no_ones_trouble(client: TestClient) -> None:
    document = demo(0, 2)
    wild = document["instances"][1]["keypoints"]
    document["instances"][1]["keypoints"] = [[1e299, -1e299, 1]] * len(wild)
    answer = client.post("/v1/lift", params={"camera": CAMERA}, json=document).raise_for_status().json()
    alone = client.post("/v1/lift", params={"camera": CAMERA}, json=demo(0)).json()
    np.testing.assert_allclose(answer["joints"][0][0], alone["joints"][0][0], atol=METRES)
