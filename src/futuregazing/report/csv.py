"""Data as CSV: an exhibit's, in `data/*.csv` and behind the page's links, and a table's rows.

UTF-8, comma-separated, one header row of column keys, lines ended by a newline. Numbers are
written with all their digits and no unit, dates as ISO dates; absent values are empty. Where
the printed words say more than the number (a qualifier, a unit of its own), they follow in a
column of their own, `<key>_as_printed`. A column of links is followed by one of their
addresses, `<key>_url`. The last column, `records`, names the rows behind each line where the
exhibit knows them. Text that a spreadsheet would run as a formula gets an apostrophe before
it: strangers name the notices.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from futuregazing.formulas import guarded
from futuregazing.report.backing import Record
from futuregazing.report.blocks import Cell, Column, Exhibit, Row
from futuregazing.report.rows import named_rows

RECORDS = "records"
ROW = "row"
COUNTED = "counted_in"
NAMED_SINGLY = 6
PRINTED, ADDRESS = "as_printed", "url"
_BARE = re.compile(r"^[-−]?[\d,]+(?:\.\d+)?$")


@dataclass(frozen=True)
class Written:
    """A column of the CSV: an exhibit's own, or one that it brings along.

    Attributes:
        name: its key in the header.
        column: the exhibit's column; None for the rows behind a line.
        number: which of the exhibit's columns it is.
        aspect: "" for the values, else `PRINTED`, `ADDRESS` or `RECORDS`.
    """

    name: str
    column: Column | None = None
    number: int = -1
    aspect: str = ""


def written_columns(exhibit: Exhibit) -> tuple[Written, ...]:
    """Return the columns of an exhibit's CSV, in order."""
    return tuple(_columns(exhibit))


def _columns(exhibit: Exhibit) -> Iterator[Written]:
    for number, column in enumerate(exhibit.columns):
        cells = [row[number] for row in exhibit.rows]
        yield Written(column.key, column, number)
        if any(says_more(cell, column) for cell in cells):
            yield Written(f"{column.key}_{PRINTED}", column, number, PRINTED)
        if any(cell.href for cell in cells):
            yield Written(f"{column.key}_{ADDRESS}", column, number, ADDRESS)
    if any(records_behind(row) for row in exhibit.rows):
        yield Written(RECORDS, aspect=RECORDS)


def says_more(cell: Cell, column: Column) -> bool:
    """Tell whether a number's printed words are more than the number and the column's unit."""
    if not isinstance(cell.value, int | float):
        return False
    text = cell.text.removesuffix("%") if column.kind == "percent" else cell.text
    return not _BARE.match(text)


def exhibit_csv(exhibit: Exhibit) -> str:
    """Return the exhibit's data, all rows, as CSV text."""
    written = written_columns(exhibit)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([guarded(one.name) for one in written])
    for row in exhibit.rows:
        writer.writerow([guarded_field(row, one) for one in written])
    return buffer.getvalue()


def records_csv(
    records: Iterable[Record], counted_by: Mapping[tuple[str, str], Iterable[int]] | None = None
) -> str:
    """Return rows of one table, as the report used them, as CSV text: id first, then all fields.

    Fields stand in the order of their names: a notebook read from disk has lost any other.

    Args:
        records: of one table.
        counted_by: by table and row, the numbers of the evidence entries that count the row
            without naming it; given any, they stand in a last column, `counted_in`.
    """
    used = list(records)
    names = sorted({name for record in used for name in record.fields})
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    counts = [" ".join(map(str, (counted_by or {}).get((r.table, r.row), ()))) for r in used]
    extra = [COUNTED] if any(counts) else []
    writer.writerow([ROW, *(guarded(name) for name in names), *extra])
    for record, counted in zip(used, counts, strict=True):
        fields = (guarded(record.fields.get(name, "")) for name in names)
        writer.writerow([guarded(record.row), *fields, *([counted] if extra else [])])
    return buffer.getvalue()


def csv_name(exhibit: Exhibit) -> str:
    """Return the file name of the exhibit's data."""
    return f"{exhibit.slug}.csv"


def guarded_field(row: Row, written: Written) -> str:
    """Return one field of a line: a value, its printed words, an address or the rows behind."""
    if written.column is None:
        return guarded(records_behind(row))
    cell = row[written.number]
    if written.aspect == PRINTED:
        return "" if _absent(cell, written.column) else guarded(cell.text)
    if written.aspect == ADDRESS:
        return guarded(cell.href)
    return _value(cell, written.column)


def _value(cell: Cell, column: Column) -> str:
    """Return one field: a number with all its digits, an ISO date, or guarded words."""
    if isinstance(cell.value, str):
        return guarded(cell.value)
    if cell.value is not None:
        return repr(cell.value)
    return "" if _absent(cell, column) else guarded(cell.text)


def _absent(cell: Cell, column: Column) -> bool:
    """Tell whether a cell's words only say that there is no value."""
    return cell.value is None and bool(column.absent) and cell.text == column.absent


def records_behind(row: Row) -> str:
    """Return the rows behind a line: "figures:FIG0001 figures:FIG0002"; many of them as runs.

    A row whose id is itself a cell of the line (a council's code) is not named twice.
    """
    said = {cell.text for cell in row}
    refs = dict.fromkeys(ref for cell in row for ref in cell.refs if ref[1] not in said)
    if len(refs) > NAMED_SINGLY:
        return "; ".join(named_rows(refs))
    return " ".join(f"{table}:{row_id}" for table, row_id in refs)
