"""What the predictions chapter says of all earlier predictions: the record and its rates."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.model import Edition
from futuregazing.measures.prediction_words import counted_bare, counts, span
from futuregazing.measures.predictions import number_of, out_of, with_verdict
from futuregazing.measures.verdicts import HAPPENED
from futuregazing.measures.worked_out import part_of

INTERVAL_NOTE = (
    "The range is Wilson's interval, which allows for small numbers. A "
    "prediction that came true in part does not count as come true."
)


def record_sentences(frame: pd.DataFrame, edition: Edition) -> Iterator[Statement]:
    """Yield what became of all earlier predictions."""
    if frame.empty:
        yield statement(
            "There is no record yet: no earlier prediction was known by {day}.", day=edition.as_of
        )
        return
    tested = with_verdict(frame)
    values = {"all": number_of(frame), "years": span(frame), "day": edition.as_of}
    if tested.empty:
        yield statement("Of {all} for {years}, none could be judged by {day}.", **values)
        return
    yield statement(
        "Of {all} for {years}, {tested} can be judged on what was known by {day}. Of these, "
        "{verdicts}.",
        tested=counted_bare(tested),
        verdicts=listing(counts(tested)),
        **values,
    )


def record_subtitle(frame: pd.DataFrame, edition: Edition) -> Statement:
    """Return which predictions the record holds."""
    return statement(
        "Predictions for {years} by verdict; findings known by {day}",
        years=span(frame),
        day=edition.as_of,
    )


def rates_title(frame: pd.DataFrame, edition: Edition) -> Statement:
    """Return how many judged predictions came true, over all of them."""
    tested = with_verdict(frame)
    hits = tested[tested["verdict"] == HAPPENED]
    return statement(
        "{hits} had come true in full by {day}",
        hits=out_of(hits, tested, "judged predictions"),
        day=edition.as_of,
    )


def rates_subtitle(frame: pd.DataFrame, edition: Edition) -> Statement:
    """Return what the shares are of."""
    return statement(
        "Share of judged predictions for {years} that came true in full by {day}, by whose they "
        "are; the bar is the range of the true share",
        years=span(frame),
        day=edition.as_of,
    )


def scores_title(table: pd.DataFrame) -> Statement:
    """Return whose predictions could be judged most often."""
    first = table.iloc[0]
    judged = part_of(
        int(first["judged"]), int(first["number"]), "predictions", tuple(first["refs"])
    )
    return statement("{label}: {judged} could be judged", label=str(first["label"]), judged=judged)
