"""A notice that Contracts Finder publishes in several formats counts once."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from small_releases import BUYER, Json, Market, award, release, written
from test_flat_readers import SUPPLIERS, exported

from futuregazing.procurement.importing import import_files

GUID = "11111111-2222-3333-4444-555555555555"
TITLE = "Housing management software"
FOUND: dict[str, Any] = {
    "id": GUID,
    "title": TITLE,
    "organisation": BUYER["name"],
    "status": "awarded",
    "notice_type": "Contract",
    "published_date": "2025-01-13",
    "awarded_date": "2025-01-06",
    "awarded_value": 100_000,
    "awarded_supplier": "Smith Software Ltd",
}


def search(folder: Path, *found: Json) -> Path:
    (folder / "search.json").write_text(json.dumps({"contracts": found}), encoding="utf-8")
    return folder / "search.json"


def export(folder: Path, **changes: str) -> Path:
    """Write an export of the same award, which has its contract's dates and its own number."""
    row = {
        "Notice Identifier": "BIP1",
        "Organisation Name": BUYER["name"],
        "Title": TITLE,
        "Published Date": "2025-01-13T09:00:00Z",
        "Awarded Date": "06/01/2025",
        "Awarded Value": "100000",
        SUPPLIERS: "[Smith Software Limited|1 High St|NONE||Yes|No]",
    } | changes
    (folder / "export.csv").write_text(exported(**row), encoding="utf-8")
    return folder / "export.csv"


def releases(folder: Path, *awards: Json) -> Path:
    return written(folder / "releases.jsonl", release("p", *awards, id=f"{GUID}-900001"))


def market(folder: Path, *files: Path, without: Collection[str] = ()) -> Market:
    import_files(files, folder / "snapshot", without=without)
    return Market(folder / "snapshot")


def test_a_notice_of_the_search_that_is_also_a_release_counts_once(tmp_path: Path) -> None:
    told = award("1", 90_000, title="The release says more")
    found = market(tmp_path, search(tmp_path, FOUND), releases(tmp_path, told))
    assert found.rows("award", "ocid IS NULL, kept, duplicate_of, flags") == [
        (False, True, None, []),
        (True, False, f"cf:ocds-b5fd17-p:{GUID}-900001:1", ["same_notice_elsewhere"]),
    ]


def test_a_release_of_two_awards_goes_before_the_searchs_sum_of_them(tmp_path: Path) -> None:
    awards = (award("1", 60_000, title="Housing lot 1"), award("2", 40_000, title="Housing lot 2"))
    found = market(tmp_path, search(tmp_path, FOUND), releases(tmp_path, *awards))
    assert found.total() == 100_000


def test_a_notice_of_the_search_without_such_a_release_counts(tmp_path: Path) -> None:
    other = FOUND | {"id": GUID.replace("1", "6"), "title": "Parking permits", "awarded_value": 7}
    found = market(tmp_path, search(tmp_path, other), releases(tmp_path, award()))
    assert found.total() == 50_007


def test_without_its_rule_a_notice_in_two_formats_counts_twice(tmp_path: Path) -> None:
    files = (search(tmp_path, FOUND), releases(tmp_path, award()))
    assert market(tmp_path, *files, without=["same_notice_elsewhere"]).total() == 150_000


def test_an_export_under_the_services_own_id_goes_before_the_search(tmp_path: Path) -> None:
    own = export(tmp_path, **{"Notice Identifier": GUID, "Awarded Value": "90000"})
    found = market(tmp_path, search(tmp_path, FOUND), own)
    assert found.rows("award", "value_gbp::INT", "kept") == [(90_000,)]


def test_two_awards_under_one_id_of_the_search_stay_two(tmp_path: Path) -> None:
    other = FOUND | {"awarded_supplier": "Jones Hosting plc", "awarded_value": 70_000}
    assert market(tmp_path, search(tmp_path, FOUND, other)).total() == 170_000


@pytest.mark.parametrize(("day", "total"), [("2025-03-07", 100_000), ("2025-03-08", 200_000)])
def test_a_contract_of_the_export_that_the_search_lists_without_dates_counts_once(
    tmp_path: Path, day: str, total: int
) -> None:
    """Days of award as far apart as in two systems, sixty at most, are of one contract."""
    found = market(tmp_path, search(tmp_path, FOUND | {"awarded_date": day}), export(tmp_path))
    assert found.total() == total
    assert found.rows("award", "start_date IS NULL", "kept")[0] == (False,)


@pytest.mark.parametrize(("day", "total"), [("2025-01-06", 100_000), ("2025-01-07", 200_000)])
def test_two_results_of_the_search_are_one_contract_only_if_awarded_on_one_day(
    tmp_path: Path, day: str, total: int
) -> None:
    again = FOUND | {"id": GUID.replace("1", "6"), "awarded_date": day}
    assert market(tmp_path, search(tmp_path, FOUND, again)).total() == total


def test_two_rows_of_the_export_with_other_dates_stay_two_contracts(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = {"Notice Identifier": "BIP2", "Contract end date": "30/09/2023"}
    assert market(tmp_path, export(tmp_path), export(tmp_path / "more", **other)).total() == 200_000
