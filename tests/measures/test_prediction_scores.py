"""Probabilities and predictions are scored against what happened and against "nothing changes"."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.measures import prediction_baseline as baseline
from futuregazing.measures import prediction_forecasts, probabilities, verdicts
from futuregazing.measures.verdicts import HAPPENED, NOT_YET, PARTLY, UNCLEAR

FORECASTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=30)


def split(pairs):
    return [p for p, _ in pairs], [o for _, o in pairs]


def test_the_brier_score_is_the_mean_square_of_what_was_missed():
    # (0.8 - 1)² + (0.6 - 0)² + (0.1 - 0)² = 0.04 + 0.36 + 0.01 = 0.41; a third of it.
    assert probabilities.brier([0.8, 0.6, 0.1], [1, 0, 0]) == pytest.approx(0.41 / 3)


def test_certain_and_wrong_is_the_worst():
    assert probabilities.brier([1.0, 0.0], [0, 1]) == 1


@given(FORECASTS)
def test_a_brier_score_is_between_nought_and_one(pairs):
    assert 0 <= probabilities.brier(*split(pairs)) <= 1


@given(st.lists(st.integers(0, 1), min_size=1))
def test_who_knew_scores_nought_and_an_even_chance_a_quarter(outcomes):
    assert probabilities.brier([float(o) for o in outcomes], outcomes) == 0
    assert probabilities.brier([0.5] * len(outcomes), outcomes) == 0.25


@given(FORECASTS, st.randoms())
def test_the_order_of_forecasts_does_not_matter(pairs, random):
    other = list(pairs)
    random.shuffle(other)
    assert math.isclose(
        probabilities.brier(*split(pairs)), probabilities.brier(*split(other)), abs_tol=1e-12
    )


@pytest.mark.parametrize(("p", "o"), [([], []), ([0.5], []), ([1.2], [1]), ([0.5], [2])])
def test_what_is_no_forecast_is_refused(p, o):
    with pytest.raises(ValueError, match="outcomes"):
        probabilities.brier(p, o)


def test_skill_is_the_part_of_the_references_score_that_is_saved():
    assert probabilities.skill(0.1, 0.25) == pytest.approx(0.6)
    assert probabilities.skill(0.5, 0.25) == pytest.approx(-1)
    assert probabilities.skill(0.1, 0) is None


def test_calibration_tells_how_often_each_size_of_probability_came_true():
    table = probabilities.calibration([0.1, 0.7, 0.75, 0.65, 1.0], [0, 1, 1, 0, 1])
    assert list(table["low"]) == [0, 60, 80]
    assert list(table["n"]) == [1, 3, 1]
    # Between 60% and 80%: stated (70 + 75 + 65) / 3 = 70, two of three happened.
    assert table.at[1, "stated"] == pytest.approx(70)
    assert table.at[1, "share"] == pytest.approx(200 / 3)
    assert (table.at[1, "share_low"], table.at[1, "share_high"]) == verdicts.wilson(2, 3)


def test_a_probability_on_the_border_belongs_to_the_upper_bin():
    assert list(probabilities.calibration([0.6, 0.2], [1, 0])["low"]) == [20, 60]


@given(FORECASTS)
def test_calibration_counts_every_forecast_once_and_shows_no_empty_bin(pairs):
    table = probabilities.calibration(*split(pairs))
    assert table["n"].sum() == len(pairs)
    assert (table["n"] >= 1).all()
    assert table["happened"].sum() == sum(o for _, o in pairs)


def made(*rows):
    """Return judged predictions: verdict, whether a change is stated, probability."""
    frame = pd.DataFrame(rows, columns=["verdict", "states_change", "probability"])
    frame.index = pd.Index([f"P{n}" for n in range(len(rows))])
    frame["in_year"] = frame["on_its_day"] = frame["verdict"]
    frame["label"] = "all"
    frame["refs"] = [(Ref("predictions", row),) for row in frame.index]
    return frame


NONE = float("nan")
FIVE = made(
    (HAPPENED, True, NONE),
    (NOT_YET, True, NONE),
    (PARTLY, True, NONE),
    (HAPPENED, False, NONE),
    (NOT_YET, False, NONE),
    (UNCLEAR, True, NONE),
)


def test_nothing_changes_is_right_where_a_change_failed_and_where_no_change_was_said_and_held():
    assert list(baseline.baseline_right(FIVE)) == [False, True, False, True, False, False]


def test_predictions_and_baseline_are_scored_on_the_same_judged_rows():
    (row,) = baseline.compared(FIVE, "label").to_dict("records")
    # Five judged: the predictions are right on the first and the fourth, the baseline on the
    # second and the fourth; nobody on the third (in part) and the fifth.
    assert (row["judged"], row["happened"], row["baseline_right"], row["neither"]) == (5, 2, 2, 2)
    assert row["value"].text == row["baseline"].text == "40%"
    assert row["skill"].value == 0
    assert row["standing"] == baseline.NEITHER


def test_skill_is_the_share_of_the_baselines_misses_that_are_saved():
    four = made(*[(HAPPENED, True, NONE)] * 3, (NOT_YET, True, NONE))
    (row,) = baseline.compared(four, "label").to_dict("records")
    # Three right against one: two more, of the three that the baseline missed.
    assert row["skill"].text == "67%"
    assert row["skill"].formula == "(3 - 1) ÷ (4 - 1) × 100"


def test_a_baseline_that_is_never_wrong_leaves_nothing_to_save():
    (row,) = baseline.compared(made((NOT_YET, True, NONE)), "label").to_dict("records")
    assert row["skill"] is None


@pytest.mark.parametrize(
    ("only_predictions", "only_baseline", "ahead"),
    [
        (0, 0, baseline.NEITHER),
        (3, 1, baseline.NEITHER),
        # Wilson at 95%: 4 of 4 is 51% to 100%, 3 of 3 is 44% to 100%.
        (4, 0, baseline.AHEAD),
        (3, 0, baseline.NEITHER),
        (0, 4, baseline.BEHIND),
        (16, 20, baseline.NEITHER),
    ],
)
def test_somebody_is_ahead_only_if_chance_does_not_explain_it(
    only_predictions, only_baseline, ahead
):
    assert baseline.standing(only_predictions, only_baseline) == ahead


def test_the_comparison_is_told_with_its_numbers():
    edition = load_edition(2027)
    now, _ = baseline.baseline_sentences(FIVE, edition)
    assert now.text.startswith(
        "On 5 judged predictions, saying each time that nothing changes would have been right on 2 "
        "by 22 November 2026; the predictions came true in full on 2."
    )
    (nothing,) = baseline.baseline_sentences(FIVE[FIVE["verdict"] == UNCLEAR], edition)
    assert "none to compare" in nothing.text


def test_without_probabilities_there_is_no_brier_score_and_the_report_says_so():
    (told,) = prediction_forecasts.forecast_sentences(FIVE)
    assert told.text.startswith(
        "None of the 6 predictions for earlier years says how probable it is."
    )
    assert prediction_forecasts.calibration_rows(FIVE).empty


STATED = made(
    (HAPPENED, True, 0.8),
    (PARTLY, True, 0.6),
    (NOT_YET, True, 0.1),
    (UNCLEAR, True, 0.9),
    (HAPPENED, True, NONE),
)


def test_stated_probabilities_are_scored_beside_the_baseline():
    score, base = prediction_forecasts.forecast_sentences(STATED)
    # (0.04 + 0.36 + 0.01) / 3 = 0.137; nothing changes: (1 + 0 + 0) / 3; 1 - 0.41 = 59% saved.
    assert "is 0.137, nought being perfect" in score.text
    assert "scores 0.333, and an even chance each time 0.250" in score.text
    assert "save 59% of the baseline's score" in score.text
    assert base.text == (
        "The score rests on 3 of 4 predictions with a probability; 1 came true in part, which "
        "counts as not having happened, and 1 could not be judged and are left out."
    )


def test_probabilities_that_nobody_can_judge_yet_have_no_score():
    (told,) = prediction_forecasts.forecast_sentences(STATED[STATED["verdict"] == UNCLEAR])
    assert "none of these could be judged yet" in told.text


def test_calibration_is_printed_with_n_and_range():
    rows = prediction_forecasts.calibration_rows(STATED)
    assert list(rows["label"]) == ["0% to 20%", "60% to 80%", "80% to 100%"]
    assert [q.text for q in rows["value"]] == ["0%", "0%", "100%"]
    assert prediction_forecasts.calibration_title(STATED).text.endswith("for 3 predictions")
