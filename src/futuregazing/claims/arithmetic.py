"""Arithmetic that keeps what its numbers mean, and refuses to mix what does not match.

What must agree for which operation: see `claims.likeness`. A quotient has no sign of its own,
because it would not say what is meant: `share` divides a part by its whole, `growth` an end by
its start, `ratio` two numbers for a stated reason.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from futuregazing.claims.known_number import Quantity
from futuregazing.claims.likeness import (
    SAME_FOR_GROWTH,
    SAME_FOR_SHARE,
    Mismatch,
    joined_notes,
    require_same,
    require_summable,
    rows,
    stated,
)
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.units import PERCENT, TIMES, Unit
from futuregazing.edition.periods import Period, parse_period

ALL = 100
WAYS_TO_COUNT_A_SHARE = ("", "(by value)", "(by volume)")
OTHER_SIDE = {
    "at_least": "at_most",
    "at_most": "at_least",
    "less_than": "at_least",
    "nearly": "approx",
}
"""At least 60% inside is at most 40% outside; nearly 60% leaves a little more than 40%."""


def add(a: Quantity, b: Quantity, *, reason: str = "") -> Quantity:
    """Return a + b; the two must agree as `likeness.SAME_FOR_SUM` says."""
    require_summable(a, b, "added", reason)
    return _derived(a, b, a.value + b.value, a.unit, f"{a.expression} + {b.expression}", reason)


def subtract(a: Quantity, b: Quantity, *, reason: str = "") -> Quantity:
    """Return a - b; the two must agree as `likeness.SAME_FOR_SUM` says."""
    require_summable(a, b, "subtracted", reason)
    return _derived(a, b, a.value - b.value, a.unit, f"{a.expression} - {b.expression}", reason)


def share(part: Quantity, whole: Quantity, *, reason: str = "", denominator: str = "") -> Quantity:
    """Return part as a percentage of whole; both as `likeness.SAME_FOR_SHARE` says."""
    require_same(part, whole, SAME_FOR_SHARE, "set in proportion", reason)
    value = part.value / _not_nought(whole, "a share of it") * ALL
    formula = f"{part.expression} ÷ {whole.expression} × {ALL}"
    made = _derived(part, whole, value, Unit(PERCENT), formula, reason)
    return replace(made, geography=whole.geography, denominator=denominator or whole.full)


def growth(start: Quantity, end: Quantity, *, reason: str = "") -> Quantity:
    """Return the total growth in per cent from start to end; both of one series."""
    require_same(start, end, SAME_FOR_GROWTH, "compared over time", reason)
    if not reason.strip() and not start.series:
        raise Mismatch(f"{start.full} ({rows(start)}) belongs to no series: nothing joins to it")
    value = (end.value / _not_nought(start, "growth from it") - 1) * ALL
    formula = f"({end.expression} ÷ {start.expression} - 1) × {ALL}"
    unit = Unit(PERCENT, aside="(total over period)")
    made = _derived(end, start, value, unit, formula, reason)
    return replace(made, period=_span(start.period, end.period))


def ratio(a: Quantity, b: Quantity, *, reason: str) -> Quantity:
    """Return how many times b goes into a; the two may be unlike, so it takes a reason."""
    if not reason.strip():
        raise Mismatch(
            f"{a.full} ({rows(a)}) is set against {b.full} ({rows(b)}) without a reason. "
            "State why the two may be compared; it will be printed as a note."
        )
    formula = f"{a.expression} ÷ {b.expression}"
    value = a.value / _not_nought(b, "a ratio to it")
    return _derived(a, b, value, Unit(TIMES), formula, reason)


def complement(part: Quantity, *, scope: str = "", geography: str = "") -> Quantity:
    """Return 100% less a share, such as the share outside London from the share inside it.

    Raises:
        Mismatch: it is no share of a whole (an amount, a rate of growth, above 100%).
    """
    is_part = part.unit.is_share and not part.unit.per and 0 <= part.value <= ALL
    if not is_part or part.unit.aside not in WAYS_TO_COUNT_A_SHARE:
        raise Mismatch(
            f"{part.full} ({rows(part)}) is no share of a whole (unit: {part.unit}), so nothing "
            "is left of it to a hundred per cent."
        )
    made = _derived(part, part, ALL - part.value, part.unit, f"{ALL}% - {part.expression}", "")
    return replace(
        made,
        inputs=(part,),
        qualifier=OTHER_SIDE.get(part.qualifier, part.qualifier),
        scope=scope or part.scope,
        geography=geography or part.geography,
    )


def _derived(
    a: Quantity, b: Quantity, value: Decimal, unit: Unit, formula: str, reason: str
) -> Quantity:
    """Return the common meaning of a and b, with what they don't share left out."""
    keep = {
        name: getattr(a, name) if getattr(a, name) == getattr(b, name) else ""
        for name in (
            *("basis", "geography", "scope", "denominator"),
            *("price_basis", "vintage", "series"),
        )
    }
    counted_figures = [q.figures for q in (a, b) if q.figures and not q.unit.is_count]
    return Quantity(
        value=value,
        unit=unit,
        qualifier="derived" if {a.qualifier, b.qualifier} <= {"exact", "derived"} else "approx",
        period=a.period if a.period == b.period else None,
        grade=max(a.grade, b.grade),
        refs=unique_refs((*a.refs, *b.refs)),
        figures=max(2, min(counted_figures)) if counted_figures else None,
        formula=formula,
        inputs=(a, b),
        note=joined_notes(a.note, b.note, stated(reason)),
        **keep,
    )


def _not_nought(q: Quantity, wanted: str) -> Decimal:
    """Return a value to divide by; raise `Mismatch` where it is nought."""
    if not q.value:
        raise Mismatch(f"{q.full} ({rows(q)}) is nought: {wanted} cannot be told")
    return q.value


def _span(start: Period | None, end: Period | None) -> Period | None:
    """Return the period from the start of one to the end of the other, named by both."""
    if start is None or end is None:
        return None
    return parse_period(start.spelling()[0], end.spelling()[1])
