"""How spending divides between regions: what is published, what follows, what is not known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

import pytest
import regional_tables as tiny
from editions import each_edition

from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.measures import regional_spend, regional_words, regions
from futuregazing.tables import load_tables

CAPITAL = ("London", "South East")
TOTAL = {"metric": "annual_tech_spend", "geography": "UK", "value": "1000"}
LONDON = {"geography": "London", "value": "200"}
SOUTH_EAST = {"geography": "South East", "value": "100"}


def settings(*inside: str):
    return load_edition(2027).regional_split.model_copy(update={"inside_regions": inside})


@cache
def at(year: int):
    return load_tables(load_edition(year).as_of)


@cache
def everything():
    return load_tables(None)


def test_a_share_outside_follows_from_amounts_of_one_publication() -> None:
    (split,) = regions.splits(tiny.tables(TOTAL, LONDON, SOUTH_EAST), CAPITAL)
    assert split.inside.value == Decimal(30)  # (200 + 100) / 1000
    assert split.outside.value == Decimal(70)
    assert split.beyond is not None
    assert split.beyond.amount == "£700m"
    assert split.derived
    assert {ref.row for ref in split.outside.refs} == {"T1", "T2", "T3"}


def test_amounts_of_two_publications_are_never_set_in_proportion() -> None:
    later = TOTAL | {"published_date": "2031-09-01"}
    assert regions.splits(tiny.tables(later, LONDON, SOUTH_EAST), CAPITAL) == []


def test_nothing_follows_when_one_inside_region_is_missing() -> None:
    assert regions.splits(tiny.tables(TOTAL, LONDON), CAPITAL) == []


def test_an_amount_for_two_regions_serves_both_and_not_one_of_them() -> None:
    joint = {"geography": "London and South East", "value": "300", "qualifier": "approx"}
    tables = tiny.tables(TOTAL, joint)
    (split,) = regions.splits(tables, CAPITAL)
    assert split.outside.text == "about 70%"
    assert regions.splits(tables, ("London",)) == []


def test_a_published_share_inside_gives_the_share_outside_and_is_not_worked_out_again() -> None:
    stated = {"metric": "share_london_se", "geography": "UK", "unit": "percent", "value": "31"}
    (split,) = regions.splits(tiny.tables(TOTAL, LONDON, SOUTH_EAST, stated), CAPITAL)
    assert (split.inside.text, split.outside.text) == ("31%", "69%")
    assert not split.derived


def test_the_same_share_told_twice_is_one_answer_and_the_first_to_say_it_is_named() -> None:
    stated = {"metric": "share_outside_london_se", "unit": "percent", "value": "64"}
    copy = stated | {"publisher": "Echo", "known_by": "2031-07-01"}
    (split,) = regions.splits(tiny.tables(copy, stated), CAPITAL)
    assert split.publisher == "Bureau"


def test_published_shares_do_not_apply_to_other_regions() -> None:
    stated = {"metric": "share_outside_london_se", "unit": "percent", "value": "64"}
    tables = tiny.tables(stated)
    assert regions.splits(tables, ("Wales",)) == []
    assert "does not cover the regions" in regional_words.no_split(tables).text
    assert "never for regions" in regional_words.no_split(tiny.tables()).text
    said = regional_words.about_splits(tables, [], ("Wales",))
    assert "With Wales counted as inside they do not apply" in said[0].text


@pytest.mark.parametrize(
    ("geography", "found"),
    [
        ("London and South East", {"London", "South East"}),
        ("Yorkshire and The Humber", {"Yorkshire and The Humber"}),
        ("North East", {"North East"}),
        ("England", set()),
        ("Outer London", set()),
        ("", set()),
    ],
)
def test_a_geography_names_regions_or_none(geography: str, found: set[str]) -> None:
    assert regions.regions_in(geography) == found


def test_regions_are_named_as_a_sentence_names_them() -> None:
    assert regions.words(["London", "South East", "Wales"]) == "London, the South East and Wales"
    assert regions.words(["Northern Ireland"]) == "Northern Ireland"


def test_an_amount_beside_a_share_that_it_cannot_fit_is_named_and_left_out() -> None:
    share = {"metric": "share_outside_london_se", "unit": "percent", "value": "60"}
    whole = {"metric": "cumulative_tech_spend", "geography": "London"}
    printed = {"metric": "spend_outside_london_se", "value": "100"}
    told = regions.clash(tiny.tables(share, whole | {"value": "1000"}, printed), CAPITAL)
    assert told is not None
    assert "£100m" in told.text
    assert "£600m" in told.text  # 60% of 1000
    assert regions.clash(tiny.tables(share, whole | {"value": "170"}, printed), CAPITAL) is None


def test_a_region_without_an_amount_has_no_value_and_never_nought() -> None:
    frame = regional_spend.spend_by_region(tiny.tables(TOTAL, LONDON))
    values = dict(zip(frame["region"], frame["value"], strict=True))
    assert values["London"].amount == "£200m"
    assert values["Wales"] is None
    assert regional_spend.known_regions(frame).value == 1


def test_a_region_known_only_together_with_another_says_so() -> None:
    joint = {"geography": "London and South East", "value": "300", "qualifier": "approx"}
    frame = regional_spend.spend_by_region(tiny.tables(joint)).set_index("region")
    assert frame.at["London", "value"] is None
    assert frame.at["London", "text"] == "in about £300m"
    assert frame.at["Wales", "text"] == ""


def test_spending_a_head_divides_by_the_people_of_the_time() -> None:
    people = tiny.population(2030, 4_000_000, 5_000_000, 1_000_000, 3_000_000)
    tables = tiny.tables(TOTAL, LONDON, SOUTH_EAST, population_region_2010_2024=people)
    heads = regional_spend.spend_per_head(tables).set_index("label")["value"]
    assert heads["London"].text == "£50 a head"  # 200m / 4m
    assert heads["South East"].text == "£20 a head"  # 100m / 5m
    assert heads[regional_spend.OTHERS].text == "£175 a head"  # (1000 - 300)m / 4m
    assert Ref("population_region_2010_2024", "E12000007:2030") in heads["London"].refs


def test_without_people_of_the_time_there_is_no_spending_a_head() -> None:
    other_year = tiny.population(2029, 1, 1, 1, 1)
    tables = tiny.tables(TOTAL, LONDON, population_region_2010_2024=other_year)
    assert regional_spend.spend_per_head(tables).empty


def test_nothing_known_is_empty_everywhere() -> None:
    tables = tiny.tables()
    assert regions.splits(tables, CAPITAL) == []
    assert regional_spend.latest_publication(tables).empty
    assert regional_spend.rest_of_country(tables) is None
    assert regional_spend.at_home(tables).empty
    assert regional_spend.index_total(tables) is None
    assert "do not say what share" in regions.headline(tables, settings(*CAPITAL)).text


def test_the_edition_written_in_2021_says_64_per_cent_of_england_and_nothing_later() -> None:
    tables = at(2022)
    (split,) = regions.splits(tables, CAPITAL)
    assert split.outside.text == "64%"
    assert split.outside.geography == "England"
    assert str(split.outside.period) == "2016 to 2021"
    assert regions.headline(tables, settings(*CAPITAL)).text == (
        "Councils outside London and the South East accounted for 64% of local bodies' "
        "technology spending in England from 2016 to 2021."
    )
    shares = regional_spend.at_home(tables)
    assert [(row.region, row.value.text) for row in shares.itertuples()] == [
        ("West Midlands", "48%")
    ]
    assert regional_spend.latest_publication(tables).empty


def test_the_current_edition_works_out_68_5_per_cent_of_the_united_kingdom() -> None:
    tables = at(2027)
    *_, latest = regions.splits(tables, CAPITAL)
    assert latest.outside.text == "68.5%"  # 1 - (491.69 + 407.34) / 2,851.36
    assert (latest.outside.geography, str(latest.outside.period)) == ("UK", "FY2024/25")
    told = regions.headline(tables, settings(*CAPITAL)).text
    assert "68.5%" in told
    assert "by our arithmetic" in told
    assert not any(word in told for word in ("rose", "risen", "up from", "grew"))


def test_other_inside_regions_change_the_answer_or_leave_it_unknown() -> None:
    tables = at(2027)
    assert "82.8%" in regions.headline(tables, settings("London")).text
    unknown = regions.headline(tables, settings("London", "Wales")).text
    assert "do not say what share" in unknown
    assert "Wales" in unknown


def test_the_listed_places_are_no_more_than_a_part_of_the_total() -> None:
    tables = at(2027)
    listed = regional_spend.index_total(tables)
    assert listed is not None
    assert listed.full == "£498,111,941.37"
    assert len(listed.refs) == 50
    assert all("within" in said.text for said in regional_words.index_checks(tables))
    assert regional_words.index_coverage(at(2022)) is None


@pytest.mark.parametrize("year", each_edition())
def test_no_share_rests_on_a_row_known_later(year: int) -> None:
    edition = load_edition(year)
    known = everything()["figures"]["known_by"]
    for split in regions.splits(at(year), CAPITAL):
        for ref in split.outside.refs:
            assert dt.date.fromisoformat(known[ref.row]) <= edition.as_of
