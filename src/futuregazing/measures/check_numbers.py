"""Checks of the numbers that a report prints: their rows, their sums, their sources, their days."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from futuregazing.claims.checking import RULES, Finding, OwnChecked
from futuregazing.claims.printed import Printed
from futuregazing.edition.model import Edition
from futuregazing.measures.check_rows import Check, rows_in
from futuregazing.measures.numbers_printed import (
    COARSELY,
    EXACT,
    UNDATED,
    Numbers,
    facts_of,
    facts_used,
    figures_of,
    figures_used,
    key_of,
    refs_of,
)

THIS = "trust"
"""The section that tells of the checks, and so cannot be among what they looked at."""
COPY = "C"
ADDRESS = ("url", "source_url")
OPEN, TREATED = ("new",), ("known", "answered")
GRAVE = ("high", "medium")
"""Findings of low weight say that a number misleads, not that it is wrong."""


def number_checks(
    numbers: Numbers, own: OwnChecked, printed: Printed, edition: Edition
) -> Iterator[Check]:
    """Yield what was checked of the report's own numbers."""
    yield _sections(printed, edition)
    yield _evidence(numbers)
    yield _tested(numbers, own)
    yield _clashes(numbers, own)
    yield _traced(numbers)
    yield from _graded(numbers)
    yield _dated(numbers)
    yield _pages(numbers)
    yield _in_time(numbers, edition)
    yield _counted(printed)


def cautions(numbers: Numbers, findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return the numbers to be careful with, one row a number and reason.

    Returns:
        caution_id, number (its text), headline (whether it is one), why (copy, no day,
        open clash, treated clash), claim (the claim as JSON).
    """
    # A claim that differs from its own row says nothing against the figures it cites.
    grave = [f for f in findings if f.severity in GRAVE and f.rule in RULES]
    disputed, treated = rows_in(grave, *OPEN), rows_in(grave, *TREATED)
    rows: list[dict[str, object]] = []
    for claim in numbers.all:
        figures = {*figures_of(claim), *facts_of(claim)}
        reasons = {
            "copy": numbers.grade(claim) == COPY,
            "no day": numbers.dating(claim) == UNDATED,
            "open clash": bool(figures & disputed),
            "treated clash": bool(figures & treated) and not figures & disputed,
        }
        told = json.dumps(claim, ensure_ascii=False, sort_keys=True)
        name = hashlib.sha256(key_of(claim).encode()).hexdigest()[:10]
        rows += [
            {
                "caution_id": f"{why.replace(' ', '-')}:{name}",
                "number": str(claim["text"]),
                "headline": numbers.is_headline(claim),
                "why": why,
                "claim": told,
            }
            for why, holds in reasons.items()
            if holds
        ]
    return rows


def _sections(printed: Printed, edition: Edition) -> Check:
    wanted = [name for name in edition.sections if name != THIS]
    missing = [name.replace("_", " ") for name in wanted if name not in printed.sections]
    return Check(
        "sections",
        "Chapters whose numbers were looked at",
        "chapters",
        passed=len(wanted) - len(missing),
        not_checked=len(missing),
        detail=", ".join(missing),
    )


def _evidence(numbers: Numbers) -> Check:
    bare = [c for c in numbers.all if not refs_of(c) and not c["formula"]]
    lost = [c for c in numbers.all if not all(numbers.has(ref) for ref in refs_of(c))]
    failed = len(bare) + len(lost)
    nothing = sum(not refs_of(c) for c in numbers.all) - len(bare)
    return Check(
        "evidence",
        "Every number leads to the rows it rests on",
        "numbers",
        passed=len(numbers.all) - failed,
        failed=failed,
        how="Every row a number names is looked up in the tables as of the edition.",
        detail=f"{nothing} count nothing and so name no row, only what was counted",
    )


def _tested(numbers: Numbers, own: OwnChecked) -> Check:
    quoted = sum(
        not claim["formula"] and [table for table, _ in refs_of(claim)] == ["figures"]
        for claim in numbers.all
    )
    # The ledger's rules set figures beside each other; any other rule is about a claim itself.
    failed = sum(finding.rule not in RULES for finding in own.findings)
    return Check(
        "tested",
        "Numbers agree with their row or formula",
        "numbers",
        passed=max(quoted + own.worked_out - failed, 0),
        failed=failed,
        not_checked=max(len(numbers.all) - quoted - own.worked_out, own.in_words),
        how="A number that was quoted is held against its row in value, unit, qualifier, kind, "
        "place, scope and period; one that was worked out or counted is so a second time.",
        detail=f"{quoted} quoted, {own.worked_out} worked out again; not checked: formulas that "
        "are words, and numbers quoted from other tables than the figures",
    )


def _clashes(numbers: Numbers, own: OwnChecked) -> Check:
    # Of the facts on blue light, those with a reading are held against others like figures.
    used = figures_used(numbers) | (facts_used(numbers) & own.rows)
    found = [f for f in own.findings if f.rule in RULES and used.issuperset(f.rows)]
    failed = rows_in(found, *OPEN)
    known = rows_in(found, *TREATED) - failed
    return Check(
        "clashes",
        "Figures used here can all be true",
        "figures",
        passed=len(used - failed - known),
        failed=len(failed),
        known=len(known),
        how="The rules of the claim checker, over the figures that this report rests on alone.",
        detail=f"{len(found)} findings",
    )


def _traced(numbers: Numbers) -> Check:
    grades = [grade for claim in numbers.all if (grade := numbers.grade(claim))]
    copies = sum(grade == COPY for grade in grades)
    return Check(
        "traced",
        "Numbers are traced to whoever said them",
        "numbers",
        passed=len(grades) - copies,
        failed=copies,
        how="The weakest source behind each number decides; a copy was not traced.",
        detail="counts of rows have no single source and are left out",
        not_checked=0,
    )


def _graded(numbers: Numbers) -> Iterator[Check]:
    words = {
        "A": "Numbers from their producer or an official record",
        "B": "Numbers from the press, a sector body or a supplier",
        "C": "Numbers seen only in a copy",
    }
    grades = [numbers.grade(claim) for claim in numbers.all]
    for grade, title in words.items():
        yield Check(f"grade_{grade.lower()}", title, "numbers", passed=grades.count(grade))


def _dated(numbers: Numbers) -> Check:
    kinds = [numbers.dating(claim) for claim in numbers.all]
    return Check(
        "dated",
        "Sources of numbers show their date",
        "numbers",
        passed=kinds.count(EXACT) + kinds.count(COARSELY),
        failed=kinds.count(UNDATED),
        not_checked=kinds.count(""),
        how="The day, month or year that the source shows; a coarse one counts as its last day.",
        detail=f"{kinds.count('coarse')} show a month or a year only; counts of many rows and "
        "tables shown as they are now are not looked at",
    )


def _pages(numbers: Numbers) -> Check:
    rows = [ref for ref in numbers.rows if any(numbers.has(ref, name) for name in ADDRESS)]
    pages = [next((a for n in ADDRESS if (a := numbers.cell(ref, n))), "") for ref in rows]
    good = sum(page.startswith(("https://", "http://")) for page in pages)
    return Check(
        "pages",
        "Rows behind numbers give their page",
        "rows",
        passed=good,
        failed=len(rows) - good,
        not_checked=len(numbers.rows) - len(rows),
        how="Each row's own address; a reference table is cited as a whole by its sidecar.",
        detail=f"{len({page for page in pages if page})} different pages; none is read again "
        "when the report is built",
    )


def _in_time(numbers: Numbers, edition: Edition) -> Check:
    days = [day for ref in numbers.rows if (day := numbers.cell(ref, "known_by"))]
    shown = [ref for ref in numbers.rows if numbers.cell(ref, "known_by_basis") == EXACT]
    later = sum(day > edition.as_of.isoformat() for day in days)
    return Check(
        "in_time",
        "Rows were published by the edition's date",
        "rows",
        passed=len(days) - later,
        failed=later,
        not_checked=len(numbers.rows) - len(days),
        how="The day by which each row behind a number was known, against the as-of date.",
        detail="not checked: names, codes and places, shown as they are now, and rows undated",
        day=max((numbers.cell(ref, "known_by") for ref in shown), default=""),
    )


def _counted(printed: Printed) -> Check:
    silent = sum(not one.coverage for one in printed.measured)
    return Check(
        "measured",
        "Our own counts say how much they cover",
        "charts and tables",
        passed=len(printed.measured) - silent,
        failed=silent,
        how="Each chart and table of our own counting must state its coverage.",
        detail="a sample of what could be found, not the market",
    )
