"""What every reader of other tools' files has in common."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.io.tools import all_files, reads_or_names_the_file
from zedo import read_keypoints
from zedo.body.skeleton import H36M_17

FILES = all_files()
SIZE = {"mediapipe": (200, 250)}
TEXTS = {name: json.loads(content) for name, content in FILES.items() if content[:1] in b"[{"}

# tmp_path is shared by a test's examples; each writes its own file before it reads.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | st.text(max_size=5),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", FILES)
def test_content_decides_the_format_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "keypoints"
    path.write_bytes(FILES[name])
    keypoints = read_keypoints(path, image_size=SIZE.get(name))
    assert len(keypoints) > 0
    assert keypoints.to(H36M_17).confidence.max() > 0


@SHARED
@given(data=st.data())
def test_damaged_files_raise_only_value_errors(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(list(FILES.values()))))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    reads_or_names_the_file(tmp_path / "fuzz", bytes(content[:end]))


def places(value: Any, path: tuple = ()) -> list[tuple]:
    """Paths to every value of a document, the first few of a list."""
    inner = value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


PLACES = {name: [place for place in places(document) if place] for name, document in TEXTS.items()}


@SHARED
@given(data=st.data(), value=JSON)
def test_any_value_in_any_place_raises_only_value_errors(tmp_path: Path, data: st.DataObject, value: Any) -> None:
    name = data.draw(st.sampled_from(list(TEXTS)))
    *way, last = data.draw(st.sampled_from(PLACES[name]))
    document = json.loads(FILES[name])
    target = document
    for key in way:
        target = target[key]
    target[last] = value
    reads_or_names_the_file(tmp_path / "fuzz", json.dumps(document).encode())
