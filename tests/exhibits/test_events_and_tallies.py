from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from exhibit_samples import LONG_NAMES, Lettering, lettering, make, percent, pounds, year

from futuregazing.claims.quantity import Mismatch
from futuregazing.claims.refs import Dated, Ref
from futuregazing.edition.periods import parse_period
from futuregazing.errors import UserError
from futuregazing.exhibits.months import calendar
from futuregazing.exhibits.swarm import MULTIPLES_NOTE


def words(svg: str | None) -> list[str]:
    return [line.words for line in lettering(svg or "")]


def happened(*days: Any, **more: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"date": list(days), "label": [f"Event {i}" for i in range(len(days))]} | more
    )


def test_events_stand_in_order_of_time_whatever_the_frame_s_order() -> None:
    made = make("timeline", happened(dt.date(2026, 5, 1), dt.date(2024, 5, 1)), today=None)
    assert [row[1] for row in made.rows] == ["Event 1", "Event 0"]


def test_a_coarse_date_is_printed_as_coarse_as_it_is_known() -> None:
    made = make("timeline", happened(year("2021-12"), Dated(dt.date(2022, 1, 5))), today=None)
    assert {"December 2021", "5 January 2022"} <= set(words(made.svg))


def test_an_event_without_a_date_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="'Event 1' has no date"):
        make("timeline", happened(dt.date(2026, 5, 1), None))


def test_the_edition_s_own_day_stands_between_what_was_and_what_is_to_come() -> None:
    frame = happened(dt.date(2024, 1, 1), dt.date(2027, 1, 1))
    for day, place in (
        (dt.date(2023, 1, 1), 0),
        (dt.date(2025, 1, 1), 1),
        (dt.date(2028, 1, 1), 2),
    ):
        svg = make("timeline", frame, today=day).svg or ""
        down = sorted(lettering(svg), key=lambda line: line.top)
        rule = f"1 January {day.year},"
        marked = [line.words for line in down if line.words.startswith(("Event", rule))]
        assert [text.startswith(rule) for text in marked].index(True) == place


def test_more_than_four_kinds_of_event_cannot_be_told_apart() -> None:
    frame = happened(*[dt.date(2026, 1, i + 1) for i in range(5)], kind=list("abcde"))
    with pytest.raises(UserError, match="Group them to at most 4"):
        make("timeline", frame)


def test_quiet_years_open_the_line() -> None:
    def height(second: dt.date) -> float:
        down = [
            line.top
            for line in lettering(
                make("timeline", happened(dt.date(2020, 1, 1), second), today=None).svg or ""
            )
        ]
        return max(down) - min(down)

    assert height(dt.date(2024, 1, 1)) > height(dt.date(2020, 2, 1))


def test_each_month_of_the_span_is_there_even_if_nothing_falls_in_it() -> None:
    span = parse_period("2026-11", "2027-04")
    made = make("calendar", happened(dt.date(2027, 1, 31), dt.date(2027, 1, 2)), span=span)
    assert words(made.svg) == [
        "Nov",
        "2026",
        "Dec",
        "2",
        "Jan",
        "2027",
        "Feb",
        "Mar",
        "Apr",
    ] or set(words(made.svg)) >= {"Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "2", "2026", "2027"}
    assert "Most fall in January 2027: 2" in made.alt


def test_a_calendar_counts_its_kinds_in_the_key() -> None:
    frame = happened(dt.date(2027, 1, 3), dt.date(2027, 2, 3), kind=["police", "police"])
    assert "police: 2" in words(make("calendar", frame).svg)


def test_the_calendar_carries_the_rows_behind_its_events() -> None:
    frame = happened(dt.date(2027, 1, 3), refs=[[Ref("register", "REG7")]])
    made = calendar(frame, id="a.b", title="One ends", subtitle="Ends of contracts")
    assert made.sources == (Ref("register", "REG7"),)


def test_a_tally_draws_and_counts_one_square_an_item() -> None:
    frame = pd.DataFrame({"group": ["A", "A", "B"], "category": ["happened", None, "happened"]})
    made = make("tally", frame)
    assert [column["label"] for column in made.columns] == [
        "Group",
        "Happened",
        "Not known",
        "Number",
    ]
    assert [[cell["value"] for cell in row[1:]] for row in made.rows] == [[1, 1, 2], [1, 0, 1]]
    assert "happened: 2" in words(made.svg)


def test_categories_stand_in_the_order_asked_for() -> None:
    frame = pd.DataFrame({"group": "A", "category": ["partly", "partly", "happened"]})
    made = make("tally", frame, order=["happened", "partly"])
    assert [column["label"] for column in made.columns][1:3] == ["Happened", "Partly"]


def test_the_words_of_each_row_keep_the_order_of_the_key() -> None:
    frame = pd.DataFrame(
        {
            "group": ["A", "A", "A", "B", "B"],
            "category": ["partly", "unclear", "happened", "unclear", "happened"],
        }
    )
    made = make("tally", frame, order=["happened", "partly", "unclear"])
    assert made.description == "A: happened 1, partly 1, unclear 1. B: happened 1, unclear 1."


def test_a_verdict_looks_the_same_whichever_verdicts_stand_beside_it() -> None:
    from futuregazing.exhibits.looks import looks_of

    assert looks_of(["not yet"])["not yet"] == looks_of(["happened", "not yet"])["not yet"]
    looks = looks_of(["happened", "partly", "not yet", "unclear"])
    assert len({(look.colour, look.hatch) for look in looks.values()}) == 4


def test_no_category_is_told_by_colour_alone() -> None:
    from futuregazing.exhibits import style

    assert len(set(style.CATEGORY_HATCHES)) == len(style.CATEGORY_COLOURS)
    assert len(set(style.CATEGORY_MARKERS)) >= len(style.CATEGORY_COLOURS)


def test_a_prediction_without_findings_says_none_and_is_unclear() -> None:
    frame = pd.DataFrame(
        {"label": ["Robots deliver"], "supports": [0], "against": [None], "verdict": [None]}
    )
    made = make("evidence_grid", frame)
    assert {"none", "unclear"} <= set(words(made.svg))
    assert made.description == "Robots deliver: 0 for, 0 against, unclear."


def test_predictions_that_do_not_fit_a_page_are_refused_as_a_chart() -> None:
    frame = pd.DataFrame(
        {"label": LONG_NAMES * 9, "supports": 1, "against": 0, "verdict": "partly"}
    )
    with pytest.raises(UserError, match="show them as a scorecard"):
        make("evidence_grid", frame)


def test_mean_and_median_must_be_of_one_kind_to_be_joined() -> None:
    frame = pd.DataFrame(
        {
            "label": ["IT contracts"],
            "median": [pounds(70_000)],
            "mean": [pounds(340_000, basis="contract_award_value")],
        }
    )
    with pytest.raises(Mismatch, match="joined"):
        make("spread", frame)


def test_a_strip_shows_the_values_that_are_known() -> None:
    frame = pd.DataFrame({"label": ["IT contracts"], "median": [None], "mean": [pounds(340_000)]})
    made = make("spread", frame)
    assert "median" not in words(made.svg)
    assert made.rows[0][1] == {"text": "not published", "value": None}


def test_one_value_a_row_is_not_a_spread() -> None:
    with pytest.raises(UserError, match="two to four values"):
        make("spread", values={"mean": "mean"})


def test_values_that_reach_over_decades_get_a_scale_of_multiples_and_say_so() -> None:
    near = pd.DataFrame({"label": list("abc"), "value": [1.0, 2.0, 3.0]})
    far = near.assign(value=[1e4, 1e6, 1e8])
    assert [n[0]["text"] for n in make("distribution", far, unit="GBP").notes] == [MULTIPLES_NOTE]
    assert make("distribution", near, unit="GBP").notes == ()


def test_median_and_mean_are_written_on_the_swarm() -> None:
    frame = pd.DataFrame({"label": list("abc"), "value": [1.0, 2.0, 6.0]})
    assert {"median 2", "mean 3"} <= set(words(make("distribution", frame, unit="days").svg))


def test_panels_keep_measures_apart_and_say_that_scales_differ() -> None:
    frame = pd.DataFrame(
        {
            "panel": ["Spend", "Spend", "Share", "Share"],
            "label": ["2020", "2021", "2020", "2021"],
            "value": [pounds(1), pounds(2), percent(3), percent(4)],
        }
    )
    made = make("small_multiples", frame)
    assert "own scale" in made.notes[0][0]["text"]
    assert "own scale" in made.alt


def test_a_single_number_of_a_panel_is_written_large_with_what_it_is() -> None:
    frame = pd.DataFrame(
        {"panel": ["Spend"], "label": ["2020"], "value": [pounds(1e9, period=year("2020"))]}
    )
    made = make("small_multiples", frame)
    large: list[Lettering] = [line for line in lettering(made.svg or "") if line.size > 14]
    assert len(large) == 1
    assert "published invoices, UK, 2020" in words(made.svg)
    assert made.notes == ()


def test_marks_of_two_kinds_do_not_share_a_panel() -> None:
    frame = pd.DataFrame(
        {
            "panel": "Spend",
            "label": ["a", "b"],
            "value": [pounds(1), pounds(2, basis="framework_ceiling")],
        }
    )
    with pytest.raises(Mismatch, match="in one panel"):
        make("small_multiples", frame)


def test_tiles_say_what_is_not_published() -> None:
    frame = pd.DataFrame(
        {
            "region": ["North East", "Wales"],
            "value": [percent(5), None],
            "tile_row": [1, 3],
            "tile_col": [2, 0],
        }
    )
    made = make("tiles", frame)
    assert "not published" in words(made.svg)
    assert "Not published for 1." in made.alt


def test_the_scale_of_a_strip_and_of_a_swarm_goes_beyond_the_largest() -> None:
    strip = pd.DataFrame({"label": ["A"], "median": [pounds(70_000)], "mean": [pounds(345_000)]})
    assert "£400,000" in words(make("spread", strip).svg)
    near = pd.DataFrame({"label": list("abc"), "value": [1.0, 2.0, 3.4]})
    assert "4" in words(make("distribution", near, unit="days").svg)
    far = near.assign(value=[2.2e4, 1e5, 5.04e6])
    assert {"£20,000", "£10m"} <= set(words(make("distribution", far, unit="GBP").svg))
