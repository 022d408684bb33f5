"""What was fetched on a bad day is imported: nothing is lost, doubled or garbled on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import service_server as bad
from fetching import fetch, plan_of
from importing import flags, imported
from service_server import Service, notices

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


@pytest.mark.parametrize("name", BAD_DAYS)
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
