"""An import needs little memory, and hardly more of it for many releases than for some."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pandas as pd
import pytest
from known_market import truth
from known_releases import releases
from measuring import measure
from small_releases import award, release, written

from futuregazing.procurement import finishing, part_views
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.tables import load_tables

STEPS = Path(__file__).parents[2] / "benchmarks" / "steps.py"
SOME, MANY = 30_000, 150_000
GROWS_LESS_THAN = 1.25
LONGEST, MOST = 900.0, 2_000_000_000


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    """Return every table of two files of releases, one published twice, one a placeholder."""
    again = release("1", award(), id="1-2", date="2025-01-14T09:00:00Z")
    written(folder / "notices" / "earlier.jsonl", release("1", award()), release("2", award("9")))
    written(folder / "notices" / "later.jsonl", again, release("3", award(amount=1)))
    import_files([folder / "notices"], folder / "snapshot")
    files = tidy_tables(folder / "snapshot").glob("*.parquet")
    return {file.stem: pd.read_parquet(file) for file in files}


@pytest.mark.slow
def test_tables_are_the_same_in_one_stretch_and_in_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables_of(tmp_path / "whole")
    monkeypatch.setattr(part_views, "STRETCH_BYTES", 1)
    parted = tables_of(tmp_path / "parted")
    assert len(whole["award"]) == 4
    for name, rows in whole.items():
        pd.testing.assert_frame_equal(parted[name], rows)


def test_tables_are_made_with_more_memory_where_little_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    usual = finishing.engine

    def watched(scratch: Path, *, memory: str) -> object:
        asked.append(memory)
        return usual(scratch, memory=memory)

    monkeypatch.setattr(finishing, "MEMORY", "100KB")
    monkeypatch.setattr(finishing, "engine", watched)
    assert len(tables_of(tmp_path)["award"]) == 4
    assert asked == ["100KB", finishing.MOST_MEMORY]


@pytest.mark.slow
def test_five_times_the_releases_take_hardly_more_memory(tmp_path: Path) -> None:
    market = truth(MANY, load_tables(None)["local_authorities"])
    lines = list(islice(releases(market), MANY))
    peaks = []
    for size in (SOME, MANY):
        file = tmp_path / f"{size}.jsonl"
        file.write_bytes(b"".join(lines[:size]))
        command = [sys.executable, STEPS, "our whole import", file, tmp_path / f"of-{size}"]
        found = measure(command, longest=LONGEST, memory=MOST)
        assert not found.stopped
        peaks.append(found.peak)
    assert peaks[1] < GROWS_LESS_THAN * peaks[0]
