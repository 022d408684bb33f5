"""What was published after the as-of date is set aside and counted, whatever the format."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_releases import JONES, SMITH, Json, Market, award, each_alone, lines, release, written
from test_flat_readers import exported

from futuregazing.measures.measured import load
from futuregazing.procurement.engine import engine
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.set_aside import AFTER, OtherDay
from futuregazing.procurement.snapshot import Snapshot
from futuregazing.uk_days import UK, end_of, is_after, moment_of

DAY = dt.date(2025, 6, 30)
"""A day in summer, when a UK day is over an hour before one of UTC."""
PRINTED = [
    ("2025-06-30T22:59:59Z", False),
    ("2025-06-30T23:00:00Z", True),
    ("2025-06-30T23:30:00+01:00", False),
    ("2025-07-01T00:00:00+01:00", True),
    ("2025-06-30T23:59:59", False),
    ("2025-07-01T00:00:00", True),
    ("2025-06-30", False),
    ("2025-07-01", True),
    ("a day in June", False),
]
"""Days of publication as printed, and whether they lie after the day."""


def counts(found: Market) -> tuple[int, int, dict[str, int]]:
    assert found.file
    told = found.file.counts["notice"]
    return told.read, told.kept, dict(told.rejected)


def supplier(like: Json, number: int) -> Json:
    return {name: f"{told} {number}" for name, told in like.items()}


def as_releases(printed: str, number: int) -> bytes:
    """Return lines: a release of the day printed, one of January, and none."""
    one = award("1", suppliers=[supplier(JONES, number)])
    other = award("1", suppliers=[supplier(SMITH, number)])
    told = [release(f"{number}1", one, date=printed), release(f"{number}2", other)]
    return lines([*told, {"id": "no ocid"}]).encode()


def as_export(printed: str, number: int) -> bytes:
    told = {"Notice Identifier": f"ANY{number}", "Published Date": printed}
    return exported(**told).encode()


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Each day printed in releases and in an export of their own, read as of the day."""
    files = {
        f"{made.__name__} {printed}": made(printed, number)
        for made in (as_releases, as_export)
        for number, (printed, _) in enumerate(PRINTED)
    }
    return each_alone(tmp_path_factory.mktemp("then"), files, as_of=DAY)


@pytest.mark.parametrize(("printed", "late"), PRINTED)
def test_a_release_after_the_day_is_set_aside_and_counted(
    then: Mapping[str, Market], printed: str, late: bool
) -> None:
    found = then[f"as_releases {printed}"]
    assert is_after(printed, DAY) == late
    assert counts(found) == (
        3,
        1 if late else 2,
        {"no release: there is no ocid": 1} | ({AFTER: 1} if late else {}),
    )
    assert len(found.rows("supplier")) == (1 if late else 2)
    kept = [("2",)] if late else [("1",), ("2",)]
    assert found.rows("award", "right(ocid, 1)") == kept
    assert len(found.rows("reject", "*", f"reason = '{AFTER}'")) == late


def test_what_came_before_the_day_stands_where_a_later_version_is_set_aside(
    tmp_path: Path,
) -> None:
    first, last = (
        release("1", award("1", pounds), id=f"1-{day}", date=f"2025-{day}T09:00:00Z")
        for day, pounds in (("06-01", 10_000), ("07-09", 99_000))
    )
    file = written(tmp_path / "a.jsonl", first, last)
    import_files([file], tmp_path / "whole")
    import_files([file], tmp_path / "then", as_of=DAY)
    assert (Market(tmp_path / "whole").total(), Market(tmp_path / "then").total()) == (
        99_000,
        10_000,
    )


def test_a_snapshot_read_without_a_day_is_seen_up_to_the_same_moments(tmp_path: Path) -> None:
    releases = [release(str(n), award(), date=day) for n, (day, _) in enumerate(PRINTED)]
    import_files([written(tmp_path / "a.jsonl", *releases)], tmp_path / "snapshot")
    seen = load(tmp_path / "snapshot", DAY).awards
    dated = [(n, late) for n, (day, late) in enumerate(PRINTED) if moment_of(day)]
    assert set(seen["ocid"]) == {f"ocds-b5fd17-{n}" for n, late in dated if not late}
    assert set(load(tmp_path / "snapshot", DAY + dt.timedelta(days=1)).awards["ocid"]) == {
        f"ocds-b5fd17-{n}" for n, _ in dated
    }


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2025-06-30T23:30:00Z", dt.date(2025, 7, 1)),
        ("2025-12-31T23:30:00Z", dt.date(2025, 12, 31)),
        ("2025-03-29T23:30:00Z", dt.date(2025, 3, 29)),
        ("2025-03-30T23:30:00Z", dt.date(2025, 3, 31)),
        ("2025-10-25T23:30:00Z", dt.date(2025, 10, 26)),
        ("2025-10-26T23:30:00Z", dt.date(2025, 10, 26)),
        ("2025-07-01", dt.date(2025, 7, 1)),
        ("2025-07-01T00:10:00", dt.date(2025, 7, 1)),
        ("2025-07-01T00:10:00+02:00", dt.date(2025, 6, 30)),
    ],
)
def test_the_day_of_publication_is_that_of_the_uk_on_both_sides_of_a_clock_change(
    tmp_path: Path, printed: str, day: dt.date
) -> None:
    with engine(tmp_path) as con:
        told = con.execute("SELECT uk_day(moment(?::VARCHAR))", [printed]).fetchall()
    assert told == [(day,)]


@pytest.mark.parametrize(("printed", "late"), PRINTED)
def test_a_row_of_an_export_after_the_day_is_set_aside_too(
    then: Mapping[str, Market], printed: str, late: bool
) -> None:
    found = then[f"as_export {printed}"]
    assert counts(found) == ((1, 0, {AFTER: 1}) if late else (1, 1, {}))
    assert len(found.rows("award")) == (not late)


def test_of_a_package_the_releases_keep_their_numbers(tmp_path: Path) -> None:
    days = ("2025-06-01", "2025-08-01", "2025-06-02")
    package = {"releases": [release(str(n), date=day) for n, day in enumerate(days, 1)]}
    (tmp_path / "a.json").write_text(json.dumps(package))
    import_files([tmp_path / "a.json"], tmp_path / "snapshot", as_of=DAY)
    assert Market(tmp_path / "snapshot").rows("notice", "raw_line") == [(1,), (3,)]
    assert Market(tmp_path / "snapshot").rows("reject", "raw_line") == [(2,)]


@pytest.mark.slow
def test_files_of_one_snapshot_are_read_as_of_one_day(tmp_path: Path) -> None:
    a = written(tmp_path / "a.jsonl", release("1", date="2025-08-01T09:00:00Z"), release("2"))
    b = written(tmp_path / "b.jsonl", release("3", date="2025-08-01T09:00:00Z"), release("4"))
    folder = tmp_path / "snapshot"
    import_files([a], folder)
    with pytest.raises(OtherDay, match="holds files read as of no day, not 2025-06-30"):
        import_files([b], folder, as_of=DAY)
    assert len(Market(folder).rows("notice")) == 2
    assert len(import_files([a], folder, as_of=DAY).read) == 1
    import_files([b], folder)  # without a day, that of the snapshot
    alone = tmp_path / "alone"
    import_files([a, b], alone, as_of=DAY)
    assert Market(folder).rows("notice") == Market(alone).rows("notice")
    assert Market(folder).rows("notice", "right(ocid, 1)") == [("2",), ("4",)]
    assert Snapshot(folder).book().tables == Snapshot(alone).book().tables
    assert import_files([a, b], folder).read == []


@given(st.dates(dt.date(1998, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_ends_when_the_next_begins(day: dt.date) -> None:
    after = day + dt.timedelta(days=1)
    assert moment_of(after.isoformat()) == end_of(day)
    assert is_after(after.isoformat(), day)
    assert not is_after(f"{day.isoformat()}T23:59:59", day)


@settings(deadline=None)
@given(st.datetimes(dt.datetime(1999, 1, 1), dt.datetime(2090, 1, 1)))
def test_a_moment_is_after_its_own_uk_day_never_and_after_the_day_before_always(
    moment: dt.datetime,
) -> None:
    printed = f"{moment.isoformat()}Z"
    told = moment_of(printed)
    assert told is not None
    day = told.astimezone(UK).date()
    assert not is_after(printed, day)
    assert is_after(printed, day - dt.timedelta(days=1))
