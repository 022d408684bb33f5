"""How a supplier reaches a buyer: routes, what they mean, and the thresholds of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import parse_period
from futuregazing.measures.register import PROCEDURE_LABELS, how_many
from futuregazing.tables.frames import Tables

ROUTES: Mapping[str, str] = MappingProxyType(
    {
        "open": "anybody may bid",
        "restricted": "bidders are short-listed before they bid",
        "negotiated": "the buyer talks to bidders before it decides",
        "mini_competition": "suppliers on a framework bid against each other",
        "call_off": "an order under a framework, with or without a competition",
        "framework": "terms agreed with suppliers, under which orders follow",
        "direct": "one supplier is chosen without a competition",
        "other": "a route that fits none of these",
        "unknown": "the notice or decision does not say",
    }
)

IN_FORCE, TO_COME, ENDED = "in force", "to come", "ended"


def routes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how purchases were made: label, meaning, value (a count), refs; all nine routes."""
    rows = []
    for procedure, meaning in ROUTES.items():
        part = frame[frame["procedure"] == procedure]
        count = how_many(part, "purchases")
        label = PROCEDURE_LABELS[procedure]
        rows.append({"label": label, "meaning": meaning, "value": count, "refs": count.refs})
    return pd.DataFrame(rows, columns=["label", "meaning", "value", "refs"])


def thresholds(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the procurement thresholds known, with the state of each on a day.

    Columns: label, value (pounds), period, state ("in force", "ended", "to come"), refs.
    """
    rows = []
    for ref, row in tables["procurement_thresholds"].iterrows():
        first, _, last = str(row["period"]).removeprefix("from ").partition(" to ")
        runs = parse_period(first, last)
        state = TO_COME if runs.start > day else ENDED if runs.end < day else IN_FORCE
        refs = (Ref("procurement_thresholds", str(ref)),)
        value = Quantity(
            Decimal(repr(float(row["value_gbp"]))), Unit("GBP"), basis="threshold", refs=refs
        )
        label = str(row["threshold"])
        rows.append((capitalised(label), value, runs, state, refs))
    return pd.DataFrame(rows, columns=["label", "value", "period", "state", "refs"])
