"""What speakers said of the market in words, where no figure stands behind it."""

from __future__ import annotations

from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.periods import parse_period
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.measures.choose import records
from futuregazing.tables.frames import Tables

TABLE, KIND = "statements", "market"
SPELLED_OUT = {"ICT": "information and communications technology"}
OF_GROWTH = "grow"
"""Stands in what is said of growth; everything else is about where the money goes."""


def said(tables: Tables, *, of_growth: bool) -> list[Statement]:
    """Return what was said of growth, or of where the money goes, with who said it and when."""
    frame = tables[TABLE]
    spelled_out = SpellingOut(SPELLED_OUT)
    told = []
    for row in records(frame[frame["kind"] == KIND]):
        if (OF_GROWTH in row["statement"]) != of_growth:
            continue
        refs = (Ref(TABLE, str(row["statement_id"])),)
        words = spelled_out(str(row["statement"]).rstrip("."))
        when = parse_period(str(row["published_date"]), str(row["published_date"]))
        told.append(
            statement(
                "{who} put it in words in {when}: {words}.",
                who=Named(str(row["who"]), refs),
                when=when,
                words=Named(uncapitalised(words), refs),
            )
        )
    return told
