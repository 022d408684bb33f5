"""What section 35 lists and says of a snapshot: worked out by hand from a dozen awards."""

import datetime as dt
from functools import cache

import pytest
from editions import tables_of
from small_market import award, ceiling, notice, party, small_market

from futuregazing.edition import load_edition
from futuregazing.measures import measured_words_opportunities as words
from futuregazing.measures.measured_contract_lists import (
    COMING,
    CONTRACTS,
    LONGEST,
    RENEWALS,
    contract_lines,
    contracts,
    foremost,
)
from futuregazing.measures.measured_edition import View, measured_from
from futuregazing.measures.measured_lines import lines
from futuregazing.measures.measured_topics_opportunities import TOPICS
from futuregazing.measures.opportunities import horizon
from futuregazing.measures.renewal_feed import renewal_feed
from futuregazing.tables.frames import Tables, read_parquet, write_parquet

AS_OF = dt.date(2026, 11, 22)
"""The horizon runs from 23 November 2026 to 22 November 2028."""
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script>\n\u202e#let x = 1 \x07"

TEN = (
    award("a", 100_000, end_date="2026-11-23"),
    award("b", 20_000, end_date="2028-11-22", max_end_date="2028-11-22"),
    award("c", 40_000, end_date="2027-06-30", max_end_date="2029-06-30"),
    award("d", 80_000, end_date="2025-06-30", max_end_date="2027-03-31", body_kind="police"),
    award("e", 160_000, end_date="2026-11-22"),
    award("f", None, end_date="2027-01-31", body_kind="fire"),
    ceiling("g", 9_000_000, end_date="2027-02-28"),
    award("h", 1, end_date=None),
    award("i", 1, end_date="2027-05-05", start_date="2027-05-05", one_day=True),
    award("j", 1, end_date="2027-05-05", body_kind="national"),
    award("k", 1, end_date="2027-05-05", technology=False),
)
PLANS = (
    notice("p", published_on="2026-11-03", expected_date="2027-03-01", pence=5_000_000),
    notice("q", published_on="2026-10-03", expected_date=None, notice_type="UK2"),
    notice("r", published_on="2026-10-03", expected_date="2029-01-01"),
    notice("s", published_on="2026-10-03", body_kind="national"),
)
PLANS = (dict(PLANS[0], value_basis="estimate net"), *PLANS[1:])


@cache
def standard() -> Tables:
    """Return what is measured of the awards and plans above, by the settings as they are."""
    return measured(TEN, ())


def measured(awards=None, parties=(), *overrides: str, notices=PLANS) -> Tables:
    if awards is None:
        return standard()
    edition = load_edition(2027, overrides)
    market = small_market(awards, parties, notices=notices, as_of=AS_OF)
    return measured_from(View(market, edition, tables_of(2027)), TOPICS).tables


AHEAD = horizon(load_edition(2027))


def keys(tables: Tables, name: str = RENEWALS) -> list[str]:
    return list(contracts(tables, name)["key"])


def counts(tables: Tables, topic: str) -> dict[str, int]:
    frame = lines(tables, topic)
    return {part: int(q.value) for part, q in zip(frame["part"], frame["value"], strict=True)}


def test_contracts_that_end_in_the_horizon_are_listed_the_earliest_end_first():
    # i starts and ends on one day, j is of a national body, k is no technology.
    assert keys(measured()) == ["a", "f", "g", "d", "c", "b"]


def test_they_are_counted_by_either_end_with_their_value():
    tables = measured()
    assert counts(tables, words.ENDS) == {"ends": 5, "last_ends": 5, "either": 6, "lapsed": 1}
    ends = words.ends(tables)
    assert [int(q.value) for q in ends["worth"]] == [160_000, 200_000, 240_000, 160_000]
    assert ends["covered"][0].text == (
        "5 awards, 3 of them counted; left out: ceiling 1 (£9.00m), no value stated 1"
    )


def test_the_answer_names_the_numbers():
    assert words.answer(measured(), AHEAD).text == (
        "5 contracts among the snapshot's 9 awards end by 22 November 2028, and 5 if every "
        "extension is taken; 2 notices tell of what may come: 1 with a day ahead and 1 without a "
        "day."
    )


def test_the_words_say_what_is_held_and_that_it_is_no_market():
    told = " ".join(one.text for one in words.covers(measured()))
    assert "blue-light services: 9 awards, 7 of them with a value that can be used." in told
    assert "a sample is not the market" in told


def test_every_award_has_an_end_or_a_reason_for_none_in_words():
    assert words.known(measured()).text == (
        "Awards whose end can be used: 4 with an end and no extension and 3 with a last possible "
        "end too. Left out of the lists: 1 without an end and 1 that start and end on one day."
    )


def test_what_is_coming_is_listed_up_to_the_end_of_the_horizon_and_without_a_day():
    tables = measured()
    assert keys(tables, COMING) == ["p", "q"]
    assert counts(tables, words.PLANS) == {
        "pipeline": 0,
        "early engagement": 1,
        "planned": 1,
        "open": 0,
        "every": 2,
    }
    assert "early engagement with suppliers, 1; and planned tenders, 1." in (
        words.plans_sentence(tables).text
    )
    first, second = (row for _, row in contract_lines(contracts(tables, COMING)).iterrows())
    assert (str(first["expected"]), first["expected_by"]) == ("1 March 2027", "tender expected")
    assert (first["value"].text, first["kind_of_value"]) == ("£50,000", "buyer's estimate")
    assert second["expected"] is None
    assert second["value"] is None


@pytest.mark.parametrize(
    ("override", "listed"),
    [
        ("opportunities.minimum_value_gbp=50000", ["a", "f", "g", "d"]),
        ("opportunities.horizon_months=3", ["a", "f"]),
        ("opportunities.include_lapsed=true", ["e", "a", "f", "g", "d", "c", "b"]),
    ],
)
def test_the_settings_choose_what_is_listed(override, listed):
    assert keys(measured(TEN, (), override)) == listed


def test_the_horizon_may_be_counted_from_the_day_of_publication():
    later = ("opportunities.count_from=publication", "publication_date=2026-12-31")
    assert keys(measured(TEN, (), *later)) == ["f", "g", "d", "c", "b"]


def test_a_smallest_value_is_said_and_leaves_what_has_no_value():
    tables = measured(TEN, (), "opportunities.minimum_value_gbp=50000")
    scope = lines(tables, words.ENDS)["value"][0].scope
    assert scope.endswith("£50,000 or more where a value is stated")
    assert counts(tables, words.ENDS)["ends"] == 3
    assert keys(tables, COMING) == ["p", "q"]
    assert keys(measured(TEN, (), "opportunities.minimum_value_gbp=50001"), COMING) == ["q"]


def test_of_more_than_may_be_printed_those_of_highest_value_are_in_the_order_of_their_ends():
    rows = contracts(measured(), RENEWALS)
    # Ceilings are no value: a, c and d are worth most.
    assert list(foremost(rows, 3)["key"]) == ["a", "d", "c"]
    tables = measured()
    assert words.cut(tables, foremost(rows, 6)) is None
    assert words.cut(tables, foremost(rows, 3)).text.startswith("Of these 6 contracts, those of")


def test_an_end_that_may_be_extended_says_so():
    told = contract_lines(contracts(measured(), RENEWALS)).set_index("value", drop=False)
    told.index = keys(measured())
    assert told["ends"]["c"].text == "30 June 2027, or 30 June 2029 if extended"
    assert (str(told["ends"]["d"]), told["how"]["d"]) == ("31 March 2027", "printed, if extended")
    assert (str(told["ends"]["b"]), told["how"]["b"]) == ("22 November 2028", "printed")
    assert told["kind_of_value"]["g"] == "ceiling"
    assert told["value"]["f"] is None


def test_a_contract_leads_to_its_row_with_its_notice():
    tables = measured(TEN, [party("a", "smith")])
    line = contract_lines(contracts(tables, RENEWALS)).iloc[0]
    (ref,) = line["refs"]
    row = tables[ref.table].loc[ref.row]
    assert (row["key"], row["title"], row["value_text"]) == ("a", "Purchase a", "100000.00")
    assert (row["url"], row["supplier"]) == ("https://example.org/a", "Smith")
    assert line["value"].refs == (ref,)
    assert tables.sidecar(CONTRACTS).rows == len(tables[CONTRACTS])


def test_hostile_and_endless_words_are_cut_and_told_in_one_line():
    long = award("a", title=HOSTILE + "Longword " * 100, end_date="2027-01-01", url="javascript:x")
    tables = measured([long], notices=())
    line = contract_lines(contracts(tables, RENEWALS)).iloc[0]
    assert len(line["subject"]) <= LONGEST
    assert line["subject"].endswith("Longword…")
    assert line["url"] == ""
    assert not set("\n\u202e\x07") & set(tables[CONTRACTS]["title"].iloc[0])
    feed = renewal_feed(tables, load_edition(2027))
    (mine,) = (row for _, row in feed.iterrows() if row["seen_in"] == "snapshot")
    assert mine["subject"].count("Longword") == 100


def test_two_awards_of_one_end_have_addresses_of_their_own():
    same = [award(key, title="", end_date="2027-01-01") for key in ("x y", "x-y")]
    ids = measured(same, notices=())[CONTRACTS]["contract_id"]
    assert ids.is_unique
    assert all(part.isalnum() for one in ids for part in one.replace("_", "").split(":"))


def test_an_empty_snapshot_says_that_it_names_nothing():
    tables = measured([], notices=())
    assert not words.holds(tables)
    assert words.answer(tables, AHEAD).text == (
        "The snapshot holds no technology award and no plan of a council, combined authority or "
        "blue-light service: it names nothing that ends by 22 November 2028."
    )
    assert list(words.covers(tables)) == []
    assert len(words.listed(tables, 10)) == 0
    assert words.delay(tables).text.startswith("No award of the snapshot has both")


def test_one_award_that_has_not_ended_is_told_in_the_singular():
    tables = measured([award("a", end_date="2027-01-01")], notices=())
    assert words.answer(tables, AHEAD).text == (
        "1 contract among the snapshot's 1 award ends by 22 November 2028, and 1 if every "
        "extension is taken; no notice tells what is still to come."
    )
    told = " ".join(one.text for one in words.covers(tables))
    assert ": 1 award, with a value that can be used." in told
    assert "Notices of them were published on 17 March 2024." in told


def test_nothing_ending_and_plans_alone_are_told():
    tables = measured([], notices=PLANS)
    assert words.holds(tables)
    assert "No contract among the snapshot's 0 awards ends by" in words.answer(tables, AHEAD).text
    assert words.plans_title(tables).text == "2 notices tell of what may come: 1 with a day ahead"


def test_a_plan_whose_day_has_passed_is_not_told_as_lying_ahead():
    talk = notice("t", published_on="2025-06-01", expected_date="2026-11-21", notice_type="UK2")
    tables = measured([], notices=[talk])
    assert words.plans_by_day(tables).text == (
        "1 notice tells of what may come: none with a day ahead and 1 whose day has passed and "
        "whose award was not seen"
    )
    assert words.plans_title(tables).text == (
        "1 notice tells of what may come: none with a day ahead"
    )
    today = measured([], notices=[dict(talk, expected_date="2026-11-22")])
    assert words.plans_by_day(today).text == "1 notice tells of what may come: 1 with a day ahead"


def test_months_are_shown_from_two_awards_a_month_on():
    def made(n: int) -> Tables:
        days = [f"2024-{1 + i % 12:02}-15" for i in range(n)]
        return measured([award(f"a{i:03}", award_date=day) for i, day in enumerate(days)])

    assert words.seasons(made(23)).empty
    months = words.seasons(made(25))
    assert [int(q.value) for q in months["value"]] == [3, *[2] * 11]
    assert words.seasons_title(months).text == "January has most awards: 3"
    assert "2024" in words.seasons_coverage(made(25), months).text
    assert words.seasons_title(words.seasons(made(24))).text == (
        "No month stands alone with most awards"
    )


def test_the_time_to_publication_stands_with_its_coverage():
    days = ["2024-03-10", "2024-03-20", "2024-03-30", "2024-04-30", None]
    awards = [award(f"a{i}", published_on=day) for i, day in enumerate(days)]
    # 0, 10, 20 and 51 days: quartiles 7.5, 15 and 27.75; one of four after thirty days.
    told = words.delay(measured(awards)).text
    assert "within 15 days of the day of award, a quarter within 7.50 days" in told
    assert "25% came more than thirty days after it (5 awards, 4 of them counted" in told


def test_the_list_reaches_the_notebook_through_parquet_as_it_was_made(tmp_path):
    tables = measured()
    write_parquet(tables, tmp_path)
    again = contract_lines(contracts(read_parquet(tmp_path), RENEWALS))
    made = contract_lines(contracts(tables, RENEWALS))
    assert again.to_dict("records") == made.to_dict("records")


def test_without_a_snapshot_nothing_is_listed():
    assert contracts(tables_of(2027), RENEWALS).empty
    assert CONTRACTS not in tables_of(2027)


def test_the_feed_holds_what_the_snapshot_lists_and_what_the_register_has_too_once():
    edition, tables = load_edition(2027), tables_of(2027)
    alone = renewal_feed(tables, edition)
    twin = next(row for _, row in alone.iterrows() if row["url"] and row["certain"])
    same = award("t", end_date=twin["ends_on"].isoformat(), url=twin["url"])
    feed = renewal_feed(measured((*TEN, same)), edition)
    ours = feed[feed["seen_in"] == "snapshot"]
    assert len(feed) == len(alone) + 6
    assert [day.isoformat() for day in ours["ends_on"]] == [
        *("2026-11-23", "2027-01-31", "2027-02-28", "2027-03-31", "2027-06-30", "2028-11-22")
    ]
    assert list(ours["certain"]) == [True, True, True, False, True, True]
    assert list(ours["value_gbp"]) == [100_000, None, 9_000_000, 80_000, 40_000, 20_000]
