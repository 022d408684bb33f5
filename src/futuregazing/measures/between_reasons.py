"""Why a headline differs between two editions, in words: each reason, and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.changes import DIFFERENCES, Reason
from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import Period, parse_moment
from futuregazing.measures.between import Moved

HEADLINES = "headline numbers"
REASONS_TITLE = "Only a real change has an arrow; the others are changes in what is known"
REASONS_SUBTITLE = "Headline numbers by why they differ; one with two reasons counts twice"
COUNTED_ANEW: Mapping[str, str] = MappingProxyType(
    {
        "register": "for a later horizon, in a register that has grown",
        "predictions": "each edition reviews other predictions",
    }
)
"""Why our own counts differ, by what is counted."""
PLACE_LEFT_OPEN = "a place that one side leaves open"
SLIP = "a slip of ours in its record was mended in both editions"
MEANINGS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.CORRECTED: "An error in the earlier number was found, and the register of "
        "corrections says so. It is no revision: nobody counted anew",
        Reason.RESTATED: "Whoever counted has published again and now says something else of the "
        "same time, or has begun a new series. It is no error",
        Reason.SCOPE: "The two numbers do not measure the same: another place, kind of number, "
        "measure or length of time. The difference between them means nothing",
        Reason.PERIOD: "The later number is about a later time. Without a series that joins the "
        "two it is not a trend",
        Reason.REAL: "Two points in time of one series: here, and only here, the thing itself has "
        "moved, and an arrow says which way",
        Reason.COUNTED: "We counted again, for a later horizon, in more rows or other ones. It "
        "tells of our tables as much as of the market",
        Reason.FIRST: "No number was known on the earlier day",
        Reason.LOST: "A number was known on the earlier day and none can be told now",
        Reason.UNCHANGED: "Nothing newer had been published by the later day",
    }
)


def why(one: Moved) -> str:
    """Return in words why a headline differs from what it was, every reason in order."""
    told = "; ".join(_reason(reason, one) for reason in one.change.reasons)
    words = f"{told}; {SLIP}" if one.slip else told
    return capitalised(words)


def reasons_frame(found: Sequence[Moved]) -> pd.DataFrame:
    """Return the reasons that hold, what each means, and for how many headlines.

    Returns:
        reason, meaning, number (a count); a headline with two reasons counts under both.
        Without headlines every reason there is, and no number.
    """
    rows = []
    for reason in Reason:
        own = [one for one in found if reason in one.change.reasons]
        if own or not found:
            number = counted(len(own), HEADLINES, refs_of(own), told_by=True) if own else None
            rows.append((reason.capitalize(), MEANINGS[reason], number))
    return pd.DataFrame(rows, columns=["reason", "meaning", "number"], dtype=object)


def reading() -> Statement:
    """Return how the reasons are found."""
    return statement(
        "A number in a report can change for reasons that have nothing to do with the world. Each "
        "difference between two editions is told by the same rules from what the two numbers say "
        "of themselves, and a number may have more than one reason."
    )


def in_short(one: Moved) -> str:
    """Return why a headline moved without its dates, for a sentence."""
    reasons = [str(reason) for reason in one.change.reasons if reason is not Reason.SCOPE]
    return ", ".join([*_differences(one), *reasons])


def refs_of(found: Iterable[Moved]) -> tuple[Ref, ...]:
    """Return the rows behind several headlines, each once."""
    return unique_refs(ref for one in found for ref in one.refs)


def _reason(reason: Reason, one: Moved) -> str:
    """Return one reason with what it rests on."""
    then, now = one.then, one.now
    if reason is Reason.CORRECTED:
        return f"{reason}: {'; '.join(one.mended)}"
    if reason is Reason.SCOPE:
        return f"{reason}: {', '.join(_differences(one))}"
    if then is None or now is None:
        return str(reason)
    match reason:
        case Reason.RESTATED:
            return f"{reason}: published {_moment(then.vintage)}, and anew {_moment(now.vintage)}"
        case Reason.PERIOD:
            return f"{reason}: {_time(then.period)}, now {_time(now.period)}"
        case Reason.REAL:
            return f"{reason}: {_time(then.period)} to {_time(now.period)}, one series"
        case Reason.COUNTED:
            return f"{reason}: {COUNTED_ANEW.get(now.scope, 'other rows')}"
    return str(reason)


def _differences(one: Moved) -> list[str]:
    """Return in what two numbers differ; a place left open is not said to be another one."""
    places = [q.geography for q in (one.then, one.now) if q is not None]
    left_open = any("not stated" in place for place in places)
    words = {**DIFFERENCES, "geography": PLACE_LEFT_OPEN} if left_open else DIFFERENCES
    return [words[name] for name in one.change.differs]


def _time(period: Period | None) -> str:
    return str(period) if period else "time not stated"


def _moment(vintage: str) -> str:
    return str(parse_moment(vintage) or "without a date")
