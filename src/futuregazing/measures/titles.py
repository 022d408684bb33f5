"""Headline titles that fit: at most fifteen words, whatever the parameters put into them."""

from __future__ import annotations

from futuregazing.claims.statement import Statement

LONGEST = 15


def fitting(*titles: Statement) -> Statement:
    """Return the first title that is short enough, else the last."""
    return next((title for title in titles if words_in(title) <= LONGEST), titles[-1])


def words_in(title: Statement) -> int:
    """Return how many words a title has."""
    return len(title.text.split())
