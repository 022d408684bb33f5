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

from futuregazing.claims.quantity import Quantity, counted, growth
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import (
    BOUGHT_IN,
    GROWTH,
    basis_label,
    day_published,
    place_words,
)
from futuregazing.measures.market import ANNUAL, refs_in_order, sizes
from futuregazing.measures.real_terms import real_growth
from futuregazing.tables.frames import Tables

THIRD_PARTY = "third-party"
"""In a growth record's definition or title: growth of all that councils buy."""
YEAR_ON_YEAR = "year on year"
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
            "vintage": day_published(str(record["published_date"])),
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
        "From {start} in {first} to {end} in {last} spending went {direction} {change} in all, in "
        "money of the day ({kind}, as published by {publisher}).",
        kind=str(row["kind"]).lower(),
        publisher=str(row["publisher"]),
        start=row["start"],
        first=row["start_period"],
        end=row["end"],
        last=row["end_period"],
        direction="up" if change.value >= 0 else "down",
        change=_either_way(change),
    )


def series_lines(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return the points of each series of bought-in spending: `label`, `value`.

    A line is named by who published it and when, so that no two are read as one.
    """
    frame = choose.where(sizes(tables), ANNUAL, basis=[BOUGHT_IN])
    made = []
    for points in choose.series_of(frame):
        if len(points) >= settings.series_min_points:
            record = choose.record_of(frame, points[-1])
            label = f"Published {str(record['published_date'])[:4]}"
            made += [
                {"label": label, "value": q, "place": place_words(q.geography)} for q in points
            ]
    return pd.DataFrame(made, columns=["label", "value", "place"])


def series_lines_title(table: pd.DataFrame) -> Statement:
    """Return how many series there are, and that growth is read within one."""
    if table["label"].nunique() == 1:
        return statement("One publication gives two years that can be joined")
    lines = counted(table["label"].nunique(), "series", refs_in_order(table["value"]), told_by=True)
    return statement("{lines}, each at its own level: growth is read within one", lines=lines)


def growth_title(table: pd.DataFrame) -> Statement:
    """Return what the series that ends latest shows."""
    row = table.iloc[-1]
    change = row["growth"]
    return statement(
        "The latest series {direction} {change} from {first} to {last}",
        direction="rose" if change.value >= 0 else "fell",
        change=_either_way(change),
        first=row["start_period"],
        last=row["end_period"],
    )


def without_series(tables: Tables, settings: MarketSize) -> list[Statement]:
    """Return that bought-in spending has no series to read growth from, where that is so."""
    series = choose.series_of(choose.where(sizes(tables), ANNUAL, basis=[BOUGHT_IN]))
    if any(len(points) >= settings.series_min_points for points in series):
        return []
    if series:
        return [
            statement(
                "No series of what councils bought in, known at this date, has as many points as "
                "this edition's settings ask for; their points stand apart."
            )
        ]
    return [
        statement(
            "No two yearly figures of what councils bought in, known at this date, were "
            "published as one series; how that spending grew from year to year cannot be said."
        )
    ]


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
            "vintage": day_published(str(record["published_date"])),
        }
        for q, record in zip(choose.quantities(frame), choose.records(frame), strict=True)
    ]
    return pd.DataFrame(made, columns=["growth", "rate", "period", "publisher", "vintage"])


def implied_path(tables: Tables) -> list[Statement]:
    """Return the year before the latest, as a year's growth on the same page implies it."""
    frame = choose.figures(tables)
    points = choose.series_of(choose.where(sizes(tables), ANNUAL, basis=[BOUGHT_IN]))
    if not points:
        return []
    first, last = points[-1][0], points[-1][-1]
    page = frame[frame["url"] == choose.record_of(frame, last)["url"]]
    stated = choose.where(page, "growth_rate", scope=COUNCILS, basis=[GROWTH])
    steps = [q for q in choose.quantities(stated) if YEAR_ON_YEAR in q.unit.aside]
    told = []
    for step in [q for q in steps if choose.ended(q) == choose.ended(last)]:
        before = _before(last, step)
        lower = before.value < first.value
        told.append(
            statement(
                "The same page states {step} growth in the last year, which implies {before} "
                "the year before{turn}. This path is inferred, not published.",
                step=step,
                before=before,
                turn=": less than at the start, so spending would have fallen in between"
                if lower
                else "",
            )
        )
    return told


def _either_way(change: Quantity) -> Quantity:
    """Return a growth, or a fall as a number above nothing, for words that say which it is."""
    if change.value >= 0:
        return change
    end, start = change.inputs
    formula = f"(1 - {end.expression} ÷ {start.expression}) × 100"
    return replace(change, value=-change.value, formula=formula)


def _before(last: Quantity, step: Quantity) -> Quantity:
    """Return the amount a year earlier that an amount and its last year's growth imply."""
    made = replace(last, value=last.value / (1 + step.value / 100), qualifier="approx", series="")
    return replace(
        made,
        period=None,
        refs=(*last.refs, *step.refs),
        formula=f"{last.full} ÷ (1 + {step.full})",
        inputs=(last, step),
    )


def published_growth_title(table: pd.DataFrame) -> Statement:
    """Return how many rates there are, and that their periods differ."""
    if len(table) == 1:
        return statement("One growth rate is published without its amounts")
    rates = counted(len(table), "published growth rates", refs_in_order(table["growth"]))
    periods = table["period"].nunique()
    if periods == 1:
        return statement("{rates} for one period", rates=rates)
    return statement("{rates}, for periods that overlap but differ", rates=rates)


def rate_words(unit: Unit) -> str:
    """Return whether a growth rate is a year's or the whole period's."""
    if unit.per == "year" or YEAR_ON_YEAR in unit.aside:
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
