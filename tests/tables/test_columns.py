import pandas as pd
import pandera.pandas as pa
import pytest

from futuregazing.tables.schemas import columns


def refused(column: pa.Column, *cells: str) -> list[str]:
    """Return the cells that the column refuses, each as often as it is told."""
    frame = pd.DataFrame({"c": pd.Series(cells, dtype="str")})
    try:
        pa.DataFrameSchema({"c": column}).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as err:
        return list(err.failure_cases["failure_case"])
    return []


def test_a_cell_that_is_no_number_is_told_once_as_it_was_typed():
    assert refused(columns.number(), "1", "-2.50", "1,000", "about 3", "1e9") == [
        "1,000",
        "about 3",
        "1e9",
    ]


def test_numbers_keep_to_their_range():
    assert refused(columns.number(0, 10), "0", "10", "10.1", "-0.1") == ["10.1", "-0.1"]


def test_an_empty_cell_passes_only_where_it_may_be_empty():
    assert refused(columns.number(), "") == [""]
    assert refused(columns.number(required=False), "") == []


@pytest.mark.parametrize("cell", [" x", "x ", "a\nb"])
def test_text_has_no_stray_blanks_or_line_breaks(cell):
    assert refused(columns.text(), cell) == [cell]


def test_a_web_address_names_a_host():
    good, bad = (
        "https://example.org/a?b=1",
        ["example.org", "https://", "see record_ids", "ftp://x.y"],
    )
    assert refused(columns.url(), good, *bad) == bad


def test_a_day_must_exist():
    assert refused(columns.day(), "2024-02-29", "2023-02-29", "2023-02") == [
        "2023-02-29",
        "2023-02",
    ]


def test_a_vocabulary_refuses_other_words():
    assert refused(columns.one_of(("A", "B")), "A", "a", "C") == ["a", "C"]


def test_truths_are_told_in_either_case():
    assert refused(columns.boolean(), "true", "False", "yes") == ["yes"]
