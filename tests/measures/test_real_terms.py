"""Real terms only where both end years have a deflator of their own kind, known by the day."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from editions import tables_of

from futuregazing.claims.quantity import Mismatch, Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition import load_edition
from futuregazing.edition.periods import parse_period
from futuregazing.measures import market, market_growth
from futuregazing.measures.real_terms import CALENDAR, FINANCIAL, deflator, real_growth

KNOWN = {
    CALENDAR: pd.DataFrame({"index": [100.0, 104.0, 110.0]}, index=["2020", "2021", "2022"]),
    FINANCIAL: pd.DataFrame({"index": [90.0, 99.0]}, index=["2018-19", "2020-21"]),
}
"""Made-up indices. 2019-20 has none, though two calendar years would span it."""


def spent(pounds: int, start: str, end: str = "", **meaning: str) -> Quantity:
    period = parse_period(start, end or start)
    row = (Ref("figures", f"F{start}"),)
    return Quantity(Decimal(pounds), Unit("GBP"), period=period, series="S", refs=row, **meaning)


def test_growth_less_inflation_is_worked_out_by_hand() -> None:
    made = real_growth(KNOWN, spent(180, "FY2018/19"), spent(220, "FY2020/21"))
    assert made is not None
    assert made.value == pytest.approx(Decimal("11.1111"), abs=Decimal("0.001"))
    # 220 ÷ 99 = 2.2222, 180 ÷ 90 = 2; 2.2222 ÷ 2 = 1.1111
    assert made.price_basis == "real"
    assert [ref.row for ref in made.refs][-2:] == ["2018-19", "2020-21"]


@pytest.mark.parametrize(
    "spelling", [("FY2019/20", "FY2019/20"), ("2020", "2021"), ("2020-Q1", "2020-Q1"), ("", "")]
)
def test_no_deflator_is_made_up_from_other_years(spelling: tuple[str, str]) -> None:
    assert deflator(KNOWN, parse_period(*spelling)) is None


def test_one_end_without_a_deflator_is_enough_to_leave_the_number_nominal() -> None:
    assert real_growth(KNOWN, spent(180, "FY2018/19"), spent(200, "FY2019/20")) is None
    assert real_growth(KNOWN, spent(180, "2019"), spent(200, "2020")) is None


def test_a_calendar_year_is_not_deflated_against_a_financial_year() -> None:
    with pytest.raises(Mismatch, match="kind of period"):
        real_growth(KNOWN, spent(180, "FY2018/19"), spent(220, "2021"))


def test_inflation_is_taken_out_once() -> None:
    with pytest.raises(Mismatch, match="already"):
        real_growth(KNOWN, spent(180, "FY2018/19", price_basis="real"), spent(2, "FY2020/21"))


def in_real_terms(year: int) -> pd.DataFrame:
    settings = load_edition(year, ["market_size.price_basis=real"]).market_size
    return market_growth.growth_by_series(tables_of(year), settings)


def test_the_2022_edition_knew_no_deflator_and_shows_no_real_growth() -> None:
    tables = tables_of(2022)
    assert tables[CALENDAR].empty
    assert tables[FINANCIAL].empty
    assert [found for found in in_real_terms(2022)["real"] if found is not None] == []


def test_the_2027_edition_deflates_only_what_has_both_years_in_one_table() -> None:
    table = in_real_terms(2027)
    tables = tables_of(2027)
    assert len(table) >= 3
    for row in table.to_dict("records"):
        ends = [deflator(tables, row[name].period) for name in ("start", "end")]
        if row["real"] is None:
            assert None in ends
        else:
            assert {ref for _, ref in ends if ref} <= set(row["real"].refs)
            assert len({ref.table for _, ref in ends}) == 1
    financial = table[[str(q.period).startswith("FY") for q in table["start"]]]
    assert list(financial["real"]) == [None] * len(financial)


def test_prices_are_told_beside_the_numbers_in_both_settings() -> None:
    for basis, words in (("real", "both end years have a deflator"), ("nominal", "money of the")):
        edition = load_edition(2027, [f"market_size.price_basis={basis}"])
        told = market.limits(edition.market_size, None, edition.as_of)
        assert words in " ".join(str(one) for one in told)
