import pandas as pd
import pytest

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


@pytest.fixture(scope="module")
def names() -> CouncilNames:
    return CouncilNames(AUTHORITIES, SUCCESSORS)


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


def test_one_unknown_partner_leaves_a_joint_purchase_unresolved(names):
    assert names.resolve("Redditch Borough Council and Nowhere District Council") == ()


def test_the_city_of_london_keeps_its_name_where_other_cities_lose_the_word():
    assert council_key("City of London") == CITY_OF_LONDON
    assert council_key("Oxford City Council") == "oxford"
