"""From a tidy frame, one row a mark, to what a chart draws; and what may share a chart.

A mark's value is a `Quantity`, or a number with the unit named beside it. Where the
frame's numbers are not of one kind the chart is refused, as an addition would be: a ranking
of awards among invoices is as false as their sum. An editor with a reason states it and
it is printed as a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims import wording
from futuregazing.claims.likeness import SAME_TO_COMPARE, Mismatch, differences, kind_of_period
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.units import Unit
from futuregazing.claims.wording import QUALIFIER_WORDS
from futuregazing.edition.periods import Period
from futuregazing.errors import UserError
from futuregazing.exhibits.cells import Column, cell_text, cells, is_absent, plain_number, refs_in
from futuregazing.exhibits.words import TableWords

MUST_AGREE = SAME_TO_COMPARE
MUST_AGREE_IF_STATED = ("series", "period")
"""In one ranking even two years of one kind do not mix, nor two publishers' series."""


@dataclass(frozen=True, eq=False)
class Mark:
    """One thing a chart draws.

    Attributes:
        label: its name.
        value: its size in the base unit; None if it is not known.
        text: its size as its direct label says it.
        source: the quantity or number it was made from.
        refs: the rows it rests on.
        row: all cells of its row, by column.
    """

    label: str
    value: float | None
    text: str
    source: Any
    refs: tuple[Ref, ...]
    row: Mapping[str, Any]

    def get(self, name: str, default: str = "") -> str:
        """Return one of the row's cells as text, `default` if it is absent."""
        value = self.row.get(name)
        return default if is_absent(value) else as_label(value)

    def meaning(self, name: str) -> Any:
        """Return the quantity's attribute of this name, else the frame's column, else None."""
        if isinstance(self.source, Quantity):
            return getattr(self.source, name)
        if name == "period_kind":
            period = self.row.get("period")
            return kind_of_period(period if isinstance(period, Period) else None)
        value = self.row.get(name)
        return None if is_absent(value) else value


def marks(
    frame: pd.DataFrame,
    label: str,
    value: str,
    *,
    unit: str = "",
    absent: str = "not published",
) -> list[Mark]:
    """Return one mark a row of `frame`, in the frame's order.

    Args:
        frame: the tidy frame; a column `refs` holds further rows behind each mark, a
            column `text` replaces the direct labels.
        label, value: names of the columns with names and values.
        unit: unit of values that are plain numbers ("GBP", "percent", "contracts").
        absent: direct label of a mark without a value.

    Raises:
        UserError: a column is missing, or a value is neither quantity nor number.
    """
    require_columns(frame, (label, value))
    return [_mark(row, label, value, unit, absent) for row in frame.to_dict("records")]


def require_columns(frame: pd.DataFrame, names: Iterable[str]) -> None:
    """Raise `UserError` unless the frame has all columns, naming those it has."""
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise UserError(
            f"the chart's frame has no column {', '.join(map(repr, missing))}; "
            f"it has {', '.join(map(repr, frame.columns))}"
        )


def as_label(value: Any) -> str:
    """Return a name, period, date or text as it is printed."""
    return cell_text(cells([value], Column("label"))[0])


def value_text(source: Any, unit: str = "") -> str:
    """Return a direct label: qualifier and amount; a count without its noun.

    The noun of a count stands in the subtitle, once, and not at every bar.
    """
    if isinstance(source, Quantity):
        words = QUALIFIER_WORDS.get(source.qualifier, "").replace("a forecast", "forecast")
        return f"{words}{source.bare}"
    number = plain_number(source)
    if number is None:
        return as_label(source)
    known = Unit(unit)
    if known.is_count:
        return wording.number(number)
    return wording.amount(number, known)


def axis_text(value: float, unit: Unit) -> str:
    """Return a tick's label: ``£2.5bn``, ``40%``, ``1,200``."""
    number = Decimal(repr(round(value, 10))).normalize()
    if unit.is_money or unit.is_share:
        figures = max(1, len(number.as_tuple().digits))
        return wording.amount(number, replace(unit, per=""), figures)
    return wording.number(number)


def unit_of(drawn: Sequence[Mark], unit: str = "") -> Unit:
    """Return the one unit of all known marks; raise `Mismatch` if they have several."""
    found = {_unit(mark, unit): mark for mark in drawn if mark.value is not None}
    if len(found) > 1:
        a, b = list(found.values())[:2]
        raise Mismatch(
            f"{a.label} ({a.text}) and {b.label} ({b.text}) have different units "
            f"({_unit(a, unit)} and {_unit(b, unit)}) and cannot share an axis. "
            "Draw them as panels, each with its own."
        )
    return next(iter(found), Unit(unit))


def require_one_kind(
    drawn: Sequence[Mark],
    verb: str,
    words: TableWords,
    *,
    if_stated: Sequence[str] = MUST_AGREE_IF_STATED,
    free: Sequence[str] = (),
) -> None:
    """Raise `Mismatch` naming the first two marks that are not of one kind.

    What `likeness.SAME_TO_COMPARE` names must agree, and what `if_stated` names where both
    state it; but for what the chart leaves `free`, and what the caller's `by` says the
    labels tell apart. A caller's `reason` lets all pass, and is printed.
    """
    if words.get("reason", "").strip():
        return
    apart = (*free, *words.get("by", ()))
    known = [mark for mark in drawn if mark.value is not None]
    for first, other in zip(known[:1] * len(known), known[1:], strict=False):
        both = [name for name in if_stated if first.meaning(name) and other.meaning(name)]
        fields = [name for name in (*MUST_AGREE, *both) if name not in apart]
        different = differences(first, other, fields, Mark.meaning)
        if different:
            raise Mismatch(
                f"{first.label} ({first.text}) and {other.label} ({other.text}) cannot be {verb} "
                f"together: they differ in {'; '.join(different)}. Choose numbers of one kind, "
                "or state a reason, which will be printed as a note."
            )


def all_refs(drawn: Iterable[Mark]) -> tuple[Ref, ...]:
    """Return the rows behind all marks, each once."""
    return unique_refs(ref for mark in drawn for ref in mark.refs)


def period_of(mark: Mark) -> Period | None:
    """Return the period a mark is about, from its quantity or its row."""
    found = mark.row.get("period")
    if isinstance(found, Period):
        return found
    meant = mark.meaning("period")
    return meant if isinstance(meant, Period) else None


def _mark(row: Mapping[Any, Any], label: str, value: str, unit: str, absent: str) -> Mark:
    source = row[value]
    number = plain_number(source)
    if number is None and not is_absent(source):
        raise UserError(
            f"{row[label]!r}: {source!r} in {value!r} is neither a Quantity nor a number"
        )
    given = row.get("text")
    text = absent if number is None else value_text(source, unit)
    return Mark(
        label=as_label(row[label]),
        value=None if number is None else float(number),
        text=text if is_absent(given) else as_label(given),
        source=source,
        refs=unique_refs((*refs_in(source), *refs_in(row.get("refs")))),
        row={str(key): cell for key, cell in row.items()},
    )


def _unit(mark: Mark, unit: str) -> Unit:
    if isinstance(mark.source, Quantity):
        return mark.source.unit
    stated = mark.row.get("unit")
    return Unit(unit if is_absent(stated) else str(stated))
