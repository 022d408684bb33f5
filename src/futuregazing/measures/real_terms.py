"""Growth less inflation, only where both end years have a deflator that the edition knows.

Calendar years take the Treasury's calendar deflators, financial years the Office for
National Statistics' financial-year index. A financial year is never pieced together from
calendar years, and a year without a deflator is refused: then the nominal number stands.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from futuregazing.claims.likeness import Mismatch, kind_of_period, rows
from futuregazing.claims.quantity import Quantity, growth
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.edition.periods import Period, financial_year
from futuregazing.tables.frames import Tables

CALENDAR, FINANCIAL = "gdp_deflator_calendar_hmt_dec2025", "gdp_deflator_fy_l8gg_mar2026_points"
REAL, NOMINAL = "real", "nominal"


def deflator(tables: Tables, period: Period | None) -> tuple[Decimal, Ref] | None:
    """Return the price index of one year with its row, or None where none is known."""
    kind = kind_of_period(period)
    if period is None or kind not in {"calendar year", "financial year"}:
        return None
    calendar = kind == "calendar year"
    table = CALENDAR if calendar else FINANCIAL
    label = financial_year(period.start).label.removeprefix("FY").replace("/", "-")
    row = str(period.start.year) if calendar else label
    frame = tables[table]
    if row not in frame.index:
        return None
    return Decimal(str(frame.at[row, "index"])), Ref(table, row)


def real_growth(tables: Tables, start: Quantity, end: Quantity) -> Quantity | None:
    """Return the growth from start to end in constant prices, None without both deflators.

    Raises:
        Mismatch: the two are not of one series and kind of year, or are in constant prices
            already.
    """
    for one in (start, end):
        if one.price_basis != NOMINAL:
            raise Mismatch(
                f"{one.full} ({rows(one)}) is in {one.price_basis} prices already: inflation is "
                "taken out of money of the day, and once."
            )
    before, after = deflator(tables, start.period), deflator(tables, end.period)
    if before is None or after is None:
        return None
    nominal = growth(start, end)
    value = (end.value / after[0]) / (start.value / before[0]) * 100 - 100
    ends = f"({end.expression} ÷ {after[0]}) ÷ ({start.expression} ÷ {before[0]})"
    return replace(
        nominal,
        value=value,
        price_basis=REAL,
        formula=f"({ends} - 1) × 100",
        refs=unique_refs((*nominal.refs, before[1], after[1])),
    )
