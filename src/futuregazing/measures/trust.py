"""What the page "Can you trust these numbers?" says, all of it from the checks that ran.

The answer follows a rule, so that nobody chooses its tone:

    the report's own numbers were not checked    Not yet
    one of them fails its row or its formula     No
    nothing open, nothing only from a copy       Yes
    doubt about a quarter of them or less        Mostly
    about more                                   Only in part
"""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Dated, Ref, refs_of
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import calendar_year
from futuregazing.measures.check_rows import CAUTIONS, CHECKS
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

WORDS = {
    "looked_at": "looked at",
    "passed": "for which it holds",
    "known": "for which it does not, known and treated",
    "failed": "for which it does not",
    "not_checked": "that could not be checked",
}
PARTS = ("passed", "known", "failed")
OWN = ("evidence", "tested")
SCORED = (
    *OWN,
    *("clashes", "ledger", "traced", "dated", "pages", "in_time"),
    *("measured", "verdicts", "sealed"),
)
DETAIL = ("further",)
"""Told in the chapter on method, and here only when it fails."""
MOST_IN_DOUBT = 0.25
DOUBTS = {
    "copy": "{n:bare} rest on untraced copies",
    "open clash": "{n:bare} on figures that others contradict",
}
REASONS = {
    "open clash": "contradicted by another figure, still open",
    "treated clash": "contradicted by another figure, known and treated",
    "copy": "seen only in a copy",
    "no day": "from a source that shows no day",
}


def own_checked(tables: Tables) -> bool:
    """Tell whether the report's own numbers were checked, not the tables alone."""
    return OWN[0] in tables[CHECKS].index


def number(tables: Tables, check: str, column: str, noun: str | None = None) -> Quantity:
    """Return one number of one check; `noun` None takes the check's own."""
    row = tables[CHECKS].loc[check]
    return counted(
        _counts(tables, check, column),
        str(row["noun"]) if noun is None else noun,
        (Ref(CHECKS, check),),
        formula=f"{row['noun']} {WORDS[column]}, as the check found",
    )


def answer(tables: Tables) -> Statement:
    """Return the answer in one sentence, by the rule above."""
    if not own_checked(tables):
        return statement(
            "Not yet: only the tables are checked here, because this edition has not been built; "
            "a build checks every number that it prints."
        )
    wrong = [check for check in OWN if _counts(tables, check, "failed")]
    if wrong:
        return statement(
            "No: {wrong}.",
            wrong=listing([number(tables, c, "failed", _failing(c)) for c in wrong]),
        )
    sound = statement(
        "all {all} lead to the rows they rest on, and the {tested:bare} that could be tested agree",
        all=number(tables, "evidence", "passed"),
        tested=number(tables, "tested", "passed"),
    )
    doubts = [(why, one) for why in DOUBTS if (one := doubt(tables, why)).value]
    if not doubts:
        return statement("Yes: {sound}.", sound=sound)
    return statement(
        "{how}: {sound}; but {doubts}.",
        how="Mostly" if _in_doubt(tables) <= MOST_IN_DOUBT else "Only in part",
        sound=sound,
        doubts=listing([statement(DOUBTS[why], n=one) for why, one in doubts]),
    )


def doubt(tables: Tables, why: str) -> Quantity:
    """Return how many numbers are to be taken with care for a reason."""
    rows = _cautions(tables, why)
    return counted(len(rows), "numbers", refs_of(rows, CAUTIONS))


def sources(tables: Tables) -> Statement:
    """Return what the numbers rest on, by grade of source, and the newest day of a source."""
    if not own_checked(tables):
        return statement("Counts of figures, tables and predictions, as each line says")
    told = statement(
        "{first} are first-hand, {second:bare} from press or suppliers, {third:bare} from copies",
        first=number(tables, "grade_a", "looked_at"),
        second=number(tables, "grade_b", "looked_at"),
        third=number(tables, "grade_c", "looked_at"),
    )
    newest = str(tables[CHECKS].loc["in_time", "day"])
    if not newest:
        return told
    day = Dated(dt.date.fromisoformat(newest), (Ref(CHECKS, "in_time"),))
    return statement("{told}; the newest source is of {day}", told=told, day=day)


def scorecard(tables: Tables) -> pd.DataFrame:
    """Return the checks as printed.

    Returns:
        title (what must hold), looked_at, passed, known, failed, not_checked: counts that
        lead to the check's row, which says what is counted.
    """
    frame = _scored(tables)
    rows = [
        {"title": row["title"], "looked_at": _looked_at(tables, str(name))}
        | {column: number(tables, str(name), column, noun="") for column in (*PARTS, "not_checked")}
        for name, row in frame.iterrows()
    ]
    return pd.DataFrame(rows, columns=["title", *WORDS])


def scorecard_title(tables: Tables) -> Statement:
    """Return how many checks left nothing open."""
    frame = _scored(tables)
    clean = int((frame["failed"] == 0).sum())
    return statement(
        "{clean} left nothing open",
        clean=part_of(clean, len(frame), "checks", refs_of(frame, CHECKS)),
    )


def careful(tables: Tables) -> Statement | None:
    """Return which headline numbers need care, and why; None if none does."""
    told = []
    for why, words in REASONS.items():
        rows = _cautions(tables, why)
        heads = rows[rows["headline"].astype(bool)] if len(rows) else rows
        if len(heads):
            numbers = listing([_claim(str(claim)) for claim in heads["claim"]])
            told.append(statement("{numbers} ({words})", words=words, numbers=numbers))
    if not told:
        return None
    return statement("Headlines to take with care: {told}.", told=listing(told, last="; "))


def not_checked(tables: Tables) -> Statement:
    """Return what no check could look at; the scorecard's last column counts it.

    The day when pages were last read is told in the current edition alone: it is later than
    anything an older one knows.
    """
    read = max(tables.sidecar(name).accessed for name in tables.names)
    return statement(
        "Not checked: formulas in words, quotes from registers, figures that nobody else states, "
        "what publishers changed {since}.",
        since=statement("after {day}", day=Dated(read)) if tables.current else "since",
    )


def how_to_check(edition: Edition) -> Statement:
    """Return how a reader checks a number."""
    return statement(
        "Check one yourself: press it (in the PDF, its mark), or run futuregazing trace {year} and "
        "futuregazing check {year}.",
        year=calendar_year(edition.year),
    )


def left_out(tables: Tables) -> Statement | None:
    """Return which sections were not there to be checked, None if all were."""
    if not own_checked(tables) or not tables[CHECKS].loc["sections", "not_checked"]:
        return None
    return statement(
        "The numbers of these chapters were not there to be checked: {names}.",
        names=str(tables[CHECKS].loc["sections", "detail"]),
    )


def _failing(check: str) -> str:
    return {
        "evidence": "numbers lead to no row",
        "tested": "numbers differ from their row or from their own formula",
    }[check]


def _looked_at(tables: Tables, check: str) -> Quantity:
    """Return how many things a check looked at, as the sum of what became of them."""
    parts = tuple(number(tables, check, column, noun="") for column in PARTS)
    return counted(
        _counts(tables, check, "looked_at"),
        "",
        (Ref(CHECKS, check),),
        formula=" + ".join(part.full for part in parts),
        inputs=parts,
    )


def _counts(tables: Tables, check: str, column: str) -> int:
    """Return a number of a check as such."""
    return int(tables[CHECKS][column].to_dict()[check])


def _in_doubt(tables: Tables) -> float:
    """Return the part of all numbers about which there is doubt, each counted once."""
    frame = tables[CAUTIONS]
    doubted = frame[frame["why"].isin(DOUBTS)]["claim"].nunique() if len(frame) else 0
    return float(doubted / max(_counts(tables, "evidence", "looked_at"), 1))


def _scored(tables: Tables) -> pd.DataFrame:
    """Return the checks that the page lists, in its order."""
    frame = tables[CHECKS]
    failing = [name for name in DETAIL if name in frame.index and frame.loc[name, "failed"]]
    return frame.loc[[name for name in (*SCORED, *failing) if name in frame.index]]


def _cautions(tables: Tables, why: str) -> pd.DataFrame:
    frame = tables[CAUTIONS]
    return frame[frame["why"] == why] if len(frame) else frame


def _claim(told: str) -> Statement:
    """Return a number as it was printed elsewhere, evidence and all."""
    return Statement(({"kind": "claim", "claim": json.loads(told)},))
