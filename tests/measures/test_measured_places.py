"""Regions, heads, kinds of body, routes, areas and frameworks."""

from decimal import Decimal

import pandas as pd
from small_market import amounts, award, ceiling, small_market

from futuregazing.measures.measured_labels import REGION_NOT_KNOWN
from futuregazing.measures.measured_places import (
    bodies_that_awarded,
    by_kind,
    by_region,
    per_head,
)
from futuregazing.measures.measured_routes import call_offs, classes, routes, service_areas
from futuregazing.tables import load_tables

REGIONS = pd.DataFrame(
    {"region": ["North West", "West Midlands", "Wales"]},
    index=["E12000002", "E12000005", "W92000004"],
)
PEOPLE = pd.DataFrame(
    {
        "region_code": ["E12000005", "E12000005", "W92000004"],
        "year": [2022, 2023, 2023],
        "population": [100, 200, 50],
        "known_by": ["2024-11-01"] * 3,
    },
    index=["E12000005:2022", "E12000005:2023", "W92000004:2023"],
)
PLACED = (
    award("a", 500),
    award("b", 300),
    award("c", 90, body_region="W92000004", body_code="W06000001"),
    award("d", 7, body_region=None, body_code=None, body_kind=None),
    ceiling("e", 1_000_000, body_region="E12000002", body_code="E07000009"),
)


def test_value_is_placed_by_the_buyer_and_a_region_without_one_is_not_nought():
    found = by_region(small_market(PLACED), REGIONS)
    assert amounts(found, "region") == {
        "North West": None,
        "West Midlands": 800,
        "Wales": 90,
        REGION_NOT_KNOWN: 7,
    }
    assert list(found["n"]) == [1, 2, 1, 1]
    assert found["value"].iloc[1].geography == "West Midlands"


def test_per_head_divides_by_the_latest_population_known_and_names_it():
    found = per_head(small_market(PLACED), REGIONS, PEOPLE).set_index("region")
    assert list(found.index) == ["West Midlands", "Wales"]
    # 800 ÷ 200 people of 2023; 90 ÷ 50.
    assert [v.value for v in found["value"]] == [Decimal(4), Decimal("1.8")]
    assert found["value"]["West Midlands"].amount == "£4 a head"
    assert found["value"]["West Midlands"].formula == "£800 ÷ 200 people"
    assert [ref.row for ref in found["value"]["Wales"].refs] == [
        "all:region:w92000004",
        "W92000004:2023",
    ]
    assert list(found["year"]) == [2023, 2023]
    assert list(found["known_by"]) == ["2024-11-01"] * 2


def test_the_place_of_a_market_is_the_nations_its_buyers_lie_in():
    assert small_market(PLACED).geography == "England and Wales"
    assert small_market(PLACED[:2]).geography == "England"
    assert small_market(PLACED[3:4]).geography == ""
    four = [award(c, 1, body_region=f"{c}1") for c in "EWSN"]
    assert small_market(four).geography == "UK"
    assert small_market(four[:3]).geography == "England, Wales and Scotland"


def test_kinds_of_body_are_told_with_the_number_of_bodies():
    market = small_market(
        [
            award("a", 1, body_kind="police", body_code="p1"),
            award("b", 2, body_kind="police", body_code="p1"),
            award("c", 4, body_kind="police", body_code="p2"),
            award("d", 8, body_kind="fire", body_code="f1"),
            award("e", 16, body_kind=None, body_code=None),
        ]
    )
    found = by_kind(market)
    assert amounts(found) == {
        "Police forces": 7,
        "Fire and rescue services": 8,
        "Other buyers, and those not recognised": 16,
    }
    assert list(found["bodies"]) == [2, 1, 0]
    assert bodies_that_awarded(market).quantity.text == "3 bodies"


def test_the_longest_prefix_of_a_code_tells_its_area():
    areas = pd.DataFrame(
        {"prefix": ["72", "48", "72224"], "meaning": ["IT services", "software", "consultancy"]}
    )
    market = small_market(
        [
            award("a", 1, main_cpv="72224000"),
            award("b", 2, main_cpv="72000000"),
            award("c", 4, main_cpv="48900000"),
            award("d", 8, main_cpv="45000000"),
            award("e", 16, main_cpv=None),
        ]
    )
    assert amounts(service_areas(market, areas), "area") == {
        "software": 4,
        "IT services": 2,
        "consultancy": 1,
        "Other codes": 8,
        "No code stated": 16,
    }


def test_equipment_of_roads_is_not_called_vehicles():
    market = small_market(
        [
            award("a", 1, main_cpv="34923000"),
            award("b", 2, main_cpv="34100000"),
            award("c", 4, main_cpv="34971000"),
        ]
    )
    assert amounts(service_areas(market, load_tables(None)["cpv_technology"]), "area") == {
        "traffic monitoring": 4,
        "vehicles": 2,
        "road and traffic equipment": 1,
    }


def test_classes_count_an_award_once_though_its_notice_has_two():
    market = small_market(
        [award("a", 5), award("b", 3)],
        classes=[
            ("notice a", "ProClass", "271", "ICT software"),
            ("notice a", "ProClass", "272", "ICT hardware"),
            ("notice a", "CPV", "48000000", "Software"),
        ],
    )
    found = classes(market, "ProClass")
    assert amounts(found, "class") == {"ICT software": 5, "No code stated": 3}


def test_routes_are_told_in_words_with_the_unknown_last():
    market = small_market(
        [
            award("a", 1, route="direct"),
            award("b", 2, route="open"),
            award("c", 4, route="unknown"),
            ceiling("d", 8_000_000, route="framework"),
        ]
    )
    assert amounts(routes(market), "route") == {
        "open competition": 2,
        "awarded without competition": 1,
        "the framework or dynamic market itself, not a purchase under it": None,
        "not stated": 4,
    }


def test_call_offs_stand_under_the_framework_they_name():
    market = small_market(
        [
            ceiling("f", 9_000_000, ocid="ocds-F", is_framework=True, title="Hosting framework"),
            award("a", 5, route="call-off", framework_ocid="ocds-F"),
            award("b", 6, route="call-off", framework_ocid="ocds-F"),
            award("c", 7, route="call-off", framework_ocid="ocds-G"),
            award("d", 100, route="call-off"),
            award("e", 1_000, route="open"),
        ]
    )
    assert amounts(call_offs(market), "framework") == {
        "Hosting framework": 11,
        "ocds-G": 7,
        "Framework not named": 100,
    }


def test_a_call_off_published_under_the_frameworks_own_ocid_stands_under_it():
    market = small_market(
        [
            award("a", 5, ocid="ocds-F", route="call-off", is_framework=True, title="Our order"),
            ceiling("f", 9_000_000, ocid="ocds-F", is_framework=True, title="Hosting framework"),
            award("b", 6, ocid="ocds-B", route="call-off"),
        ]
    )
    assert amounts(call_offs(market), "framework") == {
        "Hosting framework": 5,
        "Framework not named": 6,
    }


def test_frameworks_titled_alike_are_told_apart_and_looked_up_where_they_were_set_up():
    frameworks = small_market(
        [
            ceiling("f", 9, ocid="ocds-F", is_framework=True, title="Software"),
            ceiling("g", 9, ocid="ocds-G", is_framework=True, title="Software"),
        ]
    )
    market = small_market(
        [
            award("a", 5, route="call-off", framework_ocid="ocds-F"),
            award("b", 6, route="call-off", framework_ocid="ocds-G"),
        ]
    )
    assert amounts(call_offs(market, named_in=frameworks), "framework") == {
        "Software (ocds-F)": 5,
        "Software (ocds-G)": 6,
    }


def test_a_code_has_the_words_that_any_notice_gives_it_and_the_rest_is_one_line():
    market = small_market(
        [award("a", 5), award("b", 3), award("c", 2), award("d", 1)],
        classes=[
            ("notice a", "CPV", "48000000", None),
            ("notice b", "CPV", "48000000", "Software"),
            ("notice c", "CPV", "72000000", "Services"),
        ],
    )
    assert amounts(classes(market, "CPV", 1, with_code=True), "class") == {
        "48000000 (Software)": 8,
        "Other codes": 2,
        "No code stated": 1,
    }
