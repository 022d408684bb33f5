"""What the section on opportunities says of contracts and plans measured from a snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.periods import Period
from futuregazing.measures.measured_contract_lists import RENEWALS, contracts, foremost
from futuregazing.measures.measured_labels import ALL
from futuregazing.measures.measured_lines import lines, number
from futuregazing.measures.measured_names_opportunities import (
    AWARDS,
    BOTH_KNOWN,
    EITHER,
    END_KNOWN,
    ENDS,
    EVERY_PLAN,
    KNOWN,
    LAPSED,
    LAST,
    NO_END,
    ONE_DAY,
    PLANS,
    PRINTED,
    UNLIKELY,
)
from futuregazing.measures.measured_words_awards import HEADING, awards_covered, awards_held
from futuregazing.measures.measured_words_timing import (
    NO_SEASON,
    delay,
    plans,
    plans_by_day,
    plans_coverage,
    plans_sentence,
    plans_title,
    seasons,
    seasons_coverage,
    seasons_title,
)
from futuregazing.measures.register import records
from futuregazing.tables.frames import Tables

STATES: Mapping[str, str] = {
    END_KNOWN: "with an end and no extension",
    BOTH_KNOWN: "with a last possible end too",
    NO_END: "without an end",
    ONE_DAY: "that start and end on one day",
    UNLIKELY: "with an unlikely period",
}


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
    return statement(
        "{found} among the snapshot's {all} {end} by {day}, and {last:bare} if every extension is "
        "taken; {plans}.",
        found=_or_none(found, "No contract"),
        all=number(tables, AWARDS, ALL),
        end="ends" if found.value <= 1 else "end",
        day=ahead.end,
        last=last,
        plans=plans_by_day(tables),
    )


def covers(tables: Tables) -> Iterator[Statement]:
    """Yield what the snapshot holds for the section, and that it is no market."""
    if not holds(tables):
        return
    yield awards_held(tables, AWARDS)
    yield statement(
        "This is what was collected, and a sample is not the market. A contract that ends by its "
        "notice may have been extended, ended early or bought again since; it may stand in the "
        "lists above too, and nothing is added to them."
    )


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


def coverage(tables: Tables) -> Statement:
    """Return of how many awards an exhibit's lines are, with what their values leave out."""
    return awards_covered(tables, AWARDS)


def _or_none(found: Quantity, none: str = "none") -> Quantity | str:
    return found if found.value else none


__all__ = [
    "HEADING",
    "NO_SEASON",
    "answer",
    "coverage",
    "covers",
    "cut",
    "delay",
    "ends",
    "ends_title",
    "holds",
    "known",
    "lapsed_title",
    "list_title",
    "listed",
    "plans",
    "plans_coverage",
    "plans_sentence",
    "plans_title",
    "seasons",
    "seasons_coverage",
    "seasons_title",
]
"""All words of the section, wherever they are made: its notebook asks here."""
