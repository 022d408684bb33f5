"""Figures in cells: in which unit a column prints them, and with how many digits."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

from futuregazing.claims import wording
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.wording import QUALIFIER_WORDS

if TYPE_CHECKING:
    from futuregazing.exhibits.cells import Column

MONEY_STEPS: Mapping[str, Decimal] = {
    "£": Decimal(1),
    "£k": Decimal(10) ** 3,
    "£m": Decimal(10) ** 6,
    "£bn": Decimal(10) ** 9,
}
LARGE_STEPS = (MONEY_STEPS["£bn"], MONEY_STEPS["£m"])
MOST_DECIMALS = 3
FINEST = 5
"""Decimals of a published amount in a header's millions or billions, where that is all of it."""
FULL_BELOW = MONEY_STEPS["£bn"]
"""Round billions written out in pounds would claim a precision that nobody stated."""


def is_absent(value: Any) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT or an empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


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


def in_one_unit(column: Column, values: Sequence[Any]) -> Column:
    """Return the column with the unit in its header where its amounts would print in two forms.

    £600m over £8,652,920 is hard to compare: both stand as millions, 600 over 8.65292, and
    no digit is lost. Where no one unit holds every digit (£2,851,363,984.60 under £5bn), each
    cell keeps its own unit.
    """
    known = [value for value in values if not is_absent(value)]
    if column.unit or column.kind not in {"text", "number", "money"}:
        return column
    if not all(isinstance(q, Quantity) and q.unit.is_money and not q.unit.per for q in known):
        return column
    if len({quantity_text(q, column)[-1:].isdigit() for q in known}) < 2:
        return column
    sizes = [abs(q.value) for q in known if q.value]
    fitting = [
        unit
        for unit, step in reversed(list(MONEY_STEPS.items()))
        if step in (1, *LARGE_STEPS) and min(sizes) >= step
        if all(_needed(size, step) <= (FINEST if step > 1 else 2) for size in sizes)
        if step > 1 or max(sizes) < FULL_BELOW
    ]
    return replace(column, unit=fitting[0], kind="money") if fitting else column


def quantity_text(value: Quantity, column: Column) -> str:
    """Return the number with its qualifier; its unit too if the header has none.

    A published number keeps the digits its publisher gave it: padding "2.8" to match a
    neighbour's "2.851" would claim a precision that nobody stated.
    """
    if column.unit:
        own = _own_decimals(value, column) if column.decimals is None else column.decimals
        return _qualified(value, figure(value.value, column, own))
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
    return _needed(size, step) <= MOST_DECIMALS


def _qualified(value: Quantity, figure: str) -> str:
    return f"{QUALIFIER_WORDS.get(value.qualifier, '')}{figure}"


def _own_decimals(value: Quantity, column: Column) -> int:
    """Return how many decimals one number has in its column's unit: all of a few."""
    step = MONEY_STEPS.get(column.unit)
    if step is not None and step > 1 and (needed := _needed(value.value, step)) <= FINEST:
        return needed
    return shared_decimals([value], column)


def figure(number: Decimal, column: Column, decimals: int) -> str:
    """Return a number in the column's unit, which stands in the cell if not in the header."""
    if column.kind == "text" or (column.kind == "code"):
        return wording.number(number, None)
    scaled = number / MONEY_STEPS.get(column.unit, Decimal(1))
    text = wording.signed(f"{scaled:,.{decimals}f}")
    if column.unit:
        return text
    if column.kind == "percent":
        return f"{text}%"
    minus = wording.MINUS
    return f"£{text}".replace(f"£{minus}", f"{minus}£") if column.kind == "money" else text


def shared_decimals(values: Sequence[Any], column: Column) -> int:
    """Return how many decimals the column's figures need, the same for all of them."""
    if column.decimals is not None:
        return column.decimals
    step = MONEY_STEPS.get(column.unit, Decimal(1))
    most = 2 if column.unit == "£" or not column.unit else MOST_DECIMALS
    needed = 0
    for value in values:
        number = plain_number(value)
        if number is not None:
            needed = max(needed, _needed(number, step))
    money_pence = column.kind == "money" and column.unit in {"£", ""} and needed == 1
    return 2 if money_pence else min(needed, most)


def _needed(number: Decimal, step: Decimal) -> int:
    """Return how many decimals say a number exactly in a unit."""
    exponent = (number / step).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
