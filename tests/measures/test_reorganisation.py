import datetime as dt

import pytest

from futuregazing.measures.reorganisation import councils_of, reorganised_councils, vesting_day
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(None)


def test_every_district_and_county_is_in_one_area_as_the_ledger_counts_them(tables):
    found = reorganised_councils(tables)
    types = tables["local_authorities"].loc[found.index, "type"]
    ledger = tables["figures"].set_index("metric")
    assert (types == "non-metropolitan district").sum() == 164
    assert (types == "county council").sum() == 21
    assert ledger.at["lgr_districts", "value"] == 164


def test_an_area_means_the_councils_it_names_and_the_districts_of_its_counties(tables):
    names = tables["local_authorities"]["name"]
    essex = {names[code] for code in councils_of("Essex, Southend-on-Sea and Thurrock", tables)}
    assert {"Essex", "Southend-on-Sea", "Thurrock", "Chelmsford"} <= essex
    assert len(essex) == 3 + 12


def test_an_area_named_after_a_strategic_authority_means_all_its_members(tables):
    names = tables["local_authorities"]["name"]
    found = {names[code] for code in councils_of("Greater Lincolnshire", tables)}
    assert {"Lincolnshire", "North Lincolnshire", "North East Lincolnshire", "Lincoln"} <= found


def test_a_county_name_inside_another_word_is_not_taken(tables):
    names = tables["local_authorities"]["name"]
    found = {names[code] for code in councils_of("Leicestershire and Rutland", tables)}
    assert "Leicester" not in found


def test_a_planned_day_is_told_from_one_that_is_fixed():
    assert vesting_day("2027-04-01") == (dt.date(2027, 4, 1), False)
    assert vesting_day("2028-04-01 (planned)") == (dt.date(2028, 4, 1), True)


def test_a_day_that_cannot_be_read_is_an_error():
    with pytest.raises(ValueError, match="no day"):
        vesting_day("soon")


def test_an_edition_before_the_decisions_knows_of_none():
    assert reorganised_councils(load_tables(dt.date(2021, 12, 31))).empty
