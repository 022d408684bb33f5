"""What market size says of a snapshot: totals by hand, coverage, and nothing without one."""

import datetime as dt

import pytest
from editions import tables_of
from small_market import award, ceiling, party, payments, small_market

from futuregazing.edition import load_edition
from futuregazing.measures import measured_topics_market, measured_words_market
from futuregazing.measures.measured_edition import View, measured_from
from futuregazing.measures.measured_lines import has_measures

AS_OF = dt.date(2025, 12, 31)
AWARDS = (
    award("a", 1_000.10),
    award("b", 2_000.20, award_date="2023-05-01", start_date="2025-01-01", end_date="2026-12-31"),
    award("c", None, award_date="2023-06-01"),
    ceiling("d", 9_000_000),
    award("e", 500, award_date=None),
    award("f", 70, body_kind="police"),
    award("g", 70, technology=False),
)
PAID = (
    payments("2024-05-01", 100, 2),
    payments("2024-06-01", -30, 1, publisher="Borchester"),
    payments("2023-05-01", 7),
)


def tables(*awards, paid=(), parties=()):
    market = small_market(awards, parties, paid=paid, as_of=AS_OF)
    view = View(market, load_edition(2027), tables_of(2027))
    return measured_from(view, measured_topics_market.TOPICS).tables


@pytest.fixture(scope="module")
def made():
    """The tables of `AWARDS`, `PAID` and five small firms."""
    parties = [party(key, key, "sme") for key in "abcde"]
    return tables(*AWARDS, paid=PAID, parties=parties)


def test_the_part_opens_with_what_the_snapshot_holds_and_that_it_is_no_market(made):
    told = " ".join(map(str, measured_words_market.covers(made)))
    assert "Of its 7 awards, 5 are for technology" in told
    assert "1 body in all" in told
    assert "from 17 March 2024 to 17 March 2024" in told
    assert "a sample is not the market" in told


def test_what_values_leave_out_is_told_once_in_words(made):
    told = " ".join(map(str, measured_words_market.covers(made)))
    assert "Values rest on 3 awards. Left out are ceilings (what may be bought at most)" in told
    assert "awards without a value" in told


def test_awards_without_a_day_of_publication_are_no_market_either():
    told = " ".join(map(str, measured_words_market.covers(tables(award("a", published_on=None)))))
    assert "They were published" not in told
    assert "a sample is not the market" in told


def test_years_have_their_value_and_say_what_is_left_out(made):
    years = measured_words_market.years(made).set_index("label")
    assert str(years.loc["2023", "value"].value) == "2000.2"
    assert years.loc["2023", "left"].text == "no value stated 1"
    assert (years.loc["2024", "awards"], years.loc["2024", "counted"]) == (2, 1)
    assert years.loc["2024", "left"].text == "ceiling 1 (£9.00m)"
    assert "no award date" in years.index


def test_a_year_that_is_not_over_is_marked_and_never_the_title():
    made = tables(award("a", 5), award("b", 900, award_date="2026-01-02"))
    market = small_market(
        [award("a", 5), award("b", 900, award_date="2025-02-02")], as_of=dt.date(2025, 6, 30)
    )
    view = View(market, load_edition(2027), tables_of(2027))
    years = measured_words_market.years(measured_from(view, measured_topics_market.TOPICS).tables)
    assert list(years["label"]) == ["2024", "2025, not over"]
    assert str(measured_words_market.years_title(years)) == (
        "The snapshot holds most value for 2024: £5"
    )
    assert "dated after the as-of date" in set(measured_words_market.years(made)["label"])


def test_payments_are_all_payments_with_the_number_of_their_publishers(made):
    paid = measured_words_market.paid(made)
    assert list(paid["label"]) == ["FY2023/24", "FY2024/25"]
    assert [str(q.value) for q in paid["value"]] == ["7", "70"]
    assert list(paid["publishers"]) == [1, 2]
    assert str(measured_words_market.paid_title(paid)) == (
        "No year has the payments of more than 2 publishers"
    )
    assert "4 counted of the 4 listed" in str(measured_words_market.paid_coverage(paid))
    assert "of the amounts counted net of VAT 4" in str(measured_words_market.paid_coverage(paid))
    assert "technology alike" in str(measured_words_market.paid_sentence(paid))


def test_contracts_that_run_are_told_as_a_value_a_year_with_its_coverage(made):
    told = str(measured_words_market.running(made))
    # £2,000.20 over the two years 2025 and 2026; the others have ended.
    assert "ran on 22 November 2026" in told
    assert "£1,000 a year" in told
    assert "1 award, 1 of them counted" in told


def test_definitions_that_move_a_headline_stand_before_those_that_do_not(made):
    others, printed = measured_words_market.alternatives(made)
    assert 0 < printed < len(others)
    assert list(others["still"]) == sorted(others["still"])
    ceilings = others[
        (others["variant"] == "with ceilings") & (others["headline"] == "Value awarded")
    ]
    assert str(ceilings["told"].iloc[0]) == "£9.00m"
    assert "9.00m" in str(measured_words_market.alternatives_title(others))
    assert "framework ceilings" in str(measured_words_market.alternatives_sentence(others))


def test_a_definition_that_gives_a_value_where_the_headline_has_none_is_printed():
    made = tables(award("a", 100, start_date=None, end_date=None), ceiling("d", 900))
    others, printed = measured_words_market.alternatives(made)
    annual = others[others["headline"].str.startswith("Annual value")].set_index("variant")
    told = list(others.index[:printed])
    assert annual["value"].notna()["with ceilings"]
    assert not annual["still"]["with ceilings"]
    assert annual["still"]["adjacent codes"]
    assert len(told) == (~others["still"]).sum()


@pytest.mark.parametrize(
    "frame", [measured_words_market.years, measured_words_market.paid], ids=["years", "paid"]
)
def test_an_edition_without_a_snapshot_has_nothing_to_show(frame):
    assert not has_measures(tables_of(2027))
    assert frame(tables_of(2027)).empty
    assert measured_words_market.alternatives(tables_of(2027))[1] == 0
    assert measured_words_market.running(tables_of(2027)) is None


def test_a_snapshot_without_a_single_technology_award_still_speaks():
    made = tables(award("a", technology=False))
    assert "are for technology" in " ".join(map(str, measured_words_market.covers(made)))
    assert measured_words_market.with_value(measured_words_market.years(made)).empty


def test_how_sure_names_the_headline_its_coverage_and_both_ends(made):
    told = str(measured_words_market.how_sure(made))
    assert "£1,000 was awarded for technology in 2024 (2 awards, 1 of them counted" in told
    assert "between £1,000 and £9.00m" in told
    assert measured_words_market.how_sure(tables_of(2027)) is None


def test_a_headline_without_a_single_value_cannot_be_told_rather_than_being_nought():
    made = tables(award("a", 100, start_date=None, end_date=None))
    others, _ = measured_words_market.alternatives(made)
    annual = others[others["headline"].str.startswith("Annual value")]
    assert annual["value"].isna().all()
    assert annual["told"].isna().all()
    assert measured_words_market.running(made) is None
