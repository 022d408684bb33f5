"""What is said about who buys for blue light and what it costs, in every edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.periods import Period
from futuregazing.measures import blue_light_bodies as bodies
from futuregazing.measures import choose
from futuregazing.measures.blue_light import (
    UNTRACED_MARK,
    facts,
    how_many_facts,
)
from futuregazing.measures.register import keep
from futuregazing.tables.frames import Tables

COMMISSIONER = "commissioner"
COMPASS = re.compile(r"^(North|South|East|West)\b")
"""Regions that take an article in a sentence: "The South East", not "The London"."""


def limits(tables: Tables) -> Statement:
    """Return how much is known, and how much of it from copies only."""
    known = facts(tables)
    copies = known[known["grade"] == UNTRACED_MARK]
    start = statement("This section rests on {number}.", number=how_many_facts(known))
    if copies.empty:
        return start
    return start + statement(
        "Of these, {copies:bare} were seen only in copies and not traced to their producer; they "
        "are marked.",
        copies=how_many_facts(copies),
    )


def who_buys(tables: Tables, kinds: tuple[str, ...]) -> Statement:
    """Return how many bodies of each kind there are, as they are now."""
    counts = [bodies.how_many(tables, kind) for kind in kinds if kind != bodies.NATIONAL]
    return statement(
        "{bodies} buy technology, each for itself or with others.", bodies=listing(counts)
    )


def regions_title(items: pd.DataFrame) -> Statement:
    """Return which region has most bodies."""
    sizes = items["group"].value_counts()
    most = sorted(str(name) for name, number in sizes.items() if number == sizes.max())[0]
    inside = items[items["group"] == most]
    return statement(
        "{region} has the most bodies that buy: {number:bare} of {all:bare}",
        region=f"The {most}" if COMPASS.search(most) else most,
        number=number_of(inside, "bodies"),
        all=number_of(items, "bodies"),
    )


def governance_title(tables: Tables) -> Statement:
    """Return how many police forces answer to a commissioner."""
    forces = tables["police_forces"]
    led = forces[forces["governance_type"].str.contains(COMMISSIONER)]
    return statement(
        "{led:bare} of {all:bare} police forces answer to a commissioner",
        led=counted(len(led), "forces", tuple(Ref("police_forces", str(r)) for r in led.index)),
        all=bodies.how_many(tables, bodies.POLICE),
    )


def national_title(national: pd.DataFrame) -> Statement:
    """Return how many national bodies can be named."""
    refs = unique_refs(ref for name in national["name"] for ref in name.refs)
    noun, verb = ("body", "buys or sets") if len(national) == 1 else ("bodies", "buy or set")
    return statement(
        "{number} that {verb} rules for blue light",
        number=counted(len(national), f"national {noun}", refs),
        verb=verb,
    )


def measures_title(spend: pd.DataFrame) -> Statement:
    """Return how many measures of police technology there are."""
    names = list(dict.fromkeys(spend["panel"]))
    refs = unique_refs(ref for value in spend["value"] for ref in value.refs)
    if len(names) == 1:
        return statement("One measure of police technology spending was known")
    return statement(
        "{number} of police technology spending that cannot share an axis",
        number=counted(len(names), "measures", refs, told_by=True),
    )


def latest_by_measure(spend: pd.DataFrame) -> Statement:
    """Return the latest number of each measure that is no forecast."""
    told = statement("The latest of each")
    for place, (name, part) in enumerate(spend.groupby("panel", sort=False)):
        firm = part[[value.qualifier != "forecast" for value in part["value"]]]
        value: Quantity = (firm if len(firm) else part)["value"].iloc[-1]
        told = statement(
            "{told}{mark} {name}, {value} ({period})",
            told=told,
            mark=";" if place else ":",
            name=lower(str(name)),
            value=value,
            period=value.period,
        )
    return statement("{told}.", told=told)


def amounts_title(amounts: pd.DataFrame) -> Statement:
    """Return how many other amounts are known."""
    refs = unique_refs(ref for refs in amounts["refs"] for ref in refs)
    return statement(
        "{number} around police and fire technology",
        number=counted(len(amounts), "amount" if len(amounts) == 1 else "amounts", refs),
    )


def with_amount(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the facts that are an amount of money or a share."""
    return keep(
        frame, (v is not None and (v.unit.is_money or v.unit.is_share) for v in frame["value"])
    )


def without_amount(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the facts that are events and not amounts."""
    return frame[~frame.index.isin(with_amount(frame).index)]


def fact_sentence(row: Mapping[str, Any], lead: str = "") -> Statement:
    """Return a fact as a sentence with its date and source; copies are called so."""
    return statement(
        "{lead}{fact} ({when}; {source}{mark}).",
        lead=f"{lead}: " if lead else "",
        fact=row["fact"],
        **_when_and_who(row),
    )


def fact_sentences(frame: pd.DataFrame, lead: str = "") -> list[Statement]:
    """Return facts as sentences, in the frame's order."""
    return [fact_sentence(row, lead) for row in choose.records(frame)]


def amount_sentences(frame: pd.DataFrame) -> list[Statement]:
    """Return facts that state an amount as sentences, in the frame's order."""
    return [
        statement(
            "{fact}: {amount} ({when}; {source}{mark}).",
            fact=row["fact"],
            amount=row["value"],
            **_when_and_who(row),
        )
        for row in choose.records(frame)
    ]


def _when_and_who(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact's time, as it is printed where it can be, and its source."""
    printed = isinstance(row["when"], Period) and row["when"].bounded
    return {
        "when": row["when"] if printed else row["date"],
        "source": Named(str(row["publisher"]), row["refs"][:1]),
        "mark": f": {UNTRACED_MARK}" if row["grade"] == UNTRACED_MARK else "",
    }


def number_of(items: pd.DataFrame, noun: str) -> Quantity:
    """Return the number of lines, as a count that knows their rows."""
    return counted(len(items), noun, unique_refs(ref for refs in items["refs"] for ref in refs))


def lower(label: str) -> str:
    """Return a label in the middle of a sentence; initials keep their capitals."""
    return label if label[:2].isupper() else uncapitalised(label)
