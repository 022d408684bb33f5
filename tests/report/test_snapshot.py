"""The snapshot as an input of a build: named with checksums, refused where it has changed."""

import json
from pathlib import Path

import pytest
from small_releases import award, market, release

from futuregazing.edition import load_edition
from futuregazing.errors import UserError
from futuregazing.procurement.snapshot import NoSnapshot
from futuregazing.report.fingerprint import sha256_file
from futuregazing.report.manifest import is_up_to_date, write_manifest
from futuregazing.report.snapshot import SnapshotChanged, used_snapshot

EDITION = load_edition(2027)


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A snapshot of one award."""
    market(tmp_path, release("1", award()))
    return tmp_path / "snapshot"


def freeze(snapshot: Path, *names: str, year: int = 2027) -> None:
    """Put files into a snapshot with a manifest that names them, as a freeze writes it."""
    entries = []
    for name in names:
        path = snapshot / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the page {name}", encoding="utf-8")
        size = path.stat().st_size
        entries.append({"path": name, "bytes": size, "sha256": sha256_file(path)})
    told = {"format": 1, "edition": year, "as_of": "2026-11-22", "files": entries}
    (snapshot / "manifest.json").write_text(json.dumps(told), encoding="utf-8")


def test_every_file_and_table_is_named_with_its_checksum(snapshot):
    used = used_snapshot(snapshot, EDITION)
    (file,) = used.inputs["files"].values()
    assert file["sha256"] == sha256_file(snapshot.parent / "notices" / "releases.jsonl")
    tables = snapshot / "tables" / used.inputs["digest"]
    assert used.inputs["tables"]["award"] == sha256_file(tables / "award.parquet")
    assert str(snapshot.parent) not in json.dumps(used.inputs)
    assert "1 file of official notices" in used.about


def test_a_folder_that_is_not_there_says_how_to_make_one(tmp_path):
    with pytest.raises(NoSnapshot, match=r"data fetch --edition 2027.*data import"):
        used_snapshot(tmp_path / "none", EDITION)


def test_an_empty_folder_says_that_nothing_was_imported(tmp_path):
    with pytest.raises(NoSnapshot, match="Nothing has been imported"):
        used_snapshot(tmp_path, EDITION)


def test_tables_that_have_gone_are_refused(snapshot):
    (tables,) = (snapshot / "tables").iterdir()
    (tables / "award.parquet").unlink()
    with pytest.raises(SnapshotChanged, match="import its files again"):
        used_snapshot(snapshot, EDITION)


def test_a_frozen_snapshot_that_is_whole_is_used(snapshot):
    freeze(snapshot, "pages/cf/1.json.gz")
    used = used_snapshot(snapshot, EDITION)
    assert used.inputs["manifest"] == sha256_file(snapshot / "manifest.json")


def test_changed_and_missing_files_are_named_in_one_paragraph(snapshot):
    freeze(snapshot, *(f"pages/{n}.json" for n in range(9)))
    (snapshot / "pages/3.json").write_text("the page, another", encoding="utf-8")
    for n in (0, 1, 2, 4, 5, 6):
        (snapshot / f"pages/{n}.json").unlink()
    with pytest.raises(UserError) as caught:
        used_snapshot(snapshot, EDITION)
    told = str(caught.value)
    assert "1 file has changed (pages/3.json)" in told
    assert "6 files are missing (pages/0.json, pages/1.json" in told
    assert "and 1 more" in told
    assert "\n" not in told


def test_a_change_of_equal_length_is_noticed(snapshot):
    freeze(snapshot, "a.json")
    page = snapshot / "a.json"
    page.write_text(page.read_text(encoding="utf-8").upper(), encoding="utf-8")
    with pytest.raises(SnapshotChanged, match=r"a\.json"):
        used_snapshot(snapshot, EDITION)


def test_another_editions_snapshot_and_files_not_imported_are_told(snapshot):
    freeze(snapshot, "a.json", year=2022)
    told = used_snapshot(snapshot, EDITION).told
    assert "fetched for the 2022 edition" in told[0]
    assert told[1].startswith("1 of the 1 files")


def test_a_report_is_not_up_to_date_once_its_snapshot_has_grown(tmp_path):
    market(tmp_path, release("1", award()))
    folder = tmp_path / "report"
    folder.mkdir()
    before = used_snapshot(tmp_path / "snapshot", EDITION).inputs
    write_manifest(folder, {"snapshot": before})
    assert is_up_to_date(folder, {"snapshot": before})
    market(tmp_path, release("1", award()), release("2", award()))
    after = used_snapshot(tmp_path / "snapshot", EDITION).inputs
    assert not is_up_to_date(folder, {"snapshot": after})
