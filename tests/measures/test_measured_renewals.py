"""Which contracts end in a horizon, by either end, and which have lapsed."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from small_market import award, ceiling, party, small_market

from futuregazing.edition.periods import horizon
from futuregazing.measures.measured_renewals import coverage_of_ends, renewals, renewals_counted

AHEAD = horizon(dt.date(2025, 12, 31), 12)
"""1 January to 31 December 2026."""

TEN = (
    award("a", 10, end_date="2026-01-01"),
    award("b", 20, end_date="2026-12-31", max_end_date="2026-12-31"),
    award("c", 40, end_date="2026-06-30", max_end_date="2028-06-30"),
    award("d", 80, end_date="2025-06-30", max_end_date="2026-06-30"),
    award("e", 160, end_date="2025-12-31"),
    award("f", 320, end_date="2024-12-31"),
    award("g", 640, end_date=None),
    award("h", 1280, end_date="2026-06-30", max_end_date="2026-01-31", period_unlikely=True),
    award("i", 2560, start_date="2026-05-05", end_date="2026-05-05", one_day=True),
    ceiling("j", 1_000_000, end_date="2026-03-31"),
)


def test_renewals_by_end_by_last_end_and_lapsed():
    found = renewals(small_market(TEN), AHEAD).set_index("award_key")
    assert sorted(found.index[found["ends"]]) == ["a", "b", "c", "j"]
    assert sorted(found.index[found["last_ends"]]) == ["a", "b", "d", "j"]
    # f ended a day before the year before the horizon; e on the last day before it.
    assert sorted(found.index[found["lapsed"]]) == ["e"]


def test_renewals_are_counted_with_their_value_and_the_ceiling_left_out():
    found = renewals_counted(small_market(TEN), AHEAD)
    number, value = found["ends"]
    assert number.quantity.text == "4 contracts"
    assert value.quantity.value == 10 + 20 + 40
    assert value.coverage.text == "4 awards, 3 of them counted; left out: ceiling 1 (£1.00m)"
    assert found["last_ends"][1].quantity.value == 10 + 20 + 80
    assert found["lapsed"][1].quantity.value == 160
    assert found["ends"][0].quantity.formula == "count of contracts, told by 1 row"


def test_the_list_names_buyer_and_supplier_and_begins_with_the_earliest_end():
    sold = [party("a", "smith"), party("b", "smith"), party("b", "jones")]
    found = renewals(small_market(TEN[:3], sold), AHEAD)
    assert list(found["award_key"]) == ["a", "c", "b"]
    assert list(found["buyer"]) == ["Ambridge"] * 3
    assert list(found["supplier"]) == ["Smith", "No supplier stated", "Several suppliers together"]


def test_every_award_has_an_end_or_a_reason_for_none():
    found = coverage_of_ends(small_market(TEN).awards).set_index("state")["awards"]
    assert found.to_dict() == {
        "end known": 4,
        "end and last possible end known": 3,
        "no end stated": 1,
        "unlikely period": 1,
        "starts and ends on one day": 1,
    }


days = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(days, st.none() | st.integers(0, 900)), max_size=15))
def test_a_contract_that_ends_in_the_horizon_can_last_into_it_or_longer(ends):
    rows = [
        award(
            f"a{n:02}",
            end_date=end.isoformat(),
            max_end_date=None if more is None else (end + dt.timedelta(more)).isoformat(),
        )
        for n, (end, more) in enumerate(ends)
    ]
    found = renewals(small_market(rows), AHEAD)
    last = found["max_end_date"].fillna(found["end_date"]).dt.date
    by_end = found["ends"]
    assert (found["last_ends"] | (last > AHEAD.end))[by_end].all()
    assert not (found["lapsed"] & (by_end | found["last_ends"])).any()
    assert (last[found["lapsed"]] < AHEAD.start).all()
