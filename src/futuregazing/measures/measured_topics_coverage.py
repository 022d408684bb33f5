"""What a snapshot holds for a section: the lines that its measured part opens with.

They are the same for each section that speaks of councils, but each has a topic of its own,
since nothing is measured for a section that the edition leaves out. Sections that speak of
others too rest on `all_awards` of their market.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from futuregazing.claims.units import Unit
from futuregazing.edition.periods import instant
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import (
    ALL,
    BODIES,
    FIRMS,
    HELD,
    IN_SCOPE,
    SOLE,
    USABLE,
    held_topic,
)
from futuregazing.measures.measured_numbers import (
    Measured,
    cover,
    measured,
    number_of,
    numbers,
    told,
    total,
)
from futuregazing.measures.measured_parties import attribution
from futuregazing.measures.measured_places import bodies_that_awarded
from futuregazing.measures.measured_view import Topic, View


def held_for(section: str) -> Topic:
    """Return the topic that says what the snapshot holds for a section."""
    return Topic(held_topic(section), section, held)


def held(view: View) -> pd.DataFrame:
    """Return four lines: `IN_SCOPE`, `HELD`, `BODIES`, `FIRMS` of `measured_labels`.

    The first is the value of the technology awards of councils and combined authorities,
    with `years`: the years in which they were made, such as "2015 to 2026", empty where
    none has a date. Then the number of all awards of the snapshot, of the bodies that made
    those in scope, and of the firms that got one alone.
    """
    councils = view.councils
    rows = [
        (IN_SCOPE, total(councils, councils.awards, "all.value", "value of all awards")),
        (
            HELD,
            number_of(view.market, view.market.awards, "held", "awards of the snapshot, each once"),
        ),
        (BODIES, bodies_that_awarded(councils)),
        (FIRMS, firms(councils)),
    ]
    return told(rows).assign(years=[years(councils), "", "", ""])


def all_awards(market: MeasuredMarket) -> pd.DataFrame:
    """Return the number of a market's awards, and of those with a usable value.

    Column `part`: ALL or USABLE; `first` and `last` are the days on which the earliest and
    the latest of them was published (None where none is known), as in every section.
    """
    every = market.awards
    coverage = cover(every)
    usable = measured(
        market,
        "awards.usable",
        "awards whose value can be used",
        coverage.with_value,
        Unit("awards"),
        every[every["excluded_for"] == ""],
        coverage,
        basis="measured count",
        formula="count of awards, told by 1 row",
    )
    days = every["published_on"].dropna()
    ends_of = [] if days.empty else [instant(day.date()) for day in (days.min(), days.max())]
    first, last = ends_of or (None, None)
    counted = [("Awards", number_of_awards(market, every, "awards", "awards")), ("Usable", usable)]
    return with_columns(numbers(counted), part=[ALL, USABLE], first=[first] * 2, last=[last] * 2)


def number_of_awards(
    market: MeasuredMarket, records: pd.DataFrame, name: str, query: str
) -> Measured:
    """Return how many awards there are, with a value or not: all are counted."""
    return number_of(market, records[["award_key"]], name, query)


def with_columns(frame: pd.DataFrame, **columns: list[Any]) -> pd.DataFrame:
    """Return a frame with further columns, of whatever things."""
    made = {name: pd.Series(cells, frame.index, dtype=object) for name, cells in columns.items()}
    return frame.assign(**made)


def firms(market: MeasuredMarket) -> Measured:
    """Return how many different firms got an award alone whose value counts.

    A group of names is one firm. They are those of whom the ten largest are told.
    """
    counted = market.awards[market.awards["excluded_for"] == ""]
    whose = attribution(market, counted)
    alone = whose[whose["kind"] == SOLE].drop_duplicates("group_key")
    query = "different firms that got an award alone whose value counts"
    return number_of(market, counted.loc[alone.index], "firms", query, "firms")


def years(market: MeasuredMarket) -> str:
    """Return the first and the last year of the awards' days in words; empty without a day."""
    days = market.awards["award_date"].dropna()
    if days.empty:
        return ""
    return span_of((int(days.min().year), int(days.max().year)))


def span_of(years: Collection[int]) -> str:
    """Return the first and the last of some years in words."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} to {last}"
