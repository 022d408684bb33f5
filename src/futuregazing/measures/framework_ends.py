"""Frameworks known at an edition's date: who runs them, their ceiling, and when they end.

A ceiling is never spending. One framework stands twice where a notice and the press print
different values: which of them holds is not for this report to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted, quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import Period, parse_period
from futuregazing.measures import choose
from futuregazing.measures.blue_light import UNTRACED, UNTRACED_MARK
from futuregazing.measures.blue_light_events import frameworks
from futuregazing.measures.buyer_names import tidy_name
from futuregazing.measures.coming_dates import is_framework
from futuregazing.measures.register import CEILING, purchases, value_of
from futuregazing.tables.frames import Tables

RUNNING, TO_COME, ENDED, OPEN = "running", "to come", "ended", "end not stated"
PLANNED = "planned"
"""State of a framework known from a planning or tender notice only: nothing shows that it began."""
COLUMNS = ["what", "who", "ceiling", "runs", "state", "url", "source", "refs"]


def known_frameworks(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the frameworks known, those to end first at the top, unknown ends last.

    Columns: what (named), who (who lets or reports it), ceiling (a quantity or None), runs
    (a period or None), state on the day (running, planned, to come, end not stated), url,
    source (its grade in words), refs. Frameworks that have ended are left out.
    """
    found = list(_from_figures(tables, day))
    found += _from_facts(tables, day)
    told = {line["ceiling"].value for line in found if line["ceiling"] is not None}
    found += [line for line in _from_register(tables, day) if line["ceiling"].value not in told]
    kept = [line for line in found if line["state"] != ENDED]
    kept.sort(key=lambda line: (_end(line["runs"]), line["what"].text))
    return pd.DataFrame(kept, columns=COLUMNS, dtype=object)


def with_an_end(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frameworks whose end is known."""
    return frame[frame["state"] != OPEN]


def without_an_end(frame: pd.DataFrame) -> Statement:
    """Return how many frameworks print a ceiling and no end."""
    number = how_many(frame[frame["state"] == OPEN])
    if not number.value:
        return statement("No framework is known by its ceiling alone.")
    return statement("Known by a ceiling alone, without an end date: {number}.", number=number)


def frameworks_title(ended: pd.DataFrame) -> Statement:
    """Return from when to when the known ends of frameworks lie."""
    first, last = ended["runs"].iloc[0].end, ended["runs"].iloc[-1].end
    if first == last:
        return statement("{number} with a known end: {first}", number=how_many(ended), first=first)
    return statement(
        "{number} with a known end, from {first} to {last}",
        number=how_many(ended),
        first=first,
        last=last,
    )


def how_many(frame: pd.DataFrame) -> Quantity:
    """Return the number of frameworks, as a count that knows its rows."""
    refs = tuple(ref for refs in frame["refs"] for ref in refs)
    return counted(len(frame), "framework" if len(frame) == 1 else "frameworks", refs)


def _from_figures(tables: Tables, day: dt.date) -> Iterator[dict[str, Any]]:
    for row in choose.records(choose.figures(tables, ["framework_value"])):
        period = parse_period(row["period_start"], row["period_end"])
        ref = (Ref("figures", row["figure_id"]),)
        yield _line(row["definition_note"], row["publisher"], quantity(row), period, day, row, ref)


def _from_facts(tables: Tables, day: dt.date) -> Iterator[dict[str, Any]]:
    told = frameworks(tables)
    rows = tables["bluelight"].loc[told.index]
    for row, fact in zip(choose.records(rows), choose.records(told), strict=True):
        if is_framework(row):
            runs = fact["when"] if isinstance(fact["when"], Period) else None
            yield _line(
                row["fact"], row["publisher"], fact["value"], runs, day, row, fact["refs"][:1]
            )


def _from_register(tables: Tables, day: dt.date) -> Iterator[dict[str, Any]]:
    once = purchases(tables["register"])
    for row in choose.records(once[once["value_flag"] == CEILING]):
        runs = parse_period(row["start_date"], row["end_date"]) if row["end_date"] else None
        value = value_of(row)
        if value is not None:
            source = {"url": row["source_url"], "source_grade": ""}
            name = str(row["subject"])
            yield _line(name, tidy_name(row["buyer_name"]), value, runs, day, source, row["refs"])


def _line(
    what: str,
    who: str,
    ceiling: Quantity | None,
    runs: Period | None,
    day: dt.date,
    row: Mapping[str, Any],
    refs: tuple[Ref, ...],
) -> dict[str, Any]:
    stated = runs is not None and (runs.start != dt.date.min or runs.end != dt.date.max)
    known = runs if stated else None
    return {
        "what": Named(what, refs),
        "who": who,
        "ceiling": ceiling,
        "runs": known,
        "state": _state(
            known, day, planned=ceiling is not None and ceiling.qualifier == "forecast"
        ),
        "url": row["url"],
        "source": UNTRACED_MARK if row["source_grade"] == UNTRACED else "source seen",
        "refs": refs,
    }


def _state(runs: Period | None, day: dt.date, *, planned: bool) -> str:
    if runs is None or runs.end == dt.date.max:
        return OPEN
    if runs.end < day:
        return ENDED
    if planned:
        return PLANNED
    return TO_COME if runs.start > day else RUNNING


def _end(runs: Period | None) -> dt.date:
    return dt.date.max if runs is None else runs.end
