"""The workbook: everything a report prints, one table a sheet, made from the document."""

from futuregazing.report.workbook.writer import render_workbook

__all__ = ["render_workbook"]
