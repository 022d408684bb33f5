"""What speakers at events said, in our words: what they asked for, and what they saw."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import parse_moment
from futuregazing.measures.choose import records
from futuregazing.tables.frames import Tables

ASKED_OF: Mapping[str, str] = MappingProxyType(
    {"ask_of_suppliers": "Suppliers", "ask_of_councils": "Councils", "role": "Councils"}
)
"""Kinds of statement that ask for something; a role described is asked of who holds it."""


def asks(tables: Tables) -> pd.DataFrame:
    """Return what was asked: to (suppliers or councils), what (named), who, when, refs."""
    spoken = tables["statements"]
    rows = []
    for row in records(spoken[spoken["kind"].isin(ASKED_OF)]):
        ref = (Ref("statements", str(row["statement_id"])),)
        what = Named(str(row["statement"]), ref)
        when = parse_moment(str(row["published_date"]))
        rows.append((ASKED_OF[row["kind"]], what, row["who"], when, row["known_by"], ref))
    made = pd.DataFrame(rows, columns=["to", "what", "who", "when", "known_by", "refs"])
    order = ["Suppliers", "Councils"]
    rank = sorted(
        range(len(made)), key=lambda i: (order.index(rows[i][0]), rows[i][4], rows[i][1].text)
    )
    return made.iloc[rank].drop(columns="known_by")


def said(tables: Tables, *kinds: str) -> list[Statement]:
    """Return what speakers said, one sentence each: who, when, what."""
    spoken = tables["statements"]
    return [_said(row) for row in records(spoken[spoken["kind"].isin(kinds)])]


def asks_title(asked: pd.DataFrame) -> Statement:
    """Return how many requests were made of whom."""
    suppliers = _how_many(asked[asked["to"] == "Suppliers"])
    councils = _how_many(asked[asked["to"] == "Councils"])
    return statement(
        "{suppliers} to suppliers and {councils:bare} to councils",
        suppliers=suppliers,
        councils=councils,
    )


def _how_many(frame: pd.DataFrame) -> Quantity:
    refs = unique_refs(ref for refs in frame["refs"] for ref in refs)
    return counted(len(frame), "request" if len(frame) == 1 else "requests", refs)


def _said(row: Mapping[str, Any]) -> Statement:
    ref = (Ref("statements", str(row["statement_id"])),)
    return statement(
        "{who} ({when}): {what}",
        who=Named(row["who"], ref),
        when=parse_moment(str(row["published_date"])) or "no date",
        what=Named(str(row["statement"]), ref),
    )
