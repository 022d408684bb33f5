"""Tiny tables, and a copy of the project's own that a test may spoil."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from futuregazing import paths
from futuregazing.tables import Tables, load_tables

PARTS = ("ledger", "notices", "reference")


@pytest.fixture(scope="session")
def whole() -> Tables:
    return load_tables(None)


@pytest.fixture
def copy_of_data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for part in PARTS:
        shutil.copytree(paths.data() / part, data / part)
    for name in ("corrections.csv", "corrections.meta.yaml"):
        shutil.copy(paths.data() / name, data / name)
    return data


@pytest.fixture
def set_cell() -> Callable[[Path, str, str, str], None]:
    """Return a function that overwrites one cell of a CSV whose first column is the id."""

    def overwrite(path: Path, row: str, column: str, value: str) -> None:
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        place = rows[0].index(column)
        found = [cells for cells in rows[1:] if cells[0] == row]
        assert len(found) == 1, f"no single row {row}"
        found[0][place] = value
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    return overwrite


@pytest.fixture
def texts() -> Callable[..., pd.DataFrame]:
    """Return a function that makes a table of text, indexed by its first column."""

    def make(columns: str, *rows: str) -> pd.DataFrame:
        names = columns.split()
        cells = [[cell.strip() for cell in row.split("|")] for row in rows]
        frame = pd.DataFrame(cells, columns=names, dtype="str")
        return frame.set_index(names[0], drop=False).rename_axis("row")

    return make
