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
    """Return how many figures were compared, and what became of what was found."""
    rows = (*refs_of(tables["figures"], "figures"), *refs_of(facts_read(tables), FACTS))
    set_beside = part_of(result.compared, result.figures, "published figures", rows)
    if not result.findings:
        return statement(
            "The claim checker compared {compared}; nothing clashed.", compared=set_beside
        )
    counts = []
    for state, words in STATES.items():
        mine = [finding for finding in result.findings if finding.state == state]
        if mine:
            refs = unique_refs(ref for finding in mine for ref in finding.refs)
            counts.append(counted(len(mine), words, refs, told_by=True))
    return statement(
        "The claim checker set {compared} beside others, by general rules that know no single "
        "case. Its findings: {counts}.",
        compared=set_beside,
        counts=listing(counts),
    )


def title(result: Checked) -> Statement:
    """Return whether something grave is still open."""
    if result.alarming:
        return statement("Published figures clash in a grave way that is not yet treated")
    return statement("No grave clash between published figures is left untreated")
