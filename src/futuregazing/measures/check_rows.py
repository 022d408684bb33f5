"""One check that ran: what it looked at, how much of that holds, and how that was found out.

The rows travel as a data table, so that a number printed about a check leads to the check
like any other number to its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from futuregazing.claims.checking import Finding
from futuregazing.measures.check_words import in_words

CHECKS, FINDINGS, CAUTIONS = "checks", "check_findings", "check_cautions"


@dataclass(frozen=True)
class Check:
    """One check, as it ran.

    Attributes:
        check_id: a slug that lasts.
        title: what must hold, in words.
        noun: what is looked at, in the plural.
        passed: how many hold.
        failed: how many do not, and nobody has said why.
        known: how many do not, and the clash is known and treated.
        not_checked: how many more there are of which the check can say nothing.
        how: how the check works.
        detail: what else it found.
        day: a day it found, as ISO; "" for none.
    """

    check_id: str
    title: str
    noun: str
    passed: int
    failed: int = 0
    known: int = 0
    not_checked: int = 0
    how: str = ""
    detail: str = ""
    day: str = ""

    @property
    def looked_at(self) -> int:
        """Return how many things the check can speak of."""
        return self.passed + self.failed + self.known


def checks_frame(checks: Iterable[Check]) -> pd.DataFrame:
    """Return checks as a table with `looked_at`; index: the check's id."""
    rows = [asdict(check) | {"looked_at": check.looked_at, "known_by": ""} for check in checks]
    return _indexed(rows, "check_id")


def findings_frame(findings: Sequence[Finding], printed: Iterable[str]) -> pd.DataFrame:
    """Return findings as a table, in their order.

    Args:
        findings: what the claim checker found.
        printed: ids of the figures and facts that the report's numbers rest on.

    Returns:
        finding_id, rule, severity, state, treated_in, figures, message, arithmetic,
        publishers, printed (whether the report rests on all of its figures).
    """
    shown = set(printed)
    rows = [
        {
            "finding_id": f"{finding.rule}:{'-'.join(finding.rows)}",
            "rule": finding.rule.replace("_", " "),
            "severity": finding.severity,
            "state": finding.state,
            "treated_in": finding.treated_in,
            "figures": " ".join(finding.rows),
            "message": finding.message,
            "arithmetic": in_words(finding.arithmetic),
            "publishers": "; ".join(dict.fromkeys(s.publisher for s in finding.sources)),
            "printed": bool(finding.rows) and shown.issuperset(finding.rows),
            "known_by": "",
        }
        for finding in findings
    ]
    return _indexed(rows, "finding_id")


def cautions_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return the numbers to be careful with; see `check_numbers.cautions`."""
    return _indexed([row | {"known_by": ""} for row in rows], "caution_id")


def rows_in(findings: Iterable[Finding], *states: str) -> set[str]:
    """Return the rows of the ledger that findings of some states set beside others."""
    return {row for finding in findings if finding.state in states for row in finding.rows}


def _indexed(rows: list[dict[str, object]], key: str) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame(index=pd.Index([], name="row", dtype="str"))
    frame = pd.DataFrame(rows)
    frame.index = pd.Index(frame[key], name="row", dtype="str")
    return frame
