"""How the annex names the rows behind numbers."""

from __future__ import annotations

import document_samples as sample
import pytest

from futuregazing.report.backing import Record
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html.annex import annex_of, named_rows
from futuregazing.report.html.compact import compact


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["REG0001", "REG0002", "REG0003", "REG0011"], "register: REG 0001-0003, 0011"),
        (["REG0003", "REG0001"], "register: REG 0001, 0003"),
        (["P2022-01", "P2022-02", "P2023-01"], "register: P2022-01, P2022-02, P2023-01"),
        (["Leeds", "York"], "register: Leeds, York"),
    ],
)
def test_runs_of_rows_are_named_by_their_ends(rows, named):
    assert named_rows([Record("register", row) for row in rows]) == named


def test_rows_of_several_tables_are_named_by_table():
    records = [Record("figures", "FIG0001"), Record("la_successors", "a:b")]
    assert named_rows(records) == "figures: FIG 0001; la successors: a:b"


def many(*texts: str):
    """Return the annex of numbers that each count the same five rows."""
    refs = [["figures", f"SAMPLE{n}"] for n in range(1, 6)]
    parts = [sample.number(text, refs=refs, formula="count of things") for text in texts]
    notebook = sample.section(sample.code("market_size", 1, sample.say(*parts)))
    return annex_of(document_from_notebook(notebook))


def test_rows_that_two_numbers_count_are_named_at_the_first():
    first, second = many("five", "all five").entries
    assert first.rows == "figures: SAMPLE1, SAMPLE2, SAMPLE3, SAMPLE4, SAMPLE5"
    assert (second.rows, second.same_as) == ("", first.evidence)


def test_counted_rows_are_told_nowhere_in_full():
    annex = many("five")
    assert annex.entries[0].told == ()
    assert annex.anchors == {}


def test_places_without_a_page_of_their_own_are_not_linked():
    annex = annex_of(document_from_notebook(sample.whole()))
    assert ("figures", "SAMPLE3") in annex.anchors
    assert ("register", "SAMPLEREG1") not in annex.anchors


@pytest.mark.parametrize(
    ("outline", "shorter"),
    [
        ("M 10 20 L 15.04 20 L 15.04 30 z", "m10 20h5v10z"),
        ("M 10 20 L 9.5 19.5 M 0 0 L 0.5 0.25", "m10 20l-.5-.5m-9.5-19.5l.5 .2"),
        ("M 1 1 L 2 2 z M 4 4 L 5 5 z", "m1 1l1 1zm3 3l1 1z"),
        ("M 0 0 C 1 1 2 2 3 3", "M 0 0 C 1 1 2 2 3 3"),
        ("M 0 0 L 1", "M 0 0 L 1"),
        ("", ""),
    ],
)
def test_outlines_are_written_shorter_or_left_alone(outline, shorter):
    assert compact(outline) == shorter


def test_rounding_never_adds_up_along_an_outline():
    points = [(n * 0.33, n * 0.33) for n in range(1, 200)]
    written = compact("M 0 0 " + " ".join(f"L {x} {y}" for x, y in points))
    steps = [float(step.split()[0]) for step in written.split("l")[1:]]
    assert sum(steps) == pytest.approx(points[-1][0], abs=0.051)
