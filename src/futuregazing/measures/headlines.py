"""The headline numbers of an edition: what the sections' findings turn on, each by itself.

A section's finding may change its subject from year to year, as better numbers are
published; a headline keeps its subject, so that it can be set beside itself in another
edition, and beside the other values that could be defended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import month
from futuregazing.measures import (
    blue_light,
    buyers,
    choose,
    market,
    market_growth,
    market_shares,
    opportunities,
    prediction_scores,
    predictions,
    regions,
    trends,
)
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.measures.key_points import numbers_in
from futuregazing.measures.labels import in_place
from futuregazing.measures.register import how_many
from futuregazing.measures.renewals import LISTED, block, renewals
from futuregazing.measures.themes import THEMES
from futuregazing.tables.frames import Tables

TOLD_APART = "failed_projects"
"""A theme that tells single sums and no state of things: nothing of it is a headline."""


@dataclass(frozen=True)
class Headline:
    """One headline number of an edition.

    Attributes:
        id: a permanent name without a digit, section and subject ("market_size.size").
        section: the section that tells it.
        title: its subject in words, the same in every edition.
        sentence: what the edition says of it, also where no number is known.
        number: the number it turns on; None if none is known.
        measure: what the number is of in this edition, where the subject leaves it open.
    """

    id: str
    section: str
    title: str
    sentence: Statement
    number: Quantity | None
    measure: str = ""


def headlines(tables: Tables, edition: Edition) -> list[Headline]:
    """Return the headlines of an edition in the order of its sections.

    A subject of which the edition knows no number is among them, with `number` None.

    Args:
        tables: as of the edition's date.
        edition: its sections and their settings decide what is told, and how.
    """
    return [
        headline
        for section in edition.sections
        if section in TELLERS
        for headline in TELLERS[section](tables, edition)
    ]


def _market(tables: Tables, edition: Edition) -> Iterator[Headline]:
    settings = edition.market_size
    yield _headline(
        "market_size.size",
        "Size of the council technology market",
        market.headline(tables, settings),
    )
    grown = market_growth.growth_by_series(tables, settings)
    if len(grown):
        latest = grown.iloc[-1].to_dict()
        told, number = market_growth.growth_sentence(latest), latest["growth"]
    else:
        told, number = statement("No growth of one series was known."), None
    yield Headline(
        "market_size.growth", "market_size", "Growth of council technology spending", told, number
    )
    shares = market_shares.shares(tables)
    bought = shares[shares["of"] == market_shares.WHOLES[market_shares.OF_PROCUREMENT]]
    yield _headline(
        "market_size.share_of_buying",
        "Technology's share of what councils buy",
        _first(
            (_share(row) for row in choose.records(bought)),
            "No source states technology's share of what councils buy.",
        ),
    )


def _share(row: Mapping[str, Any]) -> Statement:
    return statement(
        "Technology's share of what councils buy was {share} in {period}.",
        share=row["share"],
        period=row["period"],
    )


def _buyers(tables: Tables, _: Edition) -> Iterator[Headline]:
    few = (found(tables) for found in (buyers.ten_suppliers, buyers.few_suppliers))
    yield _headline(
        "buyers_and_suppliers.concentration",
        "Share of the largest suppliers",
        _first(few, "No figure for how concentrated supply is was known."),
    )
    yield _headline(
        "buyers_and_suppliers.smaller_firms",
        "Smaller firms' share",
        _first([buyers.smaller_firms(tables)], "No series of smaller firms' share was known."),
    )


def _regions(tables: Tables, edition: Edition) -> Iterator[Headline]:
    settings = edition.regional_split
    yield _headline(
        "regional_split.outside",
        f"Share of spending outside {regions.words(settings.inside_regions)}",
        regions.headline(tables, settings),
    )


def _trends(tables: Tables, edition: Edition) -> Iterator[Headline]:
    """Yield the foremost figure on adoption of each theme; themes without one are left out."""
    settings = edition.technology_trends
    for theme in settings.themes:
        if theme == TOLD_APART:
            continue
        known = [
            told
            for told in trends.theme_figures(tables, theme)
            if told.is_adoption and not told.copied
        ]
        for told in known[:1]:
            yield Headline(
                f"technology_trends.{theme}",
                "technology_trends",
                THEMES[theme].label,
                trends.latest_sentence(told, settings, SpellingOut()),
                told.value,
                "" if THEMES[theme].proper else told.line.label,
            )


def _blue_light(tables: Tables, edition: Edition) -> Iterator[Headline]:
    yield _headline(
        "blue_light_procurement.police_spend",
        "What police forces spend on technology",
        blue_light.headline(tables, edition.blue_light_procurement),
    )


def _opportunities(tables: Tables, edition: Edition) -> Iterator[Headline]:
    total = opportunities.latest_total(tables)
    yield _headline(
        "opportunities.published_total",
        "Contracts up for renewal, as published",
        statement("No total of contracts up for renewal had been published.")
        if total is None or total.period is None
        else statement(
            "By the latest published total, council technology contracts worth {total}{place} "
            "{come} up for renewal between {start} and {finish}.",
            come="came" if total.period.end < edition.as_of else "come",
            total=total,
            place=in_place(total.geography),
            start=month(total.period.start.year, total.period.start.month),
            finish=month(total.period.end.year, total.period.end.month),
        ),
    )
    ahead = opportunities.horizon(edition)
    named = block(renewals(tables, edition.opportunities, ahead), LISTED)
    yield _headline(
        "opportunities.named",
        "Contracts up for renewal that can be named",
        statement("No contract that ends by {end} can be named.", end=ahead.end)
        if named.empty
        else statement(
            "We can name {named}, of councils and blue-light services, that end by {end}.",
            named=how_many(named),
            end=ahead.end,
        ),
    )


def _predictions(tables: Tables, edition: Edition) -> Iterator[Headline]:
    settings = edition.predictions_review
    reviewed = predictions.review(tables, edition, settings)
    judged = predictions.with_verdict(reviewed)
    yield Headline(
        "predictions_review.come_true",
        "predictions_review",
        "Predictions that came true",
        predictions.headline(tables, settings, edition, reviewed),
        None if judged.empty else prediction_scores.overall(reviewed),
    )


TELLERS: Mapping[str, Callable[[Tables, Edition], Iterator[Headline]]] = MappingProxyType(
    {
        "market_size": _market,
        "buyers_and_suppliers": _buyers,
        "regional_split": _regions,
        "technology_trends": _trends,
        "blue_light_procurement": _blue_light,
        "opportunities": _opportunities,
        "predictions_review": _predictions,
    }
)
"""Who tells each section's headlines; sections that only gather have none."""


def _headline(name: str, title: str, sentence: Statement) -> Headline:
    """Return a headline with the first number of its sentence."""
    numbers = numbers_in(sentence)
    return Headline(name, name.split(".")[0], title, sentence, numbers[0] if numbers else None)


def _first(found: Iterable[Statement | None], unknown: str) -> Statement:
    """Return the first of several sentences that says anything, else that nothing is known."""
    return next((told for told in found if told is not None), statement(unknown))
