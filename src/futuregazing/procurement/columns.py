"""How a tidy table is described: its columns with type, unit, meaning and who fills them.

The descriptions are data. SQL types, Parquet schemas, checks and the documentation are
derived from them (see `futuregazing.procurement.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SQL_TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "money": "DECIMAL(18,2)",
    "number": "BIGINT",
    "yes_no": "BOOLEAN",
    "words": "VARCHAR[]",
}
"""Types of column and what they are in DuckDB and Parquet.

Money is an exact decimal of pounds and pence: sums of it are exact. A moment is in UTC
without a zone; a day is the day as printed in the source, not turned into UTC.
"""

READER, RULES, RESOLVER, TECHNOLOGY = "reader", "rules", "resolver", "technology"
FILLERS = (READER, RULES, RESOLVER, TECHNOLOGY)
"""Who fills a column: a file's reader, the rules over all parts, who-is-who, what-is-technology."""


@dataclass(frozen=True)
class Column:
    """One column: `type` is a key of `SQL_TYPES`; `words` is its vocabulary, if it has one."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    required: bool = False
    filled_by: str = READER
    words: tuple[str, ...] = ()

    @property
    def sql_type(self) -> str:
        """Return the column's type in DuckDB."""
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class TidyTable:
    """One table: what a row is, its key, its columns in order, and where its keys point.

    `points_to` maps a column to the table whose key it holds.
    """

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    points_to: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def part_columns(self) -> tuple[Column, ...]:
        """Return the columns that a reader fills: those of a part, in order."""
        return tuple(column for column in self.columns if column.filled_by == READER)

    def column(self, name: str) -> Column:
        """Return a column by name; raise `KeyError` if there is none."""
        return {column.name: column for column in self.columns}[name]
