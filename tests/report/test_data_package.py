"""What is said of the data files: types, units, sources, licences, checksums; all of it true."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import document_samples as sample
import pytest

from futuregazing.report.backing import Source
from futuregazing.report.csv_fields import types_in
from futuregazing.report.csv_notes import in_order
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.outputs import write_data
from futuregazing.report.package import write_package


@pytest.fixture(scope="module")
def document() -> Document:
    return document_from_notebook(sample.whole())


@pytest.fixture
def folder(document: Document, tmp_path: Path) -> Path:
    write_data(document, tmp_path / "data")
    (tmp_path / "renewals.csv").write_text("title,end_date,value\nOne,2027-03-31,5\n", "utf-8")
    (tmp_path / "data" / "measured").mkdir()
    (tmp_path / "data" / "measured" / "0a1b.csv").write_text("key\nocds-1\nocds-2\n", "utf-8")
    write_package(document, tmp_path, "data")
    return tmp_path


def told(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


class TestTypes:
    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            (["1", "-20", ""], "integer"),
            (["1", "2.5"], "number"),
            (["1e-05"], "number"),
            (["2027-01-31"], "date"),
            (["2027-13-01"], "string"),
            (["007", "8"], "string"),
            (["1", "about 2"], "string"),
            (["", ""], "string"),
        ],
    )
    def test_are_those_of_the_values(self, values: list[str], kind: str) -> None:
        text = "v\n" + "".join(f'"{value}"\n' for value in values)
        assert types_in(text) == {"v": kind}

    def test_of_a_file_without_lines_are_words(self) -> None:
        assert types_in("a,b\n") == {"a": "string", "b": "string"}


def test_publications_that_differ_in_their_day_alone_stand_in_its_order() -> None:
    days = [f"2024-{month:02}" for month in range(1, 13)]
    found = {Source("figures", "ONS", "Spending", published=day) for day in days}
    assert [one.published for one in in_order(found)] == days


class TestTheNotesBesideACsv:
    def test_say_measure_columns_sources_and_edition(self, folder: Path) -> None:
        found = told(folder / "data" / "market-size-series.json")
        assert found["title"] == "Sampleton spends most"
        assert found["subtitle"] == "Sample spend, nominal, FY2024/25"
        assert found["coverage"] == "3 sample councils of 4"
        assert found["edition"]["page"] == "report.html#market-size-series"
        who, value, rows = found["columns"]
        assert (who["name"], who["type"]) == ("who", "string")
        assert (value["name"], value["type"], value["unit"]) == ("value_gbp", "integer", "GBP")
        assert value["description"] == "Empty: not published"
        assert rows["name"] == "records"
        assert {
            "publisher": "Sample Press",
            "title": "Sample publication 3",
            "url": "https://example.org/sample/3",
            "published": "2025-12-31",
            "grade": "A",
            "licence": "Sample licence",
        } in found["sources"]

    def test_hold_the_checksum_of_the_file_as_written(self, folder: Path) -> None:
        notes = sorted((folder / "data").glob("*.json"))
        assert len(notes) == len(list((folder / "data").glob("*.csv"))) > 3
        for path in notes:
            data = told(path)["data"]
            content = (path.parent / data["path"]).read_bytes()
            assert data["sha256"] == hashlib.sha256(content).hexdigest()
            assert data["bytes"] == len(content)


class TestThePackage:
    def test_describes_every_data_file_with_its_true_size_and_checksum(self, folder: Path) -> None:
        resources = told(folder / "datapackage.json")["resources"]
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
        assert {one["path"] for one in resources} == files
        for one in resources:
            content = (folder / one["path"]).read_bytes()
            assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert one["bytes"] == len(content)

    def test_passes_the_test_of_frictionless(self, folder: Path) -> None:
        from frictionless import Package

        report = Package(str(folder / "datapackage.json")).validate()
        assert report.flatten(["title", "message"]) == []
        assert report.valid

    def test_fails_that_test_when_a_file_is_changed(self, folder: Path) -> None:
        from frictionless import Package

        path = folder / "data" / "market-size-top.csv"
        path.write_bytes(path.read_bytes().replace(b"1500000", b"1500001"))
        assert not Package(str(folder / "datapackage.json")).validate().valid

    def test_names_licences_by_what_the_tables_say(self, tmp_path: Path) -> None:
        notebook = sample.whole()
        licence = {"name": "Open Government Licence v3.0 for the data; CC BY 4.0 for the words"}
        notebook.metadata["futuregazing"]["sidecars"]["figures"]["licence"] = licence
        document = document_from_notebook(notebook)
        write_data(document, tmp_path / "data")
        write_package(document, tmp_path, "data")
        [first, *_] = told(tmp_path / "datapackage.json")["resources"]
        assert [one["name"] for one in first["licenses"]] == ["CC-BY-4.0", "OGL-UK-3.0"]
