"""The alternatives of shares and growth that we work out from published amounts.

The part stays; the whole is read from another publication of the same year, or the share
is taken as another source states it.
"""

from __future__ import annotations

from dataclasses import replace

from futuregazing.claims.quantity import Quantity, complement, share
from futuregazing.claims.statement import statement
from futuregazing.edition.model import Edition
from futuregazing.measures import market_growth, regions
from futuregazing.measures.defensible import (
    DEFINITION,
    PERIOD,
    VINTAGE,
    Alternative,
    in_order,
    rounded,
)
from futuregazing.measures.defensible_grounds import OTHER_TIME, Asked
from futuregazing.measures.defensible_records import Records, alternatives, asked_of
from futuregazing.measures.regions import SHARE_OUTSIDE, Split
from futuregazing.tables.frames import Tables

LENGTHS_APART = 400
"""Days by which two growths may differ in length: four years beside five, never beside six."""
OTHER_WHOLE = "part and whole are of one year and one kind, from two publications"


def outside(tables: Tables, edition: Edition, records: Records) -> list[Alternative]:
    """Return what else the derived share outside the inside regions could be."""
    found = regions.splits(tables, edition.regional_split.inside_regions)
    if not found or not found[-1].derived or found[-1].total is None:
        return []
    split, whole = found[-1], found[-1].total
    asked = asked_of(records, whole)
    if asked is None:
        return []
    made = [
        _of_another_whole(split, other)
        for other in alternatives(records, asked)
        if other.left_out is None
        and other.stated.period == whole.period
        and other.stated.basis == whole.basis
    ]
    if set(edition.regional_split.inside_regions) == regions.CAPITAL_AREA:
        made += alternatives(records, _asked_as_share(asked, split))
    return made


def growth(tables: Tables, edition: Edition, number: Quantity) -> list[Alternative]:
    """Return the growth of the other series; their end points differ, so that none is a level."""
    grown = market_growth.growth_by_series(tables, edition.market_size)
    made = []
    for row in grown.to_dict("records"):
        other = row["growth"]
        if other.refs == number.refs:
            continue
        differs = in_order(
            [DEFINITION, VINTAGE, *([PERIOD] if other.period != number.period else [])]
        )
        told = statement(
            "from {first} to {last}, another series; {publisher}",
            first=row["start_period"],
            last=row["end_period"],
            publisher=str(row["publisher"]),
        )
        far = None
        if number.period and other.period and other.period.end < number.period.start:
            far = OTHER_TIME
        elif row["end"].basis != number.basis:
            far = statement("growth of another kind of number")
        elif _unlike_spans(number, other):
            far = statement("over another length of time")
        made.append(Alternative(other, other, differs, told, far))
    return made


def _unlike_spans(a: Quantity, b: Quantity) -> bool:
    """Tell whether two growths are over lengths of time that differ by clearly over a year."""
    if a.period is None or b.period is None:
        return True
    return abs(a.period.days - b.period.days) > LENGTHS_APART


def _of_another_whole(split: Split, other: Alternative) -> Alternative:
    """Return the share outside with the whole read from another publication."""
    part = split.inside.inputs[0]
    made = rounded(complement(share(part, other.stated, reason=OTHER_WHOLE)))
    told = statement("of a whole of {whole}: {told}", whole=other.stated, told=other.told)
    return Alternative(made, made, other.differs, told)


def _asked_as_share(whole: Asked, split: Split) -> Asked:
    """Return a share worked out from amounts as its alternatives see it."""
    claim = replace(
        whole.claim,
        metric=SHARE_OUTSIDE,
        unit=split.outside.unit,
        value=float(split.outside.value),
        qualifier=split.outside.qualifier,
        series="",
    )
    rows = frozenset(ref.row for ref in split.outside.refs)
    return Asked(claim, SHARE_OUTSIDE, float(split.outside.value), False, rows)
