"""What a reader writes: one folder of Parquet parts for one file, and its counts.

    part.write("award", "SELECT ... FROM ...")     # the columns of a part, see `part_query`
    part.reject([Rejected(3, 0, "notice", "not JSON: ...", "{...")])
    return {"notice": 201, "award": 148}           # rows read, counted apart from writing

For each table with a count, rows read = rows kept + rows rejected; `counts` checks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from futuregazing.errors import BuildError
from futuregazing.procurement.columns import TidyTable
from futuregazing.procurement.schema import TABLE, create_sql

LONGEST_EXCERPT = 200


@dataclass(frozen=True)
class Rejected:
    """Something that could not become a row: where it stands, its table, why, its beginning."""

    line: int
    place: int
    of_table: str
    reason: str
    excerpt: str = ""


@dataclass(frozen=True)
class TableCounts:
    """Rows of one table in one file: `read` = `kept` + all of `rejected` (reason to rows)."""

    read: int
    kept: int
    rejected: Mapping[str, int]


Counts = Mapping[str, TableCounts]


class CountsDiffer(BuildError):
    """Raised when a reader lost rows in silence: what it read is not what it kept and rejected."""


class PartWriter:
    """Writes the parts of one file into a folder that is not yet part of the snapshot."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path, file_id: str) -> None:
        """Write below `folder`; `file_id` goes into `raw_file`."""
        self.con = con
        self.folder = folder
        self.file_id = file_id
        self._pieces: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, query: str) -> None:
        """Add the rows of a query to a table's part; `$file` in it is the file's id.

        Raise `KeyError` for a table that is not described.
        """
        self._copy(TABLE[name], query.replace("$file", f"'{self.file_id}'"))

    def reject(self, rejected: Iterable[Rejected]) -> None:
        """Add rejects."""
        rows = [
            (
                self.file_id,
                one.line,
                one.place,
                one.of_table,
                one.reason,
                one.excerpt[:LONGEST_EXCERPT],
            )
            for one in rejected
        ]
        if not rows:
            return
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE rejecting ({create_sql(TABLE['reject'])})")
        self.con.executemany("INSERT INTO rejecting VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._copy(TABLE["reject"], "FROM rejecting ORDER BY raw_line, raw_no, of_table")

    def _copy(self, table: TidyTable, query: str) -> None:
        piece = self._pieces.get(table.name, 0) + 1
        self._pieces[table.name] = piece
        file = sql_text(str(self.folder / f"{table.name}-{piece:05}.parquet"))
        self.con.execute(f"COPY ({query}) TO {file} (FORMAT parquet, COMPRESSION zstd)")

    def counts(self, read: Mapping[str, int]) -> Counts:
        """Return the counts of each table read; raise `CountsDiffer` where rows are missing."""
        rejected = self._rejected()
        counts = {
            name: TableCounts(rows, self._rows(name), rejected.pop(name, {}))
            for name, rows in read.items()
        }
        wrong = [
            f"{name}: read {one.read}, kept {one.kept}, rejected {sum(one.rejected.values())}"
            for name, one in counts.items()
            if one.read != one.kept + sum(one.rejected.values())
        ]
        wrong += [f"{name}: rejected, but not counted as read" for name in rejected]
        if wrong:
            raise CountsDiffer(f"rows of file {self.file_id} do not add up: {'; '.join(wrong)}")
        return counts

    def _rows(self, name: str) -> int:
        if name not in self._pieces:
            return 0
        query = f"SELECT count(*) FROM read_parquet({self._files(name)})"
        return int(self.con.execute(query).fetchall()[0][0])

    def _rejected(self) -> dict[str, dict[str, int]]:
        if "reject" not in self._pieces:
            return {}
        query = f"""SELECT of_table, reason, count(*) FROM read_parquet({self._files("reject")})
            GROUP BY ALL ORDER BY ALL"""
        found: dict[str, dict[str, int]] = {}
        for of_table, reason, rows in self.con.execute(query).fetchall():
            found.setdefault(of_table, {})[reason] = rows
        return found

    def _files(self, name: str) -> str:
        return sql_text(str(self.folder / f"{name}-*.parquet"))


def sql_text(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
