"""What happened to blue-light buying, in order, and who buys what now.

The timeline holds what changed: bodies founded, functions moved, laws in force. An amount of
money is no event; in years that knew few changes those that tell of a founding are on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.edition.periods import Period
from futuregazing.measures import choose
from futuregazing.measures.blue_light import UNTRACED_MARK, facts
from futuregazing.measures.coming_dates import FRAMEWORK_TOPIC
from futuregazing.measures.register import keep
from futuregazing.tables.frames import Tables

TOGETHER, POLICE_IT = "Buying together", "National police technology"
LAW, FIRE = "Law and reform", "Fire and rescue"
KIND_OF_TOPIC: Mapping[str, str] = MappingProxyType(
    {
        "bluelight_commercial": TOGETHER,
        "savings": TOGETHER,
        "pds": POLICE_IT,
        "pds_to_blc": POLICE_IT,
        "procurement_act": LAW,
        "police_reform": LAW,
        "fire_procurement": FIRE,
    }
)
MOVED_TOPIC = "pds_to_blc"
JOINT_BUYER = ("BLC", "BlueLight Commercial")
TOPICS_BY_WEIGHT = (
    MOVED_TOPIC,
    "bluelight_commercial",
    "procurement_act",
    "police_reform",
    "fire_procurement",
    "pds",
    "savings",
)
MOST_EVENTS = 9
"""So many fit on a page."""
FEWEST_EVENTS = 5
"""Where fewer changes are known, amounts that tell of a founding are steps too."""
FOUNDING = ("set up", "start-up")
"""Words of a fact that tell of a step, whatever amount it states."""
JOINT_TOPICS = ("bluelight_commercial", "fire_procurement")
"""Where amounts say how large joint buying is; savings have a table of their own."""
WORTH_NAMING = 1_000_000
"""Pounds; below it stand single orders."""
LARGE = 10_000_000
"""Pounds; an order under somebody's framework is smaller and is no framework of its own."""


def timeline_events(tables: Tables, most: int = MOST_EVENTS) -> pd.DataFrame:
    """Return what happened, at most so many events, oldest first.

    Columns: date (a period), label (named), detail (who said it), kind (one of four), refs.
    """
    known = facts(tables, *KIND_OF_TOPIC)
    changes = [row for row in choose.records(known) if not _is_amount(row["value"])]
    steps = [r for r in choose.records(known) if not _is_amount(r["value"]) or _tells_founding(r)]
    rows = changes if len(changes) >= FEWEST_EVENTS else steps
    order = sorted(range(len(rows)), key=lambda i: _preference(rows[i]))[:most]
    made = [_event(rows[i]) for i in sorted(order)]
    return pd.DataFrame(made, columns=["date", "label", "detail", "kind", "refs"], dtype=object)


def amounts_stated(tables: Tables, events: pd.DataFrame) -> pd.DataFrame:
    """Return what is stated of the size of joint buying, savings and the line's steps apart."""
    told = facts(tables, *JOINT_TOPICS)
    shown = {ref for refs in events["refs"] for ref in refs}
    return keep(
        told,
        (
            _is_amount(row["value"]) and row["refs"][0] not in shown and not is_saving(row)
            for row in choose.records(told)
        ),
    )


def is_saving(row: Mapping[str, Any]) -> bool:
    """Tell whether a fact with an amount speaks of savings."""
    return "saving" in row["fact"].text.casefold()


def moved(tables: Tables) -> pd.DataFrame:
    """Return the facts that show a function moving to the joint buyer, traced ones first."""
    found = facts(tables, MOVED_TOPIC)
    return found.sort_values("grade", key=lambda grade: grade == UNTRACED_MARK, kind="stable")


def frameworks(tables: Tables) -> pd.DataFrame:
    """Return blue-light frameworks and large contracts, with who lets them.

    The columns of `blue_light.facts`, and `joint` (True if the joint buyer lets it).
    """
    found = facts(tables, FRAMEWORK_TOPIC)
    priced = keep(
        found,
        (v is not None and v.unit.is_money and v.value >= WORTH_NAMING for v in found["value"]),
    )
    joint = [any(name in fact.text for name in JOINT_BUYER) for fact in priced["fact"]]
    return priced.assign(joint=joint)


def not_moved(lets: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Return frameworks that others than the joint buyer let after functions had moved to it.

    Args:
        lets: frameworks, see `frameworks`.
        moves: the facts that show the move, see `moved`.
    """
    if moves.empty:
        return lets.head(0)
    since = min(date.start for date in moves["date"])
    ours = (is_let_by_another(row, since) for row in choose.records(lets))
    return keep(lets, ours)


def is_let_by_another(row: Mapping[str, Any], since: dt.date) -> bool:
    """Tell whether a fact is a framework that another buyer let since a day."""
    named = "framework" in row["fact"].text.casefold()
    large = row["value"] is not None and row["value"].value >= LARGE
    return named and large and not row["joint"] and row["date"].start >= since


def _preference(row: Mapping[str, Any]) -> tuple[bool, bool, int, int]:
    """Sort changes before amounts, traced before untraced, then by topic, later first."""
    weight = TOPICS_BY_WEIGHT.index(row["topic"])
    untraced = row["grade"] == UNTRACED_MARK
    return _is_amount(row["value"]), untraced, weight, -row["date"].start.toordinal()


def _tells_founding(row: Mapping[str, Any]) -> bool:
    return any(words in row["fact"].text.casefold() for words in FOUNDING)


def _is_amount(value: Quantity | None) -> bool:
    return value is not None and (value.unit.is_money or value.unit.is_share)


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    words, value = row["fact"], row["value"]
    if _is_amount(value):
        words = Named(f"{words.text}: {value.text}", words.refs)
    untraced = row["grade"] == UNTRACED_MARK
    detail = f"{row['publisher']} ({UNTRACED_MARK})" if untraced else row["publisher"]
    when = row["when"]
    printed = isinstance(when, Period) and when.bounded
    return {
        "date": when if printed else row["date"],
        "label": words,
        "detail": detail,
        "kind": KIND_OF_TOPIC[row["topic"]],
        "refs": row["refs"],
    }
