"""The project's own tables: what each must hold, and sums that must come out."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing import paths
from futuregazing.tables import load_tables
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.seals import unsealed
from futuregazing.tables.vintage import as_of

UK_POPULATION_MID_2024 = 69_281_437
TABLES = sorted(set(CATALOGUE) - {"corrections"})
PRINTED_MOST = {"figures", "predictions", "register"}
"""What nearly every printed number rests on."""


@pytest.fixture(scope="module")
def december_2021():
    return load_tables(dt.date(2021, 12, 31))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_rows_a_licence_and_a_meaning_for_each_column(whole, name):
    sidecar = whole.sidecar(name)
    assert len(whole[name]) > 0
    assert sidecar.licence.name
    assert all(note.meaning.strip("?") for note in sidecar.columns.values())
    assert whole[name].index.is_unique


@pytest.mark.parametrize(
    "name",
    [
        name if name in PRINTED_MOST else pytest.param(name, marks=pytest.mark.slow)
        for name in TABLES
    ],
)
@settings(max_examples=15)
@given(day=st.dates(dt.date(2010, 1, 1), dt.date(2027, 12, 31)))
def test_no_edition_sees_a_row_known_later(whole, name, day):
    info, sidecar = CATALOGUE[name], whole.sidecar(name)
    seen = as_of(whole.frames[name], info, sidecar, day)
    known = seen["known_by"].where(
        (seen["known_by"] != "") | (sidecar.known_by.rule == "as they are now"),
        CLOSED.isoformat(),
    )
    assert (known <= day.isoformat()).all()
    assert day >= CLOSED or not set(info.hindsight) & set(seen.columns)


def test_the_tables_are_sealed():
    assert unsealed() == []


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_table_holds_no_address_of_a_person_or_of_a_machine(name):
    text = (paths.data() / CATALOGUE[name].file).read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w-]+\.\w+|/home/|file://|localhost", text)


def test_regions_are_the_sums_of_their_councils(whole):
    councils = (
        whole["population_lad_2010_2024"].groupby(["region_code", "year"])["population"].sum()
    )
    regions = whole["population_region_2010_2024"]
    summed = regions[regions["method"] == "sum of LAD estimates"]
    for row in summed.itertuples():
        assert councils[(row.region_code, row.year)] == row.population


@pytest.mark.parametrize("name", ["regions", "police_forces", "fire_services"])
def test_populations_add_up_to_the_united_kingdom(whole, name):
    assert whole[name]["population_mid2024"].sum() == UK_POPULATION_MID_2024


def test_a_countys_population_is_that_of_its_districts(whole):
    councils = whole["local_authorities"]
    districts = councils[councils["county_gss"] != ""].groupby("county_gss")["population_mid2024"]
    counties = councils[councils["tier"] == "upper"]["population_mid2024"]
    assert districts.sum().to_dict() == counties.to_dict()


def test_england_has_the_councils_that_the_ledger_counts(whole):
    england = whole["local_authorities"].query("nation == 'England'")
    figures = whole["figures"].set_index("metric")["value"]
    assert len(england) == figures["councils_total"] == 317
    assert (england["tier"] == "lower").sum() == figures["lgr_districts"] == 164


def test_forces_and_fire_services_are_governed_as_counted(whole):
    forces = whole["police_forces"]
    english_and_welsh = forces[
        forces["nation"].isin(["England", "Wales"]) & (forces["kind"] == "territorial police force")
    ]
    # 33 commissioners, 4 for police and fire, 5 mayors, the City: 43 forces.
    assert sorted(english_and_welsh["governance_type"].value_counts()) == [1, 4, 5, 33]
    fire = whole["fire_services"].query("nation == 'England'")
    # 20 combined, 12 council-run, 5 metropolitan, 4 commissioners, 3 mayors: 44 services.
    assert sorted(fire["governance_type"].value_counts()) == [3, 4, 5, 12, 20]


def test_education_and_the_rest_are_englands_service_spending(whole):
    finance = whole["lg_finance_national"]["value_gbp_m"]
    outturn = "England:2024-25:outturn:"
    rest = finance[outturn + "total service expenditure excluding education"]
    total = finance[outturn + "total net current service expenditure"]
    assert rest + finance[outturn + "education"] == total == 134_200


def test_the_fifty_districts_of_the_index_are_a_sixth_of_its_total(whole):
    districts = whole["techuk_index_it_spend_by_district"]
    assert len(districts) == 50
    assert districts["it_spend_gbp"].sum() == pytest.approx(498_111_941.37)
    heads = districts["it_spend_gbp"] / districts["population_mid2024"].astype("float64")
    assert (heads.round(2) - districts["spend_per_head_gbp"]).abs().max() < 0.001


def test_software_and_services_are_all_the_awards(whole):
    awards = whole["figures"]["value"]
    assert awards["FIG0068"] + awards["FIG0069"] == pytest.approx(awards["FIG0066"])


def test_each_finding_of_the_first_reading_is_answered_and_points_at_rows_that_exist(whole):
    review = whole["review"]
    assert list(review.index) == [f"VF{n:03d}" for n in range(1, 52)]
    for finding in review.itertuples():
        for pointer in filter(None, finding.where.split("; ")):
            table, _, row = pointer.partition(":")
            rows = whole.corrections if table == "corrections" else whole.frames[table]
            held_back = whole.corrections.query("kind == 'withhold'")["row_id"].tolist()
            assert row in rows.index or row in held_back, f"{finding.Index}: {pointer}"


@pytest.mark.parametrize("outcome", ["correction", "new row", "link"])
def test_a_treatment_in_the_tables_says_where(whole, outcome):
    treated = whole["review"].query("outcome == @outcome")
    assert (treated["where"] != "").all()


def test_linked_rows_of_one_page_have_one_value_and_one_address(whole):
    address = {"figures": "url", "bluelight": "url", "techuk_index_measures": "source_url"}
    same = whole["links"].query("relation == 'same_as'")
    for link in same.itertuples():
        one = whole.frames[link.table].loc[link.row_id]
        other = whole.frames[link.to_table].loc[link.to_row]
        scale = 1e-6 if one["unit"] == "GBP" and other["unit"] == "GBP m" else 1
        assert one["value"] * scale == pytest.approx(other["value"]), link.link_id
        assert one[address[link.table]] == other[address[link.to_table]], link.link_id


def test_what_must_not_be_cited_is_not_there(whole):
    withheld = whole.corrections.query("kind == 'withhold'")
    assert len(withheld) > 0
    for row in withheld.itertuples():
        assert row.row_id not in whole.frames[row.table].index


def test_december_2021_knows_its_own_numbers_and_none_of_later_years(december_2021):
    figures = december_2021["figures"]
    assert {10.5, 1.8, 64, 845, 254, 26} <= set(figures["value"])
    assert not {617, 2.3, 2.85, 2851.3639846, 800} & set(figures["value"])
    assert set(december_2021["contradictions"]["known_by"]) <= {"2009-11-24", "2020-12-07"} | {
        "2020-12-31",
        "2021-12-09",
        "2021-12-31",
    }


def test_december_2021_has_councils_without_populations_and_no_verdicts(december_2021):
    assert december_2021["local_authorities"]["population_mid2024"].isna().all()
    assert len(december_2021["local_authorities"]) == 382
    assert len(december_2021["la_reorganisation_2027_2028"]) == 0
    assert "verdict_to_date" not in december_2021["predictions"]
    assert "National Police Service" not in december_2021["national_bodies"].index
    assert not december_2021.current


def test_december_2021_tells_only_corrections_of_rows_it_knows(december_2021):
    for correction in december_2021.corrections.itertuples():
        if correction.kind != "withhold":
            assert correction.row_id in december_2021.frames[correction.table].index
    assert set(december_2021.corrections["known_by"]) <= {""}


def test_the_councils_to_come_in_surrey_are_eleven_districts_and_a_county_split_in_two(whole):
    coming = whole["la_successors"].query("effective_date > '2026-11-22'")
    assert len(coming) == 13
    assert coming["new_name"].value_counts().to_dict() == {
        "East Surrey Council": 1 + 5,
        "West Surrey Council": 1 + 6,
    }
    assert set(coming["new_gss"]) == {""}
    assert (coming["current_gss"] == coming["old_gss"]).all()


def test_a_countys_people_are_those_of_its_districts_and_a_region_counts_them_once(whole):
    """Whoever adds up districts and counties counts two thirds of rural England twice."""
    councils = whole["local_authorities"]
    councils = councils[councils["nation"] != "Northern Ireland"]
    people = councils["population_mid2024"].astype(int)
    upper = councils["tier"] == "upper"
    assert upper.sum() == 21
    of_districts = people[councils["tier"] == "lower"].groupby(councils["county_gss"]).sum()
    assert of_districts.to_dict() == people[upper].to_dict()
    regions = whole["regions"]["population_mid2024"].astype(int).to_dict()
    regions.pop("N92000002")
    assert people[~upper].groupby(councils["region_code"]).sum().to_dict() == regions
    assert not whole["population_lad_2010_2024"]["gss_code"].str.startswith("E10").any()
