"""The page: one file that asks nobody for anything, with a policy that says so.

Style sheet, script and typeface are written into it; the policy allows exactly those two by
their checksums, so that nothing a notice or a supplier's name could smuggle in would run.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from futuregazing.errors import BuildError
from futuregazing.report.blocks import Exhibit, plain
from futuregazing.report.csv import csv_name
from futuregazing.report.document import KEY_POINTS, Document
from futuregazing.report.html import view
from futuregazing.report.html.inline import Inline, headline_number, link
from futuregazing.report.html.svg import Naming, UnsafeDrawing, inline_svg
from futuregazing.report.html.wording import meaning, spaced

HERE = Path(__file__).parent
STYLE_FILES = ("base.css", "cover.css", "text.css", "exhibits.css", "evidence.css", "print.css")
TYPEFACE = HERE / "fonts" / "source-sans-3-latin.woff2"


def render_html(document: Document) -> str:
    """Return the report as one self-contained page.

    Raises:
        BuildError: a drawing is not SVG.
    """
    style, script = style_sheet(), (HERE / "style" / "page.js").read_text(encoding="utf-8")
    sections = {section.name: section for section in document.sections}
    page = _environment(document).get_template("report.html.j2")
    text = page.render(
        doc=document,
        meta=document.meta,
        key_points=sections.get(KEY_POINTS),
        chapters=[s for s in document.sections if s.name != KEY_POINTS],
        style=Markup(style),
        script=Markup(script),
        policy=security_policy(style, script),
    )
    return text.strip() + "\n"


def security_policy(style: str, script: str) -> str:
    """Return the policy: this style sheet, this script, pictures and type inside the file."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_checksum(style)}'",
            f"script-src '{_checksum(script)}'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def style_sheet() -> str:
    """Return the page's style sheet with the typeface inside it."""
    typeface = base64.b64encode(TYPEFACE.read_bytes()).decode()
    face = (
        '@font-face{font-family:"Source Sans 3";font-weight:200 900;font-display:swap;'
        f'src:url(data:font/woff2;base64,{typeface}) format("woff2")}}\n'
    )
    return face + "".join((HERE / "style" / name).read_text("utf-8") for name in STYLE_FILES)


def _environment(document: Document) -> Environment:
    """Return the templates with what they may call."""
    inline = Inline({entry.mark: entry.anchor for entry in document.evidence})
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(parts=inline.parts, cell=inline.cell, plain=plain, words=spaced)
    anchors = {(record.table, record.row): record.anchor for record in document.records}
    environment.globals.update(
        pieces=view.pieces,
        findings=view.findings,
        without_findings=view.without_findings,
        csv_url=view.csv_url,
        csv_name=csv_name,
        printed_rows=view.printed_rows,
        row_refs=view.row_refs,
        any_refs=view.any_refs,
        by_publisher=view.by_publisher,
        headline_number=headline_number,
        link=link,
        drawing=_drawing,
        anchor_of=lambda ref: anchors[ref],
        section_titles={section.slug: section.title for section in document.sections},
        meaning=meaning,
        entry_anchor={entry.mark: entry.anchor for entry in document.evidence},
    )
    return environment


def _drawing(exhibit: Exhibit) -> Markup:
    naming = Naming(exhibit.slug, exhibit.alt, exhibit.description)
    try:
        return inline_svg(exhibit.svg or "", naming, exhibit.width_mm)
    except UnsafeDrawing as err:
        raise BuildError(f"{exhibit.label} ({exhibit.id}): {err}") from err


def _checksum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
