"""Titles and coverage of what the register shows: each holds whatever the register holds."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures.register import PROCEDURE_LABELS, VALUE_BASIS_LABELS

OPEN = PROCEDURE_LABELS["open"]
TOTALLED = ("notices", "decisions", "press_reports", "disclosures", "all")


def total_row(table: pd.DataFrame) -> dict[str, object]:
    """Return the last line of the table of buyers by kind."""
    return {"label": "All", **{column: int(table[column].sum()) for column in TOTALLED}}


def kinds_title(table: pd.DataFrame) -> Statement:
    """Return how many of the register's purchases are the most frequent kind of buyer's."""
    first = table.iloc[0]
    return statement(
        "{who} made {part:bare} of the {all} in the register",
        part=counted(int(first["all"]), "purchases", first["refs"]),
        all=counted(int(table["all"].sum()), "purchases", _refs(table)),
        who=str(first["label"]),
    )


def themes_title(table: pd.DataFrame) -> Statement:
    """Return the theme with the most notices."""
    return _leading(table, "The commonest theme is {name}: {count:bare} notices", mid=True)


def routes_title(table: pd.DataFrame) -> Statement:
    """Return the route that most notices state; "other" is no answer."""
    named = table[table["label"] != PROCEDURE_LABELS["other"]]
    return _leading(named, "{name} is the route stated most often: {count:bare} notices")


def routes_sentence(table: pd.DataFrame, stated: Quantity) -> Statement:
    """Return how many notices went through an open competition, of those that state a route."""
    openly = [row["value"] for row in table.to_dict("records") if row["label"] == OPEN]
    through = openly[0] if openly else counted(0, "notices", stated.refs)
    return statement(
        "Of {stated} that state their route, {through:bare} went through a competition open to "
        "every supplier. Orders under frameworks and direct awards are routes of their own: a "
        "supplier that waits for open tenders sees only a part of the market.",
        stated=stated,
        through=through,
    )


def buyers_title(table: pd.DataFrame) -> Statement:
    """Return the buyer seen most often."""
    return _leading(table, "{name} is seen most often: {count:bare} purchases")


def sellers_title(table: pd.DataFrame) -> Statement:
    """Return the supplier named most often."""
    return _leading(table, "{name} is named most often: {count:bare} purchases")


def values_title(table: pd.DataFrame) -> Statement:
    """Return the middle value of the kind with the most purchases."""
    row = max(table.to_dict("records"), key=lambda one: (one["number"].value, one["label"]))
    return statement(
        "Half of the purchases with {kind} lie below {median}",
        kind=f"{_article(str(row['label']))} {_mid(str(row['label']))}",
        median=row["median"],
    )


def single_values_title(table: pd.DataFrame) -> Statement:
    """Return how far the largest value lies from the smallest."""
    ends = ranked(table["value"], by=("scope",))
    return statement(
        "Single contract values run from {least} to {most}",
        least=ends[0],
        most=ends[-1],
    )


def single_values_subtitle(basis: str) -> Statement:
    """Return measure and kind of value of the single values."""
    return statement(
        "Each council technology purchase in the register with {kind}, one dot a purchase; "
        "pounds over the whole contract, money of the day",
        kind=f"{_article(VALUE_BASIS_LABELS[basis])} {VALUE_BASIS_LABELS[basis]}",
    )


def n_of(number: Quantity, words: str) -> Statement:
    """Return the coverage of a count: how many of the register's purchases stand behind it."""
    return statement(
        "n = {number} of the register, which is a sample of what could be found, that {words}.",
        number=number,
        words=words,
    )


def _leading(table: pd.DataFrame, template: str, *, mid: bool = False) -> Statement:
    """Return who leads a count, or how many share the lead.

    `mid` tells that the name stands in the middle of the sentence.
    """
    top = ranked(table["value"], by=("scope",))[-1].value
    leaders = [row for row in table.to_dict("records") if row["value"].value == top]
    count: Quantity = leaders[0]["value"]
    if len(leaders) > 1:
        refs = unique_refs(ref for row in leaders for ref in row["value"].refs)
        return statement(
            "{leaders} share the lead, with {count} each",
            leaders=counted(len(leaders), "names", refs, told_by=True),
            count=count,
        )
    name = str(leaders[0]["label"])
    return statement(template, name=Named(_mid(name) if mid else name, count.refs), count=count)


def _refs(table: pd.DataFrame) -> tuple[Ref, ...]:
    return unique_refs(ref for refs in table["refs"] for ref in refs)


def _mid(words: str) -> str:
    """Return a name in the middle of a sentence; acronyms keep their capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _article(words: str) -> str:
    return "an" if words[:1].lower() in "aeiou" else "a"
