"""What a reader takes along, held against the document; each function returns what disagrees.

The workbook holds the CSV's columns in the CSV's order: a number is the same number, words are
the same words, and where the CSV is empty the workbook says in words that there is nothing. The
notes beside a CSV and the data package tell its true checksum; the catalogue tells the same
words as the page.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from html_tree import Element

from futuregazing.report.blocks import plain
from futuregazing.report.csv import csv_name, written_columns
from futuregazing.report.document import Document
from futuregazing.report.wording import formula_words

Book = openpyxl.Workbook
LABELS = frozenset({"date", "period", "code", "link"})


def opened(path: Path) -> Book:
    """Return a workbook as a second program reads it."""
    return openpyxl.load_workbook(path)


def workbook_faults(document: Document, book: Book, data: Path) -> list[str]:
    """Return the cells of the workbook that do not say what the CSV of the exhibit says."""
    found = []
    for exhibit in document.exhibits:
        sheet = exhibit.label.replace(" ", "_")
        text = (data / csv_name(exhibit)).read_text(encoding="utf-8")
        header, *lines = list(csv.reader(io.StringIO(text)))
        rows = _rows(book, sheet)
        if len(rows) != len(lines):
            found.append(f"{sheet} has {len(rows)} rows, the CSV {len(lines)}")
        if book[sheet]["A1"].value != f"{exhibit.label}: {plain(exhibit.title)}":
            found.append(f"{sheet} is called {book[sheet]['A1'].value!r}")
        kinds = [one.column.kind if one.column else "text" for one in written_columns(exhibit)]
        for line, row in zip(lines, rows, strict=False):
            for name, kind, written, cell in zip(header, kinds, line, row, strict=False):
                if not _same(written, cell, kind):
                    found.append(f"{sheet}, {name}: CSV {written!r}, workbook {cell!r}")
    return found


def _same(written: str, cell: Any, kind: str) -> bool:
    """Tell whether a field of the CSV and a cell of the workbook hold the same."""
    if isinstance(cell, dt.datetime):
        return written == cell.date().isoformat()
    if isinstance(cell, int | float):
        return written != "" and float(written) == cell
    if written == "":
        return bool(cell) and not (kind not in LABELS and cell.replace(".", "").isdigit())
    return bool(cell == written or f"'{cell}" == written)


def evidence_faults(document: Document, book: Book) -> list[str]:
    """Return the numbers of the report whose line in the workbook's evidence says otherwise."""
    told = {row[0]: row for row in _rows(book, "Evidence")}
    found = []
    for entry in document.evidence:
        row = told.get(entry.n)
        if row is None or (row[1], row[2]) != (entry.claim["text"], entry.claim["value"]):
            found.append(f"evidence {entry.n}: {entry.claim['text']} and {row}")
        elif (formula := formula_words(entry.claim["formula"] or "")) and row[5] != formula:
            found.append(f"evidence {entry.n}: {formula} and {row[5]}")
    strays = sorted(set(told) - {entry.n for entry in document.evidence})
    return [*found, *(f"evidence {n} is of no number" for n in strays)]


def blank_or_running(book: Book) -> list[str]:
    """Return the cells of tables that are empty, and those that a spreadsheet would run."""
    return [
        f"{sheet.title} {cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in {"f", "e"} or (cell.value in (None, "") and _in_table(sheet, cell))
    ]


def notes_faults(document: Document, data: Path) -> list[str]:
    """Return the CSVs whose notes state another title, checksum, header or number of rows."""
    found = []
    for exhibit in document.exhibits:
        content = (data / csv_name(exhibit)).read_bytes()
        told = json.loads((data / f"{exhibit.slug}.json").read_text("utf-8"))
        header = content.decode().partition("\n")[0]
        wanted = {
            "title": plain(exhibit.title),
            "alt": exhibit.alt,
            "sha256": hashlib.sha256(content).hexdigest(),
            "rows": len(exhibit.rows),
            "columns": next(csv.reader([header])),
        }
        given = told | told["data"] | {"columns": [one["name"] for one in told["columns"]]}
        found += [
            f"{exhibit.slug}: {key} is {given[key]!r}, not {value!r}"
            for key, value in wanted.items()
            if given[key] != value
        ]
    return found


def catalogue_faults(catalogue: dict[str, Any], page: Element) -> list[str]:
    """Return what a catalogue says of an edition that its page does not."""
    by_id = {e.attrs["id"]: e for e in page.walk() if "id" in e.attrs}
    found = []
    for kind, words in (("figures", "title"), ("numbers", "text"), ("predictions", "text")):
        for one in catalogue[kind]:
            place = by_id.get(one["anchor"])
            if place is None or _flat(one[words]) not in _flat(place.text):
                found.append(f"{kind}: {one[words]!r} is not at {one['anchor']}")
    return found


def catalogue_numbers(catalogue: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the text of each headline number, and of the number at its anchor, where told."""
    told = {one["anchor"]: one["text"] for one in catalogue["numbers"]}
    for one in catalogue["headlines"]["numbers"]:
        if one["anchor"] in told:
            yield one["text"], told[one["anchor"]]


def _flat(text: str) -> str:
    return "".join(text.split())


def _rows(book: Book, sheet: str) -> list[list[Any]]:
    """Return the rows of a sheet's table without its header; none if it has no table."""
    refs = [ref for _, ref in book[sheet].tables.items()]
    return [[cell.value for cell in row] for ref in refs for row in book[sheet][ref][1:]]


def _in_table(sheet: Any, cell: Any) -> bool:
    tables = [table.ref.split(":") for table in sheet.tables.values()]
    return any(sheet[first].row <= cell.row for first, _ in tables)
