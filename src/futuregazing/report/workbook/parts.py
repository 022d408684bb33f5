"""The sheets of a report: cover, contents, notes, one an exhibit, evidence and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from futuregazing.report.blocks import Exhibit, plain
from futuregazing.report.document import Document
from futuregazing.report.wording import GRADES
from futuregazing.report.workbook.evidence import evidence_sheets
from futuregazing.report.workbook.fields import given_columns
from futuregazing.report.workbook.sheets import Field, Sheet, Table, words

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
BACK = Field("Go to the contents", sheet=CONTENTS)
EXPLAINED = {
    "[12]": "In titles and notes: the mark of a number's evidence, listed on the sheet Evidence.",
    "£bn, £m": "Thousand million and million pounds. Cells hold pounds with all their digits.",
    "FY2024/25": "A financial year, from April to March. A year alone is a calendar year.",
    "at least, at most, about, nearly": "The publisher's own qualifier, kept with the number.",
    "not stated, not published, none known": "There is no number; that is not the same as nought.",
    "as printed": "The words of the report, where they say more than the number beside them.",
    "the number alone": "The value behind such words: in pounds, per cent or things counted.",
    "n": "How many things, people or bodies a number is counted from.",
    "nominal": "In the prices of its time, not adjusted for inflation.",
    "Rows of the data tables": "Table and row behind a line; the sheet Records lists them.",
}
"""Shorthand of the sheets, in words."""


def sheets_of(document: Document) -> tuple[Sheet, ...]:
    """Return every sheet of a report, in order."""
    inside = tuple(
        (section.title, _exhibit(exhibit))
        for section in document.sections
        for exhibit in (block for block in section.blocks if isinstance(block, Exhibit))
    )
    behind = evidence_sheets(document)
    listed = [*inside, *(("Behind the report", sheet) for sheet in behind)]
    notes = _notes()
    return (
        _cover(document),
        _contents(notes, listed),
        notes,
        *(sheet for _, sheet in inside),
        *behind,
    )


def sheet_name(exhibit: Exhibit) -> str:
    """Return the name of an exhibit's sheet: its label in the report, without a space."""
    return exhibit.label.replace(" ", "_")


def table_name(slug: str) -> str:
    """Return the permanent name of a table: its anchor in the page, with underscores."""
    return f"data_{slug.replace('-', '_')}"


def _cover(document: Document) -> Sheet:
    meta = document.meta
    told = (
        meta.subtitle,
        f"Edition {meta.edition}. Written as of {meta.as_of_text}.",
        f"Published {meta.publication_text}.",
        meta.tables_note,
        f"Next edition: {meta.next_edition_text}.",
        "This workbook holds the data of every chart and table of the report, each on its own "
        "sheet, and the evidence behind every number. The page and the PDF are made from the same.",
        meta.independence,
        f"How to cite: {meta.cite}",
        meta.licence_text,
        meta.licence_data,
    )
    lines = tuple(words(text) for text in told)
    links = (Field("Go to the contents", sheet=CONTENTS), Field("Go to the notes", sheet=NOTES))
    return Sheet(COVER, meta.title, (*lines, *links))


def _contents(notes: Sheet, listed: Iterable[tuple[str, Sheet]]) -> Sheet:
    rows = [(words("About"), Field(notes.name, sheet=notes.name), words(notes.title))]
    rows += [(words(part), Field(s.name, sheet=s.name), words(s.title)) for part, s in listed]
    return Sheet(
        CONTENTS,
        "Contents",
        (words("This sheet has one table. Each name leads to its sheet."),),
        Table("contents", ("Section", "Sheet", "Title"), tuple(rows)),
    )


def _notes() -> Sheet:
    grades = tuple((f"grade {grade}", told) for grade, told in GRADES.items())
    rows = tuple((words(sign), words(told)) for sign, told in (*EXPLAINED.items(), *grades))
    return Sheet(
        NOTES,
        "Notes: what words and signs mean",
        (words("This sheet has one table."), BACK),
        Table("notes", ("Word or sign", "What it means"), rows),
    )


def _exhibit(exhibit: Exhibit) -> Sheet:
    headings, rows = given_columns(exhibit)
    name = sheet_name(exhibit)
    table = Table(table_name(exhibit.slug), headings, rows) if rows else None
    return Sheet(name, f"{exhibit.label}: {plain(exhibit.title)}", tuple(_lines(exhibit)), table)


def _lines(exhibit: Exhibit) -> Iterator[Field]:
    """Yield what a reader needs before the numbers: measure, extent, limits, notes, source."""
    if exhibit.subtitle:
        yield words(plain(exhibit.subtitle))
    lines = len(exhibit.rows)
    yield words(f"This sheet has one table of {lines} rows." if lines else "There is no data.")
    yield BACK
    if exhibit.is_figure and exhibit.alt:
        yield words(f"The drawing in the report: {exhibit.alt}")
    if exhibit.measured:
        yield words("Counted by this project; not published by anyone else.")
    if exhibit.total_row:
        yield words("The last row is the total.")
    if exhibit.coverage:
        yield words(f"Coverage: {plain(exhibit.coverage)}")
    for note in exhibit.notes:
        yield words(f"Note: {plain(note)}")
    marks = _marks(exhibit)
    if marks:
        yield Field(f"Evidence of the numbers in these words: {marks}", sheet="Evidence")
    if exhibit.source_parts:
        yield words(f"Source: {plain(exhibit.source_parts)}")


def _marks(exhibit: Exhibit) -> str:
    runs = (exhibit.title, exhibit.subtitle, exhibit.coverage, *exhibit.notes)
    marks = dict.fromkeys(part.n for run in runs for part in run if part.mark)
    return ", ".join(f"[{n}]" for n in marks)
