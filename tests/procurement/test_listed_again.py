"""Payments that stand in two files count once; payments that are only alike all count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
from small_releases import Market

from futuregazing.procurement.importing import import_files
from futuregazing.procurement.printing import outcome

HEAD = ["Supplier", "Date", "Net Amount", "Reference"]
Row = list[str]


def payment(number: int, day: int = 3, month: int = 4) -> Row:
    """Return a payment of as many pounds as its number, to a firm of that number."""
    return [f"Firm {number}", f"{day:02}/{month:02}/2025", f"{number}.00", f"R{number}"]


MONTH = [payment(number) for number in range(1, 31)]
"""April: thirty payments of 1 + 2 + ... + 30 = 465 pounds."""


def listed(folder: Path, name: str, rows: Sequence[Row], end: str = "\n") -> Path:
    file = folder / name
    text = end.join(",".join(row) for row in (HEAD, *rows)) + end
    file.write_bytes(text.encode())
    return file


def workbook(folder: Path, name: str, rows: Sequence[Row]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def market(folder: Path, *files: Path, without: Collection[str] = ()) -> Market:
    import_files(files, folder / "snapshot", without=without)
    return Market(folder / "snapshot")


def printed(folder: Path, *files: Path, without: Collection[str] = ()) -> str:
    """Return what an import prints at its end."""
    return "\n".join(outcome(import_files(files, folder / "snapshot", without=without)))


def paid(found: Market) -> Decimal:
    return found.rows("spend", "sum(amount_gbp)", "kept")[0][0]


def test_a_month_listed_in_two_files_counts_once_in_the_one_with_more_rows(tmp_path: Path) -> None:
    short = listed(tmp_path, "anytown_2025-04.csv", MONTH)
    longer = listed(tmp_path, "anytown_2025-04_corrected.csv", [*MONTH, payment(100)])
    found = market(tmp_path, short, longer)
    assert paid(found) == 465 + 100
    assert found.rows("spend", "DISTINCT publisher, flags", "NOT kept") == [
        ("anytown", ["listed again"])
    ]
    assert found.rows("spend", "count(*)", "NOT kept") == [(30,)]
    assert "  listed_again, in payments: 30." in printed(tmp_path, short, longer)


def test_another_format_other_line_ends_and_another_name_hide_no_second_listing(
    tmp_path: Path,
) -> None:
    files = [
        listed(tmp_path, "anytown_2025-04.csv", MONTH),
        listed(tmp_path, "copy.csv", MONTH, "\r\n"),
        workbook(tmp_path, "anytown-april.xlsx", MONTH),
    ]
    found = market(tmp_path, *files)
    assert paid(found) == 465
    assert found.rows("spend", "count(DISTINCT raw_file)", "kept") == [(1,)]


def test_months_listed_again_in_their_year_count_once(tmp_path: Path) -> None:
    may = [payment(number, month=5) for number in range(1, 31)]
    files = [
        listed(tmp_path, "anytown_2025-04.csv", MONTH),
        listed(tmp_path, "anytown_2025-05.csv", may),
        listed(tmp_path, "anytown_2025.csv", [*MONTH, *may]),
    ]
    found = market(tmp_path, *files)
    assert paid(found) == 2 * 465
    assert found.rows("spend", "count(DISTINCT raw_file)", "kept") == [(1,)]


def test_two_equal_payments_of_a_list_stay_two_when_it_is_listed_again(tmp_path: Path) -> None:
    rows = [*MONTH, payment(30)]
    files = [listed(tmp_path, "a.csv", rows), listed(tmp_path, "b.csv", rows, "\r\n")]
    assert paid(market(tmp_path, *files)) == 465 + 30


def test_a_payment_that_the_larger_file_has_once_counts_as_often_as_the_other_says(
    tmp_path: Path,
) -> None:
    """The smaller lists Firm 30 twice: one of them is not in the larger, and counts."""
    larger = listed(tmp_path, "a.csv", [*MONTH, payment(100), payment(101)])
    smaller = listed(tmp_path, "b.csv", [*MONTH, payment(30)])
    assert paid(market(tmp_path, larger, smaller)) == 465 + 100 + 101 + 30


def test_every_month_the_same_payments_on_other_days_all_count(tmp_path: Path) -> None:
    may = [payment(number, month=5) for number in range(1, 31)]
    files = [listed(tmp_path, "a.csv", MONTH), listed(tmp_path, "b.csv", may)]
    assert paid(market(tmp_path, *files)) == 2 * 465


def test_a_few_payments_alike_in_two_files_all_count(tmp_path: Path) -> None:
    """Fifteen of thirty are half, not the greater part; of nineteen little can be said."""
    other = [*MONTH[:15], *(payment(number, day=9) for number in range(1, 16))]
    few = MONTH[:19]
    files = [listed(tmp_path, "a.csv", MONTH), listed(tmp_path, "b.csv", other)]
    assert paid(market(tmp_path, *files)) == 465 + 120 + 120
    (tmp_path / "few").mkdir()
    files = [listed(tmp_path / "few", "a.csv", few), listed(tmp_path / "few", "b.csv", few, "\r\n")]
    assert paid(market(tmp_path / "few", *files)) == 2 * 190


def test_lists_without_days_all_count(tmp_path: Path) -> None:
    rows = [[name, "soon", *rest] for name, _, *rest in MONTH]
    files = [listed(tmp_path, "a.csv", rows), listed(tmp_path, "b.csv", rows, "\r\n")]
    assert paid(market(tmp_path, *files)) == 2 * 465


def test_the_rule_can_be_switched_off(tmp_path: Path) -> None:
    files = [listed(tmp_path, "a.csv", MONTH), listed(tmp_path, "b.csv", MONTH, "\r\n")]
    found = market(tmp_path, *files, without=["listed_again"])
    assert paid(found) == 2 * 465
    told = printed(tmp_path, *files, without=["listed_again"])
    assert "  listed_again, in payments: switched off" in told
