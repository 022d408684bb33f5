"""Growth: against levels, against other rates, and against the time it is said to have taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from futuregazing.claims.checking.finding import Comparison, told
from futuregazing.claims.checking.interval import Interval, change, compounded, hull, yearly
from futuregazing.claims.checking.ledger import Ledger, Relation, by_period, pairs
from futuregazing.claims.checking.places import NATIONAL
from futuregazing.claims.checking.reading import Claim, alike, likeness, overlap, same_period

ALIKE_WINDOWS = 0.75
"""Windows that share three years of four should show nearly the same rate."""
POINTS_APART = 5.0
"""Rates of overlapping windows may differ by this many points a year: the span between the
slowest and the fastest year that one publisher shows for one buyer."""
HALF = 0.5
FORECAST = "forecast"


def rate_and_period(ledger: Ledger) -> Iterator[Comparison]:
    """Compare stated rates of growth, all brought to a rate a year."""
    for metric in ledger.metrics_in("growth"):
        for a, b in pairs(ledger.of_metric(metric)):
            one = same_period(a, b)
            if not a.same_place(b) or not (one or likeness(a, b) >= ALIKE_WINDOWS):
                continue
            if not _one_subject(ledger, a, b) or not (a.steps and b.steps):
                continue
            yield Comparison(
                (a, b),
                per_year(a),
                per_year(b),
                f"{a.told} is {told(per_year(a), 'percent')} a year; "
                f"{b.told} is {told(per_year(b), 'percent')} a year",
                "Two rates of growth of one thing do not agree: a rate a year or in total?",
                "high" if one else "medium",
                "rate",
            )


def growth_and_levels(ledger: Ledger) -> Iterator[Comparison]:
    """Compare stated growth with that between the levels at its two ends."""
    for growth, relation in growths(ledger):
        levels = [c for c in _levels(ledger, relation) if c.same_place(growth)]
        starts = [c for c in levels if _at(c, growth, "start")]
        ends = [c for c in levels if _at(c, growth, "end")]
        for start, end in _one_vintage(starts, ends):
            if start.basis == end.basis and start.unit == end.unit:
                yield _grown(growth, start, end)


def last_year(ledger: Ledger) -> Iterator[Comparison]:
    """Compare the growth of the last year with the growth over a longer window to its end."""
    for growth, relation in growths(ledger):
        for end in _levels(ledger, relation):
            if growth.steps != 1.0 or not end.same_place(growth) or not _at(end, growth, "end"):
                continue
            before = end.interval / (_in_total(growth).scaled(0.01) + Interval(1, 1))
            for start in ledger.series().get(end.series, []):
                if _earlier(start, growth):
                    yield Comparison(
                        (growth, start, end),
                        before,
                        Interval(start.interval.low, float("inf")),
                        f"{end.told} / (1 + {growth.told}) = {told(before, end.unit.base)} "
                        f"the year before, less than {start.told}",
                        "The last year grew by more than the years up to it together.",
                        "medium",
                        "rate",
                    )


def rate_and_levels(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a stated rate with the rate between two levels of about the same years."""
    for start, end in _page_pairs(ledger):
        for growth, relation in growths(ledger):
            several = (growth.steps or 0.0) > 1.0
            if end.metric not in _metrics_of(ledger, relation) or not several:
                continue
            if (
                growth.buyers == end.buyers
                and growth.area in NATIONAL
                and _shares(growth, start, end)
            ):
                rate, steps = per_year(growth), _steps_between(start, end)
                found = yearly(change(start.interval, end.interval), steps)
                yield Comparison(
                    (growth, start, end),
                    found,
                    Interval(rate.low - POINTS_APART, rate.high + POINTS_APART),
                    f"{start.told} to {end.told} is {told(found, 'percent')} a year; "
                    f"{growth.told} is {told(rate, 'percent')} a year",
                    "Levels and a stated rate of about the same years lie far apart.",
                    "medium",
                    "rate",
                )


def points_or_percent(ledger: Ledger) -> Iterator[Comparison]:
    """Find the change of a share told in points as if it were per cent."""
    for growth, relation in growths(ledger):
        levels = [c for c in _levels(ledger, relation) if c.same_place(growth) and c.unit.is_share]
        starts = [c for c in levels if _at(c, growth, "start")]
        ends = [c for c in levels if _at(c, growth, "end")]
        for start, end in _one_vintage(starts, ends):
            points = end.interval - start.interval
            if points.meets(growth.interval):
                yield Comparison(
                    (growth, start, end),
                    growth.interval,
                    change(start.interval, end.interval),
                    f"{end.told} - {start.told} = {told(points)} points, called {growth.printed}",
                    "A change in percentage points is called per cent.",
                    role="rate",
                )


def is_yearly(growth: Claim) -> bool:
    """Tell whether a rate is one a year; else it is one over the whole period."""
    return growth.unit.per == "year"


def per_year(growth: Claim) -> Interval:
    """Return a stated growth as a rate a year.

    A publisher's "over five years" may count the years or the steps between them, so both
    are allowed; a change from one year to the next is one step.
    """
    steps = growth.steps or 1.0
    if is_yearly(growth):
        return growth.interval
    if steps <= 1.0:
        return growth.interval
    return hull((yearly(growth.interval, steps), yearly(growth.interval, steps + 1)))


def _in_total(growth: Claim) -> Interval:
    """Return a stated growth as one over its whole period."""
    if not is_yearly(growth) or not growth.steps:
        return growth.interval
    return compounded(growth.interval, growth.steps)


def _grown(growth: Claim, start: Claim, end: Claim) -> Comparison:
    found = change(start.interval, end.interval)
    one_page = start.url == end.url or (start.series and start.series == end.series)
    return Comparison(
        (growth, start, end),
        found,
        _in_total(growth),
        f"{start.told} to {end.told} is {told(found, 'percent')}, but {growth.told}",
        "Growth does not fit the levels at its ends.",
        "high" if one_page else "medium",
        "rate",
    )


def growths(ledger: Ledger) -> Iterator[tuple[Claim, Relation]]:
    """Yield each stated growth with the relation that says of what it is."""
    relations = ledger.related("growth")
    for metric in sorted(ledger.metrics_in("growth")):
        for growth in ledger.of_metric(metric):
            fitting = [r for r in relations if r.metric == metric and _speaks_of(growth, r)]
            if fitting and growth.period is not None and growth.period.bounded:
                yield growth, fitting[0]


def _speaks_of(growth: Claim, relation: Relation) -> bool:
    return re.search(relation.detail, growth.note) is not None


def _one_subject(ledger: Ledger, a: Claim, b: Claim) -> bool:
    """Tell whether two growths are of one thing; one that names nothing may be of any."""
    subjects = {growth.row: relation.of for growth, relation in growths(ledger)}
    first, second = subjects.get(a.row), subjects.get(b.row)
    return first is None or second is None or first == second


def _metrics_of(ledger: Ledger, relation: Relation) -> set[str]:
    named = {r.metric for r in ledger.related("topic") if r.of == relation.of}
    return named or {relation.of}


def _levels(ledger: Ledger, relation: Relation) -> list[Claim]:
    return [c for m in sorted(_metrics_of(ledger, relation)) for c in ledger.of_metric(m)]


def _at(level: Claim, growth: Claim, end: str) -> bool:
    """Tell whether a level is that of the first or the last year of a growth."""
    if level.period is None or growth.period is None or level.steps is None:
        return False
    one_year = not level.period.kind.endswith("s") and level.period.kind != "mixed"
    return one_year and getattr(level.period, end) == getattr(growth.period, end)


def _one_vintage(starts: list[Claim], ends: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Return pairs of start and end: those of one series or page if there are any."""
    both = list(product(starts, ends))
    own = [(a, b) for a, b in both if (a.series and a.series == b.series) or a.url == b.url]
    return own or both


def _earlier(start: Claim, growth: Claim) -> bool:
    if start.period is None or growth.period is None:
        return False
    return start.period.end < growth.period.start


def _page_pairs(ledger: Ledger) -> Iterator[tuple[Claim, Claim]]:
    """Yield two levels of one metric, buyer and page, the earlier one first."""
    for page in ledger.pages().values():
        for start, end in pairs(by_period(page)):
            like = start.metric == end.metric and alike(start, end)
            one_year = start.steps == 0.0 or (start.years or 0) <= 1.01
            firm = FORECAST not in (start.qualifier, end.qualifier)
            if like and one_year and firm and _steps_between(start, end) > 1:
                yield start, end


def _steps_between(start: Claim, end: Claim) -> float:
    if start.period is None or end.period is None:
        return 0.0
    return round((end.period.end - start.period.end).days / 365.25, 2)


def _shares(growth: Claim, start: Claim, end: Claim) -> bool:
    """Tell whether a growth and two levels have half of the shorter time in common."""
    if growth.period is None or start.period is None or end.period is None:
        return False
    span = type(growth.period)(start.period.start, end.period.end, "mixed", "")
    return overlap(growth.period, span) >= HALF * min(growth.period.days, span.days)
