"""The page: one file that asks nobody for anything, and holds all it needs.

The words come from templates, all of them escaped; drawings and runs of words are the only
markup made elsewhere (`svg`, `inline`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from futuregazing.errors import BuildError
from futuregazing.report.beside import files_beside
from futuregazing.report.blocks import Exhibit, plain
from futuregazing.report.document import KEY_POINTS, Document
from futuregazing.report.html import view
from futuregazing.report.html.annex import Annex, annex_of
from futuregazing.report.html.assets import page_script, security_policy, style_sheet
from futuregazing.report.html.dataset import dataset_json
from futuregazing.report.html.downloads import Archive
from futuregazing.report.html.extent import (
    EXTENTS,
    MOST_BYTES,
    Extent,
    data_rows,
    only_in_files,
    printed_rows,
)
from futuregazing.report.html.inline import Inline, headline_number, leads_in, link
from futuregazing.report.html.shorter import shorter
from futuregazing.report.html.svg import Naming, UnsafeDrawing, inline_svg
from futuregazing.report.wording import (
    date_in_words,
    facts,
    formula_words,
    meaning,
    shows_more,
    spaced,
)

TEMPLATES = Path(__file__).parent / "templates"


def render_html(document: Document) -> str:
    """Return the report as one self-contained page, light enough for a phone if it can be.

    Raises:
        BuildError: a drawing is not SVG.
    """
    annex = annex_of(document)
    files = view.data_files(document, annex.counted_by)
    page = ""
    for extent in EXTENTS:
        page = _page(document, annex, files, extent)
        if len(page.encode()) < MOST_BYTES:
            break
    return page


def _page(document: Document, annex: Annex, files: Archive, extent: Extent) -> str:
    """Return the page with so many rows of its tables."""
    style, script = style_sheet(), page_script()
    described = dataset_json(document)
    sections = {section.name: section for section in document.sections}
    page = _environment(document, annex, files, extent).get_template("report.html.j2")
    text = page.render(
        doc=document,
        meta=document.meta,
        key_points=sections.get(KEY_POINTS),
        chapters=[s for s in document.sections if s.name != KEY_POINTS],
        style=Markup(style),
        script=Markup(script),
        policy=security_policy(style, script, described),
        dataset=Markup(described),
        beside=files_beside(document),
    )
    return shorter(text.strip()) + "\n"


def _environment(document: Document, annex: Annex, files: Archive, extent: Extent) -> Environment:
    """Return the templates with what they may call."""
    inline = Inline({entry.mark: entry.anchor for entry in document.evidence})
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        parts=inline.parts,
        cell=inline.cell,
        plain=plain,
        words=spaced,
        day=date_in_words,
        identity=id,
    )
    in_files, named = only_in_files(document, extent)
    environment.globals.update(
        pieces=view.pieces,
        findings=view.findings,
        without_findings=view.without_findings,
        files=files,
        printed_rows=partial(printed_rows, extent=extent),
        data_rows=partial(data_rows, extent=extent),
        column_classes=view.column_classes,
        annex=annex,
        only_in_files=in_files,
        named_cells=named,
        row_anchors=view.row_anchors(document),
        headline_number=headline_number,
        leads_in=leads_in,
        link=link,
        drawing=_drawing,
        short_name=view.short_name,
        section_titles={section.slug: section.title for section in document.sections},
        meaning=meaning,
        formula_words=formula_words,
        shows_more=shows_more,
        facts=facts,
        entry_anchor={entry.mark: entry.anchor for entry in document.evidence},
    )
    return environment


def _drawing(exhibit: Exhibit) -> Markup:
    name = view.short_name(exhibit)
    words = f"{name}.words" if exhibit.description else ""
    naming = Naming(name, exhibit.alt, words)
    try:
        return inline_svg(exhibit.svg or "", naming, exhibit.width_mm)
    except UnsafeDrawing as err:
        raise BuildError(f"{exhibit.label} ({exhibit.id}): {err}") from err
