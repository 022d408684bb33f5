"""Every chart that sets numbers side by side refuses what is not of one kind, or says why not."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import SAMPLES, lettering, make, pounds, year

from futuregazing import exhibits
from futuregazing.claims.likeness import SAME_TO_COMPARE, Mismatch
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.units import Unit
from futuregazing.exhibits import Column
from futuregazing.exhibits.marks import require_one_kind

FIELDS = {
    "basis": "contract_award_value",
    "price_basis": "real",
    "denominator": "all that councils spend",
    "scope": "fire services",
    "vintage": "2019-04-01",
    "geography": "Wales",
    "period": year("2021-03"),
}
"""A value of each field that no sample has; the period is of a kind that no sample has."""
CHOSEN_BY_THE_READER = {
    "tiles": {"geography"},
    "change": {"vintage"},
    "change_by_kind": {"vintage"},
}
"""A map sets regions side by side: that they differ in place is what it shows. The points of
one series may have been published on several days."""
ROW_BY_ROW = {"ranges"}
"""A chart that sets each number beside its own range alone; `test_ranges` has its refusals."""
TAKE_NUMBERS = sorted(
    form
    for form in set(SAMPLES) - ROW_BY_ROW
    if {"value", "values"} & set(inspect.signature(getattr(exhibits, form)).parameters)
)
COUNT_OR_DATE = {"calendar", "cartogram", "evidence_grid", "tally", "timeline"}
"""Charts of events and of items that they count themselves: no number of ours to mix."""


def likened(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with all its quantities of one kind, in one panel and one line."""
    frame = frame.copy()
    for name in frame.columns:
        if isinstance(frame[name].iloc[0], Quantity):
            kind = replace(frame[name].iloc[0], series="S")
            kept = ("basis", "period", "series", "vintage", "geography", "scope")
            told = {key: getattr(kind, key) for key in kept}
            frame[name] = [replace(q, **told) for q in frame[name]]
    if "panel" in frame.columns:
        frame["panel"] = "One measure"
    return frame


def over_time(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame as one line, a year a point."""
    frame = frame.copy()
    frame["label"] = "One line"
    years = [year(str(2010 + i)) for i in range(len(frame))]
    frame["value"] = [replace(q, period=y) for q, y in zip(frame["value"], years, strict=True)]
    return frame


def sample(form: str) -> pd.DataFrame:
    frame = likened(SAMPLES[form].frame())
    return over_time(frame) if form == "change" else frame


def with_last(form: str, **changes: Any) -> pd.DataFrame:
    """Return the sample with the last number changed in something."""
    frame = sample(form)
    column = "mean" if form == "spread" else "value"
    if form == "change" and "period" in changes:
        changes["period"] = year("2031-03")
    last = replace(frame[column].iloc[-1], **changes)
    frame[column] = [*frame[column].iloc[:-1], last]
    return frame


def test_a_new_chart_must_say_whether_it_sets_numbers_side_by_side() -> None:
    assert set(TAKE_NUMBERS) | COUNT_OR_DATE | ROW_BY_ROW == set(SAMPLES)
    assert not set(TAKE_NUMBERS) & COUNT_OR_DATE


def test_every_field_that_a_comparison_needs_is_tried() -> None:
    tried = {"unit", *FIELDS} - {"period"} | {"period_kind"}
    assert tried == set(SAME_TO_COMPARE)


@pytest.mark.parametrize("form", TAKE_NUMBERS)
def test_numbers_of_one_kind_are_drawn_without_a_reason(form: str) -> None:
    made = make(form, sample(form), reason="")
    assert lettering(made.svg or "")
    assert not [note for note in made.notes if "Different kinds" in str(note)]


@pytest.mark.parametrize("name", sorted(FIELDS))
@pytest.mark.parametrize("form", TAKE_NUMBERS)
def test_a_chart_refuses_a_number_of_another_kind_and_names_the_difference(
    form: str, name: str
) -> None:
    if name in CHOSEN_BY_THE_READER.get(form, ()):
        assert make(form, with_last(form, **{name: FIELDS[name]}), reason="").rows
        return
    word = {"period": "kind of period", "price_basis": "prices"}.get(name, name)
    with pytest.raises(Mismatch, match=word):
        make(form, with_last(form, **{name: FIELDS[name]}), reason="")


@pytest.mark.parametrize("form", TAKE_NUMBERS)
def test_a_stated_reason_lets_it_pass_and_stands_under_the_chart(form: str) -> None:
    frame = with_last(form, basis="contract_award_value")
    with pytest.raises(Mismatch):
        make(form, frame, reason="   ")
    made = make(form, frame, reason="no other number is known")
    assert made.notes[-1][0]["text"].endswith("no other number is known")


@pytest.mark.parametrize("form", sorted(set(TAKE_NUMBERS) - {"small_multiples"}))
def test_two_units_share_no_axis_whatever_the_reason(form: str) -> None:
    frame = with_last(form, unit=Unit("percent" if form != "tiles" else "GBP"))
    if form in {"tiles", "share"}:
        frame = with_last(form, unit=Unit("GBP"))
    with pytest.raises(Mismatch, match="unit"):
        make(form, frame, reason="none is good enough")


def test_places_may_differ_where_the_labels_say_that_they_are_what_is_ranked() -> None:
    frame = with_last("ranking", geography="Wales")
    assert make("ranking", frame, by=["geography"]).rows
    with pytest.raises(Mismatch, match="scope"):
        make("ranking", with_last("ranking", scope="fire services"), by=["geography"])


def test_a_number_without_a_record_is_not_set_beside_one_with() -> None:
    frame = pd.DataFrame({"label": ["A", "B"], "value": [pounds(100), 90]})
    with pytest.raises(Mismatch, match=r"basis: published_invoice_spend and not stated"):
        make("ranking", frame, unit="GBP")


def test_a_range_s_ends_are_of_its_own_kind() -> None:
    frame = pd.DataFrame(
        {
            "label": ["A"],
            "value": [pounds(100)],
            "low": [pounds(80, basis="contract_award_value")],
            "high": [pounds(120)],
        }
    )
    with pytest.raises(Mismatch, match="basis"):
        make("compare", frame, reason="")


def test_unknown_marks_are_no_reason_to_refuse() -> None:
    frame = with_last("ranking")
    frame["value"] = [*frame["value"].iloc[:-1], None]
    assert make("ranking", frame).rows
    require_one_kind([], "ranked", {})


TABLE = {
    "id": "market_size.sample",
    "title": "A table of amounts",
    "subtitle": "Spend by councils, UK, nominal",
}


def amounts(*values: Quantity) -> pd.DataFrame:
    return pd.DataFrame({"label": [f"Row {q.refs[0].row}" for q in values], "value": list(values)})


def test_a_table_s_total_is_refused_where_its_rows_may_not_be_added() -> None:
    frame = amounts(pounds(100, "A"), pounds(50, "B", basis="contract_award_value"))
    columns = {"label": "Name", "value": "Amount"}
    with pytest.raises(Mismatch, match=r"cannot be added.*basis"):
        exhibits.table(frame, columns, total={"value": pounds(150)}, **TABLE)
    told = exhibits.table(
        frame, columns, total={"value": pounds(150)}, reason="the page adds them", **TABLE
    )
    assert told.notes[-1][0]["text"].endswith("the page adds them")
    like = amounts(pounds(100, "A"), pounds(50, "B"))
    assert exhibits.table(like, columns, total={"value": pounds(150)}, **TABLE).total_row


def test_a_header_s_unit_is_the_unit_of_every_number_under_it() -> None:
    frame = amounts(pounds(100, "A"), replace(pounds(50, "B"), unit=Unit("percent")))
    columns = {"label": "Name", "value": Column("Amount", unit="£m", kind="money")}
    with pytest.raises(Mismatch, match=r"Amount.*£m.*percent"):
        exhibits.table(frame, columns, **TABLE)
