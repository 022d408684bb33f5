from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exhibit_samples import percent, pounds, year

from futuregazing.claims.refs import Dated, Named, Ref
from futuregazing.claims.statement import statement
from futuregazing.errors import UserError
from futuregazing.exhibits.cell_figures import in_one_unit
from futuregazing.exhibits.cells import Column, Link, cell_text, cells


def texts(values: list[Any], column: Column) -> list[str]:
    return [cell_text(cell) for cell in cells(values, column)]


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA, "", "  ", Decimal("nan")])
def test_what_is_absent_is_said_and_has_no_value(nothing: Any) -> None:
    column = Column("Spend", "£", "money", absent="not published")
    assert cells([nothing], column) == [{"text": "not published", "value": None}]


def test_nought_is_not_absent() -> None:
    assert cells([0], Column("Notices", kind="number")) == [{"text": "0", "value": 0}]


@pytest.mark.parametrize(
    ("column", "value", "printed"),
    [
        (Column("Skill", "%", "percent"), -50, "−50"),
        (Column("Growth", kind="percent"), Decimal("-5.25"), "−5.25%"),
        (Column("Change", "£", "money"), -1200, "−1,200"),
        (Column("Change", kind="money"), Decimal("-3.50"), "−£3.50"),
        (Column("Change", kind="number"), percent(-5), "−5%"),
        (Column("Change"), -7, "−7"),
    ],
)
def test_less_than_nought_has_a_minus_sign_in_print_and_a_plain_value(
    column: Column, value: Any, printed: str
) -> None:
    [cell] = cells([value], column)
    assert cell_text(cell) == printed
    assert not isinstance(cell, dict) or cell["value"] < 0


def test_money_has_all_its_digits() -> None:
    assert texts([pounds("2851363984.6")], Column("Spend", "£", "money")) == ["2,851,363,984.60"]


def test_money_in_millions_says_so_in_the_header_not_in_the_cell() -> None:
    column = Column("Spend", "£m", "money")
    assert texts([pounds(1_250_000), pounds(3_000_000)], column) == ["1.25", "3"]


def test_a_published_number_is_not_padded_with_digits_nobody_stated() -> None:
    column = Column("Spend", "£bn", "money")
    assert texts([pounds("2.8e9"), pounds("2851000000")], column) == ["2.8", "2.851"]


def test_computed_numbers_of_one_column_have_the_same_decimals() -> None:
    assert texts([1.5, 2, 3.25], Column("Mean", kind="number")) == ["1.50", "2.00", "3.25"]


def test_decimals_are_cut_at_three_where_a_ratio_never_ends() -> None:
    assert texts([pounds("1000000") for _ in range(1)], Column("x", "£bn", "money")) == ["0.001"]
    assert texts([1 / 3], Column("Mean", kind="number")) == ["0.33"]


def test_pence_come_in_twos() -> None:
    assert texts([71575.1, 3], Column("Median", "£", "money")) == ["71,575.10", "3.00"]


def test_the_source_s_own_qualifier_stays_with_the_number() -> None:
    value = pounds("30.5e9", qualifier="at_least")
    assert texts([value], Column("Spend", "£bn", "money")) == ["at least 30.5"]
    assert texts([value], Column("Spend", kind="number")) == ["at least £30.5bn"]


def test_a_number_with_its_unit_has_all_digits_if_three_would_lose_some() -> None:
    assert texts([pounds("2851363984.6")], Column("Spend")) == ["£2,851,363,984.60"]
    assert texts([pounds("2.8e9", figures=2)], Column("Spend")) == ["£2.8bn"]


@pytest.mark.parametrize(
    ("pounds_in_all", "printed"),
    [
        ("2989000000", "£2.989bn"),
        ("15839000000", "£15.839bn"),
        ("491690000", "£491.69m"),
        ("874000000", "£874m"),
        ("407340500", "£407,340,500"),
        ("71575.10", "£71,575.10"),
    ],
)
def test_an_amount_is_short_where_that_loses_no_digit(pounds_in_all: str, printed: str) -> None:
    assert texts([pounds(pounds_in_all)], Column("Spend")) == [printed]


def test_shares_carry_their_sign_unless_the_header_does() -> None:
    assert texts([percent(64)], Column("Share", "%", "percent")) == ["64"]
    assert texts([68.5], Column("Share", kind="percent")) == ["68.5%"]


@pytest.mark.parametrize(
    ("worked_out", "printed"),
    [
        ("68.47017761399999999999", "68.470%"),
        ("31.529822386000000000001", "31.530%"),
        ("0.00012345678901234567", "0.000123%"),
        ("12.345678", "12.345678%"),
    ],
)
def test_a_share_that_a_division_gave_has_three_decimals_unless_it_is_tiny(
    worked_out: str, printed: str
) -> None:
    share = percent(0)
    assert texts([replace(share, value=Decimal(worked_out))], Column("Share")) == [printed]


def test_a_figure_s_cell_carries_its_claim_and_rows() -> None:
    cell = cells([pounds(5, "FIGZ")], Column("Spend", "£", "money"))[0]
    assert isinstance(cell, dict)
    assert cell["refs"] == [["figures", "FIGZ"]]
    assert cell["claim"]["basis"] == "published_invoice_spend"
    assert cell["value"] == 5


def test_rows_behind_a_line_stand_behind_its_figures_not_its_words() -> None:
    rows = [(Ref("register", "REG1"),)]
    assert cells(["Kent"], Column("Buyer"), rows) == ["Kent"]
    counted = cells([3], Column("Contracts", kind="number"), rows)
    assert counted == [{"text": "3", "value": 3, "refs": [["register", "REG1"]]}]


def test_dates_and_periods_are_printed_in_words_and_kept_for_sorting() -> None:
    day = dt.date(2021, 12, 31)
    assert (
        cells([day, pd.Timestamp(day), Dated(day)], Column("When", kind="date"))
        == [{"text": "31 December 2021", "value": "2021-12-31"}] * 3
    )
    assert texts([year("FY2024/25")], Column("When", kind="period")) == ["FY2024/25"]


def test_words_of_every_sort_are_cells() -> None:
    named = Named("G-Cloud 15", (Ref("figures", "A"),))
    values = [True, False, {"b", "a"}, ["b", "a"], named, Ref("t", "R1"), " a  b ", statement("So")]
    assert texts(values, Column("x")) == [
        "yes",
        "no",
        "a, b",
        "b, a",
        "G-Cloud 15",
        "R1",
        "a b",
        "So",
    ]


def test_numbers_of_numpy_and_decimals_are_numbers() -> None:
    values = [np.int64(1200), np.float64(2.5), Decimal("3.5")]
    assert texts(values, Column("n", kind="number")) == ["1,200.0", "2.5", "3.5"]


def test_a_link_leads_only_to_a_web_page() -> None:
    good, bad = Link("notice", "https://example.org/n"), Link("notice", "javascript:alert(1)")
    assert cells([good, bad], Column("Source", kind="link")) == [
        {"text": "notice", "href": "https://example.org/n"},
        "notice",
    ]


def test_a_column_that_could_not_be_printed_is_refused() -> None:
    with pytest.raises(UserError, match="kind 'cash' is none of"):
        Column("Spend", kind="cash")
    with pytest.raises(UserError, match="money is printed in one of"):
        Column("Spend", "EUR", "money")
    with pytest.raises(UserError, match="a word for what is absent"):
        Column("Spend", absent=" ")


def test_figures_stand_right_and_words_left() -> None:
    assert Column("Spend", kind="money").to_json("v")["align"] == "right"
    assert Column("Buyer").to_json("b")["align"] == "left"


def amounts(*values: float | str | None, **meaning: Any) -> list[Any]:
    return [None if v is None else pounds(v, **meaning) for v in values]


@pytest.mark.parametrize(
    ("values", "unit", "told"),
    [
        ((600_000_000, 8_652_920, None), "£m", ["600", "8.65292", "not published"]),
        (("71575.16", 5_350_000), "£", ["71,575.16", "5,350,000"]),
        ((1_500_000_000, 20_123_456), "", ["£1.50bn", "£20,123,456"]),
        (("2851363984.60", 5_000_000_000), "", ["£2,851,363,984.60", "£5.00bn"]),
        ((600_000_000, 1_200_000_000), "", ["£600m", "£1.20bn"]),
        ((279_700, 317_000), "", ["£279,700", "£317,000"]),
    ],
)
def test_amounts_that_would_print_in_two_forms_take_one_unit_if_no_digit_is_lost(
    values: tuple[float | str | None, ...], unit: str, told: list[str]
) -> None:
    given = amounts(*values, figures=None)
    column = in_one_unit(Column("Amount", kind="number"), given)
    assert column.unit == unit
    assert [cell_text(cell) for cell in cells(given, column)] == told


def test_a_column_keeps_the_unit_it_has_and_takes_none_among_unlike_cells() -> None:
    mixed = [*amounts(600_000_000, 8_652_920), "a text"]
    assert in_one_unit(Column("Amount"), mixed).unit == ""
    assert in_one_unit(Column("Amount", "£k", "money"), mixed[:2]).unit == "£k"
