"""The workbook: one table a sheet, every digit a number, nothing that runs, the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import time
import zipfile
import zlib
from typing import Any

import document_samples as sample
import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from futuregazing.report.csv import exhibit_csv
from futuregazing.report.deflate import deflated
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.workbook import render_workbook

CELL = re.compile(r"^[A-Za-z]{1,3}\d+$")
FORMULA = '=HYPERLINK("https://example.org/","press")'


def document_with(*bundles: dict[str, Any]) -> Document:
    cells = (sample.code("market_size", n, sample.show(b)) for n, b in enumerate(bundles, 1))
    return document_from_notebook(sample.section(*cells))


def opened(document: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(document)))


@pytest.fixture(scope="module")
def document() -> Document:
    return document_from_notebook(sample.whole())


@pytest.fixture(scope="module")
def book(document: Document) -> openpyxl.Workbook:
    return opened(document)


def lines_of(sheet: Worksheet) -> list[list[Any]]:
    """Return header and rows of a sheet's one table."""
    [ref] = [ref for _, ref in sheet.tables.items()]
    return [[cell.value for cell in row] for row in sheet[ref]]


def column(values: list[Any], **fields: Any) -> dict[str, Any]:
    """Return a table of one column that holds just these cells."""
    given = {"key": "v", "label": "Value", "unit": "", "kind": "number"} | fields
    return sample.table(columns=[given], rows=[[value] for value in values], sources=[])


def only_table(bundle: dict[str, Any]) -> list[list[Any]]:
    return lines_of(opened(document_with(bundle))["Table_1"])


class TestTheSheets:
    def test_are_a_cover_contents_notes_each_exhibit_and_what_lies_behind(
        self, document: Document, book: openpyxl.Workbook
    ) -> None:
        exhibits = [one.label.replace(" ", "_") for one in document.exhibits]
        behind = ["Evidence", "Records", "Sources", "Data_tables"]
        assert book.sheetnames == ["Cover", "Contents", "Notes", *exhibits, *behind]

    def test_have_names_that_spreadsheets_take(self, book: openpyxl.Workbook) -> None:
        assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
        assert all(re.fullmatch(r"\w{1,31}", name) for name in book.sheetnames)

    def test_hold_one_named_table_each_whose_name_is_no_cell(self, book: openpyxl.Workbook) -> None:
        names = [list(sheet.tables) for sheet in book if sheet.title != "Cover"]
        assert [len(found) for found in names] == [1] * len(names)
        assert len({name.casefold() for [name] in names}) == len(names)
        assert not any(CELL.match(name) for [name] in names)

    def test_have_no_blank_cell_in_a_table_no_blank_line_above_it_and_nothing_merged(
        self, book: openpyxl.Workbook
    ) -> None:
        for sheet in book:
            assert not sheet.merged_cells.ranges
            for table in sheet.tables.values():
                assert [
                    c.coordinate for row in sheet[table.ref] for c in row if c.value in (None, "")
                ] == []
            assert all(sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1))

    def test_have_headings_that_the_table_knows_by_the_same_names(
        self, book: openpyxl.Workbook
    ) -> None:
        for sheet in book:
            for table in sheet.tables.values():
                headings = [str(cell.value) for cell in sheet[table.ref][0]]
                assert [one.name for one in table.tableColumns] == headings
                assert len({name.casefold() for name in headings}) == len(headings)

    def test_say_their_title_first_and_what_the_numbers_are_about(
        self, book: openpyxl.Workbook
    ) -> None:
        sheet = book["Figure_1"]
        above = [sheet.cell(row, 1).value for row in range(1, 9)]
        assert above[0] == "Figure 1: Sampleton spends most"
        assert above[1] == "Sample spend, nominal, FY2024/25"
        assert "This sheet has one table of 3 rows." in above
        assert "Coverage: 3 sample councils of 4" in above
        assert "Note: A sample note." in above
        assert any(str(line).startswith("Source: Sample Press") for line in above)

    def test_lead_from_the_contents_to_every_sheet_and_back(self, book: openpyxl.Workbook) -> None:
        ends = [cell.hyperlink.location for cell in book["Contents"]["B"] if cell.hyperlink]
        assert ends == [f"'{name}'!A1" for name in book.sheetnames[2:]]
        for sheet in book.worksheets[2:]:
            back = [cell for cell in sheet["A"] if cell.hyperlink and cell.hyperlink.location]
            assert "'Contents'!A1" in {cell.hyperlink.location for cell in back}

    def test_explain_grades_and_shorthand(self, book: openpyxl.Workbook) -> None:
        told = dict(lines_of(book["Notes"])[1:])
        assert "producer or official record" in told["grade A"]
        assert "financial year" in told["FY2024/25"].lower()


class TestTheFile:
    def test_says_title_subject_and_language_and_has_the_edition_s_date(
        self, book: openpyxl.Workbook
    ) -> None:
        told = book.properties
        assert (told.title, told.subject, told.language) == (
            "Sample Report 2027",
            "made of sample values",
            "en-GB",
        )
        assert told.created == told.modified == dt.datetime(2026, 12, 8)

    def test_has_the_same_bytes_at_another_time(
        self, document: Document, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = render_workbook(document)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 40_000)
        assert render_workbook(document) == first
        with zipfile.ZipFile(io.BytesIO(first)) as members:
            assert {one.date_time for one in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    def test_is_packed_by_the_pinned_packer_whatever_the_system_s_own(
        self, document: Document, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = render_workbook(document)
        place = {one.filename: one for one in zipfile.ZipFile(io.BytesIO(first)).infolist()}
        assert len(place) > len(document.exhibits)
        for name, one in place.items():
            start = one.header_offset + 30 + len(name.encode())
            body = first[start : start + one.compress_size]
            assert body == deflated(zlib.decompress(body, -zlib.MAX_WBITS)), name
        monkeypatch.delattr(zlib, "compressobj")
        assert render_workbook(document) == first

    def test_asks_no_other_file_or_host(self, document: Document) -> None:
        with zipfile.ZipFile(io.BytesIO(render_workbook(document))) as members:
            assert not [n for n in members.namelist() if "external" in n or "vba" in n.lower()]

    def test_keeps_to_what_a_spreadsheet_can_show(self) -> None:
        long = "word " * 3000
        columns = [{"key": "a", "label": long}, {"key": "b", "label": f"{long}again"}]
        table = sample.table(
            columns=columns, rows=[[long, "x"]], sources=[], title=[sample.text(long)]
        )
        sheet = opened(document_with(table))["Table_1"]
        heights = [dimension.height for dimension in sheet.row_dimensions.values()]
        assert max(height for height in heights if height) <= 409
        assert max(len(heading) for heading in lines_of(sheet)[0]) <= 255


class TestNumbers:
    @pytest.mark.parametrize(
        "value", [0, -5, 2851363984.6, 0.1 + 0.2, 123456789012345678, -0.000012, 68.47017761129085]
    )
    def test_keep_every_digit_and_are_numbers(self, value: float) -> None:
        [_, [read, *_]] = only_table(column([{"text": "1", "value": value}]))
        assert isinstance(read, int | float)
        assert read == value

    def test_stand_in_pounds_under_a_heading_that_says_pounds(self) -> None:
        header, first, absent, _ = only_table(sample.table())
        assert header[1] == "Spend (£)"
        assert (first[1], absent[1]) == (1_500_000, "not published")

    def test_have_their_qualifier_beside_them(self) -> None:
        cells = [{"text": "at least £2bn", "value": 2e9}, {"text": "£1.9bn", "value": 1.9e9}]
        assert only_table(column(cells, unit="£", kind="money")) == [
            ["Value (£)", "Value: as printed"],
            [2_000_000_000, "at least £2bn"],
            [1_900_000_000, "£1.9bn"],
        ]

    def test_in_a_column_of_words_stand_beside_the_words(self) -> None:
        cells = [{"text": "36 contracts", "value": 36}, {"text": "none known", "value": None}]
        assert only_table(column(cells, kind="text", absent="none known")) == [
            ["Value: the number alone", "Value: as printed"],
            [36, "36 contracts"],
            ["none known", "none known"],
        ]

    def test_that_are_labels_have_no_thousands(self) -> None:
        book = opened(document_with(column([2024], kind="period")))
        [cell] = [c for c in book["Table_1"]["A"] if c.value == 2024]
        assert cell.number_format == "0"

    def test_days_are_days_and_months_are_words(self) -> None:
        cells = [{"text": "1 May 2027", "value": "2027-05-01"}, {"text": "May", "value": "2027-05"}]
        _, [day], [month] = only_table(column(cells, kind="date"))
        assert day == dt.datetime(2027, 5, 1)
        assert month == "2027-05"


class TestNamesOfStrangers:
    @pytest.mark.parametrize(
        "text",
        [
            FORMULA,
            "+1+1",
            "-2",
            "@SUM(A1)",
            "＝1+1",
            "#N/A",
            "'quoted",
            "\tx",
            "007",
            "1e5",
            "TRUE",
        ],
    )
    def test_stay_words(self, text: str) -> None:
        document = document_with(column([{"text": text, "value": None}], kind="text"))
        [cell] = [c for c in opened(document)["Table_1"]["A"] if c.value == text]
        assert cell.data_type == "s"
        sheets = members_of(document, "xl/worksheets/sheet")
        assert not any("<f" in xml for xml in sheets)

    def test_that_start_like_a_formula_stay_words_when_edited(self) -> None:
        document = document_with(column([{"text": FORMULA, "value": None}], kind="text"))
        [cell] = [c for c in opened(document)["Table_1"]["A"] if c.value == FORMULA]
        assert cell.quotePrefix

    @pytest.mark.parametrize("odd", ["\x00", "\x0b", "\ufffe", "\uffff", "\ud800"])
    def test_lose_what_no_spreadsheet_holds(self, odd: str) -> None:
        cell = {"text": f"a{odd}b\U0001f600", "value": None}
        [_, [read]] = only_table(column([cell], kind="text"))
        assert read == "ab\U0001f600"

    def test_as_headings_are_told_apart(self) -> None:
        columns = [{"key": "a", "label": "=Same"}, {"key": "b", "label": "=same"}]
        header, _ = only_table(sample.table(columns=columns, rows=[["x", "y"]], sources=[]))
        assert header == ["=Same", "=same 2"]

    @pytest.mark.parametrize("odd", ["\x01", "\uffff"])
    def test_in_an_address_leave_the_file_whole(self, odd: str) -> None:
        cell = {"text": "press", "value": None, "href": f"https://example.org/a{odd}b"}
        [found] = [
            cell.hyperlink.target
            for cell in opened(document_with(column([cell], kind="link")))["Table_1"]["A"]
            if cell.value == "press" and cell.hyperlink
        ]
        assert found == "https://example.org/ab"

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "=1"])
    def test_lead_nowhere_but_to_the_web(self, address: str) -> None:
        cell = {"text": "press", "value": None, "href": address}
        document = document_with(column([cell], kind="link"))
        assert not any(address in xml for xml in members_of(document, "xl/worksheets/_rels"))


def members_of(document: Document, start: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(render_workbook(document))) as members:
        return [members.read(n).decode() for n in members.namelist() if n.startswith(start)]


def test_every_exhibit_reads_back_as_its_csv(document: Document) -> None:
    content = render_workbook(document)
    for exhibit in document.exhibits:
        sheet = exhibit.label.replace(" ", "_")
        lines = list(csv.reader(io.StringIO(exhibit_csv(exhibit))))
        read = pd.read_excel(io.BytesIO(content), sheet_name=sheet, header=None)
        table = read.tail(len(exhibit.rows)).to_numpy().tolist()
        for line, told in zip(lines[1:], table, strict=True):
            for written, shown in zip(line, told, strict=False):
                assert written in ("", str(shown), f"'{shown}") or float(written) == shown


def test_every_number_of_the_report_is_in_the_evidence(document: Document) -> None:
    header, *rows = lines_of(opened(document)["Evidence"])
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (entry.n, entry.claim["text"], entry.claim["value"]) for entry in document.evidence
    ]
    place = header.index("Rows of the data tables")
    assert all(row[place] not in ("", "none") for row in rows)
