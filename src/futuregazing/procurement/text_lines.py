"""A text file's lines, decoded as they are read: of a file of any size a block is in memory.

Bytes that are no UTF-8 are still to be told in the lines (`mending.is_escaped`). Marks at the
beginning are left out, and every line ends in "\\n", whatever ends it in the file.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from futuregazing.procurement.raw_bytes import BOM, CutShort, TooLarge, blocks

MARKS = ("\ufeff", "ï»¿")
"""A byte order mark, and what it looks like when it was decoded with the wrong table."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MARK_MISREAD, RETURNS_ALONE = "mark_misread", "returns_alone"
"""Flags of all rows of a file: more than one mark, or one decoded wrongly, at its beginning;
lines that end in carriage returns alone."""
LOOKED_AT = 1 << 20
"""First bytes from which it is told how the file begins and how its lines end."""
LONGEST_LINE = 64 << 20
"""Signs of a line; more is no table, but a packed nothing."""


class NotText(ValueError):
    """Raised for bytes that are no text."""


class TextLines:
    """The lines of a file, plain or gzip, to be gone through once.

    Attributes:
        odd: flags of all its rows: what was odd in the bytes at its beginning.
        cut: after the last line, why the file ends early if it does; a last line that is not
            whole is left out then.
    """

    def __init__(self, path: Path) -> None:
        """Look at the beginning; raise `NotText` if that is none."""
        self.cut = ""
        self._blocks = self._read(path)
        first = bytearray()
        for block in self._blocks:
            first += block
            if len(first) >= LOOKED_AT:
                break
        if not first.startswith(UTF_16) and b"\0" in first[:4096]:
            raise NotText
        self._first = bytes(first)
        self.odd = odd_bytes(self._first)

    def __iter__(self) -> Iterator[str]:
        """Yield the lines; raise `TooLarge` for one beyond all measure."""
        held, began = "", False
        for text in self._texts():
            if not began:
                text, began = without_marks(text), True
            *lines, held = (held + text).split("\n")
            if len(held) > LONGEST_LINE:
                raise TooLarge(f"a line holds more than {LONGEST_LINE:,} signs")
            for line in lines:
                yield line + "\n"
        if held and not self.cut:
            yield held

    def _texts(self) -> Iterator[str]:
        utf_16 = self._first.startswith(UTF_16)
        coding, errors = ("utf-16", "replace") if utf_16 else ("utf-8", "surrogateescape")
        decoder = codecs.getincrementaldecoder(coding)(errors)
        ends = io.IncrementalNewlineDecoder(None, translate=True)
        for block in chain([self._first], self._blocks):
            yield ends.decode(decoder.decode(block))
        yield ends.decode(decoder.decode(b"", final=True), final=True)

    def _read(self, path: Path) -> Iterator[bytes]:
        try:
            yield from blocks(path)
        except CutShort as cut:
            self.cut = str(cut)


def odd_bytes(raw: bytes) -> tuple[str, ...]:
    """Return the flags of a text file by its first bytes: how it begins and how its lines end."""
    once = raw.removeprefix(BOM)
    misread = once.startswith(tuple(mark.encode() for mark in MARKS))
    alone = raw.count(b"\r") > raw.count(b"\n") + raw.count(b"\r\n")
    return (MARK_MISREAD,) * misread + (RETURNS_ALONE,) * alone


def without_marks(text: str) -> str:
    """Return a text without the marks at its beginning."""
    while text.startswith(MARKS):
        text = text.removeprefix(MARKS[0]).removeprefix(MARKS[1])
    return text
