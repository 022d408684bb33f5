"""Firms marked small in one award and larger in another, worked out by hand."""

import pytest
from small_market import award, party, small_market

from futuregazing.edition.periods import calendar_year
from futuregazing.measures.measured import COUNCILS, narrowed
from futuregazing.measures.measured_marks import as_larger, marked_both_ways
from futuregazing.measures.measured_sensitivity import SMALLER, sensitivity

# Smith is small for councils and larger for a national body; Jones is small, Brown larger.
MARKET = small_market(
    [
        award("a", 600),
        award("b", 100),
        award("c", 300),
        award("d", 50, body_kind="national"),
        award("e", None),
    ],
    [
        party("a", "smith", "sme"),
        party("b", "jones", "sme"),
        party("c", "brown", "large"),
        party("d", "smith", "large"),
        party("e", "jones", "sme"),
    ],
)


def test_firms_marked_larger_by_any_buyer_are_counted_and_left_out_of_the_share():
    found = marked_both_ways(narrowed(MARKET, COUNCILS))
    assert found.small_firms == 2
    assert found.firms.quantity.text == "1 firm"
    assert found.firms.coverage.text == (
        "2 firms, 1 of them counted; left out: marked small or medium alone 1"
    )
    assert list(found.firms.keys) == ["smith"]
    # Jones alone: 100 of 1,000; with Smith it would be 700.
    assert float(found.share_of_value.quantity.value) == 10
    assert found.share_of_value.coverage.text.startswith("4 awards, 3 of them counted")


def test_two_names_of_one_firm_are_marked_as_one():
    other = party("d", "smith", "large") | {"supplier_key": "s:SMITH LTD"}
    market = small_market([award("a", 10), award("d", 10)], [party("a", "smith", "sme"), other])
    assert list(as_larger(market).parties["scale"]) == ["large", "large"]


def test_firms_marked_one_way_alone_stay_as_they_are():
    market = small_market([award("a", 10)], [party("a", "smith", "sme"), party("a", "jones")])
    assert as_larger(market).parties.equals(market.parties)
    assert marked_both_ways(market).firms.quantity.value == 0


def test_nothing_bought_has_no_share():
    found = marked_both_ways(small_market())
    assert (found.small_firms, found.share_of_value) == (0, None)


def test_the_share_without_them_is_one_of_the_alternative_definitions():
    found = sensitivity(MARKET, COUNCILS, calendar_year(2024)).set_index(["headline", "variant"])
    shares = found.loc[SMALLER, "value"]
    assert float(shares["as measured"].value) == pytest.approx(70)
    assert float(shares["marked both ways"].value) == pytest.approx(10)
