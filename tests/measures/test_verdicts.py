"""Verdicts come from findings by one rule; rates say how little small numbers tell."""

import datetime as dt

import pandas as pd
import pytest

from futuregazing.measures import verdicts
from futuregazing.measures.verdicts import HAPPENED, NOT_YET, PARTLY, UNCLEAR

FOR, BASELINE, AGAINST = 1, 0, -1


def findings(*rows: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "prediction_id": ["P1"] * len(rows),
            "supports": [supports for supports, _ in rows],
            "covers": [covers for _, covers in rows],
            "known_by": ["2021-06-30"] * len(rows),
        },
        index=[f"E{number}" for number in range(len(rows))],
    )


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([], UNCLEAR),
        ([(BASELINE, "")], UNCLEAR),
        ([(FOR, "claim")], HAPPENED),
        ([(FOR, "part"), (FOR, "claim")], HAPPENED),
        ([(FOR, "part"), (FOR, "part")], PARTLY),
        ([(FOR, "claim"), (AGAINST, "")], PARTLY),
        ([(FOR, "part"), (AGAINST, "")], PARTLY),
        ([(AGAINST, "")], NOT_YET),
        ([(AGAINST, ""), (BASELINE, "")], NOT_YET),
    ],
)
def test_the_verdict_follows_from_the_findings(rows, verdict):
    assert verdicts.verdict_of(findings(*rows)) == verdict


def test_a_baseline_never_decides_even_if_it_would_cover_the_claim():
    assert verdicts.verdict_of(findings((BASELINE, "claim"))) == UNCLEAR


PREDICTIONS = pd.DataFrame(
    {
        "edition": [2018, 2021],
        "decided_by": ["", ""],
        "verdict_to_date": [HAPPENED, HAPPENED],
    },
    index=["P1", "P2"],
)
EVIDENCE = pd.DataFrame(
    {
        "prediction_id": ["P1", "P1", "P1"],
        "supports": [AGAINST, FOR, FOR],
        "covers": ["", "part", "claim"],
        "known_by": ["2018-12-31", "2020-12-31", ""],
        "date": ["2018-12", "2020-06-30", ""],
    },
    index=["E1", "E2", "E3"],
)


def test_the_two_clocks_count_what_was_known_by_their_day():
    made = verdicts.judged(PREDICTIONS, EVIDENCE, dt.date(2020, 12, 31))
    assert list(made["in_year"]) == [NOT_YET, UNCLEAR]
    assert list(made["by_now"]) == [PARTLY, UNCLEAR]
    assert list(made["found_for"]) == [1, 0]
    assert [ref.row for ref in made.at["P1", "refs"]] == ["P1", "E1", "E2"]


def test_a_finding_without_a_day_counts_only_once_the_tables_are_closed():
    before = verdicts.judged(PREDICTIONS, EVIDENCE, dt.date(2025, 12, 31))
    closed = verdicts.judged(PREDICTIONS, EVIDENCE, dt.date(2026, 11, 22))
    assert (before.at["P1", "found_for"], closed.at["P1", "found_for"]) == (1, 2)


def test_a_verdict_cites_the_prediction_and_every_finding_it_rests_on():
    made = verdicts.judged(PREDICTIONS, EVIDENCE, dt.date(2026, 11, 22))
    cited = [(ref.table, ref.row) for ref in made.at["P1", "refs"]]
    assert cited == [("predictions", "P1"), *(("evidence", f"E{n}") for n in (1, 2, 3))]


def test_before_the_day_that_decides_a_prediction_is_unclear_whatever_was_found():
    dated = PREDICTIONS.assign(decided_by=["2021-03-31", ""])
    before = verdicts.judged(dated, EVIDENCE, dt.date(2020, 12, 31))
    assert list(before["due"]) == [False, True]
    assert before.at["P1", "by_now"] == before.at["P1", "in_year"] == UNCLEAR
    after = verdicts.judged(dated, EVIDENCE, dt.date(2021, 12, 31))
    assert after.at["P1", "due"]
    assert after.at["P1", "by_now"] == PARTLY
    # Its own year, 2018, had ended before the day that decides.
    assert after.at["P1", "in_year"] == UNCLEAR


def test_on_its_day_counts_findings_about_that_day_whenever_they_were_published():
    dated = PREDICTIONS.assign(decided_by=["2020-06-30", ""])
    made = verdicts.judged(dated, EVIDENCE, dt.date(2020, 12, 31))
    # E1 against of December 2018 and E2 for of June 2020, known in December 2020.
    assert made.at["P1", "on_its_day"] == PARTLY
    earlier = PREDICTIONS.assign(decided_by=["2019-12-31", ""])
    made = verdicts.judged(earlier, EVIDENCE, dt.date(2020, 12, 31))
    assert made.at["P1", "on_its_day"] == NOT_YET


@pytest.mark.parametrize(("decided_by", "day"), [("", "2028-12-31"), ("2029-03-31", "2029-03-31")])
def test_a_prediction_without_a_day_of_its_own_is_decided_with_its_year(decided_by, day):
    assert verdicts.deadline(2028, decided_by).isoformat() == day


def test_an_edition_written_in_the_year_counts_up_to_its_own_day():
    assert verdicts.year_end(2026, dt.date(2026, 11, 22)) == dt.date(2026, 11, 22)
    assert verdicts.year_end(2018, dt.date(2020, 12, 31)) == dt.date(2018, 12, 31)


def test_a_verdict_to_date_is_printed_only_where_a_finding_stands_behind_it():
    made = verdicts.judged(PREDICTIONS, EVIDENCE, dt.date(2026, 11, 22))
    assert verdicts.to_date(made) == [HAPPENED, UNCLEAR]


def test_no_predictions_give_no_verdicts():
    made = verdicts.judged(PREDICTIONS.iloc[:0], EVIDENCE, dt.date(2026, 11, 22))
    assert made.empty
    assert {"in_year", "by_now", "refs"} <= set(made.columns)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Known answers: Newcombe (1998), Statistics in Medicine 17, table of examples: 81 of 263,
    # 15 of 148, 0 of 20, 1 of 29.
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_the_interval_is_wilsons(hits, n, low, high):
    assert verdicts.wilson(hits, n) == pytest.approx((low, high), abs=0.006)


def test_all_hits_of_few_are_not_certainty():
    low, high = verdicts.wilson(3, 3)
    assert round(low) == 44
    assert high == 100.0


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (4, 3), (-1, 3)])
def test_an_impossible_share_is_refused(hits, n):
    with pytest.raises(ValueError, match="no share"):
        verdicts.wilson(hits, n)


def test_a_rate_names_its_denominator_and_its_formula():
    made = verdicts.rate(1, 6, ())
    assert made.text == "17%"
    assert made.denominator == "predictions with a verdict"
    assert made.formula == "1 ÷ 6 × 100"


def test_verdicts_are_counted_in_order_with_noughts():
    assert verdicts.tally([PARTLY, PARTLY, UNCLEAR]) == {
        HAPPENED: 0,
        PARTLY: 2,
        NOT_YET: 0,
        UNCLEAR: 1,
    }
