import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.procurement.councils import CITY_OF_LONDON, CouncilNames, council_key

AUTHORITIES = pd.DataFrame(
    [
        ("E09000030", "Tower Hamlets", "London Borough of Tower Hamlets", ""),
        ("E09000001", "City of London", "City of London Corporation", ""),
        ("E06000010", "Kingston upon Hull, City of", "Hull City Council", ""),
        ("E07000244", "East Suffolk", "East Suffolk Council", ""),
        ("E07000236", "Redditch", "Redditch Borough Council", ""),
        ("E07000234", "Bromsgrove", "Bromsgrove District Council", ""),
        ("E06000063", "Cumberland", "Cumberland Council", ""),
        ("E06000064", "Westmorland and Furness", "Westmorland and Furness Council", ""),
        ("W06000011", "Swansea", "City and County of Swansea Council", "Abertawe"),
    ],
    columns=["gss_code", "name", "official_name", "name_cy"],
).set_index("gss_code")
SUCCESSORS = pd.DataFrame(
    [
        ("E07000205", "Suffolk Coastal District Council", "2019-04-01", "E07000244"),
        ("E07000206", "Waveney District Council", "2019-04-01", "E07000244"),
        ("E10000006", "Cumbria County Council", "2023-04-01", "E06000063"),
        ("E10000006", "Cumbria County Council", "2023-04-01", "E06000064"),
    ],
    columns=["old_gss", "old_name", "effective_date", "current_gss"],
)


NAMES = CouncilNames(AUTHORITIES, SUCCESSORS)

SLIPS = {
    "left out": lambda two: two[1],
    "doubled": lambda two: two[0] + two,
    "swapped": lambda two: two[1] + two[0],
    "wrong": lambda two: "q" + two[1],
}
"""What becomes of two letters when the first is mistyped."""
HOW = st.sampled_from(sorted(SLIPS))


def mistyped(name: str, place: int, how: str) -> str:
    return name[:place] + SLIPS[how](name[place : place + 2]) + name[place + 2 :]


@pytest.fixture(scope="module")
def names() -> CouncilNames:
    return NAMES


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("The Mayor and Burgesses of the London Borough of Tower Hamlets", ("E09000030",)),
        ("CITY OF LONDON CORPORATION", ("E09000001",)),
        ("Hull City Council", ("E06000010",)),
        ("Cyngor Abertawe", ("W06000011",)),
        ("Redditch Borough & Bromsgrove District Councils", ("E07000236", "E07000234")),
        ("Suffolk Coastal District Council and Waveney District Council", ("E07000244",)),
        ("Westmorland & Furness Council (W&F)", ("E06000064",)),
        ("Cumbria County Council", ("E06000063", "E06000064")),
    ],
)
def test_a_name_leads_to_the_councils_of_today(names, printed, codes):
    assert names.resolve(printed) == codes


@pytest.mark.parametrize(
    "printed",
    ["City Council", "The Council", "", "British Council for Robots", "London Councils", "BHCC"],
)
def test_a_name_that_tells_no_council_is_not_guessed(names, printed):
    assert names.resolve(printed) == ()


@given(st.integers(0, 6), HOW, st.integers(10, 16), HOW)
def test_two_slips_anywhere_in_a_long_name_and_one_in_a_short_are_forgiven(first, how, last, then):
    twice = mistyped(mistyped("westmorlandfurness", last, then), first, how)
    assert NAMES.resolve(twice) == NAMES.resolve(f"{twice} council") == ("E06000064",)
    assert NAMES.resolve(mistyped("redditch", first, how)) == ("E07000236",)


@pytest.mark.parametrize("printed", ["redditqq", "qestmorqandfurnesq", "wansea"])
def test_more_slips_or_one_in_a_name_that_is_too_short_are_not(names, printed):
    assert names.resolve(printed) == ()


def test_one_unknown_partner_leaves_a_joint_purchase_unresolved(names):
    assert names.resolve("Redditch Borough Council and Nowhere District Council") == ()


def test_the_city_of_london_keeps_its_name_where_other_cities_lose_the_word():
    assert council_key("City of London") == CITY_OF_LONDON
    assert council_key("Oxford City Council") == "oxford"
