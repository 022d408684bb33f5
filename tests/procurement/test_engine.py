"""The words of DuckDB's that readers share say the same as slower ones, in every connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.procurement.engine import ZONED, connection, engine, parsed
from futuregazing.uk_days import UK

ANY_FORM = f"""CASE WHEN left(x, 2) NOT IN ('19', '20') THEN NULL
    WHEN right(x, 1) = 'Z' OR regexp_matches(x, '{ZONED}')
    THEN TRY_CAST(x AS TIMESTAMPTZ)::TIMESTAMP
    ELSE (TRY_CAST(x AS TIMESTAMP) AT TIME ZONE '{UK.key}')::TIMESTAMP END"""
PRINTED = st.builds(
    "{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}{}".format,
    st.integers(1890, 2110),
    st.integers(0, 13),
    st.integers(0, 32),
    st.sampled_from("T "),
    st.integers(0, 25),
    st.integers(0, 61),
    st.integers(0, 61),
    st.sampled_from(["", "Z", "+01:00", "-05:30", "+00:00", "+0100", ".5Z", ".123456+01:00"]),
)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2025-07-01T09:30:00Z", datetime(2025, 7, 1, 9, 30)),
        ("2025-07-01T09:30:00+01:00", datetime(2025, 7, 1, 8, 30)),
        ("2025-07-01T09:30:00", datetime(2025, 7, 1, 8, 30)),
        ("2025-01-01T09:30:00.25Z", datetime(2025, 1, 1, 9, 30, 0, 250_000)),
        ("2025-02-30T09:30:00Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("20 working days", None),
        ("", None),
    ],
)
def test_a_moment_is_read_in_every_form(
    tmp_path: Path, printed: str, moment: datetime | None
) -> None:
    with engine(tmp_path) as con:
        assert con.execute("SELECT moment(?)", [printed]).fetchall() == [(moment,)]


@settings(max_examples=25)
@given(st.lists(PRINTED, min_size=40, max_size=80))
def test_the_quick_way_to_a_moment_says_what_the_slow_one_says(
    tmp_path_factory: pytest.TempPathFactory, printed: list[str]
) -> None:
    with engine(tmp_path_factory.mktemp("engine")) as con:
        query = f"""SELECT x, moment(x), {ANY_FORM} FROM (SELECT unnest(?::VARCHAR[]) AS x)
            WHERE moment(x) IS DISTINCT FROM {ANY_FORM}"""
        assert con.execute(query, [printed]).fetchall() == []


@settings(max_examples=25)
@given(st.lists(st.text(" \t\n\u00a0\u2003£é.aZ", max_size=6), min_size=1))
def test_a_stripped_text_is_a_trimmed_one(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    with engine(tmp_path_factory.mktemp("engine")) as con:
        query = """SELECT x FROM (SELECT unnest(?::VARCHAR[]) AS x)
            WHERE stripped(x) IS DISTINCT FROM trim(x)"""
        assert con.execute(query, [[*texts, None]]).fetchall() == []


def test_a_query_parsed_once_is_run_by_any_thread_and_any_duckdb(tmp_path: Path) -> None:
    query = "SELECT sum(x) FROM numbers"

    def summed(folder: Path, most: int) -> int:
        with engine(folder) as con, connection(con) as other:
            other.execute("CREATE TEMP TABLE numbers AS SELECT unnest(range(?)) AS x", [most])
            return int(other.execute(parsed(other, query)).fetchall()[0][0])

    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda most: summed(tmp_path / str(most), most), range(1, 20))
        assert list(found) == [most * (most - 1) // 2 for most in range(1, 20)]
