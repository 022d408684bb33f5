"""Columns that several tidy tables have: where a row was published, its raw record, its flags."""

from __future__ import annotations

from futuregazing.procurement.columns import TECHNOLOGY, Column
from futuregazing.procurement.vocabulary import SOURCES

POUNDS = "GBP"


def source() -> Column:
    """Return the column of the source."""
    return Column("source", "text", "where it was published", required=True, words=tuple(SOURCES))


def raw(ordinal: str) -> tuple[Column, ...]:
    """Return the columns that lead back to the raw record."""
    return (
        Column("raw_file", "text", "the id of the imported file (see imports.json)", required=True),
        Column("raw_line", "number", "line, row or (of packages) release, from 1", required=True),
        Column("raw_no", "number", ordinal, required=True),
    )


def period() -> tuple[Column, ...]:
    """Return the columns of a contract's days."""
    return (
        Column("start_date", "day", "first day of the contract, as printed"),
        Column("end_date", "day", "last day of the contract, as printed"),
        Column("max_end_date", "day", "last day with every extension, where stated"),
    )


def flags(whose: str) -> Column:
    """Return the column of the quality flags; `whose` names what a row is."""
    return Column("flags", "words", f"quality flags of the {whose}, sorted", required=True)


def technology() -> tuple[Column, ...]:
    """Return the columns of the judgement whether technology is bought, and on what evidence."""
    return (
        Column("technology", "yes_no", "buys technology", filled_by=TECHNOLOGY),
        Column("adjacent", "yes_no", "buys what lies beside technology", filled_by=TECHNOLOGY),
        Column("technology_why", "words", "the evidence for that", filled_by=TECHNOLOGY),
    )
