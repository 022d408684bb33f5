"""A download killed at any point and begun again ends as one that was never disturbed."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import service_server as bad
from fetching import fetch, plan_of, read_back
from service_server import Service, notices

from futuregazing import durable
from futuregazing.sources.plan import Plan, read_plan

EDITION, FIRST, LAST = 2022, date(2021, 12, 29), date(2021, 12, 31)


class Killed(BaseException):
    """Stands for the end of the process in a test that stays in its own."""


def content(snapshot: Path) -> dict[str, Any]:
    """Return everything in a snapshot, leaving out when it was fetched."""
    found: dict[str, Any] = {}
    for path in sorted(each for each in snapshot.rglob("*") if each.is_file()):
        name = path.relative_to(snapshot).as_posix()
        if name.startswith("requests/") and path.stem.isdecimal():
            note = json.loads(path.read_text("utf-8"))
            del note["fetched_at"]
            note["headers"].pop("date", None)
            found[name] = note
        else:
            found[name] = path.read_bytes()
    return found


class Disk:
    """A disk that fails for good at its nth writing or clearing, half-way through it."""

    def __init__(self, fails_at: int) -> None:
        self.fails_at, self.steps = fails_at, 0

    def step(self) -> bool:
        self.steps += 1
        return self.steps == self.fails_at

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        unlink, rename = Path.unlink, Path.replace

        def sync(file: Any) -> None:
            file.flush()
            if self.step():
                file.truncate(file.tell() // 2)
                raise Killed

        def replacing(path: Path, target: Path) -> Path:
            if self.step():
                raise Killed
            return rename(path, target)

        def unlinking(path: Path, missing_ok: bool = False) -> None:
            if self.step():
                raise Killed
            unlink(path, missing_ok)

        monkeypatch.setattr(durable, "sync", sync)
        monkeypatch.setattr(Path, "replace", replacing)
        monkeypatch.setattr(Path, "unlink", unlinking)


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_stopped_at_each_of_its_writings_it_goes_on_to_the_same_end(
    server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The window is halved, since its first page is full and leads to no other.

    The slow run stops at every writing, the fast one at every seventh.
    """
    server.market["cf"] = notices(FIRST, LAST, 130)
    asked = "publishedFrom=2021-12-28T23:59:58&publishedTo=2021-12-31T23:59:59"
    server.rule = lambda place, number: bad.no_next if asked in place else None
    server.overlap = 3
    plan = plan_of(FIRST, LAST, "cf")

    undisturbed = Disk(0)
    with monkeypatch.context() as patch:
        undisturbed.install(patch)
        fetch(server, tmp_path / "undisturbed", plan)
    assert undisturbed.steps > 10
    for number in range(1, undisturbed.steps + 1, step):
        snapshot = tmp_path / f"killed at {number}"
        with monkeypatch.context() as patch:
            Disk(number).install(patch)
            with pytest.raises(Killed):
                fetch(server, snapshot, plan)
        fetch(server, snapshot, plan)
        found, _ = read_back(snapshot, plan)
        assert found["cf"] == server.own_list("cf", FIRST, LAST)
        assert content(snapshot) == content(tmp_path / "undisturbed")


def test_a_file_is_the_old_one_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    durable.write_whole(path, b"old")
    for number in (1, 2):
        with monkeypatch.context() as patch:
            Disk(number).install(patch)
            with pytest.raises(Killed):
                durable.write_whole(path, b"new and longer")
        assert path.read_bytes() == b"old"
    durable.write_whole(path, b"new and longer")
    assert path.read_bytes() == b"new and longer"


def command(server: Service, snapshot: Path, *words: str) -> list[str]:
    return [
        *(sys.executable, "-m", "futuregazing.cli", "data", *words),
        *("--edition", str(EDITION), "--snapshot", str(snapshot)),
    ]


def fetching(server: Service, snapshot: Path) -> list[str]:
    places = [
        word
        for name in ("cf", "fts")
        for word in ("--service", name, "--service-address", f"{name}={server.base(name)}")
    ]
    return [
        *command(server, snapshot, "fetch"),
        *("--from", FIRST.isoformat(), "--pause", "0"),
        *places,
    ]


def run(words: list[str]) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def has_asked(server: Service, times: int) -> bool:
    return len(server.asked) >= times


def kill_when(words: list[str], is_time: Callable[[], bool], delay: float) -> bool:
    """Start a download and kill it at its moment; tell whether it was still at work.

    One that ended by itself must have ended well: what it said is in the failure.
    """
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(words, stdout=said, stderr=said)
        while process.poll() is None and not is_time():
            time.sleep(0.001)
        time.sleep(delay)
        at_work = process.poll() is None
        process.kill()
        process.wait()
        if not at_work:
            said.seek(0)
            assert process.returncode == 0, said.read()
    return at_work


@pytest.mark.slow
@pytest.mark.parametrize(("kills", "number"), [(50, 260)], ids=["50 kills"])
def test_the_command_killed_and_begun_again_ends_like_an_undisturbed_one(
    server: Service, tmp_path: Path, kills: int, number: int
) -> None:
    """Each kill comes a random moment after one of the next few requests of a process.

    How far it got is what the next process goes on from; a download that ends before it could
    be killed is not counted, and the next one begins from nothing.
    """
    server.limit = 5
    server.market["cf"] = notices(FIRST, LAST, number, seed=2)
    server.market["fts"] = notices(FIRST, LAST, number, seed=3)
    undisturbed = tmp_path / "undisturbed"
    run(fetching(server, undisturbed))
    run(command(server, undisturbed, "freeze"))
    server.rule = lambda place, number: bad.slow

    dice, killed, round_ = random.Random(kills), 0, 0
    snapshot = tmp_path / "0"
    while killed < kills:
        goal = len(server.asked) + dice.randrange(1, 6)
        at_work = kill_when(
            fetching(server, snapshot),
            partial(has_asked, server, goal),
            dice.random() * 0.03,
        )
        if at_work:
            killed += 1
        else:
            assert_same_end(server, snapshot, undisturbed)
            round_ += 1
            snapshot = tmp_path / str(round_)
    server.rule = lambda place, number: None
    run(fetching(server, snapshot))
    assert_same_end(server, snapshot, undisturbed)


def assert_same_end(server: Service, snapshot: Path, undisturbed: Path) -> None:
    run(command(server, snapshot, "freeze"))
    assert content(snapshot) == content(undisturbed)
    plan = read_plan(snapshot)
    assert isinstance(plan, Plan)
    found, counts = read_back(snapshot, plan)
    for name in ("cf", "fts"):
        assert found[name] == server.own_list(name, FIRST, LAST)
    assert counts.kept == sum(map(len, found.values()))


def test_two_downloads_into_one_snapshot_are_refused(server: Service, tmp_path: Path) -> None:
    server.rule = lambda place, number: bad.slow
    server.market["cf"] = notices(FIRST, LAST, 100)
    server.limit = 2
    first = subprocess.Popen(
        fetching(server, tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not server.asked:
            assert first.poll() is None
            time.sleep(0.005)
        second = subprocess.run(
            fetching(server, tmp_path), capture_output=True, text=True, check=False
        )
    finally:
        first.kill()
        first.wait()
    assert second.returncode == 2
    assert "Another download" in second.stderr


def test_an_interrupt_ends_cleanly_and_says_how_to_go_on(server: Service, tmp_path: Path) -> None:
    server.rule = lambda place, number: bad.slow
    server.market["cf"] = notices(FIRST, LAST, 100)
    server.limit = 2
    process = subprocess.Popen(
        fetching(server, tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has them ignore interrupts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    while len(server.asked) < 3:
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in told
    assert "Go on with the same command" in told
    server.rule = lambda place, number: None
    run(fetching(server, tmp_path))
    plan = read_plan(tmp_path)
    assert plan is not None
    assert read_back(tmp_path, plan)[0]["cf"] == server.own_list("cf", FIRST, LAST)
