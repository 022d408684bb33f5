"""How good predictions have been: by whose they are and by theme, and how far the rule is sure.

A score is the share of the predictions that evidence could judge which came true in full. It
always stands beside its n and the interval that small numbers leave open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.model import Edition
from futuregazing.edition.sections import PredictionsReview
from futuregazing.measures import predictions
from futuregazing.measures.verdicts import (
    HAPPENED,
    NOT_YET,
    OPERATIONALISED,
    PARTLY,
    UNCLEAR,
    VERDICTS,
    rate,
    rate_ends,
    tally,
)
from futuregazing.measures.worked_out import part_of

LENIENCE = (NOT_YET, PARTLY, HAPPENED)
"""From the sternest verdict to the mildest."""


CLOCKS = (("in_year", "verdict_in_year", "in the year"), ("by_now", "verdict_to_date", "to date"))
"""The rule's column, people's column, and how the clock reads in a sentence."""
OWN_LIST, OTHERWISE = "own list", "remarks"
SCORE_COLUMNS = [
    "label",
    "number",
    "judged",
    *(verdict.replace(" ", "_") for verdict in VERDICTS),
    "value",
    "low",
    "high",
    "definition",
    "text",
    "refs",
]


def scores(frame: pd.DataFrame, by: str, verdict: str = "verdict") -> pd.DataFrame:
    """Return one row a family or theme, those with most judged predictions first.

    Args:
        frame: predictions as `predictions.history` gives them.
        by: the column that names the rows ("family", "group").
        verdict: the column that decides.

    Returns:
        label; number, judged, happened, partly, not_yet, unclear (numbers of predictions);
        value, low, high (share come true and its interval; None where nothing is judged);
        definition and text (the label of its mark); refs.
    """
    made = [_score(str(name), group, verdict) for name, group in frame.groupby(by, sort=True)]
    made.sort(key=lambda row: (-row["judged"], -row["number"], row["label"]))
    return pd.DataFrame(made, columns=SCORE_COLUMNS)


def rated(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `scores` that have a share, the highest first; what a chart draws."""
    judged = table[table["judged"] > 0]
    shares = [float(made.value) for made in quantities(judged["value"])]
    order = sorted(range(len(judged)), key=lambda row: (-shares[row], row))
    return judged.iloc[order].reset_index(drop=True)


def quantities(column: pd.Series[Any]) -> list[Quantity]:
    """Return the quantities of a column, absent ones left out."""
    return [value for value in column if isinstance(value, Quantity)]


def overall(frame: pd.DataFrame, verdict: str = "verdict") -> Quantity:
    """Return "three of twelve predictions": those that came true among those judged."""
    tested = predictions.with_verdict(frame, verdict)
    return predictions.out_of(tested[tested[verdict] == HAPPENED], tested)


def association(frame: pd.DataFrame, settings: PredictionsReview, edition: Edition) -> Statement:
    """Return the association's score on its own lists, or why it has none."""
    own = predictions.scored(frame, settings)
    name = settings.association_programme
    if own.empty:
        return statement(
            "{name} has no score here: of its predictions for earlier years, none is known in the "
            "organisers' own words. Remarks made at its events are reviewed, but not scored.",
            name=name,
        )
    tested = predictions.with_verdict(own)
    values = {"name": name, "number": predictions.number_of(own), "day": edition.as_of}
    if tested.empty:
        return statement(
            "{name} listed {number} for earlier years, none of which could be judged by {day}.",
            **values,
        )
    refs = predictions.evidence_refs(tested)
    happened = tested[tested["verdict"] == HAPPENED]
    low, high = rate_ends(len(happened), len(tested), refs)
    return statement(
        "{name} listed {number} for earlier years. By {day}, {hits} that could be judged had come "
        "true in full. With so few, the true rate may lie anywhere between {low} and {high}.",
        hits=predictions.out_of(happened, tested),
        low=low,
        high=high,
        **values,
    )


def in_families(frame: pd.DataFrame, settings: PredictionsReview) -> pd.DataFrame:
    """Return predictions with `label`: whose they are, the association's own list by itself."""
    own = frame["programme"] == settings.association_programme
    listed = frame["stated_as"].isin(settings.scored_stated_as)
    labels = [
        f"{name}, {OWN_LIST if counts else OTHERWISE}" if mine else name
        for name, mine, counts in zip(frame["family"], own, listed, strict=True)
    ]
    return frame.assign(label=labels)


def agreement(frame: pd.DataFrame) -> Iterator[Statement]:
    """Yield how often the rule gives the verdict that people gave, on both clocks.

    Only the current edition has people's verdicts; in others nothing is yielded.
    """
    for rule, people, clock in CLOCKS:
        if people not in frame.columns:
            continue
        both = predictions.with_verdict(frame, rule)
        both = both[both[people] != UNCLEAR]
        if both.empty:
            continue
        ranks = [
            LENIENCE.index(ours) - LENIENCE.index(theirs)
            for ours, theirs in zip(both[rule], both[people], strict=True)
        ]
        yield statement(
            "For verdicts {clock}, the rule agrees with people who judged in {when} on {same} "
            "where both reach one; it is sterner on {sterner} and milder on {milder}.",
            clock=clock,
            when=OPERATIONALISED,
            same=predictions.out_of(both[[rank == 0 for rank in ranks]], both),
            sterner=_or_none(predictions.number_of(both[[rank < 0 for rank in ranks]], "")),
            milder=_or_none(predictions.number_of(both[[rank > 0 for rank in ranks]], "")),
        )


def _or_none(number: Quantity) -> Quantity | str:
    """Return a number for a sentence, which says "none" for nought."""
    return number if number.value else "none"


def lesson_for_suppliers(table: pd.DataFrame) -> Statement:
    """Return in which theme most came true, from `scores` by theme."""
    if table.empty:
        return statement(
            "None of the predictions below has been tested yet. A forecast is a reason to ask "
            "buyers, not a reason to invest."
        )
    if not table["happened"].max():
        return statement(
            "No theme has a prediction that came true in full on the evidence known, so a forecast "
            "is no ground for an investment by itself: ask what was bought, by whom and until when."
        )
    most = _most_come_true(table)
    return statement(
        "Predictions about {theme} came true most often: {hits} did so in full. A forecast is a "
        "reason to ask buyers, not yet a reason to invest.",
        theme=uncapitalised(str(most["label"])),
        hits=_hits(most),
    )


def lesson_for_councils(frame: pd.DataFrame) -> Statement:
    """Return how many predictions nobody could judge, and what to ask of the next one."""
    if frame.empty:
        return statement(
            "Ask of every forecast which published number would show it wrong, and when that "
            "number comes out."
        )
    open_ = frame[frame["verdict"] == UNCLEAR]
    return statement(
        "{open} for earlier years cannot be judged, mostly because nobody publishes the count that "
        "would decide. Ask of every forecast which published number would show it wrong, and when.",
        open=predictions.out_of(open_, frame),
    )


def best_title(table: pd.DataFrame, what: str) -> Statement:
    """Return the finding of a chart of verdicts: which row has most that came true."""
    if table.empty or not table["happened"].max():
        return statement("No prediction has come true in full under any {what}", what=what)
    most = _most_come_true(table)
    return statement(
        "{label}: {hits} came true in full", label=str(most["label"]), hits=_hits(most)
    )


def _most_come_true(table: pd.DataFrame) -> pd.Series[Any]:
    """Return the row with most predictions come true; of several the first by name."""
    return table.sort_values(["happened", "label"], ascending=[False, True]).iloc[0]


def _hits(row: pd.Series[Any]) -> Quantity:
    """Return "three of five predictions" of one row of `scores`."""
    return part_of(
        int(row["happened"]), int(row["judged"]), "judged predictions", tuple(row["refs"])
    )


def _score(label: str, frame: pd.DataFrame, verdict: str) -> dict[str, Any]:
    """Return one row of `scores`."""
    counts = tally(frame[verdict])
    judged, happened = len(frame) - counts[UNCLEAR], counts[HAPPENED]
    refs = predictions.evidence_refs(frame)
    low, high = rate_ends(happened, judged, refs) if judged else (None, None)
    return {
        "label": label,
        "number": len(frame),
        "judged": judged,
        **{name.replace(" ", "_"): number for name, number in counts.items()},
        "value": rate(happened, judged, refs) if judged else None,
        "low": low,
        "high": high,
        "definition": f"{judged} of {len(frame)} predictions judged",
        "text": f"{happened} of {judged}",
        "refs": refs,
    }
