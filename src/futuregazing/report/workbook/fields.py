"""An exhibit's columns and cells as a spreadsheet holds them: those of its CSV, said in words.

A number stands in its base unit with all its digits, as in the CSV, and the heading says that
unit; where the printed words say more than the number (a qualifier, a unit of its own), they
stand in a column beside it.
"""

from __future__ import annotations

import datetime as dt
import re

from futuregazing.report.blocks import UNIT_SIGNS, Cell, Column, Exhibit, Row
from futuregazing.report.csv import (
    ADDRESS,
    PRINTED,
    Written,
    records_behind,
    says_more,
    written_columns,
)
from futuregazing.report.workbook.sheets import NOT_STATED, Field, distinct, words

BASE_UNITS = {"£k": "£", "£m": "£", "£bn": "£"}
"""Tables print thousands and millions; cells hold pounds."""
LABELS = frozenset({"date", "period", "code"})
DAY_FORMAT = "d mmmm yyyy"
FIRST_DAY = dt.date(1900, 3, 1)
"""Earlier days are counted wrongly by spreadsheets, and stand as words."""
PENCE = 2
MOST_DECIMALS = 6
ROWS = "Rows of the data tables"
MARKS = "Evidence marks"
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def given_columns(exhibit: Exhibit) -> tuple[tuple[str, ...], tuple[tuple[Field, ...], ...]]:
    """Return headings, each once, and lines of an exhibit's data, no cell of them empty.

    The columns are those of the CSV, in its order, then the marks of numbers worked out.
    """
    written = written_columns(exhibit)
    marks = [_marks(row) for row in exhibit.rows]
    headings = [_heading(one, written) for one in written] + [MARKS] * any(marks)
    lines = (
        (*(_field(row, one) for one in written), *((words(told or "none"),) * any(marks)))
        for row, told in zip(exhibit.rows, marks, strict=True)
    )
    return distinct(headings), tuple(lines)


def base_heading(column: Column) -> str:
    """Return a column's heading with the unit its numbers have here."""
    sign = UNIT_SIGNS.get(column.unit, column.unit)
    base = BASE_UNITS.get(sign)
    if base is None:
        return column.heading
    label = column.label.replace(sign, base)
    return label if base in label else f"{label} ({base})"


def _heading(one: Written, written: tuple[Written, ...]) -> str:
    if one.column is None:
        return ROWS
    label = one.column.label
    if one.aspect:
        return {PRINTED: f"{label}: as printed", ADDRESS: f"{label}: address"}[one.aspect]
    printed = any(other.number == one.number and other.aspect == PRINTED for other in written)
    if printed and one.column.kind == "text":
        return f"{label}: the number alone"
    return base_heading(one.column)


def _field(row: Row, one: Written) -> Field:
    if one.column is None:
        return words(records_behind(row) or "none")
    cell = row[one.number]
    if one.aspect == PRINTED:
        return words(cell.text or one.column.absent)
    if one.aspect == ADDRESS:
        return words(cell.href or "no address")
    return _value(cell, one.column)


def _value(cell: Cell, column: Column) -> Field:
    """Return a cell's value: a number with all its digits, a day, or words."""
    if isinstance(cell.value, int | float):
        return Field(cell.value, _format(cell, column))
    text = str(cell.value) if cell.value is not None else cell.text
    day = _day(text) if column.kind == "date" else None
    if day is not None:
        return Field(day, DAY_FORMAT)
    return words(text or column.absent or NOT_STATED, href=cell.href)


def _format(cell: Cell, column: Column) -> str:
    """Return how a number is shown: a label without thousands, pounds to the penny."""
    if column.kind in LABELS:
        return "0"
    if isinstance(cell.value, int):
        return "#,##0"
    scaled = column.unit in BASE_UNITS or says_more(cell, column)
    decimals = PENCE if scaled else len(cell.text.removesuffix("%").partition(".")[2])
    return f"#,##0.{'0' * min(decimals, MOST_DECIMALS)}" if decimals else "#,##0"


def _marks(row: Row) -> str:
    return "; ".join(dict.fromkeys(str(cell.n) for cell in row if cell.mark))


def _day(text: str) -> dt.date | None:
    if not _DAY.match(text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None
