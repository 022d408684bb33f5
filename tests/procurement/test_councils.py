from pathlib import Path

import pandas as pd
import pytest

from futuregazing import paths
from futuregazing.procurement.councils import CITY_OF_LONDON, CouncilNames, council_key

VARIANTS = paths.root().parent / "shared" / "data" / "reference" / "la_name_variants.csv"

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
        ("Suffolk Coastal District Council", "E07000244"),
        ("Waveney District Council", "E07000244"),
        ("Cumbria County Council", "E06000063"),
        ("Cumbria County Council", "E06000064"),
    ],
    columns=["old_name", "current_gss"],
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


@pytest.mark.shared
@pytest.mark.skipif(not Path(VARIANTS).exists(), reason="the published spellings are not here")
def test_nine_of_ten_published_spellings_are_resolved_and_none_to_a_wrong_council():
    from futuregazing.tables import load_tables

    tables = load_tables(None)
    names = CouncilNames(tables["local_authorities"], tables["la_successors"])
    spellings = pd.read_csv(VARIANTS, dtype=str, keep_default_na=False)
    followed = tables["la_successors"].groupby("old_gss")["current_gss"].agg(set)
    right, wrong = 0, []
    for spelling, code in zip(spellings["variant"], spellings["gss_code"], strict=True):
        found = set(names.resolve(spelling))
        expected = followed.get(code, {code})
        right += found == expected
        if found and not found & expected:
            wrong.append(spelling)
    assert wrong == []
    assert right / len(spellings) > 0.9
