"""A contract that was changed or ended after its signature is what its later notices say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_releases import JONES, SMITH, Json, Market, award, market, release

SIGNED, LONGER, LONGEST = "2027-03-31", "2028-03-31", "2029-03-31"


def notice(kind: str, day: str, end: str = SIGNED, worth: Any = None, **contract: Any) -> Json:
    """Return a Find a Tender release of a kind about the contract of award 1, of some day."""
    made = {
        "id": "c",
        "awardID": "1",
        "status": "active",
        "period": {"startDate": "2025-04-01", "endDate": end},
        "value": {"amount": worth, "currency": "GBP"} if worth else None,
    } | contract
    told = award("1", 200_000) if kind == "UK6" else award(value=None, contractPeriod=None)
    one = release("c", told, title="Housing management software")
    documents = [{"id": f"c-{day}", "noticeType": kind}]
    return one | {
        "ocid": "ocds-h6vhtk-c",
        "id": f"c-{day}",
        "date": f"{day}T09:00:00Z",
        "contracts": [] if kind == "UK6" else [made | {"documents": documents}],
        "tender": one["tender"] | {"documents": documents},
    }


AWARDED = notice("UK6", "2025-02-05")
DETAILS = notice("UK7", "2025-04-05", SIGNED, 200_000)
COLUMNS = "notice_type, end_date::VARCHAR, max_end_date::VARCHAR, value_gbp::INT, flags"


def kept(found: Market) -> tuple[Any, ...]:
    (only,) = found.rows("award", COLUMNS, "kept")
    return only


def test_a_changed_contract_has_the_dates_and_the_value_of_its_change(tmp_path: Path) -> None:
    change = notice("UK10", "2026-06-05", LONGEST, 400_000)
    found = market(tmp_path, AWARDED, DETAILS, change)
    assert kept(found) == ("UK6", LONGEST, None, 400_000, ["changed", "several_notices"])


def test_of_several_changes_the_latest_counts_in_whatever_order_they_come(tmp_path: Path) -> None:
    changes = [notice("UK10", "2026-08-05", LONGEST, 250_000), notice("UK10", "2026-06-05", LONGER)]
    found = market(tmp_path, changes[0], DETAILS, changes[1])
    assert kept(found)[:4] == ("UK7", LONGEST, None, 250_000)


def test_a_later_notice_of_performance_or_payment_undoes_no_change(tmp_path: Path) -> None:
    change = notice("UK10", "2026-06-05", LONGEST, 400_000)
    others = [notice("UK9", "2026-07-05", SIGNED, 200_000), notice("UK17", "2026-09-05", SIGNED)]
    found = market(tmp_path, AWARDED, DETAILS, change, *others)
    assert kept(found)[1:4] == (LONGEST, None, 400_000)


def test_a_change_that_states_no_value_leaves_the_value(tmp_path: Path) -> None:
    found = market(tmp_path, AWARDED, DETAILS, notice("UK10", "2026-06-05", LONGER))
    assert kept(found)[1:4] == (LONGER, None, 200_000)


def test_a_changes_contract_goes_before_the_award_that_it_repeats(tmp_path: Path) -> None:
    change = notice("UK10", "2026-06-05", LONGER, 300_000)
    change["awards"] = [award("1", 200_000)]
    assert kept(market(tmp_path, AWARDED, DETAILS, change))[3] == 300_000


def test_a_change_in_euros_changes_the_dates_alone(tmp_path: Path) -> None:
    change = notice("UK10", "2026-06-05", LONGER, value={"amount": 900_000, "currency": "EUR"})
    assert kept(market(tmp_path, AWARDED, DETAILS, change))[1:4] == (LONGER, None, 200_000)


def test_a_change_of_another_purchase_under_the_same_id_changes_nothing(tmp_path: Path) -> None:
    change = notice("UK10", "2026-06-05", LONGEST, 400_000)
    change["awards"] = [award("1", title="Chairs for the library", suppliers=[JONES], value=None)]
    found = market(tmp_path, DETAILS, change)
    assert found.rows("award", "value_gbp::INT, end_date::VARCHAR", "notice_type = 'UK7'") == [
        (200_000, SIGNED)
    ]


@pytest.mark.parametrize("status", ["terminated", "cancelled", "active", None])
def test_a_contract_ends_on_the_day_of_the_notice_of_its_end(
    tmp_path: Path, status: str | None
) -> None:
    end = notice("UK11", "2026-06-05", LONGEST, status=status)
    signed = {"startDate": "2025-04-01", "endDate": LONGER, "maxExtentDate": LONGEST}
    details = notice("UK7", "2025-04-05", period=signed, worth=200_000)
    found = market(tmp_path, AWARDED, details, end)
    assert kept(found) == (
        "UK6",
        "2026-06-05",
        None,
        200_000,
        ["ended_early", "several_notices"],
    )


def test_a_contracts_status_tells_its_end_in_a_notice_of_any_kind(tmp_path: Path) -> None:
    found = market(tmp_path, DETAILS, notice("UK9", "2026-06-05", status="Terminated"))
    assert kept(found)[1] == "2026-06-05"


def test_an_award_of_which_one_of_two_contracts_was_ended_runs_on(tmp_path: Path) -> None:
    one, two = (
        {"id": n, "awardID": "1", "status": s} for n, s in (("c", "terminated"), ("d", "active"))
    )
    later = notice("UK9", "2026-06-05") | {"contracts": [one, two]}
    assert kept(market(tmp_path, DETAILS, later))[1] == SIGNED


def test_the_notice_of_an_end_that_was_due_moves_no_end(tmp_path: Path) -> None:
    found = market(tmp_path, DETAILS, notice("UK11", "2027-04-20", status="terminated"))
    assert kept(found)[1] == SIGNED
    assert "ended_early" not in kept(found)[4]


def test_an_extension_that_was_possible_is_gone_with_the_contract(tmp_path: Path) -> None:
    period = {"startDate": "2025-04-01", "endDate": SIGNED, "maxExtentDate": LONGEST}
    details = notice("UK7", "2025-04-05", period=period)
    found = market(tmp_path, details, notice("UK11", "2027-04-20", status="terminated"))
    assert kept(found)[1:3] == (SIGNED, None)


@pytest.mark.parametrize(
    ("rule", "end", "worth"),
    [("contract_changed", "2026-09-05", 200_000), ("contract_ended", LONGEST, 400_000)],
)
def test_each_of_the_two_rules_does_its_part_alone(
    tmp_path: Path, rule: str, end: str, worth: int
) -> None:
    change = notice("UK10", "2026-06-05", LONGEST, 400_000)
    over = notice("UK11", "2026-09-05", LONGEST, status="terminated")
    found = market(tmp_path, AWARDED, DETAILS, change, over, without=[rule])
    assert kept(found)[1:4] == (end, None, worth)


def test_two_suppliers_of_a_process_are_not_ended_together(tmp_path: Path) -> None:
    both = [award("1", suppliers=[SMITH]), award("2", 70_000, suppliers=[JONES])]
    signed = DETAILS | {"awards": both}
    found = market(tmp_path, signed, notice("UK11", "2026-06-05", status="terminated"))
    assert found.rows("award", "award_id, end_date::VARCHAR", "kept") == [
        ("1", "2026-06-05"),
        ("2", "2028-01-31"),
    ]
