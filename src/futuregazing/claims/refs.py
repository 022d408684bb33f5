"""What a number or a name rests on: rows of the data tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from futuregazing.claims.house_words import OUR_WORDS, house_words

MEASURES = "measures"
"""The table of what an edition measured from its snapshot, a row a number."""


@dataclass(frozen=True, order=True)
class Ref:
    """One row of one table: `Ref("figures", "FIG0001")`."""

    table: str
    row: str

    def to_json(self) -> list[str]:
        """Return the pair that travels through notebooks and reports."""
        return [self.table, self.row]


@dataclass(frozen=True)
class Named:
    """A name or label that comes from the tables and may hold digits ("G-Cloud 15").

    Prose takes digits only from values, never from its own literal; a name with a
    digit in it is such a value, and says which rows it was read from. Words of our own tables
    print their numbers and periods in the house's forms, wherever they are printed.
    """

    text: str
    refs: tuple[Ref, ...]
    full: str = ""
    """The whole of what `text` shortens, such as all digits of a checksum; for the data files."""

    def __post_init__(self) -> None:
        """Refuse an empty name and a name without a row behind it."""
        if not self.text.strip():
            raise ValueError("a name needs a text")
        if not self.refs:
            raise ValueError(f"the name {self.text!r} needs the rows it was read from")
        if OUR_WORDS.issuperset(ref.table for ref in self.refs):
            object.__setattr__(self, "text", house_words(self.text))


@dataclass(frozen=True)
class Dated:
    """A day that comes from the tables or the parameters, printed as "31 December 2021"."""

    day: dt.date
    refs: tuple[Ref, ...] = ()


def refs_of(frame: pd.DataFrame, table: str) -> tuple[Ref, ...]:
    """Return one reference a row of `frame`, whose index holds the row ids of `table`."""
    return tuple(Ref(table, str(row)) for row in frame.index)


def unique_refs(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Return `refs` without repeats, in first-seen order."""
    return tuple(dict.fromkeys(refs))
