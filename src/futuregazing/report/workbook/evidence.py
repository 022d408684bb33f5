"""What lies behind the report as sheets: numbers, rows, publications, data tables."""

from __future__ import annotations

from collections.abc import Iterable

from futuregazing.report.backing import Evidence, Record, Source, TableNote
from futuregazing.report.document import CITED_SINGLY, Document
from futuregazing.report.rows import named_rows
from futuregazing.report.wording import formula_words, meaning, spaced
from futuregazing.report.workbook.sheets import Field, Sheet, Table, words

CONTENTS = Field("Go to the contents", sheet="Contents")
Row = tuple[Field, ...]
BASE_UNIT = {"GBP": "£", "percent": "%"}
MANY = "many, see the rows"
MOST = 32_000
"""A cell holds no more characters; a count of very many rows names the first of them."""


def evidence_sheets(document: Document) -> tuple[Sheet, ...]:
    """Return the sheets of evidence: every number, row, publication and data table."""
    return (
        _evidence(document),
        _records(document),
        _sources(document),
        _tables(document),
    )


def _sheet(name: str, title: str, told: str, headings: tuple[str, ...], rows: list[Row]) -> Sheet:
    table = Table(name.lower(), headings, tuple(rows)) if rows else None
    extent = f"This sheet has one table of {len(rows)} rows." if rows else "There are none."
    return Sheet(name, title, (words(told), words(extent), CONTENTS), table)


def _evidence(document: Document) -> Sheet:
    headings = (
        "Mark", "Number as printed", "Value", "Unit", "What it measures", "Worked out as",
        "Rows of the data tables", "Publisher", "Publication", "Address", "Published", "Grade",
        "Where it stands", "Anchor in the page",
    )  # fmt: skip
    told = "Every number of the report, by the mark it has there, and what it rests on."
    rows = [_entry(entry) for entry in document.evidence]
    return _sheet("Evidence", "Evidence behind every number", told, headings, rows)


def _entry(entry: Evidence) -> Row:
    claim = entry.claim
    few = len(entry.records) <= CITED_SINGLY
    facts = [(r.publisher, r.title, r.publisher_url, r.published) for r in entry.records]
    cited = [_joined(told) if few else MANY for told in zip(*facts, strict=True)] or ["none"] * 4
    value = claim["value"]
    number = int(value) if value == int(value) else value
    unit = str(claim.get("unit", ""))
    return (
        Field(entry.n, "0"),
        words(str(claim["text"])),
        Field(number, "#,##0" if isinstance(number, int) else "#,##0.00"),
        words(BASE_UNIT.get(unit, unit)),
        words(meaning(claim)),
        words(formula_words(str(claim.get("formula") or "as published"))),
        words(_cut("; ".join(named_rows((r.table, r.row) for r in entry.records))) or "none"),
        *map(words, cited),
        words(str(claim.get("grade") or "")),
        words(_joined(use.where or spaced(use.section.replace("-", "_")) for use in entry.uses)),
        words(entry.anchor),
    )


def _records(document: Document) -> Sheet:
    headings = ("Table", "Row", "Title", "Publisher", "Address", "Published", "Grade")
    told = "Every row of the data tables that a number, a name or a table of the report rests on."
    rows = [_record(record) for record in document.records]
    return _sheet("Records", "Rows the report rests on", told, headings, rows)


def _record(record: Record) -> Row:
    return (
        words(spaced(record.table)),
        words(record.row),
        words(_cut(record.title)),
        words(record.publisher),
        words(record.publisher_url, href=record.publisher_url),
        words(record.published),
        words(record.grade),
    )


def _sources(document: Document) -> Sheet:
    headings = (
        "Publisher", "Title", "Address", "Published", "Grade", "Licence", "Rows used",
        "Evidence marks",
    )  # fmt: skip
    told = "The publications and data tables that the report was made from."
    rows = [_source(source) for source in document.sources]
    return _sheet("Sources", "Publications", told, headings, rows)


def _source(source: Source) -> Row:
    return (
        words(source.publisher),
        words(source.title),
        words(source.url, href=source.url),
        words(source.published),
        words(source.grade),
        words(source.licence),
        Field(len(source.rows), "#,##0"),
        words(_joined(mark.removeprefix("e") for mark in source.used_by) or "none"),
    )


def _tables(document: Document) -> Sheet:
    headings = (
        "Table", "Title", "Producer", "Address", "Published", "Read on", "Licence", "Rows",
        "SHA-256 of its file",
    )  # fmt: skip
    told = "The data tables of the project, each with the checksum of the file that was read."
    rows = [_table(table) for table in document.tables]
    return _sheet("Data_tables", "Data tables", told, headings, rows)


def _table(table: TableNote) -> Row:
    rows = Field(int(table.rows), "#,##0") if table.rows.isdecimal() else words(table.rows)
    return (
        words(table.name),
        words(table.title),
        words(table.producer),
        words(table.url, href=table.url),
        words(table.published),
        words(table.accessed),
        words(table.licence),
        rows,
        words(table.checksum),
    )


def _joined(texts: Iterable[str]) -> str:
    """Return texts, each once, none of them empty."""
    return _cut("; ".join(dict.fromkeys(text for text in texts if text)))


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST]} ..."
