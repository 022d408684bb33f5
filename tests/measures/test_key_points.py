"""The opening page: one number a sentence, what moved and why, what is not known."""

import functools
from decimal import Decimal

import pytest
from editions import each_edition

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import statement
from futuregazing.claims.units import Unit
from futuregazing.edition import SECTION_NAMES, load_edition
from futuregazing.edition.periods import calendar_year
from futuregazing.edition.sections import WITHOUT_FINDING
from futuregazing.measures import key_changes, key_points
from futuregazing.measures.between import since_previous
from futuregazing.tables import load_tables


@functools.cache
def open_edition(year, *overrides):
    edition = load_edition(year, overrides)
    return edition, load_tables(edition.as_of), edition.key_points


@pytest.fixture(params=each_edition())
def opened(request):
    return open_edition(request.param)


def texts(edition, tables, settings):
    return [p.sentence.text for p in key_points.key_points(tables, settings, edition)]


def test_every_section_with_a_finding_can_give_a_key_point():
    assert set(key_points.FINDINGS) == set(SECTION_NAMES) - set(WITHOUT_FINDING)
    assert set(key_points.TITLES) == set(key_points.FINDINGS)


@pytest.mark.slow
def test_each_key_point_holds_exactly_one_number(opened):
    edition, tables, settings = opened
    points = key_points.key_points(tables, settings, edition)
    assert 3 <= len(points) <= settings.how_many
    for point in points:
        claims = [part for part in point.sentence.parts if part["kind"] == "claim"]
        assert len(claims) == 1, point.sentence.text


def test_no_key_point_rests_on_a_row_known_later(opened):
    edition, tables, settings = opened
    for point in key_points.key_points(tables, settings, edition):
        for ref in point.sentence.refs:
            assert ref.row in tables[ref.table].index
            assert tables[ref.table].at[ref.row, "known_by"] <= edition.as_of.isoformat()


def test_the_key_points_of_2022_are_those_of_december_2021():
    told = " ".join(texts(*open_edition(2022)))
    for amount in ("£10.5bn", "64%", "26%", "£845m", "254 councils"):
        assert amount in told
    for later in ("£617m", "£2.3bn", "£2.85bn", "68.5%"):
        assert later not in told


def test_the_current_edition_leads_with_the_latest_year():
    first = texts(*open_edition(2027))[0]
    assert "£2.85bn" in first
    assert "FY2024/25" in first


def test_the_editor_decides_how_many_and_in_which_order():
    found = open_edition(
        2027,
        "key_points.how_many=3",
        "key_points.candidates=[predictions_review, market_size, regional_split, opportunities]",
    )
    told = texts(*found)
    assert len(told) == 3
    assert "predictions for 2026" in told[0]


def test_what_the_current_edition_does_not_know_is_said():
    edition, tables, settings = open_edition(2027)
    told = [sentence.text for sentence in key_points.not_known(tables, settings, edition)]
    assert told[0] == (
        "No figure for what councils pay technology suppliers in FY2025/26 had been published by "
        "22 November 2026."
    )
    assert "25 June 2026" in told[-1]


def test_a_year_that_the_market_figure_covers_is_not_missing():
    edition, tables, settings = open_edition(2026)
    told = [sentence.text for sentence in key_points.not_known(tables, settings, edition)]
    assert not any("what councils pay" in sentence for sentence in told)


def test_subjects_without_a_number_are_named():
    edition, tables, settings = open_edition(2018)
    told = " ".join(s.text for s in key_points.not_known(tables, settings, edition))
    assert "No number was known for: regional split; predictions." in told


def test_the_first_edition_is_compared_with_none():
    edition, tables, settings = open_edition(2018)
    found = key_changes.changes(tables, settings, edition)
    assert found == []
    assert "No edition came before" in key_changes.changes_sentence(found, edition).text


def test_what_changed_is_what_the_section_on_changes_says():
    edition, tables, settings = open_edition(2022)
    found = key_changes.changes(tables, settings, edition)
    assert set(found) <= set(since_previous(tables, edition))
    signed = {one.section: one for one in found}["technology_trends"]
    assert (signed.then.text, signed.now.text) == ("223 councils", "254 councils")
    assert signed.change.direction == "up"


@pytest.mark.parametrize("year", [2026])
@pytest.mark.slow
def test_each_chapter_is_told_by_the_number_of_its_key_point(year):
    edition, tables, settings = open_edition(year)
    points = {p.section: p for p in key_points.key_points(tables, settings, edition)}
    found = {one.section: one for one in key_changes.changes(tables, settings, edition)}
    assert len(found) >= 5
    assert "predictions_review" not in found
    for section in points.keys() & found.keys():
        assert found[section].now == points[section].number


@pytest.mark.parametrize(
    "year", [2022, *(pytest.param(year, marks=pytest.mark.slow) for year in (2021, 2027))]
)
def test_how_to_read_what_changed_is_said(year):
    edition, tables, settings = open_edition(year)
    found = key_changes.changes(tables, settings, edition)
    assert key_changes.changes_sentence(found, edition).text.endswith(".")


def number(row="FIG0001", value=100, **meaning):
    given = {"basis": "published_invoice_spend", "period": calendar_year(2020)}
    return Quantity(Decimal(value), Unit("GBP"), refs=(Ref("figures", row),), **(given | meaning))


def test_numbers_are_found_in_a_sentence_within_a_sentence():
    inner = statement("spent {size}", size=number())
    outer = statement("Councils {told}.", told=inner)
    assert [q.value for q in key_points.numbers_in(outer)] == [100]
    assert key_points.numbers_in(statement("Nothing was known.")) == []
