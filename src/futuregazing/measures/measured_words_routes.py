"""The measured part of routes to market and frameworks, in sentences and titles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import measured_labels as of
from futuregazing.measures.measured_lines import FRAMES, with_value
from futuregazing.measures.measured_words_parts import (
    how_many,
    how_many_count,
    line,
    number_in,
    printed,
    refs_of,
    title_name,
)
from futuregazing.procurement.vocabulary import ROUTES

NOT_STATED, SET_UP = "unknown", "framework"
SHORT: Mapping[str, str] = {
    "open": "Open competition",
    "restricted": "Competition among those selected",
    "negotiated": "Negotiated or flexible procedure",
    of.CALL_OFF: "Under a framework or dynamic market",
    "direct": "Direct award, without competition",
    "quotes": "Quotations below the threshold",
    SET_UP: "Setting up a framework: a ceiling",
    "other": "Another procedure",
    NOT_STATED: "Route not stated",
}
"""Routes as charts name them; `vocabulary.ROUTES` has the same in full."""


def routes(tables: FRAMES) -> pd.DataFrame:
    """Return the value by route, for bars: label, value and the rest of `printed`, `meaning`."""
    frame = printed(tables, of.ROUTES_TAKEN)
    in_full = [label.full or label.text for label in frame["label"]]
    key = {words: route for route, words in ROUTES.items()}
    return frame.assign(
        label=[SHORT.get(key.get(words, ""), words) for words in in_full], meaning=in_full
    )


def routes_title(frame: pd.DataFrame) -> Statement:
    """Return the stated route of the most value; that most state none, where so it is."""
    silent = frame[frame["label"] == SHORT[NOT_STATED]]
    if 2 * int(silent["n"].sum()) > int(frame["n"].sum()):
        return statement(
            "Most awards state no route: {silent} of {all}",
            silent=number_in(int(silent["n"].sum()), "", refs_of(silent)),
            all=number_in(int(frame["n"].sum()), "awards", refs_of(frame)),
        )
    stated = with_value(frame[frame["label"] != SHORT[NOT_STATED]])
    if stated.empty:
        return statement("No award with a value states its route")
    row = stated.iloc[0]
    return statement(
        "{name}: {value}, the most by a route stated", name=row["label"], value=row["value"]
    )


def routes_sentence(tables: FRAMES, frame: pd.DataFrame) -> Statement:
    """Return of how many awards the route is known."""
    whole = line(tables, of.BUYERS_SECTION, of.IN_SCOPE)
    unknown = frame[frame["label"] == SHORT[NOT_STATED]]
    if unknown.empty:
        return statement(
            "All of {n} state their route. A framework's own value is a ceiling and is left out.",
            n=how_many(whole),
        )
    return statement(
        "Of {n}, {silent} do not state their route, among them all entries of contract "
        "registers. Their value stands in a bar of its own and may belong to "
        "any route.",
        n=how_many(whole),
        silent=how_many(unknown.iloc[0], ""),
    )


def frameworks(tables: FRAMES) -> pd.DataFrame:
    """Return the value bought under each framework that is known; empty if none is."""
    frame = printed(tables, of.FRAMEWORKS)
    return frame[[label.text != of.NO_FRAMEWORK for label in frame["label"]]].reset_index(drop=True)


def frameworks_title(frame: pd.DataFrame) -> Statement:
    """Return the framework under which most was bought."""
    stated = with_value(frame)
    if stated.empty:
        return statement("No purchase under a framework that is known has a value")
    row = stated.iloc[0]
    return statement(
        "{name}: {value}, the most under one framework", name=title_name(row), value=row["value"]
    )


def frameworks_sentence(tables: FRAMES) -> Statement | None:
    """Return how many purchases under frameworks do not say which; None without any purchase."""
    frame = printed(tables, of.FRAMEWORKS)
    if frame.empty:
        return None
    unnamed = frame[[label.text == of.NO_FRAMEWORK for label in frame["label"]]]
    if unnamed.empty:
        return statement(
            "Each purchase under a framework or dynamic market in the snapshot says under which."
        )
    row = unnamed.iloc[0]
    if row["value"] is None:
        return statement(
            "The framework is not known of {n} bought under one; none has a value that counts.",
            n=how_many(row),
        )
    return statement(
        "The framework is not known of {n} bought under one; {counted} have a value that "
        "counts, {value} in all. Their notices do not name it in a field of its own.",
        n=how_many(row),
        counted=how_many_count(row, ""),
        value=row["value"],
    )
