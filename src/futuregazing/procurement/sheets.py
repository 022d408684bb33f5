"""Published tables as rows of cells, whatever they come in: CSV of any encoding, or a workbook.

Councils publish what their systems write: with one byte order mark or two, in the encoding of
an old office, with carriage returns alone at the ends of lines. A row keeps its number in the
file, so that what is rejected can be found there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from futuregazing.errors import UserError
from futuregazing.procurement.csv_rows import csv_rows

Cell = object
"""Text, a number, a day or a moment, or None, as the file has it."""

MARKS = ("\ufeff", "ï»¿")
"""A byte order mark, and what it looks like when it was decoded with the wrong table."""
WORKBOOK_MARK = b"PK\x03\x04"


class UnreadableSheet(UserError):
    """Raised when a file is no table that can be read: not text, not a workbook, or broken."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and its rows that are not empty, each with its number from 1."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    blank: int
    """Rows without any content."""


def read_sheets(path: Path, rows: int | None = None) -> list[Sheet]:
    """Return the sheets of a CSV file or a workbook; only the first `rows` of each, if given.

    Raises:
        UnreadableSheet: the file is neither.
    """
    with path.open("rb") as file:
        is_workbook = file.read(len(WORKBOOK_MARK)) == WORKBOOK_MARK
    if is_workbook:
        return list(_workbook(path, rows))
    return [sheet_of(decoded(path.read_bytes(), path.name), rows)]


def sheet_of(text: str, rows: int | None = None) -> Sheet:
    """Return the sheet that a CSV's text is."""
    return _sheet("", islice(csv_rows(text), rows))


def decoded(raw: bytes, name: str) -> str:
    """Return bytes as text: UTF-8 if they are, else the table of Western European offices.

    Raises:
        UnreadableSheet: the bytes are not text.
    """
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = raw.decode("utf-16", errors="replace")
    elif b"\0" in raw[:4096]:
        raise UnreadableSheet(f"{name} is not text; expected a CSV file or an .xlsx workbook")
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    while text.startswith(MARKS):
        text = text.removeprefix(MARKS[0]).removeprefix(MARKS[1])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _workbook(path: Path, rows: int | None) -> Iterator[Sheet]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                yield _sheet(sheet.title, sheet.iter_rows(values_only=True, max_row=rows))
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as err:
        raise UnreadableSheet(f"{path.name} is not a workbook that can be read: {err}") from err


def _sheet(name: str, rows: Iterator[Sequence[Cell]]) -> Sheet:
    kept, blank = [], 0
    for number, row in enumerate(rows, start=1):
        cells = tuple(cell.strip() if isinstance(cell, str) else cell for cell in row)
        if any(cell not in (None, "") for cell in cells):
            kept.append((number, cells))
        else:
            blank += 1
    return Sheet(name, tuple(kept), blank)
