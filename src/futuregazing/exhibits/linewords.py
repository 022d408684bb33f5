"""Charts over time in words: the notes they call for, their alt text and long description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from futuregazing.exhibits.assembly import sentence_of
from futuregazing.exhibits.bundle import Text
from futuregazing.exhibits.marks import Mark, period_of
from futuregazing.exhibits.words import Words

if TYPE_CHECKING:
    from futuregazing.exhibits.lines import Line

HOLLOW_NOTE = "Hollow marks: the source itself says about, nearly, at least, or forecast."
TWO_YEARS_NOTE = (
    "Calendar years and financial years stand on one axis, each at the middle of its months."
)
RUNNING_NOTE = "Running totals stand at the end of the time they cover."
UNPLACED_NOTE = "Figures whose source states no period are in the data table only."


def line_notes(lines: Sequence[Line], drawn: Sequence[Mark]) -> list[Text]:
    """Return the notes that the drawing itself calls for."""
    points = [point for line in lines for point in line.points]
    kinds = {p.period.kind.split()[0] for p in points if "year" in p.period.kind}
    notes: list[Text] = []
    if any(point.hollow for point in points):
        notes.append(HOLLOW_NOTE)
    if len(kinds) > 1:
        notes.append(TWO_YEARS_NOTE)
    if any(point.running for point in points):
        notes.append(RUNNING_NOTE)
    if any(m.value is not None and not _placed(m) for m in drawn):
        notes.append(UNPLACED_NOTE)
    return notes


def _placed(mark: Mark) -> bool:
    period = period_of(mark)
    return period is not None and period.bounded


def line_alt(lines: Sequence[Line], words: Words) -> str:
    """Return what the lines show: for each its first and last value, named by period."""
    told = []
    for line in lines:
        points = line.points
        first, last = points[0], points[-1]
        if first is last:
            told.append(f"{line.name}: {last.mark.text} in {last.period}")
        elif len(line.runs) == 1:
            told.append(
                f"{line.name} goes from {first.mark.text} in {first.period} "
                f"to {last.mark.text} in {last.period}"
            )
        else:
            marks_told = ", ".join(f"{p.mark.text} in {p.period}" for p in points)
            told.append(f"{line.name}, separate marks: {marks_told}")
    size = f"{len(lines)} {'series' if len(lines) > 1 else 'line'}"
    return f"Chart over time of {size}, {sentence_of(words['subtitle'])}. {'; '.join(told)}."


def line_description(lines: Sequence[Line]) -> str:
    """Return every point in words, by line."""
    return " ".join(
        f"{line.name}: " + "; ".join(f"{p.period} {p.mark.text}" for p in line.points) + "."
        for line in lines
    )
