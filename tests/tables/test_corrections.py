import datetime as dt

import pandas as pd
import pytest

from futuregazing.tables import corrections

HEAD = "correction_id table row_id column printed corrected kind known_by"


@pytest.fixture
def frames(texts):
    return {"figures": texts("figure_id value unit", "F1 | 1.0 | GBP bn", "F2 | 2 | GBP m")}


def faults(frames, made):
    return [(f.row, f.column, f.found) for f in corrections.correction_faults(frames, made)]


def test_a_correction_replaces_one_cell_and_leaves_the_given_table_alone(frames, texts):
    made = texts(HEAD, "C1 | figures | F1 | value | 1.0 | 1.2 | compiler slip | ")
    mended = corrections.apply(frames, made)
    assert mended["figures"].at["F1", "value"] == "1.2"
    assert mended["figures"].at["F2", "value"] == "2"
    assert frames["figures"].at["F1", "value"] == "1.0"


def test_a_guard_springs_once_the_table_no_longer_says_what_was_printed(frames, texts):
    made = texts(HEAD, "C1 | figures | F1 | value | 0.9 | 1.2 | compiler slip | ")
    (fault,) = corrections.correction_faults(frames, made)
    assert (fault.row, fault.column, fault.found) == ("C1", "printed", "'0.9'")
    assert "'1.0', as figures F1 now says (remove the correction or renew it)" in fault.expected


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("C1 | figurs | F1 | value | 1.0 | 2 | definition | ", ("C1", "table", "'figurs'")),
        ("C1 | figures | F9 | value | 1.0 | 2 | definition | ", ("C1", "row_id", "'F9'")),
        ("C1 | figures | F1 | valeu | 1.0 | 2 | definition | ", ("C1", "column", "'valeu'")),
        ("C1 | figures | F1 | value | 1.0 | 2 | stale | ", ("C1", "known_by", "nothing")),
        (
            "C1 | figures | F1 | value | 1.0 | 2 | definition | 2024-01-01",
            ("C1", "known_by", "'2024-01-01'"),
        ),
    ],
)
def test_a_correction_that_fits_nothing_is_told(frames, texts, row, fault):
    assert faults(frames, texts(HEAD, row)) == [fault]


def test_a_cell_is_corrected_once(frames, texts):
    row = "figures | F1 | value | 1.0 | 2 | definition | "
    assert faults(frames, texts(HEAD, f"C1 | {row}", f"C2 | {row}")) == [
        ("C2", "column", "a second correction of figures F1 value")
    ]


def test_what_was_mended_by_somebody_else_later_applies_from_that_day(texts):
    made = texts(
        HEAD,
        "C1 | figures | F1 | value | 1.0 | 2 | compiler slip | ",
        "C2 | figures | F2 | value | 2 | 3 | publisher error | 2024-06-01",
    )
    assert list(corrections.applicable(made, dt.date(2024, 5, 31)).index) == ["C1"]
    assert list(corrections.applicable(made, dt.date(2024, 6, 1)).index) == ["C1", "C2"]
    assert list(corrections.applicable(made, None).index) == ["C1", "C2"]


def test_a_withheld_row_is_gone_and_nothing_else_is(frames, texts):
    made = texts(HEAD, "C1 | figures | F1 |  |  |  | withhold | ")
    assert faults(frames, made) == []
    assert list(corrections.withhold(frames, made)["figures"].index) == ["F2"]
    pd.testing.assert_frame_equal(corrections.apply(frames, made)["figures"], frames["figures"])
