"""`futuregazing data fetch`, `status` and `freeze` as a person types them."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import service_server as bad
from fetching import StillClock, read_back
from service_server import Service, notices

from futuregazing.cli import main
from futuregazing.procurement.importing import import_files
from futuregazing.report.fingerprint import input_files
from futuregazing.sources.command import Wanted, day_to_import, run_fetch
from futuregazing.sources.errors import FetchStopped, SourceError
from futuregazing.sources.plan import Listed, Plan, read_plan
from futuregazing.sources.plan import typed as typed_hint
from futuregazing.sources.progress import Progress, duration, seconds_left
from futuregazing.sources.services import FIND_A_TENDER, SERVICES, addresses

FIRST, AS_OF = date(2021, 12, 20), date(2021, 12, 31)


def wanted(server: Service, snapshot: Path, *services: str, pause: float | None = 0.0) -> Wanted:
    return Wanted(
        edition=2022,
        snapshot=snapshot,
        services=services,
        first=FIRST.isoformat(),
        service_addresses=[f"{name}={server.base(name)}" for name in SERVICES],
        pause=pause,
    )


def typed(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["data", *words])
    return int(ended.value.code or 0)


@pytest.fixture
def server(server: Service) -> Service:
    for seed, name in enumerate(SERVICES):
        server.market[name] = notices(FIRST, AS_OF, 120, seed=seed)
    return server


def test_fetch_status_and_freeze_bring_an_edition_its_notices(
    server: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two services by the command line; the edition's as-of date is the last day asked for."""
    places = [f"--service-address={name}={server.base(name)}" for name in ("cf", "pcs")]
    there = ("--edition", "2022", "--snapshot", str(tmp_path))
    asked = ("--service", "cf", "--service", "pcs", "--from", FIRST.isoformat(), "--pause", "0")
    assert typed("fetch", *there, *asked, *places) == 0
    assert "Freeze it with: futuregazing data freeze --edition 2022" in capsys.readouterr().out
    assert typed("status", *there) == 0
    assert "Contracts Finder, 2021-12-20 to 2021-12-31: 0 gaps" in capsys.readouterr().out
    assert typed("freeze", *there) == 0
    assert "240 kept" in capsys.readouterr().out
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (manifest["edition"], manifest["as_of"]) == (2022, "2021-12-31")
    plan = read_plan(tmp_path)
    assert plan is not None
    for name, found in read_back(tmp_path, plan)[0].items():
        assert found == server.own_list(name, FIRST, AS_OF)


@pytest.mark.parametrize(
    "words",
    [
        ("fetch", "--service", "ted"),
        ("fetch", "--from", "yesterday"),
        ("fetch", "--from", "2022-01-01"),
        ("fetch", "--service-address", "cf"),
        ("fetch", "--service-address", "cf=file:///etc/passwd"),
        ("fetch", "--service-address", "ted=https://ted.example/"),
        ("fetch", "--files", "absent.csv"),
        ("fetch", "--pause", "-1"),
        ("status",),
        ("freeze",),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_asked(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(*words, "--edition", "2022", "--snapshot", str(tmp_path)) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_hints_name_the_folder_that_was_named(
    server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my snapshot"
    told = run_fetch(wanted(server, folder, "cf"), StillClock())
    assert told.endswith(f"futuregazing data freeze --edition 2022 --snapshot '{folder}'")
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(tmp_path))
    usual = tmp_path / "data" / "snapshots" / "2022"
    assert typed_hint("freeze", 2022, usual) == "futuregazing data freeze --edition 2022"


def test_a_snapshot_that_was_imported_but_not_fetched_says_what_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "spend-2025-04.csv"
    file.write_text("Supplier Name,Date Paid,Net Amount\nAcme Ltd,03/04/2025,1200.50\n", "utf-8")
    import_files([file], tmp_path / "snapshot")
    there = ("--edition", "2022", "--snapshot", str(tmp_path / "snapshot"))
    assert typed("status", *there) == 0
    told = capsys.readouterr().out
    assert "imported, not fetched" in told
    assert "Imported: 1 files; rows of spend 1" in told
    assert "Nothing was fetched" not in told


def test_an_import_into_a_download_is_as_of_its_date_unless_told(tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    assert day_to_import(folder, "") is None
    folder.mkdir()
    Plan(2022, AS_OF).write(folder)
    assert day_to_import(folder, "") == AS_OF
    assert day_to_import(folder, "2021-12-24") == date(2021, 12, 24)
    with pytest.raises(SourceError, match=r"--as-of '24 December' is not a day"):
        day_to_import(folder, "24 December")


@pytest.mark.slow
def test_an_import_as_typed_leaves_out_what_came_after_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.jsonl"
    days = ("2021-12-31T09:00:00Z", "2022-01-01T09:00:00Z")
    told = [{"ocid": f"ocds-b5fd17-{n}", "id": f"{n}", "date": day} for n, day in enumerate(days)]
    file.write_text("".join(json.dumps(one) + "\n" for one in told), "utf-8")
    there = ("--snapshot", str(tmp_path / "snapshot"), "--as-of", "2021-12-31")
    assert typed("import", str(file), *there) == 0
    out = capsys.readouterr().out
    assert "notice: 2 read = 1 kept + 1 rejected" in out
    assert "1 published after the as-of date" in out


@pytest.mark.parametrize("content", ["", "{", '{"edition": 2022}', "[]"])
def test_a_damaged_plan_is_refused_by_name_and_stays_as_it_is(
    server: Service, tmp_path: Path, content: str
) -> None:
    (tmp_path / "plan.json").write_text(content, "utf-8")
    with pytest.raises(SourceError, match=r"plan\.json is"):
        run_fetch(wanted(server, tmp_path, "cf"), StillClock())
    assert (tmp_path / "plan.json").read_text("utf-8") == content
    assert server.asked == []


def test_a_snapshot_that_is_a_file_is_refused(server: Service, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(SourceError, match="is no folder, or lies in a file"):
        run_fetch(wanted(server, tmp_path / "file", "cf"), StillClock())
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_without_a_day_two_years_before_the_as_of_date_are_fetched() -> None:
    plan = Plan(2022, AS_OF).adding(["cf", "fts"], None, ())
    assert plan.periods == {
        "cf": (date(2019, 12, 31), AS_OF),
        "fts": (date(2019, 12, 31), AS_OF),
    }


def test_a_later_download_adds_to_the_plan_and_takes_nothing_from_it() -> None:
    file = Listed("https://council.example/x.csv", "spend")
    begun = Plan(2022, AS_OF).adding(["cf"], date(2021, 6, 1), (file,))
    grown = begun.adding(["cf", "fts"], None, (file,)).adding([], date(2021, 1, 1), ())
    assert grown.periods == {"cf": (date(2021, 6, 1), AS_OF), "fts": (date(2019, 12, 31), AS_OF)}
    assert grown.files == (file,)
    assert begun.adding(["cf"], date(2021, 1, 1), ()).periods["cf"][0] == date(2021, 1, 1)


def test_a_snapshot_is_one_editions(server: Service, tmp_path: Path) -> None:
    run_fetch(wanted(server, tmp_path, "cf"), StillClock())
    other = Wanted(edition=2023, snapshot=tmp_path, services=("none",))
    with pytest.raises(SourceError, match="begun for the 2022 edition"):
        run_fetch(other, StillClock())


def test_a_second_download_goes_on_with_what_was_begun(server: Service, tmp_path: Path) -> None:
    """Services need not be named again; those not begun are left alone."""
    run_fetch(wanted(server, tmp_path, "pcs"), StillClock())
    asked = len(server.asked)
    run_fetch(wanted(server, tmp_path), StillClock())
    assert len(server.asked) == asked


def test_what_could_not_be_had_is_told_with_how_to_go_on(server: Service, tmp_path: Path) -> None:
    server.rule = lambda place, number: bad.status(503)
    with pytest.raises(FetchStopped) as caught:
        run_fetch(wanted(server, tmp_path, "fts"), StillClock())
    assert caught.value.exit_code == 1
    told = str(caught.value)
    assert "48 could not be had" in told
    assert "503" in told
    assert "Run the same command again later" in told
    server.rule = lambda place, number: None
    assert "Freeze it" in run_fetch(wanted(server, tmp_path, "fts"), StillClock())


def test_files_alone_are_fetched_when_no_service_is_wanted(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"] = b"a,b\n"
    path = tmp_path / "list.csv"
    path.write_text(f"address,kind\n{server.address}/files/spend.csv,spend\n", "utf-8")
    snapshot = tmp_path / "snapshot"
    run_fetch(Wanted(2022, snapshot, ("none",), lists=(path,), pause=0.0), StillClock())
    assert server.asked == ["/files/spend.csv"]
    assert [each.read_bytes() for each in snapshot.rglob("*-spend.csv")] == [b"a,b\n"]


def test_requests_keep_their_distance(server: Service, tmp_path: Path) -> None:
    """At a mirror with the pause given; a day of Find a Tender is four requests."""
    clock = StillClock()
    given = Wanted(
        edition=2022,
        snapshot=tmp_path,
        services=("fts",),
        first="2021-12-31",
        service_addresses=[f"fts={server.base('fts')}"],
        pause=4.0,
    )
    run_fetch(given, clock)
    assert len(server.asked) == 4
    assert clock.slept == [4.0, 4.0, 4.0]


def test_an_official_service_is_never_asked_faster_than_it_bears(
    server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = StillClock()
    monkeypatch.setitem(
        SERVICES,  # type: ignore[arg-type]
        "fts",
        FIND_A_TENDER.__class__(**{**vars(FIND_A_TENDER), "address": server.base("fts")}),
    )
    run_fetch(Wanted(2022, tmp_path, ("fts",), first="2021-12-31", pause=0.0), clock)
    assert clock.slept == [10.5, 10.5, 10.5]


def test_the_addresses_are_the_official_ones_unless_a_mirror_is_named() -> None:
    found = addresses(["cf=https://mirror.example/Search?"])
    assert found["cf"] == "https://mirror.example/Search"
    assert found["fts"] == ("https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages")


def test_the_time_left_is_unknown_until_there_is_something_to_go_by() -> None:
    assert seconds_left(done=4, left=100, seconds=40) is None
    assert seconds_left(done=5, left=100, seconds=50) == 1000
    assert [duration(each) for each in (None, 40, 720, 12_000, 3570, 3600)] == [
        "unknown",
        "40 s",
        "12 min",
        "3 h 20 min",
        "1 h 0 min",
        "1 h 0 min",
    ]


def test_progress_without_a_terminal_is_a_line_now_and_then() -> None:
    clock, out = StillClock(datetime(2026, 12, 1, tzinfo=UTC)), io.StringIO()
    progress = Progress(clock, out)
    progress.begin_service(FIND_A_TENDER, left=10, whole=2)
    for _ in range(10):
        clock.sleep(12)
        progress.window_done()
    progress.close()
    assert out.getvalue().splitlines() == [
        "Find a Tender: 10 windows to fetch, 2 there already",
        "Find a Tender: 5 of 12 windows; time left unknown",
        "Find a Tender: 8 of 12 windows; time left 48 s",
        "Find a Tender: 11 of 12 windows; time left 12 s",
        "Find a Tender: 12 of 12 windows",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_a_bar() -> None:
    clock, out = StillClock(), Terminal()
    progress = Progress(clock, out)
    progress.begin_service(FIND_A_TENDER, left=2, whole=0)
    progress.tell("the service answered 403: waiting 300 s")
    progress.window_done()
    progress.close()
    assert "1 of 2 windows" in out.getvalue()
    assert "waiting 300 s" in out.getvalue()


def test_what_was_downloaded_is_no_input_of_a_build_that_does_not_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(tmp_path))
    for name in ("ledger/figures.csv", "snapshots/2027/raw/files/0a-spend.csv"):
        (tmp_path / "data" / name).parent.mkdir(parents=True)
        (tmp_path / "data" / name).write_text("a\n", "utf-8")
    tables = [path.name for path in input_files() if tmp_path in path.parents]
    assert tables == ["figures.csv"]
