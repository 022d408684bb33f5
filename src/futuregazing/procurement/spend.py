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
from pathlib import Path

from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.invoice_totals import lists_totals
from futuregazing.procurement.money_headings import GROSS, UNSTATED, is_sterling
from futuregazing.procurement.sheets import Cell, Sheet, UnreadableSheet, read_sheets
from futuregazing.procurement.spend_cells import amount, day, is_month_first
from futuregazing.procurement.spend_headings import (
    AMOUNT,
    CURRENCY,
    DATE,
    NEEDED,
    SUPPLIER,
    WHICH_PAYMENT,
    is_heading,
)
from futuregazing.procurement.spend_layout import (
    LOOK_AT,
    Layout,
    layout_of,
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


def read_spend(path: Path, publisher: str = "") -> SpendFile:
    """Return the payments of a published file.

    Args:
        path: a CSV file or a workbook.
        publisher: who published it, where no column says so; else the file's name tells.

    Raises:
        UnreadableSheet: the file is no table, or none of its sheets lists payments.
    """
    whose = publisher or publisher_of(path)
    payments: list[Payment] = []
    rejects: list[Rejected] = []
    rows, lists, lacks = 0, 0, ""
    for number, sheet in enumerate(read_sheets(path), start=1):
        layout = layout_of(sheet)
        lists += layout is not None
        lacks = lacks or refusal(sheet.rows[:LOOK_AT])
        expected = named_month(sheet.name) or named_month(own_name(path))
        made = list(_rows(sheet, number, layout, (whose, expected)))
        rows += len(sheet.rows) - bool(layout and layout.heading_row)
        found = [one for one in made if isinstance(one, Payment)]
        payments += with_repeats(found, layout.totals) if layout else found
        rejects += [one for one in made if isinstance(one, Rejected)]
        if sheet.cut:
            last = sheet.rows[-1][0] if sheet.rows else 0
            rejects.append(Rejected(number, last + 1, sheet.cut, ""))
            rows += 1
    if not lists:
        told = lacks or "no column of amounts and names was found"
        raise UnreadableSheet(f"{path.name}: {NOT_A_LIST}: {told}")
    return SpendFile(tuple(payments), tuple(rejects), rows)


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


def with_repeats(payments: Sequence[Payment], totals: bool) -> list[Payment]:
    """Return payments with repeated invoice totals flagged, where amounts are headed as totals.

    A line repeats another of the same supplier, day, amount and reference. Without a
    reference it does so only in lists of a publisher known to repeat totals.
    """
    if not totals:
        return list(payments)
    seen: set[tuple[object, ...]] = set()
    made = []
    for payment in payments:
        decided = lists_totals(payment.publisher)
        may_repeat = bool(payment.reference) if decided is None else decided
        invoice = (payment.supplier_name, payment.paid_on, payment.amount_gbp, payment.reference)
        again = may_repeat and invoice in seen
        seen.add(invoice)
        flags = tuple(sorted({*payment.flags, REPEATED})) if again else payment.flags
        made.append(replace(payment, flags=flags))
    return made


def _rows(
    sheet: Sheet, number: int, layout: Layout | None, told: tuple[str, dt.date | None]
) -> Iterator[Payment | Rejected]:
    """Yield each row as what it is; `told` is who published it and the month it is said to be."""
    if layout is None:
        for line, row in sheet.rows:
            yield Rejected(number, line, NOT_A_LIST, excerpt(row))
        return
    days = [_cell(row, layout.columns, DATE) for _, row in sheet.rows]
    month_first = is_month_first(days)
    publisher, month = told
    paid = [found for cell in days if (found := day(cell, month_first=month_first))]
    expected = month or (sorted(paid)[len(paid) // 2] if paid else None)
    above = SumsAbove()
    for line, row in sheet.rows:
        if line == layout.heading_row:
            continue
        when = day(_cell(row, layout.columns, DATE), month_first=month_first)
        reason = _reason(row, layout, line, when is None, above)
        if reason:
            yield Rejected(number, line, reason, excerpt(row))
            if reason == HEADING_AGAIN:
                layout = layout_under(row, line, layout.times)
            continue
        paid_out = _payment(row, layout, (number, line), publisher, (when, expected))
        odd = {*sheet.odd, *([NOT_UTF8] if line in sheet.not_utf8 else [])}
        yield replace(paid_out, flags=tuple(sorted({*paid_out.flags, *odd})))


def _reason(row: Sequence[Cell], layout: Layout, line: int, no_day: bool, above: SumsAbove) -> str:
    """Return why a row is no payment; empty if it is one, which is then one of those above."""
    if line < layout.heading_row:
        return "before the headings"
    supplier, printed = (_cell(row, layout.columns, role) for role in NEEDED)
    found = amount(printed, layout.times)
    others = [role for role in WHICH_PAYMENT if role != DATE and role in layout.columns]
    is_bare = no_day and not any(_cell(row, layout.columns, role) for role in others)
    words = [cell for cell in row if isinstance(cell, str) and cell and amount(cell) is None]
    if is_called_total(str(supplier or ""), words, is_bare=is_bare and DATE in layout.columns):
        above.pass_total()
        return TOTAL_ROW
    if found is None:
        if is_heading(row):
            return HEADING_AGAIN
        return NO_AMOUNT if printed in (None, "") else NOT_AN_AMOUNT
    if is_bare and DATE in layout.columns and above.come_to(found):
        above.pass_total()
        return SUM_OF_OTHERS
    if supplier in (None, ""):
        return NO_SUPPLIER
    above.add(found)
    return ""


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
        FOREIGN: not is_sterling(_cell(row, layout.columns, CURRENCY)),
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
