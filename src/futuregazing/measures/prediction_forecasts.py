"""Predictions that state how probable they are: their Brier score, skill and calibration.

A forecast is scored once the day that decides it has come, on findings about what was so by
that day, whenever they were published. It counts as having happened only where it happened in
full: a source that gives a probability gives it for the whole claim. How many came true in
part is told beside the score, and what nobody can judge is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.measures import probabilities
from futuregazing.measures.predictions import evidence_refs, number_of, out_of, with_verdict
from futuregazing.measures.verdicts import HAPPENED, PARTLY

CLOCK = "on_its_day"
PLACES = 6


def stated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the predictions whose source gives a probability."""
    return frame[frame["probability"].notna()]


def forecasts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the predictions whose probability can be scored.

    Returns:
        Those of `stated` that were decided, with `outcome` (1 happened in full, 0 not) and
        `baseline` (the probability that "nothing changes" gives: 0 to a change, else 1).
    """
    made = with_verdict(stated(frame), CLOCK)
    return made.assign(
        outcome=[int(verdict == HAPPENED) for verdict in made[CLOCK]],
        baseline=[0 if change else 1 for change in made["states_change"]],
    )


def forecast_sentences(frame: pd.DataFrame) -> Iterator[Statement]:
    """Yield the Brier score with what it is to be set beside, or why there is none."""
    if frame.empty:
        return
    given, scored = stated(frame), forecasts(frame)
    if given.empty:
        yield statement(
            "None of the {all} for earlier years says how probable it is. Without a probability "
            "there is no Brier score and no calibration to show, only the shares above.",
            all=number_of(frame, "predictions"),
        )
        return
    if scored.empty:
        yield statement(
            "{stated} for earlier years say how probable they are; none of these could be judged "
            "yet, so there is no Brier score.",
            stated=out_of(given, frame),
        )
        return
    yield _scores(scored)
    yield statement(
        "The score rests on {scored} with a probability; {partly} came true in part, which counts "
        "as not having happened, and {open} could not be judged and are left out.",
        scored=out_of(scored, given),
        partly=number_of(scored[scored[CLOCK] == PARTLY], ""),
        open=number_of(given.drop(index=scored.index), ""),
    )


def calibration_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the calibration of predictions with probabilities as it is printed.

    Returns:
        label (the bin: "60% to 80%"), n, stated (mean probability, per cent), value, low, high
        (share that happened and its interval, per cent), refs. Empty without probabilities.
    """
    scored = forecasts(frame)
    if scored.empty:
        return pd.DataFrame(columns=["label", "n", "stated", "value", "low", "high", "refs"])
    refs = evidence_refs(scored)
    table = probabilities.calibration(list(scored["probability"]), list(scored["outcome"]))
    shown = {"stated": "stated", "value": "share", "low": "share_low", "high": "share_high"}
    columns = {name: [_percent(v, refs) for v in table[key]] for name, key in shown.items()}
    ends = zip(table["low"], table["high"], strict=True)
    labels = [f"{low:g}% to {high:g}%" for low, high in ends]
    made = pd.DataFrame({"label": labels, "n": table["n"], **columns})
    return made.assign(refs=pd.Series([refs] * len(made), dtype=object))


def calibration_title(frame: pd.DataFrame) -> Statement:
    """Return what the table of calibration is about."""
    return statement(
        "How often what was called probable came true, for {scored}",
        scored=number_of(forecasts(frame)),
    )


def _scores(scored: pd.DataFrame) -> Statement:
    """Return the Brier score beside that of "nothing changes"."""
    refs = evidence_refs(scored)
    outcomes = list(scored["outcome"])
    own = probabilities.brier(list(scored["probability"]), outcomes)
    base = probabilities.brier(list(scored["baseline"]), outcomes)
    skill = probabilities.skill(own, base)
    told = statement(
        "The Brier score of the stated probabilities is {score}, nought being perfect; “nothing "
        "changes” scores {base}, and an even chance each time {even}.",
        score=_score(own, refs),
        base=_score(base, refs),
        even=_score(probabilities.brier([0.5] * len(outcomes), outcomes), refs),
    )
    if skill is None:
        return told
    return told + statement(
        "The probabilities save {skill} of the baseline's score.",
        skill=_worked_out(100 * skill, Unit(PERCENT), "1 - score ÷ baseline's score", refs),
    )


def _score(value: float, refs: tuple[Ref, ...]) -> Quantity:
    return _worked_out(value, Unit(""), "mean of (probability - outcome)²", refs)


def _percent(value: float, refs: tuple[Ref, ...]) -> Quantity:
    return _worked_out(value, Unit(PERCENT), "by stated probability", refs)


def _worked_out(value: float, unit: Unit, formula: str, refs: tuple[Ref, ...]) -> Quantity:
    number = Decimal(repr(round(float(value), PLACES)))
    return Quantity(
        number, unit, qualifier="derived", refs=refs, figures=2, formula=formula, basis="count"
    )
