"""Which column of a spend file is what: by its heading, or by its content where there is none.

Every publisher has its own headings, and some change them from month to month. Each role has
patterns in order of preference; the first heading that fits gets it. Names and amounts alone
are any table: payments also have a day, a period or a reference. Without headings a column
of days, a column of amounts and the column of names beside them are told by what they hold;
under headings that no pattern knows the amounts must have pence too, because years and
counts have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from futuregazing.procurement.sheets import Cell, Sheet
from futuregazing.procurement.spend_cells import amount, day

SUPPLIER, AMOUNT, DATE = "supplier", "amount", "date"
REFERENCE, PERIOD = "reference", "period"
NEEDED = (SUPPLIER, AMOUNT)
WHICH_PAYMENT = (DATE, PERIOD, REFERENCE)
"""One of these tells payments apart from any other table of names and amounts."""
PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        SUPPLIER: (
            r"(supplier|vendor|beneficiary|merchant|creditor|payee) name",
            r"supplier( final| id t)?",
            r"vendor|payee|beneficiary|creditor",
            r"name",
        ),
        AMOUNT: (
            r"(invoice line value )?net( amount| value| of vat)?( gbp)?|.*net of vat",
            r"amount( paid)?( gbp)?|invoiced? (value|amount)|spend|value",
            r"total( invoice amount)?|invoice total",
            r"gross( amount)?",
        ),
        DATE: (
            r"(payment|clearing|paid) date|date (of payment|paid)|invoice payment date",
            r"(transaction |gl |invoice gl |posting )?date|updated",
        ),
        REFERENCE: (
            r"trans(action)? ?(no|number|ref)|document ?(no|number)|sap document number",
            r"hbc ref no|invoice (no|number)|(voucher|payment|reference) ?(no|number)?|ref",
        ),
        "description": (
            r"description|item description|expenses? type|expenditure (category|account)",
            r"g ?/?l description|account( detail)?|cipfsubs t|category family",
            r"expense code description|expenditure account code description",
            r"detailed expen.*type|proclass.*|merchant category|supplier classification",
        ),
        "service": (
            r"service( area| label| cost centre)?|organisational unit|expense area",
            r"director?ate|directotate|department( area)?|n?strg(rpcc)? ?t|business unit.*",
        ),
        "company_number": (r"company (number|no)",),
        PERIOD: (
            r"((accounting|financial|payment|invoice) )?(period|month|year|quarter)( paid)?",
            r"month (and )?year",
        ),
        "publisher": (r"(body|organi?s(at)?ion|authority|entity) name|entity|organistion name",),
    }
)
LONGEST_HEADING = 60
LOOK_AT = 40
"""Rows looked at for a heading; and a sample for a file without one."""
MOST = 0.8
"""Share of a column's cells that must be days or amounts for it to be such a column."""
WITH_PENCE = 0.2
"""Share of amounts under unknown headings that must have pence."""
NAMED_COLUMNS = 3
"""Cells that are all words, from so many on, are headings; fewer are a title."""

_COMPILED = {
    role: tuple(re.compile(f"^(?:{pattern})$") for pattern in patterns)
    for role, patterns in PATTERNS.items()
}


@dataclass(frozen=True)
class Layout:
    """Where everything is: column by role, the heading's row, and what the amount says of VAT."""

    columns: Mapping[str, int]
    heading_row: int
    """Number of the row that holds the headings; 0 where there is none."""
    vat: str
    """net, gross or unstated."""
    totals: bool
    """The amount's heading says that it is a total: of an invoice perhaps, or of a line."""


def layout_of(sheet: Sheet) -> Layout | None:
    """Return a sheet's layout; None if it is no list of payments."""
    for number, row in sheet.rows[:LOOK_AT]:
        if is_heading(row):
            layout = layout_under(row, number)
            if any(role in layout.columns for role in WHICH_PAYMENT):
                return layout
    rows = [row for _, row in sheet.rows[:LOOK_AT]]
    columns = roles_by_content(rows)
    if columns and _has_headings(rows[0]) and not _has_pence(rows, columns[AMOUNT]):
        return None
    return Layout(columns, 0, "unstated", False) if columns else None


def is_heading(row: Sequence[Cell]) -> bool:
    """Return whether a row names a column of amounts and one of suppliers, in words only."""
    if any(isinstance(cell, int | float) for cell in row):
        return False
    told = roles([heading(cell) for cell in row])
    return all(role in told for role in NEEDED)


def layout_under(row: Sequence[Cell], number: int) -> Layout:
    """Return the layout of the rows under a row of headings; a sheet may have several."""
    headings = [heading(cell) for cell in row]
    columns = roles(headings)
    told = headings[columns[AMOUNT]].split()
    vat = "net" if "net" in told else "gross" if "gross" in told else "unstated"
    return Layout(columns, number, vat, "total" in told)


def heading(cell: Cell) -> str:
    """Return a heading in lower case, its signs and brackets turned to blanks."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(cell or "")[:LONGEST_HEADING])
    return " ".join(re.sub(r"[^a-z0-9/]+", " ", apart.lower()).split())


def roles(headings: Sequence[str]) -> dict[str, int]:
    """Return the column of each role; a column has one role, the first that fits."""
    found: dict[str, int] = {}
    for role, patterns in _COMPILED.items():
        taken = set(found.values())
        places = (
            place
            for pattern in patterns
            for place, told in enumerate(headings)
            if told and place not in taken and pattern.match(told)
        )
        place = next(places, None)
        if place is not None:
            found[role] = place
    return found


def roles_by_content(rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Return the columns of day, amount and supplier of rows without headings; else nothing.

    The amount is the last column of numbers after the day; the supplier the last column of
    words before it.
    """
    width = max((len(row) for row in rows), default=0)
    columns = [
        [row[at] for row in rows if at < len(row) and row[at] not in (None, "")]
        for at in range(width)
    ]
    days = _places(columns, lambda cell: day(cell) is not None and not _plain(cell))
    if not days:
        return {}
    last = days[-1]
    sums = [at for at in _places(columns, lambda cell: amount(cell) is not None) if at > last]
    words = _places(columns[:last], lambda c: isinstance(c, str) and " " in c and amount(c) is None)
    if not sums or not words:
        return {}
    return {SUPPLIER: words[-1], AMOUNT: sums[-1], DATE: last}


def _has_headings(row: Sequence[Cell]) -> bool:
    """Return whether a row is words alone, and enough of them to name columns."""
    told = [cell for cell in row if cell not in (None, "")]
    words = all(isinstance(cell, str) and amount(cell) is None for cell in told)
    return words and len(told) >= NAMED_COLUMNS


def _has_pence(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Return whether enough of a column's amounts are no whole pounds."""
    cells = [row[place] for row in rows if place < len(row)]
    amounts = [found for cell in cells if (found := amount(cell)) is not None]
    broken = sum(found != found.to_integral_value() for found in amounts)
    return broken >= WITH_PENCE * len(amounts)


def _plain(cell: Cell) -> bool:
    """Return whether a cell is a bare number, which may count days but mostly does not."""
    text = cell if isinstance(cell, str) else ""
    return isinstance(cell, int | float) or text.replace(".", "").isdigit()


def _places(columns: Sequence[Sequence[Cell]], test: Callable[[Cell], bool]) -> list[int]:
    """Return the columns whose cells pass the test, most of them."""
    return [
        at
        for at, cells in enumerate(columns)
        if cells and sum(map(test, cells)) >= MOST * len(cells)
    ]
