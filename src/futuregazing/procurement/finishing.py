"""All parts together, judged by the rules, written as the snapshot's tidy tables.

The wide tables are never held in memory or sorted: they stream from the parts in the order
of file and line, and are joined with what was decided in the narrow `judged`.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd

from futuregazing.procurement.columns import RESOLVER, RULES, TidyTable
from futuregazing.procurement.engine import engine
from futuregazing.procurement.outturn import TOTAL, TWICE
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.resolving import Resolver, resolve
from futuregazing.procurement.rules import RULES as ALL_RULES
from futuregazing.procurement.rules import apply_rules, flags_sql, make_judged, names_of_rules
from futuregazing.procurement.rules.overrides import checked
from futuregazing.procurement.schema import TABLE, TABLES, create_sql, nothing
from futuregazing.procurement.snapshot import Book, Snapshot
from futuregazing.procurement.spend import REPEATED
from futuregazing.procurement.technology_sql import TechnologyTables, chosen, make_technology

VERSION = 8
"""Raised when tables are made differently, so that those of a snapshot are made anew.

A change of a rule or of a table's query is noticed by itself.
"""

LINE_BITS, FILE_BITS = 20, 48
DECIDED = ("start_date", "end_date", "max_end_date", "award_date")
"""Columns that come from a reader but may be decided by a rule."""

ROW_GROUP = 50_000


def finish(
    snapshot: Snapshot,
    book: Book,
    without: Collection[str] = (),
    overrides: pd.DataFrame | None = None,
    technology: TechnologyTables | None = None,
    resolver: Resolver | None = None,
) -> Book:
    """Make the tables of all parts unless they are there; return the book that names them."""
    decided = [*names_of_rules(without), *checked(overrides).sum(axis=1), *chosen(technology)]
    digest = _digest(book, [*decided, resolver.fingerprint if resolver else ""])
    if book.tables == digest and snapshot.tables(digest).is_dir():
        return book
    fresh = snapshot.tables(f".new-{digest}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    with engine(snapshot.scratch) as con:
        view_parts(con, snapshot.parts, {file.id: file.part for file in book.files.values()})
        rules = make_tables(con, fresh, without, overrides, technology)
        if resolver:
            resolve(con, fresh, resolver)
        rows = {table.name: _rows(con, fresh / f"{table.name}.parquet") for table in TABLES}
    shutil.rmtree(snapshot.tables(digest), ignore_errors=True)
    fresh.rename(snapshot.tables(digest))
    book = replace(book, tables=digest, rows=rows, rules=rules)
    snapshot.keep(book)
    return book


def _digest(book: Book, rules: Collection[str]) -> str:
    told = sorted(f"{file.id} {file.reader} {file.version}" for file in book.files.values())
    queries = [*(rule.query for rule in ALL_RULES), *QUERIES.values()]
    text = "\n".join([str(VERSION), *rules, *told, *queries])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def view_parts(con: duckdb.DuckDBPyConnection, parts: Path, held: Mapping[str, str]) -> None:
    """Make the views `part_<table>`: all rows of the files held, with `rid` if they have a place.

    `held` maps a file's id to the folder of its part. A part may hold rows of files that
    have since changed: they are left out.
    """
    ids, folders = sorted(held), sorted(set(held.values()))
    numbered = pd.DataFrame({"id": pd.Series(ids, dtype="str"), "no": range(len(ids))})
    con.register("numbered", numbered)
    con.execute(
        "CREATE TEMP TABLE file AS SELECT id::VARCHAR AS id, no::BIGINT AS no FROM numbered"
    )
    con.unregister("numbered")
    for table in TABLES:
        files = [
            str(file)
            for folder in folders
            for file in sorted((parts / folder).glob(f"{table.name}-*.parquet"))
        ]
        con.execute(f"CREATE TEMP TABLE none_of_{table.name} ({create_sql(table, part=True)})")
        listed = ", ".join(sql_text(file) for file in files)
        found = f"read_parquet([{listed}], union_by_name = true)"
        rows = _completed(con, table, found) if files else f"none_of_{table.name}"
        con.execute(f"CREATE TEMP VIEW part_{table.name} AS {_placed(table, rows)}")


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


# The wide side of each join stays the one that streams, on one thread: else DuckDB may hold it
# in memory, and gives the rows in another order each time.
IN_ORDER = "SET disabled_optimizers = 'join_order,build_side_probe_side'; SET threads = 1"


def make_tables(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    without: Collection[str] = (),
    overrides: pd.DataFrame | None = None,
    technology: TechnologyTables | None = None,
) -> Mapping[str, int]:
    """Judge the awards and write every table into `folder`; return the rows each rule found."""
    make_judged(con)
    counts = apply_rules(con, without, overrides)
    make_technology(con, technology)
    con.execute(COPIES)
    con.execute(
        "CREATE TEMP TABLE flag_bits AS SELECT rid, bit_or(bit) AS bits FROM flagged GROUP BY 1"
    )
    con.execute(KEEPERS)
    con.execute(IN_ORDER)
    for name, query in QUERIES.items():
        columns = ", ".join(
            f"({_given(TABLE[name], c.name)})::{c.sql_type} AS {c.name}"
            for c in TABLE[name].columns
        )
        file = sql_text(str(folder / f"{name}.parquet"))
        con.execute(
            f"""COPY (SELECT {columns} FROM ({query})) TO {file}
            (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"""
        )
    return counts


def _given(table: TidyTable, name: str) -> str:
    """Return the SQL for a column: null where only the resolver will know it."""
    return "NULL" if table.column(name).filled_by == RESOLVER else f'"{name}"'


# Copies of one notice, from the second on, are told apart in every key made of the notice's.
COPIES = """
CREATE TEMP TABLE copy AS SELECT * FROM (
    SELECT notice_rid, length(notice_key) AS length, first_value(notice_key) OVER w AS original,
        row_number() OVER w AS n
    FROM (SELECT notice_rid, notice_key, published_at FROM part_notice)
    WINDOW w AS (PARTITION BY notice_key ORDER BY published_at DESC NULLS LAST, notice_rid))
WHERE n > 1"""


def _key(key: str, place: str = "p") -> str:
    """Return SQL for a key with the number of its notice's copy in it."""
    return f"""CASE WHEN copy.n IS NULL THEN {place}.{key} ELSE left({place}.{key}, copy.length)
        || '~' || copy.n || substr({place}.{key}, copy.length + 1) END AS {key}"""


KEEPERS = f"""
CREATE TEMP TABLE keeper AS
SELECT p.rid, {_key("award_key")} FROM part_award AS p
LEFT JOIN copy USING (notice_rid)
SEMI JOIN (SELECT duplicate_of FROM judged WHERE duplicate_of IS NOT NULL) AS d
    ON d.duplicate_of = p.rid"""


def _replaced(name: str, *keys: str) -> str:
    keyed = ", ".join(_key(key) for key in keys)
    return f"""SELECT p.* EXCLUDE ({", ".join(keys)}), {keyed} FROM part_{name} AS p
        LEFT JOIN copy USING (notice_rid)"""


def _latest(column: str) -> str:
    """Return SQL for the latest known cell of a buyer or supplier."""
    at = "coalesce(seen_at, '1900-01-01'::TIMESTAMP)"
    return f"(max({{'at': {at}, 'cell': {column}}}) FILTER ({column} IS NOT NULL)).cell AS {column}"


def _party(name: str, key: str) -> str:
    skip = (key, "seen_at", "raw_file")
    columns = [c.name for c in TABLE[name].part_columns if c.name not in skip]
    return f"""SELECT {key}, {", ".join(map(_latest, columns))}, max(seen_at) AS seen_at,
        min(raw_file) AS raw_file
        FROM part_{name} GROUP BY {key} ORDER BY {key}"""


_JUDGED = [
    c.name for c in TABLE["award"].columns if c.filled_by == RULES and c.name != "duplicate_of"
]
QUERIES: Mapping[str, str] = {
    "notice": f"""SELECT p.* EXCLUDE (notice_key, flags), {_key("notice_key")},
            copy.n IS NULL AS kept, copy.original AS duplicate_of,
            CASE WHEN copy.n IS NULL THEN flags
                ELSE list_sort(list_append(flags, 'repeat')) END AS flags,
            t.technology, t.adjacent, t.technology_why
        FROM part_notice AS p LEFT JOIN copy USING (notice_rid)
        LEFT JOIN notice_technology AS t ON t.notice_rid = p.notice_rid""",
    "award": f"""SELECT p.* EXCLUDE (award_key, notice_key, flags, {", ".join(DECIDED)}),
            {_key("award_key")}, {_key("notice_key")},
            {", ".join(f"j.{name}" for name in (*DECIDED, *_JUDGED))},
            keeper.award_key AS duplicate_of,
            present(list_concat(p.flags, {flags_sql("coalesce(bits, 0)")})) AS flags,
            t.technology, t.adjacent, t.technology_why
        FROM part_award AS p JOIN judged AS j ON j.rid = p.rid
        LEFT JOIN flag_bits ON flag_bits.rid = p.rid
        LEFT JOIN keeper ON keeper.rid = j.duplicate_of
        LEFT JOIN copy ON copy.notice_rid = p.notice_rid
        LEFT JOIN award_technology AS t ON t.rid = p.rid""",
    "award_supplier": _replaced("award_supplier", "award_key"),
    "contract": _replaced("contract", "contract_key", "notice_key", "award_key"),
    "classification": _replaced("classification", "notice_key"),
    "buyer": _party("buyer", "buyer_key"),
    "supplier": _party("supplier", "supplier_key"),
    "spend": f"SELECT *, NOT list_contains(flags, '{REPEATED}') AS kept FROM part_spend",
    "outturn": f"""SELECT *, NOT list_has_any(flags, ['{TOTAL}', '{TWICE}']) AS kept
        FROM part_outturn""",
    "reject": "SELECT * FROM part_reject",
}


def _rows(con: duckdb.DuckDBPyConnection, file: Path) -> int:
    query = f"SELECT count(*) FROM read_parquet({sql_text(str(file))})"
    return int(con.execute(query).fetchall()[0][0])
