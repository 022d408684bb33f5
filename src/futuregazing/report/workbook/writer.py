"""Sheets as the bytes of an .xlsx file: the same bytes from the same sheets, nothing that runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as NamedTable
from openpyxl.worksheet.table import TableColumn
from openpyxl.writer.excel import ExcelWriter

from futuregazing.exhibits import house
from futuregazing.exhibits.house import SHEET_LINE_PT, SHEET_PT, SHEET_TITLE_PT
from futuregazing.formulas import FORMULA_STARTS
from futuregazing.report.document import Document
from futuregazing.report.html.inline import SAFE_LINK
from futuregazing.report.meta import Meta
from futuregazing.report.workbook.parts import sheets_of
from futuregazing.report.workbook.sheets import Field, Sheet, Table
from futuregazing.report.zipped import Members, zip_of

HIGHEST = 400.0
"""A row has at most 409 points."""
NARROWEST, WIDEST, FIRST_COLUMN = 12, 60, 50
"""Widths in characters; the first column is wide, for the lines above the table are in it."""
LINK = house.DARK_BLUE.removeprefix("#")
LONGEST_ADDRESS = 2079
"""Spreadsheets refuse a file with a longer link."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""openpyxl refuses most of these and writes the last two, with which no reader opens the file."""


def render_workbook(document: Document) -> bytes:
    """Return the report as a workbook."""
    book = Workbook(write_only=True)
    _describe(book, document.meta)
    looks = Looks(book)
    for sheet in sheets_of(document):
        _write(book, sheet, looks)
    members = Members()
    ExcelWriter(book, members).save()
    return zip_of(members.files, packed=True)


@dataclass
class Looks:
    """The few styles of the workbook; each with a number format is made once."""

    book: Workbook
    made: dict[tuple[str, str, bool], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Register the styles under their names, as a reader sees them in the ribbon."""
        top = Alignment(vertical="top", wrap_text=True)
        rule = Border(bottom=Side("medium"))
        for name, font, border in (
            ("Report title", Font(size=SHEET_TITLE_PT, bold=True), Border()),
            ("Report words", Font(size=SHEET_PT), Border()),
            ("Report link", Font(size=SHEET_PT, color=LINK, underline="single"), Border()),
            ("Report heading", Font(size=SHEET_PT, bold=True), rule),
        ):
            style = NamedStyle(name, font=font, border=border, alignment=top)
            self.book.add_named_style(style)

    def cell(self, sheet: Any, given: Field, style: str) -> WriteOnlyCell:
        """Return a cell that holds exactly what is given, words never as a formula."""
        cell = WriteOnlyCell(sheet)
        if isinstance(given.value, str):
            cell.value = _clean(given.value)
            cell.data_type = "s"
        elif isinstance(given.value, dt.date):
            cell.value = given.value
        else:
            # openpyxl writes sixteen digits of a number; some need seventeen.
            cell.value, cell.data_type = repr(given.value), "n"
        run = isinstance(given.value, str) and given.value.startswith(FORMULA_STARTS)
        cell._style = self._style(sheet, style, given.format, run)
        _lead(cell, given)
        return cell

    def _style(self, sheet: Any, style: str, number_format: str, quoted: bool) -> Any:
        key = (style, number_format, quoted)
        if key not in self.made:
            pattern = WriteOnlyCell(sheet)
            pattern.style = style
            if number_format:
                pattern.number_format = number_format
            # Words that begin like a formula stay words when somebody edits the cell.
            pattern.quotePrefix = quoted
            self.made[key] = pattern._style
        return self.made[key]


def _lead(cell: WriteOnlyCell, given: Field) -> None:
    """Make a cell lead to another sheet or to a page on the web."""
    if given.sheet:
        cell.hyperlink = Hyperlink(ref="A1", location=f"'{given.sheet}'!A1")
    elif SAFE_LINK.match(given.href) and len(given.href) <= LONGEST_ADDRESS:
        cell.hyperlink = _clean(given.href)


def _describe(book: Workbook, meta: Meta) -> None:
    """Set the document's properties; its dates are the edition's."""
    day = dt.datetime.combine(dt.date.fromisoformat(meta.publication_date), dt.time())
    told = book.properties
    told.title, told.subject, told.language = meta.title, meta.subtitle, meta.language
    told.creator = "Future Gazing contributors"
    told.description = f"{meta.tables_note} {meta.licence_text}"
    told.keywords = "local government; technology; procurement; United Kingdom"
    told.created = told.modified = day


def _write(book: Workbook, sheet: Sheet, looks: Looks) -> None:
    """Write a sheet: title, lines, table."""
    made = book.create_sheet(sheet.name)
    made.sheet_view.showGridLines = False
    widths = _widths(sheet.table)
    for number, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    above = [looks.cell(made, Field(sheet.title), "Report title")]
    above += [looks.cell(made, line, _look(line)) for line in sheet.lines]
    for number, cell in enumerate(above, start=1):
        points = SHEET_TITLE_PT + 6 if number == 1 else SHEET_LINE_PT
        height = points * _deep(str(cell.value), widths[0])
        made.row_dimensions[number].height = min(height, HIGHEST)
        made.append([cell])
    if sheet.table:
        _write_table(made, sheet.table, len(above) + 1, widths, looks)


def _write_table(made: Any, table: Table, top: int, widths: list[float], looks: Looks) -> None:
    """Write a named table from row `top` on."""
    made.row_dimensions[top].height = SHEET_LINE_PT * _deepest(table.headings, widths)
    made.append([looks.cell(made, Field(name), "Report heading") for name in table.headings])
    for number, row in enumerate(table.rows, start=top + 1):
        texts = (str(given.value) for given in row)
        made.row_dimensions[number].height = SHEET_LINE_PT * _deepest(texts, widths)
        made.append([looks.cell(made, given, _look(given)) for given in row])
    ref = f"A{top}:{get_column_letter(len(table.headings))}{top + len(table.rows)}"
    named = NamedTable(name=table.name, displayName=table.name, ref=ref)
    named.autoFilter = AutoFilter(ref=ref)
    named.tableColumns = [
        TableColumn(id=number, name=_clean(name))
        for number, name in enumerate(table.headings, start=1)
    ]
    made.tables.add(named)  # `add_table` warns that columns are missing, which they are not


def _look(given: Field) -> str:
    return "Report link" if given.sheet or SAFE_LINK.match(given.href) else "Report words"


def _widths(table: Table | None) -> list[float]:
    """Return a width in characters for each column; the first takes the lines above it."""
    if table is None:
        return [float(WIDEST + FIRST_COLUMN)]
    found = []
    for number, heading in enumerate(table.headings):
        texts = [_shown(row[number]) for row in table.rows]
        longest = max((len(text) for text in texts), default=0)
        word = max((len(part) for part in heading.split()), default=0) + 4
        found.append(float(min(max(longest + 2, word, NARROWEST), WIDEST)))
    return [max(found[0], float(FIRST_COLUMN)), *found[1:]]


def _shown(given: Field) -> str:
    if isinstance(given.value, int | float):
        return f"{given.value:,.2f}"
    return str(given.value)


def _deepest(texts: Iterable[str], widths: list[float]) -> int:
    return max(_deep(text, width) for text, width in zip(texts, widths, strict=True))


def _deep(text: str, width: float) -> int:
    """Return how many lines words take in a column, up to what a row may be high."""
    lines = sum(max(1, ceil(len(line) * 1.1 / width)) for line in text.split("\n"))
    return min(lines, int(HIGHEST / SHEET_LINE_PT))


def _clean(text: str) -> str:
    """Return words without the characters that a spreadsheet may not hold."""
    return _NOT_IN_XML.sub("", text)
