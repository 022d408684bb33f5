"""What the predictions chapter says of those under review: limits, findings, titles.

Every sentence holds in every edition in which it is printed; what only the current edition
knows (verdicts to date, how the rule compares with people) is told only there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import refs_of
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period
from futuregazing.measures.predictions import (
    FULL_TEXT,
    number_of,
    out_of,
    with_verdict,
    years,
)
from futuregazing.measures.titles import fitting
from futuregazing.measures.verdicts import (
    OPERATIONALISED,
    UNCLEAR,
    VERDICTS,
)

COPY = "C"


def limits(frame: pd.DataFrame) -> Iterator[Statement]:
    """Yield how much of the sources could be read."""
    openings = frame[frame["source_visibility"] != FULL_TEXT]
    if openings.empty:
        return
    every = len(openings) == len(frame)
    yield statement(
        "For {part} under review, only the opening of the page could be read, so that a condition "
        "stated further down may be missing.",
        part=statement("all {n}", n=number_of(frame)) if every else out_of(openings, frame),
    )


def review_sentences(frame: pd.DataFrame, period: Period | None) -> Iterator[Statement]:
    """Yield how many predictions are under review, and how many could be tested at all."""
    if period is None or frame.empty:
        yield statement(
            "No edition came before this one and no prediction for an earlier year was known, so "
            "the first review will be of the predictions printed below."
        )
        return
    tested = with_verdict(frame)
    pending = frame[~frame["due"]]
    open_ = frame[frame["due"] & (frame["verdict"] == UNCLEAR)]
    baseline = open_[open_["baselines"] > 0]
    if len(tested):
        yield statement(
            "{tested} for {years} could be tested at all: findings speak for or against them.",
            tested=out_of(tested, frame),
            years=period,
        )
    if len(baseline):
        yield statement(
            "For {baseline} there is only a baseline, something to measure from later.",
            baseline=out_of(baseline, frame),
        )
    if len(open_) > len(baseline):
        nothing = open_[open_["baselines"] == 0]
        yield statement("For {nothing} nothing was found.", nothing=out_of(nothing, frame))
    if len(pending):
        yield statement(
            "For {pending} the day that decides is still to come, and no verdict is given yet.",
            pending=out_of(pending, frame),
        )


def verdict_notes(frame: pd.DataFrame) -> list[Statement]:
    """Return how people's verdicts differ from those of the rule, where they are printed."""
    if "to_date" not in frame.columns:
        return []
    return [
        statement(
            "The verdict to date was judged by people in {when} and is printed only where findings "
            "stand behind it; elsewhere it reads unclear. The other follows from the rule above.",
            when=OPERATIONALISED,
        )
    ]


def grid_title(frame: pd.DataFrame, period: Period | None) -> Statement:
    """Return how many of the predictions can be judged."""
    return statement(
        "{part} for {years} can be judged on evidence",
        part=out_of(with_verdict(frame), frame),
        years=_named(period),
    )


def grid_subtitle(edition: Edition) -> Statement:
    """Return what the chart of evidence counts."""
    return statement(
        "Findings for and against each prediction known by {day}, baselines left out, and the "
        "verdict they give",
        day=edition.as_of,
    )


def grid_notes(drawn: pd.DataFrame, frame: pd.DataFrame) -> list[Statement]:
    """Return a note on predictions that the chart leaves out for want of room."""
    left_out = with_verdict(frame).drop(index=drawn.index)
    if left_out.empty:
        return []
    return [
        statement(
            "{number} with fewer findings stand in the table only.", number=number_of(left_out)
        )
    ]


def verdict_title(frame: pd.DataFrame, period: Period | None, clock: str) -> Statement:
    """Return how the verdicts fell: "Predictions for 2026, in the year: 1 happened ...".

    Args:
        frame: predictions under review.
        period: the years they are for.
        clock: which verdict is counted, in the words of its column ("in the year").
    """
    values = {"clock": clock, "counts": listing(counts(frame))}
    return fitting(
        statement("Predictions for {years}, {clock}: {counts}", years=_named(period), **values),
        statement("For {years}, {clock}: {counts}", years=_named(period), **values),
        statement("Verdicts {clock}: {counts}", **values),
    )


def scorecard_subtitle(edition: Edition) -> Statement:
    """Return what the scorecard holds."""
    return statement(
        "Indicators and thresholds set in {when}; findings known by {day}",
        when=OPERATIONALISED,
        day=edition.as_of,
    )


def findings_title(found: pd.DataFrame, period: Period | None) -> Statement:
    """Return how many findings speak for, against, or only give a baseline."""
    sides = {"for": ("for", "for, in part"), "against": ("against",), "baselines": ("baseline",)}
    told = []
    for name, spoken in sides.items():
        mine = found[found["side"].isin(spoken)]
        if len(mine):
            told.append(counted(len(mine), name, refs_of(mine, "evidence")))
    return statement(
        "Findings on the predictions for {years}: {counts}",
        years=_named(period),
        counts=listing(told),
    )


def findings_subtitle(edition: Edition) -> Statement:
    """Return what the list of findings holds."""
    return statement(
        "Every finding known by {day}, in our words, with its publisher; grades are explained in "
        "the section on method and quality",
        day=edition.as_of,
    )


def grade_notes(found: pd.DataFrame) -> list[Statement]:
    """Return a caution on findings read in a copy."""
    copies = found[found["grade"] == COPY]
    if copies.empty:
        return []
    return [
        statement(
            "{number} of grade C: read in a copy, not traced to the producer.",
            number=counted(len(copies), "findings", refs_of(copies, "evidence")),
        )
    ]


def counted_bare(frame: pd.DataFrame) -> Quantity:
    """Return a number of predictions for sentences that have named them already."""
    return number_of(frame, "")


def counts(frame: pd.DataFrame) -> list[Quantity]:
    """Return "3 happened", "4 partly" ... of those verdicts that were given."""
    parts = ((verdict, frame[frame["verdict"] == verdict]) for verdict in VERDICTS)
    return [number_of(part, verdict) for verdict, part in parts if len(part)]


def span(frame: pd.DataFrame) -> Period:
    """Return the years that some predictions are for."""
    return years(int(frame["edition"].min()), int(frame["edition"].max()))


def _named(period: Period | None) -> Period | str:
    return period or "earlier years"
