"""Frames of the section on how sure the headlines are: ranges to draw, alternatives to list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.measures.defensible import Alternative, Defended
from futuregazing.measures.defensible_grounds import OTHER_TIME

RANGE_COLUMNS = [
    *("label", "value", "low", "high", "outer_low", "outer_high"),
    *("open_above", "note", "others", "moved"),
]
ALTERNATIVE_COLUMNS = ["headline", "value", "differs", "told", "standing"]
COUNTS, ALONE, AGREES = "counts", "stands alone", "others agree"


@dataclass(frozen=True, eq=False)
class Family:
    """Headlines whose numbers are alike enough to stand in one chart.

    Attributes:
        slug: name of the chart.
        what: what they are, in words.
        found: the headlines.
    """

    slug: str
    what: str
    found: tuple[Defended, ...]


def families(found: Sequence[Defended]) -> Iterator[Family]:
    """Yield the headlines that are amounts and counts, then those that are shares, if any."""
    shares = tuple(d for d in found if d.footing.unit.is_share)
    others = tuple(d for d in found if not d.footing.unit.is_share)
    if others:
        yield Family("amounts", "Amounts (money of the day) and counts", others)
    if shares:
        yield Family("shares", "Shares, rates and growth", shares)


def ranges(found: Sequence[Defended]) -> pd.DataFrame:
    """Return one row a headline for the chart.

    Columns: label; value, low, high (of its own kind of number), outer_low, outer_high (of
    all kinds; None where no other kind is known); open_above; note (whether it stands alone);
    others (how many defensible alternatives); moved (the ground that moves it most).
    """
    rows = []
    for d in found:
        outer = map(_amount, d.across) if d.crosses_kinds else (None, None)
        agrees = not d.moved_most and not d.stands_alone
        note = ALONE if d.stands_alone else AGREES if agrees else ""
        known = (d.open_above, note, len(d.defensible), d.moved_most)
        rows.append((d.headline.title, d.footing, *map(_amount, d.within), *outer, *known))
    made = pd.DataFrame(rows, columns=RANGE_COLUMNS)
    return made.astype({"outer_low": object, "outer_high": object})


def alternatives(found: Sequence[Defended], most: int) -> tuple[pd.DataFrame, int]:
    """Return one row an alternative, and how many of them are printed.

    Printed are, of each headline, the farthest that count and then those left out, but none
    about another time; all others follow, so that the file holds every one.

    Args:
        found: the headlines.
        most: how many are printed of each.

    Returns:
        Columns: headline, value, differs, told, standing ("counts", or why it does not).
    """
    printed: list[tuple[object, ...]] = []
    rest: list[tuple[object, ...]] = []
    for d in found:
        near = [*d.defensible, *(a for a in d.left_out if not of_another_time(a))]
        far = [a for a in d.left_out if of_another_time(a)]
        printed += [_line(d, one) for one in near[:most]]
        rest += [_line(d, one) for one in [*near[most:], *far]]
    frame = pd.DataFrame([*printed, *rest], columns=ALTERNATIVE_COLUMNS, dtype=object)
    return frame, len(printed)


def of_another_time(one: Alternative) -> bool:
    """Tell whether an alternative is left out because it is about another time."""
    return one.left_out is not None and one.left_out.text == OTHER_TIME.text


def _amount(q: Quantity) -> Quantity:
    """Return an amount a year as the plain amount: all of a row are a year's, or none is."""
    return replace(q, unit=replace(q.unit, per="")) if q.formula and q.unit.is_money else q


def _line(d: Defended, one: Alternative) -> tuple[object, ...]:
    differs = ", ".join(one.differs) or "nothing"
    return d.headline.title, one.value, differs, one.told, one.left_out or COUNTS
