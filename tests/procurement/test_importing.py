"""An import reads each file once and replaces what has changed."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
from small_releases import Json, Market, award, lines, release, written

from futuregazing.procurement.bookkeeping import Keeper, kept_to_the_end
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.inputs import NothingThere, printed, recognised
from futuregazing.procurement.parts import CountsDiffer, PartWriter, Rejected
from futuregazing.procurement.printing import outcome
from futuregazing.procurement.readers import READERS, UnknownFormat
from futuregazing.procurement.schema import TABLES, faults
from futuregazing.procurement.snapshot import (
    Book,
    ImportedFile,
    NoSnapshot,
    Snapshot,
    SnapshotBusy,
    tidy_tables,
)


def contents(folder: Path) -> dict[str, Any]:
    """Return all rows of all tables of a snapshot, and its book."""
    found = Market(folder)
    rows = {table.name: found.rows(table.name) for table in TABLES}
    return rows | {"book": Snapshot(folder).book()}


def pages(folder: Path, count: int = 6) -> list[Path]:
    """Write small files of one package each, as the services' pages are kept."""
    made = []
    for page in range(count):
        package: Json = {
            "releases": [release(f"{page}-{n}", award("1", 5_000 + n)) for n in (1, 2)]
        }
        file = folder / f"{page:04}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(package), encoding="utf-8")
        made.append(file)
    return made


def test_a_file_that_is_in_already_is_not_read_again(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))
    first = import_files([file], tmp_path / "snapshot")
    before = {f: f.stat().st_mtime_ns for f in (tmp_path / "snapshot").rglob("*.parquet")}
    copy = tmp_path / "copy of a.jsonl"
    copy.write_bytes(file.read_bytes())
    again = import_files([file, copy], tmp_path / "snapshot")
    assert (len(first.read), len(again.read), len(again.known)) == (1, 0, 2)
    assert {f: f.stat().st_mtime_ns for f in (tmp_path / "snapshot").rglob("*.parquet")} == before


def test_a_changed_file_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award("1", 10_000)))
    import_files([file], tmp_path / "snapshot")
    written(file, release("1", award("1", 20_000)), release("2", award("1", 5_000)))
    import_files([file], tmp_path / "snapshot")
    alone = tmp_path / "alone"
    import_files([file], alone)
    assert contents(tmp_path / "snapshot") == contents(alone)
    assert len(list((tmp_path / "snapshot" / "parts").iterdir())) == 1
    assert len(list((tmp_path / "snapshot" / "tables").iterdir())) == 1


@pytest.mark.slow
def test_a_changed_page_takes_its_place_in_a_part_shared_with_others(tmp_path: Path) -> None:
    files = pages(tmp_path / "pages")
    import_files(files, tmp_path / "snapshot")
    assert len(list((tmp_path / "snapshot" / "parts").iterdir())) == 1
    changed = {"releases": [release("0-1", award("1", 9_000, suppliers=[]))]}
    files[0].write_text(json.dumps(changed), encoding="utf-8")
    import_files(files, tmp_path / "snapshot")
    alone = tmp_path / "alone"
    for file in files:
        import_files([file], alone)
    here, there = contents(tmp_path / "snapshot"), contents(alone)
    del here["book"], there["book"]
    assert here == there


def test_a_part_that_was_written_before_a_column_was_there_is_still_read(tmp_path: Path) -> None:
    contract = {"id": "1", "awardID": "1"}
    file = written(tmp_path / "a.jsonl", release("1", award(), contracts=[contract]))
    import_files([file], tmp_path / "snapshot")
    (part,) = (tmp_path / "snapshot" / "parts").rglob("contract-*.parquet")
    older = duckdb.sql(f"SELECT * EXCLUDE (flags, title) FROM '{part}'").to_arrow_table()
    duckdb.register("older", older)
    duckdb.sql(f"COPY older TO '{part}' (FORMAT parquet)")
    other = written(tmp_path / "b.jsonl", release("2", award()))
    import_files([other], tmp_path / "snapshot")
    assert Market(tmp_path / "snapshot").rows("contract", "title, flags") == [(None, [])]


@pytest.mark.slow
def test_the_order_of_imports_makes_no_difference(tmp_path: Path) -> None:
    files = [
        written(tmp_path / f"{n}.jsonl", release("same", award("1", 10_000 + n))) for n in range(4)
    ]
    import_files(files, tmp_path / "one")
    for file in reversed(files):
        import_files([file], tmp_path / "other")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


@pytest.mark.parametrize("several_lines", [True, False], ids=["lines", "small packages"])
def test_copies_of_a_files_bytes_are_told_as_copies_and_not_as_read(
    tmp_path: Path, several_lines: bool
) -> None:
    releases = [release("1", award()), release("2", award())]
    text = lines(releases) if several_lines else json.dumps({"releases": releases})
    for name in ("a.json", "b.json", "c.json"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    done = import_files([tmp_path / "in"], tmp_path / "snapshot")
    assert [one.name for one in done.read] == ["in/a.json"]
    told = [f"in/{name}.json: the bytes of in/a.json" for name in "bc"]
    assert done.copies == told
    assert {
        "1 files read now, 0 in already",
        "2 files not read, as they are copies of others:",
        *(f"  {one}" for one in told),
        "The snapshot holds 1 files:",
    } <= set(outcome(done))
    assert len(done.book.files) == 1


def test_a_file_that_became_a_copy_of_another_is_counted_once(tmp_path: Path) -> None:
    one = written(tmp_path / "1.jsonl", release("1", award("1", 10_000)))
    two = written(tmp_path / "2.jsonl", release("2", award("1", 20_000)))
    import_files([one, two], tmp_path / "snapshot")
    two.write_bytes(one.read_bytes())
    import_files([one, two], tmp_path / "snapshot")
    assert Market(tmp_path / "snapshot").rows("notice", "ocid") == [("ocds-b5fd17-1",)]


def test_every_table_of_a_snapshot_is_as_described(tmp_path: Path) -> None:
    import_files(pages(tmp_path / "pages"), tmp_path / "snapshot")
    folder = tidy_tables(tmp_path / "snapshot")
    con = duckdb.connect()
    found = [fault for t in TABLES for fault in faults(con, t, folder / f"{t.name}.parquet")]
    assert found == []
    for table in TABLES:
        for column, target in table.points_to.items():
            (key,) = next(t.key for t in TABLES if t.name == target)
            lost = con.execute(
                f"""SELECT count(*) FROM '{folder}/{table.name}.parquet' AS a
                WHERE {column} IS NOT NULL AND {column} NOT IN
                (SELECT {key} FROM '{folder}/{target}.parquet')"""
            ).fetchone()
            assert lost == (0,), (table.name, column)


def test_files_of_no_known_format_in_a_folder_are_passed_over_and_told(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.jsonl", release("1", award()))
    (tmp_path / "in" / "README.md").write_text("# About\n", encoding="utf-8")
    (tmp_path / "in" / ".hidden.json").write_text("{}", encoding="utf-8")
    done = import_files([tmp_path / "in"], tmp_path / "snapshot")
    told = list(outcome(done))
    assert "1 files read now, 0 in already" in told
    assert "  in/README.md: text that begins '# About'" in told
    assert not any("hidden" in line for line in told)
    report = (tmp_path / "snapshot" / "import_report.csv").read_text(encoding="utf-8")
    assert "in/README.md,,,passed over,text that begins '# About',1\n" in report


def test_what_is_no_file_is_told_among_those_passed_over_and_never_waited_for(
    tmp_path: Path,
) -> None:
    folder, far = tmp_path / "in", tmp_path / "far"
    far.mkdir()
    written(folder / "a.jsonl", release("1", award()))
    os.mkfifo(folder / "b.jsonl")
    (folder / "c.jsonl").symlink_to(tmp_path / "gone.jsonl")
    (folder / "d").symlink_to(far)
    (folder / "e.jsonl").symlink_to(folder / "a.jsonl")
    found = recognised([folder], tmp_path / "snapshot")
    assert [file.name for file, _ in found.files] == ["a.jsonl"]
    assert {printed(file): why for file, why in found.passed_over.items()} == {
        "in/b.jsonl": "a pipe, a socket or a device, not a file",
        "in/c.jsonl": "a link to something that is not there",
        "in/d": "a link to a folder, which is not followed",
    }
    with pytest.raises(UnknownFormat, match="it is a pipe"):
        recognised([folder / "b.jsonl"], tmp_path / "snapshot")


def test_a_file_passed_over_stays_in_the_report_until_it_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("# About\n", encoding="utf-8")
    other = written(tmp_path / "in" / "b.jsonl", release("1", award()))
    snapshot = tmp_path / "snapshot"
    import_files([tmp_path / "in"], snapshot)
    import_files([other], snapshot)
    assert list(Snapshot(snapshot).book().passed_over.values()) == [
        "in/a.jsonl: text that begins '# About'"
    ]
    written(tmp_path / "in" / "a.jsonl", release("2", award()))
    import_files([tmp_path / "in"], snapshot)
    assert not Snapshot(snapshot).book().passed_over


def test_a_snapshots_own_folder_is_read_for_what_was_fetched_into_it(tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot"
    written(snapshot / "raw" / "a.jsonl", release("1", award()))
    (snapshot / "requests").mkdir()
    (snapshot / "requests" / "a.json").write_text('{"releases": 1}', encoding="utf-8")
    assert len(import_files([snapshot], snapshot).read) == 1
    again = import_files([snapshot], snapshot)
    assert (len(again.read), len(again.known), dict(again.passed_over)) == (0, 1, {})


def test_a_folder_that_cannot_be_written_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(NoSnapshot, match=r"cannot be written into \(Permission denied\)"):
        import_files([file], tmp_path / "snapshot")


def test_the_book_is_kept_rarely_where_keeping_it_takes_long(tmp_path: Path) -> None:
    times = iter(range(100))
    keeper = Keeper(Snapshot(tmp_path), Book(), clock=lambda: float(next(times)))
    kept = []
    for number in range(30):
        keeper.add([imported_file(f"{number:064}")])
        kept.append(len(Snapshot(tmp_path).book().files))
    # Each look at the clock is a second: keeping took one, so that twenty go by without.
    assert set(kept) == {1, 21}
    assert len(keeper.book.files) == 30


def test_what_was_read_is_kept_when_an_import_fails(tmp_path: Path) -> None:
    def fails() -> None:
        with kept_to_the_end(Snapshot(tmp_path), Book()) as keeper:
            for number in range(30):
                keeper.add([imported_file(f"{number:064}")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert len(Snapshot(tmp_path).book().files) == 30


def imported_file(sha256: str) -> ImportedFile:
    return ImportedFile(sha256[-12:], "in/a", sha256[-16:], sha256[-12:], sha256, 1, "ocds", 1, {})


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="nothing at"):
        import_files([tmp_path / "missing"], tmp_path / "snapshot")


def test_two_imports_do_not_write_into_one_snapshot_at_a_time(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))
    with Snapshot(tmp_path / "snapshot").locked(), pytest.raises(SnapshotBusy, match="Another"):
        import_files([file], tmp_path / "snapshot")
    assert len(import_files([file], tmp_path / "snapshot").read) == 1


def test_a_folder_without_tables_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="futuregazing data import"):
        tidy_tables(tmp_path)


def test_a_book_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "imports.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(NoSnapshot, match=r"format 99; .* Import the files again, into a new"):
        Snapshot(tmp_path).book()
    (tmp_path / "imports.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoSnapshot, match="no book"):
        Snapshot(tmp_path).book()


def test_a_reader_that_loses_rows_is_found_out(tmp_path: Path) -> None:
    part = PartWriter(duckdb.connect(), tmp_path, "abc")
    part.reject([Rejected(1, 0, "notice", "broken")])
    assert part.counts({"abc": {"notice": 1}})["abc"]["notice"].rejected == {"broken": 1}
    with pytest.raises(CountsDiffer, match="abc notice: read 2, kept 0, rejected"):
        part.counts({"abc": {"notice": 2}})
    with pytest.raises(CountsDiffer, match="rejected, but not read"):
        part.counts({"abc": {}})


def test_every_reader_has_its_own_name_and_says_what_it_reads() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert all(reader.what for reader in READERS)


def test_a_registers_value_has_a_basis_of_its_own_and_totals_repeated_are_not_kept(tmp_path):
    register = tmp_path / "register.csv"
    register.write_text(
        "Contract Title,Supplier,Contract Value,Start Date,End Date\n"
        "Parking software,Acme Ltd,1200,2020-01-01,2021-01-01\n"
    )
    spend = tmp_path / "force-2024-04.csv"
    line = "SCC,09/04/2024,100.00,INV7\n"
    spend.write_text("Supplier,Date,Total Invoice Amount,Invoice No\n" + line + line)
    import_files([register, spend], tmp_path / "snap")
    folder = tidy_tables(tmp_path / "snap")
    award = duckdb.sql(f"SELECT value_basis, value_gbp FROM '{folder}/award.parquet'").fetchall()
    assert award == [("register", 1200)]
    assert duckdb.sql(f"SELECT kept FROM '{folder}/spend.parquet'").fetchall() == [
        (True,),
        (False,),
    ]
