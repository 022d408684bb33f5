"""What is known of a finding: a treated contradiction, an answer, or nothing yet.

Both hold only while the figures say what they said then: each carries a seal of every
figure, so that a changed digit opens the question again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from futuregazing.claims.checking.finding import Finding

FEWEST_SIDES = 2
"""Figures that a finding must share with the two sides: one may clash with anything."""


@dataclass(frozen=True)
class Known:
    """A contradiction that is known and treated, with its figures and what they said."""

    contradiction: str
    sides: frozenset[str]
    rows: frozenset[str]
    seals: Mapping[str, str]

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is about nothing but this contradiction, as it was treated."""
        rows = set(finding.rows)
        sealed = all(self.seals.get(source.row) == source.seal for source in finding.sources)
        return rows <= self.rows and len(rows & self.sides) >= FEWEST_SIDES and sealed


def known_of(figures: pd.DataFrame, contradictions: pd.DataFrame) -> list[Known]:
    """Return the contradictions an edition knows, with their figures.

    Args:
        figures: the table `contradiction_figures`.
        contradictions: the table of that name, as of the edition.
    """
    told = figures[figures.index.isin(contradictions.index)]
    return list(_known(told))


def with_states(
    findings: Iterable[Finding], known: Iterable[Known], answers: pd.DataFrame
) -> list[Finding]:
    """Return the findings, each with its state."""
    contradictions = list(known)
    given = {
        (row["rule"], row["row_ids"], row["seals"]): str(index) for index, row in answers.iterrows()
    }
    return [_stated(finding, contradictions, given) for finding in findings]


def _stated(
    finding: Finding, known: list[Known], answers: Mapping[tuple[str, str, str], str]
) -> Finding:
    for contradiction in known:
        if contradiction.covers(finding):
            return finding.treated("known", contradiction.contradiction)
    answer = answers.get((finding.rule, " ".join(finding.rows), finding.seals))
    return finding.treated("answered", answer) if answer else finding


def _known(told: pd.DataFrame) -> Iterator[Known]:
    for contradiction, row in told.iterrows():
        sides = frozenset(f"{row['side_a']} {row['side_b']}".split())
        seals = dict(pair.split("=") for pair in str(row["seals"]).split())
        rows = sides | set(str(row["also"]).split())
        yield Known(str(contradiction), sides, rows, seals)
