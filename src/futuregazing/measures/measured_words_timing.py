"""What notices in a snapshot say of time: what is to come, busy months, and delays."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures.measured_contract_lists import COMING, contracts, foremost
from futuregazing.measures.measured_labels import ALL
from futuregazing.measures.measured_lines import covered, line_of, lines, number
from futuregazing.measures.measured_names_opportunities import (
    AHEAD,
    AWARDS,
    DELAY,
    EVERY_PLAN,
    NO_DAY,
    PASSED,
    PLANS,
    SEASONS,
)
from futuregazing.measures.register import records
from futuregazing.tables.frames import Tables

DAYS = {
    AHEAD: "with a day ahead",
    PASSED: "whose day has passed and whose award was not seen",
    NO_DAY: "without a day",
}
"""Words for how many notices of what may come have a day, in the order they are told."""
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
    """Return how many notices of each kind tell of what may come."""
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
        "Notices tell what may come before any contract does; each process by its latest notice: "
        "{told}.",
        told=listing(told, last="; and "),
    )


def plans_title(tables: Tables) -> Statement:
    """Return how many notices tell of what may come, and how many of a day still ahead."""
    ahead = line_of(tables, PLANS, EVERY_PLAN)[AHEAD]
    return statement("{told}: {ahead}", told=_tell_of(tables), ahead=_of_day(AHEAD, ahead))


def plans_by_day(tables: Tables) -> Statement:
    """Return how many notices have their day ahead, how many a day that has passed, or none."""
    every = line_of(tables, PLANS, EVERY_PLAN)
    if not every["value"].value:
        return statement("no notice tells what is still to come")
    told = [_of_day(name, every[name]) for name in DAYS if name == AHEAD or every[name].value]
    return statement("{told}: {days}", told=_tell_of(tables), days=listing(told))


def _of_day(name: str, n: Quantity) -> Statement:
    """Return how many notices have a day of one kind, none in words."""
    if not n.value:
        return statement("none {words}", words=DAYS[name])
    return statement("{n:bare} {words}", n=n, words=DAYS[name])


def _tell_of(tables: Tables) -> Statement:
    every = number(tables, PLANS, EVERY_PLAN)
    return statement(
        "{n} {tell} of what may come", n=every, tell="tells" if every.value == 1 else "tell"
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
