"""Files read as numbered lines in bounded chunks, whatever their bytes.

Nothing is dropped in silence: a line that is too long and what a cut file has lost come
as `Unreadable`, for the reader to reject with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from futuregazing.procurement.line_chunks import Chunk, InPlace, Unreadable
from futuregazing.procurement.raw_bytes import BOM, CutShort, blocks

CHUNK_BYTES = 22 << 20
LONGEST_LINE = 64 << 20
EXCERPT = 200
NEWLINE, BLANK = b"\n "


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
            chunk = Chunk(in_place=InPlace(splitter.number, self.data, ends))
            splitter.number += len(ends)
        else:
            chunk = Chunk()
            splitter.feed(chunk, bytes(memoryview(self.data)[:last]))
        return chunk, left


def _beginning(line: bytes) -> str:
    return line[:EXCERPT].decode("utf-8", errors="replace")
