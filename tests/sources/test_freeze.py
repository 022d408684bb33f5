"""A manifest holds every file with its checksum, tells of gaps, and knows no time."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import service_server as bad
from fetching import LATER, StillClock, fetch, plan_of
from service_server import Service, notices

from futuregazing.sources.client import Client
from futuregazing.sources.errors import FetchStopped, SourceError
from futuregazing.sources.files import Files, fetch_all
from futuregazing.sources.freeze import Frozen, freeze, read_manifest
from futuregazing.sources.plan import Listed, Plan
from futuregazing.sources.status import Gap, gap_lines, status_lines

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 20)


@pytest.fixture
def plan() -> Plan:
    return plan_of(FIRST, LAST, "cf", "pcs")


@pytest.fixture
def server(server: Service) -> Service:
    server.market["cf"] = notices(FIRST, LAST, 230)
    server.market["pcs"] = notices(FIRST, date(2026, 10, 31), 60)
    server.overlap = 5
    return server


def test_every_file_is_listed_with_its_checksum_and_what_it_holds(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    fetch(server, tmp_path, plan)
    freeze(tmp_path, plan, LATER)
    manifest = read_manifest(tmp_path)
    listed = {entry["path"]: entry for entry in manifest["files"]}
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json.gz")}
    assert set(listed) == there
    for name, entry in listed.items():
        packed = (tmp_path / name).read_bytes()
        assert entry["sha256"] == hashlib.sha256(packed).hexdigest()
        assert entry["body_sha256"] == hashlib.sha256(gzip.decompress(packed)).hexdigest()
        days = sorted(
            each["date"][:10] for each in json.loads(gzip.decompress(packed)).get("releases", [])
        )
        assert entry["releases"] == len(days)
        assert (entry["first"], entry["last"]) == ((days[0], days[-1]) if days else (None, None))


def test_counts_in_are_kept_repeated_replaced_and_set_aside(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    done = fetch(server, tmp_path, plan)
    counts = freeze(tmp_path, plan, LATER).manifest["releases"]
    later = len(server.own_list("pcs", date(2026, 10, 21), date(2026, 10, 31)))
    assert counts["read"] == done.releases
    assert counts["kept"] == 230 + 60 - later
    assert counts["set_aside"] == later > 0
    assert counts["repeated"] == done.releases - 290 > 0


def test_two_downloads_on_different_days_give_the_same_manifest(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    for name, moment in (("one", LATER), ("two", LATER + timedelta(days=3))):
        fetch(server, tmp_path / name, plan, StillClock(moment))
        freeze(tmp_path / name, plan, moment)
    one, two = ((tmp_path / name / "manifest.json").read_bytes() for name in ("one", "two"))
    assert one == two


def test_gaps_are_refused_unless_allowed_and_then_written_down(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.status(500) if "noticeType=3&" in place else None
    fetch(server, tmp_path, plan)
    with pytest.raises(FetchStopped, match="2026-10, notice type 3"):
        freeze(tmp_path, plan, LATER)
    assert not (tmp_path / "manifest.json").exists()
    frozen = freeze(tmp_path, plan, LATER, allow_gaps=True)
    assert frozen.manifest["gaps_allowed"] is True
    assert frozen.manifest["gaps"] == [
        {"service": "pcs", "window": "2026-10, notice type 3", "why": "not fetched"}
    ]


def test_a_window_that_is_not_over_is_a_gap(server: Service, plan: Plan, tmp_path: Path) -> None:
    noon = datetime(2026, 10, 20, 12, tzinfo=UTC)
    fetch(server, tmp_path, plan, StillClock(noon))
    with pytest.raises(FetchStopped, match="not over yet"):
        freeze(tmp_path, plan, noon)


def test_a_page_changed_on_the_disk_is_a_gap(server: Service, plan: Plan, tmp_path: Path) -> None:
    fetch(server, tmp_path, plan)
    page = min(tmp_path.rglob("*.json.gz"))
    page.write_bytes(gzip.compress(b'{"releases": []}'))
    with pytest.raises(FetchStopped, match="not whole"):
        freeze(tmp_path, plan, LATER)


def test_pages_outside_the_plan_are_named_and_left_out(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    fetch(server, tmp_path, plan)
    longer = plan_of(date(2026, 9, 1), LAST, "cf", "pcs")
    fetch(server, tmp_path, longer)
    frozen = freeze(tmp_path, plan, LATER)
    assert len(frozen.outside) > 0
    outside = {folder.relative_to(tmp_path).as_posix() for folder in frozen.outside}
    listed = {entry["path"].rsplit("/", 1)[0] for entry in frozen.manifest["files"]}
    assert not outside & listed


def test_bulk_files_are_listed_with_their_releases_and_days(
    server: Service, tmp_path: Path
) -> None:
    lines = [
        {"ocid": "a", "id": "1", "date": "2025-03-01T09:00:00Z"},
        {"ocid": "b", "id": "2", "date": "2025-06-30T23:30:00Z"},
        {"releases": [{"ocid": "c", "id": "3", "date": "2025-04-01"}, {"ocid": "d", "id": "4"}]},
    ]
    content = gzip.compress("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    server.files["2025.jsonl.gz"] = content
    wanted = Listed(f"{server.address}/files/2025.jsonl.gz", "releases")
    plan = Plan(2027, LAST, files=(wanted,))
    with pytest.raises(FetchStopped, match=r"2025\.jsonl\.gz: not fetched"):
        freeze(tmp_path, plan, LATER)
    client = Client(StillClock(), tell=lambda text: None)
    assert fetch_all(Files(tmp_path), plan.files, client, lambda text: None) == []
    client.close()
    (entry,) = freeze(tmp_path, plan, LATER).manifest["files"]
    assert (entry["releases"], entry["first"], entry["last"]) == (4, "2025-03-01", "2025-07-01")
    assert entry["address"] == wanted.address


def frozen_bulk(folder: Path, name: str, content: bytes) -> Frozen:
    """Freeze a snapshot of one bulk file."""
    local = folder / name
    local.write_bytes(content)
    wanted = Listed(str(local), "releases")
    client = Client(StillClock(), tell=lambda text: None)
    assert fetch_all(Files(folder / "s"), (wanted,), client, lambda text: None) == []
    client.close()
    return freeze(folder / "s", Plan(2027, LAST, files=(wanted,)), LATER)


SOUND = b'{"ocid": "a", "id": "1", "date": "2025-03-01T09:00:00Z"}'


@pytest.mark.parametrize(
    "broken",
    [b"{broken", b'{"releases": null}', b'{"releases": [1]}', b"[1, 2]", b"5", b'"releases"'],
)
def test_a_line_of_a_bulk_file_that_cannot_be_read_is_counted_and_told(
    tmp_path: Path, broken: bytes
) -> None:
    lines = b"\n".join([SOUND, broken, b" ", SOUND, b""])
    frozen = frozen_bulk(tmp_path, "2025.jsonl.gz", gzip.compress(lines))
    (entry,) = frozen.manifest["files"]
    assert (entry["releases"], entry["unreadable"]) == (2, 1)
    assert frozen.summary.endswith("; 0 gaps; 1 lines of single files could not be read")


def test_a_bulk_file_that_is_sound_has_no_unreadable_line(tmp_path: Path) -> None:
    frozen = frozen_bulk(tmp_path, "2025.jsonl", SOUND + b"\n")
    (entry,) = frozen.manifest["files"]
    assert (entry["releases"], entry["unreadable"]) == (1, 0)
    assert frozen.summary.endswith("; 0 gaps")


def test_the_manifest_names_no_path_of_the_machine(server: Service, tmp_path: Path) -> None:
    local = tmp_path / "mine" / "april.csv"
    local.parent.mkdir()
    local.write_bytes(b"a,b\n")
    wanted = Listed(str(local), "spend", hashlib.sha256(b"a,b\n").hexdigest())
    client = Client(StillClock(), tell=lambda text: None)
    snapshot = tmp_path / "snapshot"
    fetch_all(Files(snapshot), (wanted,), client, lambda text: None)
    client.close()
    freeze(snapshot, Plan(2027, LAST, files=(wanted,)), LATER)
    for path in [*snapshot.rglob("*.json")]:
        assert str(tmp_path) not in path.read_text("utf-8")


def test_the_folder_of_raw_pages_holds_nothing_but_what_came(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    """Even after a stop in the middle, so that it can be imported as it is."""
    server.rule = lambda place, number: bad.status(500) if number >= 2 else None
    fetch(server, tmp_path, plan)
    raw = [path for path in (tmp_path / "raw").rglob("*") if path.is_file()]
    assert len(raw) == 2
    assert all("releases" in json.loads(gzip.decompress(path.read_bytes())) for path in raw)


def test_status_says_what_is_there_what_is_missing_and_how_to_go_on(
    server: Service, plan: Plan, tmp_path: Path
) -> None:
    server.rule = lambda place, number: bad.status(500) if "noticeType=3&" in place else None
    fetch(server, tmp_path, plan)
    told = "\n".join(status_lines(tmp_path, plan, LATER))
    assert "Contracts Finder, 2026-10-01 to 2026-10-20: 0 gaps in 2 windows" in told
    assert "missing: pcs 2026-10, notice type 3: not fetched" in told
    there = f"--edition 2027 --snapshot {tmp_path}"
    assert f"Go on with: futuregazing data fetch {there}" in told
    server.rule = lambda place, number: None
    fetch(server, tmp_path, plan)
    told = "\n".join(status_lines(tmp_path, plan, LATER))
    assert f"Freeze it with: futuregazing data freeze {there}" in told
    freeze(tmp_path, plan, LATER)
    assert "Whole and frozen." in "\n".join(status_lines(tmp_path, plan, LATER))


def test_gaps_of_one_reason_are_told_together() -> None:
    gaps = [Gap("cf", day, "not fetched") for day in ("Monday", "Tuesday", "Wednesday")]
    gaps += [Gap("files", name, f"reason {name}") for name in "abcdefg"]
    assert list(gap_lines(gaps, shown=2)) == [
        "  missing: cf Monday and 2 more, to Wednesday: not fetched",
        "  missing: files a: reason a",
        "  missing: files b: reason b",
        "  missing: files, 5 more for other reasons",
    ]


@pytest.mark.parametrize("content", [None, "{", '{"format": 99}', "[]"])
def test_a_folder_without_a_manifest_is_no_frozen_snapshot(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(SourceError):
        read_manifest(tmp_path)
