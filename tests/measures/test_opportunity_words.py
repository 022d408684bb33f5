"""Titles and sentences of the opportunities section, in every edition and on small tables."""

import datetime as dt
from functools import cache

import pandas as pd
import pytest
from editions import each_edition, tables_of

from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement
from futuregazing.edition import load_edition
from futuregazing.edition.periods import instant
from futuregazing.measures import (
    framework_ends,
    opportunities,
    opportunity_words,
    renewal_words,
)
from futuregazing.measures.register import purchases
from futuregazing.measures.renewals import LISTED, block, renewals

LONGEST_TITLE = 15


@cache
def named_of(year: int) -> pd.DataFrame:
    edition = load_edition(year)
    ahead = opportunities.horizon(edition)
    return block(renewals(tables_of(year), edition.opportunities, ahead), LISTED)


def ending(*days: str) -> pd.DataFrame:
    """Return contracts that end on these days, as far as titles look at them."""
    rows = [
        {
            "ends": instant(dt.date.fromisoformat(day)),
            "theme": "planning",
            "subject_shown": True,
            "refs": (Ref("register", f"R{place}"),),
        }
        for place, day in enumerate(days)
    ]
    return pd.DataFrame(rows, columns=["ends", "theme", "subject_shown", "refs"])


def titles(year: int) -> list[Statement]:
    edition, tables, named = load_edition(year), tables_of(year), named_of(year)
    ahead = opportunities.horizon(edition)
    made = [
        renewal_words.ends_title(named),
        renewal_words.list_title(named, ahead),
        renewal_words.coverage_title(named),
        opportunity_words.routes_title(purchases(tables["register"])),
    ]
    totals = opportunities.published_totals(tables)
    frameworks = framework_ends.with_an_end(framework_ends.known_frameworks(tables, edition.as_of))
    if len(totals):
        made.append(opportunity_words.totals_title(totals))
    if len(frameworks):
        made.append(framework_ends.frameworks_title(frameworks))
    return made


@pytest.mark.parametrize("year", each_edition())
def test_every_title_fits_and_rests_on_rows_known_by_the_edition(year):
    tables, day = tables_of(year), load_edition(year).as_of.isoformat()
    for title in titles(year):
        assert 0 < len(title.text.split()) <= LONGEST_TITLE, title.text
        for ref in title.refs:
            assert tables[ref.table].at[ref.row, "known_by"] <= day


def test_the_busiest_month_is_named_where_there_is_one():
    one = renewal_words.ends_title(ending("2027-03-31", "2027-03-01", "2027-05-01"))
    assert one.text == "2 contracts end in March 2027, more than in any other month"
    tie = renewal_words.ends_title(ending("2027-03-31", "2027-03-01", "2027-05-01", "2027-05-02"))
    assert tie.text == "No month has more than 2 contracts that end"
    none = renewal_words.ends_title(ending("2027-03-31", "2027-05-01"))
    assert none.text == "No two contracts end in the same month"


def test_march_is_named_only_where_it_leads():
    assert renewal_words.march_leads(ending("2027-03-31", "2028-03-31", "2027-05-01"))
    assert not renewal_words.march_leads(ending("2027-03-31", "2027-05-01"))


def test_one_contract_makes_no_theme_lead():
    assert renewal_words.leading_themes(ending("2027-03-31")).text == "No theme stands out."
    two = renewal_words.leading_themes(ending("2027-03-31", "2027-05-01"))
    assert two.text == "By theme, most concern planning: 2 contracts."


def test_the_buyers_about_to_go_are_counted_with_their_share():
    now = opportunity_words.change_sentence(named_of(2027))
    assert now is not None
    assert now.text == (
        "11 of the 31 council contracts (35.5%) end at councils that are due to be replaced."
    )
    assert opportunity_words.change_sentence(named_of(2022)) is None


def test_contracts_near_the_day_of_change_are_counted():
    near = opportunity_words.near_sentence(named_of(2027), tables_of(2027))
    assert near is not None
    assert near.text.startswith("9 of the 11 contracts")
    assert opportunity_words.near_sentence(named_of(2022), tables_of(2022)) is None


def test_a_lone_total_is_told_apart_from_several():
    one = opportunities.published_totals(tables_of(2022))
    assert opportunity_words.totals_title(one).text == (
        "One total was published: contracts worth £845m"
    )
    several = opportunities.published_totals(tables_of(2027))
    assert "£617m and £800m" in opportunity_words.totals_sentence(several).text


def test_settings_that_narrow_the_list_are_told():
    plain = load_edition(2027).opportunities
    assert opportunity_words.narrowed(plain) is None
    asked = load_edition(
        2027, ["opportunities.themes=[cyber]", "opportunities.minimum_value_gbp=5000"]
    ).opportunities
    told = opportunity_words.narrowed(asked)
    assert told is not None
    assert told.text == (
        "Only these themes are listed: Cyber security. Contracts with a value below £5,000 are "
        "left out."
    )


def test_frameworks_that_have_ended_are_left_out_and_planned_ones_called_so():
    frame = framework_ends.known_frameworks(tables_of(2027), dt.date(2026, 11, 22))
    states = {name.text: state for name, state in zip(frame["what"], frame["state"], strict=True)}
    assert not any("G-Cloud 14" in name for name in states)
    planned = {state for name, state in states.items() if name.startswith("G-Cloud 15")}
    assert planned == {framework_ends.PLANNED}
    before = framework_ends.known_frameworks(tables_of(2026), dt.date(2025, 12, 31))
    running = {
        state
        for name, state in zip(before["what"], before["state"], strict=True)
        if name.text.startswith("G-Cloud 14")
    }
    assert running == {framework_ends.RUNNING}


def test_one_framework_seen_in_two_tables_stands_once():
    frame = framework_ends.known_frameworks(tables_of(2027), dt.date(2026, 11, 22))
    social = [name for name in frame["what"] if "ocial media" in name.text.casefold()]
    assert len(social) <= 1


def test_the_bars_of_buyers_due_to_be_replaced_stand_out():
    told = pd.DataFrame({"label": ["None known", "Planned to be replaced on 1 April 2028"]})
    assert opportunity_words.replaced(told) == ["Planned to be replaced on 1 April 2028"]
