"""What a rule has to say: a comparison it made, and the finding when it does not hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from futuregazing.claims.checking.interval import Interval
from futuregazing.claims.checking.reading import FIGURES, Claim
from futuregazing.claims.refs import Ref

Severity = Literal["high", "medium", "low"]
State = Literal["known", "new", "answered"]

SLIGHT_GAP = 0.02
"""Intervals less than a fiftieth apart may be a rounding too many: one severity less."""
_LESS: dict[Severity, Severity] = {"high": "medium", "medium": "low", "low": "low"}


@dataclass(frozen=True)
class Source:
    """Who said one of the numbers of a finding."""

    row: str
    says: str
    publisher: str
    url: str
    known_by: str
    seal: str
    table: str = FIGURES


@dataclass(frozen=True)
class Finding:
    """Numbers that cannot all be true, or that a reader would take for one another.

    Attributes:
        rule: the name of the rule.
        severity: high, medium or low.
        rows: the ids of the figures it is about, sorted.
        arithmetic: the sum written out.
        message: what is wrong, in a sentence.
        sources: who said each number.
        state: known and treated, answered, or new.
        treated_in: the contradiction or the answer that treats it; empty when new.
    """

    rule: str
    severity: Severity
    rows: tuple[str, ...]
    arithmetic: str
    message: str
    sources: tuple[Source, ...]
    state: State = "new"
    treated_in: str = ""

    @property
    def alarming(self) -> bool:
        """Tell whether it is new and high: what makes `check` end with its own exit code."""
        return self.state == "new" and self.severity == "high"

    @property
    def key(self) -> str:
        """Return rule and rows, by which answers and verdicts name a finding."""
        return f"{self.rule} {' '.join(self.rows)}"

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Return the rows it is about with the tables they stand in."""
        return tuple(Ref(source.table, source.row) for source in self.sources)

    @property
    def seals(self) -> str:
        """Return the seals of the rows, in their order, as an answer records them."""
        return " ".join(source.seal for source in self.sources)

    def treated(self, state: State, where: str) -> Finding:
        """Return the finding with its state."""
        return replace(self, state=state, treated_in=where)

    def to_json(self) -> dict[str, Any]:
        """Return the finding as data."""
        return asdict(self) | {"seals": self.seals}


@dataclass(frozen=True, eq=False)
class Comparison:
    """One test: what the claims say or imply, against what they may.

    A rule makes comparisons whether they hold or not, so that one can tell which figures
    were checked at all.
    """

    claims: tuple[Claim, ...]
    found: Interval
    allowed: Interval
    arithmetic: str
    message: str
    severity: Severity = "high"
    role: str = ""
    """What the first claim is in the comparison: share, part, mean, ... ; for tests."""

    @property
    def holds(self) -> bool:
        """Tell whether some values make it true."""
        return self.found.meets(self.allowed)

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the ids of the rows compared, sorted."""
        return tuple(sorted({claim.row for claim in self.claims}))

    def finding(self, rule: str) -> Finding:
        """Return the finding that says why it does not hold."""
        slight = self.found.gap(self.allowed) < SLIGHT_GAP
        claims = sorted({claim.row: claim for claim in self.claims}.items())
        return Finding(
            rule=rule,
            severity=_LESS[self.severity] if slight else self.severity,
            rows=self.rows,
            arithmetic=self.arithmetic,
            message=self.message,
            sources=tuple(
                Source(c.row, c.printed, c.publisher, c.url, c.known_by, c.seal, c.table)
                for _, c in claims
            ),
        )


def told(interval: Interval, unit: str = "") -> str:
    """Print an interval: "2.75bn to 2.85bn", "at least 12", "3.1%"."""
    low, high = short(interval.low, unit), short(interval.high, unit)
    if low == high:
        return low
    if math.isinf(interval.high):
        return f"at least {low}"
    return f"less than {high}" if math.isinf(interval.low) else f"{low} to {high}"


def short(value: float, unit: str = "") -> str:
    """Print a value with four figures at most: pounds in bn or m, per cent with their sign."""
    if unit == "GBP":
        for step, letters in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
            if abs(value) >= step:
                return f"GBP {value / step:.4g}{letters}"
        return f"GBP {value:.4g}"
    return (
        f"{value:.4g}%"
        if unit == "percent"
        else f"{value:,.0f}"
        if abs(value) >= 1000
        else f"{value:.4g}"
    )


def joined(claims: Sequence[Claim], sign: str) -> str:
    """Write claims as terms of a sum or product."""
    return f" {sign} ".join(claim.told for claim in claims)
