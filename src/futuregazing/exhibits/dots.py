"""Numbers that answer one question in different ways: each a mark of its own, with its definition.

Four published sizes of one market are not a trend and not a ranking. They stand apart, each
beside the words that say what it counts, on one scale of one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Unpack

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.units import Unit
from futuregazing.exhibits import style
from futuregazing.exhibits.assembly import (
    Words,
    described,
    exhibit,
    meaning_columns,
    nothing_known,
    sentence_of,
    value_column,
)
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, plain_number
from futuregazing.exhibits.lettering import text_width, wrap
from futuregazing.exhibits.marks import (
    Mark,
    all_refs,
    axis_text,
    marks,
    require_one_kind,
    unit_of,
    value_text,
)
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.placing import Scale, nice_ticks

LABEL = Column("What is counted")
WORDS_SHARE = 0.42
"""Width of the names and definitions, of the whole."""
MOST_NARROW = 6
"""Entries that a drawing no wider than the text may have; the words of more make it too tall."""
GAP = 16.0
BEHIND = 11.0
"""From a dot to its number."""
LINE = style.LABEL_PT * style.LEADING


@dataclass(frozen=True, eq=False)
class Entry:
    """One mark with the words that define it, and its range if it has one."""

    mark: Mark
    name: Sequence[str]
    definition: Sequence[str]
    low: float | None
    high: float | None
    text: str

    @property
    def height(self) -> float:
        """Return the height of the entry's row."""
        return LINE * (len(self.name) + len(self.definition)) + GAP

    @property
    def reach(self) -> list[float]:
        """Return all values it spans."""
        return [v for v in (self.mark.value, self.low, self.high) if v is not None]


def compare(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    unit: str = "",
    definition: str = "definition",
    low: str = "low",
    high: str = "high",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw separate marks on one scale, each with its definition beside it.

    Args:
        frame: one row a mark, in the order of printing. A column `definition` holds what
            each counts (else the quantity's kind, place and period are named); columns
            `low` and `high` draw a range instead of a dot.
        label, value, definition, low, high: the columns.
        unit: unit of values that are plain numbers.
        words: id, title, subtitle and the rest, see `Words`.

    Raises:
        Mismatch: the values have different units (draw those as `small_multiples`), or are
            not of one kind and no `reason` is given.
    """
    if frame.empty:
        empty = {label: LABEL, value: value_column("Value", unit_of([], unit))}
        return nothing_known("compare", empty, words)
    drawn = marks(frame, label, value, unit=unit)
    ends = {key: marks(frame, label, key, unit=unit) for key in (low, high) if key in frame}
    require_one_kind([*drawn, *chain.from_iterable(ends.values())], "compared", words)
    width_mm = style.WIDTH_MM if len(drawn) <= MOST_NARROW else style.WIDE_MM
    entries = [_entry(mark, definition, (low, high), unit, width_mm) for mark in drawn]
    shared = unit_of(drawn, unit)
    data, meaning = meaning_columns(frame, value)
    if definition in frame.columns:
        meaning[definition] = Column("Definition", absent="not stated")
    heads = {value: "Value"} | {k: h for k, h in ((low, "Low"), (high, "High")) if k in ends}
    return exhibit(
        "compare",
        _draw(entries, shared, width_mm),
        data,
        {label: LABEL} | {key: value_column(head, shared) for key, head in heads.items()} | meaning,
        words,
        alt=_alt(entries, words),
        description=described(drawn),
        refs=all_refs(drawn),
    )


def define(mark: Mark) -> str:
    """Return what a mark counts: kind of number, place and period, as far as they are stated."""
    basis = mark.meaning("basis")
    said = [style.basis_words(str(basis))] if basis else []
    said += [str(found) for name in ("geography", "period") if (found := mark.meaning(name))]
    return ", ".join(said)


def _entry(mark: Mark, definition: str, ends: tuple[str, str], unit: str, width_mm: float) -> Entry:
    room = style.points(width_mm) * WORDS_SHARE
    said = mark.get(definition) or define(mark)
    low, high = (mark.row.get(end) for end in ends)
    text = mark.text
    if mark.value is None and not (is_absent(low) or is_absent(high)):
        text = f"{value_text(low, unit)} to {value_text(high, unit)}"
    return Entry(
        mark=mark,
        name=wrap(mark.label, room, bold=True),
        definition=wrap(said, room),
        low=_number(low),
        high=_number(high),
        text=text,
    )


def _draw(entries: Sequence[Entry], unit: Unit, width_mm: float) -> Paper:
    """Return the drawing: words left, marks right, a rule between two entries."""
    known = [value for entry in entries for value in entry.reach]
    ticks = nice_ticks(min([0.0, *known]), max([0.0, *known]), 4)
    top = LINE + 12
    paper = Paper(top + sum(entry.height for entry in entries), width_mm)
    x = _scale(entries, ticks, unit, (paper.width * WORDS_SHARE + 26, paper.width))
    for tick in ticks:
        colour, width = (style.FRAME, 1.0) if tick == 0 else (style.GRID, 0.8)
        paper.line([x(tick)] * 2, [top - 4, paper.height], colour=colour, width=width, order=1)
        paper.text(x(tick), LINE / 2, axis_text(tick, unit), colour=style.QUIET, side="center")
    for entry in entries:
        paper.line([0, paper.width], [top, top], colour=style.GRID, order=1)
        after = paper.block(0, top + GAP / 2, entry.name, bold=True)
        paper.block(0, after, entry.definition, colour=style.QUIET)
        _put(paper, entry, x, top + entry.height / 2)
        top += entry.height
    return paper


def _scale(
    entries: Sequence[Entry], ticks: Sequence[float], unit: Unit, room: tuple[float, float]
) -> Scale:
    """Return the widest scale on which the last round value and every number find room."""
    start, end = room
    low, high = ticks[0], ticks[-1]
    needed = [(high, text_width(axis_text(high, unit)) / 2)]
    needed += [(max(e.reach), BEHIND + text_width(e.text, bold=True)) for e in entries if e.reach]
    step = min((end - start - behind) / (at - low) for at, behind in needed if at > low)
    return Scale(low, high, start, start + (high - low) * step)


def _put(paper: Paper, entry: Entry, x: Scale, middle: float) -> None:
    """Draw one entry's dot or range, and its number beside it."""
    colour = style.BASIS_COLOURS.get(str(entry.mark.meaning("basis")), style.DARK_BLUE)
    if not entry.reach:
        paper.text(x(0) + 6, middle, entry.text, colour=style.QUIET)
        return
    if entry.low is not None and entry.high is not None:
        paper.line([x(entry.low), x(entry.high)], [middle] * 2, colour=colour, width=5)
    elif entry.mark.value is not None:
        paper.line([x(0), x(entry.mark.value)], [middle] * 2, colour=style.LEADER, width=1.2)
    if entry.mark.value is not None:
        paper.dot(x(entry.mark.value), middle, colour=colour, size=11, hollow=_hollow(entry.mark))
    paper.text(x(max(entry.reach)) + BEHIND, middle, entry.text, bold=True)


def _hollow(mark: Mark) -> bool:
    source = mark.source
    return isinstance(source, Quantity) and source.qualifier not in ("exact", "derived")


def _number(value: object) -> float | None:
    number = plain_number(value)
    return None if number is None else float(number)


def _alt(entries: Sequence[Entry], words: Words) -> str:
    told = "; ".join(f"{entry.mark.label}: {entry.text}" for entry in entries)
    size = f"{len(entries)} separate {'mark' if len(entries) == 1 else 'marks'}"
    return f"{size.capitalize()} on one scale, {sentence_of(words['subtitle'])}. {told}."
