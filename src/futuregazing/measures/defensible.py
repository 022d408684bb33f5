"""How far a headline number could move: what an alternative is, and the range they make.

An alternative answers the headline's own question on another ground: another kind of
number, place, year, publication. It is defensible, or left out with the reason. The range
goes from the least to the most defensible value, the headline's own among them; a kind of
number of its own (awards beside invoices) widens only the outer range, since two kinds
are never read as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log
from types import MappingProxyType

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement
from futuregazing.claims.wording import significant
from futuregazing.measures.headlines import Headline

STAFF, BASIS, SCOPE, PLACE = "staff", "kind of number", "group", "place"
DEFINITION, METHOD, PERIOD, VINTAGE = "definition", "rule of counting", "period", "publication"
OPEN_PLACE, QUALIFIER, CHANCE = "place left open", "qualifier", "chance"
DIMENSIONS = (
    *(STAFF, BASIS, SCOPE, PLACE, DEFINITION, METHOD),
    *(PERIOD, VINTAGE, OPEN_PLACE, QUALIFIER, CHANCE),
)
"""What an alternative may differ in, the gravest first: it is named by the first it differs in."""
APART = frozenset({STAFF, BASIS})
"""Differences that make another kind of number: never in the inner range."""

IN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        STAFF: "whether staff are counted",
        BASIS: "the kind of number",
        SCOPE: "whose numbers are counted",
        PLACE: "the place covered",
        DEFINITION: "what exactly is measured",
        METHOD: "the rule of counting",
        PERIOD: "the period",
        VINTAGE: "which publication is read",
        OPEN_PLACE: "a place that one source leaves open",
        QUALIFIER: "how its own qualifier is read",
        CHANCE: "chance, with so few counted",
    }
)


@dataclass(frozen=True, eq=False)
class Alternative:
    """Another value for a headline.

    Attributes:
        value: in the headline's own unit and footing (an amount a year beside a yearly one).
        stated: as its source states it; the same as `value` where nothing was worked out.
        differs: the dimensions in which it differs from the headline, the gravest first.
        told: which ground it stands on, in words.
        left_out: why it is not defensible; None where it is.
    """

    value: Quantity
    stated: Quantity
    differs: tuple[str, ...]
    told: Statement
    left_out: Statement | None = None

    @property
    def dimension(self) -> str:
        """Return the gravest difference; empty where only the same is said again."""
        return self.differs[0] if self.differs else ""


@dataclass(frozen=True, eq=False)
class Defended:
    """A headline with all that could be said in its place.

    Attributes:
        headline: with a number.
        footing: the number on the footing on which alternatives are compared: a total of
            several years as an amount a year, "one of nine" as a share.
        alternatives: defensible ones and those left out, in the order of the ledger.
        open_above: whether the source states a floor alone, so that no upper end is known.
        clashes: known contradictions that the headline's own rows are part of, in words.
    """

    headline: Headline
    footing: Quantity
    alternatives: tuple[Alternative, ...]
    open_above: bool = False
    clashes: tuple[Statement, ...] = ()

    @property
    def defensible(self) -> list[Alternative]:
        """Return the alternatives that count, the farthest from the headline first."""
        kept = [a for a in self.alternatives if a.left_out is None]
        return sorted(kept, key=lambda a: -self.times_off(a.value))

    @property
    def left_out(self) -> list[Alternative]:
        """Return the alternatives that do not count, in the order of the ledger."""
        return [a for a in self.alternatives if a.left_out is not None]

    @property
    def within(self) -> tuple[Quantity, Quantity]:
        """Return the least and the most among numbers of the headline's own kind."""
        same = [a.value for a in self.defensible if not APART & set(a.differs)]
        return _ends(self.footing, same)

    @property
    def across(self) -> tuple[Quantity, Quantity]:
        """Return the least and the most of all that is defensible, of whatever kind."""
        return _ends(self.footing, [a.value for a in self.defensible])

    @property
    def crosses_kinds(self) -> bool:
        """Tell whether a defensible value of another kind of number is known."""
        return any(APART & set(a.differs) for a in self.defensible)

    @property
    def stands_alone(self) -> bool:
        """Tell whether the ledger holds no defensible value but the headline's own print."""
        return all(a.dimension == QUALIFIER for a in self.defensible)

    @property
    def moved_most(self) -> str:
        """Return the dimension of the defensible value farthest off; empty if none moves it."""
        moving = [a for a in self.defensible if a.value.value != self.footing.value]
        return moving[0].dimension if moving else ""

    def counts(self) -> dict[str, int]:
        """Return how many defensible alternatives there are by dimension, the gravest first."""
        found = [a.dimension for a in self.defensible if a.differs]
        return {name: found.count(name) for name in DIMENSIONS if name in found}

    def times_off(self, value: Quantity) -> float:
        """Return how far a value is from the headline: half and double are equally far."""
        own, other = float(self.footing.value), float(value.value)
        if own == other:
            return 0.0
        if own <= 0 or other <= 0:
            return float("inf") if own * other <= 0 else abs(other - own)
        return abs(log(other / own))


def in_order(differs: Iterable[str]) -> tuple[str, ...]:
    """Return dimensions, each once, the gravest first."""
    found = set(differs)
    return tuple(name for name in DIMENSIONS if name in found)


def rounded(value: Quantity) -> Quantity:
    """Return a worked-out number with no more figures than prose shows of it."""
    return replace(value, value=significant(value.value, value.prose_figures))


def _ends(footing: Quantity, others: Iterable[Quantity]) -> tuple[Quantity, Quantity]:
    """Return the least and the most; of equal values the headline's own stands for them."""
    every = [footing, *others]
    return min(every, key=lambda q: q.value), max(every, key=lambda q: q.value)
