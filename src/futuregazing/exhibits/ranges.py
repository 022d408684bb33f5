"""How far each number could move: its range on one common scale, as times the number itself.

Numbers of different units stand in one chart only as multiples of themselves: what is
compared is how sure they are, never how large. A range of one kind of number is drawn
thick; where other kinds of number reach farther, that is drawn apart and thin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import pandas as pd

from futuregazing.claims.quantity import Mismatch, Quantity
from futuregazing.errors import UserError
from futuregazing.exhibits.assembly import Words, exhibit, nothing_known, sentence_of
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.cells import Column, is_absent, refs_in
from futuregazing.exhibits.lettering import wrap
from futuregazing.exhibits.marks import as_label, require_columns
from futuregazing.exhibits.rangedrawing import NAME_ROOM, Range, draw

ENDS = ("low", "high", "outer_low", "outer_high")


def ranges(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    open_above: str = "open_above",
    note: str = "note",
    **words: Unpack[Words],
) -> Exhibit:
    """Draw how far numbers could move, each as multiples of itself.

    Args:
        frame: one row a number, in the order of printing. Quantities `low` and `high` are the
            range among numbers of its own kind, `outer_low` and `outer_high` that of all
            kinds (absent where no other kind is known).
        label, value: the columns with names and numbers.
        open_above: column that tells whether the source sets no upper end (optional).
        note: column with a word or two that stand behind the range (optional).
        words: id, title, subtitle and the rest, see `Words`; `reason` says why kinds of
            number stand together.

    Raises:
        Mismatch: an inner range holds another kind of number, or an outer one does and no
            reason is given, or an end has another unit.
        UserError: a column is missing, or holds no quantity.
    """
    heads = ("Low", "High", "Low, all kinds of number", "High, all kinds of number")
    absent = "no other kind"
    columns = {label: Column("Headline"), value: Column("Number")}
    columns |= {key: Column(head, absent=absent) for key, head in zip(ENDS, heads, strict=True)}
    if frame.empty:
        return nothing_known("ranges", columns, words)
    require_columns(frame, (label, value, *ENDS))
    rows = [_row(row, label, value, (open_above, note)) for row in frame.to_dict("records")]
    for row in rows:
        _require_kinds(row, words.get("reason", ""))
    return exhibit(
        "ranges",
        draw(rows),
        frame,
        columns,
        words,
        alt=_alt(rows, words),
        description=". ".join(row.told() for row in rows) + ".",
        refs=refs_in([q for row in rows for q in (row.value, *row.inner, *(row.outer or ()))]),
    )


def _row(row: Mapping[Any, Any], label: str, value: str, more: tuple[str, str]) -> Range:
    """Return one row of the frame as a range."""
    name, number = as_label(row[label]), row[value]
    low, high, a, b = (row[end] for end in ENDS)
    if not all(isinstance(q, Quantity) for q in (number, low, high)):
        raise UserError(f"{name!r}: number, low and high must be quantities")
    outer = None if is_absent(a) or is_absent(b) else (a, b)
    is_open, note = (row.get(key) for key in more)
    return Range(
        wrap(name, NAME_ROOM),
        name,
        number,
        (low, high),
        outer,
        not is_absent(is_open) and bool(is_open),
        "" if is_absent(note) else str(note),
    )


def _require_kinds(row: Range, reason: str) -> None:
    """Raise `Mismatch` where a range holds what it may not."""
    for end in (*row.inner, *(row.outer or ())):
        if end.unit.base != row.value.unit.base:
            raise Mismatch(
                f"{row.label}: {end.full} and {row.value.full} are in different units "
                f"({end.unit} and {row.value.unit}): no range joins them."
            )
    for end in row.inner:
        if end.basis != row.value.basis:
            raise Mismatch(
                f"{row.label}: {end.full} is of another kind ({end.basis}) than "
                f"{row.value.full} ({row.value.basis}): put it into the outer range."
            )
    if row.outer and not reason:
        raise Mismatch(
            f"{row.label}: the outer range goes over several kinds of number. State the reason, "
            "which will be printed as a note."
        )


def _alt(rows: Sequence[Range], words: Words) -> str:
    size = "One number" if len(rows) == 1 else f"{len(rows)} numbers"
    head = f"{size} with the range of each as multiples of itself, {sentence_of(words['subtitle'])}"
    widest_first = sorted(rows, key=lambda row: -_width(row))
    return f"{head}. Widest: {widest_first[0].told()}."


def _width(row: Range) -> float:
    low, high = row.outer or row.inner
    return row.doublings(high) - row.doublings(low) if row.has_scale else 0.0
