"""What is made from the assembled notebook: the page, the PDF and the data files; and feeds."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd

from futuregazing.edition.model import Edition
from futuregazing.report.csv import csv_name, exhibit_csv
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.exporters import ReportHTMLExporter, ReportPDFExporter
from futuregazing.report.feeds import write_feeds

PAGE = "report.html"
PDF = "report.pdf"
DATA = "data"


def write_outputs(
    assembled: nbformat.NotebookNode,
    folder: Path,
    *,
    edition: Edition | None = None,
    feed: pd.DataFrame | None = None,
) -> None:
    """Write `report.html`, `report.pdf` and `data/*.csv` into `folder`.

    With an edition and its feed of contracts that end, `renewals.csv` and `renewals.ics` too.

    Raises:
        BuildError: the notebook holds something that a report may not print.
    """
    page, _ = ReportHTMLExporter().from_notebook_node(assembled)
    (folder / PAGE).write_text(page, encoding="utf-8")
    pdf, _ = ReportPDFExporter().from_notebook_node(assembled)
    (folder / PDF).write_bytes(pdf)
    write_data(document_from_notebook(assembled), folder / DATA)
    if edition is not None and feed is not None:
        write_feeds(feed, edition, folder)


def write_data(document: Document, folder: Path) -> None:
    """Write one CSV an exhibit, named by the exhibit's permanent id."""
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in document.exhibits:
        text = exhibit_csv(exhibit)
        (folder / csv_name(exhibit)).write_text(text, encoding="utf-8", newline="")
