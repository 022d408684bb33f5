"""The report as one self-contained page."""

from futuregazing.report.html.writer import render_html

__all__ = ["render_html"]
