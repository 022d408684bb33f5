"""Which column of a register of contracts is what, and what its values are, by its headings.

A value is the whole of a contract's: what a heading gives for a year or a month is none, nor is
VAT by itself or an amount in another currency. Such a register has no values and says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from futuregazing.procurement.money_headings import (
    MILLION,
    TAX,
    THOUSAND,
    UNSTATED,
    is_foreign,
    times_of,
    vat_of,
    words_of,
)
from futuregazing.procurement.sheets import Cell

PATTERNS: Mapping[str, str] = {
    "title": r"(contract|agreement) (title|name)|title( of (agreement|contract))?",
    "supplier": r"supplier( company)? name|supplier|contractor( name)?",
    "end": r"(current |contract )?(end|expiry|completion) date|contract (end|expiry)",
    "start": r"(contract )?(start|commencement) date|contract start",
    "description": r"(contract )?description.*",
    "buyer": r"purchasing body|contracting authority|organi[sz]ation( name)?|council|authority",
    "reference": r"(contract )?(reference|ref)( no| number)?|contract (id|number|no)",
    "extension": r"(option to extend|extension).*months.*|option to extend",
    "extensions": r"how many extensions|number of extensions",
    "procedure": r"process used|procedure.*|route to market",
    "company_number": r"company (number|no|registration.*)",
    "sme": r"sme.*",
    "code": r"pro ?class (classification|code)",
    "meaning": r"pro ?class description",
    "currency": r"(.* )?(currency|ccy)( code| type)?",
}
NEEDED = ("title", "supplier", "end")
DAYS = ("start", "end", "agreed_end")
VALUE = "value"
IN_THOUSANDS, IN_MILLIONS, OF_A_YEAR, FOREIGN = (
    "in_thousands",
    "in_millions",
    "value_of_a_year",
    "foreign_currency",
)
"""Flags of a register's contracts that its headings give."""

_WORTH = frozenset({"value", "sum", "worth", "amount"})
_PART = frozenset({"annual", "annum", "yearly", "year", "pa", "monthly", "month", "quarterly"})
_OTHER = frozenset(
    {"band", "range", "type", "code", "date", "saving", "savings", "budget", "currency", "no"}
    | {"paid", "invoiced", "remaining", "balance", "threshold", "number", "basis", "rating"}
)
_COMPILED = {role: re.compile(f"^(?:{pattern})$") for role, pattern in PATTERNS.items()}


@dataclass(frozen=True)
class RegisterLayout:
    """Where everything is: the headings' row, column by role, and what the values are."""

    heading_row: int
    columns: Mapping[str, int]
    times: int
    """How many pounds one unit of the values is."""
    flags: tuple[str, ...]
    """Flags of all contracts of the register."""


def register_layout(row: Sequence[Cell], number: int) -> RegisterLayout | None:
    """Return the layout that a row of headings gives; None if it is not that of a register."""
    headings = [words_of(cell) for cell in row]
    columns: dict[str, int] = {}
    for role, pattern in _COMPILED.items():
        fits = [at for at, told in enumerate(headings) if pattern.match(told)]
        if free := [at for at in fits if at not in columns.values()]:
            columns[role] = free[0]
            # Of two ends the first is the agreed one, the later where it stands now.
            columns |= {"end": free[-1], "agreed_end": free[0]} if role == "end" else {}
    if not all(role in columns for role in NEEDED):
        return None
    place, flags = _value(row)
    if place is None:
        return RegisterLayout(number, columns, 1, flags)
    times = times_of(row[place])
    also = {1: (), THOUSAND: (IN_THOUSANDS,), MILLION: (IN_MILLIONS,)}[times]
    return RegisterLayout(number, {**columns, VALUE: place}, times, also)


def _value(row: Sequence[Cell]) -> tuple[int | None, tuple[str, ...]]:
    """Return the column of whole values, a total rather than another; else why there is none."""
    told = [set(words_of(cell).split()) for cell in row]
    worth = [
        at
        for at, words in enumerate(told)
        if words & _WORTH
        and not words & _OTHER
        and not (words & TAX and vat_of(row[at]) == UNSTATED)
    ]
    foreign = [at for at in worth if is_foreign(row[at])]
    parts = [at for at in worth if told[at] & _PART]
    whole = [at for at in worth if at not in foreign and at not in parts]
    if whole:
        return min(whole, key=lambda at: ("total" not in told[at], at)), ()
    return None, (FOREIGN,) * bool(foreign) + (OF_A_YEAR,) * (bool(parts) and not foreign)
