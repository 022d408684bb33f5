"""Titles and sentences on councils: their kinds, and which of them are about to change."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose, councils_ahead
from futuregazing.measures.councils import council_count, redrawn, sources
from futuregazing.measures.quoting import finding, finding_source
from futuregazing.tables.frames import Tables

REDRAWING = r"\bunitaries\b|\bproposals\b"
"""Words of the findings that tell of councils to be replaced."""


def kinds_title(frame: pd.DataFrame, tables: Tables) -> Statement:
    """Return which kind of council fills most hexagons, and how many."""
    counts = frame["category"].value_counts()
    return statement(
        "{kind} fill {number:bare} of {all:bare} hexagons",
        kind=str(counts.index[0]),
        number=counted(int(counts.iloc[0]), "hexagons", sources(tables), told_by=True),
        all=counted(len(frame), "hexagons", sources(tables), told_by=True),
    )


def about_councils(tables: Tables, day: dt.date, *, current: bool) -> list[Statement]:
    """Return how many councils there were, and which hexagons stand for councils since gone."""
    told = [
        statement(
            "There {were} {number}, counties included. Each hexagon is one council below county "
            "level, as large as every other.",
            were="are" if current else "were",
            number=council_count(tables, day),
        )
    ]
    if changed := redrawn(tables, day):
        told.append(
            statement(
                "Places are drawn as they are now: {hexagons} stand for {councils} of this date, "
                "and take the kind of most of them.",
                hexagons=changed[0],
                councils=changed[1],
            )
        )
    return told


def ahead_title(tables: Tables) -> Statement:
    """Return how many councils are due to end, and by which day."""
    areas = councils_ahead.areas_ahead(tables)
    return statement(
        "{number} in England are due to end by {day}",
        number=councils_ahead.ending(tables),
        day=max(areas["vesting"]),
    )


def ahead_notes(tables: Tables, frame: pd.DataFrame) -> list[Statement]:
    """Return how many of the councils that end have no hexagon, since only districts have one.

    Args:
        tables: the tables as of an edition.
        frame: the hexagons drawn, `councils_ahead.reorganisation_map`.
    """
    areas = councils_ahead.areas_ahead(tables)
    counties = int(areas["counties"].sum()) if len(areas) else 0
    if not counties:
        return []
    drawn = frame["category"].isin((councils_ahead.FIXED, councils_ahead.PLANNED))
    behind = councils_ahead.rows_behind(areas)
    return [
        statement(
            "The hexagons show {drawn} that end; the other {counties} lie above them and have "
            "none.",
            drawn=counted(int(drawn.sum()), "districts", behind, told_by=True),
            counties=counted(counties, "county councils", behind, told_by=True),
        )
    ]


def about_ahead(tables: Tables) -> list[Statement]:
    """Return what is decided, what is planned and what is open about reorganisation."""
    areas = councils_ahead.areas_ahead(tables)
    known = areas["new"].notna()
    told = [
        statement(
            "In {area} {number} give way to {new} on {day}{planned}.",
            area=Named(str(row["area"]), row["refs"]),
            number=_ending_in(areas.loc[[index]]),
            new=Named(str(row["new"]).replace("; ", " and "), row["refs"]),
            day=row["vesting"],
            planned="" if row["fixed"] else ", as planned",
        )
        for index, row in areas[known].iterrows()
    ]
    if len(later := areas[~known]):
        told.append(
            statement(
                "A further {number} are due to end by {day}, in {areas}. The sources we hold, the "
                "newest of them dated {seen}, do not say which councils follow.",
                number=_ending_in(later),
                day=max(later["vesting"]),
                areas=counted(len(later), "areas", _refs(later)),
                seen=max(later["seen"]),
            )
        )
    if left := councils_ahead.outcome_open(tables):
        told.append(
            statement(
                "In reorganised areas {number} already run all services alone; whether they stay "
                "is open too.",
                number=left,
            )
        )
    return told


def areas_title(areas: pd.DataFrame) -> Statement:
    """Return how many areas are reorganised, and for how many the new councils are decided."""
    decided = areas[areas["new"].notna()]
    return statement(
        "{all:bare} areas to be reorganised; what follows is known in {decided:bare}",
        all=counted(len(areas), "areas", _refs(areas)),
        decided=counted(len(decided), "areas", _refs(decided) or _refs(areas)),
    )


def strategic_title(tables: Tables, frame: pd.DataFrame, day: dt.date) -> Statement:
    """Return how many strategic authorities there are and how much of the map they cover."""
    inside = frame[frame["authority"] != ""]
    members = tuple(Ref("local_authorities", str(code)) for code in inside.index)
    return statement(
        "{authorities} take in {inside:bare} of {all:bare} hexagons",
        authorities=councils_ahead.authority_count(tables, day),
        inside=counted(
            len(inside),
            "hexagons",
            unique_refs((*(r for rs in inside["refs"] for r in rs), *members)),
            told_by=True,
        ),
        all=counted(len(frame), "hexagons", sources(tables), told_by=True),
    )


def council_coverage(tables: Tables, day: dt.date) -> Statement:
    """Return how much of the matter the table of kinds covers: all councils."""
    return statement("All {number} there were.", number=council_count(tables, day))


def ahead_unmapped(tables: Tables) -> list[Statement]:
    """Return what was known of reorganisation where no list of areas was: words, or nothing."""
    rows = tables["evidence"]
    told = rows[rows["finding"].str.contains(REDRAWING)]
    told = told.sort_values("known_by", kind="stable").drop_duplicates(["date", "value_text"])
    made = [
        statement(
            "Known by then: {finding} ({source}).",
            finding=finding(row),
            source=finding_source(row),
        )
        for row in choose.records(told)
    ]
    day = tables.as_of
    head = statement(
        "The sources held at {day} do not list the councils to be replaced, so none is mapped.",
        day=day if day else "the time",
    )
    return [head, *made]


def for_suppliers(tables: Tables) -> list[Statement]:
    """Return what the coming changes ask of a supplier, as far as they are known."""
    ending = councils_ahead.ending(tables)
    if ending is None:
        return []
    last = max(councils_ahead.areas_ahead(tables)["vesting"])
    return [
        statement(
            "Before bidding to one of the {number} due to end by {day}, ask who takes the "
            "contract on: duties pass to a council that may already have a supplier for the "
            "same work.",
            number=ending,
            day=last,
        )
    ]


def for_councils(tables: Tables) -> list[Statement]:
    """Return what the coming changes ask of a council, as far as they are known."""
    if councils_ahead.ending(tables) is None:
        return []
    return [
        statement(
            "Councils that will share a successor can list their contracts together now, with "
            "end dates and terms for passing them on; those lists are what the new council buys "
            "by on its first day."
        )
    ]


def _ending_in(areas: pd.DataFrame) -> Quantity:
    """Return how many county and district councils end in some areas."""
    behind = councils_ahead.rows_behind(areas)
    number = int(areas["ending"].sum())
    return counted(number, "councils", behind, told_by=True, geography="England")


def _refs(frame: pd.DataFrame) -> tuple[Ref, ...]:
    return unique_refs(ref for refs in frame["refs"] for ref in refs)
