"""What police technology costs: four measures that count different things.

All of it as policing and its auditors estimate it; the goods and services bought, for the
whole United Kingdom; invoices that forces publish; and what suppliers of software and IT
services earn. They never share an axis: a reader sees four panels, each with its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.units import Unit
from futuregazing.measures import choose
from futuregazing.measures.blue_light import (
    ESTIMATE,
    GOODS_AND_SERVICES,
    SPEND,
    UNTRACED,
    UNTRACED_MARK,
)
from futuregazing.measures.labels import BOUGHT_IN, SUPPLIER_REVENUE
from futuregazing.tables.frames import Tables

AS_TOLD = (
    "a panel holds what several publications say, by calendar or by financial year; a step from "
    "one bar to the next is no growth."
)
COLUMNS = ["panel", "definition", "label", "value", "period", "publisher", "grade"]


@dataclass(frozen=True)
class Measure:
    """One of the four measures: its name, and what it counts."""

    name: str
    counts: str


ALL_COST = Measure(
    "All police technology", "estimates of all that policing spends on technology in a year"
)
BOUGHT = Measure(
    "Technology goods and services", "what police in the whole United Kingdom buy in a year"
)
INVOICES = Measure(
    "Published invoices", "added up over the whole period; only forces that publish their invoices"
)
REVENUE = Measure(
    "Suppliers' revenue", "what suppliers of software and IT services earn from police in a year"
)
ORDER = (ALL_COST, BOUGHT, INVOICES, REVENUE)
BY_BASIS: Mapping[str, Measure] = MappingProxyType({BOUGHT_IN: INVOICES, SUPPLIER_REVENUE: REVENUE})


def police_spend(tables: Tables) -> pd.DataFrame:
    """Return every published size of police technology spending, by measure, oldest first.

    Columns: panel (the measure's name), definition, label (the period), value (a quantity),
    period, publisher, grade ("A", "B" or "copy, not traced").
    """
    rows = []
    for record in choose.records(choose.figures(tables, [SPEND])):
        measure = measure_of(record["measure_basis"], record["definition_note"])
        if measure is None:
            continue
        value = _yearless(quantity(record))
        grade = UNTRACED_MARK if record["source_grade"] == UNTRACED else record["source_grade"]
        told = (measure.name, measure.counts, str(value.period), value, value.period)
        rows.append((*told, record["publisher"], grade))
    made = _with_lone_periods(pd.DataFrame(rows, columns=COLUMNS))
    names = [measure.name for measure in ORDER]
    order = sorted(
        range(len(rows)), key=lambda i: (names.index(rows[i][0]), choose.ended(rows[i][3]))
    )
    return made.iloc[order].reset_index(drop=True)


def measure_of(basis: str, definition: str) -> Measure | None:
    """Return which of the four measures a figure belongs to, None for any other."""
    if basis == ESTIMATE:
        return BOUGHT if GOODS_AND_SERVICES in definition else ALL_COST
    return BY_BASIS.get(basis)


def measures_known(frame: pd.DataFrame) -> list[str]:
    """Return the names of the measures known, in their order."""
    return list(dict.fromkeys(frame["panel"]))


def _with_lone_periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the period in the definition of a measure known only once."""
    alone = ~frame["panel"].duplicated(keep=False)
    told = frame["definition"].where(~alone, frame["definition"] + ", " + frame["label"])
    return frame.assign(definition=told)


def _yearless(value: Quantity) -> Quantity:
    """Return a year's amount without "a year" in its unit: the period says so already."""
    return replace(value, unit=Unit(value.unit.base))
