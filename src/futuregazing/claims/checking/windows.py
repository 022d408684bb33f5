"""Windows of time that overlap: renewals, vintages that restate, cumulative amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations

from futuregazing.claims.checking.finding import Comparison, told
from futuregazing.claims.checking.interval import Interval, hull
from futuregazing.claims.checking.ledger import Ledger, by_period, pairs
from futuregazing.claims.checking.magnitude import HALF_AN_ORDER, adds_up
from futuregazing.claims.checking.reading import Claim, alike, likeness, overlap, same_period

OVERLAPPING = 0.3
"""Two-year windows a year apart share a third of their days."""
FEWEST_POINTS = 2
STEP = 2.0
"""No series of the ledger doubles or halves from one point to the next."""
WINDOWS_APART = 1.25
"""Half of what ends in one two-year window ends in the next one too: a jump of a quarter in
the whole would be one of half in the rest."""

RATES_APART = 1.5
"""Yearly amounts of one programme rise and fall, so that its mean may be half as much again as
a year; a total taken for a year, or a year for a total, is off by the number of years."""
HALF = 0.5


def overlapping_windows(ledger: Ledger) -> Iterator[Comparison]:
    """Compare values of windows that look ahead and overlap."""
    for metric in ledger.metrics_in("ahead"):
        for a, b in pairs(by_period(ledger.of_metric(metric))):
            joined = bool(a.series) and a.series == b.series
            if a.same_place(b) and likeness(a, b) >= OVERLAPPING and not joined:
                ratio = b.interval / a.interval
                yield Comparison(
                    (a, b),
                    ratio,
                    Interval(1 / WINDOWS_APART, WINDOWS_APART),
                    f"{a.told} and {b.told}: {told(ratio)} times, in windows that overlap",
                    "Windows that overlap do not hold the same: their definitions differ, "
                    "so this is not a trend.",
                    "medium",
                )


def rate_and_window(ledger: Ledger) -> Iterator[Comparison]:
    """Compare an amount a year with one over a window of about the same time."""
    for claims in ledger.metrics():
        for rate, whole in permutations(claims, 2):
            if _a_year_of(rate, whole) and adds_up(ledger, whole) and _at_one_time(rate, whole):
                a_year = whole.interval.scaled(1 / (whole.years or 1.0))
                yield Comparison(
                    (rate, whole),
                    rate.interval / a_year,
                    Interval(1 / RATES_APART, RATES_APART),
                    f"{whole.told} / {whole.years:.3g} years = {told(a_year, whole.unit.base)} "
                    f"a year, against {rate.told}",
                    "An amount a year and an amount over a time do not agree: a year or in total?",
                    "high" if same_period(rate, whole) else "medium",
                    "rate",
                )


def vintages(ledger: Ledger) -> Iterator[Comparison]:
    """Compare numbers with a window of another vintage that they lie in."""
    for points in ledger.series().values():
        if len(points) < FEWEST_POINTS:
            continue
        ends = (points[0], points[-1])
        if not _yearly(*ends) or points[0].metric in ledger.metrics_in("amount"):
            continue
        span = hull(end.interval for end in ends)
        for claim in ledger.of_metric(points[0].metric):
            if alike(claim, ends[0]) and claim.series != points[0].series and _lies_in(claim, ends):
                yield Comparison(
                    (claim, *ends),
                    claim.interval,
                    span,
                    f"{claim.told} lies in the window {ends[0].told} to {ends[1].told}",
                    "Two vintages overlap and do not agree: at least one was restated.",
                    "medium",
                    "point",
                )


def pace(ledger: Ledger) -> Iterator[Comparison]:
    """Compare what a cumulative amount gained with its pace until then."""
    for metric in ledger.metrics_in("amount"):
        for early, late in permutations(ledger.of_metric(metric), 2):
            if alike(early, late) and not early.series and _longer(early, late):
                yield _gained(early, late)


def steps_of_series(ledger: Ledger) -> Iterator[Comparison]:
    """Hold cumulative series to never falling, and others to less than doubling a step."""
    for points in ledger.series().values():
        for before, after in pairwise(points):
            if before.metric in ledger.metrics_in("amount"):
                allowed = Interval(before.interval.low, float("inf"))
                message = "A cumulative amount has fallen."
            else:
                allowed = before.interval.widened(STEP)
                message = "A series doubles or halves from one point to the next."
            yield Comparison(
                (before, after),
                after.interval,
                allowed,
                f"{before.told} to {after.told}",
                message,
                role="step",
            )


def _a_year_of(rate: Claim, whole: Claim) -> bool:
    """Tell whether one claim is in the units of the other, a year."""
    same = rate.subject == whole.subject and rate.basis == whole.basis and rate.same_place(whole)
    return same and rate.unit == replace(whole.unit, per="year") and not whole.unit.per


def _at_one_time(rate: Claim, whole: Claim) -> bool:
    """Tell whether two periods share half of the days of the shorter."""
    a, b = rate.period, whole.period
    if a is None or b is None or not (a.bounded and b.bounded):
        return False
    return overlap(a, b) >= HALF * min(a.days, b.days)


def _yearly(first: Claim, last: Claim) -> bool:
    years = (first.years or 9) < 1.1 and (last.years or 9) < 1.1
    return years and min(first.years or 0, last.years or 0) > 0.9


def _lies_in(claim: Claim, ends: tuple[Claim, Claim]) -> bool:
    """Tell whether a year lies in the window between two others, without being one of them."""
    first, last, when = ends[0].period, ends[1].period, claim.period
    if first is None or last is None or when is None or not when.bounded:
        return False
    one_year = 0.9 < (claim.years or 0) < 1.1
    inside = first.start <= when.start and when.end <= last.end
    return one_year and inside and not any(same_period(claim, end) for end in ends)


def _longer(early: Claim, late: Claim) -> bool:
    a, b = early.period, late.period
    if a is None or b is None or not (a.bounded and b.bounded):
        return False
    return a.start == b.start and a.end < b.end


def _gained(early: Claim, late: Claim) -> Comparison:
    before, whole = early.years or 0.0, late.years or 0.0
    gain = late.interval - early.interval
    now, then = gain.scaled(1 / (whole - before)), early.interval.scaled(1 / before)
    return Comparison(
        (early, late),
        now,
        Interval(float("-inf"), then.high * HALF_AN_ORDER),
        f"{late.told} - {early.told} = {told(gain, 'GBP')} in {(whole - before) * 12:.0f} months; "
        f"until then {told(then, 'GBP')} a year",
        "A cumulative amount gained more than three times as fast as before.",
        "medium",
    )
