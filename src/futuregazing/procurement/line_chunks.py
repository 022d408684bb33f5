"""Chunks of numbered lines, and the tables as which they are queried.

Bytes of a line that are not UTF-8 are read as Windows-1252, which has a character for nearly
each byte that old systems write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pyarrow as pa

from futuregazing.mending import escaped, unescaped
from futuregazing.procurement.buffers import Text, bool_array, buffered, number_array, string_array

BATCH_ROWS = 1024
LINE_COLUMNS = ("no", "line", "not_utf8", "number_mended", "file")


@dataclass(frozen=True)
class Unreadable:
    """A line that could not be read as text, with its number, reason and beginning."""

    line: int
    reason: str
    excerpt: str


@dataclass(frozen=True)
class InPlace:
    """Lines as they lie in the bytes of a file, the number of the first, and where each ends.

    Each is read with its line end, which JSON allows: so none needs to be copied.
    """

    first: int
    data: bytearray
    ends: np.ndarray

    def texts(self) -> pa.Array:
        """Return the lines as an array of strings, each with its line end."""
        borders = np.concatenate([np.zeros(1, np.int32), self.ends.astype(np.int32)])
        return buffered(pa.string(), len(self.ends), borders, self.data)

    def split(self) -> list[bytes]:
        """Return the lines without line ends."""
        return bytes(self.data[: self.ends[-1] - 1]).split(b"\n")


@dataclass
class Chunk:
    """Some lines: numbers from 1, bytes without line ends, never blank; and the unreadable.

    If they are all plain, they are left `in_place`, in the file's bytes; the lists are empty then.
    """

    numbers: list[int] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    in_place: InPlace | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.in_place or self.lines or self.unreadable)

    def first_line(self) -> bytes:
        """Return the first line; nothing if there is none."""
        if self.in_place:
            return bytes(self.in_place.data[: self.in_place.ends[0] - 1])
        return self.lines[0] if self.lines else b""

    def lift(self) -> None:
        """Copy lines that were left in the file's bytes into the lists."""
        if self.in_place:
            self.lines = self.in_place.split()
            self.numbers = [*range(self.in_place.first, self.in_place.first + len(self.lines))]
            self.in_place = None

    def table(self, file: str = "") -> pa.Table:
        """Return the lines of a file, by its id, as a table that readers query.

        Columns: `no` (int64), `line` (string, perhaps with its end), `not_utf8` and
        `number_mended` (bool; the latter is false, it is for whoever mends), `file` (string).
        """
        texts = self.in_place.texts() if self.in_place else string_array(self.lines)
        numbers = number_array(
            np.arange(self.in_place.first, self.in_place.first + len(texts))
            if self.in_place
            else self.numbers
        )
        odd = np.zeros(len(texts), bool)
        try:
            texts.validate(full=True)
        except pa.ArrowInvalid:
            del texts
            self.lift()
            odd = np.array([not _is_utf8(line) for line in self.lines], bool)
            for at in np.flatnonzero(odd):
                self.lines[at] = unescaped(escaped(self.lines[at])).encode()
            texts = string_array(self.lines)
        columns = (
            numbers,
            texts,
            bool_array(odd),
            bool_array(np.zeros(len(odd), bool)),
            string_array([file.encode()] * len(odd)),
        )
        return _in_batches(pa.Table.from_arrays(columns, names=LINE_COLUMNS))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def texts_of(table: pa.Table) -> list[Text | None]:
    """Return the texts of a table of lines as views of its own bytes; nothing is copied."""
    texts: list[Text | None] = []
    for array in table["line"].chunks:
        _, ends, data = array.buffers()
        of_array = np.frombuffer(ends, np.int32)[array.offset :][: len(array) + 1].tolist()
        texts += [memoryview(data)[start:end] for start, end in pairwise(of_array)]
    return texts


def with_texts(table: pa.Table, texts: Sequence[Text | None], mended: np.ndarray) -> pa.Table:
    """Return a table of lines with these texts in its rows; one without a text is left out.

    `mended` tells of each row whether numbers in it were. The bytes are copied once: at a
    bad line the first ones are still held.
    """
    kept = np.array([text is not None for text in texts], bool)
    others = table.drop_columns(["line", "number_mended"]).filter(bool_array(kept))
    lines = string_array([text for text in texts if text is not None])
    whole = others.append_column("line", lines)
    return _in_batches(whole.append_column("number_mended", bool_array(mended[kept])))


def _in_batches(table: pa.Table) -> pa.Table:
    """Return a table in batches of the size by which DuckDB shares the work out."""
    return pa.Table.from_batches(
        table.combine_chunks().to_batches(max_chunksize=BATCH_ROWS), table.schema
    )
