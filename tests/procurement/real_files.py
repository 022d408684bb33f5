"""The published files beside the checkout: read by hand for tests, and imported once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from futuregazing import paths
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.resolving import Resolver
from futuregazing.procurement.snapshot import Snapshot, tidy_tables
from futuregazing.procurement.technology_sql import TechnologyTables
from futuregazing.tables import load_tables

SHARED = paths.root().parent / "shared" / "data"
FOLDERS = ("ocds", "contracts_finder_csv", "contracts_finder_v2", "registers", "spend")
"""The folders of notices, registers and payments."""
NOT_DATA = {"manifest.csv"}


def published() -> list[Path]:
    """Return every published file of notices, registers and payments."""
    found = [file for name in FOLDERS for file in sorted((SHARED / name).iterdir())]
    return [file for file in found if file.name not in NOT_DATA]


def imported(files: Sequence[Path], folder: Path) -> Imported:
    """Import files as the command does: with overrides, who is who and what is technology."""
    tables = load_tables(None)
    import_files(
        files,
        folder,
        overrides=tables["award_overrides"],
        technology=TechnologyTables.of(tables),
        resolver=Resolver(tables),
    )
    return Imported(folder)


class Imported:
    """A snapshot of published files."""

    def __init__(self, folder: Path) -> None:
        self.snapshot = Snapshot(folder)
        self.book = self.snapshot.book()
        self.con = duckdb.connect()
        for file in tidy_tables(folder).glob("*.parquet"):
            self.con.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet('{file}')")
        named = [(one.id, one.name.partition("/")[2]) for one in self.book.files.values()]
        self.con.execute("CREATE TABLE file (raw_file VARCHAR, name VARCHAR)")
        self.con.executemany("INSERT INTO file VALUES (?, ?)", named)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the answer to a query; `file` holds the name of each raw_file."""
        return self.con.execute(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        """Return the only row of an answer."""
        (row,) = self.rows(query)
        return row


def text_of(name: str) -> str:
    """Return a published file as text, without byte order marks."""
    raw = (SHARED / name).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    while text[:1] == "\ufeff" or text[:3] == "ï»¿":
        text = text.removeprefix("\ufeff").removeprefix("ï»¿")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def raw_rows(name: str) -> list[list[str]]:
    """Return the rows of a published CSV as they stand."""
    return list(csv.reader(io.StringIO(text_of(name))))


def raw_records(name: str) -> list[dict[str, str]]:
    """Return the rows of a published CSV under its headings."""
    return list(csv.DictReader(io.StringIO(text_of(name))))


def raw_releases(name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the releases of a file of lines, numbers as exact decimals."""
    for line in text_of(name).split("\n"):
        if line.strip():
            yield json.loads(line, parse_float=Decimal)


def raw_search() -> list[Mapping[str, Any]]:
    """Return the notices of all results of the older search."""
    files = sorted((SHARED / "contracts_finder_v2").glob("*.json"))
    read = (json.loads(f.read_text("utf-8"), parse_float=Decimal) for f in files)
    return [one for each in read for one in each["contracts"]]


def pounds(cell: object) -> Decimal:
    """Return a printed amount; an empty cell is nothing."""
    return Decimal(str(cell or "0").replace(",", "").replace("£", "").strip())
