"""How big the market is: this edition's figure, and every size ever published.

The headline is what councils paid technology suppliers, by their published invoices: the
latest year, or the total since a stated year where no later single year was known. Before
any such figure was published, the latest other estimate stands in and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref, unique_refs
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
PEAK = "peak"
"""In a record's definition: the largest yearly figure that its source has."""
FEWEST_TO_MATCH = 2
"""A print with fewer figures than this ("£2bn") cannot be told to be another number, rounded."""


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


def about_size(tables: Tables, found: Quantity | None) -> list[Statement]:
    """Return what else is published of the headline: average, peak year, coarser prints."""
    if found is None:
        return []
    told = [further(tables, found) for further in (yearly_average, peak_year, coarser_prints)]
    return [sentence for sentence in told if sentence is not None]


def limits(settings: MarketSize, found: Quantity | None, as_of: dt.date) -> list[Statement]:
    """Return what a reader must know before the numbers: gaps, open places, prices."""
    told = [] if found is None else [newest_year(found, as_of), open_place(found)]
    prices = (
        "Growth is given in money of the day and, where both end years have a deflator, less "
        "inflation."
        if settings.price_basis == "real"
        else "All amounts are in money of the day; none is adjusted for inflation."
    )
    return [*(sentence for sentence in told if sentence is not None), statement(prices)]


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


def peak_year(tables: Tables, found: Quantity) -> Statement | None:
    """Return the year that its source calls the peak, within a headline of several years."""
    frame = choose.where(sizes(tables), ANNUAL, basis=[found.basis], geography=[found.geography])
    peak = choose.best(frame[frame["definition_note"].str.contains(PEAK)])
    if peak is None or found.period is None or peak.period is None:
        return None
    if choose.is_one_year(found) or not found.period.contains(peak.period):
        return None
    return statement("The most in one year was {peak}, in {period}.", peak=peak, period=peak.period)


def coarser_prints(tables: Tables, found: Quantity) -> Statement | None:
    """Return where the same number is printed with fewer figures, so that nobody adds them."""
    # Repeats count here: a rounded repeat is just what a reader may take for another number.
    frame = choose.where(tables["figures"], ANNUAL, basis=[found.basis], scope=COUNCILS)
    same = [
        q
        for q in choose.quantities(choose.best_first(frame))
        if q.refs != found.refs and q.period == found.period and prints(q, found)
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


def sizes(tables: Tables) -> pd.DataFrame:
    """Return figure records of the size of all councils' technology market."""
    return choose.where(choose.figures(tables), ANNUAL, AVERAGE, CUMULATIVE, scope=COUNCILS)


def refs_in_order(values: Iterable[Quantity]) -> tuple[Ref, ...]:
    """Return the rows behind several quantities, each once."""
    return unique_refs(ref for q in values for ref in q.refs)


def prints(coarse: Quantity, fine: Quantity) -> bool:
    """Tell whether one number is another with fewer figures, rounded or cut."""
    printed, full = coarse.figures or 0, fine.figures or 0
    if not FEWEST_TO_MATCH <= printed < full:
        return False
    last_digit = Decimal(1).scaleb(coarse.value.adjusted() - printed + 1)
    return abs(coarse.value - fine.value) < last_digit
