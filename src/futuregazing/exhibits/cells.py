"""The cells of printed tables and of the data behind charts.

A cell keeps three things together: what the reader sees, the raw value with all its
digits, and the rows it rests on. What is absent is said in words; a blank would read as
nought.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Dated, Named, Ref, unique_refs
from futuregazing.claims.statement import Statement
from futuregazing.edition.dates import format_date
from futuregazing.edition.periods import Period
from futuregazing.errors import UserError
from futuregazing.exhibits.cell_figures import MONEY_STEPS as MONEY_STEPS
from futuregazing.exhibits.cell_figures import figure, quantity_text, shared_decimals
from futuregazing.exhibits.cell_figures import is_absent as is_absent
from futuregazing.exhibits.cell_figures import plain_number as plain_number

Cell = None | str | int | float | dict[str, Any]

KINDS = ("text", "number", "money", "percent", "date", "period", "code", "link")
FIGURE_KINDS = ("number", "money", "percent")
NOT_PUBLISHED = "not published"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        label: its header, without the unit.
        unit: printed in the header: "£", "£m", "%", "councils"; empty if each cell
            carries its own.
        kind: text, number, money, percent, date, period, code or link.
        absent: what stands where there is no value; never a blank, never nought.
        decimals: digits after the point; None shows as many as the values have.
        align: left or right; figures stand right unless said otherwise.
    """

    label: str
    unit: str = ""
    kind: str = "text"
    absent: str = NOT_PUBLISHED
    decimals: int | None = None
    align: str = ""

    def __post_init__(self) -> None:
        """Refuse kinds, units and headers that could not be printed."""
        if self.kind not in KINDS:
            raise UserError(f"column {self.label!r}: kind {self.kind!r} is none of {list(KINDS)}")
        if self.kind == "money" and self.unit and self.unit not in MONEY_STEPS:
            raise UserError(
                f"column {self.label!r}: money is printed in one of {list(MONEY_STEPS)}, "
                f"not in {self.unit!r}"
            )
        if not self.label.strip() or not self.absent.strip():
            raise UserError("a column needs a header, and a word for what is absent")

    def to_json(self, key: str) -> dict[str, str]:
        """Return the column as the report's writers read it."""
        return {
            "key": key,
            "label": self.label,
            "unit": self.unit,
            "align": self.align or ("right" if self.kind in FIGURE_KINDS else "left"),
            "kind": self.kind,
            "absent": self.absent,
        }


@dataclass(frozen=True)
class Link:
    """A text that leads to a page; only http and https lead anywhere."""

    text: str
    href: str


def cells(
    values: Sequence[Any], column: Column, refs: Sequence[tuple[Ref, ...]] | None = None
) -> list[Cell]:
    """Return one column's cells, figures of one column with the same number of decimals."""
    decimals = shared_decimals(values, column)
    behind = refs or [()] * len(values)
    return [
        _cell(value, column, decimals, rows) for value, rows in zip(values, behind, strict=True)
    ]


def refs_in(value: Any) -> tuple[Ref, ...]:
    """Return the rows behind a value: a quantity, a name, one reference or several."""
    if isinstance(value, Ref):
        return (value,)
    if isinstance(value, Quantity | Named | Dated | Statement):
        return value.refs
    if isinstance(value, list | tuple | set):
        return unique_refs(ref for item in value for ref in refs_in(item))
    return ()


def cell_text(cell: Cell) -> str:
    """Return what a reader sees of a cell."""
    if isinstance(cell, dict):
        return str(cell["text"])
    return "" if cell is None else str(cell)


def _cell(value: Any, column: Column, decimals: int, rows: tuple[Ref, ...]) -> Cell:
    if is_absent(value):
        return {"text": column.absent, "value": None}
    found: dict[str, Any]
    if isinstance(value, Quantity):
        claim = value.to_json()
        found = {"text": quantity_text(value, column), "value": claim["value"]}
        found |= {"claim": claim}
    elif isinstance(value, Statement) and [part["kind"] for part in value.parts] == ["claim"]:
        claim = value.parts[0]["claim"]  # a number in its prose form, for tables that quote
        found = {"text": claim["text"], "value": claim["value"], "claim": claim}
    elif isinstance(value, Link):
        return _link(value)
    elif (number := plain_number(value)) is not None:
        found = {"text": figure(number, column, decimals), "value": _json_number(number)}
    else:
        found = _words(value)
    behind = [ref.to_json() for ref in unique_refs((*refs_in(value), *rows))]
    if behind and (column.kind in FIGURE_KINDS or "claim" in found):
        found["refs"] = behind
    return found if len(found) > 1 else str(found["text"])


def _words(value: Any) -> dict[str, Any]:
    """Return text, dates, periods and names as a cell."""
    if isinstance(value, Dated):
        value = value.day
    if isinstance(value, dt.datetime):
        value = value.date()
    match value:
        case dt.date():
            return {"text": format_date(value), "value": value.isoformat()}
        case Period():
            return {"text": str(value), "value": str(value)}
        case Named() | Statement():
            named = {"text": value.text, "refs": [ref.to_json() for ref in value.refs]}
            full = getattr(value, "full", "")
            return {key: told for key, told in (named | {"value": full}).items() if told}
        case bool():
            return {"text": "yes" if value else "no"}
        case Ref():
            return {"text": value.row}
        case list() | tuple() | set() | frozenset():
            return {"text": ", ".join(cell_text(_words(item)) for item in _in_order(value))}
    return {"text": " ".join(str(value).split())}


def _in_order(values: Iterable[Any]) -> list[Any]:
    """Return a set sorted, so that the same set prints the same text; others as they are."""
    return sorted(values, key=str) if isinstance(values, set | frozenset) else list(values)


def _link(link: Link) -> Cell:
    """Return a link's cell; an address that is not a web page is left as text."""
    safe = link.href.startswith(("https://", "http://"))
    return {"text": link.text, "href": link.href} if safe else link.text


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral() else float(number)
