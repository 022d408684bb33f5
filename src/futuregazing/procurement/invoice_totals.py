"""Whose lists print an invoice's total on each of its lines: what a person decided.

The table beside this module has a row a publisher: `publisher` (as its payments are read:
its column of bodies, else its files' names), `lists_totals` (yes: alike lines under a
heading of totals are one invoice although no reference says so; no: they are payments
although one does), `reason`, `evidence` and `decided_on`. The reader of spend files gets a
higher version when the table changes, so that files are read again.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from futuregazing.procurement.names import plain_words

TABLE = "invoice_totals.csv"
DECISIONS = {"yes": True, "no": False}


def lists_totals(publisher: str) -> bool | None:
    """Return whether a publisher's lists repeat the totals of invoices; None if not decided."""
    return _decided().get(" ".join(plain_words(publisher)))


def rows() -> list[dict[str, str]]:
    """Return the table's rows."""
    text = files(__package__).joinpath(TABLE).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _decided() -> Mapping[str, bool]:
    return {
        " ".join(plain_words(row["publisher"])): DECISIONS[row["lists_totals"]] for row in rows()
    }
