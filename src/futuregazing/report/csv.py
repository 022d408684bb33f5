"""Data as CSV: an exhibit's, in `data/*.csv` and behind the page's links, and a table's rows.

UTF-8, comma-separated, one header row of column keys, lines ended by a newline. Numbers are
written with all their digits and no unit, dates as ISO dates; absent values are empty. A
column of links is followed by one of their addresses, `<key>_url`. The last column,
`records`, names the rows behind each line where the exhibit knows them. Text that a
spreadsheet would run as a formula gets an apostrophe before it: strangers name the notices.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from futuregazing.report.backing import Record
from futuregazing.report.blocks import Cell, Column, Exhibit, Row
from futuregazing.report.rows import named_rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
RECORDS = "records"
ROW = "row"
NAMED_SINGLY = 6


def exhibit_csv(exhibit: Exhibit) -> str:
    """Return the exhibit's data, all rows, as CSV text."""
    linked = [any(row[i].href for row in exhibit.rows) for i in range(len(exhibit.columns))]
    with_records = any(_records(row) for row in exhibit.rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*_header(exhibit.columns, linked), *([RECORDS] if with_records else [])])
    for row in exhibit.rows:
        fields = _fields(row, exhibit.columns, linked)
        writer.writerow([*fields, *([_records(row)] if with_records else [])])
    return buffer.getvalue()


def records_csv(records: Iterable[Record]) -> str:
    """Return rows of one table, as the report used them, as CSV text: id first, then all fields.

    Fields stand in the order of their names: a notebook read from disk has lost any other.
    """
    used = list(records)
    names = sorted({name for record in used for name in record.fields})
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([ROW, *(guarded(name) for name in names)])
    for record in used:
        fields = (guarded(record.fields.get(name, "")) for name in names)
        writer.writerow([guarded(record.row), *fields])
    return buffer.getvalue()


def csv_name(exhibit: Exhibit) -> str:
    """Return the file name of the exhibit's data."""
    return f"{exhibit.slug}.csv"


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _header(columns: tuple[Column, ...], linked: list[bool]) -> Iterator[str]:
    for column, has_links in zip(columns, linked, strict=True):
        yield guarded(column.key)
        if has_links:
            yield guarded(f"{column.key}_url")


def _fields(row: Row, columns: tuple[Column, ...], linked: list[bool]) -> Iterator[str]:
    for cell, column, has_links in zip(row, columns, linked, strict=True):
        yield _written(cell, column)
        if has_links:
            yield guarded(cell.href)


def _written(cell: Cell, column: Column) -> str:
    """Return one field: a number with all its digits, an ISO date, or guarded words."""
    if isinstance(cell.value, str):
        return guarded(cell.value)
    if cell.value is not None:
        return repr(cell.value)
    return "" if column.absent and cell.text == column.absent else guarded(cell.text)


def _records(row: Row) -> str:
    """Return the rows behind a line: "figures:FIG0001 figures:FIG0002"; many of them as runs.

    A row whose id is itself a cell of the line (a council's code) is not named twice.
    """
    said = {cell.text for cell in row}
    refs = dict.fromkeys(ref for cell in row for ref in cell.refs if ref[1] not in said)
    if len(refs) > NAMED_SINGLY:
        return guarded("; ".join(named_rows(refs)))
    return guarded(" ".join(f"{table}:{row_id}" for table, row_id in refs))
