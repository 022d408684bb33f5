"""Arrow arrays made from buffers, as Arrow lays them out.

Other ways of pyarrow go cell by cell, or load pandas, which takes longer than to read many a
file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

Text = bytes | memoryview
"""A line as UTF-8."""


def string_array(lines: Sequence[Text]) -> pa.Array:
    """Return lines as an array of strings; that they are UTF-8 is for the caller to validate."""
    ends = np.zeros(len(lines) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, lines), np.int32, len(lines)), out=ends[1:])
    return buffered(pa.string(), len(lines), ends, b"".join(lines))


def number_array(numbers: Sequence[int] | np.ndarray) -> pa.Array:
    """Return whole numbers as an array of int64."""
    return buffered(pa.int64(), len(numbers), np.asarray(numbers, np.int64))


def bool_array(cells: np.ndarray) -> pa.Array:
    """Return truth values as an array."""
    return buffered(pa.bool_(), len(cells), np.packbits(cells, bitorder="little"))


def buffered(kind: pa.DataType, rows: int, *buffers: Any) -> pa.Array:
    """Return an array of a type without nulls, of its buffers as Arrow lays them out."""
    return pa.Array.from_buffers(kind, rows, [None, *map(pa.py_buffer, buffers)])
