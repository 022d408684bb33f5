"""The parts of a snapshot as views: all rows of a table, or one stretch of its files at a time.

files = view_parts(con, snapshot.parts, held)       # part_notice, part_award, ...
for stretch in files.stretches("award"):
    files.view(con, "award", stretch)               # part_award has these rows alone
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from futuregazing.errors import UserError
from futuregazing.procurement.columns import TidyTable
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.schema import TABLE, TABLES, create_sql, nothing

LINE_BITS, FILE_BITS = 18, 44
MOST_FILES = 1 << (63 - FILE_BITS)
"""A row's place is one number: of 524,288 files, 67 million lines, 262,144 rows of a line."""

STRETCH_BYTES = 6 << 20
"""Compressed bytes of parts that are taken together: some 50,000 notices."""


class TooManyFiles(UserError):
    """Raised when a snapshot has more files than rows can be told apart in."""


@dataclass(frozen=True)
class PartFiles:
    """The Parquet files of each table, in order."""

    of_table: Mapping[str, tuple[Path, ...]]

    def stretches(self, table: str) -> Iterator[Sequence[Path]]:
        """Yield the files of a table in order, a stretch at a time; an empty one if none."""
        stretch: list[Path] = []
        held = 0
        for file in self.of_table[table]:
            size = file.stat().st_size
            if stretch and held + size > STRETCH_BYTES:
                yield stretch
                stretch, held = [], 0
            stretch.append(file)
            held += size
        yield stretch

    def view(
        self, con: duckdb.DuckDBPyConnection, table: str, files: Sequence[Path] | None = None
    ) -> None:
        """Make `part_<table>` hold the rows of some of its files; of all if none are given."""
        listed = self.of_table[table] if files is None else files
        rows = f"none_of_{table}"
        if listed:
            found = ", ".join(sql_text(str(file)) for file in listed)
            rows = _completed(con, TABLE[table], f"read_parquet([{found}], union_by_name = true)")
        placed = _placed(TABLE[table], rows)
        con.execute(f"CREATE OR REPLACE TEMP VIEW part_{table} AS {placed}")


def view_parts(con: duckdb.DuckDBPyConnection, parts: Path, held: Mapping[str, str]) -> PartFiles:
    """Make the views `part_<table>`: all rows of the files held, with `rid` if they have a place.

    `held` maps a file's id to the folder of its part, in the order in which files were fetched:
    of copies that else are alike, the later one is preferred. A part may hold rows of files
    that have since changed: they are left out. Raise `TooManyFiles` for more than there is
    place for.
    """
    ids, folders = list(held), sorted(set(held.values()))
    if len(ids) > MOST_FILES:
        raise TooManyFiles(
            f"A snapshot can hold at most {MOST_FILES:,} files, and this one has {len(ids):,}: "
            "put pages together into bulk files, or make a snapshot of each part."
        )
    numbered = pd.DataFrame({"id": pd.Series(ids, dtype="str"), "no": range(len(ids))})
    con.register("numbered", numbered)
    con.execute(
        "CREATE TEMP TABLE file AS SELECT id::VARCHAR AS id, no::BIGINT AS no FROM numbered"
    )
    con.unregister("numbered")
    files = PartFiles(
        {
            table.name: tuple(
                file
                for folder in folders
                for file in sorted((parts / folder).glob(f"{table.name}-*.parquet"))
            )
            for table in TABLES
        }
    )
    for table in TABLES:
        con.execute(f"CREATE TEMP TABLE none_of_{table.name} ({create_sql(table, part=True)})")
        files.view(con, table.name)
    return files


def _completed(con: duckdb.DuckDBPyConnection, table: TidyTable, rows: str) -> str:
    """Return SQL for rows of parts that may have been written before a column was there."""
    there = {name for name, *_ in con.execute(f"DESCRIBE FROM {rows}").fetchall()}
    lacking = [column for column in table.part_columns if column.name not in there]
    words = [c.name for c in table.part_columns if c.type == "words" and c.name in there]
    added = "".join(f", {nothing(c)}::{c.sql_type} AS {c.name}" for c in lacking)
    whole = ", ".join(f"coalesce({name}, []) AS {name}" for name in words)
    return f"(SELECT * {f'REPLACE ({whole})' if whole else ''}{added} FROM {rows})"


def _placed(table: TidyTable, rows: str) -> str:
    if "raw_line" not in table.names:
        return f"SELECT p.* FROM {rows} AS p SEMI JOIN file ON file.id = raw_file"
    return f"""SELECT p.*, (no << {FILE_BITS}) + (raw_line << {LINE_BITS}) AS notice_rid,
        notice_rid + raw_no AS rid FROM {rows} AS p JOIN file ON file.id = raw_file"""
