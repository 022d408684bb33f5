import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from editions import each_edition, tables_of

from futuregazing.edition import load_edition
from futuregazing.measures import (
    asks,
    coming_dates,
    opportunities,
    opportunity_words,
    renewal_lists,
    routes,
)
from futuregazing.measures.register import purchases
from futuregazing.measures.renewals import APART, LISTED, block, renewals


def headline(year: int, *overrides: str) -> str:
    edition = load_edition(year, [f"opportunities.{one}" for one in overrides])
    return opportunities.headline(tables_of(year), edition.opportunities, edition).text


def ending(year: int) -> pd.DataFrame:
    edition = load_edition(year)
    ahead = opportunities.horizon(edition)
    return renewals(tables_of(year), edition.opportunities, ahead)


def dates_ahead(year: int) -> pd.DataFrame:
    span = opportunities.calendar_span(load_edition(year))
    return coming_dates.coming_dates(tables_of(year), span, block(ending(year), APART))


def test_the_older_edition_leads_with_the_total_published_then():
    assert headline(2022) == (
        "Council technology contracts worth £845m in England come up for renewal between "
        "December 2021 and December 2023; we can name 16 contracts, blue light included, ending "
        "in the 24 months to 31 December 2023."
    )


def test_the_current_edition_leads_with_what_it_can_name_since_no_total_is_recent():
    assert headline(2027) == (
        "We can name 43 contracts, of councils and blue-light services, ending in the 24 months "
        "to 22 November 2028; the last published total, £800m of council contracts, ran only to "
        "December 2025."
    )


def test_the_horizon_changes_the_answer():
    assert "21 contracts" in headline(2027, "horizon_months=12")
    assert "12 months to 22 November 2027" in headline(2027, "horizon_months=12")


def test_an_edition_without_a_published_total_says_so():
    assert headline(2018).endswith("no total had been published.")


def test_totals_are_told_with_their_scope_and_never_later_than_the_edition():
    assert [q.text for q in opportunities.published_totals(tables_of(2022))["value"]] == ["£845m"]
    now = opportunities.published_totals(tables_of(2027))
    assert [q.text for q in now["value"]] == ["£845m", "£233m", "£617m", "£800m"]
    assert now["definition"].str.contains("services only").any()
    assert list(now["label"])[1].startswith("Police forces")


def test_the_published_number_of_contracts_keeps_its_qualifier():
    count = opportunities.published_count(tables_of(2021))
    assert count is not None
    assert count.text == "at least 2,000 contracts"
    assert opportunities.published_count(tables_of(2018)) is None


def test_the_chart_has_one_line_a_contract_and_at_most_four_themes():
    named = block(ending(2027), LISTED)
    drawn = renewal_lists.ends_by_theme(named)
    assert len(drawn) == len(named)
    assert drawn["kind"].nunique() == 4
    assert list(dict.fromkeys(drawn["kind"]))[-1] == renewal_lists.OTHER_THEMES


def test_lists_of_nothing_are_empty_and_not_an_error():
    named = block(ending(2027), LISTED).head(0)
    assert renewal_lists.ends_by_theme(named).empty
    assert renewal_lists.coverage(named).empty
    assert renewal_lists.listing_table(named).empty
    assert renewal_lists.largest_share(named, None) is None


def test_a_printed_line_shows_flags_and_links():
    lines = renewal_lists.listing_table(block(ending(2027), LISTED))
    kinds = set(lines["kind_of_value"])
    assert "buyer's estimate: placeholder" in kinds
    assert "framework ceiling" in kinds
    stands_for_none = lines["kind_of_value"].str.endswith("placeholder")
    assert lines.loc[stands_for_none, "value"].isna().all()
    assert lines["source_url"].str.startswith("http").all()


def test_every_route_is_counted_and_their_sum_is_the_register():
    once = purchases(tables_of(2027)["register"])
    told = routes.routes(once)
    assert sum(q.value for q in told["value"]) == len(once)
    assert set(routes.ROUTES) == set(tables_of(2027)["register"]["procedure"])


def test_a_route_without_a_name_never_leads():
    every = purchases(tables_of(2022)["register"])
    some = every[every["value_basis"] != "shared"]
    open_, other = some[some["procedure"] == "open"][:2], some[some["procedure"] == "other"][:3]
    title = opportunity_words.routes_title(pd.concat([open_, other]))
    assert title.text == "Open competition leads: 2 of 5 purchases with a stated route"
    assert opportunity_words.routes_title(other).text == (
        "No purchase known at this date took a route with a name"
    )


def test_thresholds_are_told_in_force_ended_or_to_come():
    now = routes.thresholds(tables_of(2027), dt.date(2026, 11, 22))
    state = {(row.label, str(row.period)): row.state for row in now.itertuples()}
    goods = "Goods and services, sub-central (councils, emergency services)"
    assert state[goods, "from 1 January 2026"] == "in force"
    assert state[goods, "1 January 2024 to 31 December 2025"] == "ended"
    value = {str(row.period): row.value for row in now.itertuples() if row.label == goods}
    assert value["from 1 January 2026"].value == Decimal(207720)
    assert routes.thresholds(tables_of(2022), dt.date(2021, 12, 31)).empty
    before = routes.thresholds(tables_of(2026), dt.date(2025, 12, 31))
    assert set(before["state"]) == {"in force", "to come"}


def test_the_calendar_holds_vesting_the_phone_lines_airwave_and_police_reform():
    told = dates_ahead(2027)
    found = {str(row.date): row.label.text for row in told.itertuples()}
    assert found["1 April 2027"].startswith("New councils take over in Surrey")
    assert found["1 April 2028"] == "New councils are planned in 20 areas"
    assert found["January 2027"].startswith("Analogue telephone lines retired")
    assert "Airwave" in found["31 December 2026"]
    assert "commissioners" in found["May 2028"]
    assert list(told["date"]) == sorted(told["date"], key=lambda date: date.end)


def test_a_plan_stands_at_the_date_named_last():
    older = {str(row.date) for row in dates_ahead(2024).itertuples()}
    assert "December 2025" in older
    assert "January 2027" not in older


def test_an_edition_that_knew_of_no_date_has_an_empty_calendar():
    assert dates_ahead(2022).empty
    assert list(dates_ahead(2022).columns) == coming_dates.COLUMNS


@pytest.mark.parametrize("year", each_edition())
def test_the_calendar_rests_on_rows_known_by_the_edition(year):
    tables, day = tables_of(year), load_edition(year).as_of.isoformat()
    for refs in dates_ahead(year)["refs"]:
        for ref in refs:
            assert tables[ref.table].at[ref.row, "known_by"] <= day


def test_a_framework_is_told_from_an_order_under_one():
    fact = {"topic": "frameworks", "fact": "Framework for vans", "unit": "GBP m"}
    assert coming_dates.is_framework(fact)
    assert not coming_dates.is_framework(fact | {"unit": "GBP"})
    assert not coming_dates.is_framework(fact | {"topic": "esn"})


def test_speakers_are_quoted_with_who_and_when():
    told = [one.text for one in asks.said(tables_of(2027), "blue_light_data")]
    assert any("tell their story once" in one and "October 2024" in one for one in told)
    assert asks.said(tables_of(2022), "blue_light_data") == []


def test_requests_are_told_by_whom_they_were_made_of():
    then = asks.asks(tables_of(2022))
    assert list(then["to"]) == ["Suppliers", "Suppliers", "Councils", "Councils"]
    assert asks.asks_title(then).text == "2 requests to suppliers and 2 to councils"
    assert asks.asks(tables_of(2018)).empty
