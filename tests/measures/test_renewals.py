"""Which contracts end within the horizon; known answers against the real register."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest
from editions import tables_of

from futuregazing.edition import load_edition
from futuregazing.edition.model import Edition
from futuregazing.measures import opportunities, renewal_lists
from futuregazing.measures.register import IMPLAUSIBLE, SAID
from futuregazing.measures.renewals import (
    APART,
    ESTIMATED,
    FROM_TERM,
    FROM_TERM_EXTENDED,
    LAPSED,
    LISTED,
    MAXIMUM,
    block,
    estimated_ends,
    renewals,
    window,
)

ROW = {
    "term_months": None,
    "extension_months": None,
    "term_anchor": "",
    "start_date": "",
    "date_published": "",
}


@cache
def ending(year: int, *overrides: str) -> tuple[Edition, pd.DataFrame]:
    edition = load_edition(year, [f"opportunities.{one}" for one in overrides])
    ahead = opportunities.horizon(edition)
    return edition, renewals(tables_of(year), edition.opportunities, ahead)


def test_the_horizon_begins_the_day_after_and_ends_on_the_same_day_of_the_month():
    ahead = window(dt.date(2026, 11, 22), 24)
    assert (ahead.start, ahead.end) == (dt.date(2026, 11, 23), dt.date(2028, 11, 22))


def test_the_current_edition_lists_the_forty_seven_printed_ends_and_no_other():
    _, found = ending(2027)
    register = tables_of(2027)["register"]
    inside = register[
        (register["end_date"] > "2026-11-22") & (register["end_date"] <= "2028-11-22")
    ]
    assert len(inside) == 47
    assert set(block(found, LISTED, APART).index) == set(inside.index)
    assert len(block(found, LISTED)) == 47 - 4


def test_airwave_stands_apart_with_its_four_buyers():
    _, found = ending(2027)
    apart = block(found, APART)
    assert set(apart["supplier_name"]) == {"Airwave Solutions Limited"}
    assert len(apart) == 4
    assert not block(found, LISTED)["supplier_name"].str.contains("Airwave").any()


def test_nothing_stands_apart_if_no_word_is_set():
    _, found = ending(2027, "apart=[]")
    assert len(block(found, LISTED)) == 47


def test_a_shorter_horizon_is_a_part_of_the_longer_one():
    _, long = ending(2027)
    _, short = ending(2027, "horizon_months=12")
    listed = block(short, LISTED)
    assert len(listed) == 21
    assert set(listed.index) < set(block(long, LISTED).index)
    assert max(end.end for end in listed["ends"]) <= dt.date(2027, 11, 22)


def test_a_contract_past_its_end_is_listed_by_its_last_possible_end():
    _, found = ending(2027)
    late = block(found, MAXIMUM)
    assert list(late.index) == ["REG0310"]
    assert str(late.iloc[0]["ends"]) == "29 February 2028"


def test_ends_worked_out_from_a_term_have_a_block_of_their_own_that_can_be_left_out():
    _, found = ending(2027)
    worked = block(found, ESTIMATED)
    assert set(worked["how"]) == {FROM_TERM, FROM_TERM_EXTENDED}
    assert worked["end_date"].eq("").all()
    _, without = ending(2027, "include_estimated=false")
    assert block(without, ESTIMATED).empty


def test_themes_and_smallest_value_narrow_the_list_and_keep_contracts_without_a_value():
    _, cyber = ending(2027, "themes=[cyber]")
    assert set(cyber["theme"]) == {"cyber"}
    _, large = ending(2027, "minimum_value_gbp=100000")
    listed = block(large, LISTED)
    assert listed["value_gbp"].dropna().min() >= 100_000
    assert listed["value_gbp"].isna().any()


def test_lapsed_contracts_are_listed_only_if_asked_for():
    _, found = ending(2027)
    assert block(found, LAPSED).empty
    _, asked = ending(2027, "include_lapsed=true")
    ends = [end.end for end in block(asked, LAPSED)["ends"]]
    assert ends
    assert min(ends) >= dt.date(2025, 11, 23)
    assert max(ends) <= dt.date(2026, 11, 22)


def test_no_contract_is_listed_twice():
    for year in (2022, 2027):
        _, found = ending(year)
        assert found.index.is_unique
        twins = {twin for others in found["twins"] for twin in others}
        assert not twins & set(found.index)


def test_the_older_edition_lists_what_the_register_knew_then():
    edition, found = ending(2022)
    listed = block(found, LISTED)
    assert len(listed) == 16
    assert max(listed["known_by"]) <= edition.as_of.isoformat()
    assert max(end.end for end in listed["ends"]) <= dt.date(2023, 12, 31)


def test_buyers_to_be_replaced_are_told_from_others():
    _, found = ending(2027)
    told = dict(zip(found["buyer"], found["reorganisation"], strict=True))
    assert told["Dartford Borough Council"] == "planned to be replaced on 1 April 2028"
    assert told["Wrexham County Borough Council"] == "none known"
    assert told["Nottinghamshire Police"] == "police reform announced"
    assert told["British Transport Police"] == "none known"
    assert told["East Suffolk Council"].startswith("planned")


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ({"term_months": 36, "term_anchor": "decision 2024-09-16"}, ["15 September 2027"]),
        (
            {"term_months": 36, "extension_months": 12, "term_anchor": "June 2024"},
            ["June 2027", "June 2028"],
        ),
        ({"term_months": 60, "term_anchor": "award in 2023"}, ["2028"]),
        ({"term_months": 24, "start_date": "2025-04-01", "term_anchor": "2020"}, ["31 March 2027"]),
        ({"term_months": 24, "date_published": "2025-04-17"}, ["April 2027"]),
        ({"term_months": 24, "term_anchor": "not printed"}, []),
        ({"term_anchor": "June 2024"}, []),
    ],
)
def test_an_end_is_worked_out_from_the_term_and_what_it_counts_from(row, ends):
    assert [str(end) for end in estimated_ends(ROW | row)] == ends


def sums(year: int) -> Iterator[tuple[str, object]]:
    _, found = ending(year)
    for line in renewal_lists.coverage(block(found, LISTED)).itertuples():
        yield line.label, line.total


def test_values_are_added_within_one_kind_and_flagged_ones_left_out():
    _, found = ending(2027)
    listed = block(found, LISTED)
    totals = dict(sums(2027))
    fit = listed[(listed["value_flag"] == SAID) & (listed["value_basis"] == "award")]
    assert float(totals["Award value"].value) == pytest.approx(fit["value_gbp"].sum())
    assert totals["Framework ceiling"] is None
    assert totals["No value printed"] is None
    assert "REG0059" not in {ref.row for ref in totals["Buyer's estimate"].refs}


def test_the_telematics_estimate_is_flagged_and_the_ceiling_too():
    from futuregazing.measures.register import CEILING, purchases

    once = purchases(tables_of(2027)["register"])
    assert once.at["REG0163", "value_flag"] == IMPLAUSIBLE
    assert once.at["REG0246", "value_flag"] == CEILING
    assert list(once.index[once["value_flag"] == IMPLAUSIBLE]) == ["REG0163"]
