"""All parts together, judged by the rules, written as the snapshot's tidy tables.

The wide tables are never held in memory or sorted: see `futuregazing.procurement.wide_tables`.
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
from futuregazing.procurement.engine import MEMORY as MOST_MEMORY
from futuregazing.procurement.engine import engine
from futuregazing.procurement.flags import FLAGS
from futuregazing.procurement.outturn import TOTAL, TWICE
from futuregazing.procurement.part_views import PartFiles, view_parts
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.party_flags import (
    OF_AWARD_SUPPLIER,
    OF_PARTY,
    READ,
    SEVERAL_IDS,
    TITLED_AWARDS,
)
from futuregazing.procurement.resolving import Resolver, resolve
from futuregazing.procurement.rules import (
    OF_PAYMENTS,
    apply_rules,
    flags_sql,
    make_judged,
    names_of_rules,
)
from futuregazing.procurement.rules import RULES as ALL_RULES
from futuregazing.procurement.rules.overrides import checked
from futuregazing.procurement.rules.payments import listed_again
from futuregazing.procurement.schema import TABLE, TABLES
from futuregazing.procurement.snapshot import Book, Snapshot
from futuregazing.procurement.spend_rows import NOT_KEPT
from futuregazing.procurement.technology_sql import TechnologyTables, chosen, make_technology
from futuregazing.procurement.wide_tables import prepare, write_streaming, write_wide

VERSION = 13
"""Raised when tables are made differently, so that those of a snapshot are made anew.

A change of a rule or of a table's query is noticed by itself.
"""

MEMORY = "200MB"
"""What DuckDB may hold while tables are made; the rest is spilled to the scratch folder."""

DECIDED = ("start_date", "end_date", "max_end_date", "award_date")
"""Columns that come from a reader but may be decided by a rule."""


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

    def made(memory: str) -> Book:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        with engine(snapshot.scratch, memory=memory) as con:
            held = {file.id: file.part for file in book.in_order()}
            files = view_parts(con, snapshot.parts, held)
            rules = make_tables(con, files, fresh, without, overrides, technology)
            if resolver:
                resolve(con, fresh, resolver)
            rows = {table.name: _rows(con, fresh / f"{table.name}.parquet") for table in TABLES}
            flags = {
                name: _flags(con, fresh / f"{name}.parquet") if rows[name] else {} for name in FLAGS
            }
        return replace(book, tables=digest, rows=rows, rules=rules, flags=flags)

    try:
        book = made(MEMORY)
    except duckdb.OutOfMemoryException:
        # Not all that DuckDB holds can be spilled: rather more memory than no tables.
        book = made(MOST_MEMORY)
    shutil.rmtree(snapshot.tables(digest), ignore_errors=True)
    fresh.rename(snapshot.tables(digest))
    snapshot.keep(book)
    return book


def _digest(book: Book, rules: Collection[str]) -> str:
    told = sorted(
        f"{file.id} {file.reader} {file.version} {file.as_of}".strip()
        for file in book.files.values()
    )
    queries = [*(rule.query for rule in (*ALL_RULES, *OF_PAYMENTS)), *QUERIES.values()]
    text = "\n".join([str(VERSION), *rules, *told, *queries])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def make_tables(
    con: duckdb.DuckDBPyConnection,
    files: PartFiles,
    folder: Path,
    without: Collection[str] = (),
    overrides: pd.DataFrame | None = None,
    technology: TechnologyTables | None = None,
) -> Mapping[str, int]:
    """Judge the awards and write every table into `folder`; return the rows each rule found.

    `files` are those that `view_parts` made the views of.
    """
    make_judged(con)
    counts = apply_rules(con, without, overrides)
    make_technology(con, technology)
    con.execute(COPIES)
    con.execute(
        "CREATE TEMP TABLE flag_bits AS SELECT rid, bit_or(bit) AS bits FROM flagged GROUP BY 1"
    )
    con.execute(KEEPERS)
    con.execute(TITLED_AWARDS)
    con.execute(SEVERAL_IDS)
    prepare(con)
    for name, query in QUERIES.items():
        columns = ", ".join(
            f"({_given(TABLE[name], c.name)})::{c.sql_type} AS {c.name}"
            for c in TABLE[name].columns
        )
        whole, file = f"SELECT {columns} FROM ({query})", folder / f"{name}.parquet"
        if "here_" in query:
            write_wide(con, files, name, whole, file)
        else:
            write_streaming(con, whole, file)
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
    WINDOW w AS (PARTITION BY notice_key ORDER BY published_at DESC NULLS LAST, notice_rid DESC))
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
        LEFT JOIN here_copy AS copy USING (notice_rid)"""


def _latest(column: str) -> str:
    """Return SQL for the latest known cell of a buyer or supplier."""
    at = "coalesce(seen_at, '1900-01-01'::TIMESTAMP)"
    return f"(max({{'at': {at}, 'cell': {column}}}) FILTER ({column} IS NOT NULL)).cell AS {column}"


def _party(name: str, key: str) -> str:
    skip = (key, "flags", "seen_at", "raw_file", "raw_line", "raw_no")
    columns = [c.name for c in TABLE[name].part_columns if c.name not in skip]
    read = "".join(
        f", bool_or(list_contains(flags, '{flag}')) AS any_{flag}" for flag in READ[name]
    )
    return f"""SELECT *, first_at.file AS raw_file, first_at.line AS raw_line, 0 AS raw_no,
            {OF_PARTY[name]} AS flags
        FROM (SELECT {key}, {", ".join(map(_latest, columns))}, max(seen_at) AS seen_at,
            min({{'file': raw_file, 'line': raw_line}}) AS first_at{read}
        FROM part_{name} GROUP BY {key}) ORDER BY {key}"""


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
        LEFT JOIN here_notice_technology AS t ON t.notice_rid = p.notice_rid""",
    "award": f"""SELECT p.* EXCLUDE (award_key, notice_key, flags, {", ".join(DECIDED)}),
            {_key("award_key")}, {_key("notice_key")},
            {", ".join(f"j.{name}" for name in (*DECIDED, *_JUDGED))},
            keeper.award_key AS duplicate_of,
            present(list_concat(p.flags, {flags_sql("coalesce(bits, 0)")})) AS flags,
            t.technology, t.adjacent, t.technology_why
        FROM part_award AS p JOIN here_judged AS j ON j.rid = p.rid
        LEFT JOIN here_flag_bits AS b ON b.rid = p.rid
        LEFT JOIN keeper ON keeper.rid = j.duplicate_of
        LEFT JOIN here_copy AS copy ON copy.notice_rid = p.notice_rid
        LEFT JOIN here_award_technology AS t ON t.rid = p.rid""",
    "award_supplier": f"""SELECT p.* EXCLUDE (award_key, flags), {_key("award_key")},
            {OF_AWARD_SUPPLIER} AS flags
        FROM part_award_supplier AS p LEFT JOIN here_copy AS copy USING (notice_rid)
        LEFT JOIN here_flag_bits AS f ON f.rid = p.rid
        LEFT JOIN titled ON titled.rid = p.rid""",
    "contract": _replaced("contract", "contract_key", "notice_key", "award_key"),
    "classification": _replaced("classification", "notice_key"),
    "buyer": _party("buyer", "buyer_key"),
    "supplier": _party("supplier", "supplier_key"),
    "spend": f"""SELECT p.* EXCLUDE (flags),
            again.rid IS NULL AND NOT list_has_any(flags, {[*NOT_KEPT]}) AS kept,
            CASE WHEN again.rid IS NULL THEN flags
                ELSE list_sort(list_append(flags, '{listed_again.flag}')) END AS flags
        FROM part_spend AS p LEFT JOIN here_listed_again AS again ON again.rid = p.rid""",
    "outturn": f"""SELECT *, NOT list_has_any(flags, ['{TOTAL}', '{TWICE}']) AS kept
        FROM part_outturn""",
    "reject": "SELECT * FROM part_reject",
}


def _rows(con: duckdb.DuckDBPyConnection, file: Path) -> int:
    query = f"SELECT count(*) FROM read_parquet({sql_text(str(file))})"
    return int(con.execute(query).fetchall()[0][0])


def _flags(con: duckdb.DuckDBPyConnection, file: Path) -> dict[str, int]:
    query = f"""SELECT flag, count(*) FROM (
        SELECT unnest(flags) AS flag FROM read_parquet({sql_text(str(file))}))
        GROUP BY ALL ORDER BY ALL"""
    return dict(con.execute(query).fetchall())
