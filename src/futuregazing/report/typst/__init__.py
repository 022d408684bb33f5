"""The PDF of an edition, set by Typst from the document that the page is made of too."""

from futuregazing.report.typst.checking import PrintError
from futuregazing.report.typst.writer import render_pdf

__all__ = ["PrintError", "render_pdf"]
