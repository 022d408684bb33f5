"""A reader who follows a number is led to an exhibit that shows it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from futuregazing.report.blocks import Cell, Exhibit, Part
from futuregazing.report.shown import block_shows, exhibit_shows

ROWS = (("figures", "FIG1"), ("figures", "FIG2"))
NUMBER = Part("claim", "£30", claim={"value": 30.0, "refs": [list(ROWS[0])]}, mark="e4", n=4)


def exhibit(*cells: Cell, title: tuple[Part, ...] = ()) -> Exhibit:
    return Exhibit("market.sizes", "market-sizes", "Figure 1", "chart", title, rows=(cells,))


CASES = [
    (exhibit(Cell("£30", 30.0, refs=ROWS[:1])), True),
    (exhibit(Cell("£30", 30, refs=ROWS)), True),
    (exhibit(Cell("£30", 30.0000000001, refs=ROWS[:1])), True),
    (exhibit(Cell("£31", 31.0, refs=ROWS[:1])), False),
    (exhibit(Cell("£30", 30.0, refs=ROWS[1:])), False),
    (exhibit(Cell("£30", None, refs=ROWS[:1])), False),
    (exhibit(title=(NUMBER,)), True),
    (exhibit(), False),
]
NAMES = [
    "same value of the same row",
    "of one row among others",
    "summed in another order",
    "another value of the row",
    "the same value of another row",
    "a cell without a number",
    "the title states it",
    "an empty exhibit",
]


@pytest.mark.parametrize(("shown", "does"), CASES, ids=NAMES)
def test_an_exhibit_shows_a_number_of_the_same_rows(shown: Exhibit, does: bool) -> None:
    assert exhibit_shows(shown, NUMBER) is does
    assert block_shows(asdict(shown), asdict(NUMBER)) is does


def test_a_part_without_a_number_is_shown_nowhere() -> None:
    words = Part("text", "£30")
    shown = exhibit(Cell("£30", 30.0, refs=ROWS), title=(words,))
    assert not exhibit_shows(shown, words)
    assert not block_shows(asdict(shown), asdict(words))


@pytest.mark.parametrize(("value", "basis"), [(0, "estimate"), (3, "count")])
def test_nought_or_a_count_is_the_same_number_of_the_very_same_rows_only(value, basis) -> None:
    claim = {"value": float(value), "basis": basis, "refs": [list(ROWS[0])]}
    number = Part("claim", str(value), claim=claim, mark="e5", n=5)
    assert exhibit_shows(exhibit(Cell(str(value), value, refs=ROWS[:1])), number)
    assert not exhibit_shows(exhibit(Cell(str(value), value, refs=ROWS)), number)
