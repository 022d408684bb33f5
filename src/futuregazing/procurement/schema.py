"""The tidy tables as data, and what is derived from them: SQL, checks, documentation.

    from futuregazing.procurement.schema import TABLE, create_sql, faults

A reader writes one Parquet *part* per table and file, holding the columns it fills
(`TidyTable.part_columns`). The rules join all parts into `tables/`, which hold them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from futuregazing.procurement.columns import READER, Column, TidyTable
from futuregazing.procurement.flags import FLAGS
from futuregazing.procurement.tidy_tables import TABLES

__all__ = ["TABLE", "TABLES", "create_sql", "faults", "markdown", "nothing", "part_query"]

TABLE: Mapping[str, TidyTable] = {table.name: table for table in TABLES}


def create_sql(table: TidyTable, *, part: bool = False) -> str:
    """Return the columns and types of a table, or of a part of it, for CREATE TABLE."""
    columns = table.part_columns if part else table.columns
    return ", ".join(f'"{column.name}" {column.sql_type}' for column in columns)


def part_query(table: TidyTable, given: Mapping[str, str]) -> str:
    """Return a SELECT list that gives a part's columns in order and type.

    `given` maps column to SQL expression; a column that is not given is null, or an empty
    list. Raise `KeyError` naming a column that the part has not.
    """
    unknown = set(given) - {column.name for column in table.part_columns}
    if unknown:
        raise KeyError(f"a part of {table.name} has no column {sorted(unknown)}")
    return ", ".join(
        f"({given.get(column.name, nothing(column))})::{column.sql_type} AS {column.name}"
        for column in table.part_columns
    )


def nothing(column: Column) -> str:
    """Return SQL for a cell of a column that nothing fills: null, or an empty list."""
    return "[]" if column.type == "words" and column.required else "NULL"


def faults(con: duckdb.DuckDBPyConnection, table: TidyTable, file: Path) -> list[str]:
    """Return what is wrong with a table's Parquet file: columns, types, gaps, words, keys."""
    told = [
        (row[0], row[1])
        for row in con.execute("DESCRIBE FROM read_parquet(?)", [str(file)]).fetchall()
    ]
    expected = [(column.name, column.sql_type) for column in table.columns]
    if told != expected:
        odd = sorted({str(pair) for pair in set(told) ^ set(expected)})
        return [f"{table.name}: columns or types differ: {', '.join(odd) or 'their order'}"]
    tests = {f"{c.name} is empty": f"{c.name} IS NULL" for c in table.columns if c.required}
    tests |= {
        f"{c.name} is none of its words": f"{c.name} IS NOT NULL AND {c.name} NOT IN {_literals(c)}"
        for c in table.columns
        if c.words
    }
    if table.name in FLAGS:
        known = ", ".join(f"'{flag}'" for flag in FLAGS[table.name])
        tests["flags has one that is not described"] = f"NOT list_has_all([{known}], flags)"
    counts = ", ".join(f"count_if({test})" for test in tests.values()) or "0"
    row = con.execute(f"SELECT {counts} FROM read_parquet(?)", [str(file)]).fetchone() or ()
    found = [f"{table.name}: {name} in {n} rows" for name, n in zip(tests, row, strict=False) if n]
    return found + _repeated_keys(con, table, file)


def _repeated_keys(con: duckdb.DuckDBPyConnection, table: TidyTable, file: Path) -> list[str]:
    key = ", ".join(table.key)
    query = (
        f"SELECT count(*) FROM (SELECT {key} FROM read_parquet(?) GROUP BY ALL HAVING count(*) > 1)"
    )
    n = (con.execute(query, [str(file)]).fetchone() or (0,))[0]
    return [f"{table.name}: {n} keys ({key}) stand more than once"] if n else []


def _literals(column: Column) -> str:
    return "(" + ", ".join(f"'{word}'" for word in column.words) + ")"


def markdown() -> str:
    """Return the documentation of all tables, one heading and table each."""
    lines: list[str] = []
    for table in TABLES:
        lines += [f"## {table.name}", "", f"A row is {table.row}. Key: {', '.join(table.key)}.", ""]
        lines += ["| column | type | meaning | filled by |", "|---|---|---|---|"]
        for column in table.columns:
            meaning = column.meaning + (f" ({column.unit})" if column.unit else "")
            meaning += f": {', '.join(column.words)}" if column.words else ""
            must = "" if column.required or column.filled_by != READER else ", may be empty"
            lines.append(
                f"| {column.name} | {column.type}{must} | {meaning} | {column.filled_by} |"
            )
        lines.append("")
        if flags := FLAGS.get(table.name):
            lines += ["| flag | meaning |", "|---|---|"]
            lines += [f"| {flag} | {meaning} |" for flag, meaning in flags.items()] + [""]
    return "\n".join(lines)
