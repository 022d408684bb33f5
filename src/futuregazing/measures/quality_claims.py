"""What the claim checker found in the published figures of an edition, rule by rule."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from futuregazing.claims.checking import RULES, Checked, check
from futuregazing.claims.checking.facts import FACTS, facts_read
from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import refs_of, unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

STATES = {"known": "known and treated", "answered": "answered", "new": "still open"}


def checked(tables: Tables) -> Checked:
    """Run the claim checker over the figures that the edition may use."""
    return check(tables)


def rules(result: Checked) -> pd.DataFrame:
    """Return the rules that had something to compare, those with most findings first.

    Returns:
        rule (what it does), comparisons, findings, and of these known, answered and open.
    """
    by_rule = {name: [f for f in result.findings if f.rule == name] for name in RULES}
    rows = []
    for name, rule in RULES.items():
        states = Counter(finding.state for finding in by_rule[name])
        told = (len(by_rule[name]), states["known"], states["answered"], states["new"])
        if result.comparisons.get(name):
            rows.append(
                (rule.meaning.rstrip(".").replace("`", ""), result.comparisons[name], *told)
            )
    rows.sort(key=lambda row: (-row[2], -row[1], row[0]))
    return pd.DataFrame(
        rows, columns=["rule", "comparisons", "findings", "known", "answered", "open"]
    )


def sentence(result: Checked, tables: Tables) -> Statement:
    """Return what was compared, of which the ledger is but a part, and what became of findings."""
    figures = refs_of(tables["figures"], "figures")
    facts = refs_of(facts_read(tables), FACTS)
    read = {
        "figures": counted(len(figures), "published figures", figures),
        "facts": counted(len(facts), "facts on blue light", facts),
        "compared": part_of(
            result.compared, result.figures, "published numbers", (*figures, *facts)
        ),
    }
    start = statement(
        "The claim checker read {figures} and, as numbers like them, {facts}. It set {compared} "
        "beside others, by general rules that know no single case",
        **read,
    )
    if not result.findings:
        return statement("{start}; nothing clashed.", start=start)
    counts = []
    for state, words in STATES.items():
        mine = [finding for finding in result.findings if finding.state == state]
        if mine:
            refs = unique_refs(ref for finding in mine for ref in finding.refs)
            counts.append(counted(len(mine), words, refs, told_by=True))
    return statement("{start}. Its findings: {counts}.", start=start, counts=listing(counts))


def title(result: Checked) -> Statement:
    """Return whether something grave is still open."""
    if result.alarming:
        return statement("Published figures clash in a grave way that is not yet treated")
    return statement("No grave clash between published figures is left untreated")
