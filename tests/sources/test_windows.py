"""Windows leave nothing out, also where an hour happens twice or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from futuregazing.sources.services import (
    CONTRACTS_FINDER,
    FIND_A_TENDER,
    SCOTLAND,
    WALES,
    first_address,
)
from futuregazing.sources.windows import Window, instant, months_of, windows_of
from futuregazing.uk_days import UK

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The clocks go forward, and back."""
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31)) | st.sampled_from([SPRING, AUTUMN])
LENGTHS = st.sampled_from(
    [timedelta(minutes=30), timedelta(hours=1), timedelta(hours=6), timedelta(days=15)]
)


def happens(local: datetime) -> bool:
    back = local.replace(tzinfo=UK).astimezone(UTC).astimezone(UK)
    return back.replace(tzinfo=None, fold=0) == local


def test_six_hour_windows_of_an_ordinary_day() -> None:
    found = windows_of(date(2026, 6, 1), date(2026, 6, 1), timedelta(hours=6))
    assert [str(each) for each in found] == [
        "2026-06-01 00:00:00 to 2026-06-01 06:00:00",
        "2026-06-01 06:00:00 to 2026-06-01 12:00:00",
        "2026-06-01 12:00:00 to 2026-06-01 18:00:00",
        "2026-06-01 18:00:00 to 2026-06-02 00:00:00",
    ]


def test_the_window_with_the_doubled_hour_takes_seven_hours() -> None:
    first = windows_of(date(2026, 10, 25), date(2026, 10, 25), timedelta(hours=6))[0]
    assert instant(first.end) - instant(first.start) == timedelta(hours=7)


def test_a_longer_period_keeps_the_windows_of_a_shorter_one() -> None:
    """Those at the ends of the shorter one are cut to it."""
    short = windows_of(date(2026, 3, 3), date(2026, 6, 20), timedelta(days=15))
    long = windows_of(date(2025, 1, 1), date(2026, 6, 20), timedelta(days=15))
    assert long[-len(short) + 1 :] == short[1:]


@settings(deadline=None)
@given(first=DAYS, days=st.integers(0, 20), length=LENGTHS)
def test_windows_follow_each_other_from_the_first_day_to_the_last(
    first: date, days: int, length: timedelta
) -> None:
    last = first + timedelta(days=days)
    found = windows_of(first, last, length)
    assert found[0].start == datetime(first.year, first.month, first.day)
    assert found[-1].end.date() == last + timedelta(days=1)
    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(each.start < each.end for each in found)
    assert all(happens(each.end) and happens(each.end - timedelta(seconds=2)) for each in found)


@settings(deadline=None)
@given(
    start=st.datetimes(datetime(2026, 3, 28, 20), datetime(2026, 3, 29, 3)),
    length=st.integers(1, 20_000),
)
def test_halves_make_up_their_window_and_end_at_a_time_that_happens(
    start: datetime, length: int
) -> None:
    start = start.replace(microsecond=0)
    window = Window(start, start + timedelta(seconds=length))
    assume(all(happens(end) for end in (window.start, window.end)))
    halves = window.halves()
    if halves is None:
        # All that cannot be cut: a second, or what lies about the hour that does not happen.
        assert instant(window.end) - instant(window.start) <= timedelta(seconds=3)
    else:
        one, two = halves
        assert (one.start, one.end, two.end) == (window.start, two.start, window.end)
        assert one.start < one.end < two.end
        assert happens(one.end)
        assert happens(one.end - timedelta(seconds=2))


@settings(deadline=None)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)), st.integers(2, 10**7))
def test_names_of_windows_sort_as_the_windows_do(start: datetime, length: int) -> None:
    start = start.replace(microsecond=0)
    halves = Window(start, start + timedelta(seconds=length)).halves()
    if halves is not None:
        assert halves[0].name < halves[1].name


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_half_ends_behind_the_hour_that_changes(day: date) -> None:
    """By two seconds, since what follows is asked for from two seconds before its beginning."""
    midnight = datetime(day.year, day.month, day.day)
    until_three = Window(midnight, midnight + timedelta(hours=3))
    one, two = until_three.halves() or ()
    assert one.end == two.start == midnight + timedelta(hours=2, seconds=2)


@pytest.mark.parametrize("length", [timedelta(minutes=30), timedelta(hours=1)])
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_no_window_ends_within_the_hour_that_changes(day: date, length: timedelta) -> None:
    ends = [each.end.time() for each in windows_of(day, day, length)]
    assert not [end for end in ends if time(1) <= end < time(2, 0, 2)]


def test_a_window_of_one_second_cannot_be_halved() -> None:
    start = datetime(2026, 6, 1, 12)
    assert Window(start, start + timedelta(seconds=1)).halves() is None
    assert Window(start, start + timedelta(seconds=2)).halves() == (
        Window(start, start + timedelta(seconds=1)),
        Window(start + timedelta(seconds=1), start + timedelta(seconds=2)),
    )


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (datetime(2026, 10, 26, 0, 14, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 0, 15, tzinfo=UTC), True),
    ],
)
def test_a_window_is_over_a_quarter_of_an_hour_after_its_end(now: datetime, over: bool) -> None:
    assert Window(datetime(2026, 10, 25), datetime(2026, 10, 26)).is_over(now) is over


def test_months_are_asked_for_once_for_each_type() -> None:
    found = months_of(date(2025, 12, 30), date(2026, 1, 2), (2, 101))
    assert [each.name for each in found] == [
        "2025-12-type-002",
        "2025-12-type-101",
        "2026-01-type-002",
        "2026-01-type-101",
    ]
    assert all(each.halves() is None for each in found)


def test_addresses_are_as_the_services_document_them() -> None:
    """Ends are included to the second; a window begins a second before the last one's end."""
    six_hours = Window(datetime(2026, 6, 1, 6), datetime(2026, 6, 1, 12))
    assert first_address(FIND_A_TENDER, FIND_A_TENDER.address, six_hours) == (
        "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages"
        "?updatedFrom=2026-06-01T05:59:58&updatedTo=2026-06-01T11:59:59&limit=100"
    )
    assert first_address(CONTRACTS_FINDER, "http://mirror.example/cf", six_hours) == (
        "http://mirror.example/cf"
        "?publishedFrom=2026-06-01T05:59:58&publishedTo=2026-06-01T11:59:59&limit=100"
    )
    month = months_of(date(2026, 6, 1), date(2026, 6, 1), (51,))[0]
    assert first_address(SCOTLAND, "http://pcs.example", month) == (
        "http://pcs.example?dateFrom=06-2026&noticeType=51&outputType=0"
    )
    assert first_address(WALES, "http://s2w.example", month) == (
        "http://s2w.example?dateFrom=06-2026&noticeType=51&outputType=0&locale=2057"
    )
