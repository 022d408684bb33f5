"""Whose lists print an invoice's total on each of its lines: what a person decided.

The table beside this module has a row a publisher: `publisher` (as its payments are read:
its column of bodies, else its files' names), `lists_totals` (yes: alike lines under a
heading of totals are one invoice although no reference says so; no: they are payments
although one does), `reason`, `evidence` and `decided_on`. The reader of spend files gets a
higher version when the table changes, so that files are read again.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from futuregazing.procurement.names import plain_words
from futuregazing.procurement.on_disk import Times

TABLE = "invoice_totals.csv"
BETWEEN = "\x1f"
"""A sign that cells do not hold, to set off what tells an invoice."""
DECISIONS = {"yes": True, "no": False}


def lists_totals(publisher: str) -> bool | None:
    """Return whether a publisher's lists repeat the totals of invoices; None if not decided."""
    return _decided().get(" ".join(plain_words(publisher)))


class Invoices:
    """The invoices of a list of totals, in which a line may repeat another's invoice."""

    def __init__(self) -> None:
        """Begin without any."""
        self._times = Times()

    def repeats(
        self, publisher: str, supplier: str, day: dt.date | None, total: Decimal, reference: str
    ) -> bool:
        """Note a line; tell whether it repeats one alike in all of these.

        Without a reference it does so only in lists of a publisher known to repeat totals.
        """
        alike = self._times.seen(BETWEEN.join((supplier, str(day), str(total), reference))) > 1
        decided = lists_totals(publisher)
        return alike and (bool(reference) if decided is None else decided)


def rows() -> list[dict[str, str]]:
    """Return the table's rows."""
    text = files(__package__).joinpath(TABLE).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _decided() -> Mapping[str, bool]:
    return {
        " ".join(plain_words(row["publisher"])): DECISIONS[row["lists_totals"]] for row in rows()
    }
