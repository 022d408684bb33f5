"""What projects and attacks that went wrong have cost, as reported: plans, ranges, estimates.

Two sources for one cost make a range. A first plan is no cost, and an outside estimate of
all that follows is another kind of number: both stand apart.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, quantity, ratio
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.tables.frames import Tables

PROJECT, INCIDENT = "project_cost", "cyber_incident_cost"
KINDS = {PROJECT: "project", INCIDENT: "cyber attack"}
REPORTED = "reported_cost"
OUTSIDE = "outside"
ONE_BY_ONE = (
    "each is one council's project or attack, over its own years; the costs are told one by one "
    "and never added up."
)
PLAN = "initial"
_BEFORE_COST = re.compile(r"\b(?:total|forecast|initial|estimate|cost)\b")
COLUMNS = [
    "label", "place", "kind", "what", "value", "text", "low", "high", "definition", "sources",
    "plan", "grade",
]  # fmt: skip


def costs(tables: Tables) -> pd.DataFrame:
    """Return one line a cost: projects and attacks, outside estimates last.

    Columns: label, place, kind, what (the source's own words); value (the highest), text
    (what a chart prints: a range where sources differ), low and high (None if they agree);
    definition; sources (how many); plan (the first plan, None if not known); grade (the
    worst).
    """
    rows = choose.figures(tables, {PROJECT, INCIDENT})
    plans = rows[rows["definition_note"].str.contains(PLAN) & ~_forecast(rows)]
    actual = rows[~rows.index.isin(plans.index)]
    lines = []
    for (metric, place), group in actual.groupby(["metric", "geography"], sort=True):
        reported = group[group["measure_basis"] == REPORTED]
        plan = plans[(plans["metric"] == metric) & (plans["geography"] == place)]
        if len(reported):
            lines.append(_line(str(metric), str(place), reported, choose.best(plan)))
        for _, estimate in group[group["measure_basis"] != REPORTED].iterrows():
            one = group.loc[[estimate["figure_id"]]]
            lines.append(_line(str(metric), str(place), one, None, outside=True))
    made = pd.DataFrame(lines, columns=COLUMNS)
    size = [q.value for q in made["value"]]
    order = pd.DataFrame({"outside": made["label"].str.contains(OUTSIDE), "size": size})
    order = order.sort_values(["outside", "size"], ascending=[True, False], kind="stable")
    return made.loc[order.index].reset_index(drop=True)


def overruns(tables: Tables) -> list[Statement]:
    """Return a sentence for each project whose first plan is known beside its cost."""
    told = []
    for row in costs(tables).to_dict("records"):
        if isinstance(row["plan"], Quantity):
            times = ratio(row["value"], row["plan"], reason="the same project, plan and later cost")
            told.append(
                statement(
                    "{place}: a project{what} first planned at {plan} now stands at "
                    "{cost:amount}{forecast}, {times} the plan.",
                    place=str(row["place"]),
                    what=_bracketed(row["what"], row["value"]),
                    plan=row["plan"],
                    cost=row["value"],
                    forecast=" by forecast" if row["value"].qualifier == "forecast" else "",
                    times=times,
                )
            )
    return told


def ranges(tables: Tables) -> list[Statement]:
    """Return a sentence for each cost that two sources or more put differently."""
    return [
        statement(
            "Sources put the {kind} on {place} at between {low} and {high}.",
            kind=str(row["kind"]),
            place=str(row["place"]),
            low=row["low"],
            high=row["high"],
        )
        for row in costs(tables).to_dict("records")
        if isinstance(row["low"], Quantity)
    ]


def _line(
    metric: str, place: str, rows: pd.DataFrame, plan: Quantity | None, *, outside: bool = False
) -> dict[str, Any]:
    found = [quantity(row) for row in choose.records(choose.best_first(rows))]
    ends = ranked(found, reason="sources that differ on one project, each told")
    low, high = ends[0], ends[-1]
    one = low.value == high.value
    first = choose.records(choose.best_first(rows))[0]
    note = house_words(first["definition_note"]).split(":")[0]
    return {
        "label": f"{place}, {KINDS[metric]}" + (f" ({OUTSIDE} estimate)" if outside else ""),
        "place": place,
        "kind": KINDS[metric],
        "what": note,
        "value": high,
        "text": "" if one else f"{low.text} to {high.text}",
        "low": None if one else low,
        "high": None if one else high,
        "definition": f"{note}; {choose.period(first)}",
        "sources": len(found),
        "plan": plan,
        "grade": max(q.grade for q in found),
    }


def _bracketed(note: str, cost: Quantity) -> Statement | str:
    """Return what was built, as the source names it before it comes to the cost."""
    name = _BEFORE_COST.split(note)[0].strip()
    words = SpellingOut()(name)
    return statement(" ({what})", what=Named(words, cost.refs)) if name else ""


def _forecast(rows: pd.DataFrame) -> pd.Series:
    return rows["qualifier"] == "forecast"
