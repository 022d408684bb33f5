"""From each published answer to what councils bought in: step by step, as far as sources go.

A bridge is honest only where the ledger holds the piers: a step whose amount nobody published
is shown as not known, and not made up from the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, complement, counted
from futuregazing.claims.refs import Named, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import parse_period
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import (
    AS_GOVERNMENT_COUNTS,
    AWARDS,
    BOUGHT_IN,
    SUPPLIER_REVENUE,
    WITH_STAFF,
)
from futuregazing.measures.market import ANNUAL, AVERAGE
from futuregazing.measures.market_answers import STAFF_SHARE, answers
from futuregazing.measures.worked_out import portion
from futuregazing.tables.frames import Tables

IN_HOUSE = "market_estimate_incl_in_house"
SAME_SURVEY = "a staff share and a total of one survey"
OTHER_YEAR = "a staff share of another year and source, to test the size"


@dataclass(frozen=True)
class Step:
    """What lies between one kind of number and what councils bought in."""

    words: str
    by_staff: bool = False


STEPS: Mapping[str, Step] = MappingProxyType(
    {
        AS_GOVERNMENT_COUNTS: Step("take off the councils' own staff", by_staff=True),
        WITH_STAFF: Step("take off the councils' own staff", by_staff=True),
        AWARDS: Step("spread each contract over its years, and leave framework ceilings out"),
        SUPPLIER_REVENUE: Step("add equipment, networks and sellers that are not counted"),
        IN_HOUSE: Step("take off the work that councils do in house"),
    }
)
COLUMNS = ("label", "period", "value", "step", "amount", "left", "beside", "beside_period")


def bridge(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return one line for each answer of another kind than what councils bought in.

    Returns:
        label, period and value of the answer; step (what would have to be taken off or added);
        amount of that step and what it leaves, None where no source gives them; beside (what
        councils bought in at that time) and beside_period, None where nothing was published.
    """
    frame = choose.where(choose.figures(tables), scope=COUNCILS)
    staff = choose.best(choose.where(frame, STAFF_SHARE))
    bought = choose.where(frame, ANNUAL, AVERAGE, basis=[BOUGHT_IN])
    made = [
        _line(row, STEPS[row["value"].basis], staff, bought)
        for row in answers(tables, settings).to_dict("records")
        if row["value"].basis in STEPS
    ]
    return pd.DataFrame(made, columns=list(COLUMNS))


def bridge_title(frame: pd.DataFrame) -> Statement:
    """Return for how many answers the way to what councils bought in is known."""
    known = frame[frame["amount"].notna()]
    return statement(
        "For {known:bare} of {all:bare} answers the step to bought-in spending has an amount",
        known=_count(known),
        all=_count(frame),
    )


def who_where_when(table: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with `who` buys and the day each was `published`, named by its row."""
    numbers = list(table["value"])
    days = [Named(_day(q.vintage), q.refs) for q in numbers]
    return table.assign(
        who=[q.scope for q in numbers], published=pd.Series(days, table.index, dtype=object)
    )


def _day(vintage: str) -> str:
    return str(parse_period(vintage, vintage)) if vintage else "not dated"


def _line(
    row: Mapping[Any, Any], step: Step, staff: Quantity | None, bought: pd.DataFrame
) -> dict[str, Any]:
    answer: Quantity = row["value"]
    beside = _at_that_time(answer, bought)
    amount = left = None
    if step.by_staff and staff is not None:
        reason = SAME_SURVEY if staff.period == answer.period else OTHER_YEAR
        amount = portion(answer, staff, reason)
        left = portion(answer, complement(staff), reason)
    return {
        "label": row["label"],
        "period": answer.period,
        "value": answer,
        "step": step.words,
        "amount": amount,
        "left": left,
        "beside": beside,
        "beside_period": beside.period if beside else None,
    }


def _at_that_time(answer: Quantity, bought: pd.DataFrame) -> Quantity | None:
    """Return what councils bought in at a yearly answer's time: a year if there is one."""
    if not choose.is_one_year(answer):
        return None
    numbers = choose.quantities(bought)
    shared = bought[[_meet(q, answer) for q in numbers]]
    years = shared[[choose.is_one_year(q) for q in choose.quantities(shared)]]
    return choose.best(years if len(years) else shared)


def _meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers are about times that overlap and have both ends."""
    a, b = one.period, other.period
    if a is None or b is None or not (a.bounded and b.bounded):
        return False
    return a.start <= b.end and b.start <= a.end


def _count(frame: pd.DataFrame) -> Quantity:
    refs = unique_refs(ref for q in frame["value"] for ref in q.refs)
    return counted(len(frame), "answers", refs)
