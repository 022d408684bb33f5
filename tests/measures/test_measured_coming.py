"""What is still to come, of plans, early engagement and open tenders."""

import datetime as dt

import pandas as pd
from small_market import notice, small_market

from futuregazing.edition.periods import horizon
from futuregazing.measures.measured_coming import coming, coming_counted


def listed(*notices: dict, **options) -> list[str]:
    return list(coming(small_market(notices=notices), **options)["notice_key"])


def test_kinds_of_notice_are_told_apart():
    found = coming(
        small_market(
            notices=[
                notice("a", notice_type="UK1"),
                notice("b", notice_type="UK2"),
                notice("c", notice_type="UK3"),
                notice("d", notice_type="UK4", stage="tender", deadline="2026-01-31"),
                notice("e", notice_type="PreProcurement", source="cf"),
                notice("f", notice_type="Pipeline", source="cf"),
                notice("g", notice_type="something new", source="pcs"),
            ]
        )
    ).set_index("notice_key")
    assert found["kind"].to_dict() == {
        "a": "pipeline",
        "b": "early engagement",
        "c": "planned",
        "d": "open",
        "e": "early engagement",
        "f": "pipeline",
        "g": "planned",
    }


def test_a_tender_whose_deadline_is_past_is_not_to_come():
    # The market is as of 31 December 2025.
    tenders = [
        notice(key, notice_type="UK4", stage="tender", deadline=day)
        for key, day in (("a", "2025-12-30"), ("b", "2025-12-31"), ("c", None))
    ]
    assert listed(*tenders) == ["b"]


def test_of_a_process_only_the_latest_notice_counts_and_none_after_an_award():
    assert listed(
        notice("a", ocid="one", published_on="2025-10-01"),
        notice("b", ocid="one", published_on="2025-11-01", notice_type="UK2"),
        notice("c", ocid="two", awarded=True),
        notice("d", ocid=None),
        notice("e", ocid=None),
        notice("f", ocid="three", status="Withdrawn"),
    ) == ["b", "d", "e"]


def test_the_expected_day_is_the_first_known_and_says_which_it_is():
    found = coming(
        small_market(
            notices=[
                notice("a", expected_date="2026-03-01", deadline="2026-02-01"),
                notice("b", expected_date=None, deadline="2026-02-01", start_date="2026-09-01"),
                notice("c", expected_date=None, start_date="2025-09-01"),
                notice("d", expected_date=None),
            ]
        )
    ).set_index("notice_key")
    assert found["expected_by"].to_dict() == {
        "c": "contract starts",
        "b": "answers or tenders due",
        "a": "tender expected",
        "d": "",
    }
    assert found["expected"]["b"] == pd.Timestamp("2026-02-01")
    assert list(found.index[found["past"]]) == ["c"]


def test_a_horizon_keeps_what_is_expected_in_it():
    ahead = horizon(dt.date(2025, 12, 31), 3)
    plans = [
        notice("a", expected_date="2026-03-31"),
        notice("b", expected_date="2026-04-01"),
        notice("c", expected_date=None),
    ]
    assert listed(*plans, ahead=ahead) == ["a"]
    counted = coming_counted(small_market(notices=plans), ahead)
    assert counted["planned"].quantity.text == "1 notice"
    assert counted["pipeline"].quantity.text == "0 notices"


def test_plans_of_long_ago_are_left_out():
    old, new = notice("old", published_on="2023-12-30"), notice("new", published_on="2023-12-31")
    assert listed(old, new) == ["new"]
    assert sorted(listed(old, new, fresh_months=36)) == ["new", "old"]
