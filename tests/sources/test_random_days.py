"""All the bad days together, in seeded random order: nothing is lost and nothing doubled."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import service_server as bad
from fetching import fetch, plan_of, read_back
from importing import imported
from service_server import Service, notices

FIRST, LAST = date(2026, 10, 23), date(2026, 10, 27)
PASSING = (
    bad.status(403),
    bad.status(429),
    bad.status(429, Retry_After="7"),
    bad.status(503),
    bad.status(503, Retry_After="30"),
    bad.status(504),
    bad.cut(),
    bad.cut(announced=False),
    bad.error_page,
    bad.next_is_itself,
    bad.wrong_type,
    bad.latin_1,
    bad.half_latin_1,
    bad.broken_number("1e9999"),
    bad.broken_number(" 000"),
    bad.repeated,
)


def change(server: Service, name: str, dice: random.Random) -> None:
    """Word a notice differently and publish it anew, late in the period."""
    market = server.market[name]
    index = dice.randrange(len(market))
    late = datetime(2026, 10, 27, 23, 30, dice.randrange(60), tzinfo=UTC)
    market[index] = replace(market[index], title="published anew", moment=late)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 40))]
)
def test_a_week_of_bad_days_loses_and_doubles_nothing(
    server: Service, tmp_path: Path, seed: int
) -> None:
    """Two answers in five are bad; windows lose their next links; notices change meanwhile."""
    dice = random.Random(seed)
    server.reading = dice.choice(("name", "first", "second"))
    server.overlap = dice.choice((0, 0, 5))
    server.market["cf"] = notices(FIRST, LAST, 900, seed=seed)
    server.market["fts"] = notices(FIRST, LAST, 1500, seed=seed + 100)
    server.market["pcs"] = notices(FIRST, LAST, 50, seed=seed + 200)
    server.bad = {number: dice.choice(PASSING) for number in range(3000) if dice.random() < 0.4}
    changed: list[str] = []

    def rule(place: str, number: int) -> bad.BadDay | None:
        name = place[1:].split("?")[0]
        if name in {"cf", "fts"} and changed.count(name) < 2:
            changed.append(name)
            change(server, name, dice)
        lost = zlib.crc32(place.encode()) % 5 == 0 and "cursor" not in place
        return bad.no_next if lost else None

    server.rule = rule
    plan = plan_of(FIRST, LAST, "cf", "fts", "pcs")
    done = fetch(server, tmp_path, plan, tries=30)
    assert done.missing == []
    found, counts = read_back(tmp_path, plan)
    for name in plan.periods:
        assert found[name] == server.own_list(name, FIRST, LAST)
    assert counts.kept == 900 + 1500 + 50
    published = [server.own_list(name, FIRST, LAST) for name in plan.periods]
    assert imported(tmp_path) == {key: title for each in published for key, title in each.items()}
