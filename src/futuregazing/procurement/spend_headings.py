"""Which column of a list of payments is what, told by its heading alone.

Every publisher has its own headings, and some change them from month to month. Each role has
patterns in order of preference; the first heading that fits gets it. A pattern of single words
comes with those that make the column something else. The amount is chosen among all columns of
money: before VAT rather than unstated, an amount rather than a total, before VAT included.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from futuregazing.procurement.money_headings import GROSS, UNSTATED, Money, money_of, words_of
from futuregazing.procurement.sheets import Cell
from futuregazing.procurement.spend_cells import amount, day

SUPPLIER, AMOUNT, DATE = "supplier", "amount", "date"
REFERENCE, PERIOD, CURRENCY = "reference", "period", "currency"
NEEDED = (SUPPLIER, AMOUNT)
WHICH_PAYMENT = (DATE, PERIOD, REFERENCE)
"""One of these tells payments apart from any other table of names and amounts."""
IN_WORDS: Mapping[str, str] = MappingProxyType(
    {DATE: "days", SUPPLIER: "payees", AMOUNT: "amounts in pounds"}
)
"""What a list of payments must have, as a message calls it."""
NAMED_COLUMNS = 3
"""Cells that are all words, from so many on, are headings; fewer are a title."""
HEADINGS_TOLD = 12
"""Headings that a message prints; a list of payments rarely has more."""

_NO_PAYEE = (
    r"(?!.*\b(?:id|ids|no|number|code|ref|reference|type|category|classification|group|address|"
    r"postcode|town|city|site|vat|registration|reg|sme|charity|count|url|email|status|country|"
    r"region|invoice|bank)\b)"
)
_NO_DAY = (
    r"(?!.*\b(?:start|end|due|birth|expiry|order|po|contract|award|awarded|approved|approval|"
    r"review|publication|published|created|extract|received|requested|type|code|to date)\b)"
)
PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        SUPPLIER: (
            r"(supplier|vendor|beneficiary|merchant|creditor|payee) name",
            r"supplier( final| id t)?",
            r"vendor|payee|beneficiary|creditor",
            _NO_PAYEE + r".*\b(supplier|vendor|beneficiary|creditor|payee|recipient)s?\b.*",
            _NO_PAYEE + r".*\b(paid to|payable to|to whom|merchant|contractor)\b.*",
            r"company( name)?|trading name|name",
            r"account name",
        ),
        DATE: (
            r"(payment|clearing|paid) date|date (of payment|paid)|invoice payment date",
            _NO_DAY
            + r"(?=.*\b(date|day|on)\b).*\b(paid|payment|pay|cleared|settlement|cheque)\b.*",
            r"(transaction |gl |invoice gl |posting )?date",
            _NO_DAY + r"(?!.*\b(invoice|document)\b).*\b(date|dated)\b.*|when",
            _NO_DAY + r".*\bdate\b.*|updated",
        ),
        REFERENCE: (
            r"trans(action)? ?(no|number|ref)|document ?(no|number)|sap document number",
            r"hbc ref no|invoice (no|number)|(voucher|payment|reference) ?(no|number)?|ref",
            r"(transaction|invoice|payment|document|voucher|our) (ref|reference|id)( no| number)?",
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
        "publisher": (
            r"(body|organi?s(at)?ion|authority|entity) name|entity|organistion name",
            r"(local authority|council|publisher|org) name|organi[sz]ation (name|label)",
            r"publisher|local authority|council|authority|organi[sz]ation",
        ),
        CURRENCY: (r"(.* )?(currency|ccy)( code| type| id)?",),
    }
)

_COMPILED = {
    role: tuple(re.compile(f"^(?:{pattern})$") for pattern in patterns)
    for role, patterns in PATTERNS.items()
}


def is_heading(row: Sequence[Cell]) -> bool:
    """Return whether a row names a column of amounts and one of suppliers, in words only."""
    if any(cell is not None and (not isinstance(cell, str) or _is_value(cell)) for cell in row):
        return False
    found = roles(row)
    return all(role in found for role in NEEDED)


def roles(headings: Sequence[Cell]) -> dict[str, int]:
    """Return the column of each role; a column has one role, the first that fits."""
    found: dict[str, int] = {}
    told = [words_of(cell) for cell in headings]
    amounts = amounts_of(headings)
    if amounts and not is_ambiguous(headings):
        found[AMOUNT] = amounts[0][0]
    for role, patterns in _COMPILED.items():
        taken = set(found.values())
        places = (
            place
            for pattern in patterns
            for place, words in enumerate(told)
            if words and place not in taken and pattern.match(words)
        )
        place = next(places, None)
        if place is not None:
            found[role] = place
    return found


def amounts_of(headings: Sequence[Cell]) -> list[tuple[int, Money]]:
    """Return the columns of money and what their headings say, the one to take first."""
    found = [(at, money) for at, cell in enumerate(headings) if (money := money_of(cell))]
    return sorted(found, key=lambda one: (*_rank(one[1]), not one[1].of_line, one[0]))


def is_one_of_several(headings: Sequence[Cell]) -> bool:
    """Return whether another column of money is as good as the one that is taken."""
    ranks = [_rank(money) for _, money in amounts_of(headings)]
    return len(ranks) > 1 and ranks[0] == ranks[1]


def is_ambiguous(headings: Sequence[Cell]) -> bool:
    """Return whether the amount's heading stands over another column too."""
    amounts = amounts_of(headings)
    told = [words_of(headings[at]) for at, _ in amounts]
    return bool(told) and told.count(told[0]) > 1


def is_row_of_names(row: Sequence[Cell]) -> bool:
    """Return whether a row is words alone, and enough of them to name columns."""
    told = [cell for cell in row if cell not in (None, "")]
    words = all(
        isinstance(cell, str) and amount(cell) is None and day(cell) is None for cell in told
    )
    return words and len(told) >= NAMED_COLUMNS


def lacking(row: Sequence[Cell]) -> str:
    """Return what a row of headings lacks to be that of payments; empty if it resembles none.

    One thing may be missing of three: with only one of them the table may be anything.
    """
    found = roles(row)
    missing = [role for role in IN_WORDS if role not in found]
    if any(role in found for role in WHICH_PAYMENT):
        missing = [role for role in missing if role != DATE]
    if len(missing) != 1 or not is_row_of_names(row):
        return ""
    told = [" ".join(str(cell).split()) for cell in row if cell not in (None, "")]
    headings = ", ".join(repr(one) for one in told[:HEADINGS_TOLD])
    if missing == [AMOUNT] and is_ambiguous(row):
        return f"two columns of amounts bear the same heading, among {headings}"
    return f"no column of {IN_WORDS[missing[0]]} was found among the headings {headings}"


def _rank(money: Money) -> tuple[bool, bool, bool, bool]:
    return money.vat == GROSS, money.vat == UNSTATED, money.is_total, money.times > 1


def _is_value(cell: str) -> bool:
    """Return whether a cell is a day or a number that can be no heading, as a year can."""
    return day(cell) is not None or (amount(cell) is not None and not cell.strip().isdigit())
