"""A check as a person reads it in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from textwrap import fill

from futuregazing.claims.checking.finding import Finding, State
from futuregazing.claims.checking.own import OwnChecked
from futuregazing.claims.checking.registry import RULES
from futuregazing.claims.checking.run import Checked

WIDTH = 100
STATES: tuple[State, ...] = ("new", "known", "answered")


def lines(checked: Checked, unsealed: Sequence[str], year: int | None = None) -> Iterator[str]:
    """Yield the lines of a check: broken seals, findings with sums and sources, and the tally.

    Args:
        checked: what the rules found.
        unsealed: what is said of tables whose checksum no longer fits.
        year: the edition, if the check was of what it knows.
    """
    if unsealed:
        yield "Tables that are not as sealed (the rules ran all the same):"
        yield from (f"  {fault}" for fault in unsealed)
        yield ""
    for state in STATES:
        for finding in checked.findings:
            if finding.state == state and state != "answered":
                yield from _told(finding)
    yield _tally(checked, year)


def own_lines(
    own: OwnChecked | None, year: int | None, built: Sequence[int], known: Collection[str]
) -> Iterator[str]:
    """Yield what was found in a report's own claims, or that none were looked at.

    Args:
        own: what was found; None if no report was looked at.
        year: the edition asked for, if any.
        built: the editions whose reports have been built.
        known: keys of findings that have been told already.
    """
    if own is None:
        yield from _nothing_looked_at(year, built)
        return
    for finding in own.findings:
        if finding.key not in known and finding.state == "new":
            yield from _told(finding)
    yield (
        f"The report of {year} as built: {own.claims} claims, {own.worked_out} of them worked out "
        f"again, {own.in_words} not, their formulas being words; {len(own.alarming)} findings new "
        "and high."
    )
    if own.alarming:
        yield f"If tables have changed since, build it again: make report YEAR={year}"


def _nothing_looked_at(year: int | None, built: Sequence[int]) -> Iterator[str]:
    if year:
        yield (
            f"Not looked at: the claims of the {year} report, which has not been built here; "
            f"make report YEAR={year} builds it."
        )
        return
    told = f" Built here: {', '.join(map(str, built))}." if built else ""
    yield f"Not looked at: the reports' own claims; name an edition to check those.{told}"


def _told(finding: Finding) -> Iterator[str]:
    state = f"known as {finding.treated_in}" if finding.treated_in else finding.state
    yield f"{finding.severity.upper()}, {state}: {finding.message}"
    yield fill(finding.arithmetic, WIDTH, initial_indent="  ", subsequent_indent="    ")
    for source in finding.sources:
        known = f", known by {source.known_by}" if source.known_by else ""
        yield f"  {source.row}  {source.says}: {source.publisher}{known}"
        yield f"           {source.url}"
    if finding.seals:
        yield f"  for answers.csv: {finding.rule},{' '.join(finding.rows)},{finding.seals}"
    yield ""


def _tally(checked: Checked, year: int | None) -> str:
    states = Counter(finding.state for finding in checked.findings)
    told = ", ".join(f"{states[state]} {state}" for state in STATES)
    scope = f" that the {year} edition knows" if year else ""
    return (
        f"{checked.figures} figures{scope}, {checked.compared} of them compared with others: "
        f"{sum(checked.comparisons.values()):,} comparisons by {len(RULES)} rules, "
        f"{len(checked.findings)} findings ({told}), {len(checked.alarming)} of them new and high."
    )
