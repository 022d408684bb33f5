"""Each headline of an edition with what could be said in its place."""

from __future__ import annotations

from futuregazing.claims.quantity import Quantity
from futuregazing.edition.model import Edition
from futuregazing.measures import defensible_settings, defensible_shares
from futuregazing.measures.defensible import Alternative, Defended
from futuregazing.measures.defensible_records import (
    Records,
    alternatives,
    asked_of,
    clashes_of,
    footing,
    open_above,
    own_words,
    read,
)
from futuregazing.measures.headlines import Headline, headlines
from futuregazing.tables.frames import Tables

MEASURED, SCORED = "register", "predictions"


def defended(tables: Tables, edition: Edition) -> list[Defended]:
    """Return the headlines that have a number, each with its alternatives.

    Args:
        tables: as of the edition's date; nothing known later is looked at.
        edition: its settings decide what the headlines are.
    """
    records = read(tables)
    return [
        _defended(tables, edition, records, headline, headline.number)
        for headline in headlines(tables, edition)
        if headline.number is not None
    ]


def without_number(tables: Tables, edition: Edition) -> list[Headline]:
    """Return the headlines of which the edition knows no number."""
    return [headline for headline in headlines(tables, edition) if headline.number is None]


def _defended(
    tables: Tables, edition: Edition, records: Records, headline: Headline, number: Quantity
) -> Defended:
    base, others = _alternatives(tables, edition, records, number)
    rows = [ref.row for ref in number.refs if ref.table == "figures"]
    return Defended(
        headline,
        base,
        (*others, *own_words(base)),
        open_above(number),
        tuple(clashes_of(records, rows)),
    )


def _alternatives(
    tables: Tables, edition: Edition, records: Records, number: Quantity
) -> tuple[Quantity, list[Alternative]]:
    """Return a headline's number on the footing of the comparison, and its alternatives."""
    sources = {ref.table for ref in number.refs}
    if MEASURED in sources:
        return number, defensible_settings.named_contracts(tables, edition)
    if SCORED in sources:
        scored = defensible_settings.come_true(tables, edition)
        return scored if scored is not None else (number, [])
    asked = asked_of(records, number)
    if asked is not None:
        return footing(records, asked, number), alternatives(records, asked)
    if number.denominator:
        return number, defensible_shares.outside(tables, edition, records)
    return number, defensible_shares.growth(tables, edition, number)
