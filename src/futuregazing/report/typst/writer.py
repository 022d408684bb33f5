"""`render_pdf`: a document in, the bytes of a PDF out; the clock and the machine have no say."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from futuregazing.exhibits import house
from futuregazing.report.typst.checking import PrintError
from futuregazing.report.typst.fonts import load_fonts
from futuregazing.report.typst.packing import packed
from futuregazing.report.typst.prepare import prepare

TEMPLATE = Path(__file__).parent / "template"
MAIN = TEMPLATE / "main.typ"
STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")
"""Accessible to a screen reader, and readable in fifty years: both in one file."""

TOLD_LINES = 20
"""One fault in a template makes Typst complain of every label after it; the first tells all."""


def render_pdf(document: Mapping[str, Any]) -> bytes:
    """Set an edition in type.

    Args:
        document: `Document.to_json()`.

    Returns:
        A tagged PDF, valid as PDF/UA-1 and PDF/A-2a. The same document gives the same
        bytes: it is dated with the edition's publication date.

    Raises:
        PrintError: the document lacks something a PDF needs (alt text, columns, an
            evidence entry), or Typst refused it or warned.
    """
    content = json.dumps(prepare(document), ensure_ascii=False)
    dated = _publication(document)
    with tempfile.TemporaryDirectory(prefix="futuregazing-") as folder:
        compiler = typst.Compiler(
            str(MAIN),
            root=str(TEMPLATE),
            font_paths=load_fonts(Path(folder)),
            ignore_system_fonts=True,
            sys_inputs={"document": content, "house": json.dumps(house.for_print())},
        )
        try:
            made, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=list(STANDARDS), timestamp=dated
            )
        except typst.TypstError as error:
            told = "\n".join(str(error.diagnostic).splitlines()[:TOLD_LINES])
            raise PrintError(f"Typst could not set the document: {told}") from error
    if warnings:
        # A missing font or a layout that does not settle only warns, yet spoils the page.
        told = "\n".join(str(warning) for warning in warnings)
        raise PrintError(f"Typst warned while setting the document:\n{told}")
    if not isinstance(made, bytes):
        raise PrintError("Typst returned no PDF")
    return packed(made)


def _publication(document: Mapping[str, Any]) -> dt.datetime:
    """Return midnight of the publication date, in universal time."""
    day = str(document.get("meta", {}).get("publication_date", ""))
    try:
        return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), tzinfo=dt.UTC)
    except ValueError as error:
        raise PrintError(f"meta.publication_date is {day!r}, not a day like 2026-11-22") from error
