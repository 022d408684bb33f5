"""Parts against wholes: of metrics, of sectors, of windows, and the parts on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from futuregazing.claims.checking.finding import Comparison, joined, told
from futuregazing.claims.checking.interval import Interval, total
from futuregazing.claims.checking.ledger import Ledger, Relation
from futuregazing.claims.checking.places import area_within, buyers_within
from futuregazing.claims.checking.reading import Claim, contains
from futuregazing.claims.checking.shares import slack

ANY_TIME = "any time"
ANY_BUYER = "any buyer"
ANY_TIME_SLACK = 2.0
"""Budgets and markets in the ledger have less than doubled in ten years."""
ANY_COUNT_SLACK = 1.25
"""Mergers have cut the number of councils by a tenth in ten years."""
MEANT_AS_SUM = 0.2
"""Numbers on a page whose largest is within a fifth of the sum of the rest are meant as a sum."""
FEWEST_PARTS = 2


def part_and_whole(ledger: Ledger) -> Iterator[Comparison]:
    """Compare parts, as `metric_relations` declares them, with their wholes."""
    for relation in ledger.related("part"):
        for part in ledger.of_metric(relation.metric):
            for whole in ledger.of_metric(relation.of):
                room = _room(part, whole, relation, ledger)
                if room is not None and _inside(part, whole, relation):
                    yield _fits(part, whole, room, "A part is more than its whole.")


def sectors(ledger: Ledger) -> Iterator[Comparison]:
    """Compare what one sector has with what the whole public sector has."""
    for claims in ledger.topics().values():
        for part, whole in permutations(claims, 2):
            money = part.unit.is_money and part.unit == whole.unit and part.basis == whole.basis
            if (
                money
                and buyers_within(part.buyers, whole.buyers)
                and area_within(part.area, whole.area)
            ):
                room = slack((part, whole))
                if room is not None:
                    yield _fits(part, whole, room, "A sector has more than all sectors together.")


def windows_within(ledger: Ledger) -> Iterator[Comparison]:
    """Compare an amount over some years with the amount over more years around them."""
    for metric in ledger.metrics_in("amount"):
        for part, whole in permutations(ledger.of_metric(metric), 2):
            one_thing = part.subject == whole.subject and part.unit == whole.unit
            if (
                one_thing
                and part.unit.is_money
                and part.same_place(whole)
                and contains(whole, part)
            ):
                message = "An amount over part of a time is more than that over the whole time."
                yield _fits(part, whole, 1.0, message)


def parts_on_a_page(ledger: Ledger) -> Iterator[Comparison]:
    """Add up the numbers of one metric and period on a page, if one seems to be their sum."""
    for page in ledger.pages().values():
        groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in page:
            if claim.unit.is_money and claim.period:
                key = (claim.metric, claim.unit, claim.area, claim.buyers, claim.period)
                groups[key].append(claim)
        for group in groups.values():
            yield from _summed(group)


def _room(part: Claim, whole: Claim, relation: Relation, ledger: Ledger) -> float | None:
    """Return how much more a part may be, given the periods of both; None if not comparable."""
    if relation.of in ledger.metrics_in("amount") and contains(whole, part):
        return 1.0
    near = slack((part, whole))
    if near is None and relation.detail == ANY_TIME:
        return ANY_COUNT_SLACK if part.unit.is_count else ANY_TIME_SLACK
    return near


def _inside(part: Claim, whole: Claim, relation: Relation) -> bool:
    """Tell whether the buyers and the area of a part lie within those of the whole."""
    national = part.same_place(whole)
    buyers = part.buyers == whole.buyers or relation.detail == ANY_BUYER
    return national or (buyers and area_within(part.area, whole.area))


def _fits(part: Claim, whole: Claim, room: float, message: str) -> Comparison:
    limit = whole.interval.high * room
    return Comparison(
        (part, whole),
        part.interval,
        Interval(float("-inf"), limit),
        f"{part.told} > {whole.told}",
        message,
        "high" if room == 1.0 else "medium",
        "part",
    )


def _summed(group: list[Claim]) -> Iterator[Comparison]:
    whole, *parts = sorted(group, key=lambda claim: -claim.value)
    if len(parts) < FEWEST_PARTS or len({claim.subject for claim in group}) < len(group):
        return
    rest = sum(part.value for part in parts)
    if abs(rest / whole.value - 1) <= MEANT_AS_SUM:
        added = total(part.interval for part in parts)
        yield Comparison(
            (whole, *parts),
            added,
            whole.interval,
            f"{joined(parts, '+')} = {told(added, whole.unit.base)}, but {whole.told}",
            "The parts on a page do not add up to the whole on it.",
            "medium",
            "whole",
        )
