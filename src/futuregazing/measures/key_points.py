"""The opening page: what each section found in one number, what moved since, what is not known.

A key point is a section's own finding, made by the section's own measure, so that the two
cannot disagree. What changed is worked out by asking the same measures what they would have
said on the day of the edition before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period, financial_year
from futuregazing.edition.sections import KeyPoints
from futuregazing.measures import (
    blue_light,
    buyers,
    choose,
    market,
    opportunities,
    predictions,
    quality,
    regions,
    trends,
)
from futuregazing.tables.frames import Tables

Finding = Callable[[Tables, Edition], Statement]

FINDINGS: Mapping[str, Finding] = MappingProxyType(
    {
        "market_size": lambda t, e: market.headline(t, e.market_size),
        "buyers_and_suppliers": lambda t, _: buyers.headline(t),
        "regional_split": lambda t, e: regions.headline(t, e.regional_split),
        "technology_trends": lambda t, e: trends.key_point(t, e.technology_trends),
        "blue_light_procurement": lambda t, e: blue_light.headline(t, e.blue_light_procurement),
        "opportunities": lambda t, e: opportunities.key_point(t, e.opportunities, e),
        "predictions_review": lambda t, e: predictions.headline(t, e.predictions_review, e),
    }
)
"""Each section's finding in one number; the section opens with it or with a longer form of it."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "market_size": "Market size",
        "buyers_and_suppliers": "Buyers and suppliers",
        "regional_split": "Regional split",
        "technology_trends": "What councils do with technology",
        "blue_light_procurement": "Police, fire and ambulance",
        "opportunities": "Contracts up for renewal",
        "predictions_review": "Predictions",
    }
)


@dataclass(frozen=True)
class KeyPoint:
    """One section's finding with the number it turns on; None if it has none."""

    section: str
    sentence: Statement
    number: Quantity | None


def key_points(tables: Tables, settings: KeyPoints, edition: Edition) -> list[KeyPoint]:
    """Return the key points in the editor's order: findings that have a number, as many as set."""
    made = [key_point(name, tables, edition) for name in settings.candidates]
    return [point for point in made if point.number is not None][: settings.how_many]


def key_point(name: str, tables: Tables, edition: Edition) -> KeyPoint:
    """Return one section's finding with the number it turns on."""
    sentence = FINDINGS[name](tables, edition)
    numbers = numbers_in(sentence)
    return KeyPoint(name, sentence, numbers[0] if numbers else None)


def without_number(tables: Tables, settings: KeyPoints, edition: Edition) -> list[KeyPoint]:
    """Return the findings that say that nothing is known."""
    made = [key_point(name, tables, edition) for name in settings.candidates]
    return [point for point in made if point.number is None]


def numbers_in(sentence: Statement) -> list[Quantity]:
    """Return the quantities of a sentence, in reading order, those in its parts among them."""
    found = list(_quantities(sentence))
    told = [part["claim"] for part in sentence.parts if part["kind"] == "claim"]
    made = []
    for claim in told:
        rows = claim["refs"]
        match = [
            q for q in found if q.to_json()["refs"] == rows and float(q.value) == claim["value"]
        ]
        made += match[:1]
    return made


def not_known(tables: Tables, settings: KeyPoints, edition: Edition) -> Iterator[Statement]:
    """Yield what this edition does not know: the missing year, the missing subjects, the date."""
    found = market.size(tables, edition.market_size)
    missing = year_missing(found, edition)
    if missing is not None:
        yield statement(
            "No figure for what councils pay technology suppliers in {missing} had been published "
            "by {day}.",
            missing=missing,
            day=edition.as_of,
        )
    silent = [TITLES[point.section].lower() for point in without_number(tables, settings, edition)]
    if silent:
        yield statement("No number was known for: {topics}.", topics="; ".join(silent))
    unread = quality.not_available(tables)
    if unread:
        yield statement(
            "Of official totals to set these numbers against, none was at hand for: {topics}.",
            topics="; ".join(unread),
        )
    yield statement(
        "The newest source that shows a day is of {newest}; what was published later, or is "
        "published nowhere, is not in this report.",
        newest=quality.newest_source(tables),
    )


def year_missing(found: Quantity | None, edition: Edition) -> Period | None:
    """Return the last complete financial year, if the market figure does not reach it."""
    running = financial_year(edition.as_of)
    last = financial_year(running.start.year - 1)
    if found is None or choose.ended(found) < last.end:
        return last
    return None


def _quantities(sentence: Statement) -> Iterator[Quantity]:
    """Yield the quantities among a sentence's values, at any depth."""
    for value in sentence.values.values():
        if isinstance(value, Quantity):
            yield value
        elif isinstance(value, Statement):
            yield from _quantities(value)
