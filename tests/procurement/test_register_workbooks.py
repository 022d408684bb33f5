"""A register of contracts in a workbook: the same tables, flags and rejects as from a CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from real_files import SHARED, raw_rows
from test_flat_readers import Read

from futuregazing.procurement.readers import reader_of

HEAD = [
    "Purchasing Body",
    "Contract Reference",
    "Contract Title",
    "Supplier",
    "Total Contract Value",
    "Start Date",
    "End Date",
    "Option to extend (months)",
    "Number of extensions",
    "SME?",
    "Company Number",
    "ProClass Code",
]
SOUND = ["Anytown", "1042", "Parking", "Acme", "1200.5", "2020-01-01", "2021-01-31", "12", "2",
         "Yes", "2986", "270000"]  # fmt: skip
IMPOSSIBLE = ["Anytown", "S2", "Energy", "Beta", "-", "2019-04-01", "2022-09-31", "", "", "No",
              "", ""]  # fmt: skip
NOBODYS = ["Anytown", "S3", "", "", "7", "", "", "", "", "", "", ""]
COLUMNS = {
    "notice": "notice_key, title, start_date, end_date, max_end_date, flags, raw_line",
    "award": "award_key, title, stated_net, start_date, end_date, max_end_date, flags, raw_line",
    "supplier": "name, company_number, scale",
    "buyer": "name",
    "classification": "scheme, code, role, raw_line",
    "reject": "raw_line, reason, excerpt",
}
Row = Sequence[object]


def as_csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def a_workbook(folder: Path, *sheets: tuple[str, Sequence[Row]], name: str = "file.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(folder / name)
    return folder / name


def typed(row: Row) -> list[object]:
    """Return a row as a workbook keeps it: days as moments, amounts and references as numbers."""
    made: list[object] = []
    for cell in row:
        try:
            made.append(dt.datetime.fromisoformat(str(cell)))
        except ValueError:
            made.append(float(str(cell)) if str(cell).replace(".", "").isdigit() else cell)
    return made


def told(read: Read) -> dict[str, list[tuple]]:
    written = {file.name.partition("-")[0] for file in read.folder.iterdir()}
    return {name: read.rows(name, columns) for name, columns in COLUMNS.items() if name in written}


@pytest.mark.parametrize("keep", [list, typed], ids=["words", "typed cells"])
def test_a_workbook_gives_the_tables_flags_and_rejects_of_the_same_csv(tmp_path, keep):
    rows = [HEAD, SOUND, IMPOSSIBLE, NOBODYS]
    for folder in ("csv", "xlsx"):
        (tmp_path / folder).mkdir()
    of_csv = Read(tmp_path / "csv", as_csv(rows))
    of_book = Read(
        tmp_path / "xlsx",
        a_workbook(tmp_path / "xlsx", ("Register", [HEAD, *(keep(row) for row in rows[1:])])),
    )
    assert (of_csv.reader, of_book.reader) == ("register", "register")
    expected, found = told(of_csv), told(of_book)
    if keep is typed:  # the reject's excerpt prints 7 as 7.0
        expected["reject"] = [row[:2] for row in expected["reject"]]
        found["reject"] = [row[:2] for row in found["reject"]]
    assert found == expected
    assert of_book.counts == of_csv.counts
    assert found["award"][0][:2] == ("register:fdd94083dc5c46c4:1042:1", "Parking")
    assert found["award"][0][2] == Decimal("1200.50")
    assert found["award"][1][6] == ["date_unreadable", "value_unreadable"]


def test_the_first_sheet_with_the_headings_is_read_and_the_others_are_named(tmp_path):
    file = a_workbook(
        tmp_path,
        ("About", [["Register of contracts"], [], ["Published in July"]]),
        ("Contracts", [["Contracts over £5,000"], HEAD, SOUND]),
        ("Ended", [HEAD, SOUND]),
    )
    read = Read(tmp_path, file)
    assert read.rows("award", "award_key, raw_line") == [("register:fdd94083dc5c46c4:1042:1", 3)]
    assert read.rows("reject", "reason, raw_no, raw_line") == [
        ("on another sheet than the register: About", 0, 1),
        ("on another sheet than the register: Ended", 2, 1),
        ("on another sheet than the register: Ended", 2, 2),
        ("on another sheet than the register: About", 0, 3),
    ]
    assert (read.counts["notice"].read, read.counts["notice"].kept) == (5, 1)


def test_a_day_of_1900_in_a_workbook_is_no_end(tmp_path):
    row = [*SOUND[:6], dt.datetime(1900, 1, 5), *SOUND[7:]]
    read = Read(tmp_path, a_workbook(tmp_path, ("Register", [HEAD, row])))
    assert read.rows("award", "end_date, flags") == [(None, ["date_unreadable"])]


def test_a_workbook_of_payments_is_no_register(tmp_path):
    rows = [["Supplier", "Date", "Amount"], ["Acme", dt.datetime(2025, 4, 3), 10.5]]
    assert reader_of(a_workbook(tmp_path, ("April", rows))).name == "spend"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here")
def test_salfords_register_saved_as_a_workbook_is_read_alike(tmp_path):
    """But for the byte order mark that was decoded wrongly, which a workbook cannot have."""
    name = "registers/salford_contracts_register_2022-07.csv"
    for folder in ("csv", "xlsx"):
        (tmp_path / folder).mkdir()
    of_csv = told(Read(tmp_path / "csv", SHARED / name))
    book = a_workbook(tmp_path / "xlsx", ("Register", raw_rows(name)))
    of_book = told(Read(tmp_path / "xlsx", book))
    for table, place in (("notice", 5), ("award", 6)):
        of_csv[table] = [
            (*row[:place], [f for f in row[place] if f != "mark_misread"], *row[place + 1 :])
            for row in of_csv[table]
        ]
    assert len(of_book["award"]) == 360
    assert of_book == {**of_csv, "buyer": of_book["buyer"]}
    assert len(of_book["buyer"]) == len(of_csv["buyer"])
