from decimal import Decimal

from ledger_rows import figures, ledger

from futuregazing.measures import choose
from futuregazing.measures.worked_out import per_item, portion, whole_behind


def ids(frame):
    return list(frame.index)


def test_the_latest_period_comes_first_then_a_level_before_a_bound():
    frame = figures(
        OLD={"year": "2019"},
        FLOOR={"qualifier": "at_least", "source_grade": "A"},
        LEVEL={"source_grade": "B"},
    )
    assert ids(choose.best_first(frame)) == ["LEVEL", "FLOOR", "OLD"]


def test_between_two_levels_of_a_year_the_better_source_wins_then_the_fuller_print():
    frame = figures(
        ROUND={"value_text": "2.9"},
        FULL={"value_text": "2.8514"},
        COPY={"value_text": "2.85139", "source_grade": "C"},
    )
    assert ids(choose.best_first(frame)) == ["FULL", "ROUND", "COPY"]


def test_a_repeat_is_left_out_only_where_its_original_is_known():
    both = figures(ORIGINAL={}, WRITE_UP={})
    links = ledger(both)["links"]
    links.loc["L1"] = {"relation": "repeat_of", "row_id": "WRITE_UP", "to_row": "ORIGINAL"}
    assert ids(choose.figures(ledger(both, links=links))) == ["ORIGINAL"]
    alone = both.loc[["WRITE_UP"]]
    assert ids(choose.figures(ledger(alone, links=links))) == ["WRITE_UP"]


def test_an_empty_condition_leaves_all_in():
    frame = figures(A={}, B={"buyer_scope": "NHS"})
    assert ids(choose.where(frame, "annual_tech_spend")) == ["A", "B"]
    assert ids(choose.where(frame, "annual_tech_spend", scope=["NHS"])) == ["B"]
    assert choose.best(choose.where(frame, "no_such_metric")) is None


def test_series_come_in_order_of_time_and_lone_figures_are_no_series():
    frame = figures(
        LATE={"year": "2021", "series_id": "S"},
        EARLY={"year": "2016", "series_id": "S"},
        LONE={"series_id": "T"},
        NONE={},
    )
    (points,) = choose.series_of(frame)
    assert [q.refs[0].row for q in points] == ["EARLY", "LATE"]


def test_what_one_page_says_of_one_period_stays_together():
    frame = figures(
        A={"year": "2021"}, B={"year": "2021"}, C={"year": "2021", "url": "https://example.org/c"}
    )
    assert sorted(len(group) for group in choose.told_together(frame)) == [1, 2]


def test_a_number_worked_out_keeps_the_figures_of_its_coarser_source():
    frame = figures(
        TOTAL={"value_text": "2.8"},
        SHARE={"value_text": "3.0", "unit": "percent", "metric": "share"},
        COUNT={"value_text": "278", "unit": "notices", "metric": "count"},
    )
    total, share, count = choose.quantities(frame)
    whole = whole_behind(total, share, "one page")
    assert whole.value == Decimal(93) * 10**9  # 2.8 ÷ 3% = 93.33
    assert whole.note == "one page"
    assert portion(total, share, "test").value == Decimal(84) * 10**6
    assert per_item(total, count, "test").value == Decimal(10) * 10**6  # 2.8bn ÷ 278 = 10.07m
