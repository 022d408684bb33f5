"""Means, counts and totals; and what different bases make of one amount a year."""

from __future__ import annotations

from collections.abc import Iterator

from futuregazing.claims.checking.finding import Comparison, told
from futuregazing.claims.checking.interval import Interval
from futuregazing.claims.checking.ledger import Ledger
from futuregazing.claims.checking.magnitude import yearly_amount
from futuregazing.claims.checking.places import NATIONAL
from futuregazing.claims.checking.reading import Claim, contains, likeness, overlap, same_period

YEARS = "years"
MAIN_BASIS = "published_invoice_spend"
"""What nearly all of the ledger's amounts are; the others are held against it."""
BASES_APART = 1.5
"""Staff, in-house work, whole-life values and what is not published make bases differ; by
half as much again a reader is misled who takes one for the other."""
HALF = 0.5


def mean_and_count(ledger: Ledger) -> Iterator[Comparison]:
    """Compare mean times count, or a mean a year times years, with the total."""
    for relation in ledger.related("mean"):
        for mean in ledger.of_metric(relation.metric):
            totals = [t for t in ledger.of_metric(relation.gives) if _beside(mean, t)]
            for total in totals:
                if relation.of == YEARS:
                    yield _mean(mean, (), Interval(*[round(total.years or 0, 1)] * 2), total)
                    continue
                for count in ledger.of_metric(relation.of):
                    if _beside(mean, count):
                        yield _mean(mean, (count,), count.interval, total)


def remainder(ledger: Ledger) -> Iterator[Comparison]:
    """Compare what a total leaves for the years before a later part with the floor of a year."""
    for relation in ledger.related("floor"):
        totals = ledger.of_metric(relation.of)
        for floor in ledger.of_metric(relation.metric):
            for whole in totals:
                for part in totals:
                    if (
                        _over_years(floor, whole)
                        and contains(whole, part)
                        and floor.same_place(whole)
                    ):
                        yield _rest(floor, whole, part)


def bases(ledger: Ledger) -> Iterator[Comparison]:
    """Compare an amount a year on another basis with what was invoiced at about the time."""
    for topic in sorted({r.of for r in ledger.related("yearly")}):
        metrics = [r.metric for r in ledger.related("yearly") if r.of == topic]
        claims = [c for m in metrics for c in ledger.of_metric(m) if (c.years or 0) > 0.9]
        invoiced = [c for c in claims if c.basis == MAIN_BASIS]
        for claim in claims:
            if claim.basis != MAIN_BASIS and _is_whole(claim, claims):
                yield from _nearest_on(ledger, claim, invoiced)


def _beside(a: Claim, b: Claim) -> bool:
    return a.same_place(b) and same_period(a, b) and not (a.unit.per or b.unit.per)


def _mean(mean: Claim, count: tuple[Claim, ...], times: Interval, total: Claim) -> Comparison:
    product = mean.interval * times
    by = count[0].told if count else f"{times.low:g} years"
    return Comparison(
        (mean, *count, total),
        product,
        total.interval,
        f"{mean.told} x {by} = {told(product, 'GBP')}, but {total.told}",
        "Mean times count does not give the total.",
        role="mean",
    )


def _over_years(floor: Claim, whole: Claim) -> bool:
    return floor.qualifier == "at_least" and same_period(floor, whole)


def _rest(floor: Claim, whole: Claim, part: Claim) -> Comparison:
    years = round((whole.years or 0) - (part.years or 0), 1)
    rest, least = whole.interval - part.interval, floor.interval.scaled(years)
    return Comparison(
        (whole, part, floor),
        rest,
        least,
        f"{whole.told} - {part.told} = {told(rest, 'GBP')} for {years:g} years, "
        f"but {floor.told} each",
        "What the total leaves for the other years is less than the floor of each year.",
        "medium",
    )


def _is_whole(claim: Claim, claims: list[Claim]) -> bool:
    """Tell whether no larger amount stands on the same page for the same time."""
    beside = [c for c in claims if c.url == claim.url and same_period(c, claim)]
    return all(c.value <= claim.value for c in beside)


def _nearest_on(ledger: Ledger, claim: Claim, others: list[Claim]) -> Iterator[Comparison]:
    """Yield the comparison with the claim of another basis that shares most of its time."""
    like = [o for o in others if _comparable(claim, o)]
    if not like:
        return
    other = max(like, key=lambda o: (likeness(claim, o), o.row))
    a, b = yearly_amount(ledger, claim), yearly_amount(ledger, other)
    yield Comparison(
        (claim, other),
        a / b,
        Interval(1 / BASES_APART, BASES_APART),
        f"{claim.told}, {claim.basis}, is {told(a, 'GBP')} a year; "
        f"{other.told}, {other.basis}, is {told(b, 'GBP')} a year",
        "Two bases give very different amounts a year for one thing.",
        "low",
    )


def _comparable(a: Claim, b: Claim) -> bool:
    """Tell whether two amounts are of the same buyers and of about the same time and area."""
    if a.period is None or b.period is None or a.buyers != b.buyers:
        return False
    national = a.area in NATIONAL and b.area in NATIONAL
    bounded = a.period.bounded and b.period.bounded
    if not (national and bounded and a.unit.is_money and b.unit.is_money):
        return False
    return overlap(a.period, b.period) >= HALF * min(a.period.days, b.period.days)
