"""The numbers of a report with the rows behind them: grade, day and address of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from futuregazing.claims.printed import Printed, Told
from futuregazing.tables.frames import Tables

FEW_ROWS = 3
"""A number over more rows is a count of them: no single source stands behind it."""
EXACT, COARSELY, UNDATED = "exact", "coarse", "none"
COARSE = ("month", "year", "financial year")
TALLY = "count"


class Numbers:
    """The numbers of a report with the rows behind them, each number once.

    Two claims of one text, the same rows and the same formula are one number, as in the
    report's evidence.
    """

    def __init__(self, printed: Printed, tables: Tables) -> None:
        """Look up the rows behind the printed claims."""
        self.all = _each_once(printed.claims)
        self.headlines = {key_of(claim) for claim in printed.headlines}
        names = {str(table) for claim in self.all for table, _ in refs_of(claim)}
        self.frames = {name: tables[name] for name in sorted(names & set(tables.names))}

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return the rows behind all numbers, each once."""
        return sorted({ref for claim in self.all for ref in refs_of(claim)})

    def is_headline(self, claim: Told) -> bool:
        """Tell whether a number stands in an answer or a key point."""
        return key_of(claim) in self.headlines

    def cell(self, ref: tuple[str, str], column: str) -> str:
        """Return a row's field, "" where the row or the column is not there."""
        table, row = ref
        frame = self.frames.get(table)
        if frame is None or column not in frame.columns or row not in frame.index:
            return ""
        return str(frame.at[row, column])

    def has(self, ref: tuple[str, str], column: str = "") -> bool:
        """Tell whether there is such a row, or such a column in its table."""
        table, row = ref
        frame = self.frames.get(table)
        if frame is None:
            return False
        return column in frame.columns if column else row in frame.index

    def grade(self, claim: Told) -> str:
        """Return the grade of the weakest source of a number; "" for counts of many rows."""
        if claim["grade"] or len(refs_of(claim)) > FEW_ROWS:
            return str(claim["grade"])
        return max((self.cell(ref, "source_grade") for ref in refs_of(claim)), default="")

    def dating(self, claim: Told) -> str:
        """Return how a number's sources show their day: exact, coarse, none or "" (unknown)."""
        refs = refs_of(claim)
        if not refs or len(refs) > FEW_ROWS:
            return ""
        found = {self._dating(ref) for ref in refs}
        return next((kind for kind in (UNDATED, COARSELY, EXACT) if kind in found), "")

    def _dating(self, ref: tuple[str, str]) -> str:
        if not self.has(ref, "known_by_basis"):
            return EXACT if self.cell(ref, "known_by") else ""
        basis = self.cell(ref, "known_by_basis")
        return EXACT if basis == EXACT else COARSELY if basis in COARSE else UNDATED


def figures_of(claim: Told) -> list[str]:
    """Return the figures that a number takes its value from; a count of rows takes none."""
    return _rows_in(claim, "figures")


def facts_of(claim: Told) -> list[str]:
    """Return the facts on blue light that a number takes its value from, likewise."""
    return _rows_in(claim, "bluelight")


def figures_used(numbers: Numbers) -> set[str]:
    """Return the figures that any number rests on."""
    return {row for claim in numbers.all for row in figures_of(claim)}


def facts_used(numbers: Numbers) -> set[str]:
    """Return the facts on blue light that any number rests on."""
    return {row for claim in numbers.all for row in facts_of(claim)}


def _rows_in(claim: Told, wanted: str) -> list[str]:
    if claim["basis"] == TALLY and claim["formula"] and not claim["inputs"]:
        return []
    return [row for table, row in refs_of(claim) if table == wanted]


def _each_once(claims: Sequence[Told]) -> list[Told]:
    return list({key_of(claim): claim for claim in reversed(claims)}.values())[::-1]


def key_of(claim: Mapping[str, Any]) -> str:
    """Return what makes two claims one number: text, rows and formula."""
    return json.dumps([claim["text"], claim["refs"], claim["formula"]], ensure_ascii=False)


def refs_of(claim: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the table and row ids that a number rests on."""
    return [(str(table), str(row)) for table, row in claim["refs"]]
