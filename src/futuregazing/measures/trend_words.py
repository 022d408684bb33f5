"""Titles and closing sentences of the section on technology, computed from what is known."""

from __future__ import annotations

import re

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import capitalised, uncapitalised
from futuregazing.edition.sections import TechnologyTrends
from futuregazing.measures import choose, failures
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.measures.themes import CAPACITY
from futuregazing.measures.titles import fitting
from futuregazing.measures.trend_story import strength
from futuregazing.measures.trend_tables import SMALL, UNSTATED, council_purchases
from futuregazing.measures.trends import Told, sentence, when
from futuregazing.tables.frames import Tables

SERIES_IN_A_TITLE = 2
SUBJECTS = (
    ("care providers", re.compile(r"\bcare providers$")),
    ("councils", re.compile(r"\bcouncils\b|^local authorities$")),
)
"""Who a figure's scope speaks of, in the words of a title."""


def overview_title(overview: pd.DataFrame) -> Statement:
    """Return on how many themes the evidence is thin or absent."""
    weak = overview[overview["facts"].map(strength).isin({"thin", strength(0)})]
    rows = unique_refs(ref for refs in overview["refs"] for ref in refs)
    return statement(
        "Evidence is thin or absent on {weak:bare} of {all:bare} themes",
        weak=counted(len(weak), "themes", rows, told_by=True),
        all=counted(len(overview), "themes", rows, told_by=True),
    )


def overview_coverage(tables: Tables) -> Statement:
    """Return how many purchases the column of purchases is drawn from, and what they are."""
    bought = council_purchases(tables)
    refs = unique_refs(ref for refs in bought["refs"] for ref in refs)
    if not refs:
        return statement("No council purchase with a subject was in the register at this date.")
    return statement(
        "{number} by councils whose subject is shown: a sample of what could be found, not the "
        "market.",
        number=counted(len(bought), "purchases", refs),
    )


def change_title(points: pd.DataFrame) -> Statement:
    """Return the end points of the series that moved most, two at most."""
    ends = _ends(points)
    moved = sorted(ends, key=lambda e: -abs(e[2].value / e[1].value - 1))[:SERIES_IN_A_TITLE]
    told = [
        statement(
            "{who} that {label}: {first} to {last}",
            who=subject(last) if number else capitalised(subject(last)),
            label=uncapitalised(label),
            first=first,
            last=last,
        )
        for number, (label, first, last) in enumerate(moved)
    ]
    return fitting(listing(told, last="; "), told[0])


def counts_title(points: pd.DataFrame) -> Statement:
    """Return how the counts of councils moved between their end points."""
    ends = _ends(points)
    if len(ends) == 1:
        ((label, first, last),) = ends
        # The noun stays with the number: it may be the first place that prints it.
        return statement(
            "{first:bare} to {last} {label}", first=first, last=last, label=uncapitalised(label)
        )
    refs = unique_refs(ref for _, first, last in ends for ref in (*first.refs, *last.refs))
    grown = all(first.value < last.value for _, first, last in ends)
    return statement(
        "{number:bare} counts of councils{grown}",
        number=counted(len(ends), "counts", refs),
        grown=", each grown between its end points" if grown else " over time",
    )


def shares_title(shares: pd.DataFrame) -> Statement:
    """Return the newest share whose base is not known to be small, as the chart's finding."""
    sound = shares[shares["caution"] != SMALL]
    row = choose.records(sound if len(sound) else shares)[0]
    told = {
        "who": subject(row["value"]),
        "value": row["value"],
        "what": uncapitalised(str(row["label"])),
    }
    return fitting(
        statement("Of {who} asked {when}, {value} {what}", when=when(row["value"]), **told),
        statement("Of {who} asked, {value} {what}", **told),
        statement("The newest answer: {value}", value=row["value"]),
    )


def all_shares_title(shares: pd.DataFrame) -> Statement:
    """Return how many shares there are, and for how many the number of answers is stated."""
    refs = unique_refs(ref for refs in shares["refs"] for ref in refs)
    stated = shares[shares["caution"] != UNSTATED]
    every = len(stated) == len(shares)
    return statement(
        "{all:bare} survey shares; for {stated:bare} the number asked is stated",
        all=counted(len(shares), "shares", refs, told_by=True),
        stated="all" if every else counted(len(stated), "shares", refs, told_by=True),
    )


def costs_title(costs: pd.DataFrame) -> Statement:
    """Return the largest reported cost with its place; one alone is no largest."""
    row = choose.records(costs)[0]
    reported = ~costs["label"].str.contains(failures.OUTSIDE)
    if isinstance(row["low"], Quantity):
        cost = statement("{low} to {high}", low=row["low"], high=row["high"])
    else:
        by = " by forecast" if row["value"].qualifier == "forecast" else ""
        cost = statement("{cost:amount}{by}", cost=row["value"], by=by)
    which = ("an outside estimate", "the only cost reported", "the largest cost reported")
    return statement(
        "{place}: {cost}, {which}",
        place=str(row["place"]),
        cost=cost,
        which=which[min(int(reported.sum()), len(which) - 1)],
    )


def facts_title(facts: pd.DataFrame) -> Statement:
    """Return how many dated findings there are."""
    refs = unique_refs(ref for refs in facts["refs"] for ref in refs)
    noun = "dated finding" if len(facts) == 1 else "dated findings"
    return statement(
        "{number} on technology in councils, the newest first",
        number=counted(len(facts), noun, refs),
    )


def capacity(tables: Tables, settings: TechnologyTrends) -> list[Statement]:
    """Return what is known of money and staff for digital work at large."""
    figures = choose.figures(tables)
    told = []
    for metric in CAPACITY:
        rows = choose.best_first(figures[figures["metric"] == metric])
        if len(rows):
            record = choose.records(rows)[0]
            figure = Told(record, choose.quantities(rows.head(1))[0], None)
            told.append(sentence(figure, settings, SpellingOut()))
    return told


def for_suppliers(tables: Tables, settings: TechnologyTrends) -> list[Statement]:
    """Return what overruns on record ask of a supplier, if any are and the theme is chosen."""
    if "failed_projects" not in settings.themes or not failures.overruns(tables):
        return []
    return [
        statement(
            "Bring the full cost of a like project elsewhere, from first plan to last payment. "
            "Buyers have an overrun in mind before you begin."
        )
    ]


def _ends(points: pd.DataFrame) -> list[tuple[str, Quantity, Quantity]]:
    """Return label, first and last point of each series."""
    made = []
    for label, group in points.groupby("label", sort=False):
        inside = sorted(group["value"], key=choose.ended)
        made.append((str(label), inside[0], inside[-1]))
    return made


def subject(value: Quantity) -> str:
    """Return whom a figure counts, as short as a title needs: by its own scope, never guessed."""
    return next((who for who, words in SUBJECTS if words.search(value.scope)), "those")
