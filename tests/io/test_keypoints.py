import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tests.io.tools import reads_or_names_the_file, videopose3d
from zedo import Keypoints2D, Skeleton, read_keypoints, write_keypoints
from zedo.body.skeleton import COCO_17, H36M_17, SKELETONS
from zedo.io.keypoints import parse_keypoints

PAIR = Skeleton("pair", ("left_hand", "right_hand"), (-1, -1), (0, 1))

# tmp_path is shared by a test's examples; each writes its own file before it reads.
FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def document(**changes: Any) -> dict[str, Any]:
    """A valid file of two people in one frame, with ``changes`` (None removes a field)."""
    instances = [
        {"frame": 7, "time": 0.25, "person": person, "keypoints": [[10.5 + person, 20.25, 0.5], [None, None, 0]]}
        for person in (0, 1)
    ]
    fields = {
        "format": "zedo-keypoints-1",
        "skeleton": PAIR.to_dict(),
        "image_size": [640, 480],
        "instances": instances,
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def instance(**changes: Any) -> dict[str, Any]:
    """A file of which the second of three instances is changed."""
    fields = {"frame": 1, "keypoints": [[1, 2, 1], [3, 4, 1]], **changes}
    good = [{"frame": frame, "keypoints": [[1, 2, 1], [3, 4, 1]]} for frame in (0, 2)]
    return document(instances=[good[0], {k: v for k, v in fields.items() if v is not ...}, good[1]])


def written(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def assert_same(one: Keypoints2D, other: Keypoints2D, pixels: float) -> None:
    assert one.skeleton == other.skeleton
    assert one.image_size == other.image_size
    np.testing.assert_allclose(one.uv, other.uv, rtol=0, atol=pixels)
    np.testing.assert_allclose(one.confidence, other.confidence, rtol=1e-5 if pixels else 0, atol=0)
    np.testing.assert_array_equal(one.confidence == 0, other.confidence == 0)
    for name in ("frame", "time", "person"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_json_holds_what_the_schema_says(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "k.json", document()))
    assert keypoints.skeleton == PAIR
    assert keypoints.image_size == (640, 480)
    np.testing.assert_array_equal(keypoints.uv, [[[10.5, 20.25], [np.nan] * 2], [[11.5, 20.25], [np.nan] * 2]])
    np.testing.assert_array_equal(keypoints.confidence, [[0.5, 0], [0.5, 0]])
    np.testing.assert_array_equal(keypoints.frame, [7, 7])
    np.testing.assert_array_equal(keypoints.time, [0.25, 0.25])
    np.testing.assert_array_equal(keypoints.person, [0, 1])


def test_json_optional_fields_have_defaults(tmp_path: Path) -> None:
    minimal = document(image_size=None, instances=[{"frame": 3, "keypoints": [[1, 2], [None, None]]}])
    keypoints = read_keypoints(written(tmp_path / "k.json", minimal))
    np.testing.assert_array_equal(keypoints.confidence, [[1, 0]])
    assert np.isnan(keypoints.time).all()
    assert keypoints.person.tolist() == [0]
    assert keypoints.image_size is None


def test_a_built_in_skeleton_is_given_by_name(tmp_path: Path) -> None:
    joints = [[float(j), 1.0, 0.9] for j in range(17)]
    path = written(tmp_path / "k", document(skeleton="coco_17", instances=[{"frame": 0, "keypoints": joints}]))
    assert read_keypoints(path).skeleton == COCO_17


def test_npz_optional_arrays_have_defaults(tmp_path: Path) -> None:
    uv = np.arange(12.0).reshape(3, 2, 2)
    uv[1, 0] = np.nan
    np.savez(tmp_path / "k.npz", uv=uv, skeleton=json.dumps(PAIR.to_dict()))
    keypoints = read_keypoints(tmp_path / "k.npz")
    np.testing.assert_array_equal(keypoints.confidence, [[1, 1], [0, 1], [1, 1]])
    np.testing.assert_array_equal(keypoints.frame, [0, 1, 2])


def test_content_decides_the_format_not_the_suffix(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "k.npz", document()))
    write_keypoints(keypoints, tmp_path / "other.npz")
    disguised = (tmp_path / "other.npz").rename(tmp_path / "other.json")
    assert_same(keypoints, read_keypoints(disguised), pixels=0)


def test_what_a_file_holds_is_read_without_the_file(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "k.json", document()))
    assert_same(keypoints, parse_keypoints(json.dumps(document()).encode()), pixels=0)
    write_keypoints(keypoints, tmp_path / "k.npz")
    for trusted in (True, False):
        assert_same(keypoints, parse_keypoints((tmp_path / "k.npz").read_bytes(), trusted=trusted), pixels=0)
    with pytest.raises(ValueError, match=r"^not a readable npz"):
        parse_keypoints(b"PK\x03\x04 and nothing more")


def test_a_strangers_archive_does_not_fill_the_memory() -> None:
    file = io.BytesIO()
    np.savez_compressed(file, uv=np.zeros((1, 17, 2)), skeleton=np.array("coco_17"), more=np.zeros(8_000_001))
    assert len(file.getvalue()) < 100_000
    with pytest.raises(ValueError, match=r"unpacks to 64,0.* bytes; at most 64,000,000"):
        parse_keypoints(file.getvalue(), trusted=False)
    with pytest.raises(ValueError, match="pickles are not read from strangers"):
        parse_keypoints(videopose3d(), trusted=False)


def test_the_caller_supplies_what_the_file_lacks(tmp_path: Path) -> None:
    np.savez(tmp_path / "k.npz", uv=np.zeros((1, 17, 2)))
    keypoints = read_keypoints(tmp_path / "k.npz", skeleton="h36m_17", image_size=(10, 20))
    assert keypoints.skeleton == H36M_17
    assert keypoints.image_size == (10, 20)
    described = written(tmp_path / "pair.json", PAIR.to_dict())
    bare = written(tmp_path / "k.json", document(skeleton=None))
    assert read_keypoints(bare, skeleton=described).skeleton == PAIR


def test_the_caller_may_repeat_but_not_contradict_the_file(tmp_path: Path) -> None:
    path = written(tmp_path / "k.json", document())
    described = written(tmp_path / "pair.json", PAIR.to_dict())
    assert read_keypoints(path, described, (640, 480)).image_size == (640, 480)
    with pytest.raises(ValueError, match="skeleton is 'pair', but 'coco_17' was asked for"):
        read_keypoints(path, skeleton="coco_17")
    with pytest.raises(ValueError, match="images are 640×480, but 480×640 was asked for"):
        read_keypoints(path, image_size=(480, 640))


def test_without_any_skeleton_the_known_names_are_listed(tmp_path: Path) -> None:
    np.savez(tmp_path / "k.npz", uv=np.zeros((1, 17, 2)))
    for path in (tmp_path / "k.npz", written(tmp_path / "k.json", document(skeleton=None))):
        with pytest.raises(ValueError, match=f"does not say which skeleton.*{', '.join(SKELETONS)}"):
            read_keypoints(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ('{"format": "zedo-key', "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1, 2]", 'object with "format": "zedo-keypoints-1"'),
        (document(format="zedo-poses-1"), 'object with "format": "zedo-keypoints-1"'),
        (document(skeleton="alien_17"), "skeleton 'alien_17' is unknown; it is h36m_17"),
        (document(skeleton="../pair.json"), "skeleton '../pair.json' is unknown"),
        (document(skeleton=17), "skeleton 17 is unknown"),
        (document(skeleton={"name": "x"}), "skeleton 'x' needs 'joints'"),
        (document(image_size=[640]), "'image_size' is"),
        (document(image_size=["640", "480"]), "'image_size' is"),
        (document(image_size=[640.5, 480]), "'image_size' is"),
        (document(image_size=[0, 480]), "'image_size' is"),
        (document(instances=None), "'instances' must be a list of at least one"),
        (document(instances=[]), "'instances' must be a list of at least one"),
        (document(instances={}), "'instances' must be a list of at least one"),
        (document(instances=["x"]), "instance 0: found 'x'"),
        (instance(frame=...), "instance 1: 'frame' is missing"),
        (instance(frame="1"), "instance 1: 'frame' is '1'"),
        (instance(frame=1.5), "instance 1: 'frame' is 1.5"),
        (instance(frame=True), "instance 1: 'frame' is True"),
        (instance(frame=2**63), "instance 1: 'frame' is 9223372036854775808"),
        (instance(person="a"), "instance 1: 'person' is 'a'"),
        (instance(time="now"), "instance 1: 'time' is 'now'"),
        (instance(keypoints=...), "instance 1: 'keypoints' is missing"),
        (instance(keypoints={}), "instance 1: 'keypoints' is {}"),
        (instance(keypoints=[[1, 2, 1]]), "instance 1: has 1 keypoints; skeleton 'pair' has 2 joints"),
        (instance(keypoints=[[1, 2, 1], [1]]), r"instance 1: right_hand is \[1\]"),
        (instance(keypoints=[["1", 2, 1], [1, 2]]), "instance 1: left_hand is"),
        (instance(keypoints=[[1, 2, True], [1, 2]]), "instance 1: left_hand is"),
        (instance(keypoints=[[None, None, 0.5], [1, 2]]), "instance 1: left_hand is"),
        (instance(keypoints=[[None, 2, 0], [1, 2]]), "instance 1: left_hand is"),
        (instance(keypoints=[[1, 2, 1.5], [1, 2]]), "person-frame 1, joint left_hand is 1.5"),
        (instance(keypoints=[[10**400, 2, 1], [1, 2]]), "instance 1: left_hand is"),
        (instance(frame=0), "person 0 occurs twice in frame 0"),
        (json.dumps(instance()).replace("[1, 2, 1]", "[NaN, NaN, 0]"), "NaN is no JSON number"),
        (json.dumps(instance()).replace("[1, 2, 1]", "[1e999, 2, 1]"), "instance 0: left_hand is"),
    ],
)
def test_malformed_json_is_named(tmp_path: Path, content: Any, message: str) -> None:
    path = written(tmp_path / "bad.json", content)
    with pytest.raises(ValueError, match=message) as raised:
        read_keypoints(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "no array 'uv'"),
        ({"uv": np.zeros((2, 3))}, r"array 'uv' has shape \(2, 3\)"),
        ({"uv": np.zeros((2, 2, 3))}, r"array 'uv' has shape \(2, 2, 3\)"),
        ({"uv": np.zeros((0, 2, 2))}, "holds no person-frame"),
        ({"uv": np.zeros((2, 5, 2))}, "skeleton 'pair' has 2 joints"),
        ({"uv": np.full((2, 2, 2), "1")}, "array 'uv' holds <U1"),
        ({"uv": np.zeros((2, 2, 2), dtype=bool)}, "array 'uv' holds bool"),
        ({"uv": np.full((2, 2, 2), np.nan), "conf": np.ones((2, 2))}, "person-frame 0, joint left_hand has no finite"),
        ({"uv": np.zeros((2, 2, 2)), "conf": np.ones((2, 3))}, r"confidence has shape \(2, 3\)"),
        ({"uv": np.zeros((2, 2, 2)), "conf": np.full((2, 2), np.nan)}, "it must lie in"),
        ({"uv": np.zeros((2, 2, 2)), "frame": np.zeros(3)}, "'frame' has shape"),
        ({"uv": np.zeros((2, 2, 2)), "frame": np.array([0.5, 1])}, "'frame' must be whole numbers"),
        ({"uv": np.zeros((2, 2, 2)), "person": np.array([np.inf, 1])}, "'person' must be finite"),
        ({"uv": np.zeros((2, 2, 2)), "image_size": np.array([1, 2, 3])}, "'image_size' is"),
        ({"uv": np.zeros((2, 2, 2)), "skeleton": np.array(["pair"])}, "array 'skeleton' must be one string"),
        ({"uv": np.zeros((2, 2, 2)), "skeleton": np.array("{")}, "array 'skeleton' is not valid JSON"),
        ({"uv": np.zeros((2, 2, 2)), "skeleton": np.array("alien")}, "skeleton 'alien' is unknown"),
    ],
)
def test_malformed_npz_is_named(tmp_path: Path, arrays: dict[str, np.ndarray], message: str) -> None:
    path = tmp_path / "bad.npz"
    np.savez(path, **{"skeleton": np.array(json.dumps(PAIR.to_dict())), **arrays})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=message) as raised:
        read_keypoints(path)
    assert str(raised.value).startswith(f"{path}: ")


def test_python_objects_are_not_unpickled(tmp_path: Path) -> None:
    np.savez(tmp_path / "k.npz", uv=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="array 'uv'"):
        read_keypoints(tmp_path / "k.npz")


def test_a_huge_declared_size_does_not_take_memory(tmp_path: Path) -> None:
    path = tmp_path / "k.npz"
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 17, 2), }".ljust(117) + "\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("uv.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode())
    with pytest.raises(ValueError, match="array 'uv'"):
        read_keypoints(path)


def test_unreadable_paths_are_named(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes('{"name": "é"}'.encode("latin-1"))
    np.save(tmp_path / "lone.npy", np.zeros(3))
    for name, message in [
        ("missing.json", "no such keypoint file"),
        ("latin.json", "not UTF-8"),
        ("lone.npy", "one array without a name"),
    ]:
        with pytest.raises(ValueError, match=message):
            read_keypoints(tmp_path / name)


def test_writing_names_a_wrong_suffix_and_an_empty_set(tmp_path: Path) -> None:
    keypoints = Keypoints2D(np.zeros((1, 2, 2)), np.ones((1, 2)), PAIR)
    with pytest.raises(ValueError, match=r"not \.csv"):
        write_keypoints(keypoints, tmp_path / "k.csv")
    with pytest.raises(ValueError, match="no person-frame"):
        write_keypoints(Keypoints2D(np.zeros((0, 2, 2)), np.zeros((0, 2)), PAIR), tmp_path / "k.json")
    assert list(tmp_path.iterdir()) == []


@st.composite
def keypoints_2d(draw: st.DrawFn) -> Keypoints2D:
    skeleton = draw(st.sampled_from([PAIR, COCO_17]))
    count = draw(st.integers(1, 4))
    pixels = st.floats(3, 1e5) | st.floats(-1e5, -3)  # a person within two pixels would be one in shares of the image
    confidence = draw(hnp.arrays(np.float64, (count, len(skeleton)), elements=st.floats(0, 1)))
    return Keypoints2D(
        uv=draw(hnp.arrays(np.float64, (count, len(skeleton), 2), elements=pixels)),
        confidence=confidence,
        skeleton=skeleton,
        frame=np.array(draw(st.lists(st.integers(-(2**40), 2**40), min_size=count, max_size=count, unique=True))),
        time=draw(st.none() | hnp.arrays(np.float64, count, elements=st.floats(0, 1e6) | st.just(np.nan))),
        person=draw(hnp.arrays(np.int64, count)),
        image_size=draw(st.none() | st.tuples(st.integers(1, 10**5), st.integers(1, 10**5))),
    )


@FILES
@given(keypoints=keypoints_2d())
def test_round_trip_is_exact_in_npz_and_to_a_ten_thousandth_pixel_in_json(
    tmp_path: Path, keypoints: Keypoints2D
) -> None:
    for suffix, pixels in ((".npz", 0.0), (".json", 1e-4)):
        path = tmp_path / f"k{suffix}"
        write_keypoints(keypoints, path)
        assert_same(keypoints, read_keypoints(path), pixels)


def valid_files() -> list[bytes]:
    archive = io.BytesIO()
    np.savez_compressed(archive, uv=np.ones((2, 2, 2)), conf=np.ones((2, 2)), skeleton=json.dumps(PAIR.to_dict()))
    return [json.dumps(document()).encode(), archive.getvalue()]


@FILES
@given(start=st.sampled_from([b"", b"{", b"PK\x03\x04", b"\x93NUMPY"]), rest=st.binary(max_size=200))
def test_random_bytes_raise_only_value_errors(tmp_path: Path, start: bytes, rest: bytes) -> None:
    reads_or_names_the_file(tmp_path / "fuzz", start + rest)


@FILES
@given(data=st.data())
def test_damaged_files_raise_only_value_errors(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(valid_files())))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    reads_or_names_the_file(tmp_path / "fuzz", bytes(content[:end]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(max_size=5), values, max_size=3),
    max_leaves=8,
)


@FILES
@given(
    field=st.sampled_from(["skeleton", "image_size", "instances", "frame", "time", "person", "keypoints"]), value=JSON
)
def test_any_value_in_any_field_raises_only_value_errors(tmp_path: Path, field: str, value: Any) -> None:
    content = document()
    (content if field in content else content["instances"][0])[field] = value
    reads_or_names_the_file(tmp_path / "fuzz", json.dumps(content).encode())
