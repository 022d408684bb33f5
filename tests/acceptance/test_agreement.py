"""Every number of the two published editions: page, PDF, CSV, evidence and tables agree.

What "equal" means in each medium is said in `agreement` and `printed_numbers`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import agreement
import pandas as pd
import pytest
from building import built
from html_tree import Element, file_behind, files_in, parse
from printed_numbers import recomputed
from pypdf import PdfReader

from futuregazing.edition import load_edition
from futuregazing.report import trace
from futuregazing.report.beside import files_beside
from futuregazing.report.blocks import Exhibit
from futuregazing.report.csv import csv_name
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.notebooks import read_notebook
from futuregazing.tables import Tables, load_tables

pytestmark = pytest.mark.slow

CLI_MARKS = 3


class WithChecks:
    """The tables as of an edition, and the rows that the build's own checks added to them."""

    def __init__(self, tables: Tables, document: Document) -> None:
        self._tables, self.names, self.corrections = tables, tables.names, tables.corrections
        self._added: dict[str, dict[str, Any]] = {}
        for record in document.records:
            if record.table not in tables.names:
                self._added.setdefault(record.table, {})[record.row] = record.fields

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name in self._added:
            return pd.DataFrame.from_dict(self._added[name], orient="index")
        return self._tables[name]


@dataclass(frozen=True)
class Media:
    """One edition in all its media, each read once."""

    year: int
    folder: Path

    @cached_property
    def document(self) -> Document:
        return document_from_notebook(read_notebook(self.folder / "notebooks" / "report.ipynb"))

    @cached_property
    def source(self) -> str:
        return (self.folder / "report.html").read_text(encoding="utf-8")

    @cached_property
    def page(self) -> Element:
        return parse(self.source)

    @cached_property
    def pdf(self) -> str:
        pages = PdfReader(self.folder / "report.pdf").pages
        return "".join(page.extract_text() for page in pages)

    def csv(self, exhibit: Exhibit) -> str:
        return (self.folder / "data" / csv_name(exhibit)).read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=[2022, 2027])
def media(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Media:
    return Media(request.param, built(folders, request.param))


def test_there_are_numbers_to_compare(media: Media) -> None:
    assert len(media.document.evidence) > 100
    assert len(agreement.claims_in_words(media.document)) > 150


def test_every_link_leads_to_one_place_and_every_address_is_safe(media: Media) -> None:
    assert agreement.link_faults(media.document, media.page) == []
    beside = files_beside(media.document)
    assert [name for name in beside if not (media.folder / name).is_file()] == []


def test_every_mark_of_the_page_says_its_number_and_leads_to_its_entry(media: Media) -> None:
    assert agreement.page_faults(media.document, media.page) == []


def test_every_entry_holds_what_its_number_rests_on_and_is_led_to(media: Media) -> None:
    assert agreement.entry_faults(media.document, media.page) == []
    assert agreement.rows_faults(media.document, media.page) == []


def test_every_number_stands_in_the_pdf_with_its_mark_and_in_its_annex(media: Media) -> None:
    assert agreement.pdf_faults(media.document, media.pdf) == []


def test_every_csv_holds_the_values_behind_the_printed_cells(media: Media) -> None:
    exhibits = media.document.exhibits
    assert [f for e in exhibits for f in agreement.csv_faults(e, media.csv(e))] == []
    files = files_in(media.page)
    links = {e.slug: media.page.by_id(e.slug).one("a", "csv") for e in exhibits if e.rows}
    assert {name: files[file_behind(link)] for name, link in links.items()} == {
        e.slug: media.csv(e) for e in exhibits if e.rows
    }


def test_every_line_of_a_table_is_a_line_of_its_exhibit(media: Media) -> None:
    exhibits = media.document.exhibits
    assert [f for e in exhibits for f in agreement.table_faults(e, media.page)] == []


def test_every_number_of_a_chart_or_table_names_the_rows_behind_it(media: Media) -> None:
    assert agreement.unbound_cells(media.document) == []


def test_no_digit_stands_in_the_reports_words_unbound(media: Media) -> None:
    assert agreement.unbound_digits(media.page) == []


def test_every_claim_comes_out_of_the_tables_again(media: Media) -> None:
    edition = load_edition(media.year)
    tables = WithChecks(load_tables(edition.as_of), media.document)
    cells = [cell.claim for _, _, cell in agreement.cells(media.document) if cell.claim]
    claims = [*(entry.claim for entry in media.document.evidence), *cells]
    different = {json.dumps(claim, sort_keys=True): claim for claim in claims}
    told = [recomputed(claim, tables, edition) for claim in different.values()]
    assert [fault for fault in told if fault] == []


def test_every_number_can_be_traced_to_a_page_a_row_or_a_formula(media: Media) -> None:
    for entry in media.document.evidence:
        assert entry in trace.find(media.document, str(entry.n))
        told = "\n".join(trace.detail_lines(entry))
        assert entry.claim["text"] in told
        assert all(f"{record.table} {record.row}" in told for record in entry.records)
        assert all(record.publisher_url in told for record in entry.records)
        if entry.claim["formula"]:
            assert f"made: {entry.claim['formula']}" in told
            assert all(given["text"] in told for given in entry.claim["inputs"])
        else:
            assert entry.records
            assert all(r.publisher_url and (r.grade or r.table != "figures") for r in entry.records)


def test_the_command_prints_the_same_trace(media: Media, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / str(media.year)).symlink_to(media.folder)
    for entry in media.document.evidence[:: len(media.document.evidence) // CLI_MARKS]:
        code = (
            "from futuregazing import cli, paths; from pathlib import Path; import sys;"
            f"paths.reports = lambda: Path({str(tmp_path / 'reports')!r});"
            f"cli.main(['trace', '{media.year}', '{entry.mark}'])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.stdout.split("\n")[:-2] == list(trace.detail_lines(entry)), done.stderr


class TestADifferenceIsSeen:
    """Each comparison reports one digit changed in a copy."""

    def test_in_a_mark_of_the_page(self, media: Media) -> None:
        part = agreement.claims_in_words(media.document)[0]
        anchor = next(e.anchor for e in media.document.evidence if e.mark == part.mark)
        old = re.search(rf"<a [^>]*id={anchor}\.{part.use} [^>]*>[^<]*</a>", media.source)
        assert old
        spoilt = media.source.replace(old[0], _with_one_digit_changed(old[0], part.text))
        faults = agreement.page_faults(media.document, parse(spoilt))
        assert len(faults) == 1
        assert part.text in faults[0]

    def test_in_an_entry(self, media: Media) -> None:
        entry = media.document.evidence[0]
        start = media.source.index(f"<li id={entry.anchor} ")
        end = media.source.index("</strong>", start)
        changed = _with_one_digit_changed(media.source[start:end], entry.claim["text"])
        spoilt = media.source[:start] + changed + media.source[end:]
        assert agreement.entry_faults(media.document, parse(spoilt))

    def test_in_a_link(self, media: Media) -> None:
        entry = media.document.evidence[0]
        spoilt = media.source.replace(f"<li id={entry.anchor} ", "<li id=elsewhere ")
        assert f"#{entry.anchor} leads nowhere" in agreement.link_faults(
            media.document, parse(spoilt)
        )

    def test_in_the_pdf(self, media: Media) -> None:
        part = agreement.claims_in_words(media.document)[0]
        words = agreement.squeezed(media.pdf)
        marked = agreement.squeezed(f"{part.text}[{part.n}]")
        spoilt = words.replace(marked, _with_one_digit_changed(marked, part.text))
        assert agreement.pdf_faults(media.document, spoilt) == [
            f"not in the PDF: {part.text}[{part.n}]"
        ]

    def test_in_a_csv(self, media: Media) -> None:
        exhibit, number, cell = next(
            found for found in agreement.cells(media.document) if isinstance(found[2].value, float)
        )
        text = media.csv(exhibit)
        value = repr(cell.value)
        spoilt = text.replace(value, _with_one_digit_changed(value, value))
        assert agreement.csv_faults(exhibit, text) == []
        key = exhibit.columns[number].key
        assert any(key in fault for fault in agreement.csv_faults(exhibit, spoilt))

    def test_in_a_claim(self, media: Media) -> None:
        edition = load_edition(media.year)
        tables = load_tables(edition.as_of)
        claim = next(
            e.claim for e in media.document.evidence if not e.claim["formula"] and e.claim["value"]
        )
        assert recomputed(claim, tables, edition) == ""
        assert recomputed(claim | {"value": claim["value"] * 1.1}, tables, edition)

    def test_in_a_label_that_leads_to_another(self, media: Media) -> None:
        labels = media.page.all("a", "label")
        other, own = labels[0].attrs["href"], labels[1].text
        spoilt = media.source.replace(
            "<p class=note>", f"<p class=note><a href={other}>{own}</a> ", 1
        )
        assert agreement.unbound_digits(parse(spoilt)) == [own]

    def test_in_words_without_a_row(self, media: Media) -> None:
        spoilt = media.source.replace("<p class=note>", "<p class=note>In 2030, ", 1)
        assert len(agreement.unbound_digits(parse(spoilt))) == 1


def _with_one_digit_changed(text: str, number: str) -> str:
    """Return text with the first digit of a number in it changed, where the number stands."""
    start = text.rindex(number)
    place = next(i for i in range(start, len(text)) if text[i].isdigit())
    return text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
