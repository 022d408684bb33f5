"""What a reader takes along says, to the digit, what the page and the PDF say.

Page, PDF and CSV are held against the document in `test_agreement`; here are the workbook, the
notes beside the CSVs, the data package, and the catalogue behind the archive of editions.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import taken_along
from building import built
from html_tree import Element, parse

from futuregazing import paths
from futuregazing.report.archive import write_archive
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.notebooks import read_notebook

YEARS = [2022, 2027]
COMMITTED = sorted(paths.reports().glob("20[0-9][0-9]/catalogue.json"))


@dataclass(frozen=True)
class Taken:
    """One edition's files, each read once."""

    folder: Path

    @cached_property
    def document(self) -> Document:
        return document_from_notebook(read_notebook(self.folder / "notebooks" / "report.ipynb"))

    @cached_property
    def book(self) -> taken_along.Book:
        return taken_along.opened(self.folder / "report.xlsx")

    @cached_property
    def page(self) -> Element:
        return parse((self.folder / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=YEARS)
def taken(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Taken:
    return Taken(built(folders, request.param))


@pytest.mark.slow
class TestAnEdition:
    def test_has_a_workbook_that_says_what_its_csvs_say(self, taken: Taken) -> None:
        data = taken.folder / "data"
        assert taken_along.workbook_faults(taken.document, taken.book, data) == []

    def test_has_every_number_and_its_formula_in_the_workbook_s_evidence(
        self, taken: Taken
    ) -> None:
        assert taken_along.evidence_faults(taken.document, taken.book) == []

    def test_has_no_blank_cell_in_a_table_of_the_workbook_and_none_that_runs(
        self, taken: Taken
    ) -> None:
        assert taken_along.blank_or_running(taken.book) == []

    def test_has_true_notes_beside_every_csv(self, taken: Taken) -> None:
        assert taken_along.notes_faults(taken.document, taken.folder / "data") == []

    def test_has_a_data_package_that_frictionless_finds_valid(self, taken: Taken) -> None:
        from frictionless import Package

        report = Package(str(taken.folder / "datapackage.json")).validate()
        assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
        assert report.valid

    def test_has_a_catalogue_that_says_what_its_page_says(self, taken: Taken) -> None:
        catalogue = json.loads((taken.folder / "catalogue.json").read_text("utf-8"))
        assert taken_along.catalogue_faults(catalogue, taken.page) == []
        pairs = list(taken_along.catalogue_numbers(catalogue))
        assert len(pairs) > 5
        assert [pair for pair in pairs if pair[0] != pair[1]] == []


@pytest.mark.slow
class TestAChangedDigitIsFound:
    def test_in_the_workbook(self, taken: Taken) -> None:
        book = taken_along.opened(taken.folder / "report.xlsx")
        sheet, cell = next(
            (sheet, cell)
            for sheet in book.worksheets[3:]
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, float)
        )
        cell.value += 1
        data = taken.folder / "data"
        [fault] = taken_along.workbook_faults(taken.document, book, data)
        assert sheet.title in fault

    def test_in_the_evidence(self, taken: Taken) -> None:
        book = taken_along.opened(taken.folder / "report.xlsx")
        first = next(cell for cell in book["Evidence"]["B"] if cell.value == "£2.85bn" or (
            isinstance(cell.value, str) and cell.value.startswith("£")))  # fmt: skip
        first.value = first.value.replace("£", "£9")
        assert len(taken_along.evidence_faults(taken.document, book)) == 1

    def test_in_a_csv(self, taken: Taken, tmp_path: Path) -> None:
        shutil.copytree(taken.folder / "data", tmp_path / "data")
        path = next(
            path for path in sorted((tmp_path / "data").glob("*.csv"))
            if re.search(r",\d{4,},", path.read_text("utf-8"))
            and (tmp_path / "data" / f"{path.stem}.json").exists()
        )  # fmt: skip
        text = path.read_text("utf-8")
        path.write_text(re.sub(r",(\d{4,}),", r",9\1,", text, count=1), "utf-8")
        assert taken_along.workbook_faults(taken.document, taken.book, tmp_path / "data")
        assert taken_along.notes_faults(taken.document, tmp_path / "data")


class TestTheArchiveAmongTheReports:
    def test_stands_over_every_edition_that_is_committed(self) -> None:
        assert {path.parent.name for path in COMMITTED} >= {str(year) for year in YEARS}

    def test_is_what_the_catalogues_beside_it_give(self, tmp_path: Path) -> None:
        index = (paths.reports() / "index.html").read_bytes()
        for year in re.findall(rb'data-year="(\d+)"', index):
            folder = tmp_path / year.decode()
            folder.mkdir()
            shutil.copy(paths.reports() / year.decode() / "catalogue.json", folder)
        written = write_archive(tmp_path)
        assert written
        assert written.read_bytes() == index

    @pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.parent.name)
    def test_leads_to_pages_that_say_the_same(self, path: Path) -> None:
        page = parse((path.parent / "report.html").read_text(encoding="utf-8"))
        assert taken_along.catalogue_faults(json.loads(path.read_text("utf-8")), page) == []
