"""The slides through nbconvert's own slide exporter: `jupyter nbconvert --to futuregazing-slides`.

The deck is made a notebook of two cells a slide, the slide and the speaker's notes, marked as
nbconvert's slideshows are; its exporter and our template write the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert.exporters.slides import SlidesExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from futuregazing.errors import BuildError
from futuregazing.report.blocks import plain
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html.inline import headline_number
from futuregazing.report.html.svg import Naming, UnsafeDrawing, inline_svg
from futuregazing.report.slides.assets import script, security_policy, style_sheet
from futuregazing.report.slides.deck import Slide, deck_of
from futuregazing.report.slides.markup import REPORT, SlideWords

Resources = dict[str, Any]
TEMPLATES = Path(__file__).parent / "templates"
TEMPLATE = "futuregazing-slides"
WIDTH_MM = 170.0


class ReportSlidesExporter(SlidesExporter):
    """Writes an edition's slides as one self-contained page."""

    export_from_notebook = "Future Gazing slides (HTML)"

    @default("template_name")
    def _template_name_default(self) -> str:
        return TEMPLATE

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[str, Resources]:
        """Return the slides and nbconvert's resources; raise `BuildError` as the document does."""
        document = document_from_notebook(nb)
        deck = deck_of(document)
        style, code = style_sheet(), script()
        words = SlideWords({entry.mark: entry.anchor for entry in document.evidence})
        given = {
            "meta": document.meta,
            "style": Markup(style),
            "script": Markup(code),
            "policy": security_policy(style, code),
            "report": REPORT,
            "parts": words.parts,
            "plain": plain,
            "headline_number": headline_number,
            "drawing": _drawing,
            "deck": {slide.id: slide for slide in deck},
        }
        asked = {**(resources or {}), "futuregazing": given}
        # The HTML exporter between would parse the page and write it again, which changes
        # the letters that checksums in the security policy are made of.
        page, found = TemplateExporter.from_notebook_node(
            self, notebook_of(deck, document.meta.title), asked, **kw
        )
        return page.strip() + "\n", found


def notebook_of(deck: tuple[Slide, ...], title: str) -> NotebookNode:
    """Return the deck as a notebook of raw cells: each slide by id, and its notes."""
    cells = []
    for slide in deck:
        for kind in ("slide", "notes") if slide.notes else ("slide",):
            words = plain(slide.headline) if kind == "slide" else "notes"
            cell = nbformat.v4.new_raw_cell(words, id=f"{slide.id}-{kind}")
            cell.metadata = {"slideshow": {"slide_type": kind}, "slide": slide.id}
            cells.append(nbformat.from_dict(cell))
    made: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"title": title})
    return made


def _drawing(slide: Slide) -> Markup:
    exhibit = slide.exhibit
    assert exhibit is not None
    try:
        return inline_svg(exhibit.svg or "", Naming(exhibit.slug, exhibit.alt), WIDTH_MM)
    except UnsafeDrawing as err:
        raise BuildError(f"{exhibit.label} ({exhibit.id}): {err}") from err
