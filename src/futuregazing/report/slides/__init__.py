"""The slides of an edition: ten pictures for a talk, of the report's own exhibits."""

from futuregazing.report.slides.deck import Slide, deck_of
from futuregazing.report.slides.exporter import ReportSlidesExporter

__all__ = ["ReportSlidesExporter", "Slide", "deck_of"]
