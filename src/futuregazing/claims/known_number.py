"""A number that knows what it is, as a value: how it prints, compares and travels.

Its arithmetic is in `claims.arithmetic`, how one is made from a row in `claims.quantity`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from futuregazing.claims import wording
from futuregazing.claims.likeness import (
    SAME_TO_COMPARE,
    kind_of_period,
    require_same,
)
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import Period

POINTS = ("exact", "derived", "approx")
"""Qualifiers of a number that is neither a bound nor a forecast."""


@dataclass(frozen=True)
class Quantity:
    """One number with its meaning.

    Attributes:
        value: in the base unit (pounds, per cent, things), as a decimal.
        unit: see `futuregazing.claims.units`.
        qualifier: exact, approx, nearly, at_least, less_than, at_most, forecast, derived.
        basis: kind of number, a `measure_basis` of the ledger or of the register.
        geography, scope, denominator, series, vintage: as the source states them.
        period: what time it is about; None when the source does not say.
        price_basis: nominal unless deflated.
        grade: A, B or C as in the ledger; the worst of the inputs for a derived number.
        refs: the rows it rests on.
        figures: significant figures of the source, so that prose never sharpens a number.
        formula: how it was derived, with the inputs filled in; empty for a published one.
        inputs: the quantities it was derived from.
        note: the stated reasons for mixing unlike numbers, here or in the inputs.
    """

    value: Decimal
    unit: Unit
    qualifier: str = "exact"
    basis: str = ""
    geography: str = ""
    scope: str = ""
    period: Period | None = None
    price_basis: str = "nominal"
    denominator: str = ""
    series: str = ""
    vintage: str = ""
    grade: str = ""
    refs: tuple[Ref, ...] = ()
    figures: int | None = None
    formula: str = ""
    inputs: tuple[Quantity, ...] = field(default=(), repr=False)
    note: str = ""

    @property
    def period_kind(self) -> str:
        """Return what kind of time it is about: ``calendar year``, ``6 financial years``."""
        return kind_of_period(self.period)

    @property
    def prose_figures(self) -> int:
        """Return how many significant figures prose may show."""
        return min(self.figures or wording.PROSE_FIGURES, wording.PROSE_FIGURES)

    @property
    def amount(self) -> str:
        """Return the number with its unit, without the qualifier: ``£2.85bn``."""
        return wording.amount(self.value, self.unit, self.prose_figures)

    @property
    def text(self) -> str:
        """Return the number as prose says it: ``at least £30.5bn``."""
        return f"{wording.QUALIFIER_WORDS.get(self.qualifier, '')}{self.amount}"

    @property
    def bare(self) -> str:
        """Return the number alone, for sentences that name what is counted themselves."""
        return wording.number(self.value) if self.unit.is_count else self.amount

    @property
    def brief(self) -> str:
        """Return the number where its size is enough: a tiny share as ``less than 0.1%``."""
        tiny = self.unit.is_share and 0 < self.value < wording.TINY_SHARE
        if not tiny or self.qualifier not in POINTS:
            return self.text
        return wording.QUALIFIER_WORDS["less_than"] + wording.full(wording.TINY_SHARE, self.unit)

    @property
    def full(self) -> str:
        """Return the number with all its digits, as tables and the evidence show it."""
        return wording.full(self.value, self.unit)

    @property
    def expression(self) -> str:
        """Return the number as a term of somebody else's formula."""
        return f"({self.formula})" if self.formula else self.full

    def __add__(self, other: Quantity) -> Quantity:
        """Add two numbers of one kind; raise `Mismatch` otherwise."""
        from futuregazing.claims.arithmetic import add

        return add(self, other)

    def __sub__(self, other: Quantity) -> Quantity:
        """Subtract a number of one kind; raise `Mismatch` otherwise."""
        from futuregazing.claims.arithmetic import subtract

        return subtract(self, other)

    def __lt__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value < other.value

    def __le__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value <= other.value

    def __gt__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value > other.value

    def __ge__(self, other: Quantity) -> bool:
        """Compare two numbers of one kind; raise `Mismatch` otherwise."""
        return self._beside(other).value >= other.value

    def _beside(self, other: Quantity) -> Quantity:
        require_same(self, other, SAME_TO_COMPARE, "compared")
        return self

    def to_json(self) -> dict[str, Any]:
        """Return the claim as it travels through notebooks, pages and files."""
        return {
            "text": self.text,
            "full": self.full,
            "value": float(self.value),
            "unit": str(self.unit),
            "qualifier": self.qualifier,
            "basis": self.basis,
            "geography": self.geography,
            "scope": self.scope,
            "period": str(self.period) if self.period else "",
            "price_basis": self.price_basis if self.unit.is_money else "",
            "denominator": self.denominator,
            "series": self.series,
            "vintage": self.vintage,
            "grade": self.grade,
            "refs": [ref.to_json() for ref in self.refs],
            "formula": self.formula,
            "inputs": [q.to_json() for q in self.inputs],
            "note": self.note,
        }
