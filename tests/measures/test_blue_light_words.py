"""Titles and sentences on blue light, in every edition."""

import pytest
from editions import each_edition, tables_of

from futuregazing.edition import load_edition
from futuregazing.measures import (
    blue_light,
    blue_light_bodies,
    blue_light_contract_words,
    blue_light_contracts,
    blue_light_events,
    blue_light_moves,
    blue_light_themes,
    blue_light_words,
    police_spend,
)
from futuregazing.measures.acronyms import BLUE_LIGHT, SpellingOut

LONGEST_TITLE = 15
KINDS = ("police", "fire", "ambulance", "national")


@pytest.mark.parametrize("year", each_edition())
def test_every_title_fits_and_rests_on_rows_known_by_the_edition(year):
    edition, tables = load_edition(year), tables_of(year)
    contracts = blue_light_contracts.contracts(tables, edition.blue_light_procurement)
    events = blue_light_events.timeline_events(tables)
    savings = blue_light_moves.savings(tables)
    made = [
        blue_light_words.regions_title(blue_light_bodies.bodies(tables, KINDS)),
        blue_light_words.governance_title(tables),
        blue_light_words.national_title(blue_light_bodies.national_bodies(tables)),
        blue_light_words.measures_title(police_spend.police_spend(tables)),
        blue_light_moves.timeline_title(events),
        blue_light_themes.evidence_title(tables),
        blue_light_themes.themes_title(blue_light_themes.theme_facts(tables)),
        blue_light_contract_words.contracts_title(contracts, 15),
        blue_light_contract_words.values_title(contracts),
        blue_light_contract_words.register_title(blue_light_contracts.by_theme(contracts)),
    ]
    if len(savings):
        made.append(blue_light_moves.savings_title(savings))
    for title in made:
        assert 0 < len(title.text.split()) <= LONGEST_TITLE, title.text
        for ref in title.refs:
            assert tables[ref.table].at[ref.row, "known_by"] <= edition.as_of.isoformat()


def test_a_title_says_whether_all_the_contracts_are_printed_or_the_newest():
    found = blue_light_contracts.contracts(
        tables_of(2022), load_edition(2022).blue_light_procurement
    )[:3]
    assert blue_light_contract_words.contracts_title(found, 2).text == (
        "The newest 2 of 3 blue-light contracts"
    )
    assert blue_light_contract_words.contracts_title(found, 3).text == (
        "3 blue-light contracts, the newest first"
    )


def test_the_latest_of_each_measure_is_told_and_a_forecast_is_not():
    told = blue_light_words.latest_by_measure(police_spend.police_spend(tables_of(2027))).text
    assert "all police technology, about £2bn (2025)" in told
    assert "£1.3bn (2018 to June 2022)" in told
    assert "£560m" not in told


def test_thin_themes_are_named_as_thin():
    then = [one.text for one in blue_light_themes.thin_themes(tables_of(2022))]
    assert "Cyber security: no traced fact was known." in then
    assert any(
        one.startswith("Evidence on digital skills is thin: 1 dated fact traced") for one in then
    )
    now = [one.text for one in blue_light_themes.thin_themes(tables_of(2027))]
    assert not any("rtificial intelligence" in one for one in now)


def test_a_thin_theme_counts_what_was_not_traced_as_the_chart_does():
    (told,) = (
        one.text
        for one in blue_light_themes.thin_themes(tables_of(2027))
        if one.text.startswith("Evidence on data sharing")
    )
    assert told.startswith(
        "Evidence on data sharing is thin: 2 dated facts traced to a source and 1 known from a "
        "copy only"
    )
    drawn = blue_light_themes.evidence_items(tables_of(2027))
    assert (drawn["group"] == "Data sharing").sum() == 3


def test_the_share_of_frameworks_is_told_by_value_and_by_number():
    (told,) = blue_light_moves.framework_shares(tables_of(2027))
    assert told.text.startswith(
        "Of police technology contracts in England and Wales 44% by number, but 22% by value, were"
    )
    assert blue_light_moves.framework_shares(tables_of(2022)) == []


def test_what_others_still_let_is_told_only_after_the_move():
    tables = tables_of(2027)
    lets, moves = blue_light_events.frameworks(tables), blue_light_events.moved(tables)
    stayed = blue_light_events.not_moved(lets, moves)
    assert set(stayed.index) == {"BL040", "BL056"}
    assert blue_light_events.not_moved(lets, moves.head(0)).empty


def test_plans_carry_the_newest_finding_and_no_plan_was_known_in_the_older_edition():
    now = blue_light_moves.plans(tables_of(2027))
    assert now["plan"].map(lambda name: "commissioners" in name.text).any()
    assert blue_light_moves.plans(tables_of(2022)).empty


def test_a_copy_is_called_one_in_its_sentence():
    found = blue_light.facts(tables_of(2027), "police_reform")
    told = {
        row: one.text
        for row, one in zip(found.index, blue_light_words.fact_sentences(found), strict=True)
    }
    assert told["BL013"].endswith("copy, not traced).")
    assert "not traced" not in told["BL014"]


def test_acronyms_are_spelled_out_where_they_first_stand():
    found = blue_light.facts(tables_of(2027), "bluelight_commercial")
    spelled = blue_light.spelled(found, SpellingOut(BLUE_LIGHT), "fact")
    text = " ".join(name.text for name in spelled["fact"])
    assert text.count("BlueLight Commercial (BLC)") == 1
    assert list(spelled["publisher"]) == list(found["publisher"])


def test_places_other_than_the_usual_are_said():
    found = blue_light.with_place(blue_light.facts(tables_of(2027), "esn", "savings"))
    assert found.at["BL043", "fact"].text.endswith("(Great Britain)")
    assert "England" not in found.at["BL006", "fact"].text


def test_a_framework_with_many_suppliers_is_one_contract():
    edition = load_edition(2022)
    found = blue_light_contracts.contracts(tables_of(2022), edition.blue_light_procurement)
    lines = blue_light_contracts.contract_table(found)
    supplier = lines.loc[lines["subject"] == "Technology products reseller framework", "supplier"]
    assert list(supplier) == ["CDW and 7 others"]


def test_steps_too_few_for_a_line_are_told_as_sentences():
    events = blue_light_events.timeline_events(tables_of(2018))
    told = [one.text for one in blue_light_moves.step_sentences(events)]
    assert len(told) == len(events)
    assert all(one.endswith(").") for one in told)


def test_an_amount_that_is_no_step_is_told_with_its_time_and_source():
    tables = tables_of(2018)
    events = blue_light_events.timeline_events(tables)
    stated = blue_light_events.amounts_stated(tables, events)
    assert [one.text for one in blue_light_words.amount_sentences(stated)] == [
        "Fire and rescue third-party spend a year: about £500m a year (2017; NFCC)."
    ]
