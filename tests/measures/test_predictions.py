"""Which predictions are reviewed, how they are scored, and what each edition may say of them."""

import functools

import pandas as pd
import pytest
from editions import each_edition

from futuregazing.edition import load_edition
from futuregazing.measures import prediction_record, predictions, predictions_ahead
from futuregazing.measures import prediction_scores as scores
from futuregazing.measures import prediction_tables as listed
from futuregazing.measures import prediction_words as words
from futuregazing.measures.verdicts import HAPPENED, PARTLY, UNCLEAR
from futuregazing.tables import load_tables


@functools.cache
def open_edition(year, *overrides):
    edition = load_edition(year, overrides)
    return edition, load_tables(edition.as_of), edition.predictions_review


@pytest.fixture(params=each_edition())
def opened(request):
    return open_edition(request.param)


@pytest.mark.parametrize(
    ("programme", "family"),
    [
        ("techUK Future Gazing", "techUK Future Gazing"),
        ("techUK guest blog (Virgin Media Business)", predictions.GUESTS),
        ("PublicTechnology (press forecast)", predictions.PRESS),
        ("supplier forecast (Abavus)", predictions.SUPPLIERS),
        ("government plan (Home Office, NAO)", predictions.GOVERNMENT),
        ("legal briefing (Bevan Brittan)", predictions.ADVISERS),
        ("Gartner", "Gartner"),
    ],
)
def test_a_guest_or_supplier_never_counts_as_the_association(programme, family):
    assert predictions.family(programme, "techUK Future Gazing") == family


def test_the_first_theme_named_decides_and_an_unknown_one_stands_alone():
    assert predictions.theme_group("AI / policing") == "Artificial intelligence"
    assert predictions.theme_group("devolution/LGR") == "Place and reorganisation"
    assert predictions.theme_group("quantum") == "Quantum"


def test_every_theme_in_the_table_has_a_group_and_every_programme_a_family():
    table = load_tables(None)["predictions"]
    groups = {predictions.theme_group(theme) for theme in table["theme"]}
    families = {predictions.family(p, "techUK Future Gazing") for p in table["programme"]}
    assert groups <= set(predictions.THEMES)
    assert families <= {"techUK Future Gazing"} | {name for _, name in predictions.FAMILIES}


def test_an_edition_reviews_the_last_one_and_the_years_between():
    edition, _, settings = open_edition(2021)
    assert str(predictions.years_reviewed(edition, settings)) == "2018 to 2020"
    edition, _, settings = open_edition(2022)
    assert str(predictions.years_reviewed(edition, settings)) == "2021"
    edition, _, settings = open_edition(2018)
    assert predictions.years_reviewed(edition, settings) is None


def test_the_first_year_reviewed_can_be_set():
    edition, _, settings = open_edition(2027, "predictions_review.review_from=2024")
    assert str(predictions.years_reviewed(edition, settings)) == "2024 to 2026"


def test_one_programme_can_be_reviewed_alone():
    edition, tables, settings = open_edition(
        2027, 'predictions_review.programmes=["techUK Future Gazing"]'
    )
    frame = predictions.history(tables, edition, settings)
    assert set(frame["programme"]) == {"techUK Future Gazing"}


def test_the_review_of_2021_says_only_what_was_known_at_its_end():
    edition, tables, settings = open_edition(2022)
    frame = predictions.review(tables, edition, settings)
    assert set(frame["edition"]) == {2021}
    assert len(frame) == 9
    # Half of the threshold was met: signatories, but not yet ten live sites.
    assert frame.at["P2021-03", "verdict"] == PARTLY
    assert frame.at["P2021-01", "verdict"] == UNCLEAR
    assert predictions.headline(tables, settings, edition).text == (
        "None of the 3 predictions for 2021 that could be judged by 31 December 2021 had come "
        "true in full."
    )


def test_the_2022_edition_prints_the_six_listed_predictions_first():
    edition, tables, settings = open_edition(2022)
    ahead = predictions.for_year(tables, 2022, settings)
    assert list(ahead.index)[:6] == [f"P2022-0{number}" for number in range(1, 7)]
    told = [s.text for s in predictions_ahead.ahead_sentences(ahead, edition, settings)]
    assert told[1].startswith("6 of 13 predictions are the organisers' own list")


def test_the_robots_had_come_to_two_places_by_the_end_of_their_year_and_to_three_later():
    _, then, _ = (found := open_edition(2023))
    assert predictions.review(then, found[0], found[2]).at["P2022-01", "verdict"] == PARTLY
    edition, tables, settings = open_edition(2024)
    assert predictions.history(tables, edition, settings).at["P2022-01", "verdict"] == HAPPENED


def test_nothing_is_predicted_for_2027_and_the_chapter_shows_where_to_enter_it():
    edition, tables, settings = open_edition(2027)
    ahead = predictions.for_year(tables, 2027, settings)
    assert ahead.empty
    (told,) = predictions_ahead.ahead_sentences(ahead, edition, settings)
    assert told.text.startswith("No prediction for 2027 has been entered.")
    row = predictions_ahead.blank_row(tables, edition, settings).set_index("field")
    assert row.at["prediction_id", "entry"] == "P2027-01"
    assert row.at["threshold", "entry"] == predictions_ahead.TO_ENTER
    assert row.at["prediction_id", "example"] == "P2022-01"


def test_the_title_of_the_scorecard_names_the_clock_it_counts(opened):
    edition, tables, settings = opened
    frame = predictions.review(tables, edition, settings)
    if frame.empty:
        return
    clock = listed.clock(frame, settings)
    title = words.verdict_title(frame, predictions.years_reviewed(edition, settings), clock)
    assert clock in title.text
    assert f"Verdict {clock}" in listed.scorecard_columns(frame, settings).values()


def test_verdicts_to_date_are_for_the_current_edition_alone(opened):
    edition, tables, settings = opened
    frame = predictions.history(tables, edition, settings)
    assert ("to_date" in frame.columns) == edition.current
    assert bool(list(scores.agreement(frame))) == edition.current


def test_no_edition_rests_a_verdict_on_a_later_finding(opened):
    edition, tables, settings = opened
    known = tables["evidence"]["known_by"]
    frame = predictions.history(tables, edition, settings)
    rows = [ref.row for ref in predictions.evidence_refs(frame) if ref.table == "evidence"]
    assert all(known[row] <= edition.as_of.isoformat() for row in rows)


@pytest.mark.slow
def test_every_sentence_can_be_said_in_every_edition(opened):
    edition, tables, settings = opened
    frame = predictions.review(tables, edition, settings)
    earlier = predictions.history(tables, edition, settings)
    ahead = predictions.for_year(tables, edition.year, settings)
    years = predictions.years_reviewed(edition, settings)
    themes = scores.scores(earlier, "group")
    told = [
        *words.limits(frame),
        *words.review_sentences(frame, years),
        *prediction_record.record_sentences(earlier, edition),
        *predictions_ahead.ahead_sentences(ahead, edition, settings),
        *scores.agreement(earlier),
        scores.association(earlier, settings, edition),
        scores.lesson_for_suppliers(themes),
        scores.lesson_for_councils(earlier),
        predictions.headline(tables, settings, edition),
    ]
    assert all(sentence.text.endswith(".") for sentence in told)


SETTINGS = load_edition(2027).predictions_review


def made(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return judged predictions: programme, stated_as, theme, verdict."""
    names = ["programme", "stated_as", "theme", "verdict"]
    frame = pd.DataFrame(rows, columns=names, index=[f"P{n}" for n in range(len(rows))])
    frame["prediction_id"] = frame.index
    frame["edition"] = 2021
    frame["by_now"] = frame["in_year"] = frame["verdict"]
    frame["due"] = True
    frame["family"] = [predictions.family(p, "techUK Future Gazing") for p in frame["programme"]]
    frame["group"] = [predictions.theme_group(theme) for theme in frame["theme"]]
    frame["refs"] = [()] * len(frame)
    return frame


TWELVE = made(
    ("techUK Future Gazing", "listed", "AI", "happened"),
    ("techUK Future Gazing", "listed", "AI", "partly"),
    ("techUK Future Gazing", "listed", "cyber", "unclear"),
    ("techUK Future Gazing", "remark", "cyber", "happened"),
    ("supplier forecast (A)", "forecast", "cyber", "not yet"),
)


def test_only_listed_predictions_count_in_the_associations_score():
    edition = load_edition(2027)
    told = scores.association(TWELVE, SETTINGS, edition).text
    assert "listed 3 predictions" in told
    assert "1 of 2 predictions that could be judged had come true in full" in told
    assert "between 9.5% and 91%" in told


def test_an_association_without_a_list_of_its_own_has_no_score():
    remarks = TWELVE[TWELVE["stated_as"] == "remark"]
    told = scores.association(remarks, SETTINGS, load_edition(2027)).text
    assert "has no score here" in told


def test_scores_stand_with_their_n_and_an_unjudged_row_has_no_rate():
    table = scores.scores(scores.in_families(TWELVE, SETTINGS), "label").set_index("label")
    own = table.loc["techUK Future Gazing, own list"]
    assert (own["number"], own["judged"], own["happened"], own["partly"]) == (3, 2, 1, 1)
    assert own["value"].text == "50%"
    assert table.at["Suppliers", "value"].text == "0%"
    unjudged = scores.scores(TWELVE[TWELVE["verdict"] == "unclear"], "group")
    assert unjudged["value"].isna().all()
    assert scores.rated(unjudged).empty


def test_the_rule_is_compared_with_people_only_where_both_have_a_verdict():
    frame = TWELVE.assign(
        verdict_in_year=["happened", "happened", "partly", "unclear", "happened"],
        verdict_to_date=["unclear"] * 5,
    )
    (told,) = scores.agreement(frame)
    assert "on 1 of 3 predictions where both reach one" in told.text
    assert "sterner on 2 and milder on none" in told.text


def test_findings_say_which_way_they_speak_and_how_far(opened):
    edition, tables, settings = opened
    frame = predictions.history(tables, edition, settings)
    found = listed.findings(frame, tables)
    assert set(found["side"]) <= {"for", "for, in part", "against", "baseline"}
    assert len(found) == tables["evidence"]["prediction_id"].isin(frame.index).sum()


def test_pounds_and_acronyms_are_put_in_plain_words():
    plain = listed.in_plain_words(lambda text: text.replace("SME", "small firm"))
    assert plain("GBP354m to SMEs, GBP 5bn") == "£354m to small firms, £5bn"


def test_a_chart_of_evidence_leaves_out_what_cannot_be_judged_and_says_what_else_it_drops():
    rows = [("press forecast", "forecast", "AI", "partly")] * (listed.GRID_ROWS + 2)
    frame = made(*rows).assign(prediction="words", found_for=1, found_against=0)
    drawn = listed.grid(frame)
    assert len(drawn) == listed.GRID_ROWS
    (note,) = words.grid_notes(drawn, frame)
    assert note.text == "2 predictions with fewer findings stand in the table only."


def test_findings_are_counted_in_words_and_sentences_begin_with_a_capital():
    rows = made(*[("press forecast", "forecast", "AI", "partly")] * 3).assign(
        prediction="AI spreads.",
        indicator="share",
        threshold="half",
        decided_by=["", "2024-03-31", ""],
        probability=[float("nan"), float("nan"), 0.7],
        found_for=[2, 1, 0],
        found_against=[0, 3, 0],
    )
    spell = listed.in_plain_words(lambda text: text.replace("AI", "artificial intelligence (AI)"))
    told = listed.scorecard_rows(rows, spell)
    assert list(told["found"]) == ["2 for", "1 for, 3 against", "none"]
    assert told["prediction"].iloc[0] == "Artificial intelligence (AI) spreads."
    assert list(told["shown_by"]) == [
        "Share: half",
        "Share: half (decided by 31 March 2024)",
        "Share: half; probability stated: 0.7",
    ]
