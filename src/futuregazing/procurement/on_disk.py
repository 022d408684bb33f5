"""What is too much for memory, on disk while a file is read, and gone with it.

    rows = RowsOnDisk(); rows.add(row); for row in rows: ...     rows, gone through again
    times = Times(); times.seen("INV7")                           1, then 2, then 3 ...

Both are nameless files of the system's: a process that is killed leaves nothing behind.
"""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
from collections.abc import Iterator
from typing import Generic, TypeVar

IN_MEMORY = 4 << 20
"""Bytes up to which nothing is written."""
TOGETHER = 1000

Row = TypeVar("Row")


class RowsOnDisk(Generic[Row]):
    """Rows in their order; to be filled first, then gone through as often as wanted."""

    def __init__(self) -> None:
        """Begin without any."""
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) == TOGETHER:
            pickle.dump(self._rows, self._file, pickle.HIGHEST_PROTOCOL)
            self._rows = []

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows; nothing may be added any more."""
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield from pickle.load(self._file)
        yield from self._rows


class Times:
    """How often each of any number of texts was seen."""

    def __init__(self) -> None:
        """Begin without any."""
        self._book = sqlite3.connect("", isolation_level=None)
        self._book.execute("PRAGMA journal_mode = OFF")
        self._book.execute("PRAGMA synchronous = OFF")
        self._book.execute("CREATE TABLE seen (text BLOB PRIMARY KEY, times INT) WITHOUT ROWID")
        self._book.execute("BEGIN")

    def seen(self, text: str) -> int:
        """Note that a text was seen; return how often by now."""
        query = """INSERT INTO seen VALUES (?, 1)
            ON CONFLICT (text) DO UPDATE SET times = times + 1 RETURNING times"""
        ((times,),) = self._book.execute(query, [text.encode("utf-8", "surrogatepass")])
        return int(times)
