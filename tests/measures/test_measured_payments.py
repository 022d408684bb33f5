"""What buyers list as paid, and what of it went to firms of technology."""

import pytest
from small_market import amounts, award, party, payments, small_market

from futuregazing.claims.quantity import Mismatch
from futuregazing.edition.periods import calendar_year
from futuregazing.measures.measured import COUNCILS, narrowed
from futuregazing.measures.measured_payments import spend_by_year, spend_with, technology_firms
from futuregazing.measures.measured_size import size_in


def test_awards_are_never_added_to_payments():
    market = small_market([award("a", 100)], paid=[payments("2024-05-01", 70)])
    spent = spend_by_year(market, "calendar")["value"].iloc[0]
    with pytest.raises(Mismatch, match="basis"):
        size_in(market, calendar_year(2024)).quantity + spent


def test_spend_is_by_month_of_payment_with_refunds_off():
    market = small_market(
        paid=[
            payments("2024-03-01", 1_000, 3),
            payments("2024-04-01", 500, 2),
            payments("2024-05-01", -100, publisher="Borchester"),
            payments(None, 7),
        ]
    )
    spent = spend_by_year(market)
    assert amounts(spent, "period") == {"FY2023/24": 1000, "FY2024/25": 400, "None": 7}
    assert list(spent["n"]) == [3, 3, 1]
    assert list(spent["publishers"]) == [1, 2, 1]
    assert spent["value"].iloc[0].basis == "measured spend"


def test_payments_of_unknown_payers_are_left_out_and_counted_and_vat_is_told():
    unknown = {"body_kind": None, "body_code": None, "payer_known": False}
    market = small_market(
        paid=[
            payments("2024-05-01", 500, 5, vat_unstated=2, gross=1),
            payments("2024-06-01", 70, 3, **unknown),
            payments("2023-06-01", 9, 1, **unknown),
            payments("2024-07-01", 40, 2, body_kind="police"),
            payments("2024-07-01", 3, 1, body_kind=None, body_code=None, publisher="A museum"),
            payments("2020-07-01", 5, 1, body_kind="police"),
        ]
    )
    spent = spend_by_year(narrowed(market, COUNCILS)).set_index("period")
    assert [str(period) for period in spent.index] == ["FY2023/24", "FY2024/25"]
    assert spent["value"].iloc[0] is None
    assert spent["value"].iloc[1].value == 500
    assert list(spent["coverage"]) == [
        "1 payment, 0 of them counted; left out: payer not recognised 1 (£9)",
        "11 payments, 5 of them counted (net of VAT 2, with VAT 1, VAT not stated 2); "
        "left out: payer not recognised 3 (£70), payer known, not in scope 3 (£43)",
    ]
    assert spent[["publishers", "net", "gross", "vat_unstated"]].iloc[1].to_list() == [1, 2, 1, 2]
    assert list(spend_by_year(market)["n"]) == [1, 1, 11]


MARKET = small_market(
    [
        award("a", 100),
        award("b", 50, technology=False),
        award("c", 70),
        award("d", 30, technology=False, adjacent=True),
        award("e", 10),
    ],
    [
        party("a", "smith"),
        party("a", "jones"),
        party("b", "jones"),
        party("c", "town") | {"is_public_body": True},
        party("d", "cameras"),
        party("e", "smith"),
    ],
    paid=[
        payments("2024-05-01", 70, 4, group_key="smith"),
        payments("2024-06-01", -10, 1, group_key="smith", without_amount=0),
        payments("2024-06-01", 500, 3, group_key="jones"),
        payments("2024-07-01", 895, 2, group_key=None),
        payments("2023-06-01", 9, 1, group_key="jones"),
        payments("2024-07-01", 5, 1, group_key="cameras"),
    ],
)


def test_a_technology_firm_was_awarded_technology_and_nothing_else():
    assert technology_firms(MARKET) == {"smith"}
    assert technology_firms(MARKET, adjacent=True) == {"smith", "cameras"}


def test_payments_to_technology_firms_are_a_floor_that_counts_what_it_leaves_out():
    frame = spend_with(MARKET, technology_firms(MARKET)).set_index("period")
    assert [str(period) for period in frame.index] == ["FY2023/24", "FY2024/25"]
    assert frame["value"].iloc[0] is None
    assert frame["value"].iloc[1].value == 60
    assert list(frame["firms"]) == [0, 1]
    assert frame["coverage"].iloc[1] == (
        "11 payments, 5 of them counted; left out: to payees not known to sell technology "
        "alone 6 (£1,400)"
    )


def test_payments_to_technology_firms_join_neither_all_payments_nor_awards():
    paid = spend_with(MARKET, {"smith"})["value"].iloc[1]
    with pytest.raises(Mismatch, match="basis"):
        paid + spend_by_year(MARKET)["value"].iloc[1]
