"""How far headlines move under other definitions, and how numbers are traced to rows."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest
from small_market import award, ceiling, party, small_market

from futuregazing.edition.periods import calendar_year
from futuregazing.measures.measured import COUNCILS, narrowed
from futuregazing.measures.measured_sensitivity import HEADLINES, VARIANTS, sensitivity
from futuregazing.measures.measured_size import market_size
from futuregazing.measures.measured_trace import measures_table, write_rows

MARKET = small_market(
    [
        award("a", 100, award_date="2024-12-01", published_on="2025-01-10"),
        award("b", 120, value_basis="award gross"),
        ceiling("c", 1_000),
        award("d", 40, technology=False, adjacent=True),
        award("e", 60, source="register", value_basis="register", excluded_for="register")
        | {"award_date": None, "published_on": None, "start_date": "2024-05-01"},
    ],
    [party("a", "smith", "sme"), party("b", "jones", "large"), party("b", "smith", "sme")],
)


@cache
def everything() -> pd.DataFrame:
    return sensitivity(MARKET, COUNCILS, calendar_year(2024), calendar_year(2025))


def told(headline: str) -> pd.DataFrame:
    found = everything()
    return found[found["headline"] == headline].set_index("variant")


def test_the_value_awarded_under_each_definition():
    found = told("Value awarded")
    values = {name: float(value.value) for name, value in found["value"].items()}
    assert values == {
        "as measured": 220,
        "with ceilings": 1_220,
        "by publication": 120,  # a was published in 2025
        "gross converted": 200,  # 100 + 120 ÷ 1.2
        "adjacent codes": 260,
        "notice and register": 280,
    }
    assert found["change_pct"]["with ceilings"] == pytest.approx(1_000 / 2.2)
    assert pd.isna(found["change_pct"]["as measured"])


def test_the_share_of_small_firms_and_of_the_largest_suppliers():
    assert float(
        told("Share of small and medium firms, by value")["value"]["as measured"].value
    ) == (pytest.approx(100 / 2.2))
    top = told("Share of the ten largest suppliers")
    # Smith alone has a value of its own; split, Smith has 160 and Jones 60: still all.
    assert [float(v.value) for v in top["value"].loc[["as measured", "joint split"]]] == [100, 100]
    assert list(top["with_value"].loc[["as measured", "joint split"]]) == [1, 2]


def test_concentration_under_each_definition():
    index = told("Herfindahl-Hirschman index of suppliers")
    # One firm has all: 100² points. Split, Smith's 160 and Jones's 60 of 220.
    assert float(index["value"]["as measured"].value) == 10_000
    split = float(index["value"]["joint split"].value)
    assert split == pytest.approx((16 / 22 * 100) ** 2 + (6 / 22 * 100) ** 2)


def test_contracts_that_end_under_each_definition():
    ends = told("Value of contracts that end in the horizon")
    values = {name: float(value.value) for name, value in ends["value"].items()}
    assert values["as measured"] == 220  # a and b run to 31 March 2025
    assert values["with ceilings"] == 1_220
    later = small_market([award("a", 100), award("b", 40, max_end_date="2027-03-31")])
    found = sensitivity(later, COUNCILS, calendar_year(2024), calendar_year(2025))
    by_last = found[
        found["headline"] == "Value of contracts whose last possible end lies in the horizon"
    ]
    assert float(by_last.set_index("variant")["value"]["as measured"].value) == 100


def test_the_region_that_is_first_as_measured_is_the_one_asked_of_each_definition():
    market = small_market(
        [
            award("a", 100),
            award("b", 60, body_region="E12000007"),
            ceiling("c", 400, body_region="E12000007"),
        ]
    )
    found = sensitivity(market, COUNCILS, calendar_year(2024))
    region = found[found["headline"] == "Share of the region whose buyers awarded most"]
    shares = {v: float(q.value) for v, q in region.set_index("variant")["value"].items()}
    assert shares["as measured"] == pytest.approx(62.5)
    assert shares["with ceilings"] == pytest.approx(100 / 5.6)


def test_an_award_published_again_counts_when_it_was_first_published():
    market = small_market(
        [award("a", 100, published_on="2025-01-10") | {"first_published_on": "2024-03-17"}]
    )
    found = sensitivity(market, COUNCILS, calendar_year(2024)).set_index(["headline", "variant"])
    assert float(found.loc[("Value awarded", "by publication"), "value"].value) == 100


def test_a_short_contract_is_multiplied_only_where_that_is_the_definition():
    short = small_market([award("a", 310, start_date="2024-12-01", end_date="2024-12-31")])
    found = sensitivity(short, COUNCILS, calendar_year(2024)).set_index(["headline", "variant"])
    annual = found.loc["Annual value of contracts running at the end of the year", "value"]
    assert annual["as measured"].value == Decimal(310)
    assert annual["short contracts multiplied"].value == Decimal(3650)


def test_every_definition_has_a_name_and_a_basis_of_its_own():
    found = everything()
    assert set(found["headline"]) == set(HEADLINES)
    value = found[found["headline"] == "Value awarded"]
    assert value["value"].map(lambda q: q.basis).is_unique
    made = [one for one in found["measured"] if one]
    assert len(measures_table(made, MARKET)) == len(made)
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


def test_the_plain_line_is_the_headline_itself():
    plain = told("Value awarded")["value"]["as measured"]
    size = market_size(narrowed(MARKET, COUNCILS))
    assert plain.value == size["value"].iloc[0].value
    assert plain.basis == "measured award value"


def test_a_number_is_traced_by_a_row_that_holds_the_checksum_of_its_keys(tmp_path):
    size = market_size(narrowed(MARKET, COUNCILS))
    table = measures_table(size["measured"], MARKET)
    row = table.loc["councils:market_size.calendar_year:2024"]
    assert [size["value"].iloc[0].refs[0].row] == [row["measure_id"]]
    assert (row["value"], row["n"], row["with_value"], row["rows"]) == (220, 3, 2, 2)
    assert row["query"] == "value of awards made in 2024"
    assert row["left_out"] == "ceiling 1 (£1,000)"
    assert row["rows_sha256"] == hashlib.sha256(b"a\nb\n").hexdigest()
    write_rows(tmp_path, size["measured"])
    assert (tmp_path / row["rows_file"]).read_text(encoding="utf-8") == "key\na\nb\n"


def test_the_order_of_rows_does_not_change_a_trace():
    backwards = MARKET.awards.iloc[::-1].reset_index(drop=True)
    other = replace(MARKET, awards=backwards)
    one, two = (measures_table(market_size(m)["measured"], m) for m in (MARKET, other))
    pd.testing.assert_frame_equal(one, two)


def test_two_different_numbers_under_one_name_are_refused():
    less = replace(MARKET, awards=MARKET.awards[:1])
    both = [*market_size(MARKET)["measured"], *market_size(less)["measured"]]
    with pytest.raises(ValueError, match=r"two different measures are called all:market_size"):
        measures_table(both, MARKET)
