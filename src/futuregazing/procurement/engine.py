"""The DuckDB connection that readers and rules share: bounded memory, and words for dirty cells.

The words (macros) read a cell as published and give null where it cannot be read:

- `money(x)`: exact pounds and pence; null for NaN, infinities and what overflows.
- `day(x)`: the day as printed, in whatever zone; null for years outside 1900 to 2099.
- `stripped(x)`: a text without blanks at its ends: as `trim`, which goes through all of it.
- `moment(x)`: a moment in UTC without zone; one printed without a zone is UK local time. The
  two usual forms are tried first: what reads any form is slower.
- `uk_day(t)`: the UK day that a moment in UTC lies in.
- `currency_code(x)`: the code of a currency in capitals; null if there is none.
- `cpv(x)`: the eight digits of a CPV code.
- `global_id(x)`: the id if it holds beyond its notice (`GB-COH-...`), else null (`org-1`).
- `party_key(id, name)`: key of a buyer or supplier.
- `mended(x)`: text with pounds and quotes that were decoded wrongly put right.
- `present(list)`: a list without its nulls, sorted: for flags.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from futuregazing.uk_days import UK

MEMORY = "400MB"
THREADS = 2
GIVEN_BACK = "4MB"
"""Memory no longer used that goes back to the system: with DuckDB's own 128 MB and 512 MB, what
one chunk leaves behind is still held while the next is read."""

_PARSED: dict[str, duckdb.Statement] = {}

# UTF-8 read as Windows-1252, and line ends whose backslashes were lost on the way.
GARBLED = {
    "Â£": "£",
    "â‚¬": "€",
    "â€™": "’",
    "â€˜": "‘",
    "â€œ": "“",
    "â€\x9d": "”",
    "â€“": "–",
    "â€”": "—",
    "â€¢": "•",
    "â€¦": "…",
    "â€¯": " ",
    "â€‹": "",
    "Â\xa0": " ",
    "Ã©": "é",
    "rnrn": "\n\n",
}
GARBLED_MARKS = ("â€", "â‚", "Â", "Ã©", "rnrn")


def _replacing(expression: str) -> str:
    for wrong, right in GARBLED.items():
        expression = f"replace({expression}, '{wrong}', '{right}')"
    return expression


def garbled_sql(expression: str) -> str:
    """Return SQL that tells whether `mended` would change a text."""
    return "(" + " OR ".join(f"contains({expression}, '{mark}')" for mark in GARBLED_MARKS) + ")"


ZONED = r"[T ].*[+-]\d\d(:?\d\d)?$"
"""The end of a printed moment that says how far its clock is from UTC."""

MACROS = f"""
CREATE MACRO money(x) AS TRY_CAST(x AS DECIMAL(18,2));
CREATE MACRO day(x) AS CASE WHEN left(x, 2) IN ('19', '20')
    THEN TRY_CAST(left(x, 10) AS DATE) END;
CREATE MACRO stripped(x) AS CASE WHEN prefix(x, ' ') OR suffix(x, ' ') OR strlen(x) <> length(x)
    THEN trim(x) ELSE x END;
CREATE MACRO moment(x) AS CASE WHEN left(x, 2) NOT IN ('19', '20') THEN NULL ELSE coalesce(
    CASE strlen(x) WHEN 20 THEN try_strptime(x, '%Y-%m-%dT%H:%M:%SZ')
        WHEN 25 THEN try_strptime(x, '%Y-%m-%dT%H:%M:%S%z')::TIMESTAMP END,
    CASE WHEN right(x, 1) = 'Z' OR regexp_matches(x, '{ZONED}')
        THEN TRY_CAST(x AS TIMESTAMPTZ)::TIMESTAMP
        ELSE (TRY_CAST(x AS TIMESTAMP) AT TIME ZONE '{UK.key}')::TIMESTAMP END) END;
CREATE MACRO uk_day(t) AS (t AT TIME ZONE 'UTC' AT TIME ZONE '{UK.key}')::DATE;
CREATE MACRO currency_code(x) AS nullif(upper(trim(x)), '');
CREATE MACRO cpv(x) AS nullif(regexp_extract(x, '^[0-9]{{8}}'), '');
CREATE MACRO global_id(x) AS CASE WHEN regexp_matches(x, '^[A-Z]{{2}}-[A-Z]+-.') THEN x END;
CREATE MACRO party_key(id, name) AS
    left(md5(coalesce(global_id(id), '') || '|' || upper(stripped(coalesce(name, '')))), 16);
CREATE MACRO mended(x) AS CASE WHEN {garbled_sql("x")} THEN {_replacing("x")} ELSE x END;
CREATE MACRO present(words) AS list_sort(list_filter(words, lambda w: w IS NOT NULL));
"""


@contextmanager
def engine(
    scratch: Path, *, memory: str = MEMORY, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB in memory; what does not fit is spilled into `scratch`, removed at the end."""
    scratch.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(scratch),
            "allocator_flush_threshold": GIVEN_BACK,
            "allocator_bulk_deallocation_flush_threshold": GIVEN_BACK,
        }
    )
    try:
        con.execute(MACROS)
        yield _prepared(con)
    finally:
        con.close()
        shutil.rmtree(scratch, ignore_errors=True)


def connection(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return another connection to the same DuckDB, for use in another thread."""
    return _prepared(con.cursor())


def parsed(con: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """Return a query, of those that are always the same, as a statement that any DuckDB runs.

    It is parsed once in a process, not anew for every chunk of every file.
    """
    if query not in _PARSED:
        (_PARSED[query],) = con.extract_statements(query)
    return _PARSED[query]


def _prepared(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    con.execute("SET TimeZone = 'UTC'")
    # In a notebook without ipywidgets there is no bar, and none can be switched off.
    with suppress(duckdb.InvalidInputException):
        con.execute("SET enable_progress_bar = false")
    return con
