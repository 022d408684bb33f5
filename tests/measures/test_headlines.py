"""Headlines keep their subject from edition to edition, and each says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pytest
from editions import PUBLISHED, each_edition, tables_of

from futuregazing.claims.quantity import Quantity
from futuregazing.edition import known_editions, load_edition
from futuregazing.measures.headlines import Headline, headlines

EDITIONS = known_editions()


@cache
def of_edition(year: int) -> list[Headline]:
    return headlines(tables_of(year), load_edition(year))


def numbers_of(year: int) -> dict[str, Quantity | None]:
    return {headline.id: headline.number for headline in of_edition(year)}


@pytest.fixture(params=each_edition())
def told(request: pytest.FixtureRequest) -> list[Headline]:
    return of_edition(request.param)


def test_names_are_unique_and_hold_no_digit_so_that_they_last(told: list[Headline]) -> None:
    names = [headline.id for headline in told]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", name) for name in names)
    assert all(headline.id.startswith(f"{headline.section}.") for headline in told)


def test_an_edition_has_eight_to_sixteen_headlines(told: list[Headline]) -> None:
    assert 8 <= len(told) <= 16


def test_every_number_rests_on_rows(told: list[Headline]) -> None:
    assert all(headline.number.refs for headline in told if headline.number)


def test_a_subject_without_a_number_says_so_in_words(told: list[Headline]) -> None:
    for headline in told:
        if headline.number is None:
            assert re.search(r"\b(No|no|not|nothing)\b", headline.sentence.text)


@pytest.mark.parametrize(
    "years", [PUBLISHED, pytest.param(EDITIONS, marks=pytest.mark.slow)], ids=["published", "all"]
)
def test_a_headline_has_one_title_in_all_editions(years: Sequence[int]) -> None:
    titles: dict[str, set[str]] = {}
    for year in years:
        for headline in of_edition(year):
            titles.setdefault(headline.id, set()).add(headline.title)
    assert all(len(found) == 1 for found in titles.values())


def test_the_size_of_the_market_and_its_growth_are_two_headlines() -> None:
    size, growth = (numbers_of(2026)[f"market_size.{name}"] for name in ("size", "growth"))
    assert size is not None
    assert size.text == "£2.85bn"
    # £2.5bn in FY2020/21, £2.8bn in FY2024/25, of one publication: 2.8 / 2.5 = 1.12
    assert growth is not None
    assert growth.text == "12%"


def test_a_section_left_out_of_an_edition_has_no_headline() -> None:
    edition = load_edition(2027)
    fewer = edition.model_copy(update={"sections": ("key_points", "market_size")})
    told = headlines(tables_of(2027), fewer)
    assert {headline.section for headline in told} == {"market_size"}


def test_a_fall_is_a_number_below_nothing() -> None:
    growth = numbers_of(2023)["market_size.growth"]
    # £2.0bn in 2020, £1.9bn in 2021: 1.9 / 2.0 - 1 = -5%
    assert growth is not None
    assert growth.value == -5
