"""A file that cannot be read costs itself alone; one in another encoding costs nothing."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from small_releases import Market, award, each_alone, lines, release, written
from test_flat_readers import AWARD, EXPORT_HEAD, exported

from futuregazing.procurement import workbooks
from futuregazing.procurement.csv_rows import LARGEST_CELL
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.readers import READERS, UnknownFormat
from futuregazing.procurement.reading import FileGone, Unit, read_here
from futuregazing.procurement.sheets import UnreadableSheet, sheets
from futuregazing.procurement.snapshot import ImportedFile, NoSnapshot, Snapshot

SPEND = "Supplier Name,Date Paid,Net Amount\nAcme Ltd,03/04/2025,1200.50\nBeta Ltd,04/04/2025,10\n"
REGISTER = (
    "Contract Title,Supplier,Contract Value,Start Date,End Date\n"
    "Parking software,Acme Ltd,1200,2020-01-01,2021-01-01\n"
)
SEARCHED = {
    "id": "1",
    "organisation": "Anytown Council",
    "notice_type": "Contract",
    "status": "awarded",
    "title": "Software",
    "awarded_value": "100",
    "awarded_supplier": "Acme Ltd",
    "published_date": "2025-01-01",
}


def imported(folder: Path, **files: bytes) -> Market:
    """Import files beside a sound one; `_` in a name stands for a dot."""
    (folder / "in").mkdir()
    for name, content in files.items():
        (folder / "in" / name.replace("_", ".")).write_bytes(content)
    written(folder / "in" / "sound.jsonl", release("sound", award("1", 7_000)))
    import_files([folder / "in"], folder / "snapshot")
    found = Market(folder / "snapshot")
    assert found.rows("notice", "ocid", "ocid LIKE '%sound'") == [("ocds-b5fd17-sound",)]
    for file in Snapshot(folder / "snapshot").book().files.values():
        check_counts(file)
    return found


def check_counts(file: ImportedFile | None) -> None:
    """Assert that what was read of a file is what was kept and rejected."""
    assert file
    for one in file.counts.values():
        assert one.read == one.kept + sum(one.rejected.values())


def refused(found: Market) -> list[tuple[str, str]]:
    return found.rows("reject", "of_table, reason")


def searched(**changes: object) -> bytes:
    return json.dumps({"contracts": [SEARCHED | changes]}).encode()


def test_a_cell_without_end_rejects_its_file_alone(tmp_path: Path) -> None:
    swallowed = exported(Description="words " * LARGEST_CELL)
    found = imported(tmp_path, export_csv=swallowed.encode(), spend_csv=SPEND.encode())
    reason = "the file could not be read: field larger than field limit (1000000)"
    assert refused(found) == [("notice", reason)]
    assert len(found.rows("spend")) == 2


def test_a_long_description_is_no_reason_to_refuse_an_export(tmp_path: Path) -> None:
    found = imported(tmp_path, export_csv=exported(Description="long " * 40_000).encode())
    assert found.rows("notice", "length(description)", "source = 'cf' AND ocid IS NULL") == [
        (4000,)
    ]
    assert refused(found) == []


def test_an_export_without_its_columns_is_one_reject(tmp_path: Path) -> None:
    text = exported().replace("Awarded Value", "Worth")
    ((table, reason),) = refused(imported(tmp_path, export_csv=text.encode()))
    assert table == "notice"
    assert reason.startswith("the file could not be read: export.csv begins as an export")


SHAPES: dict[str, object] = {
    "nothing": None,
    "an object": {"1": SEARCHED},
    "a text": "none",
    "a number": 5,
}


@pytest.fixture(scope="module")
def misshapen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Search results whose contracts are no list, by what they are, beside a sound file."""
    told = {
        what: json.dumps({"contracts": shape, "notice_type": 1, "organisation": 2}).encode()
        for what, shape in SHAPES.items()
    }
    sound = {"sound": lines([release("sound", award("1", 7_000))]).encode()}
    return each_alone(tmp_path_factory.mktemp("misshapen"), told | sound)


@pytest.mark.parametrize("what", SHAPES)
def test_search_results_of_another_shape_are_one_reject(
    misshapen: Mapping[str, Market], what: str
) -> None:
    reason = "not the JSON of search results: their contracts are no list"
    assert refused(misshapen[what]) == [("notice", reason)]
    assert misshapen["sound"].rows("notice", "ocid") == [("ocds-b5fd17-sound",)]
    for found in misshapen.values():
        check_counts(found.file)


def test_half_a_character_is_marked_and_costs_nothing(tmp_path: Path) -> None:
    broken = searched(title="Parking \ud800 software")
    found = imported(tmp_path, search_json=broken)
    assert ("Parking � software",) in found.rows("award", "title")
    assert refused(found) == []


def test_tables_are_read_through_gzip(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        spend_csv_gz=gzip.compress(SPEND.encode()),
        register_csv_gz=gzip.compress(REGISTER.encode()),
        export_csv_gz=gzip.compress(exported().encode()),
    )
    assert len(found.rows("spend")) == 2
    assert found.rows("award", "value_basis", "source = 'register'") == [("register",)]
    assert refused(found) == []


def test_of_a_cut_table_whole_rows_are_read_and_the_cut_is_told(tmp_path: Path) -> None:
    many = SPEND + "".join(f"Firm {n} Ltd,05/04/2025,{n * 7919}.25\n" for n in range(3000))
    packed = gzip.compress(many.encode())
    found = imported(tmp_path, spend_csv_gz=packed[: len(packed) // 2])
    rows = found.rows("spend", "raw_line, amount_gbp", "supplier_name LIKE 'Firm%'")
    assert 1000 < len(rows) < 3000
    assert all(amount * 100 == (line - 4) * 791900 + 25 for line, amount in rows)
    reason = "the compressed file ends early; what followed is lost"
    assert found.rows("reject", "raw_line, reason") == [(rows[-1][0] + 1, reason)]


def test_one_of_many_pages_that_cannot_be_read_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a damaged disk does to one page of those that are read together."""
    pages = {
        f"page{n}_json": json.dumps({"releases": [release(f"{n}", award())]}).encode()
        for n in range(4)
    }
    (reader,) = (one for one in READERS if one.name == "ocds")
    read_many = reader.read_many
    assert read_many is not None

    def damaged(files, part):
        if any(path.name == "page2.json" for path, _ in files):
            raise OSError(5, "Input/output error")
        return read_many(files, part)

    def damaged_alone(path, part):
        return damaged([(path, part.file_id)], part)[part.file_id]

    object.__setattr__(reader, "read_many", damaged)
    read = reader.read
    object.__setattr__(reader, "read", damaged_alone)
    try:
        found = imported(tmp_path, **pages)
    finally:
        object.__setattr__(reader, "read_many", read_many)
        object.__setattr__(reader, "read", read)
    assert found.rows("notice", "ocid", "ocid NOT LIKE '%sound'") == [
        ("ocds-b5fd17-0",),
        ("ocds-b5fd17-1",),
        ("ocds-b5fd17-3",),
    ]
    assert refused(found) == [("notice", "the file could not be read: Input/output error")]


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    (reader,) = (one for one in READERS if one.name == "spend")
    read = reader.read

    def wrong(path: Path, part: object) -> None:
        raise AttributeError("a fault of ours")

    object.__setattr__(reader, "read", wrong)
    try:
        with pytest.raises(AttributeError):
            imported(tmp_path, spend_csv=SPEND.encode())
    finally:
        object.__setattr__(reader, "read", read)


def test_a_damaged_workbook_is_of_no_known_format(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("[Content_Types].xml", "<Types")
    file = tmp_path / "spend.xlsx"
    file.write_bytes(packed.getvalue())
    with pytest.raises(UnknownFormat, match="a zip file or workbook"):
        import_files([file], tmp_path / "snapshot")


def test_a_snapshot_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))
    for place in (file, file / "below"):
        with pytest.raises(NoSnapshot, match=r"is no folder, or lies in a file: name another\.$"):
            import_files([file], place)
    assert file.read_text("utf-8")


MIXED = "Café Ltd".encode()
WINDOWS = "Naïve £ Ltd".encode("cp1252")


def test_payments_in_two_encodings_are_read_each_in_its_own_and_flagged(tmp_path: Path) -> None:
    text = SPEND.encode().replace(b"Acme Ltd", MIXED).replace(b"Beta Ltd", WINDOWS)
    found = imported(tmp_path, spend_csv=text)
    assert found.rows("spend", "supplier_name, list_contains(flags, 'not_utf8')") == [
        ("Café Ltd", False),
        ("Naïve £ Ltd", True),
    ]


def test_notices_in_two_encodings_are_read_each_in_its_own_and_flagged(tmp_path: Path) -> None:
    head, rows = as_rows()
    rows = [rows[0].replace(b"Acme Ltd", MIXED), rows[0].replace(b"Acme Ltd", WINDOWS)]
    rows[1] = rows[1].replace(b"ANY001", b"ANY002")
    also = REGISTER.encode() + b"Caf\xe9 software," + MIXED + b",9000,2020-01-01,2021-01-01\n"
    cells = json.dumps({"contracts": [SEARCHED]}).encode().replace(b"Software", WINDOWS + MIXED)
    found = imported(
        tmp_path, export_csv=head + rows[0] + rows[1], register_csv=also, search_json=cells
    )
    odd = "list_contains(flags, 'not_utf8')"
    assert found.rows("award", f"title, {odd}", "source = 'register'") == [
        ("Café software", True),
        ("Parking software", False),
    ]
    assert found.rows("award", f"title, {odd}", "release_id = '1'") == [
        ("Naïve £ LtdCafé Ltd", True)
    ]
    assert found.rows("award", f"release_id, {odd}", "release_id LIKE 'ANY%'") == [
        ("ANY001", False),
        ("ANY002", True),
    ]
    names = {name for (name,) in found.rows("award_supplier", "supplier_name")}
    assert {"Café Ltd", "Naïve £ Ltd"} <= names


def as_rows() -> tuple[bytes, list[bytes]]:
    """Return the headings and a row of an export, as bytes."""
    out = io.StringIO()
    csv.writer(out).writerow(EXPORT_HEAD)
    head = out.getvalue().encode()
    assert AWARD["Notice Identifier"] == "ANY001"
    return head, [exported().encode().removeprefix(head)]


def test_a_file_that_went_away_meanwhile_is_named_with_what_to_do(tmp_path: Path) -> None:
    unit = Unit("spend", ((tmp_path / "gone.csv", "a" * 12),))
    with pytest.raises(FileGone, match=r"gone\.csv is not there any more; put it back"):
        list(read_here(Snapshot(tmp_path / "snapshot"), [unit]))


def test_a_workbook_with_a_part_that_unpacks_beyond_measure_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    for row in (["Supplier Name", "Date Paid", "Net Amount"], ["Acme Ltd", "03/04/2025", 1200.5]):
        book.active.append(row)
    book.save(tmp_path / "spend.xlsx")
    assert [len(list(sheet.rows)) for sheet in sheets(tmp_path / "spend.xlsx")] == [2]
    with zipfile.ZipFile(tmp_path / "spend.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/theme/theme2.xml", b"0" * 200_000)
    monkeypatch.setattr(workbooks, "LARGEST_PART", 100_000)
    with pytest.raises(UnreadableSheet, match="a part of it unpacks to more than 100,000 bytes"):
        list(sheets(tmp_path / "spend.xlsx"))
