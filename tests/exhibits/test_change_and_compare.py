from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import lettering, make, percent, points, pounds, year

from futuregazing.claims.quantity import Mismatch
from futuregazing.edition.periods import parse_period
from futuregazing.exhibits import style
from futuregazing.exhibits.lines import colours, grouped
from futuregazing.exhibits.linewords import (
    HOLLOW_NOTE,
    RUNNING_NOTE,
    TWO_YEARS_NOTE,
    UNPLACED_NOTE,
)
from futuregazing.exhibits.marks import marks

THICK = re.compile(r'stroke-width="2.2"')


def series(*values: Any, label: str = "Councils") -> pd.DataFrame:
    return pd.DataFrame({"label": label, "value": list(values)})


def at(text: str, value: float = 1e9, name: str = "S", **meaning: Any) -> Any:
    return pounds(value, f"F{text}{value}", period=year(text), series=name, **meaning)


def joins(frame: pd.DataFrame, **words: Any) -> int:
    """Return how many pairs of points are joined by a line."""
    return len(THICK.findall(make("change", frame, **words).svg or ""))


def notes(frame: pd.DataFrame) -> list[str]:
    return [note[0]["text"] for note in make("change", frame).notes]


def test_points_of_one_series_are_joined() -> None:
    assert joins(series(at("2019"), at("2020"), at("2021"))) == 2


def test_points_of_two_series_are_not_joined_though_they_have_one_name() -> None:
    assert joins(series(at("2019"), at("2020"), at("2021", name="T"), at("2022", name="T"))) == 2


def test_a_published_figure_without_a_series_joins_to_nothing() -> None:
    assert joins(series(at("2019", name=""), at("2020", name=""))) == 0


def test_a_frame_cannot_join_published_figures_that_their_publisher_keeps_apart() -> None:
    frame = series(at("2019", name=""), at("2020", name="")).assign(series="mine")
    assert joins(frame) == 0


def test_measured_numbers_join_by_the_series_that_the_frame_names() -> None:
    counts = pd.DataFrame(
        {"label": "Notices", "value": [3, 5], "period": [year("2019"), year("2020")]}
    )
    assert joins(counts, unit="notices") == 0
    assert joins(counts.assign(series="notices"), unit="notices") == 1


def test_one_point_is_a_mark_with_its_number() -> None:
    made = make("change", series(at("2021")))
    words = [line.words for line in lettering(made.svg or "")]
    assert "£1bn" in words or "£1.00bn" in words
    assert "2021" in words
    assert not THICK.findall(made.svg or "")


@pytest.mark.parametrize(
    ("meaning", "named"),
    [
        ({"geography": "England"}, "geography"),
        ({"scope": "districts"}, "scope"),
        ({"basis": "contract_award_value"}, "basis"),
    ],
)
def test_a_line_through_unlike_points_is_refused(meaning: dict[str, str], named: str) -> None:
    frame = series(at("2019"), at("2020", **meaning))
    with pytest.raises(Mismatch, match=named):
        make("change", frame)
    assert joins(frame, reason="the two are told apart in the text") == 1


def test_a_calendar_year_is_not_joined_to_a_financial_year() -> None:
    with pytest.raises(Mismatch, match="kind of period"):
        make("change", series(at("2019"), at("FY2020/21")))


def test_two_kinds_of_year_on_one_axis_are_said_to_be_there() -> None:
    assert TWO_YEARS_NOTE in notes(series(at("2019"), at("FY2020/21", name="T")))


def test_qualified_numbers_are_hollow_and_the_note_says_why() -> None:
    assert notes(series(at("2019"), at("2020"))) == []
    assert notes(series(at("2019"), at("2020", qualifier="nearly"))) == [HOLLOW_NOTE]


def test_running_totals_stand_at_the_end_of_the_time_they_cover() -> None:
    totals = [
        pounds(v, f"F{v}", series="S", period=parse_period("2012-04", end))
        for v, end in ((9.6e6, "2014-03"), (35.9e6, "2015-04"))
    ]
    made = make("change", series(*totals))
    words = [line.words for line in lettering(made.svg or "")]
    assert "to Mar 2014" in words
    assert [note[0]["text"] for note in made.notes] == [RUNNING_NOTE]


def test_a_figure_without_a_period_is_kept_in_the_data_and_said_to_be_left_out() -> None:
    frame = series(at("2019"), pounds(2e9, "FIGX"))
    made = make("change", frame)
    assert len(made.rows) == 2
    assert [note[0]["text"] for note in made.notes] == [UNPLACED_NOTE]


def test_only_figures_without_a_period_make_a_panel_that_says_so() -> None:
    assert "empty panel" in make("change", series(pounds(2e9))).alt


def test_the_alt_text_names_the_two_ends_of_each_line() -> None:
    alt = make("change", series(at("2019", 1e9, figures=1), at("2021", 3e9, figures=1))).alt
    assert "Councils goes from £1bn in 2019 to £3bn in 2021" in alt


def test_the_data_table_says_period_and_kind_of_each_number() -> None:
    made = make("change", points())
    assert [column["key"] for column in made.columns] == ["label", "value", "period", "basis"]
    assert made.rows[0][3] == "published invoices"


def test_a_kind_of_number_has_one_colour_in_every_chart_and_lines_differ_in_marker() -> None:
    bases = ("published_invoice_spend", "contract_award_value", "contract_register")
    frame = pd.DataFrame({"label": bases, "value": [at("2021", name=b, basis=b) for b in bases]})
    drawn = grouped(marks(frame, "label", "value"))
    assert colours(drawn) == [style.DARK_BLUE, style.TURQUOISE, style.TURQUOISE]
    one_kind = grouped(marks(points(), "label", "value"))
    assert colours(one_kind) == [style.DARK_BLUE, style.TURQUOISE, style.DARK_PINK]


def test_values_start_at_nought_unless_told_otherwise() -> None:
    words = [line.words for line in lettering(make("change", points()).svg or "")]
    assert "£0" in words
    words = [line.words for line in lettering(make("change", points(), from_zero=False).svg or "")]
    assert "£0" not in words


def test_shares_never_have_a_tick_above_a_hundred() -> None:
    frame = series(
        *(percent(v, f"F{v}", period=year(y), series="S") for v, y in ((40, "2019"), (97, "2021")))
    )
    words = [line.words for line in lettering(make("change", frame).svg or "")]
    assert "100%" in words
    assert "120%" not in words


def test_marks_of_different_kinds_stand_apart_each_with_its_definition() -> None:
    frame = pd.DataFrame(
        {
            "label": ["What councils pay", "What government counts"],
            "value": [
                pounds(2.85e9, "A", period=year("FY2024/25")),
                pounds(5e9, "B", basis="government_total_incl_staff", period=year("2024")),
            ],
        }
    )
    made = make("compare", frame)
    words = " ".join(line.words for line in lettering(made.svg or ""))
    assert "published invoices, UK, FY2024/25" in words
    assert "staff probably included, UK, 2024" in words
    assert [row[0] for row in made.rows] == ["What councils pay", "What government counts"]


def test_a_definition_of_one_s_own_replaces_the_computed_one() -> None:
    frame = series(pounds(2e9)).assign(definition="All invoices above a threshold")
    made = make("compare", frame)
    words = [line.words for line in lettering(made.svg or "")]
    assert "All invoices above a threshold" in words
    assert made.columns[-1]["label"] == "Definition"


def test_a_range_shows_both_its_ends() -> None:
    frame = pd.DataFrame(
        {"label": ["Ceiling"], "value": [None], "low": [pounds(1e9)], "high": [pounds(2e9)]}
    )
    made = make("compare", frame)
    words = [line.words for line in lettering(made.svg or "")]
    assert any("to £2" in word for word in words)
    assert [column["key"] for column in made.columns][2:4] == ["low", "high"]


@pytest.mark.parametrize(
    ("highest", "last"),
    [
        (pounds(3.83e9), "£4bn"),
        (pounds(845e6), "£1bn"),
        (percent(91), "100%"),
        (percent(80), "80%"),
    ],
)
def test_the_axis_of_separate_marks_goes_to_or_beyond_the_farthest(highest: Any, last: str) -> None:
    made = make("compare", series(highest))
    ticks = [line for line in lettering(made.svg or "") if line.bottom < 20]
    assert max(ticks, key=lambda line: line.left).words == last
