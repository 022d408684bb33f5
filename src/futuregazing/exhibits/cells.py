"""The cells of printed tables and of the data behind charts.

A cell keeps three things together: what the reader sees, the raw value with all its
digits, and the rows it rests on. What is absent is said in words; a blank would read as
nought.
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims import wording
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Dated, Named, Ref, unique_refs
from futuregazing.claims.statement import Statement
from futuregazing.claims.wording import QUALIFIER_WORDS
from futuregazing.edition.dates import format_date
from futuregazing.edition.periods import Period
from futuregazing.errors import UserError

Cell = None | str | int | float | dict[str, Any]

KINDS = ("text", "number", "money", "percent", "date", "period", "code", "link")
FIGURE_KINDS = ("number", "money", "percent")
MONEY_STEPS: Mapping[str, Decimal] = {
    "£": Decimal(1),
    "£k": Decimal(10) ** 3,
    "£m": Decimal(10) ** 6,
    "£bn": Decimal(10) ** 9,
}
LARGE_STEPS = (MONEY_STEPS["£bn"], MONEY_STEPS["£m"])
MOST_DECIMALS = 3
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


def is_absent(value: Any) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT or an empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def cells(
    values: Sequence[Any], column: Column, refs: Sequence[tuple[Ref, ...]] | None = None
) -> list[Cell]:
    """Return one column's cells, figures of one column with the same number of decimals."""
    decimals = _decimals(values, column)
    behind = refs or [()] * len(values)
    return [
        _cell(value, column, decimals, rows) for value, rows in zip(values, behind, strict=True)
    ]


def plain_number(value: Any) -> Decimal | None:
    """Return a quantity's or a number's value; None for what is neither."""
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, Decimal):
        return None if value.is_nan() else value
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return None
    if not math.isfinite(value):
        return None
    return Decimal(int(value) if isinstance(value, numbers.Integral) else repr(float(value)))


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
        found = {"text": _quantity_text(value, column), "value": claim["value"]}
        found |= {"claim": claim}
    elif isinstance(value, Statement) and [part["kind"] for part in value.parts] == ["claim"]:
        claim = value.parts[0]["claim"]  # a number in its prose form, for tables that quote
        found = {"text": claim["text"], "value": claim["value"], "claim": claim}
    elif isinstance(value, Link):
        return _link(value)
    elif (number := plain_number(value)) is not None:
        found = {"text": _figure(number, column, decimals), "value": _json_number(number)}
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


def _quantity_text(value: Quantity, column: Column) -> str:
    """Return the number with its qualifier; its unit too if the header has none.

    A published number keeps the digits its publisher gave it: padding "2.8" to match a
    neighbour's "2.851" would claim a precision that nobody stated.
    """
    if column.unit:
        decimals = column.decimals
        own = _decimals([value], column) if decimals is None else decimals
        return _qualified(value, _figure(value.value, column, own))
    rounded = wording.significant(value.value, value.prose_figures)
    if rounded == value.value:
        return value.text
    if value.unit.is_money and _short_in_step(abs(value.value)):
        figures = len(value.value.normalize().as_tuple().digits)
        return _qualified(value, wording.amount(value.value, value.unit, figures))
    return _qualified(value, value.full)


def _short_in_step(size: Decimal) -> bool:
    """Tell whether millions or billions with three decimals at most say an amount exactly.

    So £2.989bn stands over £874m in one column, and no digit is lost.
    """
    step = next((step for step in LARGE_STEPS if size >= step), None)
    if step is None:
        return False
    exponent = (size / step).normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= MOST_DECIMALS


def _qualified(value: Quantity, figure: str) -> str:
    return f"{QUALIFIER_WORDS.get(value.qualifier, '')}{figure}"


def _figure(number: Decimal, column: Column, decimals: int) -> str:
    if column.kind == "text" or (column.kind == "code"):
        return wording.number(number, None)
    scaled = number / MONEY_STEPS.get(column.unit, Decimal(1))
    text = f"{scaled:,.{decimals}f}"
    if column.unit:
        return text
    if column.kind == "percent":
        return f"{text}%"
    return f"£{text}".replace("£-", "-£") if column.kind == "money" else text


def _decimals(values: Sequence[Any], column: Column) -> int:
    """Return how many decimals the column's figures need, the same for all of them."""
    if column.decimals is not None:
        return column.decimals
    step = MONEY_STEPS.get(column.unit, Decimal(1))
    most = 2 if column.unit == "£" or not column.unit else MOST_DECIMALS
    needed = 0
    for value in values:
        number = plain_number(value)
        if number is not None:
            exponent = (number / step).normalize().as_tuple().exponent
            needed = max(needed, -exponent if isinstance(exponent, int) else 0)
    money_pence = column.kind == "money" and column.unit in {"£", ""} and needed == 1
    return 2 if money_pence else min(needed, most)


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral() else float(number)
