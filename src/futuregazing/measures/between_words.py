"""What moved between two editions, in words: why each number differs, and how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.changes import DIFFERENCES, Reason
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period, calendar_year, parse_moment
from futuregazing.measures import choose
from futuregazing.measures.between import Moved, in_order
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

REASONS_TITLE = "Only a real change has an arrow; the others are changes in what is known"
REASONS_SUBTITLE = "Headline numbers by why they differ; one with two reasons counts twice"
REVISED_COVERAGE = (
    "All tables of the report; slips in addresses, dates of reading and the like, which change no "
    "number, are listed with the method."
)
LINE_SUBTITLE = "Points of one series, as published; each edition knew those up to its own day"
LINE_HEIGHT = 120
COLUMNS = ["topic", "then", "now", "trend", "why"]
HEADLINES = "headline numbers"
ARROWS: Mapping[str, str] = MappingProxyType({"up": "↑", "down": "↓", "level": "→ level"})
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


def changes_frame(found: Iterable[Moved]) -> pd.DataFrame:
    """Return the headlines of two editions side by side, what moved first.

    Returns:
        topic, then, now (numbers as prose has them, None where none was known), trend (an
        arrow and by how much, only within one series), why (in words).
    """
    rows = [
        (
            _topic(one),
            _in_prose(one.then),
            _in_prose(one.now),
            _arrow(one),
            why(one),
        )
        for one in in_order(found)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def why(one: Moved) -> str:
    """Return in words why a headline differs from what it was, every reason in order."""
    told = "; ".join(_reason(reason, one) for reason in one.change.reasons)
    words = f"{told}; {SLIP}" if one.slip else told
    return words[:1].upper() + words[1:]


def reasons_frame(found: Sequence[Moved]) -> pd.DataFrame:
    """Return the reasons that hold, what each means, and for how many headlines.

    Returns:
        reason, meaning, number (a count); a headline with two reasons counts under both.
    """
    rows = []
    for reason in Reason:
        own = [one for one in found if reason in one.change.reasons]
        if own:
            number = counted(len(own), HEADLINES, _refs(own), formula=f"count of {HEADLINES}")
            rows.append((reason.capitalize(), MEANINGS[reason], number))
    return pd.DataFrame(rows, columns=["reason", "meaning", "number"], dtype=object)


def answer(found: Sequence[Moved], before: Edition | None) -> Statement:
    """Return how many headlines moved since an edition, and how many of them show a trend."""
    if before is None:
        return statement(
            "No edition came before this one, so there is none to set its numbers beside."
        )
    year, moved = calendar_year(before.year), [one for one in found if one.change.moved]
    if not found:
        return statement(
            "No headline number was known for the {year} edition or for this one.", year=year
        )
    if not moved:
        return statement("No headline number has moved since the {year} edition.", year=year)
    real = [one for one in moved if one.change.direction]
    told = statement(
        "{moved} differ from those of the {year} edition",
        moved=part_of(len(moved), len(found), HEADLINES, _refs(found)),
        year=year,
    )
    if not real:
        return statement(
            "{told}; none of the differences is a trend, because no series runs through both.",
            told=told,
        )
    return statement(
        "{told}; in {number} one series runs through both, so that the thing itself has moved.",
        told=told,
        number=counted(len(real), "cases", _refs(real)),
    )


def title(found: Sequence[Moved], before: Edition) -> Statement:
    """Return the finding of the table of headlines, in a few words."""
    moved = [one for one in found if one.change.moved]
    year = calendar_year(before.year)
    if not moved:
        return statement("No headline number has moved since the {year} edition", year=year)
    number = part_of(len(moved), len(found), HEADLINES, _refs(found))
    return statement("{number} moved since the {year} edition", number=number, year=year)


def subtitle(before: Edition, now: Edition) -> Statement:
    """Return which editions a table compares; money of the day throughout."""
    return statement(
        "As of {then} and of {now}; money of the day", then=before.as_of, now=now.as_of
    )


def days(before: Edition, now: Edition) -> Statement:
    """Return which two days are compared, and how."""
    return statement(
        "Set side by side is what could be said on {then}, the day of the {before} edition, and on "
        "{now}, the day of the {year} edition. Both columns are worked out by the rules of today, "
        "so that a changed rule is not told as a changed market.",
        then=before.as_of,
        before=calendar_year(before.year),
        now=now.as_of,
        year=calendar_year(now.year),
    )


def reading() -> Statement:
    """Return how the reasons are found."""
    return statement(
        "A number in a report can change for reasons that have nothing to do with the world. Each "
        "difference above is told by the same rules from what the two numbers say of themselves, "
        "and a number may have more than one reason."
    )


def revising() -> Statement:
    """Return what tells a revision from a correction."""
    return statement(
        "Below are all records of this report's tables that were restated or corrected between "
        "the two editions, whether a headline rests on them or not. A revision is the maker's own: "
        "it counted again. A correction is of an error, a publisher's or ours; ours are mended in "
        "every edition."
    )


def trends(found: Iterable[Moved]) -> list[Statement]:
    """Return each change within one series as a sentence, its two points named."""
    return [
        _trend(one, one.then, one.now)
        for one in found
        if one.change.direction and one.then is not None and one.now is not None
    ]


def lines(tables: Tables, found: Iterable[Moved]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield for each change within one series its name and all points that are known.

    The frame has `label` (the headline's title) and `value`, in order of time.
    """
    figures = choose.figures(tables)
    for one in found:
        if one.change.direction and one.now is not None:
            points = choose.quantities(figures[figures["series_id"] == one.now.series])
            points.sort(key=choose.ended)
            yield (
                one.id.split(".")[1],
                pd.DataFrame({"label": one.title, "value": pd.Series(points, dtype=object)}),
            )


def line_title(points: pd.DataFrame) -> Statement:
    """Return the two ends of a series of `lines`."""
    first, last = points["value"].iloc[0], points["value"].iloc[-1]
    return statement(
        "{topic}: {first} in {start}, {last} in {end}",
        topic=str(points["label"].iloc[0]),
        first=first,
        start=first.period,
        last=last,
        end=last.period,
    )


def for_suppliers(found: Iterable[Moved]) -> Statement:
    """Return what a supplier should not make of the numbers for the size of the market."""
    size = next((one for one in found if one.id == "market_size.size"), None)
    if size is None or size.then is None or size.now is None or not size.change.moved:
        return statement(
            "Quote a rise or a fall only where the table has an arrow. A new number in print is "
            "not yet a change in what councils buy."
        )
    if size.change.direction:
        return statement(
            "The size of the market, {then} before and {now} now, is one series: the difference "
            "may be quoted as a change in what councils buy.",
            then=size.then,
            now=size.now,
        )
    return statement(
        "Do not read the step from {then} to {now} as growth of the market: {reasons}. Growth "
        "is told within one publication, in the chapter on the size of the market.",
        then=size.then,
        now=size.now,
        reasons=_in_short(size),
    )


def for_councils(found: Sequence[Moved]) -> Statement:
    """Return how a council sets its own numbers beside these."""
    scope = [one for one in found if Reason.SCOPE in one.change.reasons]
    if not scope:
        return statement(
            "Set your own figures beside one column, and state its date: the next edition may "
            "know more of the same year."
        )
    return statement(
        "Set your own figures beside one column only: {number} measure something else in the "
        "two editions, most often another place, kind of number or length of time.",
        number=part_of(len(scope), len(found), HEADLINES, _refs(found)),
    )


def caveat(before: Edition, now: Edition) -> Statement:
    """Return what the comparison cannot show."""
    return statement(
        "A copy of the {before} edition printed at its time may hold other numbers than its column "
        "here: slips of ours are mended in every edition, and rules may have changed since. What "
        "was published after {day} is in neither column.",
        before=calendar_year(before.year),
        day=now.as_of,
    )


def revised_title(frame: pd.DataFrame, before: Edition) -> Statement:
    """Return how many records were restated or put right since an edition."""
    year = calendar_year(before.year)
    if frame.empty:
        return statement("No record was restated or corrected since the {year} edition", year=year)
    refs = unique_refs(ref for refs in frame["refs"] for ref in refs)
    number = counted(len(frame), "revisions and corrections", refs)
    return statement("{number} since the {year} edition", number=number, year=year)


def _topic(one: Moved) -> str:
    """Return what a headline is about, with what is measured where the subject leaves it open."""
    return f"{one.title} ({one.measure})" if one.measure else one.title


def _in_prose(number: Quantity | None) -> Statement | None:
    """Return a number as a sentence has it, bound to its rows."""
    return None if number is None else statement("{number}", number=number)


def _arrow(one: Moved) -> Statement | str | None:
    """Return the arrow of a change within one series, with its amount; None without a trend."""
    arrow = ARROWS.get(one.change.direction)
    if arrow is None or one.change.amount is None:
        return arrow
    return statement("{arrow} {amount}", arrow=arrow, amount=one.change.amount)


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


def _in_short(one: Moved) -> str:
    """Return why a headline moved without its dates, for a sentence."""
    reasons = [str(reason) for reason in one.change.reasons if reason is not Reason.SCOPE]
    return ", ".join([*_differences(one), *reasons])


def _trend(one: Moved, then: Quantity, now: Quantity) -> Statement:
    template = "{topic}: {then} in {start}, {now} in {end}"
    values = {"topic": one.title, "then": then, "now": now}
    values |= {"start": then.period, "end": now.period}
    if one.change.amount is None:
        return statement(template + ".", **values)
    return statement(
        template + ", {direction} by {amount} within one series.",
        direction=one.change.direction,
        amount=one.change.amount,
        **values,
    )


def _time(period: Period | None) -> str:
    return str(period) if period else "time not stated"


def _moment(vintage: str) -> str:
    return str(parse_moment(vintage) or "without a date")


def _refs(found: Iterable[Moved]) -> tuple[Ref, ...]:
    return unique_refs(ref for one in found for ref in one.refs)
