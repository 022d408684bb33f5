"""A calendar of what is coming: one square an event, stacked in its month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Unpack

import pandas as pd

from futuregazing.edition.dates import MONTHS
from futuregazing.edition.periods import Period
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column
from futuregazing.exhibits.events import Event, events_of, kinds_of
from futuregazing.exhibits.lettering import text_width
from futuregazing.exhibits.looks import PLAIN, Look, draw_key, key_height, looks_of
from futuregazing.exhibits.looks import square as draw_square
from futuregazing.exhibits.paper import Paper

Month = tuple[int, int]

TALLEST = 150.0
WIDEST_SQUARE, SMALLEST_GAP = 13.0, 2.0
FOOT = 36.0
MONTHS_IN_QUARTER = 3
ROOM_FOR_SHORT_NAME, ROOM_FOR_LETTER = 24.0, 11.0


def calendar(
    frame: pd.DataFrame,
    *,
    date: str = "date",
    label: str = "label",
    kind: str = "kind",
    span: Period | None = None,
    order: Sequence[str] = (),
    quiet: Collection[str] = (),
    **words: Unpack[Words],
) -> Exhibit:
    """Draw one square an event in the month it falls in.

    Args:
        frame: one row an event: when, what, optionally a kind of at most four.
        date, label, kind: the columns.
        span: the months to show, empty ones too; else from the first event to the last.
        order: the kinds as the key lists them; else as they first come up.
        quiet: kinds that stand back, such as "all others".
        words: id, title, subtitle and the rest, see `Words`.
    """
    columns = {date: Column("Date", kind="date"), label: Column("Event")}
    if kind in frame.columns:
        columns[kind] = Column("Kind", absent="–")
    if frame.empty:
        return nothing_known("calendar", columns, words, kind="timeline")
    events = events_of(frame, date, label, kind=kind)
    by_day = sorted(range(len(events)), key=lambda i: (events[i].day, events[i].label))
    events = [events[i] for i in by_day]
    seen = kinds_of(events)
    kinds = sorted(seen, key=lambda kind: order.index(kind) if kind in order else len(order))
    months = _months(span.start if span else events[0].day, span.end if span else events[-1].day)
    return exhibit(
        "calendar",
        _draw(events, months, looks_of(kinds, quiet)),
        frame.iloc[by_day],
        columns,
        words,
        alt=_alt(events, months, words),
        description=" ".join(f"{event.when}: {event.label.rstrip('.')}." for event in events),
        kind="timeline",
        refs=[ref for event in events for ref in event.refs],
    )


def _months(first: dt.date, last: dt.date) -> list[Month]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        (first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1)
        for i in range(count)
    ]


def _month(event: Event) -> Month:
    return event.day.year, event.day.month


def _name(month: Month) -> str:
    return f"{MONTHS[month[1] - 1]} {month[0]}"


def _draw(events: Sequence[Event], months: Sequence[Month], looks: Mapping[str, Look]) -> Paper:
    """Return the drawing: a key with counts, stacks of squares, months beneath."""
    counts = Counter(_month(event) for event in events)
    kinds = list(looks)
    column = style.points(style.WIDTH_MM) / len(months)
    square = min(WIDEST_SQUARE, column - SMALLEST_GAP, TALLEST / max(counts.values()))
    keys = [f"{kind}: {sum(event.kind == kind for event in events)}" for kind in kinds]
    base = key_height(keys, style.points(style.WIDTH_MM)) + 16 + square * max(counts.values())
    paper = Paper(base + FOOT)
    draw_key(paper, keys, list(looks.values()))
    for number, month in enumerate(months):
        inside = [event for event in events if _month(event) == month]
        inside.sort(key=lambda event: (kinds.index(event.kind) if event.kind else -1, event.day))
        left = column * (number + 0.5) - square / 2
        for i, event in enumerate(inside):
            look = looks.get(event.kind, PLAIN)
            draw_square(paper, (left, base - square * (i + 1)), square, look)
        if inside:
            above = base - square * len(inside) - 8
            paper.text(column * (number + 0.5), above, str(len(inside)), bold=True, side="center")
    _foot(paper, months, column, base)
    return paper


def _foot(paper: Paper, months: Sequence[Month], column: float, base: float) -> None:
    """Name the months as far as there is room, and the year under its first month."""
    paper.line([0, paper.width], [base, base], colour=style.DARK_GREY, width=1.0)
    for number, (year, month) in enumerate(months):
        left = column * number
        if column >= ROOM_FOR_LETTER or month % MONTHS_IN_QUARTER == 1:
            name = MONTHS[month - 1][: 3 if column >= ROOM_FOR_SHORT_NAME else 1]
            paper.text(left + column / 2, base + 11, name, colour=style.QUIET, side="center")
        if number == 0 or month == 1:
            if number:
                paper.line([left, left], [base, base + 32], colour=style.LEADER)
            room = column * min(13 - month, len(months) - number)
            if room >= text_width(str(year), bold=True) + 4:
                paper.text(left + 3, base + 26, str(year), bold=True)


def _alt(events: Sequence[Event], months: Sequence[Month], words: Words) -> str:
    counts = Counter(_month(event) for event in events)
    busiest = max(sorted(counts), key=lambda month: counts[month])
    size = "One square" if len(events) == 1 else f"{len(events)} squares"
    kinds = ", ".join(
        f"{kind} {sum(event.kind == kind for event in events)}" for kind in kinds_of(events)
    )
    return (
        f"{size}, one an event, stacked by month from {_name(months[0])} to {_name(months[-1])}, "
        f"{sentence_of(words['subtitle'])}. Most fall in {_name(busiest)}: {counts[busiest]}."
        + (f" By kind: {kinds}." if kinds else "")
    )
