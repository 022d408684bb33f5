"""When awards are made within the year, and how long after it they are published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

import pandas as pd

from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.dates import MONTHS
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_numbers import ALL, Measured, cover, measured, total
from futuregazing.procurement.rules.dates import LATE_DAYS

QUARTERS = {"lower_quarter": 0.25, "median": 0.5, "upper_quarter": 0.75}
DECEMBER = 12


def complete_years(market: MeasuredMarket) -> tuple[int, ...]:
    """Return the calendar years that hold awards in their first and last quarter and are over.

    A year that the snapshot covers in part would make its months look busy.
    """
    days = market.awards["award_date"].dropna()
    quarters = days.groupby(days.dt.year).agg(lambda year: {1, 4} <= set(year.dt.quarter))
    quarters = quarters.astype("bool")
    years = [int(year) for year in quarters.index[quarters]]
    return tuple(year for year in years if dt.date(year, DECEMBER, 31) <= market.as_of)


def seasonality(market: MeasuredMarket, years: Collection[int] | None = None) -> pd.DataFrame:
    """Return the awards of each month of the year, over complete years.

    Args:
        market: the awards.
        years: calendar years to take; by default `complete_years`.

    Returns:
        month (1 to 12), label, awards, with_value, value (Quantity of all the years), measured,
        share_of_number and share_of_value (per cent; None of nothing), years (how many).
    """
    covered = sorted(complete_years(market) if years is None else years)
    days = market.awards["award_date"]
    inside = market.awards[days.dt.year.isin(covered)]
    month = inside["award_date"].dt.month
    told = f"{covered[0]} to {covered[-1]}" if covered else "no year"
    lines = []
    for number, label in enumerate(MONTHS, start=1):
        own = inside[month == number]
        made = total(market, own, f"month:{number}:{told}", f"awards of {label}, {told}")
        lines.append((number, label, made.coverage.n, made.coverage.with_value, made))
    frame = pd.DataFrame(lines, columns=["month", "label", "awards", "with_value", "measured"])
    frame.insert(4, "value", [one.quantity for one in frame["measured"]])
    pounds = pd.Series([float(q.value) for q in frame["value"]])
    return frame.assign(
        share_of_number=_shares(frame["awards"]),
        share_of_value=_shares(pounds),
        years=len(covered),
    )


def _shares(values: pd.Series) -> pd.Series:
    whole = float(values.sum())
    shares = [ALL * float(value) / whole if whole else None for value in values]
    return pd.Series(shares, values.index, dtype="object")


def time_to_publication(market: MeasuredMarket) -> dict[str, Measured]:
    """Return how many days passed from award to its first publication; reissues do not count.

    Keys: `lower_quarter`, `median`, `upper_quarter` (days), `late_pct` (share published more than
    thirty days after the award). Left out are awards without one of the days, and those dated
    after their publication. Empty where none is left.
    """
    awards = market.awards
    days = (awards["first_published_on"] - awards["award_date"]).dt.days
    reasons = pd.Series("", awards.index, dtype="str")
    reasons = reasons.mask(days < 0, "dated after publication")
    reasons = reasons.mask(awards["published_on"].isna(), "no day of publication")
    reasons = reasons.mask(awards["award_date"].isna(), "no award date")
    counted = awards[reasons == ""]
    waited = days[reasons == ""]
    if counted.empty:
        return {}
    coverage = cover(awards, reasons)

    def made(name: str, query: str, value: float, unit: Unit) -> Measured:
        basis = "measured days from award to publication"
        exact = Decimal(repr(round(float(value), 10)))
        return measured(market, name, query, exact, unit, counted, coverage, basis=basis)

    n = f"{len(counted):,} awards"
    found = {
        name: made(
            f"publication.{name}",
            f"{name.replace('_', ' ')} of days from award to publication, {n}",
            float(waited.quantile(part)),
            Unit("days"),
        )
        for name, part in QUARTERS.items()
    }
    late = ALL * float((waited > LATE_DAYS).mean())
    query = f"share of {n} published more than {LATE_DAYS} days after the award"
    return {**found, "late_pct": made("publication.late", query, late, Unit(PERCENT))}
