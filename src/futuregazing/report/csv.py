"""The data of an exhibit as CSV: in `data/*.csv` and behind the page's download links.

UTF-8, comma-separated, one header row of column keys, lines ended by a newline. Numbers are
written with all their digits and no unit (the unit is in the exhibit's header); absent
values are empty. The last column, `records`, names the rows behind each line where the
exhibit knows them. Text that a spreadsheet would run as a formula gets an apostrophe before
it: names in notices are written by strangers.
"""

from __future__ import annotations

import csv
import io

from futuregazing.report.blocks import Cell, Column, Exhibit, Row

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FIGURE_KINDS = frozenset({"number", "money", "percent"})
RECORDS = "records"


def exhibit_csv(exhibit: Exhibit) -> str:
    """Return the exhibit's data, all rows, as CSV text."""
    with_records = any(cell.refs for row in exhibit.rows for cell in row)
    header = [guarded(column.key) for column in exhibit.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([*header, RECORDS] if with_records else header)
    for row in exhibit.rows:
        cells = [_written(cell, column) for cell, column in zip(row, exhibit.columns, strict=True)]
        writer.writerow([*cells, _records(row)] if with_records else cells)
    return buffer.getvalue()


def csv_name(exhibit: Exhibit) -> str:
    """Return the file name of the exhibit's data."""
    return f"{exhibit.slug}.csv"


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _written(cell: Cell, column: Column) -> str:
    """Return one field: a number with all its digits, an address, or guarded words."""
    if cell.value is not None:
        return repr(cell.value)
    if column.kind in FIGURE_KINDS and cell.text == column.absent:
        return ""
    return guarded(cell.href if column.kind == "link" and cell.href else cell.text)


def _records(row: Row) -> str:
    """Return the rows behind a line: "figures:FIG0001 figures:FIG0002".

    A row whose id is itself a cell of the line (a council's code) is not named twice.
    """
    said = {cell.text for cell in row}
    refs = dict.fromkeys(ref for cell in row for ref in cell.refs if ref[1] not in said)
    return guarded(" ".join(f"{table}:{row_id}" for table, row_id in refs))
