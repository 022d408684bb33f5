"""Measured numbers as an edition's tables: nothing is lost on the way to the notebook."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from editions import tables_of
from hypothesis import given
from hypothesis import strategies as st
from small_market import award, small_market

from futuregazing.claims.checking.counts import recount
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import PERCENT, POUND, Unit
from futuregazing.edition import load_edition
from futuregazing.edition.periods import calendar_year, financial_year, instant
from futuregazing.measures.measured_codec import read, written
from futuregazing.measures.measured_edition import Topic, View, measured_from
from futuregazing.measures.measured_files import all_reasons, files_frame
from futuregazing.measures.measured_lines import has_measures, lines
from futuregazing.measures.measured_numbers import number_of, told, total
from futuregazing.procurement.parts import TableCounts
from futuregazing.procurement.snapshot import Book, ImportedFile
from futuregazing.tables.frames import read_parquet, write_parquet
from futuregazing.tables.narrowing import narrowed

MONEY = st.decimals(min_value="-1e15", max_value="1e15", places=2)
PERIODS = st.sampled_from([calendar_year(2024), financial_year(2024), instant(dt.date(2026, 2, 3))])
UNITS = st.sampled_from([Unit(POUND, per="year"), Unit(PERCENT, aside="(by value)"), Unit("days")])


def view(*awards):
    return View(small_market(awards), load_edition(2027), tables_of(2027))


def by_buyer(view):
    """Return one line a buyer, the last without a number, with details of each kind."""
    awards = view.market.awards
    rows = [
        (name, total(view.market, own, f"buyer:{name}", f"value of awards by {name}"))
        for name, own in awards.groupby("buyer_name")
    ]
    frame = told(rows, "buyer")
    count = number_of(view.market, awards, "awards", "number of awards")
    details = frame.assign(first=awards["award_date"].min(), all_awards=count, note=None)
    return pd.concat([details, pd.DataFrame([{"buyer": "Nobody", "value": None}])])


TOPIC = Topic("market_size.by_buyer", "market_size", by_buyer)


@given(value=MONEY, period=PERIODS, unit=UNITS)
def test_a_quantity_comes_back_to_the_penny_with_its_meaning(value, period, unit):
    part = Quantity(value, unit, period=period, refs=(Ref("measures", "councils:x:2024"),))
    whole = Quantity(value / 7, unit, basis="measured spend", inputs=(part, part), figures=3)
    assert read(written(whole)) == whole


PLAIN = st.one_of(st.text(), st.integers(), st.floats(allow_nan=False), st.dates(), st.booleans())


@given(st.lists(PLAIN).map(tuple))
def test_texts_numbers_days_and_nothing_come_back_as_they_are(values):
    assert read(written((*values, None, float("nan")))) == (*values, None, None)


def test_what_a_line_cannot_hold_is_refused():
    with pytest.raises(TypeError, match="cannot hold"):
        written({"a": 1})


def test_lines_reach_the_notebook_through_parquet_as_they_were_made(tmp_path):
    made = measured_from(view(award("a", 100.1), award("b", 0.05)), [TOPIC])
    write_parquet(made.tables, tmp_path)
    frame = lines(read_parquet(tmp_path), TOPIC.name)
    assert list(frame["label"]) == ["AMBRIDGE BC", "Nobody"]
    first = frame.iloc[0]
    assert first["value"] == made.numbers[0].quantity
    assert first["value"].value == Decimal("100.15")
    assert (first["n"], first["with_value"], first["left_out"]) == (2, 2, 0)
    assert first["first"] == dt.date(2024, 3, 10)
    assert first["all_awards"].text == "2 awards"
    assert first["coverage"] == "2 awards, 2 of them counted"
    assert frame["value"].iloc[1] is None


def test_every_measured_number_has_a_row_that_says_what_it_is():
    made = measured_from(view(award("a", 100.1)), [TOPIC])
    rows = made.tables["measures"]
    assert {one.quantity.refs for one in made.numbers} == {
        (Ref("measures", r),) for r in rows.index
    }
    row = rows.loc["all:buyer:ambridge_bc"]
    assert (row["value_text"], row["unit"], row["known_by"]) == ("100.1", "GBP", "2025-12-31")
    assert made.tables.sidecar("measures").rows == 2


def test_a_number_that_no_record_has_a_value_for_is_absent_not_nought():
    made = measured_from(view(award("a", None)), [TOPIC])
    row = made.tables["measures"].loc["all:buyer:ambridge_bc"]
    assert pd.isna(row["value"])
    assert row["value_text"] == ""
    assert lines(made.tables, TOPIC.name)["value"].iloc[0] is None


def test_two_different_numbers_of_one_id_are_refused():
    def twice(view):
        numbers = [number_of(view.market, view.market.awards[:n], "x", "x") for n in (1, 2)]
        return told([("first", numbers[0]), ("second", numbers[1])])

    with pytest.raises(ValueError, match="two different measures are called all:x"):
        measured_from(view(award("a"), award("b")), [Topic("market_size.x", "market_size", twice)])


def test_nothing_is_measured_for_a_section_that_the_edition_leaves_out():
    short = load_edition(2027, ['sections=["market_size"]'])
    other = Topic("opportunities.x", "opportunities", by_buyer)
    made = measured_from(View(small_market([award("a")]), short, tables_of(2027)), [other])
    assert made.numbers == ()
    assert not has_measures(made.tables)


def test_an_edition_without_a_snapshot_has_no_lines():
    assert not has_measures(tables_of(2027))
    assert lines(tables_of(2027), "market_size.calendar_year").empty


def test_adjacent_codes_count_only_where_the_settings_say_so():
    camera = award("b", 50, technology=False, adjacent=True)
    narrow, wide = (
        View(
            small_market([award("a"), camera]),
            load_edition(2027, [f"market_size.include_adjacent={told}"]),
            tables_of(2027),
        )
        for told in ("false", "true")
    )
    assert list(narrow.councils.awards["award_key"]) == ["a"]
    assert list(wide.councils.awards["award_key"]) == ["a", "b"]
    assert narrow.councils.prefix != wide.councils.prefix


def test_a_claim_that_is_not_as_its_measure_says_is_found():
    made = measured_from(view(award("a", 100.1)), [TOPIC])
    claim = made.numbers[0].quantity.to_json()
    assert recount(claim, made.tables).fits
    for changed in ({"value": 100.2}, {"period": "2023"}, {"scope": "all councils"}):
        told = recount(claim | changed, made.tables)
        assert not told.fits
        assert next(iter(changed)) in told.told
    gone = recount(claim | {"refs": [["measures", "all:none"]]}, made.tables)
    assert (gone.fits, gone.told) == (False, "there is no measure all:none")


def test_an_earlier_day_does_not_see_what_was_measured_later():
    made = measured_from(view(award("a", 100.1)), [TOPIC])
    assert not has_measures(narrowed(made.tables, dt.date(2022, 1, 1)))


def test_files_say_what_was_read_kept_and_rejected_and_no_folder_of_a_machine():
    counts = {"spend": TableCounts(5, 2, {"a total, not a payment": 1, "no supplier": 2})}
    file = ImportedFile("f1", "spend/a.csv", "place", "part", "ab12", 9, "spend", 1, counts)
    frame = files_frame(Book({"place": file}))
    (row,) = frame.to_dict("records")
    assert row["read"] == row["kept"] + row["rejected"] == 5
    assert row["reasons"] == "a total, not a payment 1; no supplier 2"
    assert "place" not in str(row)
    told = all_reasons([row["reasons"], "", "no supplier 1,000"])
    assert told == "a total, not a payment 1; no supplier 1,002"
