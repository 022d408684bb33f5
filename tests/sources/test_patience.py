"""How long to wait after what went wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.sources.errors import Trouble
from futuregazing.sources.patience import LONGEST_BACKOFF, retry_after, wait_after

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("trouble", "tries", "seconds"),
    [
        (Trouble("too fast", status=403), 1, 300),
        (Trouble("too fast", status=403), 7, 300),
        (Trouble("too many", status=429, retry_after=7), 1, 7),
        (Trouble("too many", status=429), 1, 120),
        (Trouble("busy", status=503, retry_after=0), 3, 0),
        (Trouble("busy", status=503), 1, 2.5),
        (Trouble("busy", status=504), 2, 5),
        (Trouble("cut"), 4, 20),
        (Trouble("cut"), 20, 150),
    ],
)
def test_the_shortest_wait_after_each_kind_of_trouble(
    trouble: Trouble, tries: int, seconds: float
) -> None:
    assert wait_after(trouble, tries, too_many_wait=120, jitter=0) == seconds


@settings(deadline=None)
@given(
    status=st.sampled_from([None, 403, 429, 500, 503]),
    asked=st.none() | st.floats(0, 3600),
    tries=st.integers(1, 50),
    jitter=st.floats(0, 1),
)
def test_a_wait_is_never_shorter_than_asked_for_nor_without_end(
    status: int | None, asked: float | None, tries: int, jitter: float
) -> None:
    trouble = Trouble("x", status=status, retry_after=asked)
    wait = wait_after(trouble, tries, too_many_wait=120, jitter=jitter)
    assert wait >= (asked or 0)
    assert wait <= (asked + 1 if asked is not None else LONGEST_BACKOFF + 1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Sun, 22 Nov 2026 12:01:30 GMT", 90),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    header: str | None, seconds: float | None
) -> None:
    assert retry_after(header, NOW) == seconds
