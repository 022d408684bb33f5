"""Where a report tells each prediction: the line of a table that a link can lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from futuregazing.report.backing import safe_anchor
from futuregazing.report.blocks import Exhibit
from futuregazing.report.document import Document

NUMBER, TOLD, VERDICTS = "prediction_id", "prediction", ("to_date", "in_year")
NOT_JUDGED = "not judged yet"


@dataclass(frozen=True)
class ToldPrediction:
    """A prediction where a report first tells it in words.

    Attributes:
        exhibit: the anchor of the table.
        line: which of its lines, counted from nought.
    """

    id: str
    text: str
    verdict: str
    exhibit: str
    line: int

    @property
    def anchor(self) -> str:
        """Return the permanent anchor of its line: "prediction-P2026-01"."""
        return safe_anchor("prediction", self.id)


def told_predictions(document: Document) -> Iterator[ToldPrediction]:
    """Yield each prediction that a table of the report tells in words, with its verdict."""
    seen: set[str] = set()
    for exhibit in document.exhibits:
        for told in _told_in(exhibit):
            if told.id not in seen:
                seen.add(told.id)
                yield told


def _told_in(exhibit: Exhibit) -> Iterator[ToldPrediction]:
    keys = [column.key for column in exhibit.columns]
    if NUMBER not in keys or TOLD not in keys:
        return
    for line, row in enumerate(exhibit.rows):
        told = dict(zip(keys, (cell.text for cell in row), strict=True))
        verdict = next((told[name] for name in VERDICTS if told.get(name)), NOT_JUDGED)
        yield ToldPrediction(told[NUMBER], told[TOLD], verdict, exhibit.slug, line)
