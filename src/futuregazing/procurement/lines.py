"""Files read as numbered lines in bounded chunks, whatever their bytes.

Nothing is dropped in silence: a line that is too long and what a cut file has lost come
as `Unreadable`, for the reader to reject with its reason. Bytes of a line that are not UTF-8
are read as Windows-1252, which has a character for nearly each byte that old systems write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from futuregazing.mending import escaped, unescaped
from futuregazing.procurement.raw_bytes import BOM, CutShort, blocks

CHUNK_BYTES = 22 << 20
LONGEST_LINE = 64 << 20
EXCERPT = 200
BATCH_ROWS = 1024
LINE_COLUMNS = ("no", "line", "not_utf8", "number_mended", "file")

Text = bytes | memoryview
"""A line as UTF-8."""


@dataclass(frozen=True)
class Unreadable:
    """A line that could not be read as text, with its number, reason and beginning."""

    line: int
    reason: str
    excerpt: str


@dataclass
class Chunk:
    """Some lines: numbers from 1, bytes without line ends, never blank; and the unreadable."""

    numbers: list[int] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.lines or self.unreadable)

    def table(self, file: str = "") -> pa.Table:
        """Return the lines of a file, by its id, as a table that readers query.

        Columns: `no` (int64), `line` (string), `not_utf8` and `number_mended` (bool; the latter
        is false, it is for whoever mends), `file` (string). All are made from buffers: other
        ways of pyarrow load pandas, which takes longer than to read many a file.
        """
        odd = np.zeros(len(self.lines), bool)
        texts = string_array(self.lines)
        try:
            texts.validate(full=True)
        except pa.ArrowInvalid:
            del texts
            odd = np.array([not _is_utf8(line) for line in self.lines], bool)
            for at in np.flatnonzero(odd):
                self.lines[at] = unescaped(escaped(self.lines[at])).encode()
            texts = string_array(self.lines)
        columns = (
            number_array(self.numbers),
            texts,
            _bool_array(odd),
            _bool_array(np.zeros(len(odd), bool)),
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
    others = table.drop_columns(["line", "number_mended"]).filter(_bool_array(kept))
    lines = string_array([text for text in texts if text is not None])
    whole = others.append_column("line", lines)
    return _in_batches(whole.append_column("number_mended", _bool_array(mended[kept])))


def _in_batches(table: pa.Table) -> pa.Table:
    """Return a table in batches of the size by which DuckDB shares the work out."""
    return pa.Table.from_batches(
        table.combine_chunks().to_batches(max_chunksize=BATCH_ROWS), table.schema
    )


def string_array(lines: Sequence[Text]) -> pa.Array:
    """Return lines as an array of strings; that they are UTF-8 is for the caller to validate.

    From buffers: much quicker than line by line, and pyarrow would load pandas for those.
    """
    ends = np.zeros(len(lines) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, lines), np.int32, len(lines)), out=ends[1:])
    return _buffered(pa.string(), len(lines), ends, b"".join(lines))


def number_array(numbers: Sequence[int] | np.ndarray) -> pa.Array:
    """Return whole numbers as an array of int64."""
    return _buffered(pa.int64(), len(numbers), np.asarray(numbers, np.int64))


def _bool_array(cells: np.ndarray) -> pa.Array:
    return _buffered(pa.bool_(), len(cells), np.packbits(cells, bitorder="little"))


def _buffered(kind: pa.DataType, rows: int, *buffers: Any) -> pa.Array:
    return pa.Array.from_buffers(kind, rows, [None, *map(pa.py_buffer, buffers)])


class Splitter:
    """Cuts blocks of bytes into numbered lines, holding back the unfinished last one."""

    def __init__(self, longest: int = LONGEST_LINE) -> None:
        """Take lines of at most `longest` bytes; longer ones are told as unreadable."""
        self.longest = longest
        self.number = 1
        self._rest: list[bytes] = []
        self._held = 0
        self._skipping = False

    def feed(self, chunk: Chunk, block: bytes) -> None:
        """Add to the chunk the lines that end in this block."""
        first, newline, others = block.partition(b"\n")
        self._hold(chunk, first)
        if newline:
            *lines, last = others.split(b"\n")
            self._finish(chunk)
            self._add_all(chunk, lines)
            self._hold(chunk, last)

    def end(self, chunk: Chunk, lost: str = "") -> None:
        """Add the last line, or tell that it, or what followed, was lost."""
        if not lost:
            if self._held:
                self._finish(chunk)
            return
        beginning = _beginning(b"".join(self._rest))
        chunk.unreadable.append(Unreadable(self.number, lost, beginning))

    def _hold(self, chunk: Chunk, piece: bytes) -> None:
        if self._skipping or not piece:
            return
        self._rest.append(piece)
        self._held += len(piece)
        if self._held > self.longest:
            self._refuse(chunk, self._rest[0])
            self._rest, self._held, self._skipping = [], 0, True

    def _finish(self, chunk: Chunk) -> None:
        if self._skipping:
            self.number += 1
        else:
            self._add(chunk, b"".join(self._rest))
        self._rest, self._held, self._skipping = [], 0, False

    def _add_all(self, chunk: Chunk, lines: list[bytes]) -> None:
        """Add lines, never the file's first: at once where none is blank or too long."""
        plain = all(lines) and not any(map(bytes.isspace, lines))
        if plain and max(map(len, lines), default=0) <= self.longest:
            chunk.numbers += range(self.number, self.number + len(lines))
            chunk.lines += lines
            self.number += len(lines)
        else:
            for line in lines:
                self._add(chunk, line)

    def _add(self, chunk: Chunk, line: bytes) -> None:
        if self.number == 1:
            line = line.lstrip(BOM)
        if len(line) > self.longest:
            self._refuse(chunk, line)
        elif line and not line.isspace():
            chunk.numbers.append(self.number)
            chunk.lines.append(line)
        self.number += 1

    def _refuse(self, chunk: Chunk, line: bytes) -> None:
        reason = f"the line is longer than {self.longest} bytes"
        chunk.unreadable.append(Unreadable(self.number, reason, _beginning(line)))


def chunks(path: Path, size: int = CHUNK_BYTES, longest: int = LONGEST_LINE) -> Iterator[Chunk]:
    """Yield the lines of a file in chunks of about `size` bytes of text."""
    splitter, chunk, held = Splitter(longest), Chunk(), 0
    lost = ""
    try:
        for block in blocks(path):
            splitter.feed(chunk, block)
            held += len(block)
            if held >= size:
                yield chunk
                chunk, held = Chunk(), 0
    except CutShort as cut:
        lost = str(cut)
    splitter.end(chunk, lost)
    if chunk:
        yield chunk


def _beginning(line: bytes) -> str:
    return line[:EXCERPT].decode("utf-8", errors="replace")
