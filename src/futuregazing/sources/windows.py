"""Splitting a period into windows that a service can list whole.

Times are UK local time without a zone, because that is how the services read them. When the
clocks go back, an hour happens twice under one name; when they go forward, an hour's names
do not happen. What keeps both from losing or doubling anything: windows share their ends as
*names*, in rising order, so that however a service reads a name, one window stops where the
next begins. No end is put into the hour that does not happen, for it may be read as an hour
earlier or later; nor, unless a window has to be halved within it, into the doubled one.
Windows are half-open: the end belongs to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from futuregazing.uk_days import UK

GRID_FROM = datetime(2000, 1, 1)
"""Windows are counted from here, so that a longer period keeps the windows of a shorter one."""

SHORTEST = timedelta(seconds=2)
"""A window that is to be halved must be at least so long; services know whole seconds."""

SETTLING = timedelta(minutes=15)
"""How long after its end a window is taken as complete at the service: indexes lag."""


@dataclass(frozen=True, order=True)
class Window:
    """A stretch of UK local time, end not included; with a notice type, a calendar month."""

    start: datetime
    end: datetime
    notice_type: int | None = None

    @property
    def name(self) -> str:
        """The window as the name of a folder; names sort as the windows do."""
        if self.notice_type is not None:
            return f"{self.start:%Y-%m}-type-{self.notice_type:03d}"
        return f"{self.start:%Y%m%dT%H%M%S}-{self.end:%Y%m%dT%H%M%S}"

    def __str__(self) -> str:
        """Return the window as a person would read it."""
        if self.notice_type is not None:
            return f"{self.start:%Y-%m}, notice type {self.notice_type}"
        return f"{self.start:%Y-%m-%d %H:%M:%S} to {self.end:%Y-%m-%d %H:%M:%S}"

    def is_over(self, now: datetime) -> bool:
        """Tell whether nothing more can come into the window, at a moment with a zone."""
        return instant(self.end) + SETTLING <= now

    def halves(self) -> tuple[Window, Window] | None:
        """Return the window in two, or None where it cannot be asked for in smaller parts."""
        if self.notice_type is not None or self.end - self.start < SHORTEST:
            return None
        middle = self.start + (self.end - self.start) / 2
        middle = middle.replace(microsecond=0)
        for end in (_after_change(middle), _after_gap(middle), _before_gap(middle)):
            if self.start < end < self.end:
                return Window(self.start, end), Window(end, self.end)
        return None


def instant(local: datetime) -> datetime:
    """Return the moment of a UK local time, in UTC; the later one of a doubled hour."""
    return local.replace(tzinfo=UK, fold=1).astimezone(UTC)


def windows_of(first: date, last: date, length: timedelta) -> list[Window]:
    """Split the days from `first` to `last`, both included, into windows of `length`.

    The windows lie on a fixed grid; the first and the last are cut to the period. Elapsed
    time is an hour more or less on the days the clocks change.
    """
    start = datetime.combine(first, time())
    end = datetime.combine(last, time()) + timedelta(days=1)
    found = []
    while start < end:
        steps = (start - GRID_FROM) // length + 1
        following = min(_after_change(GRID_FROM + steps * length), end)
        found.append(Window(start, following))
        start = following
    return found


def months_of(first: date, last: date, notice_types: tuple[int, ...]) -> list[Window]:
    """Return a window for each calendar month that holds a day of the period, and each type."""
    found = []
    start = datetime(first.year, first.month, 1)
    while start.date() <= last:
        following = (start + timedelta(days=31)).replace(day=1)
        found += [Window(start, following, number) for number in notice_types]
        start = following
    return found


def _after_gap(local: datetime) -> datetime:
    """Move an end out of the hour that does not happen in spring, to when it has passed."""
    hour = _hour_where(lambda name: not _happens(name), local)
    return local if hour is None else hour + timedelta(hours=1) + SHORTEST


def _before_gap(local: datetime) -> datetime:
    """Move an end out of the hour that does not happen in spring, to just before it."""
    hour = _hour_where(lambda name: not _happens(name), local)
    return local if hour is None else hour - timedelta(seconds=1)


def _after_change(local: datetime) -> datetime:
    """Move an end out of the hour that does not happen and of the one that does twice."""
    local = _after_gap(local)
    hour = _hour_where(_happens_twice, local)
    return local if hour is None else hour + timedelta(hours=1) + SHORTEST


def _hour_where(holds: Callable[[datetime], bool], local: datetime) -> datetime | None:
    """Return the hour in which an end, or the moment asked from before it, is as `holds` says."""
    for name in (local, local - SHORTEST):
        if holds(name):
            return name.replace(minute=0, second=0)
    return None


def _happens(local: datetime) -> bool:
    back = local.replace(tzinfo=UK).astimezone(UTC).astimezone(UK)
    return back.replace(tzinfo=None, fold=0) == local.replace(fold=0)


def _happens_twice(local: datetime) -> bool:
    early, late = (local.replace(tzinfo=UK, fold=fold).utcoffset() for fold in (0, 1))
    return _happens(local) and early != late
