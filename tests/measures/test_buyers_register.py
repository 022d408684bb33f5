import pandas as pd
import pytest
from editions import each_edition

from futuregazing.edition import load_edition
from futuregazing.measures import buyers_register, register_words
from futuregazing.measures import register as reg
from futuregazing.measures.supplier_names import display_name, supplier_key
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

SETTINGS = load_edition(2027).buyers_and_suppliers.model_copy(update={"minimum_n": 2})
BLANK = {
    "notice_type": "award",
    "buyer_name": "Anytown Council",
    "buyer_kind": "council",
    "supplier_name": "",
    "subject_shown": True,
    "theme": "planning",
    "procedure": "open",
    "value_gbp": None,
    "value_basis": "none",
    "end_date": "",
    "same_contract_as": "",
}


def tables_of(**rows):
    frame = pd.DataFrame([BLANK | row for row in rows.values()], index=list(rows))
    return Tables({"register": frame.assign(value_gbp=frame["value_gbp"].astype("float64"))})


def bought(**rows):
    return buyers_register.bought(tables_of(**rows), SETTINGS)


def test_a_theme_guessed_from_the_supplier_is_left_out():
    frame = bought(A={}, B={"subject_shown": False}, C={"theme": "cyber"}, D={"theme": "cyber"})
    table = buyers_register.themes(frame)
    assert dict(zip(table["label"], table["notices"], strict=True)) == {
        "Cyber security": 2,
        "Planning": 1,
    }
    assert buyers_register.notices_with_title(frame).value == 3


def test_decisions_stand_beside_notices_and_never_in_their_count():
    frame = bought(A={}, B={"notice_type": "decision"}, C={"notice_type": "news"})
    row = buyers_register.themes(frame).iloc[0]
    assert (row["value"].value, row["decisions"], row["press_reports"]) == (1, 1, 1)


def test_a_theme_seen_only_in_decisions_has_no_bar():
    frame = bought(A={"notice_type": "decision"})
    assert buyers_register.themes(frame).empty


def test_other_kinds_of_buyer_stay_out_of_local_government():
    assert list(bought(A={}, B={"buyer_kind": "police"}).index) == ["A"]
    kinds = buyers_register.by_kind_of_buyer(tables_of(A={}, B={"buyer_kind": "police"}))
    assert list(kinds["label"]) == ["Councils", "Police"]
    assert register_words.total_row(kinds)["all"] == 2


def test_a_contract_seen_twice_counts_once():
    frame = bought(A={}, B={"notice_type": "decision", "same_contract_as": "A"})
    assert reg.how_many(frame).value == 1


def test_routes_count_only_notices_that_state_one():
    frame = bought(
        A={}, B={"procedure": "unknown"}, C={"procedure": "direct"}, D={"notice_type": "decision"}
    )
    table = buyers_register.routes_taken(frame)
    assert dict(zip(table["label"], [q.value for q in table["value"]], strict=True)) == {
        "Open competition": 1,
        "Direct award": 1,
    }
    stated = buyers_register.notices_with_route(frame)
    assert str(register_words.routes_sentence(table, stated)).startswith(
        "Of 2 notices that state their route, 1 went through"
    )


def routes_title(*procedures):
    frame = bought(**{f"R{at}": {"procedure": one} for at, one in enumerate(procedures)})
    return str(register_words.routes_title(buyers_register.routes_taken(frame)))


def test_routes_without_a_name_neither_lead_nor_tie():
    assert routes_title("open", "open", "other") == (
        "Open competition is the route stated most often: 2 notices"
    )
    assert routes_title("open", "open", "other", "other") == (
        "Open competition leads the routes with a name: 2 notices"
    )
    assert routes_title("call_off", "other", "other") == (
        "Call-off from a framework leads the routes with a name: 1 notice"
    )
    assert routes_title("other") == "No notice names its route"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UNIT4 BUSINESS SOFTWARE LIMITED", "Unit4 Business Software Ltd"),
        ("HP Inc UK Limited", "HP Inc UK Ltd."),
        ("Tunstall Healthcare (UK) Limited", "Tunstall Healthcare"),
    ],
)
def test_names_that_differ_in_legal_form_are_one_supplier(one, other):
    assert supplier_key(one) == supplier_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Capita", "Capita One"), ("NEC", "NEC Software Solutions UK Limited")]
)
def test_names_that_differ_in_more_are_two(one, other):
    assert supplier_key(one) != supplier_key(other)


def test_a_supplier_is_printed_without_its_legal_form_or_forced_capitals():
    spellings = ["UNIT4 BUSINESS SOFTWARE LIMITED"] * 2 + ["Unit4 Business Software Ltd"]
    assert display_name(spellings) == "Unit4 Business Software"


def test_suppliers_named_once_are_not_named_often():
    frame = bought(
        A={"supplier_name": "A Ltd"}, B={"supplier_name": "A LIMITED"}, C={"supplier_name": "B"}
    )
    table = buyers_register.suppliers(frame)
    assert list(table["label"]) == ["A"]
    assert buyers_register.purchases_with_supplier(frame).value == 3


def sold_by(*names):
    """Return the suppliers of so many purchases."""
    frame = bought(**{f"R{at}": {"supplier_name": name} for at, name in enumerate(names)})
    return buyers_register.suppliers(frame)


def test_a_table_cut_short_says_so_and_a_tie_at_its_end_too():
    table = sold_by(*"AAA", *"BB", *"CC")
    subtitle = register_words.names_subtitle(table, 2, "suppliers", "named", "in the register")
    assert str(subtitle) == (
        "The 2 suppliers named most often, of 3 named more than once in the register"
    )
    (note,) = register_words.not_shown(table, 2, "suppliers")
    assert str(note) == (
        "Not shown here, but in the data (CSV): 1 supplier, none with more than 2 purchases, as "
        "many as the last shown: names in alphabetical order decide between them."
    )


def test_those_left_out_without_a_tie_have_fewer():
    (note,) = register_words.not_shown(sold_by(*"AAA", *"BB", *"CC"), 1, "suppliers")
    assert str(note) == (
        "Not shown here, but in the data (CSV): 2 suppliers, none with more than 2 purchases."
    )


def test_a_whole_table_says_that_it_is_whole():
    table = sold_by(*"AA", *"BB")
    subtitle = register_words.names_subtitle(table, 2, "suppliers", "named", "in the register")
    assert str(subtitle) == "All 2 suppliers named more than once in the register"
    assert register_words.not_shown(table, 2, "suppliers") == []


def test_values_of_different_kinds_never_meet_and_press_values_stay_out():
    award = {"value_basis": "award"}
    frame = bought(
        A=award | {"value_gbp": 100.0},
        B=award | {"value_gbp": 300.0},
        C=award | {"value_gbp": 9e8, "notice_type": "news"},
        D={"value_basis": "contract", "value_gbp": 5.0},
    )
    (row,) = buyers_register.values(frame, SETTINGS).to_dict("records")
    assert (row["label"], row["number"].value, row["median"].value) == ("Award value", 2, 200)
    assert buyers_register.fullest_basis(frame, SETTINGS) == "award"


def test_too_few_values_are_not_summed_up():
    frame = bought(A={"value_basis": "award", "value_gbp": 100.0})
    assert buyers_register.values(frame, SETTINGS).empty
    assert buyers_register.fullest_basis(frame, SETTINGS) is None


def test_a_shared_lead_names_nobody():
    frame = bought(A={}, B={"theme": "cyber"})
    title = register_words.themes_title(buyers_register.themes(frame))
    assert str(title) == "2 names share the lead, with 1 notice each"


def test_other_technology_stands_after_the_themes_and_leads_none():
    frame = bought(A={}, B={}, **{row: {"theme": "other"} for row in "CDE"})
    table = buyers_register.themes(frame)
    assert list(table["label"]) == ["Planning", "Other technology"]
    assert str(register_words.themes_title(table)) == "The commonest theme is planning: 2 notices"
    (note,) = register_words.not_shown(table, 1, "themes", "drawn")
    assert str(note).endswith("1 theme, none with more than 3 notices.")


def test_a_leader_stands_in_the_title_with_its_count():
    frame = bought(A={}, B={"theme": "cyber"}, C={"theme": "cyber"})
    title = register_words.themes_title(buyers_register.themes(frame))
    assert str(title) == "The commonest theme is cyber security: 2 notices"


@pytest.mark.parametrize("year", each_edition())
def test_no_edition_counts_a_purchase_known_later(year):
    edition = load_edition(year)
    tables = load_tables(edition.as_of)
    frame = buyers_register.bought(tables, edition.buyers_and_suppliers)
    rows = [ref.row for ref in reg.refs_of_purchases(frame)]
    known = tables["register"].loc[rows, "known_by"]
    assert max(known) <= edition.as_of.isoformat()
    assert tables.current or "" not in set(known)
