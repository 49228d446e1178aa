"""What flags of the command line and parameters of requests say in one text: lists, sizes, heights, bone lengths."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int

from zedo.body.segments import sides
from zedo.system.errors import ZedoError

LEAST_HEIGHT, MOST_HEIGHT = 0.4, 2.8
LEAST_BONE, MOST_BONE = 0.02, 1.2
"""Metres; what is beyond is in another unit, or a slip."""


def parse_heights(text: str, people: Int[np.ndarray, " N"]) -> Float[np.ndarray, " N"]:
    """A height in metres for each person-frame: ``1.78`` for everybody, or one for each person by their numbers."""
    try:
        heights = np.array([float(part) for part in parse_list(text)])
    except ValueError:
        raise ZedoError(f"height {text!r} is not understood; give metres, such as 1.78, or 1.78,1.65") from None
    if not all(LEAST_HEIGHT <= height <= MOST_HEIGHT for height in heights):
        wrong = next(height for height in heights if not LEAST_HEIGHT <= height <= MOST_HEIGHT)
        metres = f"; {wrong:g} cm are {wrong / 100:g}" if LEAST_HEIGHT <= wrong / 100 <= MOST_HEIGHT else ""
        raise ZedoError(f"height {wrong:g} is no person's in metres, {LEAST_HEIGHT:g} to {MOST_HEIGHT:g}{metres}")
    numbers, of = np.unique(people, return_inverse=True)
    if len(heights) not in (1, len(numbers)):
        raise ZedoError(f"{len(heights)} heights for {len(numbers)} people; one, or one for each, was expected")
    return np.broadcast_to(heights, len(numbers))[of]


def parse_bones(text: str, people: Int[np.ndarray, " N"]) -> dict[str, Float[np.ndarray, " N"]]:
    """Known bone lengths for each person-frame, by segment; ``shin=0.43,thigh=0.45`` for everybody.

    With a semicolon after each person's, ``shin=0.43;shin=0.39``, one list for each person by their numbers.
    """
    given = []
    for person in text.split(";"):
        try:
            pairs = [part.split("=") for part in parse_list(person)]
            given.append({name.strip(): float(length) for name, length in pairs})
        except ValueError:
            raise ZedoError(
                f"bone lengths {text!r} are not understood; give NAME=METRES, such as shin=0.43,thigh=0.45"
            ) from None
    for person in given:
        for name, length in person.items():
            sides(name)  # raises for what is no segment
            if not LEAST_BONE <= length <= MOST_BONE:
                raise ZedoError(f"bone {name} of {length:g} m is none of a person's; give metres, such as shin=0.43")
    numbers, of = np.unique(people, return_inverse=True)
    if len(given) not in (1, len(numbers)):
        raise ZedoError(f"{len(given)} lists of bones for {len(numbers)} people; one, or one for each, was expected")
    given *= len(numbers) // len(given)
    names = dict.fromkeys(name for person in given for name in person)
    return {name: np.array([person.get(name, np.nan) for person in given])[of] for name in names}


def parse_list(text: str) -> list[str]:
    """The parts of ``A,B,…``."""
    return [part.strip() for part in text.split(",") if part.strip()]


def parse_size(text: str) -> tuple[int, int]:
    """``WIDTH,HEIGHT`` in pixels."""
    try:
        width, height = (int(part) for part in text.replace("x", ",").split(","))
    except ValueError:
        raise ZedoError(
            f"image size {text!r} is not understood; give WIDTH,HEIGHT in pixels, such as 1920,1080"
        ) from None
    return width, height
