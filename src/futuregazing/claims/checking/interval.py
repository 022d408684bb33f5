"""What a printed number can mean: an interval, and arithmetic on intervals.

"2.8bn" was rounded from something in [2.75bn, 2.85bn). A rule compares intervals, so that
it speaks up only when no values inside them can all be true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NEARLY_BELOW = 0.05
"""A writer says "nearly 30%" of 28.5% and more; of less he says "over a quarter"."""
APPROX = 0.10
"""A writer says "about" of a number up to a tenth off; the rounding may be wider."""
FORECAST = 0.15
"""A forecast that misses by more than this is news, so two that differ by more, too."""
FLAT_POINTS = 1.0
"""A publisher calls a rate of growth flat when it is within a point of nothing."""
TRUSTED_ZEROS_BELOW = 100
"""In "800" or "3000" the zeros may be rounding, in "20" or "70" they are taken as read."""


@dataclass(frozen=True)
class Interval:
    """The values a number may have: from `low`, included, up to `high`, left out.

    Where both are one, the number is known to the digit (a count).
    """

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        """Return all sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """Return all differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        """Return all products of numbers that are not negative."""
        return Interval(self.low * other.low, _product(self.high, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        """Return all quotients of numbers that are not negative."""
        low = self.low / other.high if other.high else math.inf
        return Interval(low, self.high / other.low if other.low else math.inf)

    def scaled(self, factor: float) -> Interval:
        """Return the interval times a number that is not negative."""
        return Interval(self.low * factor, _product(self.high, factor))

    def widened(self, factor: float) -> Interval:
        """Return the interval with room to be `factor` times less or more."""
        return Interval(self.low / factor, self.high * factor)

    def meets(self, other: Interval) -> bool:
        """Tell whether one value can lie in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        touching = self.low == self.high or other.low == other.high
        return low < high or (low == high and touching)

    def gap(self, other: Interval) -> float:
        """Return how far the intervals are apart, as a share of the larger; 0 if they meet."""
        if self.meets(other):
            return 0.0
        low, high = min(self.high, other.high), max(self.low, other.low)
        return (high - low) / max(abs(high), abs(low)) if high != low else 1e-9


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that holds all of `intervals`."""
    given = list(intervals)
    return Interval(min(i.low for i in given), max(i.high for i in given))


def total(intervals: Iterable[Interval]) -> Interval:
    """Return all sums of one value of each."""
    given = list(intervals)
    return Interval(math.fsum(i.low for i in given), math.fsum(i.high for i in given))


def change(start: Interval, end: Interval) -> Interval:
    """Return all growth in per cent from a value of `start` to one of `end`."""
    times = end / start
    return Interval((times.low - 1) * 100, (times.high - 1) * 100)


def compounded(rate: Interval, steps: float) -> Interval:
    """Return the growth in total, per cent, of a rate per step over a number of steps."""
    return Interval(_compound(rate.low, steps), _compound(rate.high, steps))


def yearly(growth: Interval, steps: float) -> Interval:
    """Return the growth per step, per cent, of a growth in total over a number of steps."""
    return Interval(_compound(growth.low, 1 / steps), _compound(growth.high, 1 / steps))


def printed_interval(
    number: Decimal, qualifier: str, *, percent: bool = False, counted: bool = False
) -> Interval:
    """Return what a number, as printed and in its own unit, can mean.

    Args:
        number: as printed; "19.0" counts as 19, for tables write a zero no source printed.
        qualifier: as in `figures`.
        percent: per cent are printed to the unit, so that "20" is 19.5 to 20.5.
        counted: things counted one by one are exact below `TRUSTED_ZEROS_BELOW` zeros.
    """
    value, half = float(number), float(_half_unit(number, trusted=percent))
    rounded = Interval(value - half, value + half)
    match qualifier:
        case "at_least":
            return Interval(value, math.inf)
        case "at_most":
            return Interval(0.0, value)
        case "less_than":
            return Interval(-math.inf, value)
        case "nearly":
            return Interval(value * (1 - NEARLY_BELOW), value)
        case "approx":
            return _wider(rounded, value, APPROX)
        case "forecast":
            return _wider(rounded, value, FORECAST)
        case "qualitative":
            return Interval(value - FLAT_POINTS, value + FLAT_POINTS)
    if counted and number == number.to_integral() and half <= 0.5:
        return Interval(value, value)
    return rounded


def _half_unit(number: Decimal, *, trusted: bool) -> Decimal:
    """Return half of the last place that was printed."""
    if number == number.to_integral():
        whole = int(abs(number))
        zeros = len(str(whole)) - len(str(whole).rstrip("0"))
        if trusted or whole < TRUSTED_ZEROS_BELOW or whole == 0:
            zeros = 0
        return Decimal(10) ** zeros / 2
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) / 2


def _wider(rounded: Interval, value: float, share: float) -> Interval:
    room = abs(value) * share
    return Interval(min(rounded.low, value - room), max(rounded.high, value + room))


def _compound(percent: float, steps: float) -> float:
    if math.isinf(percent):
        return percent
    return (math.pow(max(1 + percent / 100, 0.0), steps) - 1) * 100


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b
