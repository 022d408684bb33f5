"""An edition built on a snapshot: files in the real formats go in, a whole report comes out."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path

import duckdb
import pytest
from small_releases import award, release, written

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.measures.measured_edition import measured_tables
from futuregazing.measures.measured_lines import has_measures, lines
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.resolving import Resolver
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.technology_sql import TechnologyTables
from futuregazing.report import cache
from futuregazing.report.build import build
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.fingerprint import sha256_file
from futuregazing.report.notebooks import read_notebook
from futuregazing.tables import load_tables

SHARED = paths.root().parent / "shared" / "data"
SECTIONS = ["market_size", "trust", "method_and_quality"]
LEEDS = {"buyer": {"id": "GB-CFS-9", "name": "Leeds City Council"}, "parties": []}
SALT = {"classification": {"scheme": "CPV", "id": "34927100", "description": "Road salt"}}
EARLY = {"date": "2021-03-01T09:00:00Z"}
PAYMENTS = [
    ["Body Name", "Date Paid", "Transaction No", "Net Amount", "Supplier Name"],
    ["Leeds City Council", "03/04/2025", "17", "1,200.50", "Acme Ltd"],
    ["Leeds City Council", "04/04/2025", "18", "-200.00", "Acme Ltd"],
    ["Leeds City Council", "05/04/2025", "19", "10.00", ""],
]


def filled(folder: Path, *files: Path) -> Path:
    """Import files into a new snapshot as the command does; return its folder."""
    tables = load_tables(None)
    import_files(
        list(files),
        folder,
        overrides=tables["award_overrides"],
        technology=TechnologyTables.of(tables),
        resolver=Resolver(tables),
    )
    return folder


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two awards of Leeds, one published in 2021 and one in 2025, and a month of payments."""
    folder = tmp_path_factory.mktemp("snapshot")
    notices = written(
        folder / "releases.jsonl",
        release("1", award(amount=1_000.10, date="2021-02-01T00:00:00Z"), **LEEDS, **EARLY),
        release("2", award(amount=2_000.20, date="2024-12-01T00:00:00Z"), **LEEDS),
        release("3", award(amount=70), **LEEDS, title="Salt for roads", tender=SALT),
    )
    payments = folder / "leeds_2025-04.csv"
    with payments.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(PAYMENTS)
    return filled(folder / "snapshot", notices, payments)


def edition(year: int = 2027):
    return load_edition(year, [f"sections={json.dumps(SECTIONS)}"])


@pytest.fixture(scope="module")
def report(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "2027"
    build(edition(), out=folder, snapshot=snapshot)
    return folder


def document(folder: Path) -> Document:
    return document_from_notebook(read_notebook(folder / "notebooks" / "report.ipynb"))


@pytest.mark.slow
class TestReport:
    def test_the_measured_parts_are_filled(self, report):
        page = (report / "report.html").read_text(encoding="utf-8")
        assert "What notices and payments in the snapshot say" in page
        assert "What the snapshot covers" in page
        assert "Its measured numbers come from a snapshot of 2 files" in page

    def test_coverage_stands_beside_every_measured_exhibit(self, report):
        measured = [one for one in document(report).exhibits if one.measured]
        ids = {one.id for one in measured}
        assert {"market_size.measured_years", "market_size.measured_payments"} <= ids
        assert all(one.coverage for one in measured)

    def test_every_measured_number_leads_to_the_records_it_rests_on(self, report):
        told = read_notebook(report / "notebooks" / "report.ipynb")["metadata"]["futuregazing"]
        measures = told["rows"]["measures"]
        assert len(measures) > 10
        for row in measures.values():
            keys = (report / "data" / row["rows_file"]).read_text("utf-8").splitlines()[1:]
            digest = hashlib.sha256("".join(f"{key}\n" for key in keys).encode()).hexdigest()
            assert (digest, str(len(keys))) == (row["rows_sha256"], row["rows"])
            assert row["coverage"]

    def test_a_total_is_the_sum_of_what_its_notices_print(self, report):
        (exhibit,) = (e for e in document(report).exhibits if e.id == "market_size.measured_years")
        assert [(row[0].text, row[1].value) for row in exhibit.rows] == [
            ("2021", 1000.1),
            ("2024", 2000.2),
        ]

    def test_the_manifest_names_the_snapshot_with_checksums(self, report, snapshot):
        named = json.loads((report / "manifest.json").read_text("utf-8"))["inputs"]["snapshot"]
        assert {file["name"].rpartition("/")[2] for file in named["files"].values()} == {
            "releases.jsonl",
            "leeds_2025-04.csv",
        }
        assert named["digest"] == tidy_tables(snapshot).name

    def test_the_same_build_gives_the_same_bytes(self, report, snapshot, tmp_path, monkeypatch):
        monkeypatch.setattr(cache, "_folder", lambda: tmp_path / "cache")
        build(edition(), out=tmp_path / "again", snapshot=snapshot)
        assert _files(tmp_path / "again") == _files(report)

    def test_without_a_snapshot_nothing_of_it_is_there(self, tmp_path):
        build(edition(), out=tmp_path / "plain")
        plain = document(tmp_path / "plain")
        assert not [one for one in plain.exhibits if "snapshot" in one.id or "measured" in one.id]
        assert not (tmp_path / "plain" / "data" / "measured").exists()
        page = (tmp_path / "plain" / "report.html").read_text(encoding="utf-8")
        assert "a snapshot of" not in page


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_an_edition_sees_only_what_was_published_by_its_day(snapshot):
    then, now = (
        measured_tables(snapshot, edition(year), load_tables(edition(year).as_of)).tables
        for year in (2022, 2027)
    )
    years = {
        name: list(lines(tables, "market_size.calendar_year")["label"])
        for name, tables in (("then", then), ("now", now))
    }
    assert years == {"then": ["2021"], "now": ["2021", "2024"]}
    assert lines(then, "market_size.spend").empty
    paid = lines(now, "market_size.spend")
    assert [str(one.value) for one in paid["value"]] == ["1000.5"]


@pytest.mark.slow
def test_a_notebook_opened_by_hand_measures_the_snapshot_that_the_environment_names(
    snapshot, monkeypatch
):
    from futuregazing.section import open_section

    assert not has_measures(open_section("market_size", edition=2027).tables)
    monkeypatch.setenv("FUTUREGAZING_SNAPSHOT", str(snapshot))
    opened = open_section("market_size", edition=2027, include_adjacent=True)
    assert has_measures(opened.tables)
    scope = opened.tables["measures"]["scope"]
    assert scope.str.contains("with what lies beside technology").any()


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the checkout")
def test_on_the_published_files_years_add_up_to_the_awards_that_count(tmp_path):
    folder = filled(tmp_path / "snapshot", SHARED / "contracts_finder_v2", SHARED / "registers")
    made = measured_tables(folder, edition(), load_tables(edition().as_of)).tables
    years = lines(made, "market_size.calendar_year")
    awards, buyers = (
        f"read_parquet('{tidy_tables(folder) / name}.parquet')" for name in ("award", "buyer")
    )
    told = duckdb.sql(
        f"""SELECT sum(value_gbp) FROM {awards} JOIN {buyers} USING (buyer_key)
        WHERE kept AND technology AND body_kind IN ('council', 'combined_authority')
            AND source <> 'register' AND value_basis IN ('award net', 'award gross')
            AND award_date <= DATE '{dt.date(2026, 11, 22)}'"""
    ).fetchall()[0][0]
    assert sum(one.value for one in years["value"] if one is not None) == told
    files = made["snapshot_files"]
    assert (files["read"] == files["kept"] + files["rejected"]).all()
