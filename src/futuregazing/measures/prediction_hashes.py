"""The hashes of predictions as the report prints them: twelve digits, and what they prove.

A hash shows an edit made after the day on which it was published. It says nothing of any day
before: for predictions up to 2026 the criteria themselves were set in 2026.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from futuregazing.claims.predicting.criteria import criteria_hashes, short
from futuregazing.claims.predicting.hashes import changed
from futuregazing.claims.refs import Dated, Named, Ref, refs_of
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.periods import Period
from futuregazing.measures.predictions import number_of, out_of, years
from futuregazing.measures.verdicts import OPERATIONALISED
from futuregazing.tables.frames import Tables

HASHES = "prediction_hashes"
CHANGED = "criteria changed after publication"


def with_hashes(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return predictions with `hash`: the one published, else the one their criteria give now.

    The cell is a name of twelve digits whose data file has all sixty-four; of a prediction
    edited since, it says so.
    """
    register = tables[HASHES]
    edited = {one.prediction for one in changed(tables)}
    now = criteria_hashes(frame)
    made = []
    for row in frame.index:
        published = row in register.index
        full = str(register.at[row, "sha256"]) if published else str(now[row])
        text = f"{short(full)}: {CHANGED}" if row in edited else short(full)
        refs = (Ref(HASHES, str(row)),) if published else (Ref("predictions", str(row)),)
        made.append(Named(text, refs, full))
    return frame.assign(hash=pd.Series(made, index=frame.index, dtype=object))


def cell_kind(frame: pd.DataFrame) -> str:
    """Return the kind of column for hashes: digits keep to one line, words may wrap."""
    return "text" if any(CHANGED in cell.text for cell in frame["hash"]) else "code"


def hash_sentences(
    reviewed: pd.DataFrame, ahead: pd.DataFrame, tables: Tables
) -> Iterator[Statement]:
    """Yield what the hashes of the predictions printed prove, and which were edited since.

    Args:
        reviewed, ahead: predictions under review, and those for the edition's own year.
        tables: with the predictions and the register of hashes.
    """
    frame = pd.concat([part[["edition"]] for part in (reviewed, ahead)])
    if frame.empty:
        return
    register = tables[HASHES]
    published = register[register.index.isin(frame.index)]
    new = frame[~frame.index.isin(published.index)]
    if len(published):
        yield _published(frame, published)
    if len(new):
        yield statement(
            "The hash of {new} is not in the register of published hashes yet; it is entered "
            "there, with its day, when the edition is published.",
            new=number_of(new) if len(new) == len(frame) else out_of(new, frame),
        )
    yield from _changed(frame, tables)


def _published(frame: pd.DataFrame, register: pd.DataFrame) -> Statement:
    """Return since which day an edit of the criteria would show."""
    days = sorted({dt.date.fromisoformat(day) for day in register["hashed_on"]})
    entered = listing([Dated(day, refs_of(register, HASHES)) for day in days])
    told = statement(
        "Beside each prediction stand the first digits of its hash, a checksum of its criteria "
        "made on {days}; the data file has them all. Whoever changes a word of the criteria after "
        "that changes the hash too.",
        days=entered,
    )
    late = frame[frame["edition"] <= OPERATIONALISED.end.year]
    if late.empty:
        return told
    return told + statement(
        "It proves nothing about any day before: for {late} the criteria were set in {when}, "
        "after the prediction was made.",
        late=_span(late),
        when=OPERATIONALISED,
    )


def _changed(frame: pd.DataFrame, tables: Tables) -> Iterator[Statement]:
    """Yield which predictions are no longer what was published."""
    for one in changed(tables):
        if one.prediction not in frame.index:
            continue
        refs = (Ref(HASHES, one.prediction), Ref("predictions", one.prediction))
        yield statement(
            "The criteria of {prediction} changed after publication: the {edition} edition "
            "printed {published} on {day}, and what stands here gives {now}. A verdict on it "
            "is not one on what was predicted.",
            prediction=Named(one.prediction, refs),
            edition=years(one.published_in, one.published_in),
            published=Named(short(one.published), refs, one.published),
            day=Dated(one.hashed_on, refs),
            now=Named(short(one.now), refs, one.now),
        )


def _span(frame: pd.DataFrame) -> Statement:
    """Return "the predictions for 2022"."""
    span: Period = years(int(frame["edition"].min()), int(frame["edition"].max()))
    return statement("predictions for {years}", years=span)
