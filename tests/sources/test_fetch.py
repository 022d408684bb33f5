"""Downloading against a server with the services' bad days: nothing is lost, nothing doubled."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import service_server as bad
from fetching import StillClock, fetch, plan_of, read_back
from service_server import UK, Notice, Service, notices, running

from futuregazing.sources.pages import Store, read_body
from futuregazing.sources.plan import Plan

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 30)
"""Three windows at Contracts Finder; the clocks go back on 25 October."""


@pytest.fixture
def server(server: Service) -> Service:
    server.market["cf"] = notices(FIRST, LAST, 650)
    return server


@pytest.fixture
def plan() -> Plan:
    return plan_of(FIRST, LAST, "cf")


def assert_whole(server: Service, snapshot: Path, plan: Plan) -> None:
    found, _ = read_back(snapshot, plan)
    for name, (first, last) in plan.periods.items():
        assert found[name] == server.own_list(name, first, last)


def cut_windows(snapshot: Path) -> int:
    return len(list(snapshot.rglob("split.json")))


def test_a_quiet_day_brings_everything_once(server: Service, plan: Plan, tmp_path: Path) -> None:
    done = fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    assert done.missing == []
    assert done.releases == 650
    assert len(server.own_list("cf", FIRST, LAST)) == 650


def test_what_is_there_is_not_asked_for_again(server: Service, plan: Plan, tmp_path: Path) -> None:
    fetch(server, tmp_path, plan)
    asked = len(server.asked)
    assert fetch(server, tmp_path, plan).pages == 0
    assert len(server.asked) == asked


def test_after_a_window_closed_without_asking_the_next_ones_are_asked_for(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    """A kill between a window's last page and its list leaves nothing to ask for in it."""
    fetch(server, tmp_path, plan)
    first, *others = sorted((tmp_path / "requests" / "cf").iterdir())
    (first / "whole.json").unlink()
    for folder in others:
        shutil.rmtree(folder)
    asked = len(server.asked)
    done = fetch(server, tmp_path, plan)
    assert done.missing == []
    assert len(server.asked) > asked
    assert_whole(server, tmp_path, plan)


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (bad.status(403), (300, 301)),
        (bad.status(429, Retry_After="7"), (7, 8)),
        (bad.status(429), (300, 330)),
        (bad.status(429, Retry_After="Tue, 01 Dec 2026 00:02:00 GMT"), (120, 121)),
        (bad.status(503, Retry_After="60"), (60, 61)),
        (bad.status(503), (2.5, 5)),
        (bad.status(504), (2.5, 5)),
        (bad.cut(), (2.5, 5)),
        (bad.cut(announced=False), (2.5, 5)),
        (bad.error_page, (2.5, 5)),
    ],
    ids=[
        "403",
        "429 with seconds",
        "429 without",
        "429 with a date",
        "503 with seconds",
        "503",
        "504",
        "cut",
        "cut, length not told",
        "error page as 200",
    ],
)
@pytest.mark.parametrize("number", [0, 2])
def test_after_a_bad_answer_it_waits_as_asked_and_asks_again(
    server: Service,
    plan: Plan,
    tmp_path: Path,
    day: bad.BadDay,
    waits: tuple[float, float],
    number: int,
) -> None:
    server.bad[number] = day
    clock = StillClock()
    fetch(server, tmp_path, plan, clock)
    assert_whole(server, tmp_path, plan)
    assert len(clock.slept) == 1
    assert waits[0] <= clock.slept[0] <= waits[1]
    assert server.asked[number] == server.asked[number + 1]


@pytest.mark.parametrize(
    "day",
    [bad.slow, bad.wrong_type, bad.latin_1, bad.half_latin_1, bad.repeated],
    ids=["slow", "wrong content type", "ISO-8859-1", "half ISO-8859-1", "repeated releases"],
)
def test_an_odd_but_sound_page_is_taken_as_it_is(
    server: Service, plan: Plan, tmp_path: Path, day: bad.BadDay
) -> None:
    server.rule = lambda place, number: day
    clock = StillClock()
    done = fetch(server, tmp_path, plan, clock)
    assert_whole(server, tmp_path, plan)
    assert clock.slept == []
    assert done.missing == []


@pytest.mark.parametrize("written", ["1e9999", " 000", "-1e9999", "1 000", "NaN", "9" * 5000])
def test_a_broken_number_costs_neither_its_release_nor_the_page(
    server: Service, plan: Plan, tmp_path: Path, written: str
) -> None:
    server.bad[1] = bad.broken_number(written)
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    _, counts = read_back(tmp_path, plan)
    assert counts.mended_numbers == 1


def test_pages_are_kept_byte_for_byte_as_they_came(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    sent = []

    def remember(reply: bad.Reply) -> None:
        bad.half_latin_1(reply)
        sent.append(reply.content())

    server.rule = lambda place, number: remember
    fetch(server, tmp_path, plan)
    kept = [read_body(path) for path in sorted(tmp_path.rglob("*.json.gz"))]
    assert kept == sent


def test_a_full_page_without_a_next_link_has_its_window_halved(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.no_next
    done = fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    assert done.missing == []
    assert cut_windows(tmp_path) >= 2


def test_a_window_whose_last_page_happens_to_be_full_is_whole(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.market["cf"] = notices(FIRST, FIRST, 200)
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)


def test_more_than_a_page_in_one_second_is_a_gap_that_is_told(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    noon = datetime(2026, 10, 3, 11, tzinfo=UTC)
    server.market["cf"] = [replace(each, moment=noon) for each in notices(FIRST, FIRST, 101)]
    server.rule = lambda place, number: bad.no_next
    done = fetch(server, tmp_path, plan)
    assert len(done.missing) == 1
    assert "cannot be asked for in smaller parts" in done.missing[0].why


def test_overlapping_pages_double_nothing(server: Service, plan: Plan, tmp_path: Path) -> None:
    server.overlap = 7
    done = fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    assert done.releases > 650


def test_a_page_that_leads_back_to_itself_once_is_asked_for_again(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.bad[1] = bad.next_is_itself
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    assert cut_windows(tmp_path) == 0


def test_pages_that_go_round_for_good_have_their_window_halved(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.next_is_itself if "cursor" in place else None
    done = fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    assert done.missing == []
    assert cut_windows(tmp_path) >= 2


def test_a_window_too_heavy_for_the_service_is_halved(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    def heavy(place: str, number: int) -> bad.BadDay | None:
        return bad.status(504) if days_asked(place) > 4 else None

    server.rule = heavy
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)


def days_asked(place: str) -> float:
    first, last = (part.split("=")[1] for part in place.split("?")[1].split("&")[:2])
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)) / timedelta(days=1)


def test_a_release_that_changes_between_pages_is_read_as_it_is_now(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    """One that was read already changes in place; one moves on, to a later window."""
    market = server.market["cf"]
    order = sorted(range(650), key=lambda index: market[index].moment)
    moved_on = datetime(2026, 10, 30, 12, tzinfo=UTC)

    def change() -> None:
        early, coming = order[3], order[250]
        market[early] = replace(market[early], title="changed in place")
        market[early] = replace(market[early], moment=moved_on)
        market[coming] = replace(market[coming], title="moved on", moment=moved_on)

    server.after[0] = change
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    found, counts = read_back(tmp_path, plan)
    assert {"changed in place", "moved on"} <= set(found["cf"].values())
    assert counts.replaced == 1


def test_an_empty_window_is_whole_after_one_page(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.market["cf"] = []
    done = fetch(server, tmp_path, plan)
    assert (done.pages, done.releases, done.missing) == (3, 0, [])
    assert read_back(tmp_path, plan)[0] == {"cf": {}}


@pytest.mark.parametrize("reading", ["name", "first", "second"])
@pytest.mark.parametrize("halved", [False, True])
def test_the_doubled_hour_loses_and_doubles_nothing(
    server: Service, tmp_path: Path, reading: str, halved: bool
) -> None:
    """On 25 October 2026 the hour from one to two happens twice in the UK."""
    midnight = datetime(2026, 10, 25, tzinfo=UK).astimezone(UTC)
    server.market["fts"] = [
        Notice(f"ocds-h6vhtk-{minute:06x}", f"{minute}", midnight + timedelta(minutes=minute), "x")
        for minute in range(25 * 60)
    ]
    server.reading = reading
    if halved:
        server.rule = lambda place, number: bad.no_next
    plan = plan_of(date(2026, 10, 24), date(2026, 10, 26), "fts")
    done = fetch(server, tmp_path, plan)
    assert done.missing == []
    found, _ = read_back(tmp_path, plan)
    assert len(found["fts"]) == 25 * 60
    assert_whole(server, tmp_path, plan)


@pytest.mark.parametrize("reading", ["name", "first", "second"])
def test_the_hour_that_does_not_happen_loses_and_doubles_nothing(
    server: Service, tmp_path: Path, reading: str
) -> None:
    """On 29 March 2026 the clocks go from one to two."""
    midnight = datetime(2026, 3, 29, tzinfo=UK).astimezone(UTC)
    server.market["fts"] = [
        Notice(f"ocds-h6vhtk-{minute:06x}", f"{minute}", midnight + timedelta(minutes=minute), "x")
        for minute in range(23 * 60)
    ]
    server.reading = reading
    server.rule = lambda place, number: bad.no_next
    plan = plan_of(date(2026, 3, 28), date(2026, 3, 30), "fts")
    assert fetch(server, tmp_path, plan).missing == []
    assert_whole(server, tmp_path, plan)


@pytest.mark.parametrize("ends", [(True, True), (True, False), (False, True), (False, False)])
def test_nothing_is_lost_between_windows_whichever_ends_a_service_includes(
    server: Service, tmp_path: Path, ends: tuple[bool, bool]
) -> None:
    """Notices on the last and first second of each window, but not on the period's last."""
    server.ends = ends
    plan = plan_of(date(2026, 10, 20), date(2026, 10, 21), "fts")
    server.market["fts"] = [
        Notice("ocds-h6vhtk-000000", f"{window.name} {second}", moment, "x")
        for window in plan.windows(plan.services[0])
        for second in (-1, 0, 1)
        if (moment := window.start.replace(tzinfo=UK) + timedelta(seconds=second)).day >= 20
    ]
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)


def test_nothing_published_after_the_as_of_date_is_asked_for(
    server: Service, tmp_path: Path
) -> None:
    plan = plan_of(date(2026, 10, 1), date(2026, 10, 20), "cf", "fts")
    fetch(server, tmp_path, plan)
    ends = [place.split("To=")[1][:19] for place in server.asked]
    assert max(ends) == "2026-10-20T23:59:59"


def test_scotland_and_wales_are_asked_by_month_and_notice_type(
    server: Service, tmp_path: Path
) -> None:
    """A whole month comes; what it holds beyond the as-of date is set aside, and counted."""
    server.market["pcs"] = notices(FIRST, LAST, 40)
    plan = plan_of(FIRST, date(2026, 10, 20), "pcs")
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    later = server.own_list("pcs", date(2026, 10, 21), LAST)
    assert read_back(tmp_path, plan)[1].set_aside == len(later) > 0
    assert "/pcs?dateFrom=10-2026&noticeType=2&outputType=0" in server.asked


def test_a_window_that_is_not_over_is_left_for_later(server: Service, tmp_path: Path) -> None:
    plan = plan_of(FIRST, LAST, "cf")
    evening = StillClock(datetime(2026, 10, 30, 20, tzinfo=UTC))
    assert fetch(server, tmp_path, plan, evening).waiting == {"cf": 1}
    assert fetch(server, tmp_path, plan).waiting == {}
    assert_whole(server, tmp_path, plan)


def test_a_service_that_stays_down_is_left_with_everything_so_far(
    server: Service, tmp_path: Path
) -> None:
    plan = plan_of(FIRST, LAST, "fts")
    server.market["fts"] = notices(FIRST, LAST, 300)
    server.rule = lambda place, number: bad.status(500) if number >= 20 else None
    done = fetch(server, tmp_path, plan)
    assert len(done.missing) == 100
    assert "500" in done.missing[0].why
    assert len(server.asked) == 20 + 3 * 8
    server.rule = lambda place, number: None
    assert fetch(server, tmp_path, plan).missing == []
    assert_whole(server, tmp_path, plan)


def test_without_a_network_it_says_so_within_a_minute(tmp_path: Path) -> None:
    with running() as gone:
        pass
    clock = StillClock()
    done = fetch(gone, tmp_path, plan_of(FIRST, LAST, "cf", "fts", "pcs"), clock)
    assert len(clock.slept) == 3 * 2
    assert sum(clock.slept) < 60
    assert "the connection failed" in done.missing[0].why
    assert len(done.missing) == 3 + 120 + 21


def test_a_wait_of_hours_is_told_rather_than_waited(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.status(503, Retry_After="7200")
    clock = StillClock()
    done = fetch(server, tmp_path, plan, clock)
    assert clock.slept == []
    assert "asks us to wait 120 minutes" in done.missing[0].why


def test_a_link_to_another_host_is_not_followed(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.bad[0] = bad.next_elsewhere
    done = fetch(server, tmp_path, plan)
    assert "another host, http://elsewhere.example" in done.missing[0].why
    assert all(place.startswith("/cf") for place in server.asked)


def test_a_redirect_is_followed_on_the_same_host_alone(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: (
        None if "moved" in place else bad.redirect(f"{place}&moved=1")
    )
    fetch(server, tmp_path, plan)
    assert_whole(server, tmp_path, plan)
    server.rule = lambda place, number: bad.redirect("http://elsewhere.example/Search")
    done = fetch(server, tmp_path / "other", plan)
    assert "another host" in done.missing[0].why


def test_a_body_packed_in_layers_is_refused(server: Service, plan: Plan, tmp_path: Path) -> None:
    server.rule = lambda place, number: bad.packed_twice
    done = fetch(server, tmp_path, plan)
    assert "encoding" in done.missing[0].why


def test_a_body_without_end_is_refused(
    server: Service, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("futuregazing.sources.client.PAGE_LIMIT", 10_000)
    done = fetch(server, tmp_path, plan)
    assert "more than 10,000 bytes" in done.missing[0].why


def test_a_link_that_went_stale_overnight_begins_its_window_again(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.status(500) if number >= 2 else None
    assert fetch(server, tmp_path, plan).missing
    stale = server.asked[2]
    server.rule = lambda place, number: bad.status(400) if place == stale and number < 60 else None
    asked = len(server.asked)
    assert asked < 60
    server.asked += ["/"] * (59 - asked)
    assert fetch(server, tmp_path, plan).missing == []
    assert server.asked[59] == stale
    assert server.asked[60] == server.asked[0]
    assert_whole(server, tmp_path, plan)


def test_a_page_damaged_on_the_disk_is_fetched_again(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    fetch(server, tmp_path, plan)
    window = plan.windows(plan.services[0])[0]
    page = Store(tmp_path).folder("cf", window) / "0002.json.gz"
    page.write_bytes(page.read_bytes()[:-9])
    assert fetch(server, tmp_path, plan).pages > 0
    assert_whole(server, tmp_path, plan)
