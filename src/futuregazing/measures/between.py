"""Each headline in two editions: what it was, what it is, and why it differs.

Both sides are worked out by the measures of today, each with its own edition's settings and
what was known on its day, so that a changed rule is never told as a changed market.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from futuregazing.claims.changes import Change, Fact, Reason, classify, makers_of
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.model import Edition
from futuregazing.measures.headlines import Headline, headlines
from futuregazing.measures.revisions import corrections_between
from futuregazing.measures.trend_tables import where_drawn
from futuregazing.tables.frames import Tables
from futuregazing.tables.narrowing import narrowed

FIGURES = "figures"


@dataclass(frozen=True)
class Side:
    """One of two editions: its settings, and the tables as of its day."""

    edition: Edition
    tables: Tables


@dataclass(frozen=True)
class Moved:
    """One headline in two editions.

    Attributes:
        id, section, title: as in `Headline`.
        measure: what the numbers are of, where the title leaves it open; both, if they differ.
        then, now: its numbers; None where none was known.
        change: how the one became the other.
        mended: why a publisher's number was put right between the two days, if it was.
        slip: whether a slip of ours in one of its records was mended, in both editions.
    """

    id: str
    section: str
    title: str
    measure: str
    then: Quantity | None
    now: Quantity | None
    change: Change
    mended: tuple[str, ...] = ()
    slip: bool = False

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Return the rows behind both numbers, the earlier one's first."""
        both = (q for q in (self.then, self.now) if q is not None)
        return tuple(dict.fromkeys(ref for q in both for ref in q.refs))


def since_previous(tables: Tables, edition: Edition) -> list[Moved]:
    """Return the headlines of an edition beside those of the one before; none if it is the first.

    Args:
        tables: as of the edition.
        edition: its settings are used for the edition before too.
    """
    before = edition_before(edition)
    if before is None:
        return []
    return moves(Side(before, narrowed(tables, before.as_of)), Side(edition, tables))


def edition_before(edition: Edition) -> Edition | None:
    """Return the edition before with this one's settings; None where none came before."""
    if edition.previous is None or edition.previous_as_of is None:
        return None
    return edition.model_copy(
        update={
            "year": edition.previous,
            "as_of": edition.previous_as_of,
            "publication_date": edition.previous_as_of,
            "previous": edition.previous_but_one,
            "previous_as_of": None,
            "previous_but_one": None,
        }
    )


def moves(then: Side, now: Side) -> list[Moved]:
    """Return every headline that either edition has a number for, in the later one's order."""
    before = {headline.id: headline for headline in headlines(then.tables, then.edition)}
    after = {headline.id: headline for headline in headlines(now.tables, now.edition)}
    made = (
        _moved(before.get(name), after.get(name), then, now)
        for name in dict.fromkeys((*after, *before))
    )
    return [one for one in made if one is not None]


def in_order(found: Iterable[Moved]) -> list[Moved]:
    """Return what moved first, real changes leading, and what is unchanged last."""
    return sorted(found, key=lambda one: (not one.change.moved, not one.change.direction))


def drawn_in(tables: Tables, edition: Edition, found: Iterable[Moved]) -> dict[str, Statement]:
    """Return, by the headline's id, what leads to another section's chart of a change's series.

    Only of changes within one series, and of sections that the edition has.
    """
    if "technology_trends" not in edition.sections:
        return {}
    told = {
        one.id: where_drawn(tables, edition.technology_trends, one.now)
        for one in found
        if one.change.direction and one.now is not None
    }
    return {name: words for name, words in told.items() if words is not None}


def fact(number: Quantity | None, figures: pd.DataFrame) -> Fact | None:
    """Return a number with what its rows in `figures` measure, and who counted it."""
    if number is None:
        return None
    rows = [ref.row for ref in number.refs if ref.table == FIGURES and ref.row in figures.index]
    own = figures.loc[rows]
    makers = (makers_of(str(publisher)) for publisher in own["publisher"])
    return Fact(number, frozenset(own["metric"]), frozenset().union(*makers))


def _moved(before: Headline | None, after: Headline | None, then: Side, now: Side) -> Moved | None:
    """Return one headline in two editions, or None if neither knows a number for it."""
    told = after or before
    old, new = (headline.number if headline else None for headline in (before, after))
    if told is None or (old is None and new is None):
        return None
    own = _corrections_of((old, new), now.tables, then.edition.as_of, now.edition.as_of)
    published = own[~own["ours"]]
    change = classify(
        fact(old, then.tables[FIGURES]),
        fact(new, now.tables[FIGURES]),
        corrected=len(published) > 0,
    )
    corrected = Reason.CORRECTED in change.reasons
    reasons = tuple(dict.fromkeys(map(str, published["reason"]))) if corrected else ()
    slip = bool(own["ours"].any())
    return Moved(
        told.id, told.section, told.title, _measure(before, after), old, new, change, reasons, slip
    )


def _measure(before: Headline | None, after: Headline | None) -> str:
    """Return what two numbers measure, as the middle of a sentence."""
    told = [one.measure for one in (before, after) if one and one.measure]
    own = list(dict.fromkeys(uncapitalised(text) for text in told))
    return f"before: {own[0]}; now: {own[1]}" if len(own) > 1 else "".join(own)


def _corrections_of(
    numbers: Iterable[Quantity | None], tables: Tables, since: dt.date, until: dt.date
) -> pd.DataFrame:
    """Return the corrections of the rows behind some numbers that came between two days."""
    rows = {(ref.table, ref.row) for q in numbers if q is not None for ref in q.refs}
    found = corrections_between(tables, since, until)
    keys = zip(found["table"], found["row_id"], strict=True)
    return found.loc[pd.Series([key in rows for key in keys], index=found.index, dtype=bool)]
