"""The tables of a snapshot written to Parquet, in memory that does not grow with the snapshot.

The wide tables come one stretch of parts after the other, in the order of file and line. To
each stretch only those rows are joined of what was decided (`judged` and the like, narrow but
as long as the snapshot) that belong to it: queries of wide tables read them as `here_judged`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from futuregazing.procurement.part_views import PartFiles
from futuregazing.procurement.parts import sql_text

ROW_GROUP = 15_000
"""Rows of a wide table that are held at once, as columns, before they are written."""

PRESSED = {"compression": "zstd", "compression_level": 3}
"""As DuckDB presses the tables that it writes itself."""

NARROW = {
    "judged": "rid",
    "flag_bits": "rid",
    "award_technology": "rid",
    "notice_technology": "notice_rid",
    "copy": "notice_rid",
    "listed_again": "rid",
}
"""Tables of decisions, with what places a row of theirs."""

# The wide side of each join stays the one that streams, on one thread: else DuckDB may hold it
# in memory, and gives the rows in another order each time.
IN_ORDER = "SET disabled_optimizers = 'join_order,build_side_probe_side'; SET threads = 1"
HERE = "CREATE OR REPLACE TEMP TABLE here AS SELECT rid, notice_rid FROM part_{}"


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views `here_<table>` of the decisions; from now on rows keep their order."""
    con.execute(IN_ORDER)
    con.execute("CREATE TEMP TABLE here (rid BIGINT, notice_rid BIGINT)")
    for table, place in NARROW.items():
        there = f"FROM {table} SEMI JOIN here USING ({place})"
        con.execute(f"CREATE OR REPLACE TEMP VIEW here_{table} AS {there}")


def write_wide(
    con: duckdb.DuckDBPyConnection, files: PartFiles, name: str, query: str, file: Path
) -> None:
    """Write a table whose query reads `part_<name>` and `here_` decisions, stretch by stretch."""
    writer: pq.ParquetWriter | None = None
    stretches = list(files.stretches(name))
    several = len(stretches) > 1  # else the view holds the only one already
    try:
        for stretch in stretches:
            if several:
                files.view(con, name, stretch)
            con.execute(HERE.format(name))
            reader = con.sql(query).to_arrow_reader(ROW_GROUP)
            writer = writer or pq.ParquetWriter(file, reader.schema, **PRESSED)
            for batch in reader:
                writer.write_batch(batch)
    finally:
        if writer:
            writer.close()
        if several:
            files.view(con, name)


def write_streaming(con: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    """Write a table whose query needs no decisions, in one stream."""
    con.execute(
        f"""COPY ({query}) TO {sql_text(str(file))}
        (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"""
    )
