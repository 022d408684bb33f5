"""Tables of a later edition, seen as an earlier one saw them."""

import datetime as dt

import pandas as pd
import pytest

from futuregazing.tables import load_tables
from futuregazing.tables.narrowing import narrowed

THEN, NOW = dt.date(2020, 12, 31), dt.date(2021, 12, 31)


@pytest.fixture(scope="module")
def now():
    return load_tables(NOW)


def test_narrowed_tables_hold_the_rows_that_loading_for_that_day_gives(now):
    loaded, made = load_tables(THEN), narrowed(now, THEN)
    assert made.as_of == THEN
    for name in loaded.names:
        assert list(made[name].index) == list(loaded[name].index), name
        assert list(made[name].columns) == list(loaded[name].columns), name


def test_hindsight_is_dropped_on_the_way_from_the_current_edition():
    made = narrowed(load_tables(dt.date(2026, 11, 22)), NOW)
    assert "verdict_to_date" not in made["predictions"].columns
    assert not made.current


def test_the_given_tables_stay_as_they_are(now):
    before = now["figures"]
    narrowed(now, THEN)
    pd.testing.assert_frame_equal(now["figures"], before)


def test_the_same_day_changes_nothing(now):
    pd.testing.assert_frame_equal(narrowed(now, NOW)["figures"], now["figures"])


def test_what_a_later_source_put_right_is_wrong_again(copy_of_data):
    mend = "COR900,figures,FIG0041,value,2.3,2.4,publisher error,a sum was wrong,"
    mend += "https://example.org,An analyst,2025-06-01,2025-06-02,2025-06-01\n"
    with (copy_of_data / "corrections.csv").open("a", encoding="utf-8") as register:
        register.write(mend)
    later = load_tables(dt.date(2025, 12, 31), data=copy_of_data)
    before = narrowed(later, dt.date(2024, 12, 31))
    assert later["figures"].at["FIG0041", "value"] == 2.4
    assert before["figures"].at["FIG0041", "value"] == 2.3
    assert before["figures"].at["FIG0041", "value_text"] == "2.3"
    assert "COR900" not in before.corrections.index
    loaded = load_tables(dt.date(2024, 12, 31), data=copy_of_data)
    pd.testing.assert_frame_equal(before["figures"], loaded["figures"])


def test_a_slip_of_ours_stays_mended_in_every_edition():
    before = narrowed(load_tables(dt.date(2026, 11, 22)), dt.date(2025, 12, 31))
    assert before["figures"].at["FIG0288", "qualifier"] == "forecast"


def test_a_later_day_is_refused(now):
    with pytest.raises(ValueError, match="which is later"):
        narrowed(now, dt.date(2022, 1, 1))
