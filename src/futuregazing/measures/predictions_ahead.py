"""The predictions for the edition's own year, and the row to fill in where there are none yet."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.refs import refs_of
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import calendar_year
from futuregazing.edition.sections import PredictionsReview
from futuregazing.measures.prediction_tables import Spelling, scorecard_rows
from futuregazing.measures.predictions import LISTED, STATED_AS, number_of, out_of, scored
from futuregazing.measures.verdicts import OPERATIONALISED
from futuregazing.tables.frames import Tables

TO_ENTER_SUBTITLE = (
    "A row of the table of predictions; what is known beforehand is filled in, the rest is the "
    "editor's"
)
TO_ENTER = "to be entered"
ENTRY_FIELDS = (
    "prediction_id",
    "edition",
    "programme",
    "theme",
    "prediction",
    "stated_as",
    "who",
    "url",
    "published_date",
    "known_by",
    "indicator",
    "threshold",
    "decided_by",
    "probability",
    "states_change",
    "test_data",
)
"""What an editor enters of a new prediction; the verdicts come later."""


def ahead_sentences(
    frame: pd.DataFrame, edition: Edition, settings: PredictionsReview
) -> Iterator[Statement]:
    """Yield what has been predicted for the edition's year, or how to enter it."""
    year = calendar_year(edition.year)
    if frame.empty:
        yield statement(
            "No prediction for {year} has been entered. The editor enters each with the command "
            "futuregazing predict, with its indicator and threshold set before any evidence is "
            "known; what cannot be tested is refused with the reason. The row below shows what is "
            "asked for.",
            year=year,
        )
        return
    yield statement(
        "{number} for {year} had been made by {day}. They stand here with nothing known later; "
        "the next edition reviews them.",
        number=number_of(frame),
        year=year,
        day=edition.as_of,
    )
    listed = scored(frame, settings)
    if len(listed):
        yield statement(
            "{listed} are the organisers' own list, and they alone count in the score of {name}.",
            listed=out_of(listed, frame),
            name=settings.association_programme,
        )


def ahead_title(frame: pd.DataFrame, edition: Edition, settings: PredictionsReview) -> Statement:
    """Return how many predictions there are for the edition's year, and whose."""
    year, listed = calendar_year(edition.year), scored(frame, settings)
    if listed.empty:
        return statement("{number} for {year} are on record", number=number_of(frame), year=year)
    return statement(
        "{listed} for {year} are the organisers' own list",
        listed=out_of(listed, frame),
        year=year,
    )


def ahead_subtitle(edition: Edition) -> Statement:
    """Return what the list of predictions holds."""
    return statement(
        "Predictions known by {day}; indicators and thresholds set in {when}",
        day=edition.as_of,
        when=OPERATIONALISED,
    )


def to_enter_title(edition: Edition) -> Statement:
    """Return the title of the empty row."""
    return statement(
        "Nothing is predicted for {year} yet: the row to fill in", year=calendar_year(edition.year)
    )


def for_year_rows(frame: pd.DataFrame, plain: Spelling = str) -> pd.DataFrame:
    """Return predictions for the edition's own year as they are printed; see `scorecard_rows`."""
    made = scorecard_rows(frame, plain)
    made["how"] = [STATED_AS[stated] for stated in frame["stated_as"]]
    return made


def blank_row(tables: Tables, edition: Edition, settings: PredictionsReview) -> pd.DataFrame:
    """Return the row that the editor fills in for the first prediction of the edition's year.

    Returns:
        field, meaning (as the table's sidecar has it), entry (what is known beforehand, else
        "to be entered") and example (the association's last listed prediction), with `refs`.
    """
    fields = tables.sidecar("predictions").columns
    known = {
        "prediction_id": f"P{edition.year}-01",
        "edition": str(edition.year),
        "programme": settings.association_programme,
        "stated_as": LISTED,
    }
    given = scored(tables["predictions"], settings).sort_index()
    last = given.sort_values("edition", kind="stable", ascending=False).head(1)
    return pd.DataFrame(
        {
            "field": list(ENTRY_FIELDS),
            "meaning": [fields[name].meaning for name in ENTRY_FIELDS],
            "entry": [known.get(name, TO_ENTER) for name in ENTRY_FIELDS],
            "example": [_cell(last, name) for name in ENTRY_FIELDS],
            "refs": pd.Series([refs_of(last, "predictions")] * len(ENTRY_FIELDS), dtype=object),
        }
    )


def _cell(last: pd.DataFrame, name: str) -> str:
    """Return a field of an earlier row as text; hindsight's fields are not in every edition."""
    if last.empty or name not in last.columns or pd.isna(last[name].iloc[0]):
        return ""
    value = last[name].iloc[0]
    return str(value).lower() if name == "states_change" else str(value)
