"""What came in is kept or rejected, file by file, and the snapshot says so."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from real_files import (
    SHARED,
    imported,
    published,
    raw_records,
    raw_releases,
    raw_rows,
)
from small_releases import award, release, written

from futuregazing.procurement.import_report import CSV_NAME, TEXT_NAME
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.resolving import Resolver
from futuregazing.tables import load_tables


def report(folder: Path) -> list[dict[str, str]]:
    with (folder / CSV_NAME).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(rows: list[dict[str, str]], *cells: str) -> int:
    """Return the number that stands under table, what and name in any file."""
    names = ("table", "what", "name")
    return sum(int(r["rows"]) for r in rows if tuple(r[n] for n in names) == cells)


def a_snapshot(folder: Path) -> Path:
    one = release("1", award("1", 1))
    file = written(folder / "in" / "a.jsonl", one, one)
    with file.open("a", encoding="utf-8") as lines:
        lines.write("{broken\n")
    spend = folder / "in" / "anytown-2025-04.csv"
    spend.write_text("Supplier,Date,Net Amount\nAcme,03/04/2025,-5\nTotal,,-5\n", "utf-8")
    import_files([folder / "in"], folder / "snapshot")
    return folder / "snapshot"


def test_each_file_has_its_rows_reasons_and_flags(tmp_path: Path) -> None:
    rows = report(a_snapshot(tmp_path))
    assert {(r["file"], r["reader"]) for r in rows} == {
        ("in/a.jsonl", "ocds"),
        ("in/anytown-2025-04.csv", "spend"),
    }
    assert [told(rows, "notice", what, "") for what in ("read", "kept", "rejected")] == [3, 2, 1]
    assert told(rows, "award", "flag", "placeholder") == 2
    assert told(rows, "award", "flag", "repeat") == 1
    assert told(rows, "spend", "flag", "refund") == 1
    assert told(rows, "spend", "reason", "a total, not a payment") == 1


def test_the_report_tells_who_paid_and_where_the_file_says_so(tmp_path: Path) -> None:
    for name, payers in (("networkrail", ["Kirklees Council", "A museum"]), ("list", ["?"])):
        rows = "".join(f"{payer},Acme,03/04/2025,5\n" for payer in payers)
        text = f"Body Name,Supplier,Date,Net Amount\n{rows}"
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.csv").write_text(text, "utf-8")
    loaded = load_tables(None)
    resolver = Resolver({name: loaded[name] for name in loaded.names})
    import_files([tmp_path / "in"], tmp_path / "snapshot", resolver=resolver)
    assert [r["name"] for r in report(tmp_path / "snapshot") if r["what"] == "payer"] == [
        "? (not recognised, from the column)",
        "Kirklees Council (told by the column)",
        "Network Rail (told by the file name)",
    ]
    text = (tmp_path / "snapshot" / TEXT_NAME).read_text(encoding="utf-8")
    assert "    1 paid by Network Rail (told by the file name)\n" in text


def test_the_text_has_the_sums_and_what_each_rule_found(tmp_path: Path) -> None:
    text = (a_snapshot(tmp_path) / TEXT_NAME).read_text(encoding="utf-8")
    assert "  notice: 3 read = 2 kept + 1 rejected" in text.split("All 2 files")[1]
    assert "    1 award flagged: repeat\n" in text
    assert "  placeholder: 2. " in text


@pytest.mark.slow
def test_the_report_has_the_same_bytes_however_the_files_came(tmp_path: Path) -> None:
    first = a_snapshot(tmp_path)
    files = sorted((tmp_path / "in").iterdir(), reverse=True)
    for file in files:
        import_files([file], tmp_path / "other")
    for name in (CSV_NAME, TEXT_NAME):
        assert (first / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


@pytest.mark.parametrize("name", ["=cmd", "＝cmd"])
def test_a_file_named_like_a_formula_is_text_in_the_report(tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name / "a.jsonl", release("1", award()))
    import_files([file], tmp_path / "snapshot")
    assert {row["file"] for row in report(tmp_path / "snapshot")} == {f"'{name}/a.jsonl"}


def rows_by_hand(file: Path) -> tuple[str, int]:
    """Return the table that a published file's rows go to, and how many rows it has."""
    name = file.relative_to(SHARED).as_posix()
    if file.parent.name == "ocds":
        return "notice", 1 if file.suffix == ".json" else sum(1 for _ in raw_releases(name))
    if file.parent.name == "contracts_finder_v2":
        return "notice", file.read_text("utf-8").count('"notice_type":')
    if file.parent.name != "spend":
        return "notice", len(raw_records(name))
    filled = [row for row in raw_rows(name) if any(cell.strip() for cell in row)]
    return "spend", len(filled) - (name not in WITHOUT_HEADINGS)


WITHOUT_HEADINGS = {"spend/hyndburn__raw__April-25-CSV.csv"}
"""Files whose first row is a payment (this one has its headings at the end)."""


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here")
def test_every_published_file_is_taken_and_no_row_of_it_is_lost(tmp_path: Path) -> None:
    files = published()
    assert len(files) == 66
    found = imported(files, tmp_path)
    rows = report(tmp_path)
    by_file = {(r["file"], r["table"], r["what"]): int(r["rows"]) for r in rows if not r["name"]}
    assert {file for file, _, _ in by_file} == {f"{f.parent.name}/{f.name}" for f in files}
    for (file, table, what), n in by_file.items():
        if what == "read":
            kept, rejected = by_file[file, table, "kept"], by_file[file, table, "rejected"]
            assert n == kept + rejected, (file, table)
    for file in files:
        if file.suffix != ".xlsx":
            table, n = rows_by_hand(file)
            name = f"{file.parent.name}/{file.name}"
            assert by_file[name, table, "read"] == n, name
    in_tables = Counter[tuple[str, str]]()
    for table in ("notice", "award", "award_supplier", "contract", "spend"):
        for name, n in found.rows(f"""SELECT name, count(*) FROM {table} JOIN file USING (raw_file)
                GROUP BY 1"""):
            in_tables[name, table] = n
    for (file, table, what), n in by_file.items():
        if what == "kept":
            assert in_tables[file.partition("/")[2], table] == n, (file, table)
