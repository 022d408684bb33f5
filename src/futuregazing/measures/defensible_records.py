"""The alternatives of a published headline: the ledger's records that answer its question.

Which metrics ask one question is read from `metric_relations`: amounts a year of one topic
and one group of buyers, the two sides of a split, shares that exclude each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from futuregazing.claims.checking.interval import APPROX, NEARLY_BELOW
from futuregazing.claims.checking.ledger import Ledger, ledger_of
from futuregazing.claims.checking.reading import Claim
from futuregazing.claims.quantity import Quantity, complement, quantity, source_figures
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import Unit
from futuregazing.measures import choose
from futuregazing.measures.cautions import SERIOUS
from futuregazing.measures.choose import BOUNDS
from futuregazing.measures.defensible import (
    BASIS,
    QUALIFIER,
    Alternative,
    rounded,
)
from futuregazing.measures.defensible_grounds import (
    Asked,
    Clash,
    clashing,
    differences,
    known_clashes,
    why_left_out,
)
from futuregazing.measures.worked_out import per_item
from futuregazing.tables.frames import Tables

YEAR = "year"
ONE_YEAR = 0.1
"""A window within a tenth of a year of one year is a year."""
A_YEAR = "amounts of several years stand as an amount a year, to be compared"
SPREAD = {"approx": (-APPROX, APPROX), "nearly": (-NEARLY_BELOW,)}
"""How far a qualifier's own words reach, below and above, as the claim checker reads them."""


@dataclass(frozen=True, eq=False)
class Records:
    """The ledger as an edition knows it: claims, their rows, known contradictions."""

    ledger: Ledger
    rows: dict[str, dict[str, Any]]
    clashes: tuple[Clash, ...]

    @property
    def claims(self) -> dict[str, Claim]:
        """Return the claims by row."""
        return {claim.row: claim for claim in self.ledger.claims}


def read(tables: Tables) -> Records:
    """Return the ledger of an edition; a record that only repeats another is left out."""
    frame = choose.figures(tables)
    ledger = ledger_of(frame, tables["metric_relations"], tables["links"])
    rows = {str(row["figure_id"]): row for row in choose.records(frame)}
    return Records(ledger, rows, tuple(known_clashes(tables)))


def asked_of(records: Records, number: Quantity) -> Asked | None:
    """Return a published headline as its alternatives see it; None if it rests on no one record.

    A share may be what a published one leaves of the whole: then it measures the other side.
    """
    rows = {ref.row for ref in number.refs if ref.table == "figures"}
    claim = records.claims.get(next(iter(rows), ""))
    if claim is None or len(rows) != 1:
        return None
    side = claim.metric
    if float(number.value) != claim.value:
        side = _partner(records.ledger, claim.metric) or claim.metric
    yearly = claim.unit.is_money and claim.metric in records.ledger.metrics_in("yearly")
    made = Asked(claim, side, float(number.value), yearly, frozenset(rows))
    return replace(made, value=float(footing(records, made, number).value))


def footing(records: Records, asked: Asked, number: Quantity) -> Quantity:
    """Return the headline on the footing of the comparison: several years as an amount a year."""
    return _a_year(records.ledger, asked.claim, number) if asked.yearly else number


def alternatives(records: Records, asked: Asked) -> list[Alternative]:
    """Return every record that answers the headline's question, with what differs."""
    made = [
        _alternative(records, asked, claim, value, metric)
        for claim, value, metric in _candidates(records, asked)
    ]
    return _latest_of_each_kind(made)


def own_words(number: Quantity) -> list[Alternative]:
    """Return how far the headline's own qualifier reaches: "about" and "nearly" are no points.

    A number that we worked out is "about" by our arithmetic and has no word of its own.
    """
    made = []
    for reach in () if number.formula else SPREAD.get(number.qualifier, ()):
        percent = Decimal(100) + Decimal(str(reach)) * 100
        end = number.value * percent / 100
        value = replace(
            number,
            value=end,
            qualifier="derived",
            figures=max(2, source_figures(end) if number.unit.is_share else number.figures or 2),
            formula=f"{number.expression} × {percent.normalize():f}%",
            inputs=(number,),
            series="",
        )
        side = "low" if reach < 0 else "high"
        told = statement(
            "the {side} end of what its own word “{word}” allows, as we read it",
            side=side,
            word=_word(number),
        )
        made.append(Alternative(rounded(value), rounded(value), (QUALIFIER,), told))
    return made


def open_above(number: Quantity) -> bool:
    """Tell whether a source states a floor alone."""
    return number.qualifier in ("at_least", "more_than")


def clashes_of(records: Records, rows: Iterable[str]) -> list[Statement]:
    """Return the serious contradictions with all of some figures on one side, gravest first."""
    wanted = frozenset(rows)
    found = [c for c in records.clashes if wanted and any(wanted <= side for side in c.sides)]
    serious = [c for c in found if c.severity in SERIOUS]
    return [
        statement("{one}, against {other}", one=c.named(c.one), other=c.named(c.other))
        for c in sorted(serious, key=lambda c: SERIOUS.index(c.severity))
    ]


def _candidates(records: Records, asked: Asked) -> Iterator[tuple[Claim, Quantity, str]]:
    """Yield the records that answer the question, each with its value and what it measures."""
    ledger = records.ledger
    for metric in _metrics(ledger, asked):
        for claim in ledger.of_metric(metric):
            if claim.row in asked.rows or (asked.yearly and claim.buyers != asked.claim.buyers):
                continue
            stated = quantity(records.rows[claim.row])
            if metric == _partner(ledger, asked.metric):
                yield claim, complement(stated), asked.metric
            elif metric in _exclusive(ledger, asked.metric):
                if claim.qualifier in ("at_most", "less_than"):
                    continue  # at most so many here leaves no bound there
                yield claim, replace(complement(stated), qualifier="at_most"), metric
            else:
                yield claim, stated, metric


def _metrics(ledger: Ledger, asked: Asked) -> list[str]:
    """Return the metrics that ask the headline's question."""
    if asked.yearly:
        topics = {r.of for r in ledger.related("yearly") if r.metric == asked.metric}
        return sorted({r.metric for r in ledger.related("yearly") if r.of in topics})
    partner = _partner(ledger, asked.metric)
    return [asked.metric, *([partner] if partner else []), *_exclusive(ledger, asked.metric)]


def _partner(ledger: Ledger, metric: str) -> str:
    """Return the other side of a split in two; empty if there is none."""
    both = [{r.metric, r.of} for r in ledger.related("complement")]
    return next((next(iter(two - {metric})) for two in both if metric in two), "")


def _exclusive(ledger: Ledger, metric: str) -> list[str]:
    """Return the shares that leave room for at most the rest: users leave it to non-users."""
    both = [{r.metric, r.of} for r in ledger.related("exclusive") if r.metric != r.of]
    return sorted(next(iter(two - {metric})) for two in both if metric in two)


def _alternative(
    records: Records, asked: Asked, claim: Claim, stated: Quantity, metric: str
) -> Alternative:
    value = _a_year(records.ledger, claim, stated) if asked.yearly else stated
    seen = replace(claim, qualifier=value.qualifier) if value.formula else claim
    row = records.rows[claim.row]
    reasons = why_left_out(
        asked,
        seen,
        str(row["source_grade"]),
        str(row["buyer_scope"]),
        float(value.value),
        records.ledger,
    )
    why = next(reasons, None) or clashing(asked, claim, records.clashes)
    return Alternative(value, stated, differences(asked, claim, metric), _told(row, stated), why)


def _told(row: dict[str, Any], stated: Quantity) -> Statement:
    return statement(
        "{place}, {period}; {publisher}",
        place=choose.named(row, _place(stated.geography)),
        period=choose.period(row),
        publisher=choose.named(row, _plain(str(row["publisher"]))),
    )


def _place(geography: str) -> str:
    return "place not stated" if "not stated" in geography else geography


def _plain(publisher: str) -> str:
    """Return a publisher without brackets: the words stand in brackets themselves."""
    return publisher.replace(" (", ", ").replace(")", "")


def _latest_of_each_kind(made: list[Alternative]) -> list[Alternative]:
    """Leave out what a later record of the same other kind of number has overtaken."""
    standing = [one for one in made if BASIS in one.differs and one.left_out is None]
    by_kind: dict[str, list[Alternative]] = {}
    for one in standing:
        by_kind.setdefault(one.value.basis, []).append(one)
    latest = [max(kind, key=_newest) for kind in by_kind.values()]
    overtaken = statement("a later figure of its kind is known")
    return [
        replace(one, left_out=overtaken) if one in standing and one not in latest else one
        for one in made
    ]


def _newest(one: Alternative) -> tuple[dt.date, str]:
    return choose.ended(one.stated), one.stated.vintage


def _a_year(ledger: Ledger, claim: Claim, stated: Quantity) -> Quantity:
    """Return an amount a year of what adds up over several years; others as they are."""
    adds_up = claim.metric in ledger.metrics_in("amount") or "cumulative" in claim.note
    years = claim.years
    if not adds_up or years is None or abs(years - 1) <= ONE_YEAR:
        return stated
    span = Quantity(
        Decimal(str(round(years, 1))).normalize(),
        Unit("years"),
        basis="count",
        period=stated.period,
        refs=stated.refs,
        formula=f"length of {stated.period}",
    )
    made = rounded(per_item(stated, span, A_YEAR))
    return replace(
        made,
        unit=replace(made.unit, per=YEAR),
        qualifier=stated.qualifier if stated.qualifier in BOUNDS else made.qualifier,
        formula=f"{stated.expression} ÷ {span.full}",
    )


def _word(number: Quantity) -> str:
    return number.text.removesuffix(number.amount).strip()
