"""Measured numbers held against the row of the table `measures` that each one cites.

The row was written when the number was measured; which records it rests on is in a file of
its own. A claim that says more or less than its row was changed on its way to the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.refs import MEASURES

SAYS = ("unit", "basis", "geography", "scope", "period")


def cited_measure(claim: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> str | None:
    """Return the row of `measures` that a claim is, None if it is another kind of claim."""
    rows = [row for table, row in claim["refs"] if table == MEASURES]
    return rows[0] if len(rows) == len(claim["refs"]) == 1 and MEASURES in tables else None


def differs(claim: Mapping[str, Any], measures: pd.DataFrame, row: str) -> str:
    """Return in what a claim is not as its row says; empty if it is."""
    if row not in measures.index:
        return f"there is no measure {row}"
    held = measures.loc[row]
    wrong = [f"{name}: {claim[name]!r}, not {held[name]!r}" for name in SAYS
             if claim[name] != held[name]]  # fmt: skip
    digits = str(held["value_text"])
    if not digits or float(Decimal(digits)) != float(claim["value"]):
        wrong.insert(0, f"value: {claim['value']!r}, not {digits or 'known'}")
    return "; ".join(wrong)
