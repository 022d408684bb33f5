"""Warnings that stand beside numbers: sources that are copies, and claims that clash.

Both are printed only as far as the edition knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import capitalised
from futuregazing.measures import choose
from futuregazing.tables.frames import Tables

COPY = "C"
"""Source grade of a copy or aggregator that was not traced to its producer."""
SERIOUS = ("high", "medium")


def copies(tables: Tables, values: Iterable[object]) -> Statement | None:
    """Return which of the figures shown were read in a copy, or None if none was."""
    figures = tables["figures"]
    shown = [q for q in values if isinstance(q, Quantity) and q.grade == COPY and q.refs]
    found = {q.refs: q for q in shown if q.refs[0].row in figures.index}
    told = [
        statement(
            "{value} ({publisher})",
            value=q,
            publisher=choose.named(record, _plain(str(record["publisher"]))),
        )
        for q in found.values()
        for record in [choose.record_of(figures, q)]
    ]
    if not told:
        return None
    return statement(
        "Seen only in a copy and not traced to the producer: {figures}.",
        figures=listing(told),
    )


def copies_in(tables: Tables, sentences: Iterable[Statement]) -> Statement | None:
    """Return which of the figures in some sentences, or behind them, were read in a copy."""
    found: list[Quantity] = []
    for sentence in sentences:
        for value in sentence.values.values():
            if isinstance(value, Quantity):
                found += [value, *value.inputs] if not value.formula else list(value.inputs)
    return copies(tables, found)


def clashes(tables: Tables, about: Sequence[str]) -> pd.DataFrame:
    """Return the serious contradictions between sources on some topics.

    Args:
        tables: the tables as of the edition.
        about: words, one of which stands in the topic ("SME").

    Returns:
        One row a contradiction, the gravest first: `topic`, `one`, `other`, `arithmetic`,
        `refs`.
    """
    frame = tables["contradictions"]
    serious = frame[frame["severity"].isin(SERIOUS)]
    kept = serious.loc[
        [any(w.casefold() in t for w in about) for t in serious["topic"].str.casefold()]
    ]
    rank = {word: number for number, word in enumerate(SERIOUS)}
    made: list[dict[str, Any]] = [
        {
            "topic": capitalised(house_words(row["topic"])),
            "one": house_words(row["claim_a"]),
            "other": house_words(row["claim_b"]),
            "arithmetic": house_words(row["arithmetic_check"]),
            "refs": (Ref("contradictions", str(row["contradiction_id"])),),
            "rank": rank[row["severity"]],
        }
        for row in choose.records(kept)
    ]
    made.sort(key=lambda row: row["rank"])
    return pd.DataFrame(made, columns=["topic", "one", "other", "arithmetic", "refs"])


def _plain(publisher: str) -> str:
    """Return a publisher without brackets of its own: "A (reporting B)" gives "A, reporting B"."""
    return publisher.replace(" (", ", ").replace(")", "")
