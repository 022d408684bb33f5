"""What is made from the assembled notebook: the page, PDF, slides, workbook, data and feeds."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pandas as pd

from futuregazing.edition.model import Edition
from futuregazing.report.archive.catalogue import write_catalogue
from futuregazing.report.cells import METADATA_KEY
from futuregazing.report.csv import csv_name, exhibit_csv
from futuregazing.report.csv_notes import csv_notes, notes_name
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.exporters import ReportHTMLExporter, ReportPDFExporter
from futuregazing.report.feeds import write_feeds
from futuregazing.report.package import write_package
from futuregazing.report.slides import ReportSlidesExporter
from futuregazing.report.workbook import render_workbook

PAGE = "report.html"
PDF = "report.pdf"
SLIDES = "slides.html"
WORKBOOK = "report.xlsx"
DATA = "data"
HEADLINES = "headlines"
"""Where the assembled notebook carries the headline numbers, for the archive of editions."""


def write_outputs(
    assembled: nbformat.NotebookNode,
    folder: Path,
    *,
    edition: Edition | None = None,
    feed: pd.DataFrame | None = None,
) -> None:
    """Write page, PDF, slides, workbook, `data/` and `datapackage.json` into `folder`.

    With an edition and its feed of contracts that end, `renewals.csv` and `renewals.ics` too.

    Raises:
        BuildError: the notebook holds something that a report may not print.
    """
    page, _ = ReportHTMLExporter().from_notebook_node(assembled)
    (folder / PAGE).write_text(page, encoding="utf-8")
    pdf, _ = ReportPDFExporter().from_notebook_node(assembled)
    (folder / PDF).write_bytes(pdf)
    slides, _ = ReportSlidesExporter().from_notebook_node(assembled)
    (folder / SLIDES).write_text(slides, encoding="utf-8")
    document = document_from_notebook(assembled)
    (folder / WORKBOOK).write_bytes(render_workbook(document))
    write_data(document, folder / DATA)
    if edition is not None and feed is not None:
        write_feeds(feed, edition, folder)
    write_package(document, folder, DATA)
    write_catalogue(document, assembled.metadata[METADATA_KEY].get(HEADLINES, {}), folder)


def write_data(document: Document, folder: Path) -> None:
    """Write one CSV an exhibit, named by its permanent id, and beside it what it is as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in document.exhibits:
        text = exhibit_csv(exhibit)
        (folder / csv_name(exhibit)).write_text(text, encoding="utf-8", newline="")
        notes = json.dumps(csv_notes(exhibit, text, document), indent=1, ensure_ascii=False)
        (folder / notes_name(exhibit)).write_text(notes + "\n", encoding="utf-8", newline="")
