"""A measured number: what it is, how complete it is, and how it is traced to its rows.

A number over a hundred thousand awards cannot carry a hundred thousand references. It
carries one, to a row of the table `measures`: see `measured_trace`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import MEASURES, Ref
from futuregazing.claims.units import POUND, Unit
from futuregazing.claims.wording import money as money_in_words
from futuregazing.claims.wording import singular
from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket

PENCE_IN_POUND = 100
ALL = 100
LONGEST_ID = 60


@dataclass(frozen=True)
class LeftOut:
    """Records that a value does not rest on: why, how many, and the pence they print."""

    reason: str
    n: int
    pence: int


@dataclass(frozen=True)
class Coverage:
    """How much of what was asked about a number rests on."""

    n: int
    with_value: int
    left_out: tuple[LeftOut, ...] = ()
    noun: str = "awards"
    aside: str = ""
    """What the reader must know of those counted, such as their VAT."""

    @property
    def left_out_words(self) -> str:
        """Return the reasons with number and value: ``ceiling 5 (£3.2m)``."""
        return ", ".join(
            f"{one.reason} {one.n:,}" + (f" ({pounds_in_words(one.pence)})" if one.pence else "")
            for one in self.left_out
        )

    @property
    def text(self) -> str:
        """Return the coverage in a sentence without a full stop."""
        noun = singular(self.noun) if self.n == 1 else self.noun
        told = f"{self.n:,} {noun}, {self.with_value:,} of them counted"
        told += f" ({self.aside})" if self.aside else ""
        return f"{told}; left out: {self.left_out_words}" if self.left_out else told

    @property
    def unknown_pct(self) -> float | None:
        """Return the share of records left out, by number; None if there is none."""
        return ALL * (self.n - self.with_value) / self.n if self.n else None


@dataclass(frozen=True)
class Measured:
    """A number with its coverage and the keys of the records it rests on."""

    id: str
    query: str
    quantity: Quantity
    coverage: Coverage
    keys: pd.Series = field(repr=False, compare=False)


def cover(
    records: pd.DataFrame, reasons: pd.Series | None = None, noun: str = "awards"
) -> Coverage:
    """Return the coverage of a value.

    Args:
        records: with `pence` and `excluded_for`.
        reasons: why each is left out, "" for those counted; by default `excluded_for`.
        noun: what the records are, in the plural.
    """
    reasons = records["excluded_for"] if reasons is None else reasons
    out = reasons != ""
    told = records["pence"][out].groupby(reasons[out]).agg(["size", "sum"])
    left = tuple(LeftOut(str(reason), int(n), int(pence)) for reason, n, pence in told.itertuples())
    return Coverage(len(records), int((~out).sum()), left, noun)


def first_reason(records: pd.DataFrame, *further: tuple[str, pd.Series]) -> pd.Series:
    """Return why each record is left out: `excluded_for`, else the first further reason met."""
    reasons = records["excluded_for"]
    for reason, met in further:
        reasons = reasons.mask((reasons == "") & met, reason)
    return reasons


def measured(
    market: MeasuredMarket,
    name: str,
    query: str,
    value: Decimal | int,
    unit: Unit,
    records: pd.DataFrame,
    coverage: Coverage,
    *,
    basis: str = "",
    period: Period | None = None,
    formula: str = "",
    key: str = "award_key",
    geography: str | None = None,
    price_basis: str = "nominal",
) -> Measured:
    """Return a number with its meaning, coverage and trace.

    It belongs to no series: what must be published, and where, has changed over the years.

    Args:
        market: where it is from; gives scope, geography and vintage.
        name: of the measure, unique within the scope.
        query: what was counted, in words.
        value: in the base unit.
        unit: of the value.
        records: those it rests on.
        coverage: of those asked about.
        basis: kind of number; by default the market's.
        period: what time it is about; by default the market's.
        formula: how it was worked out; by default the query.
        key: the column of `records` that holds their keys.
        geography: by default where the market's buyers lie.
        price_basis: as in `Quantity`.
    """
    id_ = f"{market.prefix}:{slug(name)}"
    quantity = Quantity(
        value=Decimal(value),
        unit=unit,
        basis=basis or market.basis,
        geography=market.geography if geography is None else geography,
        scope=market.scope.words,
        period=period or market.period,
        price_basis=price_basis,
        vintage=market.as_of.isoformat(),
        refs=(Ref(MEASURES, id_),),
        formula=formula or query,
    )
    return Measured(id_, query, quantity, coverage, records[key])


def total(
    market: MeasuredMarket,
    awards: pd.DataFrame,
    name: str,
    query: str,
    *,
    reasons: pd.Series | None = None,
    **meaning: Any,
) -> Measured:
    """Return the sum of the awards' values in pounds, each award once.

    `reasons` are as in `cover`; further meaning as in `measured`.
    """
    reasons = awards["excluded_for"] if reasons is None else reasons
    counted = awards.loc[reasons == "", ["award_key", "pence"]]
    coverage = cover(awards, reasons)
    value = pounds(counted["pence"].sum())
    meaning = {"formula": f"sum of the values of {len(counted):,} awards"} | meaning
    return measured(market, name, query, value, Unit(POUND), counted, coverage, **meaning)


def number_of(
    market: MeasuredMarket,
    records: pd.DataFrame,
    name: str,
    query: str,
    noun: str = "awards",
    **meaning: Any,
) -> Measured:
    """Return how many records there are, with a value or not; told by a row of measures."""
    coverage = cover(records, noun=noun) if "excluded_for" in records else _all(records, noun)
    given = {"basis": "measured count", "formula": f"count of {noun}, told by 1 row"} | meaning
    return measured(market, name, query, len(records), Unit(noun), records, coverage, **given)


def _all(records: pd.DataFrame, noun: str) -> Coverage:
    return Coverage(len(records), len(records), (), noun)


def told(rows: Iterable[tuple[Any, Measured]], first: str = "label") -> pd.DataFrame:
    """Return numbers as a frame: label, value, n, with_value, left_out, coverage, measured.

    `value` is a Quantity; None where no record has one: it is not known, not nought.
    """
    lines = [
        {
            first: label,
            "value": one.quantity if one.coverage.with_value else None,
            "n": one.coverage.n,
            "with_value": one.coverage.with_value,
            "left_out": one.coverage.n - one.coverage.with_value,
            "coverage": one.coverage.text,
            "measured": one,
        }
        for label, one in rows
    ]
    columns = [first, "value", "n", "with_value", "left_out", "coverage", "measured"]
    return pd.DataFrame(lines, columns=columns).astype({"value": "object"})


def numbers(rows: Sequence[tuple[Any, Measured]]) -> pd.DataFrame:
    """Return counts as a frame, as `told` does; a count of none is nought, not unknown."""
    return told(rows).assign(value=pd.Series([one.quantity for _, one in rows], dtype="object"))


def pounds(pence: Any) -> Decimal:
    """Return whole pence as pounds, exactly."""
    return Decimal(int(pence)) / PENCE_IN_POUND


def pounds_in_words(pence: int) -> str:
    """Return pence as prose prints pounds."""
    return money_in_words(pounds(pence))


def slug(name: str) -> str:
    """Return a name as part of an id: lower case, with nothing in it that could be code."""
    return re.sub(r"[^a-z0-9._:/-]+", "_", name.lower()).strip("_")


def id_of(label: str) -> str:
    """Return a label from outside as part of an id: no two labels have the same.

    A slug alone would call "ACME Ltd" and "Acme, Ltd" one; where it drops anything, a few
    digits of the label's checksum tell them apart.
    """
    short = slug(label)[:LONGEST_ID]
    if short == label.replace(" ", "_"):
        return short
    return f"{short}.{hashlib.sha256(label.encode('utf-8', 'replace')).hexdigest()[:8]}"
