"""One kind of number over time, large, with the other kinds in small panels beside it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import lettering, make, pounds, year

from futuregazing.errors import UserError
from futuregazing.exhibits import style
from futuregazing.exhibits.kinds import GREY_NOTE, SCALES_NOTE

THUMBNAIL_PX, FULL_PX = 240, style.points(style.WIDTH_MM)
LEGIBLE_PX = 10
"""Figures of this height are read on a thumbnail."""
BIGGEST_PT = 38


def at(text: str, value: float, **meaning: Any) -> Any:
    return pounds(value, f"F{text}{value}", period=year(text), figures=2, **meaning)


def frame(*others: str) -> pd.DataFrame:
    rows = [("Bought in", at(y, v, series="S")) for y, v in (("2019", 2e9), ("2021", 2.5e9))]
    rows.append(("Bought in", at("2020", 1.2e9, qualifier="at_least")))
    rows += [(name, at("2015", 4e9, basis="survey_budget")) for name in others]
    return pd.DataFrame(rows, columns=["label", "value"])


def words(**given: Any) -> list[Any]:
    return lettering(make("change_by_kind", frame("Budgets"), **given).svg or "")


def test_the_newest_number_of_the_main_kind_is_the_one_in_large_figures() -> None:
    largest = max(words(), key=lambda line: line.size)
    assert largest.words == "£2.5bn"
    assert largest.size == BIGGEST_PT


def test_the_large_number_is_read_at_the_width_of_a_thumbnail() -> None:
    largest = max(line.size for line in words())
    assert largest * THUMBNAIL_PX / FULL_PX >= LEGIBLE_PX


def test_the_number_asked_for_is_printed_large_with_its_qualifier_and_its_time() -> None:
    given = frame("Budgets")
    made = make("change_by_kind", given, number=given["value"][2], when="of the last year")
    told = {line.words: line.size for line in lettering(made.svg or "")}
    assert told["£1.2bn"] == BIGGEST_PT
    assert told["at least"] == told["of the last year"] == style.BIG_PT


def test_the_main_kind_may_be_any_and_one_unknown_is_refused_by_name() -> None:
    assert max(words(main="Budgets"), key=lambda line: line.size).words == "£4.0bn"
    with pytest.raises(UserError, match=r"'Awards'.*'Bought in', 'Budgets'"):
        words(main="Awards")


def test_every_other_kind_has_a_panel_with_its_name() -> None:
    others = ("Budgets", "Estimates", "Frameworks", "Grants", "Revenue")
    made = make("change_by_kind", frame(*others))
    bold = {line.words: (line.left, line.top) for line in lettering(made.svg or "")}
    assert set(others) <= set(bold)
    assert len({bold[name][1] for name in others}) == 2  # five panels stand in two rows
    assert made.notes[0][0]["text"] == GREY_NOTE
    assert made.notes[1][0]["text"] == SCALES_NOTE


def test_only_what_ends_with_the_number_is_in_colour() -> None:
    given = frame("Budgets")
    thick = re.compile(rf'stroke="{style.DARK_BLUE.lower()}" stroke-width="3"')
    shown = make("change_by_kind", given).svg or ""
    other = make("change_by_kind", given, number=given["value"][2]).svg or ""
    assert len(thick.findall(shown)) == 1
    assert thick.findall(other) == []


def test_one_kind_alone_is_one_large_panel() -> None:
    made = make("change_by_kind", frame())
    assert [note[0]["text"] for note in made.notes][:1] == [GREY_NOTE]
    assert SCALES_NOTE not in [note[0]["text"] for note in made.notes]
    assert {line.words for line in lettering(made.svg or "")} >= {"Bought in", "£2.5bn"}


def test_the_alt_text_tells_the_main_kind_first() -> None:
    made = make("change_by_kind", frame("Budgets"), main="Budgets")
    assert made.alt.index("Budgets") < made.alt.index("Bought in")


def test_marks_that_touch_have_their_labels_in_their_own_order() -> None:
    pairs = [("2014", 2.29e9), ("2017", 2.2e9)]
    rows = [
        ("Revenue", pounds(v, f"R{y}", period=year(y), basis="survey_budget")) for y, v in pairs
    ]
    given = pd.concat([frame(), pd.DataFrame(rows, columns=["label", "value"])])
    made = lettering(make("change_by_kind", given).svg or "")
    upper, lower = (next(w for w in made if w.words == text) for text in ("£2.29bn", "£2.20bn"))
    assert upper.bottom <= lower.top or upper.right <= lower.left


def test_every_mark_of_a_small_panel_is_labelled() -> None:
    values = {"1995": 1.02e9, "2003": 2.5e9, "2008": 3.2e9}
    rows = [
        ("Whole cost", pounds(v, f"W{y}", period=year(y), basis="survey_budget", figures=3))
        for y, v in values.items()
    ]
    given = pd.concat([frame("A", "B", "C"), pd.DataFrame(rows, columns=["label", "value"])])
    made = {line.words for line in lettering(make("change_by_kind", given).svg or "")}
    assert {"£1.02bn", "£2.50bn", "£3.20bn"} <= made
