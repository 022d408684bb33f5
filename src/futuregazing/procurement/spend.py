"""Payments from a published spend file, each with its flags; what is none, with the reason.

Every row that holds anything becomes a payment or a reject. A payment whose amount is the
total of an invoice that stands on several lines is flagged from the second line on: where
the amounts are headed as totals, and the reference of the invoice repeats or it was decided
for the publisher (`invoice_totals`). Elsewhere two equal lines are two payments, as their
numbers show.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.invoice_totals import Invoices
from futuregazing.procurement.on_disk import RowsOnDisk
from futuregazing.procurement.sheets import Cell, Row, Sheet, UnreadableSheet, sheets
from futuregazing.procurement.spend_cells import DayColumn, day, month_of
from futuregazing.procurement.spend_headings import DATE
from futuregazing.procurement.spend_layout import (
    LOOK_AT,
    Layout,
    layout_in,
    layout_under,
    refusal,
)
from futuregazing.procurement.spend_rows import (
    HEADING_AGAIN,
    NOT_A_LIST,
    NOT_UTF8,
    OTHER_HEADINGS,
    REPEATED,
    Days,
    Payment,
    Rejected,
    cell_of,
    excerpt,
    payment_of,
    why_no_payment,
)
from futuregazing.procurement.spend_totals import SumsAbove


@dataclass(frozen=True)
class SpendFile:
    """What a spend file holds: rows in = payments + rejects."""

    payments: tuple[Payment, ...]
    rejects: tuple[Rejected, ...]
    rows: int


class SpendRows:
    """The rows of a published file as payments and rejects, to be gone through once.

    Attributes:
        rows: how many rows the sheets gave so far, but for headings; in the end as many as
            there were payments and rejects.
    """

    def __init__(self, path: Path, publisher: str = "") -> None:
        """Take a CSV file or a workbook, and who published it where no column says so."""
        self.rows = 0
        self._path = path
        self._publisher = publisher or publisher_of(path)

    def __iter__(self) -> Iterator[Payment | Rejected]:
        """Yield what each row is.

        Raise `UnreadableSheet` if the file is no table, or, after the last row, if none of
        its sheets lists payments.
        """
        lists, lacks = 0, ""
        for number, sheet in enumerate(sheets(self._path), start=1):
            list_of = _list_of(sheet, named_month(sheet.name) or named_month(own_name(self._path)))
            lists += list_of.layout is not None
            lacks = lacks or list_of.lacks
            self.rows += list_of.read - bool(list_of.layout and list_of.layout.heading_row)
            yield from _rows(list_of, number, self._publisher, sheet.odd)
            if cut := sheet.cut():
                self.rows += 1
                yield Rejected(number, list_of.last + 1, cut, "")
        if not lists:
            told = lacks or "no column of amounts and names was found"
            raise UnreadableSheet(f"{self._path.name}: {NOT_A_LIST}: {told}")


def read_spend(path: Path, publisher: str = "") -> SpendFile:
    """Return the payments of a published file, all at once.

    Args:
        path: a CSV file or a workbook.
        publisher: who published it, where no column says so; else the file's name tells.

    Raises:
        UnreadableSheet: the file is no table, or none of its sheets lists payments.
    """
    read = SpendRows(path, publisher)
    made = list(read)
    payments = tuple(one for one in made if isinstance(one, Payment))
    rejects = tuple(one for one in made if isinstance(one, Rejected))
    return SpendFile(payments, rejects, read.rows)


def named_month(name: str) -> dt.date | None:
    """Return the first day of the month that a file's or sheet's name states; None if none."""
    if numbers := re.search(r"(?<!\d)(20\d\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)", name):
        return dt.date(int(numbers[1]), int(numbers[2]), 1)
    words = re.search(r"([A-Za-z]{3,9})[-_ ](20\d\d|\d\d)(?!\d)", name)
    return day(f"1 {words[1]} {words[2]}") if words else None


def publisher_of(path: Path) -> str:
    """Return the body that a file's name begins with, as words."""
    return (
        re.split(r"__|[-_ ]?\d{2,}", own_name(path))[0].replace("_", " ").replace("-", " ").strip()
    )


@dataclass
class _List:
    """A sheet gone through once: its rows, set aside, and what they tell together."""

    layout: Layout | None
    lacks: str
    """What a sheet that resembles a list of payments lacks."""
    rows: RowsOnDisk[Row]
    read: int
    last: int
    month_first: bool
    expected: dt.date | None
    """A day of the month it is said to be, else the middle of its days."""
    months: bool
    """Cells such as "Mar-24" are months of a year, not days of a month."""

    def days_of(self, cell: Cell) -> Days:
        """Return the day that a cell prints, or the last one of its month."""
        when = day(cell, month_first=self.month_first)
        if when is None and self.months and (last := month_of(cell)):
            return Days(last, self.expected, month_alone=True)
        return Days(when, self.expected)


def _list_of(sheet: Sheet, month: dt.date | None) -> _List:
    first = list(islice(sheet.rows, LOOK_AT))
    layout = layout_in(first)
    days, rows, read, last = DayColumn(), RowsOnDisk[Row](), 0, 0
    for row in chain(first, sheet.rows):
        rows.add(row)
        read, last = read + 1, row[0]
        days.see(cell_of(row[1], layout.columns, DATE) if layout else None)
    return _List(
        layout=layout,
        lacks=refusal(first),
        rows=rows,
        read=read,
        last=last,
        month_first=days.month_first,
        expected=month or days.middle,
        months=days.has_months,
    )


def _rows(
    list_of: _List, number: int, publisher: str, odd: tuple[str, ...]
) -> Iterator[Payment | Rejected]:
    """Yield each row as what it is; `odd` are flags of all."""
    layout = list_of.layout
    if layout is None:
        for line, row, _ in list_of.rows:
            yield Rejected(number, line, NOT_A_LIST, excerpt(row))
        return
    above, is_closed = SumsAbove(), False
    invoices = Invoices() if layout.totals else None
    for line, row, not_utf8 in list_of.rows:
        if line == layout.heading_row:
            continue
        when = list_of.days_of(cell_of(row, layout.columns, DATE))
        reason = why_no_payment(row, layout, line, when.paid_on is None, above)
        is_closed = reason == OTHER_HEADINGS or (is_closed and reason != HEADING_AGAIN)
        if reason or is_closed:
            yield Rejected(number, line, reason or NOT_A_LIST, excerpt(row))
            if reason == HEADING_AGAIN:
                layout = layout_under(row, line, layout.times)
            continue
        paid = payment_of(row, layout, (number, line), publisher, when)
        told = (paid.supplier_name, paid.paid_on, paid.amount_gbp, paid.reference)
        again = invoices is not None and invoices.repeats(paid.publisher, *told)
        also = {*odd, *[NOT_UTF8] * not_utf8, *[REPEATED] * again}
        yield replace(paid, flags=tuple(sorted({*paid.flags, *also}))) if also else paid
