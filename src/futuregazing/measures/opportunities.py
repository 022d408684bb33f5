"""What comes up for renewal: what was published about it, and what the register can name.

Published totals count different contracts in different places and never make a line. The
register is a sample: it names contracts, and its values are added up only within one kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import Unit
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period, month
from futuregazing.edition.sections import Opportunities
from futuregazing.measures import choose
from futuregazing.measures.labels import in_place, place_words
from futuregazing.measures.register import (
    how_many,
)
from futuregazing.measures.renewals import LISTED, block, renewals, window
from futuregazing.tables.frames import Tables

SEPARATE_TOTALS = (
    "each total has its own place, buyers and two years; they are set side by side, not ranked."
)

TOTALS, COUNTS = "live_contracts_expiring_24m", "contracts_expiring_48m_count"


def horizon(edition: Edition) -> Period:
    """Return the horizon the settings ask for, counted from the day they name."""
    settings = edition.opportunities
    day = edition.as_of if settings.count_from == "as_of" else edition.publication_date
    return window(day, settings.horizon_months)


def calendar_span(edition: Edition) -> Period:
    """Return the span of the calendar of dates ahead."""
    settings = edition.opportunities
    day = edition.as_of if settings.count_from == "as_of" else edition.publication_date
    return window(day, settings.calendar_months)


def months(number: int, name: str) -> Quantity:
    """Return a setting in months as a number that prose may print."""
    unit = Unit("month" if number == 1 else "months")
    return Quantity(Decimal(number), unit, basis="setting", formula=f"setting {name}")


def headline(tables: Tables, settings: Opportunities, edition: Edition) -> Statement:
    """Return the section's answer: what comes up for renewal, published and by name."""
    ahead = horizon(edition)
    named = block(renewals(tables, settings, ahead), LISTED)
    total = latest_total(tables)
    span = months(settings.horizon_months, "opportunities.horizon_months")
    values: dict[str, Any] = {"named": _named(named), "months": span, "end": ahead.end}
    if total is None or total.period is None:
        return statement(
            "We can name {named}, of councils and blue-light services, ending in the {months} to "
            "{end}; no total had been published.",
            **values,
        )
    values |= {"total": total, "finish": _last(total.period)}
    if total.period.end >= ahead.start:
        return statement(
            "Council technology contracts worth {total}{place} come up for renewal between {start} "
            "and {finish}; we can name {named}, blue light included, ending in the {months} to "
            "{end}.",
            start=_first(total.period),
            place=in_place(total.geography),
            **values,
        )
    return statement(
        "We can name {named}, of councils and blue-light services, ending in the {months} to "
        "{end}; the last published total, {total} of council contracts, ran only to {finish}.",
        **values,
    )


def key_point(tables: Tables, settings: Opportunities, edition: Edition) -> Statement:
    """Return the headline with one number alone: the published total if it runs still."""
    ahead, total = horizon(edition), latest_total(tables)
    if total is not None and total.period and total.period.end >= ahead.start:
        return statement(
            "Council technology contracts worth {total}{place} come up for renewal between {start} "
            "and {finish}.",
            total=total,
            place=in_place(total.geography),
            start=_first(total.period),
            finish=_last(total.period),
        )
    return statement(
        "We can name {named}, of councils and blue-light services, that end by {end}.",
        named=how_many(block(renewals(tables, settings, ahead), LISTED)),
        end=ahead.end,
    )


def published_totals(tables: Tables) -> pd.DataFrame:
    """Return what was published about contracts up for renewal, oldest first.

    Columns: label (whose contracts), value (a quantity), definition, period, publisher.
    """
    frame = choose.best_first(choose.figures(tables, [TOTALS]))
    rows = [_total_row(row) for row in choose.records(frame)]
    made = pd.DataFrame(rows, columns=["label", "value", "definition", "period", "publisher"])
    starts = [row["value"].period.start for row in rows]
    return made.iloc[sorted(range(len(made)), key=lambda i: starts[i])]


def published_count(tables: Tables) -> Quantity | None:
    """Return the published number of contracts that end within four years."""
    return choose.best(choose.figures(tables, [COUNTS]))


def latest_total(tables: Tables) -> Quantity | None:
    """Return the latest published total of council contracts up for renewal."""
    frame = choose.where(choose.figures(tables, [TOTALS]), scope=choose.COUNCILS)
    return choose.best(frame)


def _total_row(row: Mapping[str, Any]) -> dict[str, Any]:
    value = quantity(row)
    whose = "Police forces" if row["buyer_scope"] == "police" else "Councils"
    return {
        "label": f"{whose}, {place_words(row['geography'])}, {value.period}",
        "value": value,
        "definition": house_words(row["definition_note"]),
        "period": value.period,
        "publisher": row["publisher"],
    }


def _named(named: pd.DataFrame) -> Quantity | str:
    return "no contract" if named.empty else how_many(named)


def _first(period: Period) -> Period:
    return month(period.start.year, period.start.month)


def _last(period: Period) -> Period:
    return month(period.end.year, period.end.month)
