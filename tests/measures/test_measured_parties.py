"""Buyers, suppliers, smaller firms and concentration, worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_market import amounts, award, ceiling, party, small_market

from futuregazing.measures.measured_parties import (
    attribution,
    concentration,
    sme_share,
    top_buyers,
    top_suppliers,
)

SEVEN = (
    award("a", 600),
    award("b", 300),
    award("c", 100),
    award("d", 1_000),
    award("e", 50, unnamed=True),
    award("f", 70),
    award("g", 30),
)
SOLD = (
    party("a", "smith", "sme"),
    party("b", "jones", "large"),
    party("c", "smith", "sme"),
    party("d", "smith", "sme"),
    party("d", "jones", "large"),
    party("e", "see attached"),
    party("f", "borchester council", "large", public=True),
)


def test_awards_belong_to_one_firm_or_stand_apart_by_the_reason():
    market = small_market(SEVEN, SOLD)
    kinds = attribution(market, market.awards)["kind"]
    assert list(kinds) == [
        "sole",
        "sole",
        "sole",
        "joint",
        "not named",
        "public body",
        "none stated",
    ]


def test_two_names_of_one_firm_are_one_supplier():
    market = small_market(
        [award("a", 10)],
        [party("a", "smith"), party("a", "smith") | {"supplier_key": "s:SMITH LTD"}],
    )
    assert list(attribution(market, market.awards)["kind"]) == ["sole"]


def test_top_suppliers_count_what_is_theirs_alone_and_show_the_rest_apart():
    found = top_suppliers(small_market(SEVEN, SOLD))
    # Smith: 600 + 100; Jones: 300. The joint 1,000 is on its own line, for neither.
    assert amounts(found, "supplier") == {
        "Smith": 700,
        "Jones": 300,
        "Several suppliers together": 1000,
        "Public bodies": 70,
        "Supplier not named": 50,
        "No supplier stated": 30,
    }
    assert list(found["apart"]) == [False, False, True, True, True, True]
    assert list(found["joint_awards"]) == [1, 1, 0, 0, 0, 0]
    assert list(found["joint_gbp"]) == [1000, 1000, 0, 0, 0, 0]


def test_a_ceiling_gives_no_supplier_a_value():
    market = small_market(
        [award("a", 10), ceiling("b", 1_000_000)], [party("a", "jones"), party("b", "smith")]
    )
    found = top_suppliers(market)
    assert amounts(found, "supplier") == {"Jones": 10}


def test_a_buyer_counts_once_under_all_its_names_and_unknown_ones_by_name():
    market = small_market(
        [
            award("a", 10),
            award("b", 20, buyer_name="Ambridge Borough Council", buyer_key="b2"),
            award("c", 25, body_code=None, body_name=None, buyer_name="Felpersham Trust"),
            ceiling("d", 9_000_000, body_code="E07000002", body_name="Penny Hassett"),
        ]
    )
    found = top_buyers(market)
    assert amounts(found, "buyer") == {"Ambridge": 30, "Felpersham Trust": 25}
    assert list(found["code"]) == ["E07000001", ""]


def test_equal_buyers_stand_in_the_order_of_their_codes():
    rows = [award(c, 10, body_code=c, body_name=c.upper()) for c in ("z", "m", "a")]
    assert list(top_buyers(small_market(rows), limit=2)["buyer"]) == ["A", "M"]


def test_smaller_firms_share_by_number_and_by_value_with_the_unknown_beside_it():
    found = sme_share(small_market(SEVEN, SOLD)).set_index("size")
    # By number: a, c of seven are of small firms; b, f large; d mixed; e, g unknown.
    assert list(found["awards"]) == [2, 2, 1, 2]
    # By value, of 600 + 300 + 100 + 1,000 + 50 + 70 + 30 = 2,150.
    by_value = {size: float(m.quantity.value) for size, m in found["share_of_value"].items()}
    assert by_value == pytest.approx(
        {
            "sme": 700 / 21.5,
            "large": 370 / 21.5,
            "mixed": 1000 / 21.5,
            "unknown": 80 / 21.5,
        }
    )
    assert found["share_of_number"]["sme"].quantity.formula == "2 awards ÷ 7 awards × 100"


def test_an_award_without_a_value_counts_by_number_only():
    market = small_market(
        [award("a", 10), award("b", None)],
        [party("a", "jones", "large"), party("b", "smith", "sme")],
    )
    found = sme_share(market).set_index("size")
    assert float(found["share_of_number"]["sme"].quantity.value) == 50
    assert float(found["share_of_value"]["sme"].quantity.value) == 0
    assert found["share_of_value"]["sme"].coverage.text == (
        "2 awards, 1 of them counted; left out: no value stated 1"
    )


def test_a_market_without_awards_has_no_share():
    assert list(sme_share(small_market())["share_of_value"]) == [None] * 4


def test_the_index_of_concentration_is_that_of_the_attributed_value():
    found = concentration(small_market(SEVEN, SOLD))
    # Smith 70%, Jones 30%: 4,900 + 900; not attributed: 1,000 + 70 + 50 + 30 of 2,150.
    assert found["hhi"].quantity.value == Decimal("5800")
    assert found["top_ten_pct"].quantity.value == 100
    assert float(found["unattributed_pct"].quantity.value) == pytest.approx(1150 / 21.5)
    assert found["hhi"].coverage.text == (
        "7 awards, 3 of them counted; left out: value of joint 1 (£1,000), value of none stated 1 "
        "(£30), value of not named 1 (£50), value of public body 1 (£70)"
    )


def test_joint_awards_may_be_split_equally():
    found = concentration(small_market(SEVEN, SOLD), split=True)
    # Smith 700 + 500, Jones 300 + 500: 60% and 40%: 3,600 + 1,600.
    assert float(found["hhi"].quantity.value) == pytest.approx(5200)


def test_the_ten_largest_of_eleven_alike_have_ten_elevenths():
    rows = [award(f"a{n}", 11) for n in range(11)]
    sold = [party(f"a{n}", f"firm {n}") for n in range(11)]
    found = concentration(small_market(rows, sold))
    assert float(found["top_ten_pct"].quantity.value) == pytest.approx(1000 / 11)
    assert float(found["hhi"].quantity.value) == pytest.approx(10_000 / 11)


def test_no_concentration_where_no_value_has_one_firm():
    assert concentration(small_market([award("a", 10)])) == {}


firms = st.lists(
    st.tuples(
        st.integers(1, 10**9), st.lists(st.sampled_from("stuvwxyz"), max_size=4, unique=True)
    ),
    min_size=1,
    max_size=20,
)


@settings(deadline=None, max_examples=15)
@given(firms)
def test_value_counts_once_whatever_the_number_of_suppliers(given_awards):
    rows = [award(f"a{n}") | {"pence": pence} for n, (pence, _) in enumerate(given_awards)]
    sold = [party(f"a{n}", firm) for n, (_, named) in enumerate(given_awards) for firm in named]
    found = top_suppliers(small_market(rows, sold), limit=100)
    whole = Decimal(sum(pence for pence, _ in given_awards)) / 100
    assert sum(value.value for value in found["value"]) == whole
    assert int(found["n"].sum()) == len(rows)


@settings(deadline=None, max_examples=15)
@given(firms, st.booleans())
def test_concentration_lies_between_all_alike_and_one_alone(given_awards, split):
    rows = [award(f"a{n}") | {"pence": pence} for n, (pence, _) in enumerate(given_awards)]
    sold = [party(f"a{n}", firm) for n, (_, named) in enumerate(given_awards) for firm in named]
    found = concentration(small_market(rows, sold), split=split)
    single = {named[0] for _, named in given_awards if len(named) == 1}
    every = {firm for _, named in given_awards for firm in named}
    n = len(every if split else single)
    if not n:
        assert found == {}
        return
    assert 10_000 / n - 1e-6 <= float(found["hhi"].quantity.value) <= 10_000 + 1e-6
    assert 0 <= float(found["unattributed_pct"].quantity.value) < 100
    assert 0 < float(found["top_ten_pct"].quantity.value) <= 100 + 1e-6


sizes = st.lists(
    st.tuples(st.integers(1, 10**6), st.lists(st.sampled_from(["sme", "large", None]), max_size=3)),
    min_size=1,
    max_size=20,
)


@settings(deadline=None, max_examples=15)
@given(sizes)
def test_shares_by_size_and_the_unknown_make_a_whole(given_awards):
    rows = [award(f"a{n}") | {"pence": pence} for n, (pence, _) in enumerate(given_awards)]
    sold = [
        party(f"a{n}", f"firm {n} {k}", scale)
        for n, (_, scales) in enumerate(given_awards)
        for k, scale in enumerate(scales)
    ]
    found = sme_share(small_market(rows, sold))
    for column in ("share_of_number", "share_of_value"):
        assert sum(float(m.quantity.value) for m in found[column]) == pytest.approx(100)
