"""Published tables as rows of cells, whatever they come in: CSV of any encoding, or a workbook.

Councils publish what their systems write: with one byte order mark or two, in the encoding of
an old office, with carriage returns alone at the ends of lines. A row keeps its number in the
file, so that what is rejected can be found there.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError

from futuregazing.errors import UserError
from futuregazing.mending import escaped, is_escaped, unescaped, whole_characters
from futuregazing.procurement.csv_rows import csv_rows
from futuregazing.procurement.raw_bytes import BOM, whole

Cell = object
"""Text, a number, a day or a moment, or None, as the file has it."""

MARKS = ("\ufeff", "ï»¿")
"""A byte order mark, and what it looks like when it was decoded with the wrong table."""
MARK_MISREAD, RETURNS_ALONE = "mark_misread", "returns_alone"
"""Flags of all rows of a file: more than one mark, or one decoded wrongly, at its beginning;
lines that end in carriage returns alone."""
LOOKED_AT = 1 << 20
"""First bytes from which it is told how lines end."""
WORKBOOK_MARK = b"PK\x03\x04"
BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    IndexError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What a damaged, locked or half-written workbook raises: packing, XML, and parts that lack."""


class UnreadableSheet(UserError):
    """Raised when a file is no table that can be read: not text, not a workbook, or broken."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and its rows that are not empty, each with its number from 1."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    blank: int
    """Rows without any content."""
    not_utf8: frozenset[int] = frozenset()
    """Numbers of the rows that hold bytes that are no UTF-8."""
    cut: str = ""
    """Why the file ends early, if it does; its last row, not whole, is left out."""
    odd: tuple[str, ...] = ()
    """Flags of all its rows: what was odd in the bytes of the file."""


def read_sheets(path: Path, rows: int | None = None) -> list[Sheet]:
    """Return the sheets of a CSV file or a workbook; only the first `rows` of each, if given.

    Raises:
        UnreadableSheet: the file is neither.
    """
    data, cut = whole(path)
    if data.startswith(WORKBOOK_MARK):
        if cut:
            raise UnreadableSheet(f"{path.name} is not a workbook that can be read: {cut}")
        return list(_workbook(data, path.name, rows))
    sheet = sheet_of(as_text(data[: data.rfind(b"\n") + 1] if cut else data, path.name), rows)
    return [replace(sheet, cut=cut, odd=odd_bytes(data))]


def sheet_of(text: str, rows: int | None = None) -> Sheet:
    """Return the sheet that a CSV's text is, which may still be as `as_text` gives it."""
    return _sheet("", islice(csv_rows(text), rows))


def decoded(raw: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, and what is none by the table of Western European offices.

    Raises:
        UnreadableSheet: the bytes are not text.
    """
    return unescaped(as_text(raw, name))


def as_text(raw: bytes, name: str) -> str:
    """Return bytes as `decoded` does, but with what is no UTF-8 still to be told (`escaped`)."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = raw.decode("utf-16", errors="replace")
    elif b"\0" in raw[:4096]:
        raise UnreadableSheet(f"{name} is not text; expected a CSV file or an .xlsx workbook")
    else:
        text = escaped(raw)
    while text.startswith(MARKS):
        text = text.removeprefix(MARKS[0]).removeprefix(MARKS[1])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def odd_bytes(raw: bytes) -> tuple[str, ...]:
    """Return the flags of a text file: how it begins and how its lines end."""
    once = raw.removeprefix(BOM)
    misread = once.startswith(tuple(mark.encode() for mark in MARKS))
    looked_at = raw[:LOOKED_AT]
    alone = looked_at.count(b"\r") > looked_at.count(b"\n") + looked_at.count(b"\r\n")
    return (MARK_MISREAD,) * misread + (RETURNS_ALONE,) * alone


def _workbook(data: bytes, name: str, rows: int | None) -> Iterator[Sheet]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                yield _sheet(sheet.title, sheet.iter_rows(values_only=True, max_row=rows))
        finally:
            book.close()
    except (InvalidFileException, *BROKEN_WORKBOOK) as err:
        raise UnreadableSheet(f"{name} is not a workbook that can be read: {err}") from err


def _sheet(name: str, rows: Iterator[Sequence[Cell]]) -> Sheet:
    kept, blank, odd = [], 0, set()
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and is_escaped(cell) for cell in row):
            odd.add(number)
        cells = tuple(_text(cell) if isinstance(cell, str) else cell for cell in row)
        if any(cell not in (None, "") for cell in cells):
            kept.append((number, cells))
        else:
            blank += 1
    return Sheet(name, tuple(kept), blank, frozenset(odd))


def _text(cell: str) -> str:
    return whole_characters(unescaped(cell)).strip()
