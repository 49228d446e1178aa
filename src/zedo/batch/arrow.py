"""Lists of numbers in Arrow columns, to numpy and back."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from zedo.system.errors import ZedoError


def import_pyarrow() -> Any:
    """The module pyarrow, with its submodules compute and parquet.

    Raises:
        ZedoError: with the extra's name, when it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError:
        raise ZedoError("lifting archives needs pyarrow; run: pip install 'zedo[batch]'") from None
    return pyarrow


def is_list_of_numbers(kind: Any) -> bool:
    """Whether a type is a list, of any or of a fixed length, of numbers."""
    pa = import_pyarrow()
    types = pa.types
    listed = types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)
    return listed and (types.is_floating(kind.value_type) or types.is_integer(kind.value_type))


def numbers(column: Any, width: int) -> tuple[Float[np.ndarray, "N width"], Bool[np.ndarray, " N"]]:
    """The numbers of a column of lists, and which rows have a list of ``width`` of them.

    A row that has not is NaN, and so is a null within a list.
    """
    pa = import_pyarrow()
    array = column.combine_chunks()
    lengths = pa.compute.list_value_length(array)
    whole = pa.compute.fill_null(pa.compute.equal(lengths, width), False)
    fitting = whole.to_numpy(zero_copy_only=False)
    flat = (array if fitting.all() else array.filter(whole)).flatten()
    values = np.full((len(array), width), np.nan)
    values[fitting] = flat.to_numpy(zero_copy_only=False).reshape(-1, width)
    return values, fitting


def lists(values: np.ndarray) -> Any:
    """A column of lists of one length, float32, a list for all that an array of two axes or more has in a row."""
    pa = import_pyarrow()
    flat = np.ascontiguousarray(values, dtype=np.float32).reshape(-1)
    return pa.FixedSizeListArray.from_arrays(pa.array(flat), int(np.prod(values.shape[1:])))


def empty_rows(schema: Any, count: int) -> Any:
    """A table of nulls."""
    pa = import_pyarrow()
    return pa.table([pa.nulls(count, field.type) for field in schema], schema=schema)
