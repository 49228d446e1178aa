"""JSON that others wrote: parsing it, and checking the values in it."""

from __future__ import annotations

import json
import re
import reprlib
from typing import Any, NoReturn, TypeGuard

import numpy as np
from jaxtyping import Float

from zedo.system.errors import ZedoError

LARGEST = 1e300
"""Numbers from here on are no measurement; squaring them would be infinite."""


def parsed(text: str, what: str = "") -> Any:
    """Standard JSON, without the NaN and Infinity that Python adds to it; ``what`` opens an error's sentence."""

    def refuse(name: str) -> NoReturn:
        raise ZedoError(f"{name} is no JSON number; a missing joint is [null, null, 0]")

    return _loaded(text, what, refuse)


def parsed_loosely(text: str) -> Any:
    """JSON in which NaN and Infinity may stand, as Python programs write them."""
    return _loaded(text, "", float)


def _loaded(text: str, what: str, constant: Any) -> Any:
    try:
        return json.loads(text, parse_constant=constant)
    except RecursionError:
        raise ZedoError(f"{what} nested too deeply".lstrip()) from None
    except ValueError as error:
        raise ZedoError(f"{what} not valid JSON ({error})".lstrip()) from None


UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of what PowerShell writes with ``>``."""


def decoded(content: bytes) -> str:
    """UTF-8 text, with or without a byte order mark, or UTF-16 with one.

    Raises:
        ZedoError: when it is empty or something else.
    """
    if not content.strip():
        raise ZedoError("is empty; a keypoint file was expected")
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ZedoError(f"not text (byte {error.start} is not UTF-16, as which it begins)") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ZedoError(f"neither JSON (byte {error.start} is not UTF-8) nor an npz archive") from None


def is_number(value: Any) -> TypeGuard[float]:
    """Whether a JSON value is a finite number: no bool, and no integer that exceeds a float."""
    return type(value) in (int, float) and abs(value) < LARGEST


def is_whole(value: Any) -> TypeGuard[int]:
    """Whether a JSON value is an integer of 64 bits."""
    return type(value) is int and -(2**63) <= value < 2**63


def size_or_none(width: Any, height: Any) -> tuple[int, int] | None:
    """(width, height) when both are positive whole numbers."""
    return (width, height) if is_whole(width) and is_whole(height) and min(width, height) > 0 else None


def shown(value: Any) -> str:
    """A value as a message quotes it: short, whatever it is."""
    return "missing" if value is None else " ".join(reprlib.repr(value).split())


def rows(values: Any, width: int, what: str) -> Float[np.ndarray, "J width"]:
    """A flat list x1, y1, c1, x2, … as rows of ``width`` numbers; null is NaN.

    Raises:
        ZedoError: when ``values`` is no list of numbers, or its length no multiple of ``width``.
    """
    if not isinstance(values, list) or not values or len(values) % width:
        raise ZedoError(f"{what} is {shown(values)}; a list of {width} numbers a joint was expected")
    if not all(value is None or type(value) in (int, float) for value in values):
        wrong = next(value for value in values if value is not None and type(value) not in (int, float))
        raise ZedoError(f"{what} holds {shown(wrong)}, where a number was expected")
    try:
        return np.array(values, dtype=np.float64).reshape(-1, width)
    except OverflowError:
        raise ZedoError(f"{what} holds an integer that is too large to be a coordinate") from None


def number_in_name(name: str) -> int | None:
    """The last number in a file's name without its suffix: 12 of ``clip2_000000000012_keypoints.json``."""
    stem = re.sub(r"\.[A-Za-z]\w*$", "", name)
    found = re.search(r"([0-9]{1,18})[^0-9]*$", stem)
    return int(found[1]) if found else None
