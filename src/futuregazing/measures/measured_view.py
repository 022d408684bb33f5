"""What a topic of measured numbers is, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from futuregazing.edition.model import Edition
from futuregazing.measures.measured import (
    BLUE_LIGHT,
    COUNCILS,
    MeasuredMarket,
    Scope,
    narrowed,
)
from futuregazing.procurement.snapshot import Book
from futuregazing.tables.frames import Tables

ADJACENT_WORDS = "{}, with what lies beside technology"


@dataclass(frozen=True)
class View:
    """What an edition sees of a snapshot.

    Attributes:
        market: everything, not narrowed.
        edition: with the settings of its sections.
        tables: the data tables as of its date.
        book: what was imported into the snapshot.
    """

    market: MeasuredMarket
    edition: Edition
    tables: Tables
    book: Book = field(default_factory=Book)

    @cached_property
    def councils(self) -> MeasuredMarket:
        """Return what councils and combined authorities awarded for technology."""
        return narrowed(self.market, self.scope(COUNCILS))

    @cached_property
    def blue_light(self) -> MeasuredMarket:
        """Return what police, fire and ambulance services awarded for technology."""
        return narrowed(self.market, self.scope(BLUE_LIGHT))

    def scope(self, scope: Scope) -> Scope:
        """Return a scope as the settings want it: with adjacent codes or without."""
        if not self.edition.market_size.include_adjacent:
            return scope
        words = ADJACENT_WORDS.format(scope.words)
        return replace(scope, id=f"{scope.id}.with_adjacent", words=words, adjacent=True)


@dataclass(frozen=True)
class Topic:
    """Some measured numbers that a section shows together.

    Attributes:
        name: section and name, such as "market_size.calendar_year"; unique.
        section: that shows it. Nothing is measured for a section that the edition leaves out.
        make: returns the lines as `told` does, in order. The column `label`, else the first
            one, says what a line is; `complete` is kept; further columns may hold texts,
            numbers, days, periods, quantities and `Measured` (read back as its quantity).
            A line without a number has None for `measured`.
    """

    name: str
    section: str
    make: Callable[[View], pd.DataFrame]
