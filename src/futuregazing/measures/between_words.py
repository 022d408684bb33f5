"""What moved between two editions, in words: how much, what it means for whom, what it hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.changes import Reason
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period, calendar_year
from futuregazing.measures import choose
from futuregazing.measures.between import Moved, in_order
from futuregazing.measures.between_reasons import HEADLINES, in_short, refs_of, why
from futuregazing.measures.quality_records import corrections_counted
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

REVISED_COVERAGE = (
    "Revisions among all published figures, corrections in all tables; slips in addresses, names "
    "and the like, which change no number, are listed with the method."
)
LINE_SUBTITLE = "Points of one series, as published; each edition knew those up to its own day"
LINE_HEIGHT = 120
NOWHERE: Mapping[str, Statement] = MappingProxyType({})
COLUMNS = ["topic", "then", "now", "trend", "why"]
ARROWS: Mapping[str, str] = MappingProxyType({"up": "↑", "down": "↓", "level": "→ level"})


def changes_frame(found: Iterable[Moved]) -> pd.DataFrame:
    """Return the headlines of two editions side by side, what moved first.

    Returns:
        topic, then, now (numbers as prose has them, None where none was known), trend (an
        arrow and by how much, only within one series), why (in words).
    """
    rows = [
        (
            _topic(one),
            _in_prose(one.then),
            _in_prose(one.now),
            _arrow(one),
            why(one),
        )
        for one in in_order(found)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def answer(found: Sequence[Moved], before: Edition | None) -> Statement:
    """Return how many headlines differ since an edition; of how many the thing itself moved."""
    if before is None:
        return statement(
            "No edition came before this one, so there is none to set its numbers beside."
        )
    year, other = calendar_year(before.year), [one for one in found if one.change.moved]
    if not found:
        return statement(
            "No headline number was known for the {year} edition or for this one.", year=year
        )
    if not other:
        return statement("No headline number has moved since the {year} edition.", year=year)
    told = _differing(other, found, HEADLINES, "those of the {year} edition", year)
    told = _first_known(told, _with(Reason.FIRST, other), other)
    if real := _with(Reason.REAL, other):
        return statement(
            "{told}; in {number} one series runs through both editions, so that the thing itself "
            "has moved.",
            told=told,
            number=counted(len(real), "cases", refs_of(real), told_by=True),
        )
    return statement("{told}. No series shows that the thing itself has moved.", told=told)


def title(found: Sequence[Moved], before: Edition, noun: str = HEADLINES) -> Statement:
    """Return how many of some numbers really changed, as the title of a table of them.

    Without a real change: how many differ, which need not mean that anything moved.
    """
    other = [one for one in found if one.change.moved]
    real, year = _with(Reason.REAL, other), calendar_year(before.year)
    if real:
        return statement(
            "{number} really changed since the {year} edition",
            number=part_of(len(real), len(found), noun, refs_of(found)),
            year=year,
        )
    if not other:
        return statement("None of the {noun} moved since the {year} edition", noun=noun, year=year)
    told = _differing(other, found, noun, "the {year} edition's", year)
    return statement("{told}; none moved", told=told)


def subtitle(before: Edition, now: Edition) -> Statement:
    """Return which editions a table compares; money of the day throughout."""
    return statement(
        "As of {then} and of {now}; money of the day", then=before.as_of, now=now.as_of
    )


def days(before: Edition, now: Edition) -> Statement:
    """Return which two days are compared, and how."""
    return statement(
        "Set side by side is what could be said on {then}, the day of the {before} edition, and on "
        "{now}, the day of the {year} edition. Both columns are worked out by the rules of today, "
        "so that a changed rule is not told as a changed market.",
        then=before.as_of,
        before=calendar_year(before.year),
        now=now.as_of,
        year=calendar_year(now.year),
    )


def revising() -> Statement:
    """Return what tells a revision from a correction."""
    return statement(
        "Below are all records of this report's tables that were restated or corrected between "
        "the two editions, whether a headline rests on them or not. A revision is the maker's own: "
        "it counted again. A correction is of an error, a publisher's or ours; ours are mended in "
        "every edition."
    )


def trends(found: Iterable[Moved], drawn: Mapping[str, Statement] = NOWHERE) -> list[Statement]:
    """Return each change within one series as a sentence, its two points named.

    `drawn` leads to the chart of another section that draws the series, by the headline's id.
    """
    return [
        _trend(one, one.then, one.now) + drawn.get(one.id, Statement(()))
        for one in found
        if one.change.direction and one.then is not None and one.now is not None
    ]


def lines(
    tables: Tables, found: Iterable[Moved], drawn: Mapping[str, Statement] = NOWHERE
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield for each change within one series its name and all points that are known.

    Not for those that another section's chart draws: `drawn` has them, by the headline's id.

    The frame has `label` (the headline's title) and `value`, in order of time.
    """
    figures = choose.figures(tables)
    for one in found:
        if one.change.direction and one.now is not None and one.id not in drawn:
            points = choose.quantities(figures[figures["series_id"] == one.now.series])
            points.sort(key=choose.ended)
            yield (
                one.id.split(".")[1],
                pd.DataFrame({"label": one.title, "value": pd.Series(points, dtype=object)}),
            )


def line_title(points: pd.DataFrame) -> Statement:
    """Return the two ends of a series of `lines`."""
    first, last = points["value"].iloc[0], points["value"].iloc[-1]
    return statement(
        "{topic}: {first} in {start}, {last} in {end}",
        topic=str(points["label"].iloc[0]),
        first=first,
        start=first.period,
        last=last,
        end=last.period,
    )


def for_suppliers(found: Iterable[Moved]) -> Statement:
    """Return what a supplier should not make of the numbers for the size of the market."""
    size = next((one for one in found if one.id == "market_size.size"), None)
    if size is None or size.then is None or size.now is None or not size.change.moved:
        return statement(
            "Quote a rise or a fall only between two points of one series. A number new in print "
            "is not yet a change in what councils buy."
        )
    if size.change.direction:
        return statement(
            "The size of the market, {then} before and {now} now, is one series: the difference "
            "may be quoted as a change in what councils buy.",
            then=size.then,
            now=size.now,
        )
    return statement(
        "Do not read the step from {then} to {now} as growth of the market: {reasons}. Growth "
        "is told within one publication, in the chapter on the size of the market.",
        then=size.then,
        now=size.now,
        reasons=in_short(size),
    )


def for_councils(found: Sequence[Moved]) -> Statement:
    """Return how a council sets its own numbers beside these."""
    scope = _with(Reason.SCOPE, found)
    if not scope:
        return statement(
            "Set your own figures beside one column, and state its date: the next edition may "
            "know more of the same year."
        )
    return statement(
        "Set your own figures beside one column only: the two editions measure different things "
        "for {number}, such as another place, kind of number or length of time.",
        number=part_of(len(scope), len(found), HEADLINES, refs_of(found)),
    )


def caveat(before: Edition | None, now: Edition) -> Statement:
    """Return what the comparison cannot show."""
    if before is None:
        return statement(
            "A number that stands alone says nothing of how things move. What was published after "
            "{day} is not in it.",
            day=now.as_of,
        )
    return statement(
        "A copy of the {before} edition printed at its time may hold other numbers than its column "
        "here: slips of ours are mended in every edition, and rules may have changed since. What "
        "was published after {day} is in neither column.",
        before=calendar_year(before.year),
        day=now.as_of,
    )


def revised_title(frame: pd.DataFrame, before: Edition) -> Statement:
    """Return how many records were restated or put right since an edition."""
    year = calendar_year(before.year)
    if frame.empty:
        return statement("No record was restated or corrected since the {year} edition", year=year)
    cells = (cell for side in ("what", "then", "now") for cell in frame[side])
    refs = unique_refs(ref for cell in cells for ref in getattr(cell, "refs", ()))
    number = corrections_counted(len(frame), "revisions and corrections", refs)
    return statement("{number} since the {year} edition", number=number, year=year)


def _with(reason: Reason, found: Iterable[Moved]) -> list[Moved]:
    """Return the headlines that a reason holds for."""
    return [one for one in found if reason in one.change.reasons]


def _differing(
    other: Sequence[Moved], found: Sequence[Moved], noun: str, whom: str, year: Period
) -> Statement:
    """Return how many of some numbers differ from an edition's, for whatever reason."""
    verb = "differs" if len(other) == 1 else "differ"
    return statement(
        f"{{number}} {verb} from {whom}",
        number=part_of(len(other), len(found), noun, refs_of(found)),
        year=year,
    )


def _first_known(told: Statement, first: Sequence[Moved], other: Sequence[Moved]) -> Statement:
    """Return how many of the numbers that differ had none before to differ from."""
    if not first:
        return told
    if len(first) == len(other):
        return statement("{told}, since none was known then", told=told)
    return statement(
        "{told}, {number:bare} of them because none was known then",
        told=told,
        number=counted(len(first), HEADLINES, refs_of(first), told_by=True),
    )


def _topic(one: Moved) -> str:
    """Return what a headline is about, with what is measured where the subject leaves it open."""
    return f"{one.title} ({one.measure})" if one.measure else one.title


def _in_prose(number: Quantity | None) -> Statement | None:
    """Return a number as a sentence has it, bound to its rows."""
    return None if number is None else statement("{number}", number=number)


def _arrow(one: Moved) -> Statement | str | None:
    """Return the arrow of a change within one series, with its amount; None without a trend."""
    arrow = ARROWS.get(one.change.direction)
    if arrow is None or one.change.amount is None:
        return arrow
    return statement("{arrow} {amount}", arrow=arrow, amount=one.change.amount)


def _trend(one: Moved, then: Quantity, now: Quantity) -> Statement:
    template = "{topic}: {then} in {start}, {now} in {end}"
    values: dict[str, Any] = {"topic": _topic(one), "then": then, "now": now}
    values |= {"start": then.period, "end": now.period}
    if one.change.amount is None:
        return statement(template + ".", **values)
    return statement(
        template + ", {direction} by {amount} within one series.",
        direction=one.change.direction,
        amount=one.change.amount,
        **values,
    )
