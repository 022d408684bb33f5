"""Titles and coverage of what the register shows: each holds whatever the register holds."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.measures.register import (
    OTHER_ROUTES,
    OTHER_THEMES,
    PROCEDURE_LABELS,
    VALUE_BASIS_LABELS,
)

OPEN = PROCEDURE_LABELS["open"]
ROUTE_LEADS = "{name} is the route stated most often: {count}"
NAMED_ROUTE_LEADS = "{name} leads the routes with a name: {count}"
"""The title of the routes, and that where no fewer took a route that has no name here."""
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
    """Return the theme with the most notices; "other" is none, so it does not lead."""
    named = table[table["label"] != OTHER_THEMES]
    if named.empty:
        return statement("No notice is on a theme of its own")
    return _leading(named, "The commonest theme is {name}: {count:bare} notices", mid=True)


def routes_title(table: pd.DataFrame) -> Statement:
    """Return the route that most notices state; "other" names none, so it cannot lead or tie."""
    is_other = table["label"] == OTHER_ROUTES
    named, other = table[~is_other], table[is_other]
    if named.empty:
        return statement("No notice names its route")
    most = max(value.value for value in named["value"])
    behind = all(value.value < most for value in other["value"])
    return _leading(named, ROUTE_LEADS if behind else NAMED_ROUTE_LEADS)


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


def names_subtitle(table: pd.DataFrame, limit: int, noun: str, verb: str, told: str) -> Statement:
    """Return how many names a table prints, and of how many they are the most frequent.

    Args:
        table: everyone seen more than once, the most often first.
        limit: how many of them are printed.
        noun, verb: who they are and what befell them ("buyers", "seen").
        told: where and how they were counted.
    """
    all_of_them = _rows(table, noun)
    if len(table) <= limit:
        return statement(
            "All {all} {verb} more than once {told}", all=all_of_them, verb=verb, told=told
        )
    return statement(
        "The {shown} {verb} most often, of {all:bare} {verb} more than once {told}",
        shown=_rows(table[:limit], noun),
        all=all_of_them,
        verb=verb,
        told=told,
    )


def not_shown(table: pd.DataFrame, limit: int, noun: str, how: str = "shown") -> list[Statement]:
    """Return a note on the rows past a limit, none where all are shown (or "drawn").

    It names their count, the most that one of them has, and whether that is a tie with the
    last one shown, so that only the alphabet keeps it out.
    """
    if len(table) <= limit:
        return []
    ranks = list(table["value"])
    last, following = ranks[limit - 1], max(ranks[limit:], key=lambda rank: rank.value)
    return [
        statement(
            "Not {how} here, but in the data (CSV): {left}, none with more than {most}{tie}.",
            how=how,
            left=_rows(table[limit:], noun),
            most=following,
            tie=f", as many as the last {how}: names in alphabetical order decide between them"
            if last.value == following.value
            else "",
        )
    ]


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


def _rows(table: pd.DataFrame, noun: str) -> Quantity:
    """Return how many rows a table has, told by the purchases counted in them."""
    refs = unique_refs(ref for value in table["value"] for ref in value.refs)
    return counted(len(table), noun, refs, told_by=True)


def _mid(words: str) -> str:
    """Return a name in the middle of a sentence; acronyms keep their capitals."""
    return words if words[:2].isupper() else uncapitalised(words)


def _article(words: str) -> str:
    return "an" if words[:1].lower() in "aeiou" else "a"
