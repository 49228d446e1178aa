"""Reading pickles that hold numbers, text, containers and numpy arrays; whatever else they would do is refused.

A pickle is a program that may call any function by name. Here a name is looked up in a short list, and where the list
has numpy's functions stand-ins take their place: numpy's own trust the pickle with the flags of a dtype, by which an
array of objects could be made of raw bytes, and read beyond a list that is shorter than the array made of it.
Formats: Python's ``pickletools``; ``ndarray.__reduce__`` and ``dtype.__reduce__`` of numpy 1 and 2.
"""

from __future__ import annotations

import pickle
import re
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, ClassVar

import numpy as np

from zedo.system.errors import ZedoError
from zedo.system.files import refuse_bomb

PLAIN_DTYPE = re.compile(r"b1|[iuf][1248]|f16|c(8|16|32)|O[48]?|[SUV][0-9]{1,9}")


def load_pickle(file: IO[bytes]) -> Any:
    """The object that a pickle of protocol 0 to 5 holds, written by Python 2 or 3; arrays become numpy arrays.

    Raises:
        ZedoError: when it is damaged or holds anything but None, numbers, text, bytes, lists, tuples, sets, dicts and
            numpy arrays, dtypes and scalars without fields.
    """
    try:
        return _Unpickler(file).load()
    except _RefusedError as error:
        raise ZedoError(_printable(str(error))) from None
    except Exception as error:  # a damaged pickle may fail in any way
        told = _printable(f"{type(error).__name__}: {error}")
        raise ZedoError(f"not a readable pickle of plain data ({told})") from None


def _printable(text: str) -> str:
    """One line: names in a damaged file may hold anything, and Python's own errors have several lines."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text.replace("\n", " "))


def read_pickle(path: Path) -> Any:
    """:func:`load_pickle` of a file, which errors name."""
    try:
        with path.open("rb") as file:
            return load_pickle(file)
    except OSError as error:
        raise ZedoError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise ZedoError(f"{path}: {error}") from None


def read_npz_objects(source: Path | IO[bytes]) -> dict[str, Any]:
    """All arrays of an npz archive by name; arrays of Python objects go through :func:`load_pickle`.

    Args:
        source: a file, or what one holds.

    Raises:
        ZedoError: when the archive is damaged, or a pickle in it is refused.
    """
    arrays, where = {}, ""
    try:
        with zipfile.ZipFile(source) as archive:
            refuse_bomb(archive)
            for member in archive.namelist():
                name = member.removesuffix(".npy")
                where = f" (array {name!r})"
                with archive.open(member) as stream:
                    arrays[name] = _read_array(stream)
    except Exception as error:  # the zip, zlib and npy readers raise a dozen unrelated types for damaged files
        raise ZedoError(f"not a readable npz archive{where}: {error}") from None
    return arrays


def _read_array(stream: IO[bytes]) -> np.ndarray:
    version = np.lib.format.read_magic(stream)
    header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}.get(version)
    if header is None:
        raise ZedoError(f"its npy version is {version[0]}.{version[1]}; 1.0 or 2.0 was expected")
    shape, fortran, dtype = header(stream)
    if dtype.hasobject:
        return np.asarray(load_pickle(stream), dtype=object).reshape(shape)
    count = int(np.prod(shape, dtype=object))
    content = stream.read(count * dtype.itemsize)
    return np.frombuffer(content, dtype, count).reshape(shape, order="F" if fortran else "C")


class _RefusedError(Exception):
    """Something that a file of plain data does not contain."""


class _Dtype:
    """Stands in for ``numpy.dtype``: the code and the byte order of a pickle, not its flags."""

    def __init__(self, code: str | bytes, *_: object) -> None:
        text = code.decode("latin1") if isinstance(code, bytes) else code
        if not isinstance(text, str) or not PLAIN_DTYPE.fullmatch(text):
            raise _RefusedError(f"holds an array of dtype {code!r}; only plain numbers, text and objects are read")
        self.plain = np.dtype(text)

    def __setstate__(self, state: tuple) -> None:
        _, order, subarray, names, fields = state[:5]
        if subarray is not None or names is not None or fields is not None:
            raise _RefusedError("holds an array with fields; only plain numbers, text and objects are read")
        self.plain = self.plain.newbyteorder(order)


class _Array:
    """Stands in for an array until its state comes; numpy's own takes any list for the objects of any shape."""

    made: np.ndarray | None = None

    def __setstate__(self, state: tuple) -> None:
        _, shape, dtype, fortran, content = state
        if isinstance(content, str):  # bytes of Python 2
            content = content.encode("latin1")
        if not isinstance(content, list if dtype.plain.hasobject else bytes | bytearray):
            raise _RefusedError("holds an array whose content is not what its dtype says")
        if isinstance(content, list):
            flat = np.empty(len(content), object)
            for i, item in enumerate(content):  # not at once: items that are lists would become axes
                flat[i] = item
            self.made = flat.reshape(shape)
        else:
            self.made = np.frombuffer(content, dtype.plain).reshape(shape, order="F" if fortran else "C").copy()


class _ArrayName:
    """Stands in for the class ``numpy.ndarray``, which pickles only pass on."""


def _scalar(dtype: _Dtype, content: bytes | str = b"") -> Any:
    raw = content.encode("latin1") if isinstance(content, str) else content
    return np.frombuffer(raw, dtype.plain, 1)[0]


def _from_buffer(buffer: bytes, dtype: _Dtype, shape: tuple[int, ...], order: str) -> np.ndarray:
    return np.frombuffer(buffer, dtype.plain).reshape(shape, order="F" if order == "F" else "C")


def _encode(text: str, encoding: str) -> bytes:
    """Protocols up to 2 write bytes as text of this encoding."""
    if encoding not in ("latin1", "latin-1"):
        raise _RefusedError(f"holds bytes in the encoding {encoding!r}; latin1 was expected")
    return text.encode("latin1")


_NUMPY = {
    ("", "ndarray"): _ArrayName,
    ("", "dtype"): _Dtype,
    ("multiarray", "scalar"): _scalar,
    ("numeric", "_frombuffer"): _from_buffer,
}


def _bytes(kind: Callable[..., Any]) -> Callable[..., Any]:
    """The type, but of content only: of a number it would make as many zeros."""

    def make(*arguments: Any) -> Any:
        if arguments and isinstance(arguments[0], int):
            raise _RefusedError("holds bytes of nothing but a length; their content was expected")
        return kind(*arguments)

    return make


_CONTAINERS = {kind.__name__: kind for kind in (set, frozenset, list, dict, tuple, complex)}
_CONTAINERS |= {kind.__name__: _bytes(kind) for kind in (bytes, bytearray)}


class _Memo(dict[int, Any]):
    """What a pickle refers to by number; the arrays in place of their stand-ins."""

    def __getitem__(self, place: int) -> Any:
        item = super().__getitem__(place)
        if not isinstance(item, _Array):
            return item
        if item.made is None:
            raise _RefusedError("holds an array that is part of itself")
        return item.made


class _Unpickler(pickle._Unpickler):
    """Python's own, not C's, which keeps its memo in a table: eleven bytes may ask for 32 GB of it."""

    dispatch: ClassVar[dict[int, Callable[[Any], None]]] = dict(pickle._Unpickler.dispatch)
    # No pickler writes it, and it would double a stand-in.
    del dispatch[pickle.DUP[0]]
    read: Callable[[int], bytes]
    append: Callable[[Any], None]
    stack: list[Any]

    def load_bytearray8(self) -> None:
        # Python's makes as many zeros as are announced before it reads.
        length = int.from_bytes(self.read(8), "little")
        self.append(bytearray(self.read(length)))

    dispatch[pickle.BYTEARRAY8[0]] = load_bytearray8

    def load_build(self) -> None:
        # Python's would set any attribute of whatever there is, of our own classes and functions too.
        state, item = self.stack.pop(), self.stack[-1]
        if not isinstance(item, _Array | _Dtype):
            raise _RefusedError(f"would change the attributes of a {type(item).__name__}")
        item.__setstate__(state)
        if isinstance(item, _Array):
            self.stack[-1] = item.made
            self.unmade -= 1

    dispatch[pickle.BUILD[0]] = load_build

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, encoding="latin1")  # Python 2's arrays are text to Python 3 otherwise
        self.memo, self.unmade = _Memo(), 0

    def load(self) -> Any:
        content = super().load()
        if self.unmade:
            raise _RefusedError("holds an array without content")
        return content

    def reconstruct(self, *_: object) -> _Array:
        self.unmade += 1
        return _Array()

    def find_class(self, module: str, name: str) -> Any:
        inner = re.sub(r"^numpy(\._?core\.|$)", "", module)  # numpy.core until numpy 2, numpy._core since
        if inner != module and (inner, name) == ("multiarray", "_reconstruct"):
            return self.reconstruct
        if inner != module and (inner, name) in _NUMPY:
            return _NUMPY[inner, name]
        if module in ("builtins", "__builtin__") and name in _CONTAINERS:
            return _CONTAINERS[name]
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("_codecs", "encode"):
            return _encode
        raise _RefusedError(f"would run {module}.{name}; a pickle of plain arrays and containers was expected")

    def persistent_load(self, pid: Any) -> Any:
        raise _RefusedError("refers to an object outside of it; a pickle of plain arrays and containers was expected")
