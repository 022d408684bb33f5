"""One claim, one value: whoever says it, however often it is said, in level or in change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations

from futuregazing.claims.checking.finding import Comparison, short, told
from futuregazing.claims.checking.interval import Interval, change
from futuregazing.claims.checking.ledger import Ledger, pairs
from futuregazing.claims.checking.magnitude import HALF_AN_ORDER
from futuregazing.claims.checking.reading import Claim, alike, days_apart, likeness, same_period

NEARLY_ONE_WINDOW = 0.9
"""Two windows that share nine days of ten are one window told by two people."""
FLOOR_REACH = 1.2
"""A writer takes a floor close below the number: "more than 16" is not said of 20."""
STALE_AFTER_DAYS = 90
"""A number quoted within a quarter is the same news; later, it should be a new number."""
TELLING_FIGURES = 2
"""One figure ("2bn") comes back by chance; two ("1.8bn") hardly do."""


def same_claim(ledger: Ledger) -> Iterator[Comparison]:
    """Compare numbers of one metric, buyer, area, period and basis."""
    totals = ledger.metrics_in("amount")
    for claims in ledger.topics().values():
        for a, b in pairs(claims):
            close = likeness(a, b) >= NEARLY_ONE_WINDOW and a.metric not in totals
            if alike(a, b) and (same_period(a, b) or close) and not _one_series(a, b):
                yield Comparison(
                    (a, b),
                    a.interval,
                    b.interval,
                    f"{a.told} against {b.told}",
                    "One claim has two values.",
                )


def floors(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a floor ("more than") with what else is said of the same thing."""
    for claims in ledger.topics().values():
        for floor, other in permutations(claims, 2):
            below = floor.qualifier == "at_least" and 0 < floor.value <= other.value
            firm = other.qualifier in ("exact", "approx", "at_least")
            if below and firm and alike(floor, other) and same_period(floor, other):
                times = other.interval.low / floor.value
                if times > HALF_AN_ORDER:  # a case for `order_of_magnitude`
                    continue
                yield Comparison(
                    (floor, other),
                    Interval(times, times),
                    Interval(0, FLOOR_REACH),
                    # The sum as a reader does it, with the numbers that stand beside it.
                    f"{other.told} is {other.value / floor.value:.2f} times the floor {floor.told}",
                    "A floor far below the number misleads, although it is not wrong.",
                    "low",
                )


def repeats(ledger: Ledger) -> Iterator[Comparison]:
    """Compare a row that repeats another with that other."""
    rows = {claim.row: claim for claim in ledger.claims}
    for repeat, original in ledger.repeats:
        if repeat in rows and original in rows:
            a, b = rows[repeat], rows[original]
            yield Comparison(
                (a, b),
                a.interval,
                b.interval,
                f"{a.told} is a repeat of {b.told}",
                "A number was quoted from another row, but is not the same.",
            )


def to_or_by(ledger: Ledger) -> Iterator[Comparison]:
    """Find levels that are really changes: "rose to 30%" where it rose by 30%."""
    for points in ledger.series().values():
        for start, end in pairwise(points):
            for level in ledger.of_metric(end.metric):
                if level.row not in (start.row, end.row) and alike(level, end):
                    yield from _mistaken(level, start, end)


def stale(ledger: Ledger) -> Iterator[Comparison]:
    """Find a number quoted again later, by the same publishers, as that of a later period."""
    for claims in ledger.topics().values():
        for old, new in permutations(claims, 2):
            if _quoted_again(ledger, old, new):
                yield Comparison(
                    (old, new),
                    Interval(1, 1),
                    Interval(0, 0),
                    f"{old.told}, known by {old.known_by}, and {new.told}, known by {new.known_by}",
                    "The same number stands for two periods: it may have been quoted again.",
                    "medium",
                )


def _one_series(a: Claim, b: Claim) -> bool:
    return bool(a.series) and a.series == b.series and not same_period(a, b)


def _mistaken(level: Claim, start: Claim, end: Claim) -> Iterator[Comparison]:
    """Compare a level with another of the same day, if it looks like the change to it."""
    if not same_period(level, end):
        return
    grown, summed = change(start.interval, end.interval), start.interval + end.interval
    as_percent = level.unit.is_share and grown.meets(level.interval)
    if as_percent or (not level.unit.is_share and summed.meets(level.interval)):
        times = f"{short(end.value)} / {short(start.value)} - 1 = {told(grown, 'percent')}"
        sum_ = f"{start.told} + {end.told}"
        yield Comparison(
            (level, start, end),
            level.interval,
            end.interval,
            f"{level.told} against {end.told}; {times if as_percent else sum_}",
            "A change may have been printed as a level, or a level as a change: to or by?",
        )


def _quoted_again(ledger: Ledger, old: Claim, new: Claim) -> bool:
    if old.value != new.value or old.unit != new.unit or old.subject != new.subject:
        return False
    if not old.same_place(new) or same_period(old, new) or old.known_by >= new.known_by:
        return False
    later = days_apart(old, new)
    if old.period is None or new.period is None or not old.known_by or later is None:
        return False
    moved = new.period.end > old.period.end and later > STALE_AFTER_DAYS
    figures = len(f"{old.value:.10e}".split("e")[0].rstrip("0").replace(".", ""))
    if not moved or figures < TELLING_FIGURES or (old.series and old.series == new.series):
        return False
    half_shared = likeness(old, new) >= 0.5 and old.metric != "growth_rate"
    return not half_shared and _one_voice(old, new) and not _renewed(ledger, new)


def _one_voice(a: Claim, b: Claim) -> bool:
    """Tell whether two publishers' names share a proper name, such as the analyst's."""
    return bool(_names(a) & _names(b))


def _names(claim: Claim) -> set[str]:
    words = f"{claim.publisher} {claim.note}".replace("(", " ").replace(")", " ").split()
    common = {"IT", "ICT", "UK", "SME", "SMEs", "England", "NHS", "FY", "LGA", "The"}
    return {w.strip(":,;'") for w in words if w[0].isupper() or w == "techUK"} - common


def _renewed(ledger: Ledger, new: Claim) -> bool:
    """Tell whether the later page also gives the earlier period anew: then it has counted again."""
    page = ledger.pages()[new.url]
    return any(c.metric == new.metric and c.row != new.row and alike(c, new) for c in page)
