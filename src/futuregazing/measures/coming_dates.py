"""Dates ahead that a supplier or a council has to reckon with, drawn only from rows.

Four kinds: councils that are replaced, frameworks that begin or end, contracts that stand
apart, and plans that government has put a date to. A plan's date is the latest one known:
evidence that moves it counts before the plan itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.edition.periods import Period, instant, parse_moment
from futuregazing.edition.printed_periods import parse_printed
from futuregazing.measures.choose import figures, records
from futuregazing.measures.moments import moments_in, mostly_within
from futuregazing.measures.reorganisation import NOT_DECIDED, TABLE, vesting_day
from futuregazing.tables.frames import Tables

COUNCILS, FRAMEWORKS = "Councils replaced", "Frameworks"
CONTRACTS, PLANS = "Contracts set apart", "Government plans"
KINDS = (COUNCILS, FRAMEWORKS, CONTRACTS, PLANS)
"""In order of trust: of two rows that tell one date, the earlier kind is printed."""

GOVERNMENT = "government"
FRAMEWORK_TOPIC = "frameworks"
COPY = "C"
"""Source grade of a copy that was not traced to its producer."""
REORGANISATION_THEME = "devolution"
COLUMNS = ["date", "label", "detail", "kind", "refs"]


@dataclass(frozen=True)
class Coming:
    """One date ahead: when, what, how certain, and the rows that say so."""

    date: Period
    label: str
    detail: str
    kind: str
    refs: tuple[Ref, ...]


def coming_dates(tables: Tables, ahead: Period, apart: pd.DataFrame) -> pd.DataFrame:
    """Return the dates that lie in a period, in order of time.

    Args:
        tables: the tables as of the edition.
        ahead: the period of the calendar.
        apart: contracts that stand apart (see `renewals`), with ends, supplier_name,
            subject and refs.

    Returns:
        date (a period), label and detail (named, with their rows), kind, refs.
    """
    sources = (_vestings(tables), _frameworks(tables), _contracts(apart), _plans(tables, ahead))
    told = [one for source in sources for one in source if mostly_within(one.date, ahead)]
    kept = sorted(told, key=lambda one: (one.date.end, KINDS.index(one.kind), one.label))
    rows = [(one.date, Named(one.label, one.refs), one.detail, one.kind, one.refs) for one in kept]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def _vestings(tables: Tables) -> Iterator[Coming]:
    """Yield one date for each day on which councils are replaced, fixed or planned."""
    days: dict[tuple[dt.date, bool], list[dict[str, Any]]] = {}
    for row in records(tables[TABLE]):
        days.setdefault(vesting_day(row["vesting"]), []).append(row)
    for (day, planned), rows in days.items():
        areas = "; ".join(sorted(row["area"] for row in rows))
        new = "; ".join(row["new"] for row in rows if row["new"] != NOT_DECIDED)
        refs = tuple(Ref(TABLE, row["area"]) for row in rows)
        if planned:
            label, detail = f"New councils are planned in {_areas(rows)}", areas
        else:
            label, detail = f"New councils take over in {areas}: {new}", "decided"
        yield Coming(instant(day), label, detail, COUNCILS, refs)


def _areas(rows: Sequence[object]) -> str:
    return "one area" if len(rows) == 1 else f"{len(rows)} areas"


def _frameworks(tables: Tables) -> Iterator[Coming]:
    """Yield beginnings and ends of frameworks, from figures and from blue-light facts."""
    for row in records(figures(tables, ["framework_value"])):
        ref = (Ref("figures", row["figure_id"]),)
        name, source = house_words(row["definition_note"]), _source(row)
        for column, word in (("period_start", "begins"), ("period_end", "ends")):
            if moment := parse_moment(row[column]):
                yield Coming(moment, f"Framework {word}: {name}", source, FRAMEWORKS, ref)
    for row in filter(is_framework, records(tables["bluelight"])):
        ref = (Ref("bluelight", row["fact_id"]),)
        runs = parse_printed(row["period_or_date"])
        source = _source(row)
        for day, word in ((runs.start, "begins"), (runs.end, "ends")):
            if runs.bounded:
                yield Coming(
                    instant(day),
                    f"Framework {word}: {house_words(row['fact'])}",
                    source,
                    FRAMEWORKS,
                    ref,
                )


def _source(row: Mapping[str, Any]) -> str:
    """Return who says so; a copy is called one."""
    publisher = str(row["publisher"])
    return f"{publisher}: copy, not traced" if row["source_grade"] == COPY else publisher


def is_framework(fact: Mapping[str, Any]) -> bool:
    """Tell whether a blue-light fact is a framework with its ceiling, not an order under one."""
    named = "framework" in str(fact["fact"]).casefold()
    return fact["topic"] == FRAMEWORK_TOPIC and named and str(fact["unit"]).startswith("GBP m")


def _contracts(apart: pd.DataFrame) -> Iterator[Coming]:
    """Yield one date for contracts of one subject, supplier and end."""
    if apart.empty:
        return
    keys = ["subject", "supplier_name"]
    grouped = apart.assign(last=[end.end for end in apart["ends"]]).groupby([*keys, "last"])
    for (subject, supplier, _), group in grouped:
        buyers = f"{len(group)} buyers" if len(group) > 1 else str(group["buyer"].iloc[0])
        refs = unique_refs(ref for refs in group["refs"] for ref in refs)
        label = f"{subject} ({supplier}) ends"
        yield Coming(group["ends"].iloc[0], label, buyers, CONTRACTS, refs)


def _plans(tables: Tables, ahead: Period) -> Iterator[Coming]:
    """Yield what government has put a date to, at the latest date known for it."""
    plans = tables["predictions"]
    ours = plans[plans["programme"].str.startswith(GOVERNMENT)]
    settled = not tables[TABLE].empty
    evidence = tables["evidence"]
    for row in records(ours):
        if settled and REORGANISATION_THEME in row["theme"]:
            continue
        moved = records(evidence[evidence["prediction_id"] == row["prediction_id"]])
        if told := _latest_date(row, moved, ahead):
            yield told


def _latest_date(
    plan: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]], ahead: Period
) -> Coming | None:
    """Return a plan at the date that was named last; None if that is past."""
    ref = Ref("predictions", str(plan["prediction_id"]))
    said = house_words(plan["prediction"])
    later = sorted(evidence, key=lambda row: str(row["known_by"]), reverse=True)
    for row in later:
        if moments := _future(row["finding"], ahead):
            detail = f"latest known: {house_words(row['finding'])} ({row['publisher']})"
            refs = (ref, Ref("evidence", str(row["evidence_id"])))
            return Coming(moments[-1], said, detail, PLANS, refs)
    if moments := _future(plan["prediction"], ahead):
        return Coming(moments[-1], said, str(plan["who"]), PLANS, (ref,))
    return None


def _future(text: str, ahead: Period) -> list[Period]:
    """Return the moments of a text that lie in a period, coarse ones for the most part."""
    return [moment for moment in moments_in(text) if mostly_within(moment, ahead)]
