"""How long to wait after what went wrong: rules without a clock, so that they can be read."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from futuregazing.sources.errors import Trouble

TRIES = 8
"""How often one request is made before the window is left for another day."""

TRIES_UNREACHED = 3
"""How often, if the service has not answered once: more likely there is no network here."""

FORBIDDEN_WAIT = 300.0
"""Contracts Finder says 403 when it means "too fast", and wants five minutes."""

LONGEST_WAIT = 3600.0
"""Asked to wait longer than an hour, we stop and say so rather than seem to work."""

FIRST_BACKOFF = 5.0
LONGEST_BACKOFF = 300.0

BUSY = frozenset({403, 408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same request may do better later."""


def wait_after(trouble: Trouble, tries: int, *, too_many_wait: float, jitter: float) -> float:
    """Return the seconds to wait after the `tries`th failure in a row.

    What the service asks for comes first, then what is known of it, then doubling from five
    seconds. `jitter`, from nothing to one, spreads waits so that callers do not come back
    together: it lengthens a wait that the service asked for, and moves a doubled one between
    half and whole.
    """
    if trouble.retry_after is not None:
        return trouble.retry_after + jitter
    if trouble.status == 403:
        return FORBIDDEN_WAIT + jitter
    if trouble.status == 429:
        return too_many_wait * (1 + jitter / 10)
    doubled = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2.0 ** (tries - 1))
    return doubled * (0.5 + jitter / 2)


def retry_after(header: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a date to come.

    None where there is no header or it says neither; a date gone by asks for nothing.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
