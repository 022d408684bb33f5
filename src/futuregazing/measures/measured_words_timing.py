"""What notices in a snapshot say of time: what is to come, busy months, and delays."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures.measured_contract_lists import COMING, contracts, foremost
from futuregazing.measures.measured_labels import ALL
from futuregazing.measures.measured_lines import covered, lines, number
from futuregazing.measures.measured_names_opportunities import (
    AWARDS,
    DELAY,
    EVERY_PLAN,
    PLANS,
    SEASONS,
)
from futuregazing.measures.register import records
from futuregazing.tables.frames import Tables

WORTH_DRAWING = 24
"""Fewer awards than this, two a month, make no season."""
NO_SEASON = statement(
    "Too few of the snapshot's awards fall in years that it holds from first to last quarter to "
    "tell in which months councils and blue-light services buy."
)


def plans(tables: Tables, limit: int) -> pd.DataFrame:
    """Return the plans and tenders to print."""
    return foremost(contracts(tables, COMING), limit)


def plans_sentence(tables: Tables) -> Statement:
    """Return how many notices of each kind are still to come."""
    rows = records(lines(tables, PLANS))
    told = [
        statement("{label}, {n:bare}", label=row["label"], n=row["value"])
        for row in rows
        if row["part"] != EVERY_PLAN and row["value"].value
    ]
    if not told:
        return statement(
            "No notice of the snapshot tells of a plan, an early talk with suppliers or an open "
            "tender that is still to come."
        )
    return statement(
        "Notices tell what may come before any contract does. Still to come, each process by its "
        "latest notice: {told}.",
        told=listing(told, last="; and "),
    )


def plans_title(tables: Tables) -> Statement:
    """Return how many notices tell of what is to come."""
    every = number(tables, PLANS, EVERY_PLAN)
    return statement(
        "{n} {tell} what is to come", n=every, tell="tells" if every.value == 1 else "tell"
    )


def plans_coverage(tables: Tables) -> Statement:
    """Return which notices are counted among what is to come."""
    return statement(
        "{n}, each process once; those already awarded, ended or published long ago are left out; "
        "a sample.",
        n=number(tables, PLANS, EVERY_PLAN),
    )


def seasons(tables: Tables) -> pd.DataFrame:
    """Return awards by month of the year; empty where there are too few to make a season."""
    frame = lines(tables, SEASONS)
    if frame.empty or sum(int(q.value) for q in frame["value"]) < WORTH_DRAWING:
        return frame.iloc[:0]
    return frame


def seasons_title(frame: pd.DataFrame) -> Statement:
    """Return the month with most awards."""
    most = max(q.value for q in frame["value"])
    busiest = frame[[q.value == most for q in frame["value"]]]
    if len(busiest) > 1:
        return statement("No month stands alone with most awards")
    row = busiest.iloc[0]
    return statement("{month} has most awards: {n:bare}", month=row["label"], n=row["value"])


def seasons_coverage(tables: Tables, frame: pd.DataFrame) -> Statement:
    """Return over which years the months are counted, and of how many awards."""
    first = frame.iloc[0]
    return statement(
        "Awards with a day in {years}, of {all} in all; years that the snapshot holds from first "
        "to last quarter.",
        years=Named(first["years"], first["refs"]),
        all=number(tables, AWARDS, ALL),
    )


def delay(tables: Tables) -> Statement:
    """Return how long after the award notices are published, with what that rests on."""
    frame = lines(tables, DELAY)
    if frame.empty:
        return statement(
            "No award of the snapshot has both a day of award and a day of publication, so the "
            "time between them is not known."
        )
    found = {row["part"]: row for row in records(frame)}
    return statement(
        "Half of the awards were published within {median} of the day of award, a quarter within "
        "{lower}, three quarters within {upper}; {late:brief} came more than thirty days after it "
        "({covered}).",
        median=found["median"]["value"],
        lower=found["lower_quarter"]["value"],
        upper=found["upper_quarter"]["value"],
        late=found["late_pct"]["value"],
        covered=covered(found["median"]),
    )
