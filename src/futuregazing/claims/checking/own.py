"""The report's own claims: each says what its record says, and all can be true together.

A claim is what `Quantity.to_json` gives. One that rests on a single figure is held against
it, and joins the others under the same rules as the ledger; one that was worked out is
worked out again from its inputs; one that counts or adds up rows is counted again from the
rows it cites (`counts`). The few whose formula is other words are counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.checking.counts import Recount, recount
from futuregazing.claims.checking.facts import FACTS, facts_read
from futuregazing.claims.checking.finding import Comparison, Finding
from futuregazing.claims.checking.formula import NotAFormula, Term, worked_out
from futuregazing.claims.checking.interval import Interval
from futuregazing.claims.checking.ledger import ledger_of
from futuregazing.claims.checking.reading import FIGURES, Claim
from futuregazing.claims.checking.registry import compared, findings
from futuregazing.claims.checking.states import known_of, with_states
from futuregazing.claims.quantity import Quantity, quantity
from futuregazing.claims.units import PERCENT

Told = Mapping[str, Any]
SAYS = ("unit", "qualifier", "basis", "geography", "scope", "period")
"""What a claim keeps of its record, besides the value. A series may be left out: it says
what a number may be joined to, not what it is."""
ROUNDING = Decimal("1e-9")
FEWEST_FIGURES = 2
"""A worked-out number keeps two significant figures at least: 50 is not 54 rounded."""
YEARS = ("calendar year", "financial year")
BOUND, WORKED, COUNTED = "claim_and_record", "formula_and_inputs", "count_and_rows"


@dataclass(frozen=True)
class OwnChecked:
    """What was found about a report's claims, and how much was looked at.

    Attributes:
        findings: what does not agree.
        claims: how many different claims there were, inputs among them.
        worked_out: how many were worked out again, from their formula or their rows.
        in_words: how many could not be, because their formula is words ("a setting").
        rows: the figures and facts they rest on, which were held against each other.
    """

    findings: tuple[Finding, ...]
    claims: int
    worked_out: int
    in_words: int
    rows: frozenset[str] = frozenset()

    @property
    def alarming(self) -> tuple[Finding, ...]:
        """Return the findings that are new and high."""
        return tuple(finding for finding in self.findings if finding.alarming)


def check_own(claims: Iterable[Told], tables: Mapping[str, pd.DataFrame]) -> OwnChecked:
    """Check the claims of a report; those that clash only as known contradictions do are known.

    Args:
        claims: claims as in the report's evidence, inputs inside.
        tables: as for `check`.
    """
    given = list({json.dumps(one, sort_keys=True): one for one in _with_inputs(claims)}.values())
    figures, facts = tables["figures"], facts_read(tables)
    relations, links = tables["metric_relations"], tables["links"]
    ledger = ledger_of(figures, relations, links, facts)
    records = {claim.row: claim for claim in ledger.claims}
    formulas = [claim for claim in given if claim["formula"]]
    again = [(claim, value) for claim in formulas if (value := _again(claim)) is not None]
    rest = [claim for claim in formulas if _again(claim) is None]
    recounts = [(claim, made) for claim in rest if (made := recount(claim, tables)) is not None]
    found = [
        *_bound(given, figures, records),
        *_worked_out(again, records),
        *_counted_again(recounts, records),
    ]
    used = _used(given, figures, FIGURES)
    own = ledger_of(used, relations, links, _used(given, facts, FACTS))
    known = known_of(tables["contradiction_figures"], tables["contradictions"])
    # What publishers said may be known to clash; what we say wrongly never is.
    clashes = with_states(findings(compared(own)), known, tables["answers"])
    return OwnChecked(
        findings=tuple(dict.fromkeys([*found, *clashes])),
        claims=len(given),
        worked_out=len(again) + len(recounts),
        in_words=len(rest) - len(recounts),
        rows=frozenset(claim.row for claim in own.claims),
    )


def figures_of(claim: Told) -> list[str]:
    """Return the ids of the figures that a claim rests on."""
    return [row for table, row in claim["refs"] if table == FIGURES]


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
        source = quantity(_row(figures, rows[0]))
        record = source.to_json()
        wrong = [name for name in SAYS if claim[name] != record[name]]
        if "unit" in wrong and claim["unit"] == _units_of_one_year(source):
            wrong.remove("unit")
        if claim["series"] not in {"", record["series"]}:
            wrong.append("series")
        if abs(claim["value"] - record["value"]) > abs(record["value"]) * float(ROUNDING):
            wrong.insert(0, "value")
        if wrong:
            told = "; ".join(f"{name}: {claim[name]!r}, not {record[name]!r}" for name in wrong)
            yield _own_finding(BOUND, [records[rows[0]]], told, "A claim differs from its record.")


def _worked_out(
    again: Sequence[tuple[Told, Decimal]], records: Mapping[str, Claim]
) -> Iterator[Finding]:
    """Yield claims that their formula does not give with their inputs."""
    for claim, value in again:
        said = Decimal(repr(float(claim["value"])))
        rows = [records[row] for row in figures_of(claim) if row in records]
        if abs(value - said) > _half_a_unit(said):
            told = f"{claim['formula']} = {float(value):.6g}, not {float(said):.6g}"
            yield _own_finding(WORKED, rows, told, "A formula does not give the number beside it.")
        for given in claim.get("inputs", ()):
            if _expression(given) not in claim["formula"] and given["full"] not in claim["formula"]:
                told = f"{claim['formula']} does not hold {given['full']}"
                yield _own_finding(WORKED, rows, told, "A formula leaves out one of its inputs.")


def _counted_again(
    recounts: Sequence[tuple[Told, Recount]], records: Mapping[str, Claim]
) -> Iterator[Finding]:
    """Yield claims that the rows they cite do not give."""
    for claim, made in recounts:
        if not made.fits:
            rows = [records[row] for row in figures_of(claim) if row in records]
            told = f"{claim['text']} ({claim['formula']}): {made.told}"
            yield _own_finding(COUNTED, rows, told, "The rows cited do not give the number.")


def _units_of_one_year(source: Quantity) -> str:
    """Return the unit without "per year" where the period is one year: the same amount then."""
    one_year = source.period is not None and source.period.kind in YEARS
    within = source.unit.per == "year" and source.unit.is_money and one_year
    return str(replace(source.unit, per="") if within else source.unit)


def _half_a_unit(said: Decimal) -> Decimal:
    """Return how far a number may be from the exact one: half of its last figure's unit."""
    digits = said.normalize().as_tuple().digits
    figures = max(FEWEST_FIGURES, len(digits))
    return max(Decimal(5).scaleb(said.adjusted() - figures), abs(said) * ROUNDING)


def _again(claim: Told) -> Decimal | None:
    """Return what a claim's formula gives with its inputs; None for a formula in words."""
    formula = str(claim["formula"])
    named: dict[str, Term] = {}
    inputs = list(claim.get("inputs", ()))
    # The longest first: a short one may stand inside a longer one.
    for i, given in enumerate(sorted(inputs, key=lambda one: -len(_expression(one)))):
        named[f"[{i}]"] = Term(Decimal(repr(float(given["value"]))), _in_percent(given))
        for term in (_expression(given), str(given["full"])):
            if term in formula:
                formula = re.sub(_alone(term), f"[{i}]", formula, count=1)
                break
    try:
        return worked_out(formula, named, in_percent=_in_percent(claim))
    except NotAFormula:
        return None


def _expression(given: Told) -> str:
    """Return an input as a term of the formula, as `Quantity.expression` does."""
    return f"({given['formula']})" if given["formula"] else str(given["full"])


def _alone(term: str) -> str:
    """Return the pattern of a term that is not a part of a longer number."""
    return rf"(?<![\d.,£]){re.escape(term)}(?![\d%]|[.,]\d)"


def _in_percent(claim: Told) -> bool:
    return str(claim["unit"]).startswith(PERCENT)


def _row(figures: pd.DataFrame, row: str) -> dict[str, Any]:
    return {str(name): value for name, value in figures.loc[row].items()}


def _used(claims: Sequence[Told], frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the rows of a table that some claim cites."""
    rows = {row for claim in claims for name, row in claim["refs"] if name == table}
    return frame[frame.index.isin(rows)]


def _own_finding(rule: str, records: Sequence[Claim], told: str, message: str) -> Finding:
    no, yes = Interval(0, 0), Interval(1, 1)
    return Comparison(tuple(records), yes, no, told, message).finding(rule)
