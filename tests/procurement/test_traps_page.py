"""The page of traps names rules and tests that there are, and leaves no rule out."""

from __future__ import annotations

import re

from futuregazing import paths
from futuregazing.procurement.rules import RULES

CELLS = 4
WITHOUT_A_TRAP = {
    "foreign_currency",
    "dated_after_publication",
    "period_unlikely",
    "no_supplier",
}
"""Rules for what was not among the traps counted, but is seen all the same."""


def rows() -> list[list[str]]:
    page = (paths.root() / "docs" / "traps.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("|") and "---" not in line]
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in told if row[0] != "trap"]


def test_every_trap_names_a_test_that_there_is() -> None:
    files = (paths.root() / "tests").rglob("test_*.py")
    names = {n for f in files for n in re.findall(r"def (test_\w+)", f.read_text("utf-8"))}
    assert len(rows()) > 40
    assert {row[3] for row in rows()} <= names
    assert all(len(row) == CELLS for row in rows())


def test_every_rule_is_named_or_known_to_be_for_none_of_the_traps() -> None:
    told = " ".join(row[1] for row in rows())
    named = {rule.name for rule in RULES if re.search(rf"\b{rule.name}\b", told)}
    assert named | WITHOUT_A_TRAP == {rule.name for rule in RULES}
    assert not named & WITHOUT_A_TRAP
