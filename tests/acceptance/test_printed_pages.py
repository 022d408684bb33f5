"""The PDFs of the published editions as pages: well filled, and read in order as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pdf_pages
import pytest
from building import built

from futuregazing.edition import known_editions
from futuregazing.report.blocks import Heading, Paragraph, Prose, plain
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.notebooks import read_notebook

pytestmark = pytest.mark.slow

LARGEST = 5_000_000
EMPTIEST = 0.58
"""Share of a page that is filled at least, but of the last one."""
WELL_FILLED = 0.72
FEW_HOLES = 0.06
CONTINUED = re.compile(r"Table \d+, continued")
EXHIBIT = re.compile(r"^(?:Figure|Table) \d+$", re.M)
"""The label over a figure or table, which stands on a line of its own."""
LONGEST_WORD = 28
POINTERS = {2022: 5, 2027: 12}
"""Sentences that lead to a figure or table, at least: what has no data is not led to."""
FOUND_WHOLE = 0.9
"""Sentences that run over a page have a running head in the middle."""


@pytest.fixture(params=[2022, 2027])
def folder(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Path:
    return built(folders, request.param)


@cache
def read(folder: Path) -> tuple[bytes, str, Document]:
    pdf = (folder / "report.pdf").read_bytes()
    document = document_from_notebook(read_notebook(folder / "notebooks" / "report.ipynb"))
    return pdf, pdf_pages.text(pdf), document


@pytest.mark.parametrize("year", known_editions())
def test_no_page_but_the_last_is_half_empty(year: int, folders: dict[str, Path]) -> None:
    pdf = (built(folders, year) / "report.pdf").read_bytes()
    assert len(pdf) < LARGEST
    pages = pdf_pages.pages(pdf)[:-1]
    assert [page for page in pages if page.filled < EMPTIEST] == []
    holes = [page for page in pages if page.filled < WELL_FILLED]
    assert len(holes) <= FEW_HOLES * len(pages), "too many pages end early"


@pytest.mark.parametrize("year", known_editions())
def test_nothing_stands_between_the_rows_of_a_table(year: int, folders: dict[str, Path]) -> None:
    pdf = (built(folders, year) / "report.pdf").read_bytes()
    going_on = [page for page in pdf_pages.texts(pdf) if CONTINUED.search(page)]
    assert going_on, "no table runs over a page"
    for page in going_on:
        above = page[: CONTINUED.search(page).start()]
        assert EXHIBIT.findall(above) == []


def test_pdftotext_reads_the_headings_in_the_order_of_the_report(folder: Path) -> None:
    _, text, document = read(folder)
    # The contents name them first; each number of a section stands before its title there.
    at = text.index("About this edition")
    for heading in headings(document):
        found = text.find(heading, at)
        assert found >= 0, f"{heading!r} is not read after what stands before it"
        at = found


def test_pdftotext_reads_sentences_whole_and_no_words_glued(folder: Path) -> None:
    _, text, document = read(folder)
    told = list(sentences(document))
    whole = [sentence for sentence in told if sentence in text]
    assert len(told) > 100
    assert len(whole) >= FOUND_WHOLE * len(told), set(told) - set(whole)
    glued = {word for word in text.split() if word.isalpha() and len(word) > LONGEST_WORD}
    assert glued == set()


def test_sentences_lead_to_figures_and_tables_by_their_labels(folder: Path) -> None:
    _, text, document = read(folder)
    labels = {exhibit.slug: exhibit.label for exhibit in document.exhibits}
    pointing = [b.parts for b in prose(document) if any(p.kind == "xref" for p in b.parts)]
    assert len(pointing) >= POINTERS[document.meta.edition]
    for parts in pointing:
        assert all(labels[part.slug] == part.text for part in parts if part.kind == "xref")
    read_whole = [parts for parts in pointing if pdf_pages.plain(plain(parts)) in text]
    assert len(read_whole) >= FOUND_WHOLE * len(pointing)


def headings(document: Document) -> Iterator[str]:
    for section in document.sections[1:]:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Heading):
                yield pdf_pages.plain(plain(block.parts))


def prose(document: Document) -> Iterator[Prose]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Prose))


def sentences(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Prose):
                yield pdf_pages.plain(plain(block.parts))
