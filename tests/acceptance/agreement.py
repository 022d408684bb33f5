"""What it means that page, PDF, CSV and evidence agree; each function returns what does not.

A claim is one number with its meaning. Its words are the same, letter by letter, at its mark in
the page, in its evidence entry there, and in the PDF, where spaces and places to break a line do
not count; in a table whose header has the unit, the cell is the number without it. The CSV holds
the value with all its digits, which the printed words must stand for (see `printed_numbers`).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from html_tree import Element, file_behind, files_in
from printed_numbers import reads_as

from futuregazing.report.beside import files_beside
from futuregazing.report.blocks import Block, Cell, Exhibit, Part, Parts
from futuregazing.report.document import Document
from futuregazing.report.html.annex import annex_of
from futuregazing.report.wording import formula_words, meaning, shows_more

UNSEEN = re.compile(r"[\s\u00ad\u200b\u2060]")
FIGURES = frozenset({"number", "money", "percent"})
NOT_PROSE = frozenset({"evidence", "sources", "data-tables", "figures-and-tables"})
APPARATUS = frozenset({"source", "extent", "csv", "words"})
"""Where a number comes from, how many rows are printed, a drawing's marks in words."""
BOUND = frozenset({"claim", "short", "bound", "number", "label"})
UNBINDING_TAGS = frozenset({"svg", "code", "pre", "time", "table", "summary"})
Rows = list[dict[str, str]]


def squeezed(text: str) -> str:
    """Return text without what a line break may add or swallow."""
    return UNSEEN.sub("", text)


def runs(block: Block) -> Iterator[Parts]:
    """Yield the runs of words of a block."""
    if isinstance(block, Exhibit):
        yield from (block.title, block.subtitle, block.coverage, *block.notes)
    elif block.kind == "list":
        yield from block.items
    elif block.kind == "quote":
        for inner in block.blocks:
            yield from runs(inner)
    elif block.kind != "code":
        yield block.parts


def claims_in_words(document: Document) -> list[Part]:
    """Return every claim of sentences, titles and notes, in reading order."""
    return [
        part
        for section in document.sections
        for block in section.blocks
        for run in runs(block)
        for part in run
        if part.claim
    ]


def cells(document: Document) -> Iterator[tuple[Exhibit, int, Cell]]:
    """Yield every cell with its exhibit and the number of its column."""
    for exhibit in document.exhibits:
        for row in exhibit.rows:
            for number, cell in enumerate(row):
                yield exhibit, number, cell


def page_faults(document: Document, page: Element) -> list[str]:
    """Return the marks of the page that do not say what the document says, or lead elsewhere."""
    by_id = {e.attrs["id"]: e for e in page.walk() if "id" in e.attrs}
    anchors = {entry.mark: entry.anchor for entry in document.evidence}
    found = []
    for part in claims_in_words(document):
        mark = by_id.get(f"{anchors[part.mark]}.{part.use}")
        if mark is None:
            found.append(f"{part.text} [{part.n}] has no mark")
        else:
            found += _mark_faults(mark, part.text, part.n, anchors[part.mark])
    for exhibit, _, cell in cells(document):
        if cell.mark and (mark := by_id.get(f"{anchors[cell.mark]}.{cell.use}")):
            faults = _mark_faults(mark, cell.text, cell.n, anchors[cell.mark])
            found += [f"{exhibit.label}: {fault}" for fault in faults]
    known = {f"#{anchor}" for anchor in anchors.values()}
    strays = [e for e in page.all("a", "claim") if e.attrs["href"] not in known]
    return [*found, *(f"{e.text} leads to {e.attrs['href']}" for e in strays)]


def _mark_faults(mark: Element, text: str, n: int, anchor: str) -> Iterator[str]:
    if mark.text != text:
        yield f"the page says {mark.text!r}, the document {text!r}"
    if mark.attrs.get("data-n") != str(n) or mark.attrs.get("href") != f"#{anchor}":
        yield f"{text} leads to {mark.attrs.get('href')}, not to entry {n}"


def entry_faults(document: Document, page: Element) -> list[str]:
    """Return the evidence entries that lack what their claim rests on, or that nothing leads to."""
    entries = {e.attrs["id"]: e for e in page.by_id("evidence").all("li") if "id" in e.attrs}
    used = {a.attrs["href"] for a in page.all("a", "claim")}
    found = []
    for shown in annex_of(document).entries:
        one = shown.evidence
        entry = entries.get(one.anchor)
        if entry is None or entry.attrs.get("value") != str(one.n):
            found.append(f"number {one.n} has no entry")
            continue
        wanted = [formula_words(one.claim["formula"]), *(record.row for record, _ in shown.told)]
        if not one.only_in_cells:
            wanted += [meaning(one.claim), one.claim["note"]]
            wanted += [given["full"] for given in one.claim["inputs"]]
        wanted += [value for r, home in shown.told if home for value in (r.publisher, r.title)]
        if entry.all("strong")[0].text != one.claim["text"]:
            found.append(f"entry {one.n} says {entry.all('strong')[0].text}")
        found += [f"entry {one.n} does not say {w!r}" for w in wanted if w not in entry.text]
        addresses = {a.attrs.get("href") for a in entry.all("a")}
        pages = {r.publisher_url for r, _ in shown.told if r.publisher_url}
        pages |= {f"#{r.anchor}" for r, home in shown.told if not home}
        tables = {f"#table-{r.table.replace('_', '-')}" for r in one.records}
        if not shown.told and not shown.same_as:
            pages |= tables
        found += [f"entry {one.n} does not lead to {p}" for p in sorted(pages - addresses)]
        if f"#{one.anchor}" not in used and not one.only_in_cells:
            found.append(f"nothing leads to entry {one.n}")
    return found


def rows_faults(document: Document, page: Element) -> list[str]:
    """Return the tables whose rows cannot be taken whole, and those without their checksum."""
    found, files = [], files_in(page)
    for table in document.tables:
        place = page.by_id(f"table-{table.name.replace('_', '-')}")
        told = read_csv(files[file_behind(place.one("a", "rows-csv"))])
        used = {record.row for record in document.records if record.table == table.name}
        if {line["row"] for line in told} != used:
            found.append(f"the CSV of {table.name} lacks rows")
        if table.checksum not in place.text:
            found.append(f"{table.name} has no checksum")
    return found


def pdf_faults(document: Document, text: str) -> list[str]:
    """Return the claims whose words and mark, or whose entry, are not in the PDF's text."""
    squeezed_text = squeezed(text)
    said = claims_in_words(document)
    in_words = {part.mark for part in said}
    wanted = {f"{part.text}[{part.n}]" for part in said}
    for entry in document.evidence:
        full = entry.claim["full"] if shows_more(entry.claim) else ""
        if entry.mark in in_words:
            wanted.add(f"{entry.n}{entry.claim['text']}{full}{meaning(entry.claim)}")
        else:
            wanted.add(f"{entry.n}{full or entry.claim['text']}")
    return sorted(f"not in the PDF: {w}" for w in wanted if squeezed(w) not in squeezed_text)


def csv_faults(exhibit: Exhibit, text: str) -> list[str]:
    """Return the cells of a CSV that do not hold their value, or whose printed words do not."""
    lines = read_csv(text)
    if len(lines) != len(exhibit.rows):
        return [f"{exhibit.label} has {len(exhibit.rows)} rows, its CSV {len(lines)}"]
    found = []
    for line, row in zip(lines, exhibit.rows, strict=True):
        for column, cell in zip(exhibit.columns, row, strict=True):
            written = line[column.key].removeprefix("'")
            if isinstance(cell.value, str):
                same = written == cell.value.removeprefix("'")
            elif cell.value is not None:
                same = written != "" and float(written) == cell.value
                stands = column.kind not in FIGURES or reads_as(cell.text, cell.value, column.unit)
                claimed = cell.claim is None or cell.claim["value"] == cell.value
                same = same and stands and claimed
            else:
                same = written in {cell.text.removeprefix("'"), ""}
            if not same:
                found.append(f"{exhibit.label}, {column.key}: {cell.text!r} and CSV {written!r}")
    return found


def table_faults(exhibit: Exhibit, page: Element) -> list[str]:
    """Return the lines of a table in the page that are no line of the exhibit."""
    known = {tuple(c.text or "not stated" for c in row) for row in exhibit.rows}
    lines = page.by_id(exhibit.slug).all("tr")
    printed = [tuple(c.text for c in line.walk() if c.tag in {"td", "th"}) for line in lines]
    headings = tuple(column.heading for column in exhibit.columns)
    return [f"{exhibit.label}: {line}" for line in printed if line not in known | {headings}]


def unbound_cells(document: Document) -> list[str]:
    """Return the numbers of exhibits whose line names no row, though the exhibit rests on rows."""
    found = []
    for exhibit in document.exhibits:
        for row in exhibit.rows if exhibit.sources else ():
            behind = any(cell.refs for cell in row)
            for column, cell in zip(exhibit.columns, row, strict=True):
                counted = isinstance(cell.value, int | float) and column.kind in FIGURES
                if counted and cell.value and not (cell.refs or behind):
                    found.append(f"{exhibit.id}, {column.key}: {cell.text}")
    return found


def link_faults(document: Document, page: Element) -> list[str]:
    """Return links inside the page without exactly one end, and unsafe ones to elsewhere.

    A file that is written beside the page is named as it is.
    """
    ids = Counter(e.attrs["id"] for e in page.walk() if "id" in e.attrs)
    published = {value for r in document.records for value in (r.publisher_url, *r.fields.values())}
    found = [f"{name} stands {number} times" for name, number in ids.items() if number > 1]
    for address in {a.attrs["href"] for a in page.all("a") if "href" in a.attrs}:
        whole = urlsplit(address)
        if address.startswith("#"):
            if ids[address[1:]] != 1:
                found.append(f"{address} leads nowhere")
        elif whole.username or whole.password or "@" in whole.netloc:
            found.append(f"{address} holds credentials")
        # Pages of long ago are cited at the address they had.
        elif (
            not address.startswith(("https://", "data:application/zip;base64,"))
            and address not in published
            and address not in files_beside(document)
        ):
            found.append(f"{address} is not https")
    return found


def unbound_digits(page: Element) -> list[str]:
    """Return the words of the report that hold a digit outside what is bound to its source.

    The label of a figure or table is bound where it leads to what bears it.
    """
    labels = {a.attrs["href"]: a.text for a in page.all("a", "label")}
    return list(_digits(page.one("main"), labels))


def _digits(element: Element, labels: Mapping[str, str]) -> Iterator[str]:
    classes = set(element.attrs.get("class", "").split())
    skipped = element.tag in UNBINDING_TAGS or classes & (BOUND | APPARATUS)
    if skipped or element.attrs.get("id") in NOT_PROSE:
        return
    if element.tag == "a" and labels.get(element.attrs.get("href", "")) == element.text:
        return
    for child in element.children:
        if isinstance(child, Element):
            yield from _digits(child, labels)
        elif any(c.isdigit() for c in child):
            yield " ".join(child.split())


def read_csv(text: str) -> Rows:
    """Return a CSV's lines by column."""
    return list(csv.DictReader(io.StringIO(text)))


def any_json(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every claim in a claim: itself and its inputs."""
    yield value
    for given in value["inputs"]:
        yield from any_json(given)
