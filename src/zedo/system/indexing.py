"""What stands in the brackets of ``poses[…]``: which person-frames are meant."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Bool, Int

from zedo.system.errors import ZedoError

Index = int | slice | Sequence[int] | Sequence[bool] | Int[np.ndarray, " M"] | Bool[np.ndarray, " N"]
"""A number, a slice, a mask of all person-frames, or the numbers of some."""


def person_frames(index: Any, count: int) -> slice | np.ndarray:
    """What numpy takes some of ``count`` rows by, leaving their axis: a number means a slice of one.

    Raises:
        IndexError: for a number outside.
        ZedoError: for a mask of another length, or what is no :data:`Index`.
    """
    if isinstance(index, slice):
        return index
    array = np.asarray(index)
    if array.ndim == 0 and array.dtype.kind in "iu":
        at = operator.index(index)
        if not -count <= at < count:
            raise IndexError(f"person-frame {at} of {count}")
        return slice(at % count, at % count + 1)
    if array.ndim == 1 and array.dtype == bool:
        if len(array) != count:
            raise ZedoError(f"a mask of {len(array)} values for {count} person-frames; one each was expected")
        return array
    if array.ndim == 1 and (array.dtype.kind in "iu" or not len(array)):
        return array.astype(np.int64)
    raise ZedoError(
        f"person-frames are chosen by a number, a slice, a mask or an array of numbers, not by {type(index).__name__} "
        f"of shape {array.shape}"
    )
