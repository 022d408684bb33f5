"""What happened and what is coming: dated events down a line, and a calendar by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pandas as pd

from futuregazing.claims.refs import Dated, Ref
from futuregazing.edition.dates import format_date
from futuregazing.edition.periods import Period
from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, refs_in
from futuregazing.exhibits.lettering import text_width, widest, wrap
from futuregazing.exhibits.looks import PLAIN, looks_of
from futuregazing.exhibits.marks import as_label, require_columns
from futuregazing.exhibits.paper import Paper

LINE = style.LABEL_PT * style.LEADING
GAP = 9.0
DOT_SIZE = 9.0
DATE_WIDTH = 96.0
LONGEST_PAUSE = 22.0
DAYS_PER_POINT = 40.0
"""A pause of this many days opens the line by a point, so that quiet years show."""


@dataclass(frozen=True, eq=False)
class Event:
    """One dated event: when it began, the date as printed, and its words."""

    day: dt.date
    when: str
    label: str
    detail: str
    kind: str
    refs: tuple[Ref, ...]


def timeline(
    frame: pd.DataFrame,
    *,
    date: str = "date",
    label: str = "label",
    detail: str = "detail",
    kind: str = "kind",
    today: dt.date | None = None,
    **words: Unpack[Words],
) -> Exhibit:
    """Draw dated events in order down a line.

    Args:
        frame: one row an event, in any order: when (a date, `Dated` or `Period`), what
            happened, optionally a detail and a kind of at most four.
        date, label, detail, kind: the columns.
        today: draws a rule at this day; what lies after it is drawn hollow.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        UserError: an event has no date, or there are more than four kinds.
    """
    columns = {date: Column("Date", kind="date"), label: Column("Event")}
    for key, head in ((kind, "Kind"), (detail, "Detail")):
        if key in frame.columns:
            columns[key] = Column(head, absent="–")
    if frame.empty:
        return nothing_known("timeline", columns, words, kind="timeline")
    events = events_of(frame, date, label, detail, kind)
    order = sorted(range(len(events)), key=lambda i: (events[i].day, events[i].label))
    events = [events[i] for i in order]
    return exhibit(
        "timeline",
        _draw(events, today),
        frame.iloc[order],
        columns,
        words,
        alt=_alt(events, words),
        description=" ".join(f"{e.when}: {e.label.rstrip('.')}." for e in events),
        kind="timeline",
        refs=[ref for event in events for ref in event.refs],
    )


def events_of(
    frame: pd.DataFrame, date: str, label: str, detail: str = "", kind: str = ""
) -> list[Event]:
    """Return one event a row, in the frame's order."""
    require_columns(frame, (date, label))
    made = []
    for row in frame.to_dict("records"):
        day, when = _when(row[date], row[label])
        refs = (*refs_in(row.get("refs")), *refs_in(row[date]), *refs_in(row[label]))
        more = [_optional(row, key) for key in (detail, kind)]
        made.append(Event(day, when, as_label(row[label]), more[0], more[1], refs))
    return made


def _optional(row: Mapping[Any, Any], key: str) -> str:
    value = row.get(key)
    return "" if is_absent(value) else as_label(value)


def kinds_of(events: Sequence[Event]) -> list[str]:
    """Return the kinds of event in first-seen order."""
    return list(dict.fromkeys(event.kind for event in events if event.kind))


def _when(value: Any, label: Any) -> tuple[dt.date, str]:
    """Return the day an event stands at and its date as printed."""
    if isinstance(value, Dated):
        return value.day, format_date(value.day)
    if isinstance(value, Period) and value.bounded:
        return value.start, str(value)
    if isinstance(value, dt.date) and not is_absent(value):
        day = value.date() if isinstance(value, dt.datetime) else value
        return day, format_date(day)
    raise UserError(f"the event {as_label(label)!r} has no date: {value!r}")


def _draw(events: Sequence[Event], today: dt.date | None) -> Paper:
    """Return the drawing: dates left of the line, words right of it."""
    dates = [wrap(event.when, DATE_WIDTH) for event in events]
    axis = max(widest(lines) for lines in dates) + 18
    room = style.points(style.WIDE_MM) - axis - 20
    words = [_words(event, room) for event in events]
    heights = [
        LINE * max(len(lines), sum(map(len, blocks)))
        for lines, blocks in zip(dates, words, strict=True)
    ]
    tops, rule, height = _tops([event.day for event in events], heights, today)
    paper = Paper(height, style.WIDE_MM)
    paper.line([axis, axis], [0, height], colour=style.FRAME, width=1.2, order=1)
    if today:
        _today(paper, axis, rule, today)
    looks = looks_of(kinds_of(events))
    for event, lines, blocks, top in zip(events, dates, words, tops, strict=True):
        look = looks.get(event.kind, PLAIN)
        ahead = today is not None and event.day > today
        paper.dot(
            axis,
            top + LINE / 2,
            colour=look.colour,
            marker=look.marker,
            size=DOT_SIZE,
            hollow=ahead,
        )
        paper.block(axis - 14, top, lines, colour=style.QUIET, side="right")
        kind, label, detail = blocks
        after = paper.block(axis + 16, top, kind, bold=True)
        after = paper.block(axis + 16, after, label)
        paper.block(axis + 16, after, detail, colour=style.QUIET)
    return paper


def _tops(
    days: Sequence[dt.date], heights: Sequence[float], today: dt.date | None
) -> tuple[list[float], float, float]:
    """Return where each event begins, the middle of today's rule, and the whole height."""
    tops, top, rule = [], 4.0, -1.0
    for number, (day, height) in enumerate(zip(days, heights, strict=True)):
        if number:
            pause = (day - days[number - 1]).days / DAYS_PER_POINT
            top += GAP + min(LONGEST_PAUSE, pause)
        if today and rule < 0 and day > today:
            rule = top + LINE / 2
            top += LINE + GAP
        tops.append(top)
        top += height
    if today and rule < 0:
        rule = top + GAP + LINE / 2
        top += GAP + LINE
    return tops, rule, top + 4


def _words(event: Event, room: float) -> tuple[list[str], list[str], list[str]]:
    """Return kind, label and detail as lines."""
    kind = wrap(event.kind, room, bold=True) if event.kind else []
    return kind, wrap(event.label, room), wrap(event.detail, room) if event.detail else []


def _today(paper: Paper, axis: float, middle: float, today: dt.date) -> None:
    text = f"{format_date(today)}, the date of this edition"
    start = axis + 22 + text_width(text, bold=True)
    paper.text(axis + 16, middle, text, bold=True)
    paper.line([0, axis + 12], [middle, middle], colour=style.INK, dashes=(4, 2))
    paper.line([start, paper.width], [middle, middle], colour=style.INK, dashes=(4, 2))


def _alt(events: Sequence[Event], words: Words) -> str:
    size = "One event" if len(events) == 1 else f"{len(events)} events"
    first, last = events[0], events[-1]
    told = f"The first, {first.when}: {first.label.rstrip('.')}."
    if len(events) > 1:
        told += f" The last, {last.when}: {last.label.rstrip('.')}."
    return f"{size} down a line of time, {sentence_of(words['subtitle'])}. {told}"
