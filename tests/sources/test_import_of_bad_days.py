"""What was fetched on a bad day is imported: nothing is lost, doubled or garbled on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import service_server as bad
from fetching import fetch, plan_of, read_back
from importing import flags, imported
from service_server import Service, notices

from futuregazing.procurement.snapshot import Snapshot
from futuregazing.sources.releases import pages_of

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 20)
PLAN = plan_of(FIRST, LAST, "cf")

BAD_DAYS = {
    "quiet": (lambda reply: None, set()),
    "busy": (bad.status(503), set()),
    "cut": (bad.cut(), set()),
    "error page": (bad.error_page, set()),
    "no next link": (bad.no_next, set()),
    "itself as next link": (bad.next_is_itself, set()),
    "repeated": (bad.repeated, {"repeat"}),
    "ISO-8859-1": (bad.latin_1, {"not_utf8"}),
    "half ISO-8859-1": (bad.half_latin_1, {"not_utf8"}),
    "not finite": (bad.broken_number("1e9999"), {"value_unreadable"}),
    "noughts": (bad.broken_number(" 000"), {"number_mended"}),
    "blank in a number": (bad.broken_number("1 000"), {"number_mended"}),
    "five thousand digits": (bad.broken_number("9" * 5000), {"value_unreadable"}),
    "NaN": (bad.broken_number("NaN"), {"value_unreadable"}),
}


# Of each kind one is tried on every run: sound pages, lost ones, doubled ones, bytes, numbers.
OFTEN = ("quiet", "cut", "repeated", "half ISO-8859-1", "noughts", "NaN")


@pytest.mark.parametrize(
    "name",
    [one if one in OFTEN else pytest.param(one, marks=pytest.mark.slow) for one in BAD_DAYS],
)
def test_a_bad_day_loses_and_doubles_nothing_at_import(
    server: Service, tmp_path: Path, name: str
) -> None:
    server.market["cf"] = notices(FIRST, LAST, 130)
    server.bad[0], flagged = BAD_DAYS[name]
    assert fetch(server, tmp_path, PLAN).missing == []
    assert imported(tmp_path) == server.own_list("cf", FIRST, LAST)
    assert flags(tmp_path) == flagged


def test_overlapping_pages_and_a_notice_published_anew_are_imported_once(
    server: Service, tmp_path: Path
) -> None:
    server.market["cf"] = notices(FIRST, LAST, 130)
    server.overlap = 7

    def published_anew() -> None:
        market = server.market["cf"]
        last = max(each.moment for each in market)
        market[0] = replace(market[0], title="published anew", moment=last)

    server.after[0] = published_anew
    assert fetch(server, tmp_path, PLAN).missing == []
    assert imported(tmp_path) == server.own_list("cf", FIRST, LAST)


def test_of_two_versions_of_one_date_the_import_keeps_the_one_fetched_last_as_the_freeze_does(
    server: Service, tmp_path: Path
) -> None:
    server.market["cf"] = notices(FIRST, LAST, 130)
    server.overlap = 7
    market = server.market["cf"]
    again = sorted(market, key=lambda each: each.moment)[96]

    def put_right() -> None:
        market[market.index(again)] = replace(again, title="put right")

    server.after[0] = put_right
    assert fetch(server, tmp_path, PLAN).missing == []
    found = imported(tmp_path)
    assert found == read_back(tmp_path, PLAN)[0]["cf"] == server.own_list("cf", FIRST, LAST)
    assert found[again.ocid, again.id] == "put right"


def test_the_import_sets_aside_what_the_freeze_does(server: Service, tmp_path: Path) -> None:
    server.market["cf"] = notices(FIRST, LAST, 130)
    assert fetch(server, tmp_path, PLAN).missing == []
    earlier = replace(PLAN, as_of=date(2026, 10, 12))
    found, counts = read_back(tmp_path, earlier)
    assert imported(tmp_path, earlier.as_of) == found["cf"]
    assert counts.set_aside + len(found["cf"]) == 130


def test_files_of_a_download_are_in_the_order_in_which_they_were_asked_for(
    server: Service, tmp_path: Path
) -> None:
    """Also where a window had to be halved: its own pages came before those of its halves."""
    server.market["cf"] = notices(FIRST, LAST, 400)
    server.rule = lambda place, number: bad.no_next
    assert fetch(server, tmp_path, PLAN).missing == []
    assert list(tmp_path.rglob("split.json"))
    imported(tmp_path)
    ((_, asked),) = pages_of(tmp_path, PLAN)
    held = [file.name for file in Snapshot(tmp_path).book().in_order()]
    in_turn = [f"{path.parent.name}/{path.name}" for path in asked]
    assert held == [name for name in in_turn if name in held]
    assert len(held) > 4
