"""What became of what was said: each prediction, the evidence either way, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pandas as pd

from futuregazing.claims.refs import Ref
from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, plain_number, refs_in
from futuregazing.exhibits.lettering import wrap
from futuregazing.exhibits.looks import looks_of, square
from futuregazing.exhibits.marks import as_label, require_columns
from futuregazing.exhibits.paper import Paper

TEXT_SHARE = 0.48
LINE = style.LABEL_PT * style.LEADING
GAP = 12.0
STEP, DOT_SIZE = 11.0, 8.0
VERDICT_ROOM = 84.0
HEAD = 2 * LINE + 6
MOST_DOTS = 5
TALLEST = 690.0
"""Points: a page of the PDF, less its caption. Longer lists are tables."""


@dataclass(frozen=True, eq=False)
class Case:
    """One prediction: its words, how many findings stand for and against it, its verdict."""

    label: str
    lines: Sequence[str]
    supports: int
    against: int
    verdict: str
    refs: tuple[Ref, ...]

    @property
    def height(self) -> float:
        """Return the height of its row."""
        return LINE * len(self.lines) + GAP


def evidence_grid(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    supports: str = "supports",
    against: str = "against",
    verdict: str = "verdict",
    verdict_heading: str = "Verdict",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one row a prediction: findings against left of a line, for it right, its verdict.

    Args:
        frame: one row a prediction: its words, two counts of findings, its verdict
            (happened, partly, not yet, unclear), optionally `refs`.
        label, supports, against, verdict: the columns.
        verdict_heading: which verdict it is ("Verdict in the year", "Verdict to date").
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        UserError: the rows do not fit a page; show them as a `scorecard`.
    """
    columns = {
        label: Column("Prediction"),
        supports: Column("Findings for", kind="number"),
        against: Column("Findings against", kind="number"),
        verdict: Column(verdict_heading, absent="unclear"),
    }
    if frame.empty:
        return nothing_known("evidence_grid", columns, words)
    require_columns(frame, columns)
    cases = [_case(row, label, supports, against, verdict) for row in frame.to_dict("records")]
    height = HEAD + sum(case.height for case in cases)
    if height > TALLEST:
        raise UserError(
            f"{len(cases)} predictions do not fit a page as a chart; show them as a scorecard"
        )
    return exhibit(
        "evidence_grid",
        _draw(cases, verdict_heading, height),
        frame,
        columns,
        words,
        alt=_alt(cases, words),
        description=" ".join(_told(case) for case in cases),
        refs=[ref for case in cases for ref in case.refs],
    )


def _case(row: dict[Any, Any], label: str, supports: str, against: str, verdict: str) -> Case:
    name = as_label(row[label])
    return Case(
        label=name,
        lines=wrap(name, style.points(style.WIDE_MM) * TEXT_SHARE),
        supports=int(plain_number(row[supports]) or 0),
        against=int(plain_number(row[against]) or 0),
        verdict="unclear" if is_absent(row[verdict]) else as_label(row[verdict]),
        refs=(*refs_in(row.get("refs")), *refs_in(row[label])),
    )


def _draw(cases: Sequence[Case], heading: str, height: float) -> Paper:
    """Return the drawing: words, findings either side of a line, verdicts."""
    paper = Paper(height, style.WIDE_MM)
    last = paper.width - VERDICT_ROOM
    left = paper.width * TEXT_SHARE + 12
    axis = (left + last - 12) / 2
    centred = {"colour": style.QUIET, "side": "center"}
    paper.lines((left + axis) / 2, LINE, ["findings", "against"], **centred)
    paper.lines((axis + last - 12) / 2, LINE, ["findings", "for"], **centred)
    paper.lines(last, LINE, wrap(heading, VERDICT_ROOM), colour=style.QUIET)
    looks = looks_of(list(dict.fromkeys(case.verdict for case in cases)))
    top = HEAD
    for case in cases:
        middle = top + case.height / 2
        paper.line([0, paper.width], [top, top], colour=style.GRID, order=1)
        paper.lines(0, middle, case.lines)
        _findings(paper, case, axis, middle)
        square(paper, (last, middle - 6), 12, looks[case.verdict])
        paper.text(last + 18, middle, case.verdict, bold=True)
        top += case.height
    paper.line([axis, axis], [HEAD - 4, height], colour=style.DARK_GREY, width=1.0)
    return paper


def _findings(paper: Paper, case: Case, axis: float, middle: float) -> None:
    """Draw a dot a finding: hollow ones against, full ones for; many as a number."""
    if not case.supports and not case.against:
        paper.text(axis + 6, middle, "none", colour=style.QUIET)
    for count, way, hollow in ((case.against, -1, True), (case.supports, 1, False)):
        for i in range(min(count, MOST_DOTS)):
            at = axis + way * (STEP * i + STEP * 0.75)
            paper.dot(at, middle, colour=style.INK, size=DOT_SIZE, hollow=hollow)
        if count > MOST_DOTS:
            end = axis + way * (STEP * MOST_DOTS + 2)
            paper.text(end, middle, str(count), side="left" if way > 0 else "right")


def _told(case: Case) -> str:
    return f"{case.label.rstrip('.')}: {case.supports} for, {case.against} against, {case.verdict}."


def _alt(cases: Sequence[Case], words: Words) -> str:
    counts: dict[str, int] = {}
    for case in cases:
        counts[case.verdict] = counts.get(case.verdict, 0) + 1
    told = ", ".join(f"{verdict} {number}" for verdict, number in counts.items())
    rows = "One prediction" if len(cases) == 1 else f"{len(cases)} predictions"
    return (
        f"{rows} in rows, with a dot for each finding for and against, "
        f"{sentence_of(words['subtitle'])}. Verdicts: {told}."
    )
