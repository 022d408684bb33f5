"""Buyers number their notices and contracts themselves: equal numbers of two are two contracts."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_releases import Market, release
from small_releases import market as market_of
from test_flat_readers import exported

from futuregazing.procurement.importing import import_files

HEADINGS = "Contract Reference,Contract Title,Supplier Name,Start Date,End Date,Contract Value"


def register(folder: Path, name: str, *rows: str, headings: str = HEADINGS) -> Path:
    """Write a register; without a column of buyers it is that of the body its name says."""
    file = folder / "registers" / f"{name}.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return file


def market(folder: Path, *files: Path) -> Market:
    import_files(files, folder / "snapshot")
    return Market(folder / "snapshot")


def test_two_councils_contracts_of_one_reference_both_count(tmp_path: Path) -> None:
    found = market(
        tmp_path,
        register(tmp_path, "barnet", "1,Housing,Alpha,2025-04-01,2028-03-31,300000"),
        register(tmp_path, "leeds", "1,Planning,Gamma,2025-05-01,2028-04-30,500000"),
    )
    assert found.rows("award", "value_gbp, kept") == [(300_000, True), (500_000, True)]
    assert found.rows("notice", "kept, duplicate_of") == [(True, None), (True, None)]
    keys = found.rows("award", "DISTINCT award_key")
    assert len(keys) == 2
    assert all(key.startswith("register:") and key.endswith(":1:1") for (key,) in keys)


def test_two_registers_without_references_keep_all_their_contracts(tmp_path: Path) -> None:
    headings = HEADINGS.removeprefix("Contract Reference,")
    found = market(
        tmp_path,
        register(tmp_path, "a", "Housing,Alpha,2025-04-01,2028-03-31,300000", headings=headings),
        register(tmp_path, "b", "Planning,Gamma,2025-05-01,2028-04-30,500000", headings=headings),
    )
    assert found.rows("award", "kept, flags") == [(True, []), (True, [])]


def test_a_later_register_of_one_council_repeats_its_contracts_by_their_references(
    tmp_path: Path,
) -> None:
    headings = "Purchasing Body," + HEADINGS
    row = "Leeds,R7,Planning,Gamma,2025-05-01,{},500000"
    found = market(
        tmp_path,
        register(tmp_path, "2025", row.format("2028-04-30"), headings=headings),
        register(tmp_path, "2026", row.format("2029-04-30"), headings=headings),
    )
    assert found.rows("award", "end_date::VARCHAR, kept, flags") == [
        ("2028-04-30", False, ["repeat"]),
        ("2029-04-30", True, []),
    ]


def test_a_register_without_references_that_comes_again_longer_counts_its_contracts_once(
    tmp_path: Path,
) -> None:
    headings = HEADINGS.replace("Contract Reference", "Council")
    first = "Housing and homes,Alpha,2025-04-01,2028-03-31,300000"
    more = "Planning and building,Gamma,2025-05-01,2028-04-30,500000"
    found = market(
        tmp_path,
        register(tmp_path, "2025", f"Leeds,{first}", headings=headings),
        register(tmp_path, "2026", f"Leeds,{more}", f"Leeds,{first}", headings=headings),
    )
    assert found.rows("award", "value_gbp", "kept") == [(300_000,), (500_000,)]
    assert found.rows("award", "value_gbp, flags", "NOT kept") == [
        (300_000, ["same_contract_elsewhere"])
    ]


@pytest.mark.parametrize(
    ("buyer", "kept"), [("A Catapult", [True, True]), ("Leeds", [False, True])]
)
def test_a_number_of_the_export_is_a_repeat_only_of_the_same_buyers(
    tmp_path: Path, buyer: str, kept: list[bool]
) -> None:
    number = {"Notice Identifier": "CON-2020-032"}
    rows = (
        {"Organisation Name": "Leeds", "Title": "Licences", "Awarded Value": "3712490"},
        {"Organisation Name": buyer, "Title": "Legal services", "Awarded Value": "50000"},
    )
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file, row in zip(files, rows, strict=True):
        file.write_text(exported(**number, **row), encoding="utf-8")
    found = market(tmp_path, *files)
    assert sorted(found.rows("award", "kept")) == [(one,) for one in kept]


def test_a_release_with_its_number_under_another_buyer_is_no_repeat_of_it(tmp_path: Path) -> None:
    other = {"id": "GB-CFS-9", "name": "Borchester City Council"}
    awards = (
        {"id": None, "title": f"Works {n}", "value": {"amount": n, "currency": "GBP"}}
        for n in (41_000, 52_000)
    )
    one, two = (release("1", award) for award in awards)
    found = market_of(tmp_path, one, two | {"buyer": other})
    assert found.rows("award", "value_gbp", "kept") == [(41_000,), (52_000,)]
