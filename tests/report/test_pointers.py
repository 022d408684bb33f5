"""Words that lead to an exhibit: its label and a link where the report has it, else nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast

import document_samples as sample
import openpyxl
import pdf_samples
import pytest
from html_tree import parse
from nbformat import NotebookNode, writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from toy_project import OPEN, make_project, write_section

from futuregazing.claims.statement import Statement, see, statement
from futuregazing.edition import load_edition
from futuregazing.errors import UserError
from futuregazing.report.blocks import Prose, plain
from futuregazing.report.build import build
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.html import render_html
from futuregazing.report.lint import lint
from futuregazing.report.lint.pointers import exhibit_ids
from futuregazing.report.slides import ReportSlidesExporter
from futuregazing.report.typst import render_pdf
from futuregazing.report.workbook import render_workbook
from futuregazing.section import Section

GREW = statement("It grew{see}.", see=see("regional_split.map"))
WITHOUT = statement("It grew.") + see("regional_split.map", "{label} shows where.")
ALONE = see("regional_split.map", "{label} shows where.")


def told(sentence: Statement, role: str = "body") -> NotebookNode:
    return sample.say(*sentence.parts, role=role)


def notebook(*sentences: Statement, there: bool = True, **fields: Any) -> NotebookNode:
    """Return two sections; the second has the map that the first leads to, or has it not."""
    cells = [
        sample.markdown("market_size", 0, "# Market size"),
        sample.code("market_size", 1, sample.show(sample.chart(**fields)), *map(told, sentences)),
        sample.markdown("regional_split", 0, "# Regional split"),
    ]
    if there:
        drawn = sample.show(sample.chart("regional_split.map"))
        cells.append(sample.code("regional_split", 1, drawn))
    return sample.notebook(*cells)


def made(*sentences: Statement, there: bool = True) -> Document:
    return document_from_notebook(notebook(*sentences, there=there))


def sentences_of(document: Document) -> list[str]:
    return [plain(b.parts) for b in document.sections[0].blocks if isinstance(b, Prose)]


def test_a_sentence_names_the_exhibit_of_another_section_by_its_label() -> None:
    document = made(GREW, WITHOUT, ALONE)
    assert sentences_of(document) == [
        "It grew (see Figure 2).",
        "It grew. Figure 2 shows where.",
        "Figure 2 shows where.",
    ]


def test_a_table_is_named_as_a_table() -> None:
    listed = sample.code("market_size", 2, sample.show(sample.table()))
    sentence = told(statement("It grew{see}.", see=see("market_size.top")))
    cells = [sample.code("market_size", 1, sentence), listed]
    assert sentences_of(document_from_notebook(sample.section(*cells))) == [
        "It grew (see Table 1)."
    ]


def test_without_the_exhibit_the_sentence_stands_without_the_words_that_lead_to_it() -> None:
    document = made(GREW, WITHOUT, ALONE, there=False)
    assert sentences_of(document) == ["It grew.", "It grew."]


def test_a_note_that_only_leads_to_an_exhibit_is_left_out_with_it() -> None:
    notes = [list(ALONE.parts), [sample.text("A sample note.")]]
    there = document_from_notebook(notebook(notes=notes))
    gone = document_from_notebook(notebook(notes=notes, there=False))
    assert [plain(note) for note in there.exhibits[0].notes] == [
        "Figure 2 shows where.",
        "A sample note.",
    ]
    assert [plain(note) for note in gone.exhibits[0].notes] == ["A sample note."]


def test_the_page_links_the_label_to_the_exhibit() -> None:
    page = parse(render_html(made(GREW)))
    (link,) = [a for p in page.all("p") for a in p.all("a") if a.text == "Figure 2"]
    assert link.attrs["href"] == "#regional-split-map"
    assert page.by_id("regional-split-map").tag == "figure"


def test_the_page_has_no_dead_link_where_the_exhibit_is_not() -> None:
    page = parse(render_html(made(GREW, ALONE, there=False)))
    assert [a for a in page.all("a") if "regional-split-map" in a.attrs.get("href", "")] == []
    assert "It grew." in [p.text for p in page.all("p")]


def test_the_pdf_prints_the_label_and_links_it_to_the_page_of_the_exhibit() -> None:
    pdf = render_pdf(made(GREW).to_json())
    pages = [words(page) for page in pdf_samples.opened(pdf).pages]
    (at,) = [n for n, page in enumerate(pages) if "grew (see Figure 2)" in page]
    # The figure may stand on the page of the sentence, which names it once itself.
    named = [page.count("Figure 2") - (n == at) for n, page in enumerate(pages)]
    shown = next(n for n in range(at, len(pages)) if named[n])
    assert "Regional split" in pages[shown]
    assert shown in goals(pdf, at)


def test_the_pdf_of_a_report_without_the_exhibit_prints_the_sentence_alone() -> None:
    told_there = pdf_samples.text_of(render_pdf(made(GREW, ALONE, there=False).to_json()))
    assert "It grew." in told_there
    assert "see" not in told_there.split("It grew")[1][:20]


def test_slides_and_workbook_print_the_label_as_words() -> None:
    cells = [
        sample.markdown("market_size", 0, "# Market size"),
        sample.code(
            "market_size",
            1,
            sample.say(sample.text("It is "), sample.number(), role="answer"),
            sample.show(sample.chart(form="change", notes=[list(ALONE.parts)])),
            told(statement("Ask first{see}.", see=see("regional_split.map")), "caveat"),
        ),
        sample.markdown("regional_split", 0, "# Regional split"),
        sample.code("regional_split", 1, sample.show(sample.chart("regional_split.map"))),
    ]
    slides, _ = ReportSlidesExporter().from_notebook_node(sample.notebook(*cells))
    assert 'Ask first (see <a href="report.html#regional-split-map">Figure 2</a>).' in slides
    book = render_workbook(document_from_notebook(sample.notebook(*cells)))
    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    printed = {cell.value for sheet in sheets for row in sheet for cell in row}
    assert "Note: Figure 2 shows where." in printed


def source(folder: Path, *cells: str) -> Path:
    """Write a notebook of the section on market size."""
    start = [
        new_markdown_cell("# Sample", id="title"),
        new_code_cell("edition = 2027", id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell('section = open_section("market_size", edition=edition)', id="open"),
    ]
    told_in = [new_code_cell(text, id=f"cell-{'abc'[n]}") for n, text in enumerate(cells)]
    path = folder / "10_market_size.ipynb"
    path.write_text(writes(new_notebook(cells=[*start, *told_in])), encoding="utf-8")
    return path


def test_an_id_that_no_notebook_has_is_refused_by_name(tmp_path: Path) -> None:
    path = source(
        tmp_path,
        'exhibits.change(f, id=section.id("wholly_new"))',
        'section.say("It grew{see}.", see=section.see("regional_split.per_haed"))',
        'section.say("It grew{see}{so}.", see=section.see("wholly_new"), so=section.see("neww"))',
    )
    per_head, new = map(str, lint([path]))
    assert "(id cell-b) line 1: 'regional_split.per_haed' is the id of no exhibit" in per_head
    assert "did you mean 'regional_split.per_head'?" in per_head
    assert "(id cell-c) line 1: 'market_size.neww' is the id of no exhibit" in new


def test_an_id_that_cannot_be_read_without_running_is_refused(tmp_path: Path) -> None:
    (fault,) = lint([source(tmp_path, "section.show(section.see(name))")])
    assert "write the id out" in str(fault)


def test_a_section_knows_its_own_exhibits_by_slug_and_others_by_their_whole_id() -> None:
    section = Section("market_size", *cast("list[Any]", [None, None]))
    (own,), (other,) = section.see("series", "{label}").parts, section.see("a.b", "{label}").parts
    assert (own["to"], other["to"]) == ("market_size.series", "a.b")


def test_what_is_no_id_is_refused_as_the_cell_runs() -> None:
    with pytest.raises(UserError, match="'Figure 12' is no exhibit's id"):
        see("Figure 12")
    with pytest.raises(UserError, match="does not use label"):
        see("market_size.series", " (see the figure)")


def test_a_build_refuses_a_misspelt_id_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path)
    lost = 'section.say("It grew{see}.", see=section.see("market_size.neww"))'
    write_section(root, "opportunities", OPEN.format(name="opportunities"), lost)
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(root))
    with pytest.raises(UserError, match=r"cell 4 \(id cell-b\) line 1: 'market_size.neww'"):
        build(load_edition(2022), out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_ids_are_read_from_the_notebooks_as_they_are_written_out(tmp_path: Path) -> None:
    path = source(tmp_path, 'f(id=section.id("one"))', "f(id=section.id(name))")
    assert exhibit_ids([path]) == {"market_size.one"}


def words(page: Any) -> str:
    return " ".join(page.extract_text().split())


def goals(pdf: bytes, page: int) -> set[int]:
    """Return the pages that the links of a page lead to."""
    reader = pdf_samples.opened(pdf)
    numbers = {p.indirect_reference.idnum: n for n, p in enumerate(reader.pages)}
    found = set()
    for number, link in pdf_samples.links(pdf):
        if number == page and "/Dest" in link:
            goal = link["/Dest"]
            if isinstance(goal, str):
                goal = reader.named_destinations[str(goal)].dest_array
            found.add(numbers[goal.get_object()[0].idnum])
    return found
