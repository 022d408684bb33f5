"""How big the market is: this edition's figure, and every size ever published.

The headline is what councils paid technology suppliers, by their published invoices: the
latest year, or the total since a stated year where no later single year was known. Before
any such figure was published, the latest other estimate stands in and says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.periods import calendar_year, financial_year
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import AWARDS, BOUGHT_IN, basis_label, in_place
from futuregazing.tables.frames import Tables

ANNUAL, AVERAGE, CUMULATIVE = (
    "annual_tech_spend",
    "annual_tech_spend_average",
    "cumulative_tech_spend",
)


def headline(tables: Tables, settings: MarketSize) -> Statement:
    """Return the section's answer: how big the market is, with basis and place."""
    found = size(tables, settings)
    if found is None:
        return statement("No figure for the size of the council technology market was known.")
    if found.basis != BOUGHT_IN:
        return statement(
            "The latest estimate of the council technology market, {kind}, was {size}{place} "
            "in {period}.",
            kind=basis_label(found.basis).short.lower(),
            size=found,
            place=in_place(found.geography),
            period=found.period,
        )
    values = {"size": found, "place": in_place(found.geography)}
    if choose.is_one_year(found):
        return statement(
            "Councils{place} spent {size} with technology suppliers in {period}, by the "
            "invoices they publish.",
            period=found.period,
            **values,
        )
    return statement(
        "Councils{place} have spent {size} with technology suppliers since {start}, by the "
        "invoices they publish.",
        start=calendar_year(found.period.start.year) if found.period else "the start",
        **values,
    )


def size(tables: Tables, settings: MarketSize) -> Quantity | None:
    """Return the figure that answers "how big": bought in if known, else the latest estimate."""
    frame = sizes(tables)
    bought = choose.where(frame, basis=[BOUGHT_IN])
    if not bought.empty:
        latest = max(choose.ended(q) for q in choose.quantities(bought))
        newest = bought[[choose.ended(q) == latest for q in choose.quantities(bought)]]
        for metric in (ANNUAL, CUMULATIVE, AVERAGE):
            found = choose.best(choose.where(newest, metric))
            if found is not None:
                return found
    others = frame[frame["measure_basis"].isin(settings.bases) & (frame["qualifier"] != "forecast")]
    return choose.best(others[others["measure_basis"] != AWARDS])


def yearly_average(tables: Tables, found: Quantity) -> Statement | None:
    """Return the published yearly average over the period of a cumulative headline."""
    frame = choose.where(sizes(tables), AVERAGE, basis=[found.basis], geography=[found.geography])
    same = [q for q in choose.quantities(choose.best_first(frame)) if q.period == found.period]
    if choose.is_one_year(found) or not same:
        return None
    return statement(
        "That is {average} a year on average over {period}, as the analysts themselves put it.",
        average=same[0],
        period=found.period,
    )


def coarser_prints(tables: Tables, found: Quantity) -> Statement | None:
    """Return where the same number is printed with fewer figures, so that nobody adds them."""
    frame = choose.where(choose.figures(tables), ANNUAL, basis=[found.basis], scope=COUNCILS)
    same = [
        q
        for q in choose.quantities(choose.best_first(frame))
        if q.refs != found.refs and q.period == found.period and _prints(q, found)
    ]
    if not same:
        return None
    return statement(
        "The same amount is also in print as {others}: one number, rounded or cut.",
        others=listing(same),
    )


def newest_year(found: Quantity, as_of: dt.date) -> Statement | None:
    """Return what is not known: the financial years that have ended since the headline's."""
    if found.period is None:
        return None
    following = financial_year(choose.ended(found) + dt.timedelta(days=1))
    if following.end > as_of:
        return None
    return statement(
        "No figure on this footing had been published for {year} by {day}.",
        year=following,
        day=as_of,
    )


def open_place(found: Quantity) -> Statement | None:
    """Return the warning that a headline's source leaves its area open."""
    if "not stated" not in found.geography:
        return None
    return statement("The source does not say which parts of the United Kingdom it covers.")


def published_sizes(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return every published yearly size of the market, for a chart over time.

    Returns:
        One row a figure: `label` (kind of number), `value`, `publisher`, `vintage`. A lone
        figure is left out where a better one says the same of its year: a bound beside a
        level, a rounded print beside a full one, a repeat.
    """
    frame = choose.where(sizes(tables), ANNUAL, AVERAGE)
    frame = choose.best_first(frame[frame["measure_basis"] != AWARDS])
    every = choose.quantities(frame)
    made = [
        {
            "label": basis_label(q.basis).short,
            "value": _unjoined(q, every, settings.series_min_points),
            "publisher": record["publisher"],
            "vintage": record["published_date"],
        }
        for number, (q, record) in enumerate(zip(every, choose.records(frame), strict=True))
        if q.period and q.period.bounded and not _outdone(q, every, every[:number])
    ]
    order = {basis_label(basis).short: number for number, basis in enumerate(settings.bases)}
    made.sort(key=lambda row: (order.get(str(row["label"]), len(order)), str(row["label"])))
    return pd.DataFrame(made, columns=["label", "value", "publisher", "vintage"])


def sizes(tables: Tables) -> pd.DataFrame:
    """Return figure records of the size of all councils' technology market."""
    return choose.where(choose.figures(tables), ANNUAL, AVERAGE, CUMULATIVE, scope=COUNCILS)


def _prints(coarse: Quantity, fine: Quantity) -> bool:
    """Tell whether one number is another with fewer figures, rounded or cut."""
    if not coarse.figures or not fine.figures or coarse.figures >= fine.figures:
        return False
    last_digit = Decimal(1).scaleb(coarse.value.adjusted() - coarse.figures + 1)
    return abs(coarse.value - fine.value) < last_digit


def _unjoined(q: Quantity, every: list[Quantity], least: int) -> Quantity:
    """Return a figure without its series where that has too few points for a line."""
    points = sum(other.series == q.series for other in every)
    return replace(q, series="") if points < least else q


def _outdone(q: Quantity, every: list[Quantity], better: list[Quantity]) -> bool:
    """Tell whether a lone figure adds nothing to what others say of its time and kind."""
    if q.series:
        return False
    rivals = [r for r in every if r.refs != q.refs and r.basis == q.basis and r.period == q.period]
    bounded = q.qualifier in choose.BOUNDS and any(r.qualifier not in choose.BOUNDS for r in rivals)
    same = any(r.value == q.value and (r.series or r in better) for r in rivals)
    return bounded or same or any(_prints(q, r) for r in rivals)
