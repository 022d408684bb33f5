"""The opening page's short list of what moved since the edition before: one number a chapter.

Chosen from the list of headlines in two editions, so that the two cannot disagree.
"""

from __future__ import annotations

from futuregazing.claims.statement import Statement
from futuregazing.edition.model import Edition
from futuregazing.edition.sections import KeyPoints
from futuregazing.measures.between import Moved, edition_before, since_previous
from futuregazing.measures.between_words import answer, days, title
from futuregazing.measures.key_points import key_point
from futuregazing.tables.frames import Tables

NEVER_COMPARED = ("predictions_review",)
"""Each edition reviews other predictions: their number is no change in anything."""
NOUN = "numbers that chapters lead with"


def changes(tables: Tables, settings: KeyPoints, edition: Edition) -> list[Moved]:
    """Return the headline that each chapter's key point turns on, in two editions.

    Nothing where no edition came before. A chapter whose key point has no number is told by
    its first headline.
    """
    found = since_previous(tables, edition)
    chosen: list[Moved] = []
    for section in settings.candidates:
        own = [one for one in found if one.section == section]
        if own and section not in NEVER_COMPARED:
            turns_on = key_point(section, tables, edition).number
            chosen += [one for one in own if turns_on and one.now == turns_on][:1] or own[:1]
    return chosen


def changes_sentence(found: list[Moved], edition: Edition) -> Statement:
    """Return how to read what changed, or why there is nothing to set side by side."""
    before = edition_before(edition)
    return days(before, edition) if before and found else answer(found, before)


def changes_title(found: list[Moved], edition: Edition) -> Statement:
    """Return of how many chapters the leading number really changed, or differs at all.

    Raises:
        ValueError: no edition came before.
    """
    before = edition_before(edition)
    if before is None:
        raise ValueError(f"no edition came before {edition.year}")
    return title(found, before, NOUN)
