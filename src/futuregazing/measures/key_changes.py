"""What moved since the edition before, and why: each section's number, then and now.

Worked out by asking the measures of today what they would have said on the day of the
edition before, so that a changed rule is never told as a changed market.
"""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import calendar_year
from futuregazing.edition.sections import KeyPoints
from futuregazing.measures.key_points import TITLES, key_point
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables
from futuregazing.tables.narrowing import narrowed

NEVER_COMPARED = ("predictions_review",)
"""Each edition reviews other predictions: their number is no change in anything."""
DAYS_A_YEAR = 365.25
UNCHANGED = "unchanged"
REGISTER = "register"


def changes(tables: Tables, settings: KeyPoints, edition: Edition) -> pd.DataFrame:
    """Return what each section's number was in the edition before, and is now.

    Returns:
        topic, then and now (numbers as prose has them, None where none was known), why (in
        words), refs; nothing where no edition came before. Unchanged numbers come last.
    """
    columns = ["topic", "then", "now", "why", "refs"]
    if edition.previous is None or edition.previous_as_of is None:
        return pd.DataFrame(columns=columns)
    before = edition_before(edition)
    earlier = narrowed(tables, before.as_of)
    rows = []
    for name in settings.candidates:
        if name in NEVER_COMPARED:
            continue
        then = key_point(name, earlier, before).number
        now = key_point(name, tables, edition).number
        if then is None and now is None:
            continue
        refs = unique_refs(ref for q in (then, now) if q for ref in q.refs)
        rows.append((TITLES[name], _in_prose(then), _in_prose(now), why(then, now, tables), refs))
    rows.sort(key=lambda row: row[3] == UNCHANGED)
    return pd.DataFrame(rows, columns=columns)


def edition_before(edition: Edition) -> Edition:
    """Return the edition before with this one's settings, so that like is compared with like."""
    return edition.model_copy(
        update={
            "year": edition.previous,
            "as_of": edition.previous_as_of,
            "publication_date": edition.previous_as_of,
            "previous": None,
            "previous_as_of": None,
        }
    )


def why(then: Quantity | None, now: Quantity | None, tables: Tables) -> str:
    """Return in words why a number differs from the one before.

    Args:
        then, now: the numbers; None where none was known.
        tables: holds the rows of both, to tell what each measures.
    """
    if then is None or now is None:
        return "a first number is known" if then is None else "no number is known for the time"
    if then.refs == now.refs and then.value == now.value:
        return UNCHANGED
    if now.scope == REGISTER or then.scope == REGISTER:
        both = now.scope == then.scope
        return (
            "counted anew for a later horizon, from more purchases: not a trend"
            if both
            else "a count of named contracts beside a published total: not comparable"
        )
    if _metrics(then, tables).isdisjoint(_metrics(now, tables)):
        return "another measure: not comparable"
    return _published_reason(then, now)


def changes_title(frame: pd.DataFrame, edition: Edition) -> Statement:
    """Return how many of the numbers moved."""
    moved = frame[frame["why"] != UNCHANGED]
    year = calendar_year(edition.previous or edition.year)
    if moved.empty:
        return statement("No headline number has moved since the {year} edition", year=year)
    return statement(
        "{moved} moved since the {year} edition", moved=_out_of(moved, frame), year=year
    )


def changes_sentence(frame: pd.DataFrame, edition: Edition) -> Statement:
    """Return how to read what changed."""
    if edition.previous is None:
        return statement("No edition came before this one that it could be compared with.")
    year = calendar_year(edition.previous)
    if frame.empty:
        return statement(
            "No headline number was known for the {year} edition or for this one.", year=year
        )
    return statement(
        "The table sets this edition's numbers beside those that its measures give for the day of "
        "the {year} edition, {day}. A difference is a change in the market only where the last "
        "column names the same series.",
        year=year,
        day=edition.previous_as_of,
    )


def _in_prose(number: Quantity | None) -> Statement | None:
    """Return a number as a sentence has it, bound to its rows."""
    return None if number is None else statement("{number}", number=number)


def _published_reason(then: Quantity, now: Quantity) -> str:
    """Return why one published number differs from another."""
    if then.unit != now.unit:
        return "another measure: not comparable"
    if then.basis != now.basis:
        return "another kind of number: not comparable"
    if _years(then) != _years(now):
        return "a period of another length: not comparable"
    if (then.geography, then.scope) != (now.geography, now.scope):
        return "another place or scope: not comparable"
    if then.period == now.period:
        return "the same period, restated by a later publication"
    if then.series and then.series == now.series:
        return "a later period of the same series"
    return "a later period, from another publication: not a trend"


def _metrics(number: Quantity, tables: Tables) -> set[str]:
    """Return what the figures behind a number measure."""
    metrics = tables["figures"]["metric"]
    return {str(metrics[ref.row]) for ref in number.refs if ref.row in metrics.index}


def _years(number: Quantity) -> int | None:
    """Return over how many years a number runs; None where its period is not stated."""
    if number.period is None or not number.period.bounded:
        return None
    return max(1, round((number.period.end - number.period.start).days / DAYS_A_YEAR))


def _out_of(part: pd.DataFrame, whole: pd.DataFrame) -> Quantity:
    refs = unique_refs(ref for refs in whole["refs"] for ref in refs)
    return part_of(len(part), len(whole), "headline numbers", refs)
