"""The ministry's revenue outturn becomes one row an item, and nobody is counted twice.

The authorities and numbers of these files are invented; the layout is the published one.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from futuregazing.measures.outturn import SeveralReleases, items, service_expenditure
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.outturn import split_item
from futuregazing.procurement.schema import TABLE, faults
from futuregazing.procurement.snapshot import Snapshot, tidy_tables

HEAD = ["year_ending", "ONS_code", "LA_LGF_code", "LA_name", "status", "LA_class", "LA_subclass"]
ITEMS = ["RO4_housgfcfhml_hml_tot_net_cur_exp", "RSX_edu_tot_exp", "RS_totsx_net_exp"]
ANY = ["E07999001", "E9901", "Anytown (invented)", "submitted", "SD", "Shire District"]
FAR = ["E07999002", "E9902", "Farville (invented)", "not submitted", "SD", "Shire District"]
CITY = ["E12999007", "E9907", "Metropolis Authority (invented)", "submitted", "O", "GLA"]
ALL_DISTRICTS = ["E07", "", "Districts (invented)", "total", "SD", "Shire District"]
NATION = ["E99000001", "", "Nowhere (invented)", "total", "Eng", "Eng"]
ROWS = [
    ["202403", *ANY, "1.5", "20", "1,000.25"],
    ["202403", *FAR, "", "", ""],
    ["202403", *CITY, "", "0", "500"],
    ["202403", *CITY[:4], "GLA", "GLA", "", "0", "500"],
    ["202403", *ALL_DISTRICTS, "", "", "1900"],
    ["202403", *NATION, "", "", "2400"],
    ["202503", *ANY, "", "", "1100"],
    ["202503", *FAR[:3], "submitted", "SD", "Shire District", "", "[x]", "-40.5"],
]


def a_file(folder: Path, rows: list[list[str]] | None = None, name: str = "outturn.csv") -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([[*HEAD, *ITEMS], *(ROWS if rows is None else rows)])
    file = folder / name
    file.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))
    return file


class Imported:
    def __init__(self, folder: Path, *files: Path) -> None:
        import_files(files, folder / "snapshot")
        self.folder = folder / "snapshot"
        (self.file,) = Snapshot(self.folder).book().files.values()

    def rows(self, columns: str, where: str = "true", table: str = "outturn") -> list[Any]:
        file = tidy_tables(self.folder) / f"{table}.parquet"
        query = f"SELECT {columns} FROM '{file}' WHERE {where} ORDER BY raw_line, raw_no"
        return duckdb.sql(query).fetchall()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """All of `ROWS`."""
    folder = tmp_path_factory.mktemp("outturn")
    return Imported(folder, a_file(folder))


def test_an_item_is_a_row_in_pounds_that_leads_back_to_its_cell(published: Imported) -> None:
    assert published.file.reader == "outturn"
    assert published.rows("item, form, line, measure, amount_gbp, raw_no", "raw_line = 2") == [
        (ITEMS[0], "RO4", "housgfcfhml_hml_tot", "net_cur_exp", Decimal("1500.00"), 7),
        (ITEMS[1], "RSX", "edu", "tot_exp", Decimal("20000.00"), 8),
        (ITEMS[2], "RS", "totsx", "net_exp", Decimal("1000250.00"), 9),
    ]
    assert published.rows("authority_code, lgf_code, authority_name, year_end", "raw_line = 8") == [
        (ANY[0], ANY[1], ANY[2], dt.date(2025, 3, 31))
    ]


def test_every_cell_that_holds_anything_is_kept_or_rejected_with_its_reason(
    published: Imported,
) -> None:
    counts = published.file.counts["outturn"]
    # Filled cells 3 + 2 + 2 + 1 + 1 + 1 + 2, and three of who sent no return.
    assert (counts.read, counts.kept) == (15, 14)
    assert counts.rejected == {"the amount is not a number": 1}
    assert published.rows("raw_line, raw_no, excerpt", table="reject") == [
        (9, 8, "E07999002 RSX_edu_tot_exp: [x]")
    ]


def test_totals_the_second_listing_and_missing_returns_are_flagged(published: Imported) -> None:
    told = published.rows("raw_line, flags, kept, amount_gbp", f"item = '{ITEMS[2]}'")
    assert told == [
        (2, [], True, Decimal("1000250.00")),
        (3, ["not submitted"], True, None),
        (4, [], True, Decimal("500000.00")),
        (5, ["listed twice"], False, Decimal("500000.00")),
        (6, ["total"], False, Decimal("1900000.00")),
        (7, ["total"], False, Decimal("2400000.00")),
        (8, [], True, Decimal("1100000.00")),
        (9, [], True, Decimal("-40500.00")),
    ]


def test_a_row_that_is_wrong_as_a_whole_is_rejected_cell_by_cell(tmp_path: Path) -> None:
    rows = [
        ["2024-25", *ANY, "1", "2", "3"],
        ["202403", *ANY[:3], "maybe", *ANY[4:], "1", "", ""],
        ["202403", "", *ANY[1:], "1", "", ""],
        ["202403", *ANY, "1"],
        ["202403", *ANY, "1", "2", "3"],
    ]
    found = Imported(tmp_path, a_file(tmp_path, rows))
    assert found.file.counts["outturn"].rejected == {
        "no code of an authority": 1,
        "the row has not the columns of the headings": 1,
        "the status is unknown": 1,
        "the year is not one that ends in March": 3,
    }
    assert found.file.counts["outturn"].kept == 3


def test_the_table_is_as_described(published: Imported) -> None:
    file = tidy_tables(published.folder) / "outturn.parquet"
    assert faults(duckdb.connect(), TABLE["outturn"], file) == []


TOTALS = {"E07": "submitted", "E09": "submitted", "E06": "submitted", "E92000001": "total"}
"""Codes of classes are short; that of England is as long as others', but its row says so."""


@pytest.fixture(scope="module")
def with_totals(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """An authority, and below it a total under each code."""
    folder = tmp_path_factory.mktemp("totals")
    totals = [
        ["202403", code, "", "Together (invented)", status, "SD", "Shire District", "", "", "9000"]
        for code, status in TOTALS.items()
    ]
    return Imported(folder, a_file(folder, [ROWS[0], *totals]))


@pytest.mark.parametrize("code", TOTALS)
def test_a_total_is_told_by_its_short_code_or_its_status(with_totals: Imported, code: str) -> None:
    line = 3 + list(TOTALS).index(code)
    here = f"item = '{ITEMS[2]}' AND raw_line IN (2, {line})"
    assert with_totals.rows("raw_line, authority_code, kept, flags", here) == [
        (2, ANY[0], True, []),
        (line, code, False, ["total"]),
    ]


def test_an_authority_that_stands_twice_counts_once_in_each_year(tmp_path: Path) -> None:
    again = [[year, *CITY[:4], "GLA", "GLA", "", "0", "500"] for year in ("202403", "202503")]
    first = [[year, *CITY, "", "0", "500"] for year in ("202403", "202503")]
    found = Imported(tmp_path, a_file(tmp_path, [*first, *again]))
    told = found.rows("year_end, kept, flags", f"item = '{ITEMS[2]}'")
    assert told == [
        (dt.date(2024, 3, 31), True, []),
        (dt.date(2025, 3, 31), True, []),
        (dt.date(2024, 3, 31), False, ["listed twice"]),
        (dt.date(2025, 3, 31), False, ["listed twice"]),
    ]


def test_an_authority_without_a_return_has_nothing_and_not_nought(tmp_path: Path) -> None:
    found = Imported(tmp_path, a_file(tmp_path, [["202403", *FAR, "", "", ""]]))
    assert found.rows("amount_gbp, status, flags, kept") == [
        (None, "not submitted", ["not submitted"], True)
    ] * len(ITEMS)


# The peak of this process alone: what `getrusage` tells begins with that of its parent.
MEASURED = """
import re, sys
from pathlib import Path
from futuregazing.procurement.importing import import_files
done = import_files([Path(sys.argv[1])], Path(sys.argv[2]))
kilobytes = int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
print(done.book.rows["outturn"], kilobytes // 1024)
"""


@pytest.mark.slow
def test_a_file_of_the_published_size_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """24 MB, 3,931 rows of 2,587 columns: 2.2 million cells that hold something, under 1 GB."""
    names = ["RS_totsx_net_exp", *(f"RO{n % 6 + 1}_line{n}_net_cur_exp" for n in range(2579))]
    file = tmp_path / "outturn.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        write = csv.writer(out).writerow
        write([*HEAD, *names])
        for n in range(3931):
            who = [f"20{18 + n % 8}03", f"E07{n // 8:06}", f"E{n // 8:04}", f"Town {n // 8}"]
            cells = [f"{n * place % 9973}.25" if place % 9 < 2 else "" for place in range(2580)]
            write([*who, *ANY[3:], *cells])
    assert 23_000_000 < file.stat().st_size < 26_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, file, tmp_path / "snapshot"],
        check=True,
        capture_output=True,
        text=True,
    )
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 3931 * sum(place % 9 < 2 for place in range(2580))
    assert megabytes < 1000


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("RS_totsx_net_exp", ("RS", "totsx", "net_exp")),
        ("RO1_eduerl_net_cur_exp", ("RO1", "eduerl", "net_cur_exp")),
        ("RO1_eduerl_empl", ("RO1", "eduerl", "empl")),
        ("RG_grantintot_tot_grant", ("RG", "grantintot", "tot_grant")),
        ("RS_resunall_start_cy", ("RS", "resunall", "start_cy")),
        ("odd", ("odd", "", "")),
    ],
)
def test_an_items_name_tells_form_line_and_measure(item: str, told: tuple[str, str, str]) -> None:
    assert split_item(item) == told


def test_it_is_told_by_its_headings_and_may_be_compressed(tmp_path: Path) -> None:
    plain = a_file(tmp_path, name="x.dat").read_bytes()
    packed = tmp_path / "x.gz"
    packed.write_bytes(gzip.compress(plain))
    assert Imported(tmp_path, packed).file.counts["outturn"].kept == 14
    packed.write_bytes(gzip.compress(plain)[:-30])
    (tmp_path / "cut").mkdir()
    found = Imported(tmp_path / "cut", packed)
    assert (found.file.counts["outturn"].read, found.file.counts["outturn"].kept) == (1, 0)
    ((reason,),) = found.rows("reason", table="reject")
    assert reason.startswith("the file could not be read: x.gz cannot be read whole: ")


def test_service_expenditure_has_the_publishers_total_beside_what_was_sent(
    published: Imported,
) -> None:
    told = service_expenditure(items(published.folder, "RS_totsx_net_exp"), nation=NATION[0])
    assert told.to_dict("index") == {
        "FY2023/24": {
            "stated_total": Decimal("2400000.00"),
            "sum_of_returns": Decimal("1500250.00"),
            "n": 3,
            "with_value": 2,
            "not_submitted": 1,
        },
        "FY2024/25": {
            "stated_total": None,
            "sum_of_returns": Decimal("1059500.00"),
            "n": 2,
            "with_value": 2,
            "not_submitted": 0,
        },
    }


def test_two_releases_of_one_year_are_never_added_up(tmp_path: Path) -> None:
    files = [a_file(tmp_path), a_file(tmp_path, ROWS[:1], "older.csv")]
    import_files(files, tmp_path / "snapshot")
    with pytest.raises(SeveralReleases, match="FY2023/24"):
        service_expenditure(items(tmp_path / "snapshot", "RS_totsx_net_exp"))
