"""nbconvert finds our exporters by name, and they give what the build gives."""

from __future__ import annotations

import document_samples as sample
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_notebook

from futuregazing.errors import BuildError
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html import render_html


def test_the_page_exporter_gives_the_page():
    text, resources = get_exporter("futuregazing-html")().from_notebook_node(sample.whole())
    assert text == render_html(document_from_notebook(sample.whole()))
    assert resources["output_extension"] == ".html"


def test_the_pdf_exporter_gives_the_bytes_of_a_pdf():
    content, resources = get_exporter("futuregazing-pdf")().from_notebook_node(sample.whole())
    assert content.startswith(b"%PDF-")
    assert resources["output_extension"] == ".pdf"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("futuregazing-html", "text/html"), ("futuregazing-pdf", "application/pdf")],
)
def test_an_exporter_names_its_media_type_for_jupyters_menu(name, media_type):
    exporter = get_exporter(name)
    assert exporter.output_mimetype == media_type
    assert exporter.export_from_notebook.startswith("Future Gazing report")


def test_an_exporter_refuses_a_notebook_that_is_no_report():
    with pytest.raises(BuildError, match="not an assembled report"):
        get_exporter("futuregazing-html")().from_notebook_node(new_notebook())
