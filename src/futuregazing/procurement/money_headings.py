"""What the heading of a column says of money: whether it is some, of which tax, unit, currency.

A heading is judged by its words, not by its place. Words of money alone don't make a column
the amount: VAT by itself, a balance, a budget or a code are other things, whatever else the
heading says. "£000" makes each pound a thousand; another currency makes it no pounds at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NET, GROSS, UNSTATED = "net", "gross", "unstated"
THOUSAND, MILLION = 1_000, 1_000_000
WITH_TIMES = {THOUSAND: "in thousands", MILLION: "in millions"}
"""Flags of amounts that were multiplied because their heading says so."""
LONGEST_HEADING = 120
"""Signs of a heading that are read; a column's name is never longer."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONEY = _words("amount amounts amt value values spend spent total totals sum net gross")
"""Words of which one makes a column of amounts."""
TAX = frozenset({"vat", "tax"})
LINE = frozenset({"line", "distribution", "split"})
"""Words of the finest amount, where a list has those of invoices too."""
OTHER = _words(
    """
    balance bal budget budgeted code codes running cumulative ytd forecast estimate estimated
    annual annum year yearly month monthly period quarter commitment committed remaining
    outstanding unit rate rates discount limit threshold band range order ordered po contract
    award awarded tender quantity qty count number no num ref reference id date day type name
    names description category group class classification percent percentage original foreign
    retention withheld variance previous prior level status method terms centre center element
    place account debit credit published due currency ccy
    """
)
"""Words of columns that are something else than what was paid, though of money."""
FOREIGN = _words(
    """
    eur euro euros usd dollar dollars chf jpy yen cad aud nzd nok sek dkk pln czk huf zar inr cny
    hkd sgd aed
    """
)
STERLING = frozenset({"", "gbp", "gb", "stg", "sterling", "pound", "pounds", "uk", "british"})
"""Words of a cell that names this country's currency, or none."""

_EXCLUDED = re.compile(
    r"\bnet of\b|\b(?:ex|exc|excl|excludes|excluding|exclusive|less|before|without)\b"
)
_INCLUDED = re.compile(r"\b(?:inc|incl|includes|including|inclusive|with)\b")
_MILLIONS = re.compile(r"£\s*(?:m|mn|millions?)\b|£\s*['’]?000[,.]000\b|\bmillions\b", re.I)
_THOUSANDS = re.compile(
    r"£\s*(?:['’]?000s?|k|thousands?)\b|(?<![\d,.])(?<!\d )['’]?\b000['’]?s?\b|\bthousands\b", re.I
)


@dataclass(frozen=True)
class Money:
    """A column of amounts, as its heading has it."""

    vat: str
    """net, gross or unstated."""
    times: int
    """How many pounds one of its units is."""
    is_total: bool
    """The heading says that it is a total: of an invoice perhaps, or of a line."""
    of_line: bool
    """The heading says that it is of a line, not of a whole invoice."""


def words_of(cell: object) -> str:
    """Return a heading in lower case, its signs and brackets turned to blanks."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(cell or "")[:LONGEST_HEADING])
    return " ".join(re.sub(r"[^a-z0-9/]+", " ", apart.lower()).split())


def money_of(cell: object) -> Money | None:
    """Return what a heading says of the amounts under it; None if they are none, or no pounds."""
    text = str(cell or "")[:LONGEST_HEADING]
    told = words_of(text).split()
    if not (MONEY & {*told} or "£" in text or "gbp" in told) or is_foreign(text) or "%" in text:
        return None
    if OTHER & {*told} or (TAX & {*told} and vat_of(text) == UNSTATED):
        return None
    return Money(
        vat_of(text), times_of(text), bool({"total", "totals"} & {*told}), bool(LINE & {*told})
    )


def vat_of(cell: object) -> str:
    """Return what a heading says of VAT: net, gross or unstated."""
    told = words_of(cell)
    words = {*told.split()}
    if TAX & words:
        return NET if _EXCLUDED.search(told) else GROSS if _INCLUDED.search(told) else UNSTATED
    return NET if "net" in words else GROSS if "gross" in words else UNSTATED


def times_of(cell: object) -> int:
    """Return by how much a heading says its amounts are to be multiplied."""
    text = str(cell or "")[:LONGEST_HEADING]
    if _MILLIONS.search(text):
        return MILLION
    return THOUSAND if _THOUSANDS.search(text) else 1


def is_foreign(cell: object) -> bool:
    """Return whether a heading names another currency than pounds."""
    text = str(cell or "")[:LONGEST_HEADING]
    return bool(re.search("[€$¥]", text) or FOREIGN & {*words_of(text).split()})


def is_sterling(cell: object) -> bool:
    """Return whether a cell of a column of currencies names pounds, or nothing."""
    return not is_foreign(cell) and STERLING.issuperset(words_of(cell).split())
