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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.invoice_totals import Invoices
from futuregazing.procurement.money_headings import GROSS, UNSTATED, is_sterling
from futuregazing.procurement.on_disk import RowsOnDisk
from futuregazing.procurement.sheets import Cell, Row, Sheet, UnreadableSheet, sheets
from futuregazing.procurement.spend_cells import DayColumn, amount, day
from futuregazing.procurement.spend_headings import (
    AMOUNT,
    CURRENCY,
    DATE,
    NEEDED,
    PERIOD,
    REFERENCE,
    SUPPLIER,
    is_heading,
)
from futuregazing.procurement.spend_layout import (
    LOOK_AT,
    Layout,
    layout_in,
    layout_under,
    refusal,
)
from futuregazing.procurement.spend_totals import SumsAbove, is_called_total

REDACTED, REPEATED, NO_DAY, REFUND, VAT_UNSTATED, OTHER_YEAR, FOREIGN = (
    "redacted",
    "repeated total",
    "no day",
    "refund",
    "VAT unstated",
    "day far from the others",
    "another currency",
)
NOT_KEPT = (REPEATED, FOREIGN)
"""Flags of payments that are left out of every sum."""
NO_HEADINGS, NOT_UTF8 = "no headings", "not_utf8"
NO_AMOUNT, NOT_AN_AMOUNT, TOTAL_ROW, SUM_OF_OTHERS, HEADING_AGAIN, NOT_A_LIST, NO_SUPPLIER = (
    "no amount",
    "the amount is not a number",
    "a total, not a payment",
    "without a day, and the sum of rows above",
    "the headings again",
    "no list of payments",
    "no supplier",
)
FAR = dt.timedelta(days=300)
"""A payment so far from the month a file is named for, else from its middle one, has a doubtful
year: one file has the wrong one throughout."""
EXCERPT = 200

TELLING = (PERIOD, REFERENCE)
"""Columns that tell one payment from another besides the day."""

_REDACTED = re.compile(
    r"redacted|withheld|personal (?:data|information)|confidential|#{3,}", re.IGNORECASE
)


@dataclass(frozen=True)
class Payment:
    """One payment as a file lists it; `line` counts the file's rows from 1, `sheet` its sheets."""

    sheet: int
    line: int
    publisher: str
    paid_on: dt.date | None
    amount_gbp: Decimal
    supplier_name: str
    company_number: str
    reference: str
    description: str
    service: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Rejected:
    """One row that is no payment, and why."""

    sheet: int
    line: int
    reason: str
    excerpt: str


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


def _list_of(sheet: Sheet, month: dt.date | None) -> _List:
    first = list(islice(sheet.rows, LOOK_AT))
    layout = layout_in(first)
    days, rows, read, last = DayColumn(), RowsOnDisk[Row](), 0, 0
    for row in chain(first, sheet.rows):
        rows.add(row)
        read, last = read + 1, row[0]
        days.see(_cell(row[1], layout.columns, DATE) if layout else None)
    return _List(layout, refusal(first), rows, read, last, days.month_first, month or days.middle)


def _rows(
    list_of: _List, number: int, publisher: str, odd: tuple[str, ...]
) -> Iterator[Payment | Rejected]:
    """Yield each row as what it is; `odd` are flags of all."""
    layout = list_of.layout
    if layout is None:
        for line, row, _ in list_of.rows:
            yield Rejected(number, line, NOT_A_LIST, excerpt(row))
        return
    above = SumsAbove()
    invoices = Invoices() if layout.totals else None
    for line, row, not_utf8 in list_of.rows:
        if line == layout.heading_row:
            continue
        when = day(_cell(row, layout.columns, DATE), month_first=list_of.month_first)
        reason = _reason(row, layout, line, when is None, above)
        if reason:
            yield Rejected(number, line, reason, excerpt(row))
            if reason == HEADING_AGAIN:
                layout = layout_under(row, line, layout.times)
            continue
        paid = _payment(row, layout, (number, line), publisher, (when, list_of.expected))
        told = (paid.supplier_name, paid.paid_on, paid.amount_gbp, paid.reference)
        again = invoices is not None and invoices.repeats(paid.publisher, *told)
        also = {*odd, *[NOT_UTF8] * not_utf8, *[REPEATED] * again}
        yield replace(paid, flags=tuple(sorted({*paid.flags, *also}))) if also else paid


def _reason(row: Sequence[Cell], layout: Layout, line: int, no_day: bool, above: SumsAbove) -> str:
    """Return why a row is no payment; empty if it is one, which is then one of those above."""
    if line < layout.heading_row:
        return "before the headings"
    supplier, printed = (_cell(row, layout.columns, role) for role in NEEDED)
    found = amount(printed, layout.times)
    is_bare = (
        no_day
        and DATE in layout.columns
        and not any(_cell(row, layout.columns, r) for r in TELLING)
    )
    if is_called_total(
        str(supplier or ""), _words(row) if is_bare or not supplier else (), is_bare=is_bare
    ):
        above.pass_total()
        return TOTAL_ROW
    if found is None:
        if is_heading(row):
            return HEADING_AGAIN
        return NO_AMOUNT if printed in (None, "") else NOT_AN_AMOUNT
    if is_bare and above.come_to(found):
        above.pass_total()
        return SUM_OF_OTHERS
    if supplier in (None, ""):
        return NO_SUPPLIER
    above.add(found)
    return ""


def _words(row: Sequence[Cell]) -> list[str]:
    """Return a row's cells that are words."""
    return [cell for cell in row if isinstance(cell, str) and cell and amount(cell) is None]


def _payment(
    row: Sequence[Cell],
    layout: Layout,
    place: tuple[int, int],
    publisher: str,
    days: tuple[dt.date | None, dt.date | None],
) -> Payment:
    told = {role: str(_cell(row, layout.columns, role) or "") for role in layout.columns}
    when, expected = days
    paid = amount(_cell(row, layout.columns, AMOUNT), layout.times)
    assert paid is not None  # _reason has rejected what is no number
    flags = {
        REDACTED: bool(_REDACTED.search(told[SUPPLIER])),
        NO_DAY: when is None,
        REFUND: paid < 0,
        VAT_UNSTATED: layout.vat == UNSTATED,
        GROSS: layout.vat == GROSS,
        FOREIGN: CURRENCY in told and not is_sterling(told[CURRENCY]),
        OTHER_YEAR: bool(when and expected and abs(when - expected) > FAR),
        NO_HEADINGS: not layout.heading_row,
    }
    return Payment(
        sheet=place[0],
        line=place[1],
        publisher=told.get("publisher") or publisher,
        paid_on=when,
        amount_gbp=paid,
        supplier_name=told[SUPPLIER],
        company_number=told.get("company_number", ""),
        reference=told.get("reference", ""),
        description=told.get("description", ""),
        service=told.get("service", ""),
        flags=tuple(sorted({*layout.flags, *(flag for flag, is_so in flags.items() if is_so)})),
    )


def excerpt(row: Sequence[Cell]) -> str:
    """Return the beginning of a row as text."""
    return " | ".join(str(cell) for cell in row if cell not in (None, ""))[:EXCERPT]


def _cell(row: Sequence[Cell], columns: Mapping[str, int], role: str) -> Cell:
    place = columns.get(role)
    return row[place] if place is not None and place < len(row) else None
