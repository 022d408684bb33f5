"""Shares: of their whole, beside each other, and the whole they imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from futuregazing.claims.checking.finding import Comparison, told
from futuregazing.claims.checking.interval import Interval, total
from futuregazing.claims.checking.ledger import Ledger, Relation, pairs
from futuregazing.claims.checking.reading import Claim, likeness, same_period

OVERLAPPING = 0.5
"""Two years that share half of their days, such as 2025 and FY2025/26, are near enough ..."""
NEAR_SLACK = 1.25
"""... if a quarter more or less is allowed: no total in the ledger moved more in a year."""


def slack(claims: Iterable[Claim]) -> float | None:
    """Return the room that unlike periods need: 1 for the same days, None if too unlike."""
    given = list(claims)
    if all(same_period(a, b) for a, b in pairs(given)):
        return 1.0
    return NEAR_SLACK if all(likeness(a, b) >= OVERLAPPING for a, b in pairs(given)) else None


def share_of_whole(ledger: Ledger) -> Iterator[Comparison]:
    """Compare share times whole with the part."""
    for relation in ledger.related("share"):
        for share in ledger.of_metric(relation.metric):
            wholes = _own_page(
                share, [w for w in ledger.of_metric(relation.of) if share.same_place(w)]
            )
            for part in _parts(ledger, relation, share):
                for whole in wholes:
                    room = slack((share, part, whole))
                    if room is not None:
                        yield _of_whole(share, whole, part, room)


def sum_of_shares(ledger: Ledger) -> Iterator[Comparison]:
    """Add up shares that exclude each other, or that make a whole."""
    for kind, allowed in (("exclusive", Interval(0, 100.0)), ("complement", Interval(100, 100))):
        for relation in ledger.related(kind):
            for group in _beside(ledger, relation):
                added = total(share.interval for share in group)
                yield Comparison(
                    tuple(group),
                    added,
                    allowed,
                    f"{' + '.join(share.told for share in group)} = {told(added, 'percent')}",
                    "Shares of one whole that exclude each other do not fit into it.",
                    "medium",
                )


def denominators(ledger: Ledger) -> Iterator[Comparison]:
    """Compare the wholes that shares of one thing imply."""
    implied: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    for relation in ledger.related("share"):
        for share in ledger.of_metric(relation.metric):
            for part in _parts(ledger, relation, share):
                if slack((share, part)) is not None:
                    implied[relation.gives].append((share, part))
    for bases in implied.values():
        for (share, part), (other, beside) in combinations(bases, 2):
            room = slack((share, part, other, beside))
            # Two values of one amount that clash are found already by `same_claim`.
            clash = same_period(part, beside) and not part.interval.meets(beside.interval)
            if share.row != other.row and share.same_place(other) and room and not clash:
                yield _two_wholes(share, part, other, beside, room)


def _parts(ledger: Ledger, relation: Relation, share: Claim) -> list[Claim]:
    """Return the amounts a share can be of, those of its own page if there are any."""
    found = []
    for part in ledger.of_metric(relation.gives):
        here = part.area == relation.detail if relation.detail else share.same_place(part)
        if here and part.subject == share.subject and part.buyers == share.buyers:
            found.append(part)
    return _own_page(share, found)


def _own_page(share: Claim, claims: list[Claim]) -> list[Claim]:
    own = [c for c in claims if c.url == share.url and slack((share, c)) is not None]
    return own or claims


def _of_whole(share: Claim, whole: Claim, part: Claim, room: float) -> Comparison:
    implied = whole.interval * share.interval.scaled(0.01)
    base = part.interval / share.interval.scaled(0.01)
    return Comparison(
        (share, part, whole),
        part.interval,
        implied if room == 1.0 else implied.widened(room),
        f"{share.told} of {whole.told} = {told(implied, 'GBP')}, but {part.told}; "
        f"that would be {told(base, 'GBP')} in all",
        "Share times whole does not give the part.",
        "high" if room == 1.0 else "medium",
        "share",
    )


def _two_wholes(share: Claim, part: Claim, other: Claim, beside: Claim, room: float) -> Comparison:
    base = part.interval / share.interval.scaled(0.01)
    second = beside.interval / other.interval.scaled(0.01)
    return Comparison(
        (share, part, other, beside),
        base,
        second if room == 1.0 else second.widened(room),
        f"{part.told} / {share.told} = {told(base, 'GBP')}; "
        f"{beside.told} / {other.told} = {told(second, 'GBP')}",
        "Two shares of one amount imply different wholes: they are not shares of the same thing.",
        "medium",
        "share",
    )


def _beside(ledger: Ledger, relation: Relation) -> Iterator[list[Claim]]:
    """Yield shares of one buyer and period, named by a relation, that can be added."""
    first, second = ledger.of_metric(relation.metric), ledger.of_metric(relation.of)
    if relation.metric != relation.of:
        for a in first:
            yield from ([a, b] for b in second if a.same_place(b) and same_period(a, b))
        return
    for a in first:
        group = [b for b in first if b.url == a.url and same_period(a, b) and a.same_place(b)]
        if group[0] is a and len({b.subject for b in group}) == len(group) > 1:
            yield group
