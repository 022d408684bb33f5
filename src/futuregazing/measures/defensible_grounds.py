"""On which ground a published number stands beside a headline: what differs, what disqualifies.

All is decided by comparing fields of the two records, by how metrics hang together, and by
contradictions known at the date; never by an id or by a note written later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from futuregazing.claims.checking.ledger import Ledger
from futuregazing.claims.checking.places import NATIONAL
from futuregazing.claims.checking.reading import Claim, likeness, same_period
from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose
from futuregazing.measures.choose import BOUNDS, PRINTED_SCOPE
from futuregazing.measures.defensible import (
    BASIS,
    DEFINITION,
    OPEN_PLACE,
    PERIOD,
    PLACE,
    QUALIFIER,
    SCOPE,
    STAFF,
    VINTAGE,
    in_order,
)
from futuregazing.measures.labels import AS_GOVERNMENT_COUNTS, CEILING, WITH_STAFF
from futuregazing.tables.frames import Tables

WITH_STAFF_BASES: Mapping[str, str] = MappingProxyType(
    {
        WITH_STAFF: "counted in",
        AS_GOVERNMENT_COUNTS: "probably counted in",
        "market_estimate_incl_in_house": "counted in",
    }
)
"""Kinds of number with the buyers' own staff in; that government's total has them is our
inference. All other kinds leave them out."""
UNSHOWN = "unsourced_or_modelled_estimate"
COPY, GRAVE = "C", "high"
YEAR = 365.25
SAME_GROUND_YEARS, OTHER_GROUND_YEARS = 2, 5
"""How far off in time a number may be and still stand for the headline's: two years on its
own ground, for amounts move by a tenth a year; five on another ground, which moves it more."""
OTHER_TIME = statement("about another time")
SEEN_IN_COPY = statement("seen only in a copy, not traced to its producer")
BOTH_CANNOT = "the two cannot both be right: {arithmetic}"
SHORTEST_YEAR = 0.9
ONE_WINDOW = 0.9
"""Two windows that share nine days of ten are one."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A headline as its alternatives see it.

    Attributes:
        claim: its record, or that of its whole, as the checker reads it.
        metric: what it measures: the claim's metric, or the other side of a split in two.
        value: on the footing of the comparison.
        yearly: whether amounts are compared as amounts a year.
        rows: the figures it rests on.
    """

    claim: Claim
    metric: str
    value: float
    yearly: bool
    rows: frozenset[str]


@dataclass(frozen=True, eq=False)
class Clash:
    """A contradiction known at the date: both sides' figures, how grave, in words."""

    row: str
    sides: tuple[frozenset[str], frozenset[str]]
    severity: str
    one: str
    other: str
    arithmetic: str

    def against(self, row: str) -> frozenset[str]:
        """Return the figures that a figure is in contradiction with."""
        a, b = self.sides
        return (b if row in a else frozenset()) | (a if row in b else frozenset())

    def named(self, text: str) -> Named:
        """Return words of the contradiction, bound to its row."""
        return Named(text, (Ref("contradictions", self.row),))


def differences(asked: Asked, other: Claim, metric: str) -> tuple[str, ...]:
    """Return the dimensions in which a record differs from the headline."""
    own = asked.claim
    return in_order(
        name
        for name, differs in (
            (STAFF, counts_staff(own.basis) != counts_staff(other.basis)),
            (BASIS, own.basis != other.basis),
            (SCOPE, own.buyers != other.buyers),
            (PLACE, own.area != other.area),
            (OPEN_PLACE, own.area == other.area and own.area_stated != other.area_stated),
            (DEFINITION, metric != asked.metric or _other_series(own, other)),
            (PERIOD, not same_period(own, other)),
            (VINTAGE, _another_publication(own, other)),
            (QUALIFIER, _qualified(own) != _qualified(other)),
        )
        if differs
    )


def counts_staff(basis: str) -> bool:
    """Tell whether a kind of number has the buyers' own staff in it."""
    return basis in WITH_STAFF_BASES


def stem(claim: Claim) -> str:
    """Return a number's series without the edition in its name; empty outside any series."""
    head, _, last = claim.series.rpartition("_")
    return head if head and last.endswith("ED") and last[:-2].isdigit() else claim.series


def why_left_out(
    asked: Asked, other: Claim, grade: str, scope: str, value: float, ledger: Ledger
) -> Iterator[Statement]:
    """Yield why a record is no defensible alternative, the plainest reason first.

    Args:
        asked: the headline.
        other: the record as the checker reads it.
        grade: its source grade.
        scope: its buyers as printed.
        value: on the headline's footing.
        ledger: the records it may be a part of.
    """
    own = asked.claim
    if other.unit.base != own.unit.base:
        yield statement(
            "it counts {these}, not {those}", these=other.unit.base, those=own.unit.base
        )
    if _too_far(asked, other):
        yield OTHER_TIME
    if grade == COPY:
        yield SEEN_IN_COPY
    if other.qualifier == "forecast":
        yield statement("a forecast, not an outcome")
    if other.basis == CEILING:
        yield statement("a ceiling: the most that may be bought")
    if other.basis == UNSHOWN:
        yield statement("its source does not show how it was made")
    if scope.startswith(PRINTED_SCOPE):
        yield statement("its own page contradicts the buyers that it prints")
    if other.metric == own.metric and other.subject != own.subject:
        yield statement("it measures another part of the market")
    if other.buyers != own.buyers and not _both_councils(own, other):
        yield statement("about other buyers")
    if other.area != own.area and not {other.area, own.area} <= NATIONAL:
        yield statement("about one part of the country")
    if asked.yearly and (fault := _no_year(other, ledger)):
        yield fault
    if other.qualifier in BOUNDS and _holds(asked, other, value):
        yield statement("a bound that the headline keeps to: it sets no other value")


def clashing(asked: Asked, other: Claim, clashes: Iterable[Clash]) -> Statement | None:
    """Return why a record cannot stand: a grave contradiction on the headline's own ground.

    Between two kinds of number a contradiction is just what a range shows; between two
    prints of one number it means that one of them is wrong.
    """
    own = asked.claim
    same = own.basis == other.basis and own.metric == other.metric and own.same_place(other)
    if not same or likeness(own, other) < ONE_WINDOW:
        return None
    for clash in clashes:
        if clash.severity == GRAVE and clash.against(other.row) & asked.rows:
            return statement(
                BOTH_CANNOT,
                arithmetic=clash.named(clash.arithmetic or clash.other),
            )
    return None


def known_clashes(tables: Tables) -> list[Clash]:
    """Return the contradictions between figures that are known at the date, in their order."""
    if "contradiction_figures" not in tables.names:
        return []
    rows = choose.records(tables["contradiction_figures"])
    behind = {row["contradiction_id"]: row for row in rows}
    return [
        Clash(
            str(row["contradiction_id"]),
            (_ids(sides["side_a"]), _ids(sides["side_b"])),
            str(row["severity"]),
            house_words(row["claim_a"]),
            house_words(row["claim_b"]),
            house_words(row["arithmetic_check"]),
        )
        for row in choose.records(tables["contradictions"])
        if (sides := behind.get(row["contradiction_id"]))
    ]


def _qualified(claim: Claim) -> str:
    """Return a claim's qualifier; one that was worked out is as exact as what it rests on."""
    return "exact" if claim.qualifier == "derived" else claim.qualifier


def _ids(cell: object) -> frozenset[str]:
    return frozenset(str(cell).split())


def _other_series(own: Claim, other: Claim) -> bool:
    """Tell whether two series measure different things; vintages of one do not."""
    return bool(own.series and other.series) and stem(own) != stem(other)


def _another_publication(own: Claim, other: Claim) -> bool:
    """Tell whether one number was published twice, or one series in two editions."""
    restated = bool(own.series) and own.series != other.series and stem(own) == stem(other)
    again = same_period(own, other) and (own.url, own.known_by) != (other.url, other.known_by)
    return restated or again


def _both_councils(a: Claim, b: Claim) -> bool:
    """Tell whether two shares are of councils, if of different ones."""
    words = ("council", "local")
    told = (a.buyers.casefold(), b.buyers.casefold())
    return a.unit.is_share and all(any(w in name for w in words) for name in told)


def _no_year(other: Claim, ledger: Ledger) -> Statement | None:
    """Return why a record gives no amount a year."""
    amounts = ledger.metrics_in("amount")
    if other.metric in amounts and other.years is None:
        return statement("its source does not say over how long it adds up")
    if (other.years or 1) < SHORTEST_YEAR:
        return statement("about less than a year")
    beside = [c for c in ledger.of_metric(other.metric) if c.url == other.url]
    whole = [c for c in beside if same_period(c, other) and c.value > other.value]
    if other.metric in amounts and whole:
        return statement("a part of a larger amount on its page")
    return None


def _too_far(asked: Asked, other: Claim) -> bool:
    own = asked.claim
    moved = own.basis != other.basis
    moved |= own.unit.is_share and not own.same_place(other)
    years = OTHER_GROUND_YEARS if moved else SAME_GROUND_YEARS
    if own.period is None or other.period is None:
        return True
    if own.period.start <= other.period.end and other.period.start <= own.period.end:
        return False
    return abs((_last(own) - _last(other)).days) > years * YEAR


def _last(claim: Claim) -> dt.date:
    return claim.period.end if claim.period else dt.date.max


def _holds(asked: Asked, other: Claim, value: float) -> bool:
    """Tell whether the headline lies on the open side of a bound."""
    floor = other.qualifier in ("at_least", "more_than")
    return asked.value >= value if floor else asked.value <= value
