"""The headline numbers of an edition as JSON, complete enough to set them beside another's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from futuregazing.claims.changes import Fact
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Kind, Period
from futuregazing.measures.between import FIGURES, fact
from futuregazing.measures.headlines import Headline, headlines
from futuregazing.measures.revisions import corrections_between
from futuregazing.report.blocks import Json
from futuregazing.report.evidence import evidence_anchor
from futuregazing.report.wording import meaning
from futuregazing.tables.frames import Tables

WORDS = (
    "qualifier", "basis", "geography", "scope", "price_basis", "denominator",
    "series", "vintage", "grade", "formula",
)  # fmt: skip
"""Fields of a quantity that are words already."""


def headline_records(tables: Tables, edition: Edition) -> Json:
    """Return an edition's headline numbers and the corrections it knew of.

    Args:
        tables: as of the edition.
        edition: its settings decide what is told.
    """
    known = [
        _record(one, number, tables)
        for one in headlines(tables, edition)
        if (number := one.number) is not None
    ]
    found = corrections_between(tables, dt.date.min, edition.as_of)
    corrections = [
        [str(row[name]) for name in ("table", "row_id", "day", "reason")] + [bool(row["ours"])]
        for row in found.to_dict("records")
    ]
    return {"numbers": known, "corrections": corrections}


def fact_of(record: Json) -> Fact:
    """Return a headline's number as it was in its edition, to be compared."""
    given = record["number"]
    period = given["period"]
    number = Quantity(
        value=Decimal(given["value"]),
        unit=Unit(*given["unit"]),
        period=_period(*period) if period else None,
        refs=tuple(Ref(table, row) for table, row in given["refs"]),
        figures=given["figures"],
        **{name: given[name] for name in WORDS},
    )
    return Fact(number, frozenset(record["metrics"]), frozenset(record["makers"]))


def _period(start: str, end: str, kind: Kind, label: str) -> Period:
    return Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end), kind, label)


def _record(one: Headline, number: Quantity, tables: Tables) -> Json:
    told = fact(number, tables[FIGURES])
    claim = number.to_json()
    return {
        "id": one.id,
        "section": one.section,
        "title": one.title,
        "measure": one.measure,
        "text": number.text,
        "meaning": meaning(claim),
        "anchor": evidence_anchor(claim),
        "number": _quantity(number),
        "metrics": sorted(told.metrics) if told else [],
        "makers": sorted(told.makers) if told else [],
    }


def _quantity(number: Quantity) -> Json:
    words: dict[str, Any] = {name: getattr(number, name) for name in WORDS}
    unit, period = number.unit, number.period
    days = [period.start.isoformat(), period.end.isoformat()] if period else []
    return words | {
        "value": str(number.value),
        "unit": [unit.base, unit.per, unit.aside],
        "period": [*days, period.kind, period.label] if period else [],
        "figures": number.figures,
        "refs": [ref.to_json() for ref in number.refs],
    }
