"""What councils do with technology: each figure with who was asked, each finding told once."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pandas as pd
import pytest
import regional_tables as tiny

from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.edition.sections import TechnologyTrends
from futuregazing.measures import failures, quoting, themes, trend_story, trend_tables, trend_words
from futuregazing.measures.acronyms import SpellingOut, in_full
from futuregazing.measures.titles import LONGEST, words_in
from futuregazing.measures.trend_lines import LINES
from futuregazing.measures.trends import headline, sentence, survey_base, theme_figures
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

EDITIONS = (2018, 2021, 2022, 2023, 2024, 2025, 2026, 2027)
SETTINGS = load_edition(2027).technology_trends
SHARE = {
    "metric": "cloud_no_strategy_share",
    "unit": "percent",
    "value": "44",
    "geography": "UK",
    "measure_basis": "survey_or_audit_share",
    "buyer_scope": "100 largest councils",
    "period_start": "2030",
    "period_end": "2030",
    "definition_note": "no cloud strategy",
}
SIGNED = SHARE | {
    "metric": "signatories_local_digital_declaration",
    "unit": "councils",
    "measure_basis": "count",
    "buyer_scope": "local authorities",
    "geography": "England",
    "series_id": "SIGNED",
}
COST = SHARE | {
    "metric": "project_cost",
    "unit": "GBP m",
    "measure_basis": "reported_cost",
    "geography": "Anytown",
    "buyer_scope": "one council",
    "definition_note": "Oracle ERP total",
}
NOTHING = {
    "predictions": pd.DataFrame(columns=["theme", "prediction", "who"]),
    "statements": pd.DataFrame(columns=["statement_id", "kind", "statement", "who", "known_by"]),
}


@cache
def at(year: int) -> Tables:
    return load_tables(load_edition(year).as_of)


@cache
def everything() -> Tables:
    return load_tables(None)


def settings(**changes: object) -> TechnologyTrends:
    return SETTINGS.model_copy(update=changes)


def findings(*rows: dict[str, str]) -> pd.DataFrame:
    empty = dict.fromkeys(("prediction_id", "value_text", "known_by", "date"), "")
    made = [
        empty
        | {"source_url": f"https://example.org/{n}", "publisher": "Bureau", "source_grade": "B"}
        | row
        | {"evidence_id": f"E{n}", "value": float(row.get("value_text", "nan"))}
        for n, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(made).set_index("evidence_id", drop=False)


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        ("100 largest councils", 100),
        ("59 councils (18% response)", 59),
        ("72 of 434 local government procurement professionals", 72),
        ("1,203 sites", 1203),
        ("councils responding to LGA survey", None),
        ("18% of councils", None),
    ],
)
def test_who_was_asked_is_read_from_the_sources_own_words(scope: str, asked: int | None) -> None:
    base = survey_base(SHARE | {"buyer_scope": scope, "figure_id": "T1"})
    assert (base.value if base else None) == asked


def test_a_count_has_no_survey_base() -> None:
    assert survey_base(SIGNED | {"buyer_scope": "22 councils", "figure_id": "T1"}) is None


def test_a_small_base_brings_a_caution_as_the_setting_says() -> None:
    (told,) = theme_figures(tiny.tables(SHARE | {"buyer_scope": "40 councils asked"}), "cloud")
    careful, easy = (settings(minimum_survey_n=n) for n in (41, 40))
    assert "with 40 asked, read it with caution" in sentence(told, careful, SpellingOut()).text
    assert "caution" not in sentence(told, easy, SpellingOut()).text


def test_the_latest_figure_of_a_series_is_told_against_the_first() -> None:
    points = [("2028", "200"), ("2029", "223"), ("2030", "254")]
    rows = [SIGNED | {"period_start": y, "period_end": y, "value": v} for y, v in points]
    (told,) = theme_figures(tiny.tables(*rows), "local_digital_declaration")
    assert sentence(told, SETTINGS, SpellingOut()).text == (
        "The Local Digital Declaration had been signed by 254 councils in England in 2030, "
        "against 200 in 2028."
    )


def test_a_figure_without_a_series_is_told_alone() -> None:
    rows = [SHARE | {"period_start": y, "period_end": y} for y in ("2029", "2030")]
    (told,) = theme_figures(tiny.tables(*rows), "cloud")
    assert told.first is None
    assert str(told.value.period) == "2030"


def test_a_copy_is_told_only_where_nothing_better_is_known_and_says_so() -> None:
    copy = SHARE | {"source_grade": "C", "metric": "cloud_pure_share"}
    assert len(theme_figures(tiny.tables(SHARE, copy), "cloud")) == 1
    (told,) = theme_figures(tiny.tables(copy), "cloud")
    assert told.copied
    assert "not traced to its producer" in sentence(told, SETTINGS, SpellingOut()).text


def test_another_population_never_continues_the_count_of_councils() -> None:
    everyone = SIGNED | {"buyer_scope": "all signatories", "series_id": "", "value": "288"}
    later = everyone | {"period_start": "2031", "period_end": "2031", "unit": "signatories"}
    tables = tiny.tables(SIGNED | {"value": "254"}, later, **NOTHING)
    (chapter,) = trend_story.story(tables, settings(themes=("local_digital_declaration",)))
    assert "the number was 288 in 2031: another population" in chapter.paragraphs[0].text
    assert trend_tables.series(tables, SETTINGS, "councils").empty
    earlier = later | {"period_start": "2029", "period_end": "2029"}
    (chapter,) = trend_story.story(
        tiny.tables(SIGNED, earlier, **NOTHING), settings(themes=("local_digital_declaration",))
    )
    assert "population" not in chapter.paragraphs[0].text


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Council uses low-code for AI", "low_code"),
        ("Robots deliver in two towns", "autonomous_delivery"),
        ("One Login leaves out social care data", "interoperability"),
        ("CAF adopted by ten", "cyber"),
        ("Minute trialled", "ai"),
        ("minutes of a meeting", None),
        ("G-Cloud is the most used framework", None),
    ],
)
def test_a_finding_is_filed_by_its_words(text: str, theme: str | None) -> None:
    assert themes.theme_of_words(text) == theme


def test_a_finding_without_such_words_follows_its_prediction() -> None:
    assert themes.theme_of_words("Bedford joins", "autonomous delivery") == "autonomous_delivery"


def test_findings_repeat_neither_each_other_nor_a_figure() -> None:
    evidence = findings(
        {"finding": "44% have no cloud strategy", "value_text": "44"},
        {"finding": "44% have no cloud strategy"},
        {"finding": "Robots in two towns", "source_url": "u", "date": "2030"},
        {"finding": "Robots in three towns", "source_url": "u", "date": "2030"},
        {"finding": "Robots for police", "source_url": "v"},
        {"finding": "A new depot opens"},
    )
    tables = tiny.tables(SHARE | {"url": "https://example.org/1"}, evidence=evidence, **NOTHING)
    assert themes.findings(tables)["finding"].tolist() == ["Robots in two towns"]


def test_every_metric_of_a_theme_is_in_the_vocabulary_once() -> None:
    vocabulary = set(everything()["metrics_vocabulary"].index)
    known = [metric for theme in themes.THEMES.values() for metric in theme.metrics]
    assert set(known) <= vocabulary
    assert set(LINES) <= set(known) | set(themes.CAPACITY)
    shared = {metric for metric in known if known.count(metric) > 1}
    assert shared == {"cyber_incident_cost"}  # told under cyber, costed under what went wrong
    assert set(themes.FILED_FIRST) == set(themes.THEMES) == set(themes.ORDER)


def test_two_sources_for_one_cost_make_a_range_and_a_plan_is_no_cost() -> None:
    rows = [
        COST | {"value": "19", "definition_note": "initial projection"},
        COST | {"value": "144", "qualifier": "forecast"},
        COST | {"metric": "cyber_incident_cost", "geography": "Otherham", "value": "10.1"},
        COST | {"metric": "cyber_incident_cost", "geography": "Otherham", "value": "10.4"},
        COST | {"value": "216", "measure_basis": "unsourced_or_modelled_estimate"},
    ]
    tables = tiny.tables(*rows)
    costs = failures.costs(tables)
    assert costs["label"].tolist() == [
        "Anytown, project",
        "Otherham, cyber attack",
        "Anytown, project (outside estimate)",
    ]
    assert costs["text"].tolist() == ["", "£10.1m to £10.4m", ""]
    (told,) = failures.overruns(tables)
    assert told.text == (
        "Anytown: a project (Oracle enterprise resource planning (ERP)) first planned at £19m "
        "now stands at £144m by forecast, about 7.6 times the plan."
    )
    assert [said.text for said in failures.ranges(tables)] == [
        "Sources put the cyber attack on Otherham at between £10.1m and £10.4m."
    ]


def test_an_acronym_is_spelled_out_once_and_never_within_brackets_of_its_own() -> None:
    spell = SpellingOut()
    assert spell("LGA says (OSR)") == (
        "Local Government Association (LGA) says (Office for Statistics Regulation)"
    )
    assert spell("the LGA again") == "the LGA again"
    assert in_full("the LGA") == "the Local Government Association"


def test_an_acronym_in_the_genitive_is_spelled_out_in_the_genitive() -> None:
    spell = SpellingOut({"IT": "information technology", "GDS": "digital services"})
    assert spell("IT's share") == "information technology's (IT's) share"
    assert spell("IT's share") == "IT's share"
    assert spell("GDS’s part") == "digital services’ (GDS’s) part"
    assert in_full("the LGA's survey") == "the Local Government Association's survey"


def test_a_publisher_in_brackets_is_quoted() -> None:
    assert quoting.publisher_words("techUK (Tussell)") == "techUK quoting Tussell"
    assert quoting.publisher_words("Celerity (supplier white paper)") == (
        "Celerity, supplier white paper"
    )


def test_nothing_known_reads_as_nothing_known() -> None:
    tables = tiny.tables(**NOTHING)
    assert trend_story.story(tables, SETTINGS) == []
    assert trend_tables.survey_shares(tables, SETTINGS).empty
    assert failures.costs(tables).empty
    assert "give no figure for any theme" in headline(tables, SETTINGS).text
    unknown = trend_story.unknown(tables, SETTINGS)
    assert unknown is not None
    assert "low-code" in unknown.text
    assert "Declaration" not in unknown.text  # a programme is not named before it is known


def test_the_edition_written_in_2021_counts_254_councils_and_knows_no_later_count() -> None:
    assert headline(at(2022), SETTINGS).text == (
        "The Local Digital Declaration had been signed by 254 councils in England in December "
        "2021, against 223 in December 2020."
    )
    told = " ".join(p.text for c in trend_story.story(at(2022), SETTINGS) for p in c.paragraphs)
    assert "288" not in told
    for later in ("2022", "2023", "2024", "2025", "Birmingham", "Copilot"):
        assert later not in told


def test_the_current_edition_counts_288_signatories_apart_and_draws_no_line_to_them() -> None:
    told = " ".join(p.text for c in trend_story.story(at(2027), SETTINGS) for p in c.paragraphs)
    assert "the number was 288 on 2 August 2022: another population" in told
    drawn = trend_tables.series(at(2027), SETTINGS, "councils")
    signed = [q.bare for q in drawn["value"] if q.series.startswith("LDD")]
    assert signed == ["223", "254"]


def test_the_editors_order_of_themes_leads_and_a_theme_left_out_is_not_told() -> None:
    first = settings(themes=("digital_care", "ai"))
    assert headline(at(2027), first).text.startswith("Digital care records were kept by 80%")
    chapters = trend_story.story(at(2027), first)
    assert [chapter.theme for chapter in chapters] == ["digital_care", "ai"]
    assert set(trend_tables.facts(at(2027), first)["theme"]) <= {
        themes.THEMES["digital_care"].label,
        themes.THEMES["ai"].label,
    }


def test_titles_say_whom_they_count() -> None:
    shares = trend_tables.series(at(2027), SETTINGS, "percent")
    assert trend_words.change_title(shares).text == (
        "Care providers that keep digital care records: 40% to 80%"
    )
    councils = trend_tables.series(at(2022), SETTINGS, "councils")
    assert trend_words.counts_title(councils).text == (
        "223 to 254 councils have signed the Local Digital Declaration"
    )


def test_one_cost_alone_is_not_the_largest() -> None:
    assert trend_words.costs_title(failures.costs(at(2022))).text.endswith("the only cost reported")
    several = trend_words.costs_title(failures.costs(at(2027)))
    assert several.text.endswith("the largest cost reported")


@pytest.mark.slow
@pytest.mark.parametrize("year", EDITIONS)
def test_titles_fit_and_nothing_told_was_known_later(year: int) -> None:
    tables, day = at(year), load_edition(year).as_of
    overview = trend_tables.overview(tables, SETTINGS)
    titles = [trend_words.overview_title(overview)]
    if len(costs := failures.costs(tables)):
        titles.append(trend_words.costs_title(costs))
    if len(shares := trend_tables.survey_shares(tables, SETTINGS)):
        titles += [trend_words.shares_title(shares.rename(columns={"question": "label"}))]
        titles += [trend_words.all_shares_title(shares)]
    assert all(words_in(title) <= LONGEST for title in titles)
    for chapter in trend_story.story(tables, SETTINGS):
        for ref in {*chapter.facts, *(r for p in chapter.paragraphs for r in p.refs)}:
            known = everything()[ref.table].at[ref.row, "known_by"]
            assert (dt.date.fromisoformat(known) if known else day) <= day, ref


def test_a_paragraph_keeps_the_rows_of_all_its_sentences() -> None:
    tables = tiny.tables(SHARE, SHARE | {"metric": "cloud_pure_share", "value": "10"}, **NOTHING)
    (chapter,) = trend_story.story(tables, settings(themes=("cloud",)))
    assert {Ref("figures", "T1"), Ref("figures", "T2")} <= set(chapter.paragraphs[0].refs)
