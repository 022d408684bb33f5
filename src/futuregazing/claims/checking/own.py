"""The report's own claims: each says what its record says, and all can be true together.

A claim is what `Quantity.to_json` gives. One that rests on a single figure is held against
it, and joins the others under the same rules as the ledger; one that was worked out is
worked out again from its inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from futuregazing.claims.checking.finding import Comparison, Finding
from futuregazing.claims.checking.interval import Interval
from futuregazing.claims.checking.ledger import ledger_of
from futuregazing.claims.checking.reading import Claim
from futuregazing.claims.checking.registry import compared, findings
from futuregazing.claims.checking.states import known_of, with_states
from futuregazing.claims.quantity import quantity

Told = Mapping[str, Any]
SAYS = ("unit", "qualifier", "basis", "geography", "scope", "series")
"""What a claim keeps of its record, besides the value and the period."""
ROUNDING = 1e-9
BOUND, WORKED = "claim_and_record", "formula_and_inputs"


def check_own(claims: Iterable[Told], tables: Mapping[str, pd.DataFrame]) -> list[Finding]:
    """Check the claims of a report; those that clash only as known contradictions do are known.

    Args:
        claims: claims as in the report's evidence, inputs inside.
        tables: as for `check`.
    """
    given = list(_with_inputs(claims))
    ledger = ledger_of(tables["figures"], tables["metric_relations"], tables["links"])
    records = {claim.row: claim for claim in ledger.claims}
    found = [*_bound(given, tables["figures"], records), *_worked_out(given, records)]
    used = _used(given, tables["figures"])
    own = ledger_of(used, tables["metric_relations"], tables["links"])
    known = known_of(tables["contradiction_figures"], tables["contradictions"])
    # What publishers said may be known to clash; what we say wrongly never is.
    return [*found, *with_states(findings(compared(own)), known, tables["answers"])]


def figures_of(claim: Told) -> list[str]:
    """Return the ids of the figures that a claim rests on."""
    return [row for table, row in claim["refs"] if table == "figures"]


def _with_inputs(claims: Iterable[Told]) -> Iterator[Told]:
    for claim in claims:
        yield claim
        yield from _with_inputs(claim.get("inputs", ()))


def _bound(
    claims: Sequence[Told], figures: pd.DataFrame, records: Mapping[str, Claim]
) -> Iterator[Finding]:
    """Yield claims that do not say what their one record says."""
    for claim in claims:
        rows = figures_of(claim)
        if claim["formula"] or len(rows) != 1 or len(claim["refs"]) != 1 or rows[0] not in records:
            continue
        record = quantity(_row(figures, rows[0])).to_json()
        wrong = [name for name in (*SAYS, "period") if claim[name] != record[name]]
        if abs(claim["value"] - record["value"]) > abs(record["value"]) * ROUNDING:
            wrong.insert(0, "value")
        if wrong:
            told = "; ".join(f"{name}: {claim[name]!r}, not {record[name]!r}" for name in wrong)
            yield _own_finding(BOUND, [records[rows[0]]], told, "A claim differs from its record.")


def _worked_out(claims: Sequence[Told], records: Mapping[str, Claim]) -> Iterator[Finding]:
    """Yield claims that their formula does not give with their inputs."""
    for claim in claims:
        inputs = [float(given["value"]) for given in claim.get("inputs", ())]
        value = _again(str(claim["formula"]), inputs)
        rows = [records[row] for row in figures_of(claim) if row in records]
        if value is None or not rows:
            continue
        if abs(value - claim["value"]) > max(abs(value), 1e-6) * ROUNDING:
            told = f"{claim['formula']} = {value:.6g}, not {claim['value']:.6g}"
            yield _own_finding(WORKED, rows, told, "A formula does not give the number beside it.")


def _again(formula: str, inputs: Sequence[float]) -> float | None:
    """Return what a formula of `futuregazing.claims.quantity` gives; None for other formulas."""
    if len(inputs) == 1 and formula.startswith("100% - "):
        return 100 - inputs[0]
    if len(inputs) != 2 or 0.0 in inputs:
        return None
    a, b = inputs
    if re.search(r" - 1\) × 100$", formula):
        return (a / b - 1) * 100
    for sign, value in ((" × 100", a / b * 100), (" ÷ ", a / b), (" + ", a + b), (" - ", a - b)):
        if sign in formula:
            return value
    return None


def _row(figures: pd.DataFrame, row: str) -> dict[str, Any]:
    return {str(name): value for name, value in figures.loc[row].items()}


def _used(claims: Sequence[Told], figures: pd.DataFrame) -> pd.DataFrame:
    rows = {row for claim in claims for row in figures_of(claim)}
    return figures[figures.index.isin(rows)]


def _own_finding(rule: str, records: Sequence[Claim], told: str, message: str) -> Finding:
    no, yes = Interval(0, 0), Interval(1, 1)
    return Comparison(tuple(records), yes, no, told, message).finding(rule)
