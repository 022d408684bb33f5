"""Every yearly size of the market that was published, and the one number a chart of them shows."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.labels import AWARDS, basis_label, day_published
from futuregazing.measures.market import ANNUAL, AVERAGE, prints, refs_in_order, sizes
from futuregazing.tables.frames import Tables


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
            "vintage": day_published(str(record["published_date"])),
        }
        for number, (q, record) in enumerate(zip(every, choose.records(frame), strict=True))
        if q.period and q.period.bounded and not _outdone(q, every, every[:number])
    ]
    order = {basis_label(basis).short: number for number, basis in enumerate(settings.bases)}
    made.sort(key=lambda row: (order.get(str(row["label"]), len(order)), str(row["label"])))
    return pd.DataFrame(made, columns=["label", "value", "publisher", "vintage"])


def number_shown(table: pd.DataFrame, found: Quantity | None) -> Quantity:
    """Return the one number of the chart of `published_sizes`: the newest of the headline's kind.

    The headline itself where it is among them; of several for one time the first, which is
    the best. Without a headline's kind it is the newest of the first kind.
    """
    values: list[Quantity] = list(table["value"])
    basis = (
        found.basis if found and any(q.basis == found.basis for q in values) else values[0].basis
    )
    kind = [q for q in values if q.basis == basis]
    itself = [q for q in kind if found and q.refs == found.refs]
    return itself[0] if itself else max(kind, key=choose.ended)


def kind_shown(number: Quantity) -> str:
    """Return the kind of the chart's one number, as the chart names it."""
    return basis_label(number.basis).short


def when_shown(number: Quantity) -> Statement:
    """Return what stands under the chart's one number: its year, or that it is an average."""
    words = "in {period}" if choose.is_one_year(number) else "a year on average, {period}"
    return statement(words, period=number.period)


def sizes_title(table: pd.DataFrame, number: Quantity) -> Statement:
    """Return the chart's one number, and how many other kinds of number stand beside it."""
    told = {"kind": kind_shown(number), "size": number, "period": number.period}
    yearly = "in {period}" if choose.is_one_year(number) else "a year over {period}"
    kinds = table["label"].nunique() - 1
    refs = refs_in_order(table["value"])
    others = counted(kinds, "other kinds", refs, told_by=True, scope="figures")
    beside = ", beside {others} of number" if kinds else ""
    return statement(
        f"{{kind}}: {{size}} {yearly}{beside}", **told, **({"others": others} if kinds else {})
    )


def _unjoined(q: Quantity, every: list[Quantity], least: int) -> Quantity:
    """Return a figure without its series where that has too few points for a line."""
    points = sum(other.series == q.series for other in every)
    return replace(q, series="") if points < least else q


def _outdone(q: Quantity, every: list[Quantity], better: list[Quantity]) -> bool:
    """Tell whether a lone figure adds nothing to what others say of its time and kind.

    A bound adds nothing once a level has been published; an older bound is history and stays.
    """
    if q.series:
        return False
    rivals = [r for r in every if r.refs != q.refs and r.basis == q.basis and r.period == q.period]
    levels = [r for r in rivals if r.qualifier not in choose.BOUNDS]
    bounded = q.qualifier in choose.BOUNDS and any(r.vintage <= q.vintage for r in levels)
    same = any(r.value == q.value and (r.series or r in better) for r in rivals)
    return bounded or same or any(prints(q, r) for r in rivals)
