"""How one number became another: told by rule from what the two say of themselves.

A later number may be about a later time, come from a publication that counts the past anew,
mend an error, measure something else, or show that the world moved; often several at once.
Only the last may carry an arrow: the two must be points of one series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from futuregazing.claims.likeness import kind_of_period
from futuregazing.claims.quantity import Quantity, subtract
from futuregazing.claims.units import Unit

Direction = Literal["up", "down", "level", ""]


class Reason(StrEnum):
    """Why a number differs from what it was. Several are told in this order."""

    CORRECTED = "corrected error"
    RESTATED = "restated vintage"
    SCOPE = "changed scope"
    PERIOD = "new period"
    REAL = "real change"
    COUNTED = "counted anew"
    FIRST = "first known"
    LOST = "no longer known"
    UNCHANGED = "unchanged"


DIFFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "measure": "another measure",
        "unit": "another unit",
        "basis": "another kind of number",
        "made": "worked out in another way",
        "forecast": "a forecast on one side only",
        "geography": "another place",
        "scope": "other buyers",
        "denominator": "another whole",
        "price_basis": "other prices",
        "series": "another series, which counts otherwise",
        "length": "another length or kind of period",
        "publisher": "another publisher",
        "record": "another record of one publication",
        "choice": "other settings of ours",
    }
)
"""What may differ in scope, in the words of a table; in the order in which it is told."""

UNLIKE = frozenset({"measure", "unit"})
"""Two numbers that differ in these have no time or vintage to compare."""
TELLING = ("value", "unit", "qualifier", "basis", "geography", "scope", "price_basis")
FROM_BELOW, FROM_ABOVE = ("at_least", "more_than"), ("at_most", "less_than")
FORECAST = "forecast"
POINTS = Unit("percentage points")
_VINTAGE = re.compile(r"_\d{4}ED$")
"""Ends the name of a series that its maker begins anew with each edition."""
COUNT = "count"


@dataclass(frozen=True)
class Fact:
    """A number with what its records say beside it.

    Attributes:
        number: the number.
        metrics: what the records behind it measure, in the controlled vocabulary.
        makers: who counted, whoever printed it (see `makers_of`).
    """

    number: Quantity
    metrics: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()

    @property
    def own_count(self) -> bool:
        """Tell whether we counted it ourselves, in rows of a table."""
        return self.number.basis == COUNT and bool(self.number.formula)


@dataclass(frozen=True)
class Change:
    """How a number became another.

    Attributes:
        reasons: why, at least one, in the order of `Reason`.
        differs: what differs in scope, keys of `DIFFERENCES`.
        direction: up, down or level within one series; empty where no trend may be told.
        amount: by how much, nought or more; None without a direction or between bounds.
    """

    reasons: tuple[Reason, ...]
    differs: tuple[str, ...] = ()
    direction: Direction = ""
    amount: Quantity | None = None

    @property
    def moved(self) -> bool:
        """Tell whether the two numbers differ at all."""
        return self.reasons != (Reason.UNCHANGED,)


def classify(then: Fact | None, now: Fact | None, *, corrected: bool = False) -> Change:
    """Return how one number became another.

    Args:
        then, now: the two, None where none is known.
        corrected: an error in a record of either was mended between the two, so that only
            the later one is without it.
    """
    mended = (Reason.CORRECTED,) if corrected else ()
    if then is None or now is None:
        if then is now:
            return Change((Reason.UNCHANGED,))
        return Change((*mended, Reason.FIRST if then is None else Reason.LOST))
    if same(then, now):
        return Change((Reason.UNCHANGED,))
    if then.own_count and now.own_count and then.number.scope == now.number.scope:
        return Change((*mended, Reason.COUNTED))
    differs = tuple(_differences(then, now))
    later = not _same_time(then.number, now.number)
    if later and not differs and _joined(then.number, now.number):
        # An earlier point that was wrong says nothing of how far things moved.
        return Change((*mended, Reason.PERIOD)) if mended else _moved_on(then.number, now.number)
    found = _reasons(then, now, differs, later)
    if not found and not (corrected and then.number.refs == now.number.refs):
        differs, found = (_leftover(then, now),), (Reason.SCOPE,)
    return Change((*mended, *found), differs)


def same(then: Fact, now: Fact) -> bool:
    """Tell whether two numbers say the same of the same, whoever prints them when.

    Counts of ours must also be of the same rows: three of others is a new count.
    """
    alike = all(getattr(then.number, name) == getattr(now.number, name) for name in TELLING)
    alike = alike and _same_time(then.number, now.number)
    if then.own_count or now.own_count:
        return alike and then.number.refs == now.number.refs
    return alike and not list(_differences(then, now))


def makers_of(publisher: str) -> frozenset[str]:
    """Return who made a number, from its publisher as the ledger names it.

    "techUK (guest blog: Tussell)" and "The Register (reporting Tussell)" pass on what Tussell
    counted; "techUK" alone is techUK.
    """
    head, _, inside = publisher.partition("(")
    told = inside.rstrip(") ") or head
    told = told.partition(":")[2] or told
    words = [word for word in told.split() if word not in {"reporting", "release", "author"}]
    return frozenset(name.strip() for name in " ".join(words).split("/") if name.strip())


def one_maker(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether two sets of makers share one; "Tussell" made "Tussell Almanac" too."""
    return any(
        f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")
        for one in a
        for other in b
    )


def _differences(then: Fact, now: Fact) -> Iterator[str]:
    """Yield in what two numbers differ besides value, time and vintage."""
    a, b = then.number, now.number
    published = not (a.formula or b.formula)
    apart = bool(then.metrics | now.metrics) and then.metrics.isdisjoint(now.metrics)
    if published and apart:
        yield "measure"
    if a.unit != b.unit:
        yield "unit"
    if a.basis != b.basis:
        yield "basis"
    if not published and (apart or bool(a.formula) != bool(b.formula)):
        yield "made"
    if (a.qualifier == FORECAST) != (b.qualifier == FORECAST):
        yield "forecast"
    for name in ("geography", "scope", "denominator", "price_basis"):
        if getattr(a, name) != getattr(b, name):
            yield name
    if a.series and b.series and _stem(a) != _stem(b):
        yield "series"
    if kind_of_period(a.period) != kind_of_period(b.period):
        yield "length"


def _reasons(then: Fact, now: Fact, differs: tuple[str, ...], later: bool) -> tuple[Reason, ...]:
    """Return what sets two published numbers apart that no series joins."""
    if UNLIKE & set(differs):
        return (Reason.SCOPE,)
    found = (
        (Reason.RESTATED, _restated(then, now, differs, later)),
        (Reason.SCOPE, bool(differs)),
        (Reason.PERIOD, later),
    )
    return tuple(reason for reason, holds in found if holds)


def _leftover(then: Fact, now: Fact) -> str:
    """Return in what two numbers differ that are about the same thing and time."""
    if then.number.refs == now.number.refs:
        return "choice"
    apart = (then.makers or now.makers) and not one_maker(then.makers, now.makers)
    return "publisher" if apart else "record"


def _restated(then: Fact, now: Fact, differs: tuple[str, ...], later: bool) -> bool:
    """Tell whether the one who counted published again, with another count of the past.

    Of the same time it is seen in the number itself; of a later time, in that it belongs to
    a series that its maker began anew instead of carrying on the old one.
    """
    if then.number.vintage == now.number.vintage or not one_maker(then.makers, now.makers):
        return False
    if not later:
        return not differs
    in_series = bool(then.number.series and now.number.series)
    return in_series and not _joined(then.number, now.number) and set(differs) <= {"length"}


def _stem(number: Quantity) -> str:
    """Return a series without the edition that it was begun anew in."""
    return _VINTAGE.sub("", number.series)


def _joined(a: Quantity, b: Quantity) -> bool:
    return bool(a.series) and a.series == b.series


def _same_time(a: Quantity, b: Quantity) -> bool:
    if a.period is None or b.period is None:
        return a.period is b.period
    return (a.period.start, a.period.end) == (b.period.start, b.period.end)


def _moved_on(then: Quantity, now: Quantity) -> Change:
    """Return the change between two points in time of one series.

    "At least" and "at most" leave a direction only if it holds whatever they stand for, and
    never an amount.
    """
    bounds = {then.qualifier, now.qualifier} & {*FROM_BELOW, *FROM_ABOVE}
    if now.value == then.value:
        return Change((Reason.PERIOD,), direction="" if bounds else "level")
    low, high = sorted((then, now), key=lambda q: q.value)
    if low.qualifier in FROM_BELOW or high.qualifier in FROM_ABOVE:
        return Change((Reason.REAL,))
    amount = None if bounds else _amount(high, low)
    return Change((Reason.REAL,), direction="up" if high is now else "down", amount=amount)


def _amount(more: Quantity, less: Quantity) -> Quantity:
    """Return by how much one point lies above the other; shares in percentage points."""
    # A series may run over several publications: that it is one series is what joins them.
    made = replace(subtract(more, replace(less, vintage=more.vintage)), inputs=(more, less))
    return replace(made, unit=POINTS) if made.unit.is_share else made
