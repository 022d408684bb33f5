"""Councils beside the rest of the public sector: the NHS, central government, policing.

Growth and spending are compared only within one source and one period.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import ratio, share
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import capitalised, uncapitalised
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import GROWTH, in_place
from futuregazing.measures.market import ANNUAL
from futuregazing.measures.market_growth import rate_words
from futuregazing.tables.frames import Tables

LARGE = "spend_with_large_tech_suppliers"
PART = ("scope",)
"""What a list of parts of the public sector differs in."""
PEER_NAMES = {"local authorities": "Councils", "police": "Policing", "NHS": "The NHS"}


def growth_beside(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return growth of councils and others as one source states it for one period.

    Returns:
        One row a part of the public sector: `label`, `value` and `rate` ("a year" or "in
        all"); empty where no source sets councils beside anyone.
    """
    frame = choose.where(
        choose.figures(tables),
        "growth_rate",
        scope=["local authorities", *settings.comparators],
        basis=[GROWTH],
    )
    return _beside(frame, by=("url", "period_start", "period_end", "unit"))


def large_supplier_spend(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return spending with large technology suppliers, councils beside others, one source."""
    scope = ["local authorities", *settings.comparators]
    return _beside(choose.where(choose.figures(tables), LARGE, scope=scope))


def growth_title(table: pd.DataFrame) -> Statement:
    """Return whether councils grew slowest, fastest or in between."""
    order = ranked(table["value"], by=PART)
    council = next(q for q in table["value"] if q.scope in COUNCILS)
    place = "more slowly than" if order[0] == council else "differently from"
    if order[-1] == council:
        place = "faster than"
    return statement(
        "Councils' technology spending grew {place} that of {others}",
        place=place,
        others=listing([uncapitalised(str(n)) for n in table["label"] if n != "Councils"]),
    )


def growth_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, period and price basis of the growth rates."""
    q = table["value"].iloc[0]
    return statement(
        "Growth of technology spending, {rate}, {period}, as one source states it; {place}; money "
        "of the day",
        rate=str(table["rate"].iloc[0]),
        period=q.period,
        place=_place(q.geography),
    )


def large_supplier_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, period, place and price basis of spending with large suppliers."""
    q = table["value"].iloc[0]
    return statement(
        "Spending with the largest technology suppliers by published invoices, {place}, "
        "{period}; money of the day",
        place=_place(q.geography),
        period=q.period,
    )


def growth_apart(tables: Tables, settings: MarketSize) -> list[Statement]:
    """Return growth of those that no source sets beside councils, each with its own period."""
    beside = {q.scope for q in growth_beside(tables, settings)["value"]}
    frame = choose.where(choose.figures(tables), "growth_rate", basis=[GROWTH])
    told = []
    for name in settings.comparators:
        found = choose.best(choose.where(frame, scope=[name]))
        if name in beside or found is None:
            continue
        told.append(
            statement(
                "{name} is published by itself: {growth} {rate} over {period}{place}. Years, place "
                "and source are its own, so it must not be set beside councils' growth.",
                name=_name(name),
                growth=found,
                rate=rate_words(found.unit),
                period=found.period,
                place=in_place(found.geography),
            )
        )
    return told


def large_supplier_title(table: pd.DataFrame) -> Statement:
    """Return how many times the largest spender's bill is the councils'."""
    council = next(q for q in table["value"] if q.scope in COUNCILS)
    largest = ranked(table["value"], by=PART)[-1]
    name = table.loc[[q == largest for q in table["value"]], "label"].iloc[0]
    if largest == council:
        return statement("Councils spend most with the large technology suppliers")
    return statement(
        "With large technology suppliers {name} spends {times} as much as councils",
        name=uncapitalised(str(name)),
        times=ratio(largest, council, reason="two parts of the public sector, one source"),
    )


def part_of_public_sector(tables: Tables) -> Statement | None:
    """Return councils' share of the public sector's technology bill, where one source has both."""
    frame = choose.where(choose.figures(tables), ANNUAL, "public_sector_it_spend")
    for group in choose.told_together(frame):
        council = choose.best(choose.where(group, ANNUAL, scope=COUNCILS))
        whole = choose.best(choose.where(group, scope=["whole public sector"]))
        if council is None or whole is None or council.basis != whole.basis:
            continue
        return statement(
            "The one source with both on one footing puts councils at {part} of the whole "
            "public sector's {whole} in {period} (suppliers' revenue from software and IT "
            "services).",
            part=share(council, whole),
            whole=whole,
            period=whole.period,
        )
    return None


def _beside(
    frame: pd.DataFrame, by: Sequence[str] = ("url", "period_start", "period_end")
) -> pd.DataFrame:
    """Return the latest group of figures that sets councils beside at least one other."""
    for group in choose.told_together(frame, by=by):
        found = choose.quantities(group)
        if len(found) > 1 and any(q.scope in COUNCILS for q in found):
            rows = [
                {
                    "label": _name(q.scope),
                    "value": q,
                    "rate": rate_words(q.unit),
                }
                for q in found
            ]
            return pd.DataFrame(rows)
    return pd.DataFrame(columns=["label", "value", "rate"])


def _place(geography: str) -> str:
    return "area not stated, read as UK" if "not stated" in geography else geography


def _name(scope: str) -> str:
    """Return a part of the public sector as a chart names it."""
    return PEER_NAMES.get(scope, capitalised(scope))
