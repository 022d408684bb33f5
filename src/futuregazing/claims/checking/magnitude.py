"""Size: an order of magnitude off, outside what a unit can hold, counted in other things."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from futuregazing.claims.checking.finding import Comparison
from futuregazing.claims.checking.growth import is_yearly
from futuregazing.claims.checking.interval import Interval, compounded
from futuregazing.claims.checking.ledger import Ledger, pairs
from futuregazing.claims.checking.places import NATIONAL
from futuregazing.claims.checking.reading import Claim, same_period

HALF_AN_ORDER = math.sqrt(10)
"""Beyond it a number is nearer to ten times its neighbour than to the neighbour itself."""
HALF_A_THOUSAND = math.sqrt(1000)
"""Beyond it a number is nearer to a slip from million to billion than to its neighbour."""
NEAR_DAYS = 366
FLOOR_SPAN = 1.5
"""How far a floor reaches up when its size is judged, for it is open above."""


def order_of_magnitude(ledger: Ledger) -> Iterator[Comparison]:
    """Compare each number with its nearest neighbour, and with any other, in size."""
    seen: set[tuple[str, str]] = set()
    for claims in ledger.topics().values():
        sized = [
            c for c in claims if c.interval.low > 0 and c.metric not in ledger.metrics_in("growth")
        ]
        for claim in sized:
            for other, limit in _neighbours(ledger, claim, sized):
                pair = (min(claim.row, other.row), max(claim.row, other.row))
                if pair not in seen:
                    seen.add(pair)
                    yield _within(ledger, claim, other, limit)


def possible_values(ledger: Ledger) -> Iterator[Comparison]:
    """Hold shares to 0 to 100 per cent, and growth to what compounds to less than half an order."""
    for claim in ledger.claims:
        if claim.unit.is_share and "share" in claim.metric and "growth" not in claim.metric:
            yield _possible(claim, claim.interval, Interval(0, 100.0), "A share is over 100%.")
        if claim.metric in ledger.metrics_in("growth") and claim.steps and is_yearly(claim):
            grown = compounded(claim.interval, claim.steps)
            limit = Interval(-100, (HALF_AN_ORDER - 1) * 100)
            yield _possible(claim, grown, limit, "A rate a year that long is hardly possible.")


def median_and_mean(ledger: Ledger) -> Iterator[Comparison]:
    """Hold the median of contract values below their mean, for few are very large."""
    for relation in ledger.related("below"):
        for median in ledger.of_metric(relation.metric):
            for mean in ledger.of_metric(relation.of):
                if median.same_place(mean) and same_period(median, mean):
                    yield Comparison(
                        (median, mean),
                        median.interval,
                        Interval(0, mean.interval.high),
                        f"median {median.told} > mean {mean.told}",
                        "The median of skewed values is above their mean.",
                    )


def counted_things(ledger: Ledger) -> Iterator[Comparison]:
    """Find counts of one metric at two near days that do not count the same things."""
    for claims in ledger.metrics():
        for a, b in pairs(claims):
            counts = a.unit.is_count and b.unit.is_count and a.area == b.area
            moments = (a.years or 1) < 0.1 and (b.years or 1) < 0.1
            if counts and moments and _apart(a, b) <= NEAR_DAYS:
                unlike = float(a.unit.base != b.unit.base)
                yield Comparison(
                    (a, b),
                    Interval(unlike, unlike),
                    Interval(0, 0),
                    f"{a.told} and {b.told}",
                    "Two counts of one metric count different things: there is no growth between.",
                    "low",
                )


def yearly_amount(ledger: Ledger, claim: Claim) -> Interval:
    """Return an amount a year: amounts over a window are divided by its years."""
    years = claim.years
    size = claim.interval
    if math.isinf(size.high):
        size = Interval(size.low, size.low * FLOOR_SPAN)
    return size.scaled(1 / years) if adds_up(ledger, claim) and years else size


def adds_up(ledger: Ledger, claim: Claim) -> bool:
    """Tell whether a claim is an amount of money that adds up over its window."""
    over_window = claim.metric in ledger.metrics_in("amount") or "cumulative" in claim.note
    return over_window and claim.unit.is_money and not claim.unit.per


def _neighbours(ledger: Ledger, claim: Claim, others: list[Claim]) -> Iterator[tuple[Claim, float]]:
    """Yield the nearest like number within a year, and the nearest in size at any time."""
    like = [
        c for c in others if c is not claim and c.unit == claim.unit and c.subject == claim.subject
    ]
    near = [c for c in like if claim.same_place(c) and c.basis == claim.basis]
    near = [c for c in near if _apart(claim, c) <= NEAR_DAYS]
    if near:
        yield min(near, key=lambda c: (c.url != claim.url, _apart(claim, c), c.row)), HALF_AN_ORDER
    amount = yearly_amount(ledger, claim).low
    anywhere = [c for c in like if c.buyers == claim.buyers and _one_level(c, claim)]
    if anywhere:
        size = {c.row: abs(math.log(yearly_amount(ledger, c).low / amount)) for c in anywhere}
        yield min(anywhere, key=lambda c: (size[c.row], c.row)), HALF_A_THOUSAND


def _one_level(a: Claim, b: Claim) -> bool:
    return a.area == b.area or (a.area in NATIONAL and b.area in NATIONAL)


def _within(ledger: Ledger, claim: Claim, other: Claim, limit: float) -> Comparison:
    times = yearly_amount(ledger, claim) / yearly_amount(ledger, other)
    ratio = claim.value / other.value
    return Comparison(
        (claim, other),
        times,
        Interval(1 / limit, limit),
        f"{claim.told} against {other.told}: {max(ratio, 1 / ratio):.3g} times",
        "Two numbers for one thing are an order of magnitude apart.",
        role="size",
    )


def _possible(claim: Claim, found: Interval, allowed: Interval, message: str) -> Comparison:
    return Comparison((claim,), found, allowed, claim.told, message, role="size")


def _apart(a: Claim, b: Claim) -> float:
    """Return the days between the middles of two periods."""
    if a.period is None or b.period is None or not (a.period.bounded and b.period.bounded):
        return math.inf
    return abs(_middle(a.period.start, a.period.end) - _middle(b.period.start, b.period.end))


def _middle(start: date, end: date) -> float:
    return (start.toordinal() + end.toordinal()) / 2
