"""A quantity keeps its meaning through arithmetic and refuses to mix what does not match."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.quantity import (
    Mismatch,
    Quantity,
    add,
    complement,
    counted,
    growth,
    quantity,
    ratio,
    share,
    source_figures,
    subtract,
)
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit, parse_unit
from futuregazing.claims.wording import money, significant

ROW = {
    "figure_id": "T1",
    "value_text": "2.5",
    "unit": "GBP bn",
    "qualifier": "exact",
    "period_start": "FY2020/21",
    "period_end": "FY2020/21",
    "geography": "UK",
    "buyer_scope": "local authorities",
    "measure_basis": "published_invoice_spend",
    "series_id": "S",
    "published_date": "2025-12-12",
    "source_grade": "A",
}


def made(**changes: str) -> Quantity:
    return quantity(ROW | changes)


def test_a_figure_row_becomes_pounds_with_its_row() -> None:
    q = made()
    assert q.value == Decimal("2500000000")
    assert q.text == "£2.5bn"
    assert q.full == "£2,500,000,000"
    assert str(q.period) == "FY2020/21"
    assert q.refs == (Ref("figures", "T1"),)


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "text"),
    [
        ("2851.3639846", "GBP m", "exact", "£2.85bn"),
        ("845", "GBP m", "exact", "£845m"),
        ("71575.16", "GBP", "exact", "£71,600"),
        ("30.5", "GBP bn", "at_least", "at least £30.5bn"),
        ("19.0", "GBP bn", "exact", "£19bn"),
        ("70", "GBP bn", "nearly", "nearly £70bn"),
        ("2.0", "GBP bn", "forecast", "a forecast £2bn"),
        ("64", "percent", "exact", "64%"),
        ("4", "percent per year", "less_than", "less than 4%"),
        ("254", "councils", "exact", "254 councils"),
        ("1309", "contracts", "exact", "1,309 contracts"),
        ("1.32", "million people", "exact", "1.32 million people"),
        ("2.0", "million people", "approx", "about 2 million people"),
        ("5", "times", "exact", "5 times"),
        ("500", "GBP m per year", "approx", "about £500m a year"),
        ("0.787", "GBP m", "exact", "£787,000"),
        ("0.01", "GBP", "exact", "£0.01"),
    ],
)
def test_prose_keeps_the_sources_qualifier_and_never_more_than_three_figures(
    value: str, unit: str, qualifier: str, text: str
) -> None:
    assert made(value_text=value, unit=unit, qualifier=qualifier).text == text


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "brief"),
    [
        ("0.000244", "percent", "exact", "less than 0.1%"),
        ("0.0999", "percent (by value)", "approx", "less than 0.1%"),
        ("0.1", "percent", "exact", "0.1%"),
        ("0", "percent", "exact", "0%"),
        ("-0.05", "percent", "exact", "−0.05%"),
        ("0.05", "percent", "at_least", "at least 0.05%"),
        ("0.05", "GBP", "exact", "£0.05"),
    ],
)
def test_a_share_near_nought_is_briefly_less_than_a_tenth_of_a_per_cent(
    value: str, unit: str, qualifier: str, brief: str
) -> None:
    told = made(value_text=value, unit=unit, qualifier=qualifier)
    assert told.brief == brief
    assert told.to_json()["value"] == float(value)


def test_money_rounds_up_into_the_next_step() -> None:
    assert money(Decimal("999950000")) == "£1.00bn"
    assert money(Decimal("999499999")) == "£999m"
    assert money(Decimal("-3500000"), 2) == "−£3.5m"


def test_a_source_with_a_zero_after_the_point_printed_no_such_figure() -> None:
    assert source_figures(Decimal("19.0")) == 2
    assert source_figures(Decimal("500")) == 3
    assert source_figures(Decimal("2.85")) == 3


def test_a_share_names_its_inputs_and_keeps_the_whole_as_denominator() -> None:
    part = made(figure_id="T2", value_text="491.69", unit="GBP m", geography="London")
    whole = made(value_text="2851.3639846", unit="GBP m")
    q = share(part, whole)
    assert q.text == "17.2%"  # 491.69 / 2851.3639846 = 0.17244
    assert q.formula == "£491,690,000 ÷ £2,851,363,984.60 × 100"
    assert q.geography == "UK"
    assert [ref.row for ref in q.refs] == ["T2", "T1"]


def test_pounds_awarded_are_never_added_to_pounds_invoiced() -> None:
    awarded = made(figure_id="T2", measure_basis="contract_award_value")
    with pytest.raises(Mismatch, match=r"T1.*T2.*basis: published_invoice_spend and contract_aw"):
        add(made(), awarded)


def test_two_vintages_are_not_subtracted_unless_the_editor_says_why() -> None:
    restated = made(figure_id="T2", value_text="2.3", published_date="2024-12")
    with pytest.raises(Mismatch, match="vintage"):
        subtract(made(), restated)
    q = subtract(made(), restated, reason="to show how far the restatement moved")
    assert q.value == Decimal("200000000")  # 2.5bn - 2.3bn
    assert q.note == "to show how far the restatement moved"


def test_growth_needs_one_series() -> None:
    end = made(figure_id="T2", value_text="2.8", period_start="FY2024/25", period_end="FY2024/25")
    assert growth(made(), end).text == "12%"  # 2.8 / 2.5 - 1
    assert str(growth(made(), end).period) == "FY2020/21 to FY2024/25"
    with pytest.raises(Mismatch, match="series"):
        growth(made(series_id="OTHER"), end)
    with pytest.raises(Mismatch, match="no series"):
        growth(made(series_id=""), made(figure_id="T2", series_id=""))


def test_the_share_outside_follows_from_the_share_inside() -> None:
    inside = made(value_text="31.5", unit="percent")
    assert complement(inside).value == Decimal("68.5")
    assert complement(inside).formula == "100% - 31.5%"


def test_a_ratio_of_unlike_numbers_always_carries_its_reason() -> None:
    q = ratio(made(value_text="19", scope="x"), made(), reason="two scopes, to show the gap")
    assert q.text == "7.6 times"  # 19 / 2.5
    assert q.note == "two scopes, to show the gap"


def test_what_an_approximate_number_leads_to_is_approximate_too() -> None:
    rough = made(figure_id="T2", qualifier="nearly")
    assert add(made(), rough).text == "about £5.0bn"
    assert add(made(), rough).grade == "A"
    assert add(made(), made(figure_id="T3", source_grade="C")).grade == "C"


def test_unlike_numbers_are_not_ranked() -> None:
    with pytest.raises(Mismatch, match="geography"):
        sorted([made(), made(geography="England")])


def test_a_count_of_rows_rests_on_those_rows() -> None:
    q = counted(2, "contracts", (Ref("register", "R1"), Ref("register", "R2")))
    assert q.text == "2 contracts"
    assert q.bare == "2"
    assert q.to_json()["refs"] == [["register", "R1"], ["register", "R2"]]


def test_a_formula_names_what_it_counts_and_rows_only_where_there_are_some() -> None:
    one = (Ref("register", "R1"),)
    assert counted(2, "themes", one, told_by=True).formula == "count of themes, told by 1 row"
    assert counted(0, "themes", (), told_by=True).formula == "count of themes"
    assert counted(1, "", one).formula == "count of records"


def test_a_value_that_is_no_number_is_refused_by_row() -> None:
    with pytest.raises(ValueError, match=r"T1: not a number: 'n/a'"):
        made(value_text="n/a")


@pytest.mark.parametrize("printed", ["councils bn", "", "GBP zillion per (", "percent m"])
def test_a_unit_that_makes_no_sense_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"printed in|not a unit"):
        parse_unit(printed)


def test_what_a_share_is_counted_by_stays_with_the_unit() -> None:
    assert parse_unit("percent (by value)") == (Unit("percent", aside="(by value)"), 1)
    assert parse_unit("GBP bn (net)") == (Unit("GBP", aside="(net)"), Decimal(10) ** 9)


amounts = st.decimals(min_value="0.01", max_value="1e12", places=2)


@given(amounts, st.integers(1, 5))
def test_rounding_moves_a_number_by_at_most_half_of_its_last_figure(
    value: Decimal, figures: int
) -> None:
    step = Decimal(1).scaleb(value.adjusted() - figures + 1)
    assert abs(significant(value, figures) - value) <= step / 2


@given(amounts, amounts)
def test_adding_is_exact_to_the_penny(a: Decimal, b: Decimal) -> None:
    total = add(made(value_text=str(a), unit="GBP"), made(value_text=str(b), unit="GBP"))
    assert total.value == a + b


@given(amounts)
def test_prose_reads_back_to_within_its_own_rounding(value: Decimal) -> None:
    text = money(value).removeprefix("£").replace(",", "")
    factor = {"b": 10**9, "m": 10**6}.get(text.rstrip("n")[-1:], 1)
    back = Decimal(text.rstrip("bnm")) * factor
    assert abs(back - value) <= max(value * Decimal("0.005"), Decimal("0.5"))
