"""UK days and moments: what was published by the end of a day, told alike wherever it is asked.

A moment that is printed without a zone is UK local time, as the services read and write it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def moment_of(printed: str) -> datetime | None:
    """Return a printed moment in UTC; None where it is none."""
    try:
        moment = datetime.fromisoformat(printed)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UK)).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a UK day is over."""
    return datetime.combine(day + timedelta(days=1), time(), UK).astimezone(UTC)


def is_after(printed: str, day: date) -> bool:
    """Tell whether a printed moment lies after a UK day; one that is none does not."""
    moment = moment_of(printed)
    return moment is not None and moment >= end_of(day)
