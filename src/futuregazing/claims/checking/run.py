"""Running the rules over the ledger as one edition sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from futuregazing.claims.checking.facts import facts_read
from futuregazing.claims.checking.finding import Comparison, Finding
from futuregazing.claims.checking.ledger import ledger_of
from futuregazing.claims.checking.registry import compared, findings
from futuregazing.claims.checking.states import known_of, with_states

ALONE = 1
"""A rule that looks at one figure (its period, its range) sets it beside no other."""


@dataclass(frozen=True)
class Checked:
    """What a run of the rules found, and how much it looked at.

    Attributes:
        findings: the most severe first.
        comparisons: how many comparisons each rule made.
        figures: how many figures there were, facts that are read like them included.
        compared: how many of them were set beside another at least once.
    """

    findings: tuple[Finding, ...]
    comparisons: Mapping[str, int]
    figures: int
    compared: int

    @property
    def alarming(self) -> tuple[Finding, ...]:
        """Return the findings that are new and high."""
        return tuple(finding for finding in self.findings if finding.alarming)

    def to_json(self) -> dict[str, Any]:
        """Return the result as data."""
        return {
            "figures": self.figures,
            "compared": self.compared,
            "comparisons": dict(self.comparisons),
            "findings": [finding.to_json() for finding in self.findings],
        }


def check(tables: Mapping[str, pd.DataFrame]) -> Checked:
    """Run all rules over the ledger.

    Args:
        tables: with figures, bluelight, bluelight_readings, metric_relations, links,
            contradictions, contradiction_figures and answers, as of the edition.
    """
    ledger = ledger_of(
        tables["figures"], tables["metric_relations"], tables["links"], facts_read(tables)
    )
    known = known_of(tables["contradiction_figures"], tables["contradictions"])
    made = list(compared(ledger))
    return Checked(
        findings=tuple(with_states(findings(made), known, tables["answers"])),
        comparisons=Counter(rule.name for rule, _ in made),
        figures=len(ledger.claims),
        compared=len(beside_another(comparison for _, comparison in made)),
    )


def beside_another(comparisons: Iterable[Comparison]) -> set[str]:
    """Return the rows that some comparison sets beside another row."""
    return {
        row for comparison in comparisons if len(comparison.rows) > ALONE for row in comparison.rows
    }
