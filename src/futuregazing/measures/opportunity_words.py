"""What is said about published totals, buyers that go, dates ahead and routes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted, share
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.units import POUND, Unit
from futuregazing.claims.wording import capitalised
from futuregazing.edition.dates import add_months
from futuregazing.edition.periods import Period, month
from futuregazing.edition.sections import Opportunities
from futuregazing.measures.register import (
    PROCEDURE_LABELS,
    THEME_LABELS,
    commonest,
    deals,
    how_many,
    keep,
    records,
)
from futuregazing.measures.reorganisation import reorganised_councils
from futuregazing.measures.routes import IN_FORCE, routes
from futuregazing.tables.frames import Tables

REPLACED = "replaced on"
"""Stands in `reorganisation` of contracts whose buyer is about to go."""
AROUND_MONTHS = 12
WORTH_DRAWING = 5
"""Fewer purchases with a stated route than this are told and not drawn."""
GOODS = "Goods and services, sub-central"


def totals_title(totals: pd.DataFrame) -> Statement:
    """Return what the published totals amount to: one number, or several that don't compare."""
    values = list(totals["value"])
    if len(values) == 1:
        return statement("One total was published: contracts worth {value}", value=values[0])
    refs = unique_refs(ref for value in values for ref in value.refs)
    number = counted(len(values), "published totals", refs)
    return statement("{number} count different contracts and make no trend", number=number)


def totals_sentence(totals: pd.DataFrame) -> Statement:
    """Return why totals with different scopes are not compared."""
    if len(totals) == 1:
        return statement(
            "It counts contracts that run out within its period, at their whole value; it is "
            "no forecast of what will be bought again."
        )
    services = totals[totals["definition"].str.contains("services only|service contracts")]
    refs = unique_refs(ref for value in services["value"] for ref in value.refs)
    if services.empty:
        return statement("Each has a place, a period and a scope of its own.")
    return statement(
        "They differ in place, period and scope: {services} of them, {values}, "
        "{verb} service contracts only.",
        services=counted(len(services), "", refs),
        values=listing(list(services["value"])),
        verb="counts" if len(services) == 1 else "count",
    )


def count_sentence(count: Quantity | None) -> Statement | None:
    """Return the published number of contracts that end within four years."""
    if count is None or count.period is None:
        return None
    return statement(
        "An older count is of contracts, not of money: {count} of councils to end between "
        "{start} and {end}.",
        count=count,
        start=month(count.period.start.year, count.period.start.month),
        end=month(count.period.end.year, count.period.end.month),
    )


def change_sentence(named: pd.DataFrame) -> Statement | None:
    """Return how many contracts end at councils that are due to be replaced."""
    councils = named[named["buyer_kind"] == "council"]
    going = _going(councils)
    if going.empty:
        return None
    part = share(how_many(going), how_many(councils), denominator="council contracts listed")
    return statement(
        "{going:bare} of the {councils:bare} council contracts ({part}) end at councils that are "
        "due to be replaced.",
        going=how_many(going),
        councils=how_many(councils),
        part=part,
    )


def change_title(named: pd.DataFrame) -> Statement:
    """Return the same as a title, of all contracts that the chart counts."""
    councils = named[named["buyer_kind"] == "council"]
    return statement(
        "{going:bare} of {all:bare} listed contracts end at councils due to be replaced",
        going=how_many(_going(councils)),
        all=how_many(named),
    )


def dates_title(dates: pd.DataFrame, ahead: Period) -> Statement:
    """Return how many dates ahead are known."""
    refs = unique_refs(ref for refs in dates["refs"] for ref in refs)
    noun = "date to reckon with" if len(dates) == 1 else "dates to reckon with"
    number = counted(len(dates), noun, refs, told_by=True)
    return statement("{number} up to {end}", number=number, end=ahead.end)


def routes_title(frame: pd.DataFrame) -> Statement:
    """Return the commonest route among purchases whose route is stated; "other" is none."""
    stated = _with_route(frame)
    if stated.empty:
        return statement("No purchase known at this date states its route")
    named = stated.loc[stated["procedure"] != "other", "procedure"]
    if named.empty:
        return statement("No purchase known at this date took a route with a name")
    first = commonest(named)[0][0]
    words = {"call_off": "Calling off a framework", "direct": "Direct award"}
    return statement(
        "{route} leads: {most:bare} of {all:bare} purchases with a stated route",
        route=words.get(first, PROCEDURE_LABELS[first]),
        most=how_many(stated[stated["procedure"] == first]),
        all=how_many(stated),
    )


def replaced(by_change: pd.DataFrame) -> list[str]:
    """Return the labels of `by_change` that tell of buyers due to be replaced."""
    return [str(label) for label in by_change["label"] if REPLACED in str(label).lower()]


def by_change(named: pd.DataFrame) -> pd.DataFrame:
    """Return how many contracts there are by what lies ahead of the buyer: label, value."""
    rows = [
        (capitalised(str(told)), how_many(part)) for told, part in named.groupby("reorganisation")
    ]
    return pd.DataFrame(rows, columns=["label", "value"])


def stated_routes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the routes taken, with their meaning, where a route is stated."""
    told = routes(_with_route(frame))
    return keep(told, (value.value > 0 for value in told["value"]))


def routes_worth_drawing(frame: pd.DataFrame) -> bool:
    """Tell whether enough purchases state their route."""
    return len(_with_route(frame)) >= WORTH_DRAWING


def routes_coverage(frame: pd.DataFrame) -> Statement:
    """Return how many purchases state their route."""
    return statement(
        "{stated:bare} of {all:bare} purchases listed state a route; a sample. One framework "
        "counts once, however many suppliers it has.",
        stated=how_many(_with_route(frame)),
        all=how_many(deals(frame)),
    )


def thresholds_title(limits: pd.DataFrame) -> Statement:
    """Return the threshold in force for what councils and emergency services mostly buy."""
    ours = limits[limits["label"].str.contains(GOODS) & (limits["state"] == IN_FORCE)]
    if ours.empty:
        return statement("Thresholds above which the full rules apply")
    return statement(
        "Councils' goods and services: full rules from {value:full}", value=ours["value"].iloc[0]
    )


def near_sentence(named: pd.DataFrame, tables: Tables) -> Statement | None:
    """Return how many council contracts end within a year of their buyer's replacement."""
    ahead = reorganised_councils(tables)
    going = _going(named)
    near = keep(going, (_near(row, ahead) for row in records(going)))
    if near.empty:
        return None
    return statement(
        "{near:bare} of the {going:bare} contracts at councils due to be replaced end within a "
        "year of the change: find out who will decide, the old council or the new.",
        near=how_many(near),
        going=how_many(going),
    )


def _near(row: Mapping[str, Any], ahead: pd.DataFrame) -> bool:
    """Tell whether a contract ends in the year before or after its buyer is replaced."""
    days = ahead.loc[[code for code in row["buyer_codes"] if code in ahead.index], "vesting"]
    end = row["ends"].end
    return any(add_months(d, -AROUND_MONTHS) <= end <= add_months(d, AROUND_MONTHS) for d in days)


def _going(frame: pd.DataFrame) -> pd.DataFrame:
    return keep(frame, (REPLACED in told for told in frame["reorganisation"]))


def _with_route(frame: pd.DataFrame) -> pd.DataFrame:
    once = deals(frame)
    return once[once["procedure"] != "unknown"]


def narrowed(settings: Opportunities) -> Statement | None:
    """Return how the settings narrow the list, or None if they don't."""
    told = []
    if settings.themes:
        words = listing([THEME_LABELS[theme] for theme in settings.themes])
        told.append(statement("Only these themes are listed: {words}.", words=words))
    if settings.minimum_value_gbp:
        least = Quantity(
            Decimal(settings.minimum_value_gbp),
            Unit(POUND),
            basis="setting",
            formula="setting opportunities.minimum_value_gbp",
        )
        told.append(statement("Contracts with a value below {least} are left out.", least=least))
    return sum(told[1:], told[0]) if told else None
