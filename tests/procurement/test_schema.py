"""The descriptions of the tidy tables hold together, and so does what is derived from them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from futuregazing import paths
from futuregazing.procurement.columns import FILLERS, SQL_TYPES, Column, TidyTable
from futuregazing.procurement.schema import (
    TABLE,
    TABLES,
    create_sql,
    faults,
    markdown,
    part_query,
)

SMALL = TidyTable(
    name="small",
    row="a thing",
    key=("a",),
    columns=(
        Column("a", "text", "its key", required=True),
        Column("b", "money", "its price", unit="GBP", words=()),
        Column("c", "text", "its colour", words=("red", "green")),
        Column("kept", "yes_no", "counts", filled_by="rules"),
    ),
    points_to={},
)


def written(folder: Path, rows: str) -> Path:
    file = folder / "small.parquet"
    duckdb.sql(f"COPY ({rows}) TO '{file}' (FORMAT parquet)")
    return file


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_describes_itself_whole(table: TidyTable) -> None:
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert set(table.points_to) <= set(table.names)
    assert set(table.points_to.values()) <= set(TABLE)
    for column in table.columns:
        assert column.type in SQL_TYPES
        assert column.filled_by in FILLERS
        assert column.meaning
        assert bool(column.unit) == (column.type == "money" or column.name.startswith("n_"))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb_takes_the_columns_of_a_table(table: TidyTable) -> None:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE t ({create_sql(table)})")
    assert [row[0] for row in con.execute("DESCRIBE t").fetchall()] == list(table.names)


def test_sums_of_money_are_exact() -> None:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE t ({create_sql(SMALL)})")
    con.execute("INSERT INTO t SELECT i::text, 0.10, NULL, true FROM range(3) r(i)")
    assert con.execute("SELECT sum(b) = 0.30 FROM t").fetchone() == (True,)


def test_a_part_has_the_columns_a_reader_fills_and_null_where_it_gives_none() -> None:
    assert part_query(SMALL, {"a": "'x'"}) == (
        "('x')::VARCHAR AS a, (NULL)::DECIMAL(18,2) AS b, (NULL)::VARCHAR AS c"
    )


def test_a_column_that_a_part_has_not_is_refused() -> None:
    with pytest.raises(KeyError, match="kept"):
        part_query(SMALL, {"kept": "true"})


def test_faults_name_gaps_strange_words_repeated_keys_and_wrong_types(tmp_path: Path) -> None:
    con = duckdb.connect()
    whole = "SELECT 'x' AS a, 1.5::DECIMAL(18,2) AS b, 'red' AS c, true AS kept"
    assert faults(con, SMALL, written(tmp_path, whole)) == []
    blue = whole.replace("red", "blue")
    assert faults(con, SMALL, written(tmp_path, blue)) == [
        "small: c is none of its words in 1 rows"
    ]
    twice = f"{whole} UNION ALL {whole}"
    assert faults(con, SMALL, written(tmp_path, twice)) == [
        "small: 1 keys (a) stand more than once"
    ]
    gap = whole.replace("'x'", "NULL::VARCHAR")
    assert faults(con, SMALL, written(tmp_path, gap)) == ["small: a is empty in 1 rows"]
    floats = whole.replace("DECIMAL(18,2)", "DOUBLE")
    assert "columns or types differ" in faults(con, SMALL, written(tmp_path, floats))[0]


def test_the_page_of_the_tables_is_what_the_descriptions_give() -> None:
    page = (paths.root() / "docs" / "tidy_tables.md").read_text(encoding="utf-8")
    assert page.endswith(markdown().rstrip() + "\n"), "write schema.markdown() into the page"


def test_the_documentation_names_every_column() -> None:
    told = markdown()
    for table in TABLES:
        assert f"## {table.name}" in told
        for column in table.columns:
            assert f"| {column.name} | {column.type}" in told
