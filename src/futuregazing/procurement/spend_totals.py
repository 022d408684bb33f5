"""Rows that add up others: by what they are called, or because they come to the same.

A total has no day and nothing that tells which payment it is. So has a supplier whose name
begins with "Total" where a day is lacking: a name that says it is a firm's is believed. Under
any other name, or none, a row without a day is a total if it comes to what stands above it,
all of it or since the last total; two rows at least, or each would be the total of the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 2
"""Rows above of which a row may be the total."""

_TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|sheet|overall)[\s-]*)?totals?"
    r"(?:\s+(?:amount|for|of|paid|payments?|spend|value)\b.*)?\W*$",
    re.IGNORECASE,
)
_WITH_TOTAL = re.compile(r"^\W*(?:sub)?totals?\b|\btotals?\W*$|^\W*sum\W*$", re.IGNORECASE)
_OF_A_FIRM = re.compile(r"\b(?:ltd|limited|plc|llp|llc|inc|uk)\b", re.IGNORECASE)


def is_called_total(name: str, others: Iterable[str], *, is_bare: bool) -> bool:
    """Return whether a row is called a total.

    Args:
        name: what stands where its payee, or its title, would.
        others: its other cells of words.
        is_bare: whether it has neither a day nor anything else that tells one from another.
    """
    if _TOTAL.match(name or next(iter(others), "")):
        return True
    if not is_bare:
        return False
    if _WITH_TOTAL.search(name) and not _OF_A_FIRM.search(name):
        return True
    return any(_TOTAL.match(one) or (not name and _WITH_TOTAL.search(one)) for one in others)


@dataclass
class SumsAbove:
    """What the rows above come to: all of them, and those since the last total."""

    whole: Decimal = Decimal(0)
    rows: int = 0
    since: Decimal = Decimal(0)
    rows_since: int = 0

    def add(self, amount: Decimal) -> None:
        """Take a row that is no total."""
        self.whole += amount
        self.since += amount
        self.rows += 1
        self.rows_since += 1

    def pass_total(self) -> None:
        """Begin anew after a total."""
        self.since, self.rows_since = Decimal(0), 0

    def come_to(self, amount: Decimal | None) -> bool:
        """Return whether an amount is the sum of rows above."""
        return bool(amount) and (
            (self.rows_since >= FEWEST and amount == self.since)
            or (self.rows >= FEWEST and amount == self.whole)
        )
