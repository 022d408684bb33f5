"""The layout of a list of payments: by its headings, or by what its columns hold without any.

Names and amounts alone are any table: payments also have a day, a period or a reference. Only
a list without headings is told by its content: by a column of days, the column of amounts in
pence and the one of names, and only where no other column could be either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from futuregazing.procurement.money_headings import GROSS, UNSTATED, WITH_TIMES, times_of
from futuregazing.procurement.sheets import Cell, Row
from futuregazing.procurement.spend_cells import amount, day
from futuregazing.procurement.spend_headings import (
    AMOUNT,
    DATE,
    SUPPLIER,
    WHICH_PAYMENT,
    amounts_of,
    is_heading,
    is_one_of_several,
    is_row_of_names,
    lacking,
    roles,
)

LOOK_AT = 100
"""Rows looked at for a heading; and a sample for a file without one."""
MOST = 0.8
"""Share of a column's cells that must be days or amounts for it to be such a column."""
WITH_PENCE = 0.2
"""Share of a column's numbers that must have pence for them to be amounts for certain."""
ONE_OF_SEVERAL = "one of several amounts"
"""Flag: another column of the list is headed as an amount just as well."""

_OF_A_FIRM = re.compile(r"\b(?:ltd|limited|plc|llp|llc|inc|university)\b", re.IGNORECASE)
_SCALE_BEFORE = re.compile(r"£|\bin (?:thousands|millions)\b", re.IGNORECASE)

Rows = Sequence[Row]
"""The first rows of a sheet, each with its number."""


@dataclass(frozen=True)
class Layout:
    """Where everything is: column by role, the heading's row, and what the amount is."""

    columns: Mapping[str, int]
    heading_row: int
    """Number of the row that holds the headings; 0 where there is none."""
    vat: str
    """net, gross or unstated."""
    totals: bool
    """The amount's heading says that it is a total: of an invoice perhaps, or of a line."""
    times: int = 1
    """How many pounds one unit of the amounts is."""
    flags: tuple[str, ...] = ()
    """Flags of all payments under these headings."""
    gross: int | None = None
    """Column with VAT, for rows in which the amount's own is blank; None where there is none."""

    def amount_cell(self, row: Sequence[Cell]) -> tuple[Cell, bool]:
        """Return the cell that a row's amount stands in, and whether it is the one with VAT."""
        own = _cell(row, self.columns.get(AMOUNT))
        if own in (None, "") and self.gross is not None:
            return _cell(row, self.gross), True
        return own, False


def layout_in(first: Rows) -> Layout | None:
    """Return the layout of a sheet with these first rows; None if it is no list of payments."""
    times = 1
    for number, row, _ in first:
        if is_heading(row):
            layout = layout_under(row, number, times)
            if any(role in layout.columns for role in WHICH_PAYMENT):
                return layout
        times = max(times, _times_before(row))
    if _names_before_values(first):
        return None
    columns = roles_by_content([row for _, row, _ in first])
    return Layout(columns, 0, UNSTATED, False, times, _flags(times)) if columns else None


def refusal(first: Rows) -> str:
    """Return what a sheet that resembles a list of payments lacks; empty if it resembles none."""
    return next((why for row in _names_before_values(first) if (why := lacking(row))), "")


def layout_under(row: Sequence[Cell], number: int, times: int = 1) -> Layout:
    """Return the layout of the rows under a row of headings; a sheet may have several.

    `times` is what a line before the headings says of the amounts ("in £000").
    """
    (_, money), *others = amounts_of(row)
    with_vat = [at for at, one in others if one.vat == GROSS and one.times == money.times]
    times = max(times, money.times)
    several = (ONE_OF_SEVERAL,) * is_one_of_several(row)
    return Layout(
        columns=roles(row),
        heading_row=number,
        vat=money.vat,
        totals=money.is_total,
        times=times,
        flags=_flags(times) + several,
        gross=with_vat[0] if with_vat and money.vat != GROSS else None,
    )


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else None


def roles_by_content(rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Return the columns of day, amount and supplier of rows without headings; else nothing.

    The day is the last column of days. The amount is the only column of numbers with pence,
    or the only one of numbers that stands after the day. The supplier is the last column of
    words before the day; where there is none, the one in which most names are those of firms.
    """
    width = max((len(row) for row in rows), default=0)
    columns = [
        [row[at] for row in rows if at < len(row) and row[at] not in (None, "")]
        for at in range(width)
    ]
    days = _places(columns, lambda cell: day(cell) is not None and not _plain(cell))
    if not days:
        return {}
    sums = _places(columns, lambda c: amount(c) is not None and (_plain(c) or day(c) is None))
    in_pence = [at for at in sums if _has_pence(columns[at])]
    amounts = in_pence or [at for at in sums if at > days[-1]]
    words = _places(columns, lambda c: isinstance(c, str) and " " in c and amount(c) is None)
    before = [at for at in words if at < days[-1]]
    supplier = before[-1] if before else _of_firms(columns, words)
    if len(amounts) != 1 or supplier is None:
        return {}
    return {SUPPLIER: supplier, AMOUNT: amounts[0], DATE: days[-1]}


def _names_before_values(first: Rows) -> list[Sequence[Cell]]:
    """Return the rows of names that stand before the first row with an amount or a day."""
    found: list[Sequence[Cell]] = []
    for _, row, _ in first:
        if is_row_of_names(row):
            found.append(row)
        elif any(amount(cell) is not None or day(cell) is not None for cell in row):
            break
    return found


def _times_before(row: Sequence[Cell]) -> int:
    """Return by how much a line before the headings says that amounts are to be multiplied."""
    told = [cell for cell in row if isinstance(cell, str) and _SCALE_BEFORE.search(cell)]
    return max((times_of(cell) for cell in told), default=1)


def _flags(times: int) -> tuple[str, ...]:
    return (WITH_TIMES[times],) if times > 1 else ()


def _of_firms(columns: Sequence[Sequence[Cell]], words: Sequence[int]) -> int | None:
    """Return the column of words in which most names are those of firms, if one is."""
    shares = {
        at: sum(bool(_OF_A_FIRM.search(str(cell))) for cell in columns[at]) / len(columns[at])
        for at in words
    }
    best = max(shares, key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best] else None


def _has_pence(cells: Sequence[Cell]) -> bool:
    """Return whether enough of a column's amounts are no whole pounds."""
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
