"""How the market has grown: each series between its own end points, and rates as published.

Two vintages of one publisher differ in scope and coverage; nothing here is worked out
across them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, growth
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import GROWTH, basis_label, place_words
from futuregazing.measures.market import ANNUAL, sizes
from futuregazing.measures.real_terms import real_growth
from futuregazing.tables.frames import Tables

THIRD_PARTY = "third-party"
"""In a growth record's definition or title: growth of all that councils buy."""
SHORTEST_SPAN = 2
DAYS_IN_YEAR = 365.25


def growth_by_series(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return the growth of each series between its own end points, never across two.

    Returns:
        One row a series, the latest last: `kind`, `publisher`, `place`, `start`,
        `start_period`, `end`, `end_period`, `growth` (in all), `yearly` (on average a
        year, None for a single step), `vintage`. With prices set to real, also `real`:
        the growth less inflation where both end years have a deflator.
    """
    frame = choose.where(sizes(tables), ANNUAL)
    made = []
    for points in choose.series_of(frame):
        if len(points) < settings.series_min_points:
            continue
        first, last = points[0], points[-1]
        record = choose.record_of(frame, last)
        row = {
            "kind": basis_label(last.basis).short,
            "publisher": record["publisher"],
            "place": place_words(last.geography),
            "start": first,
            "start_period": first.period,
            "end": last,
            "end_period": last.period,
            "growth": growth(first, last),
            "yearly": _a_year(first, last),
            "vintage": record["published_date"],
        }
        if settings.price_basis == "real":
            row["real"] = real_growth(tables, first, last)
        made.append(row)
    columns = ["kind", "publisher", "place", "start", "start_period", "end", "end_period"]
    columns += ["growth", "yearly", "vintage"]
    columns += ["real"] if settings.price_basis == "real" else []
    return pd.DataFrame(made, columns=columns)


def growth_sentence(row: Mapping[Hashable, Any]) -> Statement:
    """Return the growth of one series of `growth_by_series`, its two end points named."""
    change = row["growth"]
    return statement(
        "{kind}, as {publisher} has it: from {start} in {first} to {end} in {last}, {direction} "
        "{change} in all, in money of the day.",
        kind=str(row["kind"]),
        publisher=str(row["publisher"]),
        start=row["start"],
        first=row["start_period"],
        end=row["end"],
        last=row["end_period"],
        direction="up" if change.value >= 0 else "down",
        change=replace(change, value=abs(change.value)),
    )


def published_growth(tables: Tables) -> pd.DataFrame:
    """Return the growth rates that sources state themselves, for councils' technology.

    Returns:
        One row a rate, latest first: `growth`, `rate` ("a year", "in all"), `period`,
        `publisher`, `vintage`.
    """
    frame = choose.where(choose.figures(tables), "growth_rate", scope=COUNCILS, basis=[GROWTH])
    other = frame["definition_note"].str.contains(THIRD_PARTY) | frame["title"].str.contains(
        THIRD_PARTY
    )
    frame = choose.best_first(frame[~other])
    made = [
        {
            "growth": q,
            "rate": rate_words(q.unit),
            "period": q.period,
            "publisher": record["publisher"],
            "vintage": record["published_date"],
        }
        for q, record in zip(choose.quantities(frame), choose.records(frame), strict=True)
    ]
    return pd.DataFrame(made, columns=["growth", "rate", "period", "publisher", "vintage"])


def rate_words(unit: Unit) -> str:
    """Return whether a growth rate is a year's or the whole period's."""
    if unit.per == "year" or "year on year" in unit.aside:
        return "a year"
    return "in all"


def _a_year(first: Quantity, last: Quantity) -> Quantity | None:
    """Return the yearly growth that leads from one end to the other, None for a single step."""
    whole = growth(first, last)
    years = (choose.ended(last) - choose.ended(first)).days / DAYS_IN_YEAR
    if round(years) < SHORTEST_SPAN:
        return None
    factor = float(last.value / first.value) ** (1 / round(years))
    yearly = Decimal(repr(round((factor - 1) * 100, 4)))
    formula = f"({last.expression} ÷ {first.expression}) ^ (1 ÷ {round(years)}) - 1"
    return replace(whole, value=yearly, unit=Unit(PERCENT, per="year"), formula=formula)
