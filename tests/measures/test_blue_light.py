import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from editions import each_edition, tables_of

from futuregazing.edition import load_edition
from futuregazing.measures import (
    blue_light,
    blue_light_bodies,
    blue_light_contracts,
    blue_light_events,
    blue_light_moves,
    police_spend,
)

KINDS = ("police", "fire", "ambulance", "national")


def headline(year: int) -> str:
    return blue_light.headline(tables_of(year), load_edition(year).blue_light_procurement).text


def test_the_answer_is_the_latest_estimate_known_and_never_a_forecast():
    assert headline(2022) == (
        "Police forces in the UK spent about £1.1bn on technology goods and services in "
        "FY2019/20, by the latest estimate; no figure was known for fire or ambulance services."
    )
    assert headline(2027).startswith(
        "Police forces in England and Wales spent about £2bn on technology in 2025"
    )


@pytest.mark.parametrize("year", each_edition())
def test_facts_rest_on_rows_known_by_the_edition_and_stand_once(year):
    tables, day = tables_of(year), load_edition(year).as_of.isoformat()
    found = blue_light.facts(tables)
    assert found.index.is_unique
    for refs in found["refs"]:
        for ref in refs:
            known = tables[ref.table].at[ref.row, "known_by"]
            assert known <= day
            assert known or tables.current


def test_a_fact_that_is_a_figure_takes_its_qualifier_from_there():
    found = blue_light.facts(tables_of(2027), "police_ict_spend")
    assert found.at["BL016", "value"].text == "nearly £1.8bn"
    assert {ref.row for ref in found.at["BL016", "refs"]} == {"BL016", "FIG0269"}


def test_withheld_facts_and_repeats_are_not_told():
    found = blue_light.facts(tables_of(2027))
    assert not {"BL027", "BL029", "BL055"} & set(found.index)


def test_copies_are_marked_and_do_not_count_towards_what_is_known():
    found = blue_light.facts(tables_of(2027), "interoperability")
    assert blue_light.UNTRACED_MARK in set(found["grade"])
    assert len(blue_light.traced(found)) < len(found)


def test_a_theme_with_few_traced_facts_is_thin():
    assert blue_light.is_thin(blue_light.facts(tables_of(2022), "cyber"))
    assert not blue_light.is_thin(blue_light.facts(tables_of(2027), "ai_in_policing"))


def test_a_month_before_other_words_dates_a_fact():
    found = blue_light.facts(tables_of(2027), "pds")
    assert str(found.at["BL010", "date"]) == "July 2024"


def test_an_undated_fact_comes_last_and_says_no_date():
    found = blue_light.facts(tables_of(2027), "frameworks")
    assert found.index[-1] == "BL054"
    assert found.at["BL054", "when"] is None


def test_forces_add_up_whoever_governs_them_and_wherever_they_are():
    tables = tables_of(2027)
    governed = blue_light_bodies.by_governance(tables, KINDS)["value"]
    placed = blue_light_bodies.by_region(tables, KINDS)["total"]
    assert sum(q.value for q in governed) == 48 + 49
    assert sum(q.value for q in placed) == 48 + 49 + 14
    governance = {
        row.label: int(row.value.value)
        for row in blue_light_bodies.by_governance(tables, KINDS).itertuples()
    }
    assert governance["Police: police and crime commissioner"] == 33
    assert governance["Police: elected mayor"] == 5
    assert governance["Fire: run by one council"] == 12


def test_an_older_edition_names_only_national_bodies_it_could_know():
    then = {name.text for name in blue_light_bodies.national_bodies(tables_of(2018))["name"]}
    now = {name.text for name in blue_light_bodies.national_bodies(tables_of(2027))["name"]}
    assert "BlueLight Commercial" not in then
    assert "National Police Service" not in then
    assert {"BlueLight Commercial", "National Police Service"} <= now
    assert "techUK" not in now


def test_the_four_measures_of_police_spending_stand_in_four_panels():
    now = police_spend.police_spend(tables_of(2027))
    assert police_spend.measures_known(now) == [one.name for one in police_spend.ORDER]
    then = police_spend.police_spend(tables_of(2022))
    assert police_spend.INVOICES.name not in police_spend.measures_known(then)
    assert len(police_spend.measures_known(then)) == 3


def test_each_panel_holds_one_kind_of_number():
    for _, panel in police_spend.police_spend(tables_of(2027)).groupby("panel"):
        assert len({(q.basis, q.geography, str(q.unit)) for q in panel["value"]}) == 1


def test_the_timeline_puts_changes_before_amounts_and_keeps_to_its_length():
    now = blue_light_events.timeline_events(tables_of(2027))
    assert len(now) == blue_light_events.MOST_EVENTS
    assert now["label"].map(lambda name: "novate three national IT framework" in name.text).any()
    assert not now["label"].map(lambda name: "£" in name.text).any()
    then = blue_light_events.timeline_events(tables_of(2022))
    assert [name.text.split(":")[0].split(" (")[0] for name in then["label"]] == [
        "NFCC Procurement Hub set up in 2016; fire emergency vehicle framework since March 2017",
        "Home Office start-up funding for BLC over three years",
        "BlueLight Commercial began operating as a company",
    ]
    assert max(date.start for date in then["date"]) <= dt.date(2021, 12, 31)


def test_an_amount_that_is_no_step_is_told_apart_from_the_line_and_from_savings():
    for year in (2018, 2022, 2027):
        tables = tables_of(year)
        events = blue_light_events.timeline_events(tables)
        stated = blue_light_events.amounts_stated(tables, events)
        assert "Fire and rescue third-party spend a year" in [f.text for f in stated["fact"]]
        savings = set(blue_light_moves.savings(tables).index)
        shown = {ref.row for refs in events["refs"] for ref in refs}
        assert not set(stated.index) & (savings | shown)


def test_the_move_of_frameworks_is_shown_by_a_decision_and_was_not_known_before():
    assert list(blue_light_events.moved(tables_of(2027)).index) == ["BL077"]
    assert blue_light_events.moved(tables_of(2022)).empty


def test_frameworks_let_by_others_are_told_from_the_joint_buyers():
    found = blue_light_events.frameworks(tables_of(2027))
    assert not found.at["BL040", "joint"]
    assert not found.at["BL056", "joint"]
    assert found.at["BL051", "joint"]


def test_blue_light_contracts_are_of_the_kinds_set_and_each_once():
    edition = load_edition(2027)
    found = blue_light_contracts.contracts(tables_of(2027), edition.blue_light_procurement)
    assert set(found["buyer_kind"]) == {"police", "fire", "ambulance"}
    dated = [day for day in found["date_published"] if day]
    assert list(found["date_published"]) == sorted(dated, reverse=True) + [""] * (
        len(found) - len(dated)
    )
    counted = blue_light_contracts.by_kind(found)
    assert sum(q.value for q in counted["value"]) == len(found)
    shown = int(found["subject_shown"].sum())
    assert sum(q.value for q in blue_light_contracts.by_theme(found)["value"]) == shown


def test_contracts_stand_newest_first_and_those_not_dated_last():
    dates = {"A": "2019-12-02", "B": "", "C": "2021-12-06", "D": "", "E": "2020-06-04"}
    known = dates | {"B": "2019-12-31", "D": "2021-12-31"}
    tables = tables_of(2027)
    police = tables["register"].query("buyer_kind == 'police'")[: len(dates)]
    rows = police.assign(
        date_published=list(dates.values()),
        known_by=list(known.values()),
        same_contract_as="",
        value_basis="none",
    )
    rows.index = pd.Index(list(dates))
    few = replace(tables, frames=dict(tables.frames) | {"register": rows})
    found = blue_light_contracts.contracts(few, load_edition(2027).blue_light_procurement)
    assert list(found.index) == ["C", "E", "A", "D", "B"]


def test_only_the_kinds_asked_for_are_counted():
    edition = load_edition(2027, ["blue_light_procurement.register_kinds=[fire]"])
    found = blue_light_contracts.contracts(tables_of(2027), edition.blue_light_procurement)
    assert set(found["buyer_kind"]) == {"fire"}
    share = blue_light_contracts.london_share(found)
    assert share is not None
    assert share.value == 0


def test_a_fact_keeps_its_source_s_own_word_for_how_firm_its_number_is():
    told = blue_light.facts(tables_of(2027))["value"]
    assert told["BL002"].text == "at least £13m"
    assert told["BL043"].text == "nearly £2bn"
    assert told["BL054"].text == "£60m"  # its words end with "up to"
    assert told["BL066"].text == "£350m"  # its words say that it is expected
