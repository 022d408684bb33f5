"""What became of a prediction: a verdict worked out from its findings, and how sure a rate is.

The rule, the same for every prediction:

    findings for it and against it          partly
    findings for it, one of which meets a
      threshold that tests the whole claim  happened
    findings for it, none of which does     partly
    findings against it only                not yet
    neither                                 unclear

A baseline (`supports` nought) only says where things stood and decides nothing; a proxy or
an opinion (`covers` part) takes a prediction to "partly" at most. Which findings count is a
question of days: a finding counts from the day it was known, on two clocks, the end of the
prediction's own year and the day an edition is written. Before the day by which a prediction
is decided, if its criteria name one, it is unclear whatever was found: what is still open is
neither right nor wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from math import sqrt

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.periods import calendar_year
from futuregazing.tables.dates import CLOSED, last_day

HAPPENED, PARTLY, NOT_YET, UNCLEAR = "happened", "partly", "not yet", "unclear"
VERDICTS = (HAPPENED, PARTLY, NOT_YET, UNCLEAR)
JUDGED = (HAPPENED, PARTLY, NOT_YET)
"""Verdicts that a finding stands behind."""

OPERATIONALISED = calendar_year(2026)
"""When indicators and thresholds were set, and verdicts "to date" judged, for all predictions
up to then: years after most of them were made, and the report says so wherever it prints them."""

FOR, CONTEXT, AGAINST = 1, 0, -1
WHOLE_CLAIM = "claim"

NORMAL_95 = 1.959964
"""Standard deviations that hold 95% of a normal distribution."""


def verdict_of(findings: pd.DataFrame) -> str:
    """Return the verdict that some findings on one prediction give by the rule."""
    support = set(findings["supports"])
    if FOR in support and AGAINST in support:
        return PARTLY
    if FOR in support:
        covered = set(findings.loc[findings["supports"] == FOR, "covers"])
        return HAPPENED if WHOLE_CLAIM in covered else PARTLY
    return NOT_YET if AGAINST in support else UNCLEAR


def year_end(edition: int, as_of: dt.date) -> dt.date:
    """Return the day of the in-year verdict: the end of the year, or the as-of date before it."""
    return min(dt.date(edition, 12, 31), as_of)


def known(evidence: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the findings known by a day; those without a date count when the tables closed."""
    days = evidence["known_by"].where(evidence["known_by"] != "", CLOSED.isoformat())
    return evidence[days <= day.isoformat()]


def deadline(edition: int, decided_by: str) -> dt.date:
    """Return the day by which a prediction is decided: as its criteria say, or its year's end."""
    return dt.date.fromisoformat(decided_by) if decided_by else dt.date(edition, 12, 31)


def dated_by(evidence: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the findings about what was so by a day, whenever they were published."""
    days = [
        last_day(str(made)).isoformat() if made else known or CLOSED.isoformat()
        for made, known in zip(evidence["date"], evidence["known_by"], strict=True)
    ]
    by_then = [one <= day.isoformat() for one in days]
    return evidence[pd.Series(by_then, index=evidence.index, dtype="bool")]


def judged(predictions: pd.DataFrame, evidence: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """Return the predictions with what was found and both verdicts.

    Args:
        predictions: rows of the table, ids as index.
        evidence: rows of the table, which may hold findings on other predictions.
        as_of: the day of the edition; nothing known later counts.

    Returns:
        The predictions with `due` (whether the day that decides has come), `in_year` and
        `by_now` (verdicts), `on_its_day` (the verdict on findings dated by the deadline),
        `found_for`, `found_against` and `baselines` (numbers of findings by now), and `refs`
        (the prediction's row and those of its findings).
    """
    frame = predictions.copy()
    everything = known(evidence, as_of)
    groups = {str(row): group for row, group in everything.groupby("prediction_id")}
    mine = [groups.get(str(row), everything.iloc[:0]) for row in frame.index]
    days = list(zip(frame["edition"], frame["decided_by"], strict=True))
    ends = [year_end(int(year), as_of) for year, _ in days]
    due = [not day or day <= as_of.isoformat() for _, day in days]
    in_year = [not day or day <= end.isoformat() for (_, day), end in zip(days, ends, strict=True)]
    deadlines = [min(deadline(int(year), day), as_of) for year, day in days]
    frame["due"] = pd.Series(due, index=frame.index, dtype="bool")
    frame["in_year"] = _verdicts(in_year, map(known, mine, ends))
    frame["by_now"] = _verdicts(due, mine)
    frame["on_its_day"] = _verdicts(due, map(dated_by, mine, deadlines))
    for column, side in (("found_for", FOR), ("found_against", AGAINST), ("baselines", CONTEXT)):
        frame[column] = [int((findings["supports"] == side).sum()) for findings in mine]
    refs = [
        (Ref("predictions", str(row)), *(Ref("evidence", str(one)) for one in findings.index))
        for row, findings in zip(frame.index, mine, strict=True)
    ]
    frame["refs"] = pd.Series(refs, index=frame.index, dtype=object)
    return frame


def _verdicts(due: Iterable[bool], found: Iterable[pd.DataFrame]) -> list[str]:
    """Return the verdict on each prediction whose day has come; the others are unclear."""
    pairs = zip(due, found, strict=True)
    return [verdict_of(findings) if has_come else UNCLEAR for has_come, findings in pairs]


def to_date(frame: pd.DataFrame) -> list[str]:
    """Return the verdicts of November 2026 where a finding stands behind them, else "unclear".

    Args:
        frame: judged predictions with the table's `verdict_to_date`, which only the current
            edition has.
    """
    stands = frame["by_now"] != UNCLEAR
    return [
        str(told) if behind else UNCLEAR
        for told, behind in zip(frame["verdict_to_date"], stands, strict=True)
    ]


def tally(verdicts: Iterable[str]) -> dict[str, int]:
    """Count verdicts, each of the four named, in order."""
    found = list(verdicts)
    return {verdict: found.count(verdict) for verdict in VERDICTS}


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the Wilson interval at 95% of a share, in per cent.

    It stays inside 0 to 100 and is honest at small n, where the usual one is not: three hits
    of three give 44 to 100 per cent, not 100 to 100.

    Raises:
        ValueError: there are no trials, or more hits than trials.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"no share of {hits} in {n}")
    share, z2 = hits / n, NORMAL_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = NORMAL_95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return 100 * max(0.0, centre - reach), 100 * min(1.0, centre + reach)


def rate(hits: int, n: int, refs: tuple[Ref, ...]) -> Quantity:
    """Return the share of judged predictions that happened."""
    return _percent(100 * Decimal(hits) / n, f"{hits} ÷ {n} × 100", refs)


def rate_ends(hits: int, n: int, refs: tuple[Ref, ...]) -> tuple[Quantity, Quantity]:
    """Return both ends of the interval that the share lies in, with 95% confidence."""
    formula = f"Wilson interval at 95% for {hits} of {n}"
    low, high = (_percent(Decimal(repr(round(end, 6))), formula, refs) for end in wilson(hits, n))
    return low, high


def _percent(value: Decimal, formula: str, refs: tuple[Ref, ...]) -> Quantity:
    return Quantity(
        value,
        Unit(PERCENT),
        qualifier="derived",
        denominator="predictions with a verdict",
        refs=refs,
        figures=2,
        formula=formula,
    )
