"""Dates in order: periods that end before they begin, or after the page that tells of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from futuregazing.claims.checking.finding import Comparison
from futuregazing.claims.checking.interval import Interval
from futuregazing.claims.checking.ledger import Ledger
from futuregazing.claims.checking.reading import Claim
from futuregazing.tables.dates import parse_day

ENDS_WITHIN_DAYS = 31
"""A page of December speaks of the year as if it had ended."""
ONE_VINTAGE_DAYS = 200
"""A vintage is told first in a talk and then on pages, all within half a year."""
PLANS = frozenset({"grant_or_budget", "contract_register", "framework_ceiling"})
"""Kinds of number that look ahead: their period may end after they were published."""
YES, NO = Interval(1, 1), Interval(0, 0)


def period_order(ledger: Ledger) -> Iterator[Comparison]:
    """Find periods that end before they begin."""
    for claim in ledger.claims:
        found = YES if claim.period_fault else NO
        yield Comparison((claim,), found, NO, claim.period_fault, "A period is no period.")


def told_too_early(ledger: Ledger) -> Iterator[Comparison]:
    """Find pages that give an exact number for a period that had not ended."""
    for page in ledger.pages().values():
        early = [claim for claim in page if _days_early(claim) > ENDS_WITHIN_DAYS]
        for claim in page:
            if not early or claim is early[0]:
                about = tuple(early) or (claim,)
                ends = ", ".join(c.told for c in about)
                yield Comparison(
                    about,
                    YES if early else NO,
                    NO,
                    f"published {about[0].known_by}: {ends}",
                    "An exact number is given for a period that had not ended.",
                    "medium",
                )


def one_date(ledger: Ledger) -> Iterator[Comparison]:
    """Find numbers of one page, or of one vintage series, with different dates."""
    for page in ledger.pages().values():
        yield from _dated_alike(page, 0, "One page has two dates of publication.")
    for points in ledger.series().values():
        if any(point.series.endswith("ED") for point in points):
            message = "One series mixes two vintages: its publisher restates from one to the next."
            yield from _dated_alike(points, ONE_VINTAGE_DAYS, message)


def _days_early(claim: Claim) -> int:
    """Return how many days a period ended after it was told as fact; 0 if it had ended.

    Only amounts need the whole period: a survey or a count of "2016" may be of its spring.
    """
    firm = claim.qualifier == "exact" and claim.unit.is_money and claim.basis not in PLANS
    if not firm or claim.period is None or not claim.known_by or claim.period.end == date.max:
        return 0
    if "budget" in claim.metric or "expiring" in claim.metric:
        return 0
    return (claim.period.end - parse_day(claim.known_by)).days


def _dated_alike(claims: list[Claim], days: int, message: str) -> Iterator[Comparison]:
    dated = [claim for claim in claims if claim.known_by]
    for before, after in itertools.pairwise(dated):
        apart = abs((parse_day(after.known_by) - parse_day(before.known_by)).days)
        yield Comparison(
            (before, after),
            Interval(apart, apart),
            Interval(0, days + 0.5),
            f"{before.told}, known by {before.known_by}; {after.told}, known by {after.known_by}",
            message,
        )
