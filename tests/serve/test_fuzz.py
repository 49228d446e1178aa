"""Whatever is asked, the service answers as it says that it does."""

import copy
import json
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks

from tests.serve.conftest import CAMERA, Nobody, demo
from zedo.optimise.lifter import Lifter
from zedo.serve.app import create_app
from zedo.serve.limits import Limits
from zedo.serve.schemas import PosesDocument, Problem

MANY = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def described(lifter: Lifter) -> schemathesis.BaseSchema:
    app = create_app(lifter, Nobody(), Limits(max_batch=2, max_delay=0))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("path", ["/v1/lift", "/v1/image"])
def test_what_the_description_allows_and_what_it_does_not(
    described: schemathesis.BaseSchema, path: str, mode: schemathesis.GenerationMode
) -> None:
    unmeant = [checks.positive_data_acceptance]  # well-formed keypoints need not be those of a person

    @MANY
    @given(case=described[path]["POST"].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=unmeant)

    ask()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=5,
)


def places(value: Any, where: tuple = ()) -> list[tuple]:
    """The paths to everything in a document but the document itself."""
    found = [where] if where else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inside:
        found += places(child, (*where, key))
    return found


GOOD = demo(0, 2)


@MANY
@given(where=st.sampled_from(places(GOOD)), value=JSON)
def test_a_good_document_with_one_thing_changed(client: TestClient, where: tuple, value: Any) -> None:
    document = copy.deepcopy(GOOD)
    inside: Any = document
    for key in where[:-1]:
        inside = inside[key]
    inside[where[-1]] = value
    answer = client.post("/v1/lift", params={"camera": CAMERA}, content=json.dumps(document))
    assert answer.status_code in (200, 422)
    (PosesDocument if answer.status_code == 200 else Problem).model_validate_json(answer.text)


@MANY
@given(
    camera=st.text(max_size=30) | JSON.map(json.dumps),
    height=st.text(max_size=10) | st.floats().map(str),
    bones=st.text(max_size=20) | st.floats().map("shin={}".format),
)
def test_cameras_and_sizes_of_any_text(client: TestClient, camera: str, height: str, bones: str) -> None:
    given = {"camera": camera, "height": height, "bones": bones}
    parameters = {name: text.encode("utf-8", "replace") for name, text in given.items()}
    answer = client.post("/v1/lift", params=parameters, json=GOOD)
    assert answer.status_code in (200, 422)


@MANY
@given(cut=st.integers(0, 400), noise=st.binary(max_size=20))
def test_damaged_bytes(client: TestClient, cut: int, noise: bytes) -> None:
    body = json.dumps(GOOD).encode()
    answer = client.post("/v1/lift", params={"camera": CAMERA}, content=body[:cut] + noise + body[cut + len(noise) :])
    assert answer.status_code in (200, 422)
