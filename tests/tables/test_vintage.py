import datetime as dt

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.tables.catalogue import TableInfo
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.sidecars import KnownBy, Sidecar
from futuregazing.tables.vintage import as_of, with_known_by

INFO = TableInfo("t", "ledger", ("id",), hindsight=("note",))
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31))


def sidecar(**rule: object) -> Sidecar:
    return Sidecar.model_validate(
        {
            "title": "t",
            "description": "d",
            "producer": "p",
            "source": {"text": "s"},
            "published": "2021",
            "known_by": {"reason": "r", **rule},
            "accessed": "2026-11-22",
            "licence": {"name": "l"},
            "key": ["id"],
            "rows": 0,
            "sha256": "0" * 64,
            "columns": {},
        }
    )


def frame(**days: str) -> pd.DataFrame:
    rows = {"id": list(days), "known_by": list(days.values()), "note": "n", "people": 5}
    types = {"id": "str", "known_by": "str", "people": "Int64"}
    return pd.DataFrame(rows, index=pd.Index(list(days), dtype="str", name="row")).astype(types)


COLUMN = sidecar(rule="column")
NOW = sidecar(rule="as they are now", withheld={"people": "2025-09-26"})


def test_a_row_is_seen_from_the_day_it_was_known():
    table = frame(a="2021-12-31", b="2022-01-01")
    assert list(as_of(table, INFO, COLUMN, dt.date(2021, 12, 31)).index) == ["a"]
    assert list(as_of(table, INFO, COLUMN, dt.date(2022, 1, 1)).index) == ["a", "b"]


def test_a_row_without_a_day_is_seen_only_once_the_tables_were_closed():
    table = frame(a="")
    assert list(as_of(table, INFO, COLUMN, CLOSED - dt.timedelta(1)).index) == []
    assert list(as_of(table, INFO, COLUMN, CLOSED).index) == ["a"]


def test_things_as_they_are_now_are_seen_in_every_edition():
    assert list(as_of(frame(a=""), INFO, NOW, dt.date(2017, 12, 31)).index) == ["a"]


def test_a_single_row_of_things_as_they_are_now_may_have_a_day():
    rule = sidecar(rule="as they are now", rows={"b": "2026-01-26"})
    table = with_known_by(frame(a="", b="").drop(columns="known_by"), rule.known_by)
    assert list(as_of(table, INFO, rule, dt.date(2025, 12, 31)).index) == ["a"]


def test_a_number_not_yet_published_is_missing_and_its_row_is_not():
    table = frame(a="")
    assert as_of(table, INFO, NOW, dt.date(2025, 9, 25))["people"].isna().tolist() == [True]
    assert as_of(table, INFO, NOW, dt.date(2025, 9, 26))["people"].tolist() == [5]


def test_columns_written_with_hindsight_are_left_out_before_the_closing_day():
    table = frame(a="2020-01-01")
    assert "note" not in as_of(table, INFO, COLUMN, CLOSED - dt.timedelta(1))
    assert "note" in as_of(table, INFO, COLUMN, CLOSED)


def test_no_day_means_everything():
    table = frame(a="", b="2029-01-01")
    pd.testing.assert_frame_equal(as_of(table, INFO, COLUMN, None), table)


def test_a_rule_by_value_dates_rows_by_their_release():
    rule = KnownBy(
        rule="by value",
        reason="r",
        column="id",
        dates={"first": dt.date(2024, 8, 29), "undated": None},
    )
    table = with_known_by(frame(first="", undated="").drop(columns="known_by"), rule)
    assert table["known_by"].tolist() == ["2024-08-29", ""]


def test_the_table_given_stays_as_it_was():
    table = frame(a="2021-12-31")
    before = table.copy(deep=True)
    as_of(table, INFO, NOW, dt.date(2020, 1, 1))
    with_known_by(table, NOW.known_by)
    pd.testing.assert_frame_equal(table, before)


@given(known=st.lists(st.one_of(st.none(), DAYS), max_size=8), day=DAYS)
def test_no_row_known_after_the_day_survives_and_no_other_is_lost(known, day):
    table = frame(**{f"r{n}": date.isoformat() if date else "" for n, date in enumerate(known)})
    seen = set(as_of(table, INFO, COLUMN, day).index)
    expected = {f"r{n}" for n, date in enumerate(known) if (date or CLOSED) <= day}
    assert seen == expected
