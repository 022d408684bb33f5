"""What section 30 says of a snapshot: by kind of service, buyer, supplier, the largest."""

import datetime as dt
from functools import cache

from editions import tables_of
from small_market import amounts, award, ceiling, party, small_market

from futuregazing.edition import load_edition
from futuregazing.measures import measured_words_blue_light as words
from futuregazing.measures.measured_contract_lists import contract_lines
from futuregazing.measures.measured_edition import View, measured_from
from futuregazing.measures.measured_lines import lines
from futuregazing.measures.measured_topics_blue_light import TOPICS
from futuregazing.tables.frames import Tables

AS_OF = dt.date(2026, 11, 22)


def by(kind: str, key: str, pounds: float | None, **fields):
    own = {"body_kind": kind, "body_code": f"{kind}-1", "body_name": f"{kind.title()} of Ambridge"}
    return award(key, pounds, **own | fields)


SIX = (
    by("police", "a", 500),
    by("police", "b", 300, body_code="police-2", body_name="Borchester Police"),
    by("fire", "c", 400),
    by("ambulance", "d", None),
    ceiling("e", 9_000) | {"body_kind": "police", "body_code": "police-1"},
    award("f", 7_000),
)


@cache
def standard() -> Tables:
    """Return what is measured of the awards above, by the settings as they are."""
    return measured(SIX)


def measured(awards=None, parties=(), *overrides: str) -> Tables:
    if awards is None:
        return standard()
    edition = load_edition(2027, [f"blue_light_procurement.{one}" for one in overrides])
    market = small_market(awards, parties, as_of=AS_OF)
    return measured_from(View(market, edition, tables_of(2027)), TOPICS).tables


def test_value_by_kind_of_service_with_what_it_rests_on():
    # The council's award is not blue light's, and the framework's ceiling is no value.
    frame = words.kinds(measured())
    assert amounts(frame) == {
        "Police forces": 800.0,
        "Fire and rescue services": 400.0,
        "Ambulance trusts": None,
    }
    assert list(frame["awards"]) == [3, 1, 1]
    assert list(frame["bodies"]) == [2, 1, 1]
    assert frame["covered"][0].text == "3 awards, 2 of them counted; left out: ceiling 1 (£9,000)"
    assert words.kinds_title(frame).text == "The snapshot holds most value for police forces: £800"


def test_the_answer_and_what_is_held():
    tables = measured()
    assert words.answer(tables).text == (
        "The awards of police forces come to £800, more than those of any other service in the "
        "snapshot, which holds 5 awards of blue-light services."
    )
    told = " ".join(one.text for one in words.covers(tables))
    assert "police, fire and ambulance services: 5 awards, 3 of them with a value" in told
    assert "a sample is not the market" in told


def test_buyers_and_suppliers_stand_with_their_awards():
    parties = [party("a", "smith"), party("c", "smith"), party("b", "smith"), party("b", "jones")]
    tables = measured(SIX, parties)
    assert list(words.buyers(tables)["label"])[:2] == ["Police of Ambridge", "Fire of Ambridge"]
    frame = words.suppliers(tables)
    assert amounts(frame) == {
        "Smith": 900.0,
        "Several suppliers together": 300.0,
        "No supplier stated": None,
    }
    assert words.suppliers_title(tables).text == "Smith was awarded most: £900"


def test_the_largest_awards_stand_first_and_ceilings_not_at_all():
    shown = contract_lines(words.largest(measured()))
    assert [q.text for q in shown["value"]] == ["£500", "£400", "£300"]
    assert words.largest_title(shown).text == "The largest award is worth £500"
    limited = measured(SIX, (), "rank_contracts=3")
    assert len(words.largest(limited)) == 3


def test_only_the_kinds_that_the_settings_name_count():
    tables = measured(SIX, (), 'kinds=["fire", "ambulance"]')
    assert list(words.kinds(tables)["label"]) == ["Fire and rescue services", "Ambulance trusts"]
    scope = lines(tables, words.AWARDS)["value"][0].scope
    assert scope == "technology awards of fire and rescue services and ambulance services"
    assert words.answer(tables).text == (
        "The awards of fire and rescue services come to £400, the only ones with a value "
        "in the snapshot, which holds 2 awards of blue-light services."
    )


def test_of_national_bodies_alone_nothing_is_measured():
    tables = measured(SIX, (), 'kinds=["national"]')
    assert not words.holds(tables)
    assert words.answer(tables).text.startswith("The snapshot holds no technology award")
    assert list(words.covers(tables)) == []
    assert words.largest(tables).empty


def test_an_empty_snapshot_and_one_without_values_say_so():
    assert not words.holds(measured([]))
    tables = measured([by("police", "a", None)])
    assert words.answer(tables).text == (
        "The snapshot holds 1 award of blue-light services, none with a value that can be used."
    )
    assert words.kinds_title(words.kinds(tables)).text == (
        "None of these awards has a value that can be used"
    )
    assert words.suppliers_title(tables).text == "None of these awards has a value that can be used"


def test_names_from_outside_are_plain_and_fit():
    name = "Police\n\u202e " + "of Ambridge " * 40
    frame = words.buyers(measured([by("police", "a", 5, body_name=name)]))
    assert frame["label"][0].startswith("Police of Ambridge of")
    assert len(frame["label"][0]) <= words.LONGEST
