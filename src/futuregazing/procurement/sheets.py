"""Published tables as rows of cells, whatever they come in: CSV of any encoding, or a workbook.

Councils publish what their systems write: with one byte order mark or two, in the encoding of
an old office, with carriage returns alone at the ends of lines. A row keeps its number in the
file, so that what is rejected can be found there. Rows are read as they are asked for: a file
of any size takes the memory of a few.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from futuregazing.errors import UserError
from futuregazing.mending import escaped, is_escaped, unescaped, whole_characters
from futuregazing.procurement.csv_rows import csv_rows
from futuregazing.procurement.raw_bytes import head
from futuregazing.procurement.text_lines import UTF_16, NotText, TextLines, without_marks
from futuregazing.procurement.workbooks import BROKEN, sheets_of

Cell = object
"""Text, a number, a day or a moment, or None, as the file has it."""
Row = tuple[int, tuple[Cell, ...], bool]
"""A row that is not empty: its number from 1, its cells, and whether bytes in it are no UTF-8."""

WORKBOOK_MARK = b"PK\x03\x04"


class UnreadableSheet(UserError):
    """Raised when a file is no table that can be read: not text, not a workbook, or broken."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and its rows, to be gone through once and before the next sheet's."""

    name: str
    rows: Iterator[Row]
    odd: tuple[str, ...] = ()
    """Flags of all its rows: what was odd in the bytes of the file."""
    cut: Callable[[], str] = str
    """Tells, once the rows are read, why the file ends early, if it does."""


def sheets(path: Path, rows: int | None = None) -> Iterator[Sheet]:
    """Yield the sheets of a CSV file or a workbook; only the first `rows` of each, if given.

    Raises:
        UnreadableSheet: the file is neither.
    """
    if head(path, len(WORKBOOK_MARK)) == WORKBOOK_MARK:
        yield from _workbook(path, rows)
        return
    lines = text_lines(path)
    yield Sheet("", _rows(islice(csv_rows(lines), rows)), lines.odd, lambda: lines.cut)


def first_rows(path: Path, beginning: bytes, rows: int) -> list[list[Row]]:
    """Return the first rows of each sheet; of a CSV by its first bytes alone, for telling formats.

    Raises:
        UnreadableSheet: the file is neither a CSV nor a workbook.
    """
    if beginning.startswith(WORKBOOK_MARK):
        return [list(sheet.rows) for sheet in sheets(path, rows)]
    lines = io.StringIO(as_text(beginning, path.name))
    return [list(islice(_rows(csv_rows(lines)), rows))]


def text_lines(path: Path) -> TextLines:
    """Return the lines of a text file, with what is no UTF-8 still to be told (`escaped`).

    Raises:
        UnreadableSheet: the bytes are not text.
    """
    try:
        return TextLines(path)
    except NotText:
        raise _no_text(path.name) from None


def decoded(raw: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, and what is none by the table of Western European offices.

    Raises:
        UnreadableSheet: the bytes are not text.
    """
    return unescaped(as_text(raw, name))


def as_text(raw: bytes, name: str) -> str:
    """Return bytes as `decoded` does, but with what is no UTF-8 still to be told (`escaped`)."""
    if raw.startswith(UTF_16):
        text = raw.decode("utf-16", errors="replace")
    elif b"\0" in raw[:4096]:
        raise _no_text(name)
    else:
        text = escaped(raw)
    return without_marks(text).replace("\r\n", "\n").replace("\r", "\n")


def _no_text(name: str) -> UnreadableSheet:
    return UnreadableSheet(f"{name} is not text; expected a CSV file or an .xlsx workbook")


def _workbook(path: Path, rows: int | None) -> Iterator[Sheet]:
    try:
        for name, found in sheets_of(path, rows):
            yield Sheet(name, _rows(_sound(found, path.name)))
    except BROKEN as err:
        raise _broken(path.name, err) from err


def _sound(rows: Iterator[Sequence[Cell]], name: str) -> Iterator[Sequence[Cell]]:
    try:
        yield from rows
    except BROKEN as err:
        raise _broken(name, err) from err


def _broken(name: str, err: BaseException) -> UnreadableSheet:
    return UnreadableSheet(f"{name} is not a workbook that can be read: {err}")


def _rows(rows: Iterable[Sequence[Cell]]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(_text(cell) if isinstance(cell, str) else cell for cell in row)
        if any(cell not in (None, "") for cell in cells):
            yield number, cells, any(isinstance(cell, str) and is_escaped(cell) for cell in row)


def _text(cell: str) -> str:
    return whole_characters(unescaped(cell)).strip()
