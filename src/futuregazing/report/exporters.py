"""Our nbconvert exporters: `jupyter nbconvert --to futuregazing-html assembled.ipynb`.

They take the assembled notebook that a build leaves in `reports/<edition>/notebooks/`, and
give the same bytes as the build.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import default

from futuregazing.report.document import document_from_notebook

# nbconvert says that an exporter returns a notebook; its own return text or bytes.
Resources = dict[str, Any]


class ReportHTMLExporter(Exporter):
    """Writes the report as one self-contained page."""

    output_mimetype = "text/html"
    export_from_notebook = "Future Gazing report (HTML)"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[str, Resources]:
        """Return the page and nbconvert's resources; raise `BuildError` as the document does."""
        from futuregazing.report.html import render_html

        notebook, found = super().from_notebook_node(nb, resources, **kw)
        return render_html(document_from_notebook(notebook)), found


class ReportPDFExporter(Exporter):
    """Writes the report as PDF, set by Typst."""

    output_mimetype = "application/pdf"
    export_from_notebook = "Future Gazing report (PDF)"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[bytes, Resources]:
        """Return the PDF and nbconvert's resources; raise `BuildError` as the document does."""
        from futuregazing.report.typst import render_pdf

        notebook, found = super().from_notebook_node(nb, resources, **kw)
        return render_pdf(document_from_notebook(notebook).to_json()), found
