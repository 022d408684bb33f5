"""A claim as the rules see it: what a row of `figures` says, with all it can mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from futuregazing.claims.checking.interval import Interval, printed_interval
from futuregazing.claims.checking.places import area, buyers, same_area
from futuregazing.claims.units import Unit, parse_unit
from futuregazing.edition.periods import Period, PeriodError, parse_period
from futuregazing.tables.dates import parse_day

DAYS_IN_YEAR = 365.25
FIGURES = "figures"
SEALED = (
    *("metric", "value_text", "unit", "qualifier", "period_start", "period_end"),
    *("geography", "buyer_scope", "series_id", "known_by"),
)
"""What a seal is taken of: an answer holds as long as the row says this."""


@dataclass(frozen=True, eq=False)
class Claim:
    """One published number, in base units: pounds, per cent, things.

    `interval` is what it can mean with its qualifier, `rounded` what rounding alone allows.
    """

    row: str
    metric: str
    subject: str
    interval: Interval
    rounded: Interval
    value: float
    printed: str
    unit: Unit
    qualifier: str
    period: Period | None
    period_fault: str
    area: str
    area_stated: bool
    buyers: str
    basis: str
    series: str
    publisher: str
    url: str
    known_by: str
    note: str
    seal: str
    table: str = FIGURES

    @property
    def told(self) -> str:
        """Return the number with its period, as arithmetic names it."""
        when = f", {self.period.label}" if self.period and self.period.kind != "undated" else ""
        return f"{self.printed} ({self.row}{when})"

    @property
    def years(self) -> float | None:
        """Return the length of the period in years, None where an end is not stated."""
        if self.period is None or not self.period.bounded:
            return None
        return self.period.days / DAYS_IN_YEAR

    @property
    def steps(self) -> float | None:
        """Return how many years lie between the first and the last unit of the period."""
        if self.years is None or self.period is None:
            return None
        whole = self.period.kind in ("calendar years", "financial years", "mixed")
        return max(round(self.years - 1, 2), 0.0) if whole else self.years

    def same_place(self, other: Claim) -> bool:
        """Tell whether both are about the same buyers in the same area."""
        return self.buyers == other.buyers and same_area(
            self.area, self.area_stated, other.area, other.area_stated
        )


def claim_of(row: Mapping[str, Any], subject_words: int = 0, table: str = FIGURES) -> Claim:
    """Read one row with the columns of `figures`.

    Args:
        row: the row.
        subject_words: how many of its note's first words say what is measured.
        table: the table it stands in.
    """
    printed = str(row.get("value_text") or row["value"])
    unit, factor = parse_unit(str(row["unit"]))
    period, fault = _period(row)
    where, stated = area(str(row["geography"]))
    number = Decimal(printed)
    meant = printed_interval(
        number, str(row["qualifier"]), percent=unit.is_share, counted=unit.is_count
    )
    rounded = printed_interval(number, "exact", percent=unit.is_share, counted=unit.is_count)
    note = str(row["definition_note"])
    return Claim(
        row=str(row["figure_id"]),
        metric=str(row["metric"]),
        subject=" ".join(re.findall(r"[\w\-]+", note.lower())[:subject_words]),
        interval=meant.scaled(float(factor)) if factor != 1 else meant,
        rounded=rounded.scaled(float(factor)) if factor != 1 else rounded,
        value=float(number * factor),
        printed=_words(printed, str(row["unit"]), str(row["qualifier"])),
        unit=unit,
        qualifier=str(row["qualifier"]),
        period=period,
        period_fault=fault,
        area=where,
        area_stated=stated,
        buyers=buyers(str(row["buyer_scope"])),
        basis=str(row["measure_basis"]),
        series=str(row["series_id"]),
        publisher=str(row["publisher"]),
        url=str(row["url"]),
        known_by=str(row["known_by"]),
        note=note,
        seal=seal_of(row),
        table=table,
    )


def seal_of(row: Mapping[str, Any]) -> str:
    """Return a short checksum of what a row says."""
    text = "\n".join(str(row.get(name, "")) for name in SEALED)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def alike(a: Claim, b: Claim) -> bool:
    """Tell whether two claims measure the same thing in the same place, at any time."""
    same_kind = a.unit == b.unit and a.basis == b.basis and a.subject == b.subject
    return same_kind and a.same_place(b)


def overlap(a: Period, b: Period) -> int:
    """Return how many days two periods share."""
    return max((min(a.end, b.end) - max(a.start, b.start)).days + 1, 0)


def likeness(a: Claim, b: Claim) -> float:
    """Return the days two claims' periods share, as a part of the days of either."""
    if a.period is None or b.period is None or not (a.period.bounded and b.period.bounded):
        return 0.0
    shared = overlap(a.period, b.period)
    return shared / (a.period.days + b.period.days - shared)


def same_period(a: Claim, b: Claim) -> bool:
    """Tell whether two claims are about the same days."""
    if a.period is None or b.period is None:
        return False
    return (a.period.start, a.period.end) == (b.period.start, b.period.end)


def contains(outer: Claim, inner: Claim) -> bool:
    """Tell whether the days of one claim lie within the days of another, and are fewer."""
    a, b = outer.period, inner.period
    if a is None or b is None or not (a.bounded and b.bounded) or same_period(outer, inner):
        return False
    return a.start <= b.start and b.end <= a.end


def days_apart(a: Claim, b: Claim) -> int | None:
    """Return how many days lie between two publications; None where a date is missing."""
    if not (a.known_by and b.known_by):
        return None
    return abs((parse_day(a.known_by) - parse_day(b.known_by)).days)


def _period(row: Mapping[str, Any]) -> tuple[Period | None, str]:
    try:
        return parse_period(str(row["period_start"]), str(row["period_end"])), ""
    except PeriodError as err:
        return None, str(err)


def _words(printed: str, unit: str, qualifier: str) -> str:
    amount = (
        f"{printed}%" + unit[len("percent") :] if unit[:7] == "percent" else f"{printed} {unit}"
    )
    return amount if qualifier == "exact" else f"{qualifier.replace('_', ' ')} {amount}"
