"""What a sheet holds: lines of words above one table, none of whose cells is empty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Value = str | int | float | dt.date
NOT_STATED = "not stated"
LONGEST_HEADING = 240
"""The columns of a named table may have names of 255 characters."""


@dataclass(frozen=True)
class Field:
    """One cell: a number, a day or words.

    Attributes:
        format: how a number or day is shown; the cell holds it with all its digits.
        href: a page elsewhere that the words lead to.
        sheet: the sheet of this workbook that the words lead to.
    """

    value: Value
    format: str = ""
    href: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Table:
    """A named table; `name` is permanent, so that formulas elsewhere go on finding it."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title in the first cell, lines below it, then at most one table."""

    name: str
    title: str
    lines: tuple[Field, ...] = ()
    table: Table | None = None


def words(text: str, *, href: str = "", sheet: str = "") -> Field:
    """Return words as a cell; where there are none, it says so."""
    return Field(text if text.strip() else NOT_STATED, href=href, sheet=sheet)


def distinct(headings: list[str]) -> tuple[str, ...]:
    """Return headings, each once whatever its case, as a named table wants them."""
    kept: list[str] = []
    for heading in headings:
        flat = " ".join(heading.split())[:LONGEST_HEADING] or NOT_STATED
        name, again = flat, 2
        while name.casefold() in {other.casefold() for other in kept}:
            name, again = f"{flat} {again}", again + 1
        kept.append(name)
    return tuple(kept)
