"""Single contracts and plans of a snapshot as the sections list them; see `measured_contracts`.

    rows = contracts(section.tables, RENEWALS)
    exhibits.table(contract_lines(rows), ...)

A value belongs to one notice and is never added to another here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.periods import Period, instant
from futuregazing.measures.plain_words import shortened
from futuregazing.measures.register import records
from futuregazing.measures.renewals import IF_EXTENDED, PRINTED

CONTRACTS = "measured_contracts"
RENEWALS, COMING, LARGEST = "renewals", "coming", "blue_light"
"""Names of the lists that the table holds."""
LONGEST = 140
"""Letters of a title that a printed table shows; the data files hold it whole."""
VALUE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "award net": "award value",
        "contract net": "contract value",
        "award gross": "award value with VAT",
        "contract gross": "contract value with VAT",
        "ceiling": "ceiling",
        "register": "value in the buyer's register",
        "estimate net": "buyer's estimate",
        "estimate gross": "buyer's estimate with VAT",
        "estimate unstated": "buyer's estimate, VAT not stated",
        "none": "no usable value",
    }
)
NOT_NAMED = "not named"
LINE = (
    *("subject", "buyer", "supplier", "ends", "how", "value", "kind_of_value", "url"),
    *("awarded", "published", "expected", "expected_by", "kind", "refs"),
)


def contracts(tables: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Return the rows of one list in order; none where the edition has no snapshot."""
    if CONTRACTS not in tables:
        return pd.DataFrame(columns=["contract_id", "list", "position"])
    held = tables[CONTRACTS]
    return held[held["list"] == name].sort_values("position")


def foremost(rows: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Return the rows of highest value, as many as may be printed, in the order of the list.

    Ceilings are no value here, and rows without one come last, in their order.
    """
    if len(rows) <= limit:
        return rows
    worth = rows["value_gbp"].where(rows["value_basis"] != "ceiling").fillna(-1.0)
    order = worth.sort_values(ascending=False, kind="stable").index[:limit]
    return rows[rows.index.isin(order)]


def contract_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they are printed: `LINE`.

    ends (a period or a name; None for plans), how the end is known, value (a
    Quantity or None), awarded, published, expected (periods or None), refs (the row).
    """
    return pd.DataFrame([_line(row) for row in records(rows)], columns=list(LINE), dtype=object)


def ends_of(row: Mapping[str, Any]) -> tuple[Period | None, Period | None]:
    """Return when a row's contract ends, and when if it is extended (None if it cannot be).

    A contract that is listed only for its last possible end ends then.
    """
    end, last = _day(row["end_date"]), _day(row["max_end_date"])
    if end is None or (not row["ends"] and last is not None):
        return last or end, None
    return end, last if last is not None and last.end > end.end else None


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    end, last = ends_of(row)
    refs = (Ref(CONTRACTS, row["contract_id"]),)
    extended = not row["ends"] and bool(row["max_end_date"])
    both = Named(f"{end}, or {last} if extended", refs) if last else end
    basis = VALUE_LABELS.get(row["value_basis"], row["value_basis"])
    return {
        "subject": shortened(row["title"], LONGEST) or NOT_NAMED,
        "buyer": shortened(row["buyer"], LONGEST) or NOT_NAMED,
        "supplier": shortened(row["supplier"], LONGEST) or NOT_NAMED,
        "ends": both,
        "how": IF_EXTENDED if extended else PRINTED,
        "value": value_of(row),
        "kind_of_value": basis,
        "url": row["url"],
        "awarded": _day(row["award_date"]),
        "published": _day(row["published_on"]),
        "expected": _day(row["expected"]),
        "expected_by": row["expected_by"],
        "kind": row["kind"],
        "refs": refs,
    }


def value_of(row: Mapping[str, Any]) -> Quantity | None:
    """Return a row's value with its basis, None if none is printed."""
    if not row["value_text"]:
        return None
    return Quantity(
        Decimal(row["value_text"]),
        Unit(POUND),
        basis=VALUE_LABELS.get(row["value_basis"], row["value_basis"]),
        scope=shortened(row["buyer"], LONGEST),
        refs=(Ref(CONTRACTS, row["contract_id"]),),
    )


def _day(text: str) -> Period | None:
    return instant(dt.date.fromisoformat(text)) if text else None
