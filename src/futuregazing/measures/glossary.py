"""The glossary as an edition knows it: for its table, and for spelling out acronyms in prose."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.refs import refs_of
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.tables.frames import Tables

TABLE = "glossary"


def terms(tables: Tables) -> pd.DataFrame:
    """Return the terms known by the as-of date in alphabetical order: term, expansion, meaning."""
    frame = tables[TABLE]
    order = sorted(frame.index, key=lambda row: (str(row).casefold(), str(row)))
    made = frame.loc[order]
    made["refs"] = pd.Series(list(refs_of(made, TABLE)), index=made.index, dtype=object)
    return made


def spelling_out(tables: Tables) -> SpellingOut:
    """Return what spells out a section's acronyms at their first use, plurals among them."""
    frame = terms(tables)
    words = {
        str(term): str(expansion)
        for term, expansion in zip(frame["term"], frame["expansion"], strict=True)
        if expansion
    }
    return SpellingOut(words | {f"{term}s": _plural(words[term]) for term in words})


def _plural(words: str) -> str:
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
