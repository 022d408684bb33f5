"""How much was awarded, how much of it falls on a year, and how much was paid.

Awards, annual values of contracts and payments are three kinds of number; each has its own
basis and its own function, and none is ever added to another.
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
    Coverage,
    LeftOut,
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
NO_MONTH = "no day of payment"
NO_AMOUNT = "no amount"
NO_PAYER = "payer not recognised"
VAT_WORDS = {"net": "net of VAT", "gross": "with VAT", "vat_unstated": "VAT not stated"}
"""The bases of amounts, and their words."""
TO_COME = "dated after the as-of date"
FINANCIAL_YEAR_BEGINS = 4
SPEND = "measured spend"
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
        for period, at in _years(awards["award_date"], market.as_of, years)
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


def spend_by_year(market: MeasuredMarket, years: YearKind = "financial") -> pd.DataFrame:
    """Return what the bodies in scope list as paid in each year: all payments, for anything.

    Refunds are taken off. Payments of payers that were not recognised are left out and
    counted. Columns as in `told`, with `period` first, `publishers`: how many lists it rests
    on, and of the payments counted how many are `net` of VAT, `gross`, or do not say
    (`vat_unstated`). A year whose lists are few is no market.
    """
    payments = _with_unknown_payers(market)
    undated = payments["month"].isna()
    parts: list[tuple[Period | None, pd.Series]] = [
        *_years(payments["month"], market.as_of, years),
        *([(None, undated)] if undated.any() else []),
    ]
    rows = [
        (period, _paid(market, payments[at], f"spend.{years}_year:{_year(period)}", period))
        for period, at in parts
    ]
    known = [payments[at & payments["known"]] for _, at in parts]
    publishers = [one["publisher"].nunique() for one in known]
    vat = pd.DataFrame([_by_vat(one) for one in known], columns=list(VAT_WORDS), dtype="int64")
    return told(rows, "period").assign(publishers=publishers, **vat)


def _with_unknown_payers(market: MeasuredMarket) -> pd.DataFrame:
    """Return the payments in scope (`known`), and those whose payer nobody recognised."""
    mine = market.payments.assign(known=True)
    unknown = market.unknown_payers
    if unknown is None or unknown.empty:
        return mine
    return pd.concat([mine, unknown.assign(known=False)], ignore_index=True)


def _by_vat(payments: pd.DataFrame) -> dict[str, int]:
    """Return how many payments are net of VAT, hold it, or do not say."""
    gross, unstated = int(payments["gross"].sum()), int(payments["vat_unstated"].sum())
    net = int(payments["payments"].sum()) - gross - unstated
    return {"net": net, "gross": gross, "vat_unstated": unstated}


def _year(period: Period | None) -> str:
    return str(period.start.year) if period else NO_MONTH


def _paid(
    market: MeasuredMarket, payments: pd.DataFrame, name: str, period: Period | None
) -> Measured:
    mine, unknown = payments[payments["known"]], payments[~payments["known"]]
    listed, without = int(mine["payments"].sum()), int(mine["without_amount"].sum())
    nobodys, pence = int(unknown["payments"].sum()), int(unknown["pence"].sum())
    left = ((NO_AMOUNT, without, 0), (NO_PAYER, nobodys, pence))
    vat = ", ".join(f"{VAT_WORDS[basis]} {n:,}" for basis, n in _by_vat(mine).items() if n)
    return measured(
        market,
        name,
        f"payments listed{f' for {period}' if period else ', without a day'}, less refunds",
        pounds(mine["pence"].sum()),
        Unit(POUND),
        mine,
        Coverage(
            listed + nobodys,
            listed - without,
            tuple(LeftOut(*one) for one in left if one[1]),
            "payments",
            vat,
        ),
        basis=SPEND,
        period=period,
        formula=f"sum of {listed - without:,} payments",
        key="payment_key",
    )


def _size(
    market: MeasuredMarket, awards: pd.DataFrame, name: str, period: Period | None
) -> Measured:
    when = f"made in {period}" if period else name.rpartition(":")[2]
    query = f"value of awards {when}"
    return total(market, awards, f"market_size.{name}", query, period=period)


def _years(days: pd.Series, as_of: dt.date, kind: YearKind) -> list[tuple[Period, pd.Series]]:
    """Return each year that holds a day up to the as-of date, oldest first, with its rows."""
    known = days.where(days <= pd.Timestamp(as_of))
    first = known.dt.year
    if kind == "financial":
        first = first - (known.dt.month < FINANCIAL_YEAR_BEGINS)
    make = financial_year if kind == "financial" else calendar_year
    return [(make(int(year)), first == year) for year in sorted(first.dropna().unique())]
