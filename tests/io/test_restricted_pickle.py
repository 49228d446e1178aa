import io
import os
import pickle
import tracemalloc
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zedo.io.restricted_pickle import load_pickle, read_npz_objects

OBJECTS = np.empty((2, 2), dtype=object)
OBJECTS[0, 1] = np.arange(12, dtype="float32").reshape(1, 4, 3)
OBJECTS[1, 0] = []

PLAIN: dict[str, Any] = {
    "matrix": np.arange(6.0).reshape(2, 3),
    "columns": np.asfortranarray(np.arange(6).reshape(2, 3)),
    "swapped": np.arange(3, dtype=">i4"),
    "flags": np.array([True, False]),
    "names": np.array(["x", "yé"]),
    "empty": np.zeros((0, 3)),
    "one": np.array(3.0),
    "objects": OBJECTS,
}
OTHER = {
    "scalar": np.float32(2.5),
    "set": {1, 2},
    "frozen": frozenset("ab"),
    "tuple": (1, None, 2.5, 1 + 2j, True),
    "bytes": b"\xff\x00",
    "nothing": b"",
    "ordered": OrderedDict(a=1),
}


def loaded(content: bytes) -> Any:
    return load_pickle(io.BytesIO(content))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_plain_data_of_every_protocol(protocol: int) -> None:
    back = loaded(pickle.dumps({**PLAIN, **OTHER}, protocol))
    assert {name: back[name] for name in OTHER} == OTHER
    for name, array in PLAIN.items():
        assert isinstance(back[name], np.ndarray)
        assert back[name].dtype.kind == array.dtype.kind
        if name != "objects":
            np.testing.assert_array_equal(np.asarray(back[name]), array, err_msg=name)
    np.testing.assert_array_equal(np.asarray(back["objects"][0, 1]), OBJECTS[0, 1])
    assert back["objects"][1, 0] == [] and back["objects"][1, 1] is None


@pytest.mark.parametrize("core", [b"numpy.core", b"numpy._core"])
def test_numpy_1_and_2_name_their_modules_differently(core: bytes) -> None:
    # Protocol 0 has no lengths of names, so that they can be exchanged in the text.
    content = pickle.dumps({"a": np.arange(3), "b": np.float64(2)}, 0)
    written = content.replace(b"numpy._core", core).replace(b"numpy.core", core)
    assert core in written
    assert loaded(written)["a"].tolist() == [0, 1, 2]


def test_python_2_wrote_arrays_as_text() -> None:
    # The pickle of numpy.array([1.0, 2.0]) by Python 2.7 and numpy 1.16, protocol 2: its data is a str, opcode U.
    content = (
        b"\x80\x02cnumpy.core.multiarray\n_reconstruct\nq\x00cnumpy\nndarray\nq\x01K\x00\x85U\x01b\x87Rq\x02"
        b"(K\x01K\x02\x85cnumpy\ndtype\nq\x03U\x02f8K\x00K\x01\x87Rq\x04(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff"
        b"K\x00tb\x89U\x10\x00\x00\x00\x00\x00\x00\xf0?\x00\x00\x00\x00\x00\x00\x00@tb."
    )
    assert loaded(content).tolist() == [1.0, 2.0]


class Calling:
    """Pickles to a call of any function."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    ("function", "arguments"),
    [(os.system, ("echo",)), (eval, ("1",)), (getattr, ("", "join")), (np.load, ("x",)), (open, ("made", "w"))],
)
def test_calls_are_refused_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protocol: int, function: Any, arguments: tuple
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"would run \S+; a pickle of plain arrays and containers was expected$"):
        loaded(pickle.dumps([np.arange(3), Calling(function, *arguments)], protocol))
    assert not list(tmp_path.iterdir())


def forged(shape: tuple[int, ...], dtype: Any, content: Any) -> bytes:
    """The pickle of an array in this state, whether it can be or not."""
    reconstruct = np.zeros(1).__reduce__()[0]

    class Forged:
        def __reduce__(self) -> Any:
            return reconstruct, (np.ndarray, (0,), b"b"), (1, shape, dtype, False, content)

    return pickle.dumps(Forged())


@pytest.mark.parametrize(
    ("dtype", "content"),
    [
        (np.dtype(object), b"\x41" * 8),  # bytes would become pointers
        (np.dtype(float), [1.0]),
        (np.dtype(float), np.zeros(1)),
    ],
)
def test_an_array_cannot_be_made_of_something_else(dtype: np.dtype, content: Any) -> None:
    with pytest.raises(ValueError, match="content is not what its dtype says"):
        loaded(forged((1,), dtype, content))


@pytest.mark.parametrize(("dtype", "content"), [(np.dtype(object), [1.0]), (np.dtype(float), b"\0" * 8)])
def test_an_array_cannot_be_larger_than_its_content(dtype: np.dtype, content: Any) -> None:
    # numpy's own would take what lies behind the list in memory for objects, and end the process.
    with pytest.raises(ValueError, match="cannot reshape array of size 1"):
        loaded(forged((100_000,), dtype, content))


def test_one_array_twice_stays_one() -> None:
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    for protocol in range(pickle.HIGHEST_PROTOCOL):  # 5 writes its content in another way
        back = loaded(pickle.dumps([array, {"again": array}, array], protocol))
        np.testing.assert_array_equal(back[0], array)
        assert type(back[0]) is np.ndarray and back[0] is back[1]["again"] is back[2]
    objects = np.asfortranarray(OBJECTS)
    back = loaded(pickle.dumps(objects))
    assert back[1, 0] == [] and back[1, 1] is None and back[0, 1].shape == (1, 4, 3)


def test_arrays_without_content_or_within_themselves_are_refused() -> None:
    array = np.empty(1, dtype=object)
    array[0] = array
    with pytest.raises(ValueError, match="is part of itself"):
        loaded(pickle.dumps(array))
    make = np.zeros(1).__reduce__()[:2]

    class Unmade:
        def __reduce__(self) -> Any:
            return make

    with pytest.raises(ValueError, match="an array without content"):
        loaded(pickle.dumps([Unmade()]))


@pytest.mark.parametrize("state", [{"plain": 1}, (None, {"plain": 1})])
def test_attributes_of_other_things_are_not_set(state: Any) -> None:
    # The state of the class numpy.dtype itself, which no file of data has.
    content = b"\x80\x02cnumpy\ndtype\n" + pickle.dumps(state, 2)[2:-1] + b"b."
    with pytest.raises(ValueError, match="would change the attributes of a type"):
        loaded(content)


def test_structured_arrays_are_refused() -> None:
    with pytest.raises(ValueError, match="plain numbers, text and objects"):
        loaded(pickle.dumps(np.zeros(2, dtype=[("a", "f8")])))


@given(data=st.data())
def test_damaged_pickles_raise_only_value_errors(data: st.DataObject) -> None:
    small = {"a": np.arange(2), "o": OBJECTS, "s": np.float32(1), "t": {1: (2, "x")}}
    content = bytearray(pickle.dumps(small, data.draw(st.integers(0, 5))))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        loaded(bytes(content))
    except ValueError as error:
        assert str(error)


def test_names_that_would_break_the_line_are_escaped() -> None:
    content = b"\x80\x04\x8c\x02os\x94\x8c\x07a\n\x1b[31m\x94\x93."
    with pytest.raises(ValueError, match="would run os") as caught:
        load_pickle(io.BytesIO(content))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("content", [b"Psomewhere\n.", b"\x80\x02NQ."])
def test_references_out_of_the_file_are_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(ValueError, match="refers to an object outside of it") as caught:
        load_pickle(io.BytesIO(content))
    assert "\n" not in str(caught.value)


def test_a_few_bytes_cannot_fill_the_memory() -> None:
    tracemalloc.start()
    for content in (b"\x80\x04Nr\xff\xff\xff\x04.", b"\x80\x04N" + b"r\xff\xff\xff\x7f" + b"."):
        loaded(content)  # a place in the memo, which C's unpickler keeps in a table of as many places
    with pytest.raises(ValueError, match="not a readable pickle"):
        loaded(b"\x80\x05\x96" + (10**9).to_bytes(8, "little") + b"short")
    assert tracemalloc.get_traced_memory()[1] < 1e6
    tracemalloc.stop()
    for kind in (bytes, bytearray):
        with pytest.raises(ValueError, match="holds bytes of nothing but a length"):
            loaded(pickle.dumps(Calling(kind, 10**9), 2))


def test_archives_with_plain_arrays_and_objects(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "a.npz", **PLAIN)
    back = read_npz_objects(tmp_path / "a.npz")
    for name, array in PLAIN.items():
        assert back[name].shape == array.shape
        if name != "objects":
            np.testing.assert_array_equal(back[name], array, err_msg=name)
    objects: Any = Calling(os.system, "echo")
    np.savez(tmp_path / "bad.npz", a=np.zeros(2), b=objects)
    with pytest.raises(ValueError, match=r"\(array 'b'\): would run posix.system|nt.system"):
        read_npz_objects(tmp_path / "bad.npz")
