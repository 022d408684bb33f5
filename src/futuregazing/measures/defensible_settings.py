"""The alternatives of numbers that we count ourselves: the same rows under another rule.

A count of the register rests on rules (which ends count, from which day, what counts twice);
a score on what "came true" means. Each alternative changes one rule and leaves the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period
from futuregazing.measures import opportunities, predictions
from futuregazing.measures.defensible import CHANCE, METHOD, SCOPE, Alternative, rounded
from futuregazing.measures.register import (
    NOTICE,
    deals,
    keep,
    refs_of_purchases,
)
from futuregazing.measures.renewals import (
    APART,
    ESTIMATED,
    LISTED,
    MAXIMUM,
    block,
    renewals,
    window,
)
from futuregazing.measures.verdicts import HAPPENED, PARTLY, rate, rate_ends
from futuregazing.tables.frames import Tables

HALF = Decimal("0.5")
NOUN = "contracts"
CLOCKS = {
    "in_year": "as judged by the end of their own year",
    "on_its_day": "as judged by what was so on the day that decides",
}
"""Other days on which a prediction may be judged, by the column with that verdict."""


def named_contracts(tables: Tables, edition: Edition) -> list[Alternative]:
    """Return what the count of contracts that end soon would be under other rules."""
    settings = edition.opportunities.model_copy(update={"include_estimated": True})
    ahead = opportunities.horizon(edition)
    found = renewals(tables, settings, ahead)
    listed = block(found, LISTED)
    chosen = {
        "with ends that a known option may put off": block(found, LISTED, MAXIMUM),
        "with ends worked out from a printed term": block(found, LISTED, ESTIMATED),
        "with what stands apart for its size": block(found, LISTED, APART),
        "without contracts that may still be extended": _fixed(listed),
        "without decisions and press reports": _noticed(listed),
        "with one line for an award to several suppliers": deals(listed),
    }
    other = _other_horizon(edition)
    if other is not None:
        later = block(renewals(tables, settings, other), LISTED)
        chosen["counted from the other of two days, as-of or publication"] = later
    looked_at = refs_of_purchases(listed)
    made = [_counted(_number(rows, looked_at), words) for words, rows in chosen.items()]
    twice = counted(
        len(looked_at),
        NOUN,
        looked_at,
        basis="count",
        scope="register",
        formula=f"count of rows of {NOUN}, each taken for one",
    )
    return [*made, _counted(twice, "with contracts seen twice counted twice")]


def come_true(tables: Tables, edition: Edition) -> tuple[Quantity, list[Alternative]] | None:
    """Return the share of judged predictions that came true, and what else it could be.

    None where none could be judged.
    """
    settings = edition.predictions_review
    reviewed = predictions.review(tables, edition, settings)
    tested = predictions.with_verdict(reviewed)
    if tested.empty:
        return None
    hits, refs = _hits(tested), predictions.evidence_refs(tested)
    ends = rate_ends(hits, len(tested), refs)
    sides = ("the least that chance allows", "the most that chance allows")
    made = [
        _scored(end, f"{side}, with so few judged", CHANCE)
        for end, side in zip(ends, sides, strict=True)
    ]
    return rounded(rate(hits, len(tested), refs)), [
        *made,
        *_other_scores(reviewed, tested, edition),
    ]


def _other_scores(
    reviewed: pd.DataFrame, tested: pd.DataFrame, edition: Edition
) -> Iterator[Alternative]:
    hits, refs = _hits(tested), predictions.evidence_refs(tested)
    in_part = int((tested["verdict"] == PARTLY).sum())
    half = Quantity(
        100 * (hits + in_part * HALF) / len(tested),
        Unit(PERCENT),
        qualifier="derived",
        denominator="predictions with a verdict",
        refs=refs,
        figures=2,
        formula=f"({hits} + {in_part} × {HALF}) ÷ {len(tested)} × 100",
    )
    yield _scored(half, "with what came true in part counted as half")
    everything = rate(hits, len(reviewed), predictions.evidence_refs(reviewed))
    yield _scored(everything, "with what could not be judged counted as not come true")
    for column, words in CLOCKS.items():
        judged = predictions.with_verdict(reviewed, column)
        if len(judged):
            number = rate(_hits(judged, column), len(judged), predictions.evidence_refs(judged))
            yield _scored(number, words)
    settings = edition.predictions_review
    own = predictions.with_verdict(predictions.scored(reviewed, settings))
    listed = keep(tested, (kind == predictions.LISTED for kind in tested["stated_as"]))
    for words, chosen in (
        ("the association's own list alone", own),
        ("published lists alone, without remarks and forecasts", listed),
    ):
        if len(chosen) and len(chosen) < len(tested):
            number = rate(_hits(chosen), len(chosen), predictions.evidence_refs(chosen))
            yield _scored(number, words, SCOPE)


def _hits(frame: pd.DataFrame, verdict: str = "verdict") -> int:
    return int((frame[verdict] == HAPPENED).sum())


def _scored(number: Quantity, words: str, dimension: str = METHOD) -> Alternative:
    value = rounded(number)
    return Alternative(value, value, (dimension,), statement(words))


def _counted(number: Quantity, words: str) -> Alternative:
    return Alternative(number, number, (METHOD,), statement(words))


def _fixed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts whose end no printed option can put off."""
    return keep(
        frame,
        (
            not (isinstance(last, Period) and last.end > ends.end)
            for last, ends in zip(frame["extendable"], frame["ends"], strict=True)
        ),
    )


def _noticed(frame: pd.DataFrame) -> pd.DataFrame:
    return keep(frame, (seen == NOTICE for seen in frame["seen_as"]))


def _number(frame: pd.DataFrame, looked_at: tuple[Ref, ...]) -> Quantity:
    """Return how many contracts there are; none among those looked at rests on these."""
    refs = refs_of_purchases(frame) or looked_at
    return counted(len(frame), NOUN, refs, basis="count", scope="register")


def _other_horizon(edition: Edition) -> Period | None:
    """Return the horizon counted from the other day; None if both days are one."""
    settings = edition.opportunities
    if edition.as_of == edition.publication_date:
        return None
    day = edition.publication_date if settings.count_from == "as_of" else edition.as_of
    return window(day, settings.horizon_months)
