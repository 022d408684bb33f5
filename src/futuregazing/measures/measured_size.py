"""How much was awarded, and how much of it falls on a year.

Awards and annual values of contracts are two kinds of number, payments a third (see
`measured_payments`); each has its own basis, and none is ever added to another.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import pandas as pd

from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.periods import Period, calendar_year, financial_year, instant
from futuregazing.measures.measured import MeasuredMarket, made_in
from futuregazing.measures.measured_numbers import (
    Measured,
    cover,
    first_reason,
    measured,
    pounds,
    told,
    total,
)

YearKind = Literal["calendar", "financial"]
NO_DATE = "no award date"
TO_COME = "dated after the as-of date"
FINANCIAL_YEAR_BEGINS = 4
ANNUAL = "measured annual contract value"


def market_size(market: MeasuredMarket, years: YearKind = "calendar") -> pd.DataFrame:
    """Return the value awarded in each year, and what no year can be given for.

    Only bases that may be added up count, once per award. Columns as in `told`, with
    `period` first, and `complete`: whether the year had ended by the as-of date. The last
    rows, without a period, are awards without a date and those dated after the as-of date.
    Late years grow: most awards are published more than a month after they are made.
    """
    awards = market.awards
    rows = [
        (period, _size(market, awards[at], f"{years}_year:{period.start.year}", period))
        for period, at in years_of(awards["award_date"], market.as_of, years)
    ]
    ahead = awards["award_date"] > pd.Timestamp(market.as_of)
    rest = [
        (None, _size(market, awards[at], f"{years}_year:{label}", None))
        for label, at in ((NO_DATE, awards["award_date"].isna()), (TO_COME, ahead))
        if at.any()
    ]
    frame = told([*rows, *rest], "period")
    frame["complete"] = [p is not None and p.end <= market.as_of for p in frame["period"]]
    return frame


def size_in(market: MeasuredMarket, period: Period, name: str = "market_size") -> Measured:
    """Return the value of the awards made in a period."""
    inside = made_in(market, period)
    return total(inside, inside.awards, name, f"value of awards made in {period}")


def annual_value(
    market: MeasuredMarket, running_on: dt.date | None = None, *, shortest_years: float = 1
) -> Measured:
    """Return the contracts' value a year: each award's value by its length in years.

    Left out are awards without start or end, those that start and end on one day (their
    length is not known), and those with an unlikely period.

    Args:
        market: the awards.
        running_on: only contracts that run on this day; None for all.
        shortest_years: a shorter contract is taken to be so long. With 1, a project of a month
            counts with its whole value; with 0 it is multiplied by twelve, and purchases of
            a few days by a hundred and more.
    """
    awards = market.awards
    if running_on:
        day = pd.Timestamp(running_on)
        ended = awards["end_date"] < day
        awards = awards[(awards["start_date"] <= day) & ~ended]
    backwards = awards["end_date"] < awards["start_date"]
    reasons = first_reason(
        awards,
        ("no start or end", awards["start_date"].isna() | awards["end_date"].isna()),
        ("starts and ends on one day", awards["start_date"] == awards["end_date"]),
        (
            "unlikely period",
            awards["period_unlikely"] | backwards,
        ),
    )
    counted = awards[reasons == ""]
    length = np.maximum(years_between(counted["start_date"], counted["end_date"]), shortest_years)
    yearly = np.rint(counted["pence"].to_numpy() / length).astype("int64")
    when = f" running on {running_on.isoformat()}" if running_on else ""
    floor = f", at least {shortest_years:g}" if shortest_years else ""
    return measured(
        market,
        f"annual_value:{running_on or 'all'}:{shortest_years:g}",
        f"value by length in years{floor}, of contracts{when}",
        pounds(yearly.sum()),
        Unit(POUND, per="year"),
        counted,
        cover(awards, reasons),
        basis=ANNUAL,
        period=instant(running_on) if running_on else None,
        formula=f"sum of value ÷ years{floor} over {len(counted):,} awards",
    )


def years_between(first: pd.Series, last: pd.Series) -> np.ndarray:
    """Return the length of periods in years, both ends in them: whole years and the rest.

    From 1 February 2025 to 31 January 2028 are three years exactly. The rest is a part of
    the year that it lies in, of 365 or 366 days.
    """
    start = first.to_numpy().astype("datetime64[D]")
    end = last.to_numpy().astype("datetime64[D]") + np.timedelta64(1, "D")
    months = (end.astype("datetime64[M]") - start.astype("datetime64[M]")).astype("int64")
    years = months // 12
    years = np.where(_anniversary(start, years) > end, years - 1, years)
    since, until = _anniversary(start, years), _anniversary(start, years + 1)
    part: np.ndarray = (end - since).astype("int64") / (until - since).astype("int64")
    length: np.ndarray = years + part
    return length


def _anniversary(days: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Return the day so many years later; of 29 February 1 March where there is none."""
    months = days.astype("datetime64[M]")
    into_month = days - months.astype("datetime64[D]")
    later: np.ndarray = (months + 12 * years).astype("datetime64[D]") + into_month
    return later


def _size(
    market: MeasuredMarket, awards: pd.DataFrame, name: str, period: Period | None
) -> Measured:
    when = f"made in {period}" if period else name.rpartition(":")[2]
    query = f"value of awards {when}"
    return total(market, awards, f"market_size.{name}", query, period=period)


def years_of(days: pd.Series, as_of: dt.date, kind: YearKind) -> list[tuple[Period, pd.Series]]:
    """Return each year that holds a day up to the as-of date, oldest first, with its rows.

    Args:
        days: a day of each row.
        as_of: later days belong to no year.
        kind: of the years.
    """
    known = days.where(days <= pd.Timestamp(as_of))
    first = known.dt.year
    if kind == "financial":
        first = first - (known.dt.month < FINANCIAL_YEAR_BEGINS)
    make = financial_year if kind == "financial" else calendar_year
    return [(make(int(year)), first == year) for year in sorted(first.dropna().unique())]
