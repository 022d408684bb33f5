import datetime as dt

import pytest
from editions import each_edition
from ledger_rows import figures, ledger

from futuregazing.edition import load_edition
from futuregazing.edition.periods import month
from futuregazing.measures import market, market_growth, market_shares, market_sizes
from futuregazing.measures.labels import day_published
from futuregazing.tables import load_tables

SETTINGS = load_edition(2027).market_size
SUM = {"metric": "cumulative_tech_spend", "period_start": "2016", "period_end": "2021"}
MEAN = SUM | {"metric": "annual_tech_spend_average", "value_text": "1.8"}


@pytest.fixture(scope="module")
def in_2022():
    edition = load_edition(2022)
    return load_tables(edition.as_of), edition.market_size


@pytest.fixture(scope="module")
def in_2027():
    edition = load_edition(2027)
    return load_tables(edition.as_of), edition.market_size


def told(*rows, **named):
    return str(market.headline(ledger(figures(**named)), SETTINGS))


def test_the_headline_is_the_latest_year_that_councils_bought_in():
    text = told(A={"year": "2019", "value_text": "1.9"}, B={"value_text": "2.0"})
    assert text == (
        "Councils in England spent £2bn with technology suppliers in 2020, by the invoices "
        "they publish."
    )


def test_a_total_over_later_years_is_the_headline_with_its_average():
    tables = ledger(figures(YEAR={"value_text": "2.0"}, SUM=SUM | {"value_text": "10.5"}, M=MEAN))
    found = market.size(tables, SETTINGS)
    assert "£10.5bn with technology suppliers since 2016" in str(market.headline(tables, SETTINGS))
    assert [str(s) for s in market.about_size(tables, found)] == [
        "That is £1.8bn a year on average over 2016 to 2021, as the analysts themselves put it."
    ]


def test_a_place_the_source_leaves_open_is_not_claimed():
    text = told(A={"geography": "UK (not stated)"})
    assert text.startswith("Councils spent £1bn")
    found = market.size(ledger(figures(A={"geography": "UK (not stated)"})), SETTINGS)
    assert "does not say which parts" in str(market.open_place(found))


def test_before_any_invoices_were_added_up_another_estimate_stands_in_and_says_so():
    text = told(
        R={
            "measure_basis": "market_estimate_supplier_revenue",
            "value_text": "2.2",
            "year": "2017",
        },
        F={"measure_basis": "market_estimate_incl_in_house", "qualifier": "forecast"},
    )
    assert "suppliers' revenue, was £2.2bn in England in 2017" in text


def test_an_empty_ledger_is_told_as_such():
    assert told() == "No figure for the size of the council technology market was known."
    assert market.size(ledger(), SETTINGS) is None
    assert market_sizes.published_sizes(ledger(), SETTINGS).empty
    assert market_growth.growth_by_series(ledger(), SETTINGS).empty
    assert market_growth.implied_path(ledger()) == []
    assert market_shares.shares(ledger()).empty


def test_a_rounded_and_a_cut_print_are_the_same_number():
    tables = ledger(
        figures(
            FULL={"value_text": "2.851"},
            UP={"value_text": "2.9", "qualifier": "approx"},
            CUT={"value_text": "2.8"},
            OTHER={"value_text": "2.3"},
        )
    )
    found = market.size(tables, SETTINGS)
    assert str(market.coarser_prints(tables, found)) == (
        "The same amount is also in print as £2.8bn and about £2.9bn: one number, rounded or cut."
    )


def test_the_year_after_the_headline_is_missing_only_once_it_has_ended():
    (found,) = [market.size(ledger(figures(A={"year": "FY2024/25"})), SETTINGS)]
    assert market.newest_year(found, dt.date(2026, 3, 30)) is None
    assert "FY2025/26 by 31 March 2026" in str(market.newest_year(found, dt.date(2026, 3, 31)))


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-12-12", dt.date(2025, 12, 12)), ("2024-12", month(2024, 12)), ("", None)],
)
def test_a_day_of_publication_stays_a_date_and_a_month_is_no_day(text, day):
    assert day_published(text) == day


def test_growth_is_worked_out_within_a_series_and_never_between_two():
    tables = ledger(
        figures(
            A={"year": "FY2018/19", "value_text": "2.0", "series_id": "OLD"},
            B={"year": "FY2023/24", "value_text": "2.3", "series_id": "OLD"},
            C={"year": "FY2020/21", "value_text": "2.5", "series_id": "NEW"},
            D={"year": "FY2024/25", "value_text": "2.8", "series_id": "NEW"},
        )
    )
    table = market_growth.growth_by_series(tables, SETTINGS)
    assert [q.text for q in table["growth"]] == ["15%", "12%"]
    assert [q.text for q in table["yearly"]] == ["2.8%", "2.9%"]  # five steps, four steps
    assert [str(p) for p in table["start_period"]] == ["FY2018/19", "FY2020/21"]


def test_a_series_with_too_few_points_is_no_line():
    tables = ledger(
        figures(A={"series_id": "S"}, B={"year": "2021", "value_text": "1.1", "series_id": "S"})
    )
    strict = SETTINGS.model_copy(update={"series_min_points": 3})
    assert {q.series for q in market_sizes.published_sizes(tables, SETTINGS)["value"]} == {"S"}
    assert {q.series for q in market_sizes.published_sizes(tables, strict)["value"]} == {""}
    assert market_growth.growth_by_series(tables, strict).empty


def test_a_fall_is_told_without_a_sign_and_its_formula_gives_it_so():
    tables = ledger(
        figures(
            A={"series_id": "S", "value_text": "2.0"},
            B={"year": "2021", "value_text": "1.9", "series_id": "S"},
        )
    )
    told = market_growth.growth_title(market_growth.growth_by_series(tables, SETTINGS))
    fall = told.values["change"]
    assert "fell 5%" in str(told)
    assert (fall.value, fall.formula) == (5, "(1 - £1,900,000,000 ÷ £2,000,000,000) × 100")


def test_real_growth_needs_a_deflator_for_both_ends():
    import pandas as pd

    rows = figures(
        A={"series_id": "S", "value_text": "2.0"},
        B={"year": "2021", "value_text": "2.2", "series_id": "S"},
    )
    real = SETTINGS.model_copy(update={"price_basis": "real"})
    deflators = pd.DataFrame({"index": [100.0, 110.0]}, index=["2020", "2021"])
    table = market_growth.growth_by_series(
        ledger(rows, gdp_deflator_calendar_hmt_dec2025=deflators), real
    )
    assert table["growth"].iloc[0].value == 10
    again = table["real"].iloc[0]
    assert again.value == 0  # 2.2 ÷ 1.1 is 2.0 again
    assert again.formula == ("((£2,200,000,000 ÷ 110.0) ÷ (£2,000,000,000 ÷ 100.0) - 1) × 100")
    without = market_growth.growth_by_series(
        ledger(rows, gdp_deflator_calendar_hmt_dec2025=deflators.loc[["2020"]]), real
    )
    assert without["real"].iloc[0] is None


def test_an_old_floor_quoted_later_adds_no_mark_but_an_older_one_stays():
    tables = ledger(
        figures(
            LEVEL={"value_text": "2.3", "published_date": "2024-06"},
            QUOTED={"value_text": "1.8", "qualifier": "at_least", "published_date": "2024-12"},
            BEFORE={"value_text": "1.2", "qualifier": "at_least", "published_date": "2020-12"},
        )
    )
    shown = [q.refs[0].row for q in market_sizes.published_sizes(tables, SETTINGS)["value"]]
    assert sorted(shown) == ["BEFORE", "LEVEL"]


def test_a_share_has_its_whole_and_the_whole_that_its_page_implies():
    tables = ledger(
        figures(
            SPEND={"value_text": "2.8"},
            SHARE={"metric": "tech_share_of_procurement", "value_text": "3.0", "unit": "percent"},
        )
    )
    row = market_shares.shares(tables).iloc[0]
    assert (row["share"].text, row["of"], row["implied"].text) == (
        "3%",
        "what councils buy",
        "£93bn",
    )


def test_a_share_worked_out_from_two_publishers_says_so():
    tables = ledger(
        figures(
            SPEND={"value_text": "2.0"},
            ALL={"metric": "total_procurement", "value_text": "64", "year": "FY2020/21"},
            EARLIER={"metric": "total_procurement", "value_text": "63", "year": "FY2019/20"},
        )
    )
    (sentence,) = market_shares.share_sentences(tables, dt.date(2021, 12, 31))
    assert "£64bn" in str(sentence)  # nine months of 2020, not the three of the year before
    assert "our own working" in str(sentence)
    assert sentence.values["share"].note


def test_the_2022_edition_says_ten_and_a_half_billion_since_2016(in_2022):
    tables, settings = in_2022
    assert str(market.headline(tables, settings)) == (
        "Councils in England have spent £10.5bn with technology suppliers since 2016, by the "
        "invoices they publish."
    )
    about = " ".join(str(s) for s in market.about_size(tables, market.size(tables, settings)))
    assert "£1.8bn a year on average over 2016 to 2021" in about
    assert "The most in one year was £2bn, in 2020." in about


def test_the_2027_edition_leads_with_the_most_precise_figure_of_the_latest_year(in_2027):
    tables, settings = in_2027
    found = market.size(tables, settings)
    assert found.full == "£2,851,363,984.60"
    assert str(market.headline(tables, settings)).startswith(
        "Councils in the UK spent £2.85bn with technology suppliers in FY2024/25"
    )
    about = " ".join(str(s) for s in market.about_size(tables, found))
    assert "£2.8bn and about £2.9bn" in about


@pytest.mark.parametrize("year", each_edition())
def test_the_headline_holds_one_number_known_by_its_date(year):
    edition = load_edition(year)
    tables = load_tables(edition.as_of)
    sentence = market.headline(tables, edition.market_size)
    claims = [part for part in sentence.parts if part["kind"] == "claim"]
    assert len(claims) == 1
    known = tables["figures"].loc[[ref.row for ref in sentence.refs], "known_by"]
    assert max(known) <= edition.as_of.isoformat()


def chart_number(**rows):
    tables = ledger(figures(**rows))
    table = market_sizes.published_sizes(tables, SETTINGS)
    number = market_sizes.number_shown(table, market.size(tables, SETTINGS))
    title = str(market_sizes.sizes_title(table, number))
    return number.refs[0].row, title, str(market_sizes.when_shown(number))


def test_the_chart_of_sizes_shows_the_headline_and_counts_the_other_kinds():
    budgets = {"measure_basis": "survey_total_cost_incl_staff", "value_text": "3.2"}
    row, title, when = chart_number(OLD={"year": "2019"}, NEW={"year": "2021"}, OTHER=budgets)
    assert row == "NEW"
    assert title.startswith("Bought in: £")
    assert title.endswith("in 2021, beside 1 other kind of number")
    assert when == "in 2021"


def test_without_a_year_of_its_own_the_chart_shows_the_average_and_says_so():
    average = {
        "metric": market.AVERAGE,
        "period_start": "2016",
        "period_end": "2021",
        "value_text": "1.8",
    }
    row, title, when = chart_number(AVERAGE=average)
    assert row == "AVERAGE"
    assert title == "Bought in: £1.8bn a year over 2016 to 2021"
    assert when == "a year on average, 2016 to 2021"
