"""What the section on opportunities says of contracts and plans measured from a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.periods import Period
from futuregazing.measures.measured_contract_lists import COMING, RENEWALS, contracts, foremost
from futuregazing.measures.measured_lines import covered, lines
from futuregazing.measures.register import records
from futuregazing.tables.frames import Tables

SECTION = "opportunities"
AWARDS = f"{SECTION}.awards"
ENDS = f"{SECTION}.renewals"
KNOWN = f"{SECTION}.ends_known"
PLANS = f"{SECTION}.coming"
SEASONS = f"{SECTION}.seasonality"
DELAY = f"{SECTION}.publication"
"""Topics of the section's measured numbers; see `measured_topics_opportunities`."""

HEADING = "What notices in the snapshot say"
ALL, USABLE = "awards", "usable"
EITHER, PRINTED, LAST, LAPSED = "either", "ends", "last_ends", "lapsed"
EVERY_PLAN = "every"
END_KNOWN, BOTH_KNOWN = "end known", "end and last possible end known"
STATES: Mapping[str, str] = {
    END_KNOWN: "with an end and no extension",
    BOTH_KNOWN: "with a last possible end too",
    "no end stated": "without an end",
    "starts and ends on one day": "that start and end on one day",
    "unlikely period": "with an unlikely period",
}
WORTH_DRAWING = 24
"""Fewer awards than this, two a month, make no season."""


NO_SEASON = statement(
    "Too few of the snapshot's awards fall in years that it holds from first to last quarter to "
    "tell in which months councils and blue-light services buy."
)


def holds(tables: Tables) -> bool:
    """Tell whether the snapshot holds an award or a plan in the section's scope."""
    return any(number(tables, *which).value for which in ((AWARDS, ALL), (PLANS, EVERY_PLAN)))


def answer(tables: Tables, ahead: Period) -> Statement:
    """Return how many contracts end in the horizon, and how many plans are to come."""
    if not holds(tables):
        return statement(
            "The snapshot holds no technology award and no plan of a council, combined authority "
            "or blue-light service: it names nothing that ends by {day}.",
            day=ahead.end,
        )
    found, last = number(tables, ENDS, PRINTED), number(tables, ENDS, LAST)
    plans_held = number(tables, PLANS, EVERY_PLAN)
    return statement(
        "{found} among the snapshot's {all} {end} by {day}, and {last:bare} if every extension is "
        "taken; {plans} {tell} what is still to come.",
        found=_or_none(found, "No contract"),
        all=number(tables, AWARDS, ALL),
        end="ends" if found.value <= 1 else "end",
        day=ahead.end,
        last=last,
        plans=_or_none(plans_held, "no notice"),
        tell="tells" if plans_held.value <= 1 else "tell",
    )


def covers(tables: Tables) -> Iterator[Statement]:
    """Yield what the snapshot holds for the section, and that it is no market."""
    if not holds(tables):
        return
    yield from awards_held(tables, AWARDS)
    yield statement(
        "A contract that ends by its notice may have been extended, ended early or bought again "
        "since. What no publisher put into the snapshot is not here: a sample is not the market. "
        "A contract may stand in the lists above too, and nothing is added to them."
    )


def awards_held(tables: Tables, topic: str) -> Iterator[Statement]:
    """Yield how many awards a topic rests on, whose, when made, and how many have a value."""
    all_of_them, usable = (_line(tables, topic, name) for name in (ALL, USABLE))
    counted: Quantity = all_of_them["value"]
    yield statement(
        "This part is measured by us, from a snapshot of official notices and registers. It rests "
        "on {scope}: {all}, {usable} a value that can be used.",
        scope=counted.scope if not _digits(counted.scope) else Named(counted.scope, counted.refs),
        all=counted,
        usable=_of(usable["value"], counted),
    )
    first, last = all_of_them["first"], all_of_them["last"]
    if first is not None:
        when = statement("on {first}", first=first.start)
        if first != last:
            when = statement("from {first} to {last}", first=first.start, last=last.start)
        yield statement("Those with a day of award were made {when}.", when=when)


def ends_title(tables: Tables, ahead: Period) -> Statement:
    """Return how many contracts end in the horizon by one end or the other."""
    either = number(tables, ENDS, EITHER)
    verb = "ends" if either.value == 1 else "end"
    told = _or_none(either, "No contract of the snapshot")
    return statement(
        "{either} {verb} by {day}, extended or not", either=told, verb=verb, day=ahead.end
    )


def ends(tables: Tables) -> pd.DataFrame:
    """Return how many contracts end or ended, and their value.

    Columns: label, value (a number of contracts), worth (Quantity or None), covered (what
    the value rests on), refs.
    """
    frame = lines(tables, ENDS)
    told = [
        Named(row["worth_coverage"], (row["worth"] or row["value"]).refs) for row in records(frame)
    ]
    made = frame[["label", "value", "worth", "refs"]].copy()
    made["covered"] = pd.Series(told, made.index, dtype="object")
    return made


def known(tables: Tables) -> Statement:
    """Return of how many awards an end can be used, and why the others have none."""
    rows = records(lines(tables, KNOWN))
    good = [_state(row) for row in rows if row["label"] in {END_KNOWN, BOTH_KNOWN}]
    lost = [_state(row) for row in rows if row["label"] not in {END_KNOWN, BOTH_KNOWN}]
    start = statement(
        "Awards whose end can be used: {told}.", told=listing(good) if good else "none"
    )
    if not lost:
        return start
    return start + statement("Left out of the lists: {why}.", why=listing(lost))


def _state(row: dict[str, Any]) -> Statement:
    """Return how many awards have one state of their end."""
    return statement("{n:bare} {words}", n=row["value"], words=STATES[row["label"]])


def listed(tables: Tables, limit: int, *, lapsed: bool = False) -> pd.DataFrame:
    """Return the contracts to print: those that end in the horizon, or the lapsed ones."""
    rows = contracts(tables, RENEWALS)
    if rows.empty:
        return rows
    ending = rows["ends"] | rows["last_ends"]
    return foremost(rows[~ending if lapsed else ending], limit)


def cut(tables: Tables, printed: pd.DataFrame) -> Statement | None:
    """Return that more contracts end than are printed, where that is so."""
    either = number(tables, ENDS, EITHER)
    if either.value <= len(printed):
        return None
    return statement(
        "Of these {either}, those of the highest value are printed, in the order of their ends; "
        "the file renewals.csv beside this report has all of them.",
        either=either,
    )


def list_title(tables: Tables) -> Statement:
    """Return by which end how many of the listed contracts end."""
    return statement(
        "{printed:bare} end by their printed end, {last:bare} with every extension",
        printed=number(tables, ENDS, PRINTED),
        last=number(tables, ENDS, LAST),
    )


def lapsed_title(tables: Tables) -> Statement:
    """Return how many contracts ended shortly before."""
    return statement("{n} ended in the year before", n=number(tables, ENDS, LAPSED))


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
        "{lower}, three quarters within {upper}; {late} came more than thirty days after it "
        "({covered}).",
        median=found["median"]["value"],
        lower=found["lower_quarter"]["value"],
        upper=found["upper_quarter"]["value"],
        late=found["late_pct"]["value"],
        covered=covered(found["median"]),
    )


def coverage(tables: Tables, topic: str = AWARDS) -> Statement:
    """Return of how many awards an exhibit's lines are, with what their values leave out."""
    line = _line(tables, topic, USABLE)
    return statement("{covered}; a sample.", covered=covered(line))


def number(tables: Tables, topic: str, part: str) -> Quantity:
    """Return the number of one line of a topic."""
    found: Quantity = _line(tables, topic, part)["value"]
    return found


def _line(tables: Tables, topic: str, part: str) -> pd.Series:
    frame = lines(tables, topic)
    return frame[frame["part"] == part].iloc[0]


def _or_none(found: Quantity, none: str = "none") -> Quantity | str:
    return found if found.value else none


def _of(part: Quantity, whole: Quantity) -> Statement | str:
    """Return how many of some things there are, in words where it is all of them or none."""
    if part.value and part.value < whole.value:
        return statement("{part:bare} of them with", part=part)
    if whole.value == 1:
        return "with" if part.value else "without"
    return "all of them with" if part.value else "none of them with"


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)
