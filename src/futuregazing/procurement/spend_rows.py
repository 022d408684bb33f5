"""What one row of a list of payments is: a payment with its flags, or none with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from futuregazing.procurement.money_headings import GROSS, UNSTATED, is_sterling
from futuregazing.procurement.sheets import Cell
from futuregazing.procurement.spend_cells import amount, has_part_pence
from futuregazing.procurement.spend_headings import (
    CURRENCY,
    DATE,
    PERIOD,
    REFERENCE,
    SUPPLIER,
    is_heading,
    lacking,
)
from futuregazing.procurement.spend_layout import Layout
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
PART_PENCE, MONTH_ALONE = "part of a penny", "month alone"
NOT_KEPT = (REPEATED, FOREIGN)
"""Flags of payments that are left out of every sum."""
NO_HEADINGS, NOT_UTF8 = "no headings", "not_utf8"
(
    NO_AMOUNT,
    NOT_AN_AMOUNT,
    TOTAL_ROW,
    SUM_OF_OTHERS,
    HEADING_AGAIN,
    NOT_A_LIST,
    NO_SUPPLIER,
    OTHER_HEADINGS,
) = (
    "no amount",
    "the amount is not a number",
    "a total, not a payment",
    "without a day, and the sum of rows above",
    "the headings again",
    "no list of payments",
    "no supplier",
    "headings of a list that cannot be read as payments",
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
    listed_by: str
    paid_on: dt.date | None
    amount_gbp: Decimal
    supplier_name: str
    company_number: str
    reference: str
    description: str
    service: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Days:
    """When a payment was made, if that is known, and a day of the month it is expected in.

    `month_alone` says that only a month is printed, whose last day stands for it.
    """

    paid_on: dt.date | None
    expected: dt.date | None = None
    month_alone: bool = False


@dataclass(frozen=True)
class Rejected:
    """One row that is no payment, and why."""

    sheet: int
    line: int
    reason: str
    excerpt: str


def why_no_payment(
    row: Sequence[Cell], layout: Layout, line: int, no_day: bool, above: SumsAbove
) -> str:
    """Return why a row is no payment; empty if it is one, which is then one of those above."""
    if line < layout.heading_row:
        return "before the headings"
    supplier = cell_of(row, layout.columns, SUPPLIER)
    printed, _ = layout.amount_cell(row)
    found = amount(printed, layout.times)
    is_bare = (
        no_day
        and DATE in layout.columns
        and not any(cell_of(row, layout.columns, r) for r in TELLING)
    )
    if is_called_total(
        str(supplier or ""), _words(row) if is_bare or not supplier else (), is_bare=is_bare
    ):
        above.pass_total()
        return TOTAL_ROW
    if found is None:
        if is_heading(row):
            return HEADING_AGAIN
        if lacking(row):
            return OTHER_HEADINGS
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


def payment_of(
    row: Sequence[Cell],
    layout: Layout,
    place: tuple[int, int],
    publisher: str,
    days: Days,
) -> Payment:
    """Return the payment that a row is.

    Args:
        row: a row that `why_no_payment` says nothing against.
        layout: what its cells are.
        place: its sheet and line.
        publisher: whose list it is, who paid where no column says so.
        days: when it was paid, and when it is expected to have been.
    """
    told = {role: str(cell_of(row, layout.columns, role) or "") for role in layout.columns}
    when, expected = days.paid_on, days.expected
    printed, with_vat = layout.amount_cell(row)
    paid = amount(printed, layout.times)
    assert paid is not None  # why_no_payment has rejected what is no number
    flags = {
        REDACTED: bool(_REDACTED.search(told[SUPPLIER])),
        NO_DAY: when is None,
        REFUND: paid < 0,
        VAT_UNSTATED: layout.vat == UNSTATED and not with_vat,
        GROSS: layout.vat == GROSS or with_vat,
        PART_PENCE: has_part_pence(printed, layout.times),
        MONTH_ALONE: days.month_alone,
        FOREIGN: CURRENCY in told and not is_sterling(told[CURRENCY]),
        OTHER_YEAR: bool(when and expected and abs(when - expected) > FAR),
        NO_HEADINGS: not layout.heading_row,
    }
    return Payment(
        sheet=place[0],
        line=place[1],
        publisher=told.get("publisher") or publisher,
        listed_by=publisher,
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


def cell_of(row: Sequence[Cell], columns: Mapping[str, int], role: str) -> Cell:
    """Return the cell of a role; None where there is no such column."""
    place = columns.get(role)
    return row[place] if place is not None and place < len(row) else None
