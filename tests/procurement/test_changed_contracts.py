"""A contract that was changed or ended after its signature is what its later notices say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_releases import JONES, SMITH, Json, Market, award, market, release

SIGNED, LONGER, LONGEST = "2027-03-31", "2028-03-31", "2029-03-31"


Story = list[Json]


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
    one = release("c", told)
    documents = [{"id": f"c-{day}", "noticeType": kind}]
    return one | {
        "id": f"c-{day}",
        "date": f"{day}T09:00:00Z",
        "contracts": [] if kind == "UK6" else [made | {"documents": documents}],
        "tender": one["tender"] | {"documents": documents},
    }


AWARDED = notice("UK6", "2025-02-05")
DETAILS = notice("UK7", "2025-04-05", SIGNED, 200_000)
CHANGED = notice("UK10", "2026-06-05", LONGEST, 400_000)
POSSIBLY_LONGER = {"startDate": "2025-04-01", "endDate": SIGNED, "maxExtentDate": LONGEST}
LONGER_AT_ONCE = POSSIBLY_LONGER | {"endDate": LONGER}


def ending(status: str | None) -> Story:
    """Return a contract that was longer at once and ended in June, with a status of its end."""
    end = notice("UK11", "2026-06-05", LONGEST, status=status)
    return [AWARDED, notice("UK7", "2025-04-05", period=LONGER_AT_ONCE, worth=200_000), end]


def one_of_two_ended() -> Story:
    one, two = (
        {"id": n, "awardID": "1", "status": s} for n, s in (("c", "terminated"), ("d", "active"))
    )
    return [DETAILS, notice("UK9", "2026-06-05") | {"contracts": [one, two]}]


def two_suppliers() -> Story:
    both = [award("1", suppliers=[SMITH]), award("2", 70_000, suppliers=[JONES])]
    end = notice("UK11", "2026-06-05", status="terminated")
    return [DETAILS | {"awards": both}, end]


IN_EUROS = {"value": {"amount": 900_000, "currency": "EUR"}}
CHAIRS = award("1", title="Chairs for the library", suppliers=[JONES], value=None)
STATUSES = ("terminated", "cancelled", "active", None)
STORIES: dict[str, Story] = {
    "changed": [AWARDED, DETAILS, CHANGED],
    "changed twice": [
        notice("UK10", "2026-08-05", LONGEST, 250_000),
        DETAILS,
        notice("UK10", "2026-06-05", LONGER),
    ],
    "changed and performed": [
        *(AWARDED, DETAILS, CHANGED),
        notice("UK9", "2026-07-05", SIGNED, 200_000),
        notice("UK17", "2026-09-05", SIGNED),
    ],
    "changed without a value": [AWARDED, DETAILS, notice("UK10", "2026-06-05", LONGER)],
    "changed beside its award": [
        *(AWARDED, DETAILS),
        notice("UK10", "2026-06-05", LONGER, 300_000) | {"awards": [award("1", 200_000)]},
    ],
    "changed in euros": [AWARDED, DETAILS, notice("UK10", "2026-06-05", LONGER, **IN_EUROS)],
    "another changed": [DETAILS, CHANGED | {"awards": [CHAIRS]}],
    **{f"ended as {status}": ending(status) for status in STATUSES},
    "ended by its status": [DETAILS, notice("UK9", "2026-06-05", status="Terminated")],
    "one of two ended": one_of_two_ended(),
    "ended when due": [DETAILS, notice("UK11", "2027-04-20", status="terminated")],
    "ended before an extension": [
        notice("UK7", "2025-04-05", period=POSSIBLY_LONGER),
        notice("UK11", "2027-04-20", status="terminated"),
    ],
    "two suppliers": two_suppliers(),
}
"""The notices of one contract each, in the order in which they are read."""
COLUMNS = "notice_type, end_date::VARCHAR, max_end_date::VARCHAR, value_gbp::INT, flags"


def of_contract(name: str, story: Story) -> Story:
    """Return the notices of a story as those of a process and a purchase of its own."""
    title = {"title": f"Housing software {name}"}
    return [one | {"ocid": f"ocds-h6vhtk-{name}", "tender": one["tender"] | title} for one in story]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Market:
    told = [one for name, story in STORIES.items() for one in of_contract(name, story)]
    return market(tmp_path_factory.mktemp("contracts"), *told)


def rows(found: Market, name: str, columns: str, where: str = "kept") -> list[tuple[Any, ...]]:
    return found.rows("award", columns, f"ocid = 'ocds-h6vhtk-{name}' AND {where}")


def kept(found: Market, name: str) -> tuple[Any, ...]:
    (only,) = rows(found, name, COLUMNS)
    return only


def test_a_changed_contract_has_the_dates_and_the_value_of_its_change(found: Market) -> None:
    told = ("UK6", LONGEST, None, 400_000, ["changed", "several_notices"])
    assert kept(found, "changed") == told


def test_of_several_changes_the_latest_counts_in_whatever_order_they_come(found: Market) -> None:
    assert kept(found, "changed twice")[:4] == ("UK7", LONGEST, None, 250_000)


def test_a_later_notice_of_performance_or_payment_undoes_no_change(found: Market) -> None:
    assert kept(found, "changed and performed")[1:4] == (LONGEST, None, 400_000)


def test_a_change_that_states_no_value_leaves_the_value(found: Market) -> None:
    assert kept(found, "changed without a value")[1:4] == (LONGER, None, 200_000)


def test_a_changes_contract_goes_before_the_award_that_it_repeats(found: Market) -> None:
    assert kept(found, "changed beside its award")[3] == 300_000


def test_a_change_in_euros_changes_the_dates_alone(found: Market) -> None:
    assert kept(found, "changed in euros")[1:4] == (LONGER, None, 200_000)


def test_a_change_of_another_purchase_under_the_same_id_changes_nothing(found: Market) -> None:
    columns, of_details = "value_gbp::INT, end_date::VARCHAR", "notice_type = 'UK7'"
    assert rows(found, "another changed", columns, of_details) == [(200_000, SIGNED)]


@pytest.mark.parametrize("status", STATUSES)
def test_a_contract_ends_on_the_day_of_the_notice_of_its_end(
    found: Market, status: str | None
) -> None:
    assert kept(found, f"ended as {status}") == (
        "UK6",
        "2026-06-05",
        None,
        200_000,
        ["ended_early", "several_notices"],
    )


def test_a_contracts_status_tells_its_end_in_a_notice_of_any_kind(found: Market) -> None:
    assert kept(found, "ended by its status")[1] == "2026-06-05"


def test_an_award_of_which_one_of_two_contracts_was_ended_runs_on(found: Market) -> None:
    assert kept(found, "one of two ended")[1] == SIGNED


def test_the_notice_of_an_end_that_was_due_moves_no_end(found: Market) -> None:
    assert kept(found, "ended when due")[1] == SIGNED
    assert "ended_early" not in kept(found, "ended when due")[4]


def test_an_extension_that_was_possible_is_gone_with_the_contract(found: Market) -> None:
    assert kept(found, "ended before an extension")[1:3] == (SIGNED, None)


@pytest.mark.parametrize(
    ("rule", "end", "worth"),
    [("contract_changed", "2026-09-05", 200_000), ("contract_ended", LONGEST, 400_000)],
)
def test_each_of_the_two_rules_does_its_part_alone(
    tmp_path: Path, rule: str, end: str, worth: int
) -> None:
    over = notice("UK11", "2026-09-05", LONGEST, status="terminated")
    story = of_contract("both", [AWARDED, DETAILS, CHANGED, over])
    assert kept(market(tmp_path, *story, without=[rule]), "both")[1:4] == (end, None, worth)


def test_two_suppliers_of_a_process_are_not_ended_together(found: Market) -> None:
    assert rows(found, "two suppliers", "award_id, end_date::VARCHAR") == [
        ("1", "2026-06-05"),
        ("2", "2028-01-31"),
    ]
