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

import numpy as np
import pyarrow as pa

from futuregazing.mending import escaped, unescaped
from futuregazing.procurement.buffers import Text, bool_array, buffered, number_array, string_array
from futuregazing.procurement.raw_bytes import BOM, CutShort, blocks

CHUNK_BYTES = 22 << 20
LONGEST_LINE = 64 << 20
EXCERPT = 200
BATCH_ROWS = 1024
NEWLINE, BLANK = b"\n "
LINE_COLUMNS = ("no", "line", "not_utf8", "number_mended", "file")


@dataclass(frozen=True)
class Unreadable:
    """A line that could not be read as text, with its number, reason and beginning."""

    line: int
    reason: str
    excerpt: str


@dataclass(frozen=True)
class Lying:
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

    If they are all plain, they are still `lying` in the file's bytes; the lists are empty then.
    """

    numbers: list[int] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    lying: Lying | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything in it."""
        return bool(self.lying or self.lines or self.unreadable)

    def first_line(self) -> bytes:
        """Return the first line; nothing if there is none."""
        if self.lying:
            return bytes(self.lying.data[: self.lying.ends[0] - 1])
        return self.lines[0] if self.lines else b""

    def lift(self) -> None:
        """Copy lines that are lying in the file's bytes into the lists."""
        if self.lying:
            self.lines = self.lying.split()
            self.numbers = [*range(self.lying.first, self.lying.first + len(self.lines))]
            self.lying = None

    def table(self, file: str = "") -> pa.Table:
        """Return the lines of a file, by its id, as a table that readers query.

        Columns: `no` (int64), `line` (string, perhaps with its end), `not_utf8` and
        `number_mended` (bool; the latter is false, it is for whoever mends), `file` (string).
        """
        texts = self.lying.texts() if self.lying else string_array(self.lines)
        numbers = number_array(
            np.arange(self.lying.first, self.lying.first + len(texts))
            if self.lying
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

    def may_skip(self, data: bytearray, ends: np.ndarray) -> bool:
        """Tell whether whole lines need no splitting: none is blank, too long, or after a mark."""
        if self._rest or self._skipping or not len(ends) or data.startswith(BOM):
            return False
        starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
        begun = np.frombuffer(data, np.uint8)[starts] > BLANK
        return bool(begun.all()) and int((ends - starts).max()) <= self.longest

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
    splitter, held, lost = Splitter(longest), _Held(), ""
    try:
        for block in blocks(path):
            held.add(block)
            if len(held.data) >= size:
                cut, held = held.cut(splitter)
                made = [cut]
                del cut
                if made[0]:
                    yield made.pop()  # what was given away is held by nobody here
    except CutShort as cut:
        lost = str(cut)
    if held.data and not lost:
        held.add(b"\n" * (held.data[-1:] != b"\n"))
    chunk, held = held.cut(splitter)
    splitter.feed(chunk, bytes(held.data))
    splitter.end(chunk, lost)
    if chunk:
        yield chunk


class _Held:
    """Bytes of a file that are still to be cut into lines, and where in them lines end."""

    def __init__(self, data: bytes = b"") -> None:
        """Begin with a line's beginning."""
        self.data = bytearray(data)
        self._ends: list[np.ndarray] = []

    def add(self, block: bytes) -> None:
        """Add a block of bytes."""
        ends = np.flatnonzero(np.frombuffer(block, np.uint8) == NEWLINE)
        self._ends.append(ends + (len(self.data) + 1))
        self.data += block

    def cut(self, splitter: Splitter) -> tuple[Chunk, _Held]:
        """Return the lines that end here, and what is left: the last one's beginning.

        The splitter counts them, and reads them where one of them is not plain.
        """
        ends = np.concatenate(self._ends) if self._ends else np.zeros(0, np.int64)
        last = int(ends[-1]) if len(ends) else len(self.data)
        left = _Held(bytes(self.data[last:]))
        if splitter.may_skip(self.data, ends):
            chunk = Chunk(lying=Lying(splitter.number, self.data, ends))
            splitter.number += len(ends)
        else:
            chunk = Chunk()
            splitter.feed(chunk, bytes(memoryview(self.data)[:last]))
        return chunk, left


def _beginning(line: bytes) -> str:
    return line[:EXCERPT].decode("utf-8", errors="replace")
