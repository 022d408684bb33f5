"""Numbers worked out from two published ones: a part, the whole behind it, a mean.

Each carries its formula, both sources and the reason why they may be put together; it is
"about" as soon as one of the two is.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from futuregazing.claims.likeness import joined_notes, stated
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.units import Unit
from futuregazing.claims.wording import significant

FEWEST_FIGURES = 2
"""A result keeps as many figures as its coarser source, and never fewer than this."""


def portion(whole: Quantity, share: Quantity, reason: str) -> Quantity:
    """Return a share of a whole, such as the part of a total that is not staff."""
    value = whole.value * share.value / 100
    return _worked_out(whole, share, value, f"{whole.expression} × {share.expression}", reason)


def whole_behind(part: Quantity, share: Quantity, reason: str) -> Quantity:
    """Return the whole that a part and its share imply."""
    value = part.value / share.value * 100
    return _worked_out(part, share, value, f"{part.expression} ÷ {share.expression}", reason)


def per_item(total: Quantity, number: Quantity, reason: str) -> Quantity:
    """Return the mean that a total and a count imply, such as pounds a contract."""
    value = total.value / number.value
    made = _worked_out(total, number, value, f"{total.expression} ÷ {number.expression}", reason)
    return replace(made, unit=Unit(total.unit.base))


def part_of(part: int, whole: int, noun: str, refs: tuple[Ref, ...], **meaning: Any) -> Quantity:
    """Return "3 of 9 predictions" as one number that names what it is a part of.

    Args:
        part, whole: how many, among how many.
        noun: what is counted, in the plural.
        refs: the rows counted.
        meaning: scope, geography ... as in `Quantity`.
    """
    return counted(
        part,
        f"of {whole} {noun}",
        refs,
        denominator=noun,
        formula=f"count of {part} among {whole} {noun}",
        **meaning,
    )


def _worked_out(a: Quantity, b: Quantity, value: Decimal, formula: str, reason: str) -> Quantity:
    """Return a number worked out from two published ones, with the meaning of the first."""
    known = [q.figures for q in (a, b) if q.figures and not q.unit.is_count]
    figures = max(FEWEST_FIGURES, min(known)) if known else FEWEST_FIGURES
    exact = {a.qualifier, b.qualifier} <= {"exact", "derived"}
    return replace(
        a,
        value=significant(value, figures),
        qualifier="derived" if exact else "approx",
        series="",
        vintage="",
        grade=max(a.grade, b.grade),
        refs=unique_refs((*a.refs, *b.refs)),
        figures=figures,
        formula=formula,
        inputs=(a, b),
        note=joined_notes(a.note, b.note, stated(reason)),
    )
