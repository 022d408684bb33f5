"""The method chapter counts what an edition holds, and its checks find what is planted."""

import datetime as dt
import functools
from dataclasses import replace

import pytest
from editions import each_edition

from futuregazing.claims.checking.counts import recount
from futuregazing.edition import load_edition
from futuregazing.measures import (
    glossary,
    quality,
    quality_checks,
    quality_claims,
    quality_records,
    quality_words,
)
from futuregazing.tables import load_tables


@functools.cache
def open_edition(year):
    edition = load_edition(year)
    return edition, load_tables(edition.as_of)


@pytest.fixture(params=each_edition())
def opened(request):
    return open_edition(request.param)


@pytest.fixture
def old():
    return open_edition(2022)


def spoilt(tables, name, change):
    """Return the tables with one of them changed by a function."""
    frame = tables[name]
    change(frame)
    return replace(tables, frames={**tables.frames, name: frame})


def faults(tables, edition):
    checks = quality_checks.run(tables, edition)
    return set(checks.loc[checks["faults"] > 0, "check"])


def test_every_check_passes_on_the_projects_own_tables(opened):
    edition, tables = opened
    assert faults(tables, edition) == set()
    assert quality_words.checks_sentence(quality_checks.run(tables, edition)).text.startswith("All")


def set_first(column, value):
    def change(frame):
        frame.loc[frame.index[0], column] = value

    return change


def set_series_mate(frame):
    series = frame.loc[frame["series_id"] != "", "series_id"].value_counts().index[0]
    row = frame.index[frame["series_id"] == series][0]
    frame.loc[row, "geography"] = "Atlantis"


def unsay_coverage(frame):
    frame.loc[frame.index[frame["supports"] == 1][0], "covers"] = ""


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("figures", set_first("known_by", "2026-01-01"), "known later"),
        ("figures", set_first("unit", "???"), "can be read"),
        ("figures", set_series_mate, "Every series"),
        ("evidence", set_first("source_url", ""), "address of its page"),
        ("contradictions", set_first("record_ids", "FIG9999"), "both sides"),
        ("evidence", unsay_coverage, "tests all of it"),
    ],
)
def test_a_planted_fault_is_found_by_the_check_that_looks_for_it(old, name, change, words):
    edition, tables = old
    assert any(words in found for found in faults(spoilt(tables, name, change), edition))


def test_a_column_of_hindsight_in_an_older_edition_is_found(old):
    edition, tables = old
    noted = tables["evidence"].assign(note="")
    (found,) = faults(replace(tables, frames={**tables.frames, "evidence": noted}), edition)
    assert "hindsight" in found


def test_a_row_that_stands_twice_is_found(old):
    edition, tables = old
    regions = tables["regions"]
    regions.index = [regions.index[0], regions.index[0], *regions.index[2:]]
    (found,) = faults(replace(tables, frames={**tables.frames, "regions": regions}), edition)
    assert "twice" in found


def test_a_correction_that_was_lost_is_found(old):
    edition, tables = old
    mended = tables.corrections
    row = mended[(mended["table"] == "figures") & (mended["column"] == "qualifier")].iloc[0]
    lost = spoilt(
        tables, "figures", lambda frame: frame.__setitem__("qualifier", frame["qualifier"] + "?")
    )
    assert row["corrected"] == "forecast"
    assert any("correction" in words for words in faults(lost, edition))


def test_failed_checks_are_named_in_words(old):
    edition, tables = old
    checks = quality_checks.run(spoilt(tables, "figures", set_first("unit", "???")), edition)
    assert "Not all checks passed" in quality_words.checks_sentence(checks).text
    assert quality_words.checks_title(checks).text.startswith("Some checks failed")


def test_the_newest_source_is_the_newest_exact_day():
    tables = load_tables(load_edition(2027).as_of)
    assert quality.newest_source(tables).day == dt.date(2026, 6, 25)


def test_no_edition_tells_of_a_source_newer_than_itself(opened):
    edition, tables = opened
    assert quality.newest_source(tables).day <= edition.as_of


def test_grades_add_up_to_the_rows_of_their_tables(opened):
    _, tables = opened
    frame = quality.grades(tables)
    for name, title in quality.GRADED.items():
        told = frame.loc[frame["group"] == title, "value"]
        assert sum(q.value for q in told) == len(tables[name])


def test_every_kind_of_number_has_words(opened):
    _, tables = opened
    kinds = quality.bases(tables)
    assert sum(q.value for q in kinds["value"]) == len(tables["figures"])
    assert (kinds["counts"] != "").all()


def test_contradictions_of_2021_are_those_known_by_then(old):
    _, tables = old
    frame = quality_records.contradictions(tables)
    assert "SME share 2021" in set(frame["topic"])
    assert "2025 market size" not in set(frame["topic"])
    assert "likely_explanation" not in frame.columns


def test_a_claim_that_must_not_be_cited_is_not_repeated(old):
    _, tables = old
    never = spoilt(
        tables,
        "contradictions",
        set_first("how_the_report_should_treat_it", quality_records.NEVER_REPEAT),
    )
    frame = quality_records.contradictions(never)
    row = frame[frame["treatment"] == quality_records.NEVER_REPEAT].iloc[0]
    assert (row["claim_a"], row["claim_b"], row["refs"]) == ("", "", ())


def test_an_older_edition_tells_neither_what_a_slip_let_in_nor_later_sources(opened):
    edition, tables = opened
    frame = quality_records.corrections(tables)
    if edition.current:
        assert {"printed", "corrected"} <= set(frame.columns)
        return
    assert not {"printed", "corrected"} & set(frame.columns)
    told = tables.corrections.loc[frame.index, "source_date"]
    assert all(str(day)[:10] <= edition.as_of.isoformat() for day in told)


def test_the_reading_of_the_tables_is_printed_in_the_current_edition_alone(opened):
    edition, tables = opened
    assert bool(len(quality_records.review(tables))) == edition.current


def test_denominators_not_yet_published_are_named(old):
    assert "Local government finance" in quality.not_available(old[1])
    assert quality.not_available(load_tables(None)) == []


def test_a_setting_changed_by_hand_is_confessed():
    edition = load_edition(2022, ["opportunities.horizon_months=12"])
    told = [sentence.text for sentence in quality_words.parameter_sentences(edition)]
    assert "opportunities.horizon_months" in told[-1]
    row = quality_words.parameters(edition).set_index("setting").loc["opportunities.horizon_months"]
    assert (row["text"], row["decided"]) == ("12", "this build only")
    assert len(list(quality_words.parameter_sentences(load_edition(2022)))) == 1


def test_versions_name_no_machine():
    told = " ".join(quality_words.versions()["package"])
    assert "pandas" in told
    assert "python" not in told


def test_the_edition_can_be_rebuilt_and_cited_from_what_it_says(old):
    edition, _ = old
    assert "make report YEAR=2022" in quality_words.rebuilding(edition).text
    assert "(2021). Future Gazing 2022:" in quality_words.citation(edition).text


def test_the_glossary_grows_with_what_is_known():
    then = glossary.terms(load_tables(dt.date(2021, 12, 31)))
    now = glossary.terms(load_tables(None))
    assert "GDS Local" in now.index
    assert "GDS Local" not in then.index
    assert {"ITL1", "IT"} <= set(then.index) & set(now.index)
    assert "SR21" in set(now.index) - set(then.index)
    assert list(now["term"]) == sorted(now["term"], key=lambda term: (term.casefold(), term))


def test_acronyms_are_spelled_out_once_in_singular_and_plural():
    spell = glossary.spelling_out(load_tables(None))
    assert spell("SMEs and PCCs") == (
        "small and medium-sized enterprises (SMEs) and police and crime commissioners (PCCs)"
    )
    assert spell("SMEs") == "SMEs"


def counts_in(sentences):
    """Return the quantities that sentences print, those of a list as its parts."""
    claims = [part["claim"] for sentence in sentences for part in sentence.parts if "claim" in part]
    assert claims
    return {claim["text"]: claim for claim in claims}


def test_contradictions_are_counted_by_weight_in_words_that_read_on(old):
    _, tables = old
    counts = counts_in(quality_words.contradiction_sentences(tables))
    formulas = [claim["formula"] for claim in counts.values()]
    assert "count of contradictions of high weight" in formulas
    assert not any("of of" in formula for formula in formulas)


def test_withheld_rows_are_told_by_the_register_for_no_table_holds_them(opened):
    _, tables = opened
    counts = counts_in(quality_words.correction_sentences(tables))
    withheld = [claim for text, claim in counts.items() if "withheld" in text]
    for claim in withheld:
        assert claim["refs"] == []
        assert claim["formula"] == "count of withheld rows, told by the register of corrections"
        assert recount(claim, tables.frames) is None
    assert withheld or "withhold" not in set(quality_records.corrections(tables)["kind"])


def test_corrections_made_for_one_reason_stand_in_one_line(opened):
    _, tables = opened
    frame = quality_records.corrections(tables)
    lines = quality_records.grouped(frame)
    assert lines["number"].sum() == len(frame)
    assert ("change" in lines.columns) == tables.current


def test_the_houses_own_tables_are_no_sources(opened):
    _, tables = opened
    names = set(quality.table_list(tables)["table"])
    assert "figures" in names
    assert not {"links", "review", "glossary", "metrics_vocabulary"} & names


def test_the_claim_checkers_findings_are_counted_by_rule_and_state(opened):
    _, tables = opened
    result = quality_claims.checked(tables)
    rules = quality_claims.rules(result)
    assert rules["findings"].sum() == len(result.findings)
    assert (rules["known"] + rules["answered"] + rules["open"] == rules["findings"]).all()
    assert quality_claims.sentence(result, tables).text.endswith(".")
    assert "No grave clash" in quality_claims.title(result).text


def test_an_edition_without_figures_has_nothing_that_clashes(old):
    _, tables = old
    ledger = {name: tables[name].iloc[:0] for name in ("figures", "bluelight")}
    empty = {**tables.frames, **ledger}
    result = quality_claims.checked(replace(tables, frames=empty))
    assert quality_claims.rules(result).empty
    assert "nothing clashed" in quality_claims.sentence(result, tables).text
