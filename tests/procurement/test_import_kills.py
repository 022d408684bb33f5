"""An import killed at any moment and begun again ends as one that was never disturbed.

Notices, pages, a register, payments and an outturn; who is who and what is technology are
told. Everything in the snapshot is compared, byte by byte.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from killable_import import Killable
from small_releases import award, release, written
from test_importing import pages
from test_outturn import a_file

from futuregazing.procurement.snapshot import Snapshot

KILLS = 50
ROWS = 300

pytestmark = pytest.mark.slow


def files(folder: Path, rows: int) -> Path:
    """Write one file of each kind, and some pages."""
    for n in range(2):
        written(
            folder / f"{n}.jsonl",
            *(release(f"{n}-{m}", award("1", 5_000 + m)) for m in range(rows)),
        )
    pages(folder / "pages")
    payments = "".join(f"Acme {n} Ltd,03/04/2025,{n}.50\n" for n in range(1, rows))
    (folder / "anytown-2025-04.csv").write_text(f"Supplier,Date,Net Amount\n{payments}", "utf-8")
    contracts = "".join(f"Parking {n},Acme Ltd,5,2020-01-01,2021-01-01\n" for n in range(rows))
    (folder / "register.csv").write_text(
        f"Contract Title,Supplier,Contract Value,Start Date,End Date\n{contracts}", "utf-8"
    )
    a_file(folder)
    return folder


def content(snapshot: Path) -> dict[str, bytes]:
    """Return everything in a snapshot."""
    return {
        path.relative_to(snapshot).as_posix(): path.read_bytes()
        for path in sorted(snapshot.rglob("*"))
        if path.is_file()
    }


def assert_it_names_nothing_that_is_not_there(folder: Path) -> None:
    """Hold a snapshot as a kill left it: its book names whole parts and tables alone."""
    snapshot = Snapshot(folder)
    book = snapshot.book()
    assert all((snapshot.parts / file.part).is_dir() for file in book.files.values())
    assert not book.tables or snapshot.tables(book.tables).is_dir()


@contextmanager
def ready(folder: Path) -> Iterator[Killable]:
    killable = Killable(folder)
    try:
        yield killable
    finally:
        killable.end()


@pytest.fixture
def importing(tmp_path: Path) -> Iterator[Killable]:
    with ready(files(tmp_path / "in", ROWS)) as killable:
        yield killable


def test_killed_at_fifty_random_moments_it_goes_on_to_the_same_end(
    importing: Killable, tmp_path: Path
) -> None:
    whole = importing.run(tmp_path / "whole")
    expected = content(tmp_path / "whole")
    assert {"import_report.csv", "imports.json"} <= expected.keys()
    dice = random.Random(7)
    killed, round_ = 0, 0
    while killed < KILLS:
        folder = tmp_path / f"killed-{round_}"
        if importing.run(folder, "seconds", dice.uniform(0, whole.seconds)).killed:
            killed += 1
            assert_it_names_nothing_that_is_not_there(folder)
        # Begin anew now and then, or most kills would hit an import with nothing left to do.
        if (killed + 1) % 5 == 0 or content(folder) == expected:
            importing.run(folder)
            assert content(folder) == expected
            round_ += 1
    importing.run(folder)
    assert content(folder) == expected


def test_killed_at_each_change_of_the_disk_it_goes_on_to_the_same_end(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.jsonl", release("1", award()), release("2", award()))
    with ready(tmp_path / "in") as importing:
        whole = importing.run(tmp_path / "whole")
        expected = content(tmp_path / "whole")
        assert whole.steps > 20
        for step in range(1, whole.steps + 1):
            folder = tmp_path / f"killed at {step}"
            assert importing.run(folder, "step", step).killed
            assert_it_names_nothing_that_is_not_there(folder)
            assert not importing.run(folder).killed
            assert content(folder) == expected, step
