"""What a reader writes: one folder of Parquet parts for one file, and its counts.

    part.write("award", "SELECT ... FROM ...")     # the columns of a part, see `part_query`
    part.reject([Rejected(3, 0, "notice", "not JSON: ...", "{...")])
    return {"notice": 201, "award": 148}           # rows read, counted apart from writing

For each table with a count, rows read = rows kept + rows rejected; `counts` checks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from futuregazing.errors import BuildError
from futuregazing.mending import whole_characters
from futuregazing.procurement.buffers import number_array, string_array
from futuregazing.procurement.columns import TidyTable
from futuregazing.procurement.engine import connection, parsed
from futuregazing.procurement.schema import TABLE, part_query

LONGEST_EXCERPT = 200


@dataclass(frozen=True)
class Rejected:
    """Something that could not become a row: where it stands, its table, why, its beginning.

    `file` is the id of its file, where a part holds several; else it may be left out.
    """

    line: int
    place: int
    of_table: str
    reason: str
    excerpt: str = ""
    file: str = ""


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

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        folder: Path,
        file_id: str,
        as_of: date | None = None,
    ) -> None:
        """Write below `folder`; `file_id` goes into `raw_file`.

        What was published after `as_of` is for the reader to set aside (`set_aside`).
        """
        self.con = con
        self.folder = folder
        self.file_id = file_id
        self.as_of = as_of
        self._piece = 0
        self._written: Counter[str] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def piece(self, number: int) -> Iterator[PartWriter]:
        """Give a writer of one piece of the part, for use in a thread of its own.

        `number` orders the pieces, so that the part does not depend on who is first.
        """
        writer = PartWriter(connection(self.con), self.folder, self.file_id, self.as_of)
        writer._piece = number
        try:
            yield writer
        finally:
            writer.con.close()

    def write(self, name: str, query: str, *, constant: bool = False) -> None:
        """Add the rows of a query to a table's part; `$file` in it is the file's id.

        A `constant` query, the same for each file and piece, is parsed only once. Raise
        `KeyError` for a table that is not described.
        """
        self._copy(TABLE[name], query.replace("$file", f"'{self.file_id}'"), constant)

    def reject(self, rejected: Iterable[Rejected]) -> None:
        """Add rejects."""
        rows = [
            (
                one.file or self.file_id,
                one.line,
                one.place,
                one.of_table,
                one.reason,
                whole_characters(one.excerpt[:LONGEST_EXCERPT]),
            )
            for one in rejected
        ]
        if not rows:
            return
        table = TABLE["reject"]
        self.con.register("rejecting", _in_columns(rows, table.names))
        columns = part_query(table, {name: name for name in table.names})
        self._copy(table, f"SELECT {columns} FROM rejecting ORDER BY ALL", constant=True)
        self.con.unregister("rejecting")

    def _copy(self, table: TidyTable, query: str, constant: bool) -> None:
        self._written[table.name] += 1
        name = f"{table.name}-{self._piece:05}-{self._written[table.name]:05}.parquet"
        self.con.execute(f"SET VARIABLE part_file = {sql_text(str(self.folder / name))}")
        copy = f"COPY ({query}) TO (getvariable('part_file')) (FORMAT parquet, COMPRESSION snappy)"
        self.con.execute(parsed(self.con, copy) if constant else copy)

    def counts(self, read: Mapping[str, Mapping[str, int]]) -> Mapping[str, Counts]:
        """Return the counts of each file and table read (file id to table to rows).

        Raise `CountsDiffer` where rows are missing.
        """
        kept = {name: self._by_file(name) for name in {t for one in read.values() for t in one}}
        rejected = self._rejected()
        counts = {
            file: {
                name: TableCounts(rows, kept[name].get(file, 0), rejected.pop((file, name), {}))
                for name, rows in sorted(tables.items())
            }
            for file, tables in read.items()
        }
        wrong = [
            f"{file} {name}: read {one.read}, kept {one.kept}, rejected {dict(one.rejected)}"
            for file, tables in counts.items()
            for name, one in tables.items()
            if one.read != one.kept + sum(one.rejected.values())
        ]
        wrong += [f"{file} {name}: rejected, but not read" for file, name in rejected]
        if wrong:
            raise CountsDiffer(f"Rows of an imported file do not add up: {'; '.join(wrong)}")
        return counts

    def _by_file(self, name: str) -> dict[str, int]:
        if not self._has(name):
            return {}
        query = f"SELECT raw_file, count(*) FROM read_parquet({self._files(name)}) GROUP BY 1"
        return dict(self.con.execute(query).fetchall())

    def _rejected(self) -> dict[tuple[str, str], dict[str, int]]:
        if not self._has("reject"):
            return {}
        query = f"""SELECT raw_file, of_table, reason, count(*)
            FROM read_parquet({self._files("reject")}) GROUP BY ALL ORDER BY ALL"""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for file, of_table, reason, rows in self.con.execute(query).fetchall():
            found.setdefault((file, of_table), {})[reason] = rows
        return found

    def _has(self, name: str) -> bool:
        return any(self.folder.glob(f"{name}-*.parquet"))

    def _files(self, name: str) -> str:
        return sql_text(str(self.folder / f"{name}-*.parquet"))


def _in_columns(rows: Sequence[tuple[str | int, ...]], names: Sequence[str]) -> pa.Table:
    """Return rows of texts and numbers as a table; pyarrow's own way would load pandas."""
    columns = [
        number_array(cells)
        if isinstance(cells[0], int)
        else string_array([str(cell).encode() for cell in cells])
        for cells in zip(*rows, strict=True)
    ]
    return pa.Table.from_arrays(columns, names=list(names))


def sql_text(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
