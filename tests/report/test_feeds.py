"""The feeds of contracts that end: what a calendar and a spreadsheet read back."""

import csv
import datetime as dt
import io
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.edition.model import Edition
from futuregazing.exhibits import table
from futuregazing.formulas import FORMULA_STARTS
from futuregazing.measures.opportunities import horizon
from futuregazing.measures.plain_words import web_address
from futuregazing.measures.renewal_feed import (
    FEED,
    feed_frame,
    renewal_feed,
    words_of,
)
from futuregazing.measures.renewal_lists import listing_table
from futuregazing.measures.renewals import LISTED, block, renewals
from futuregazing.report.feeds import feed_calendar, feed_csv, write_feeds
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

HOSTILE = '=HYPERLINK("http://evil.example"); cost, "a\\b"\nEND:VEVENT\r\nBEGIN:VALARM\x07\u202e'


@cache
def tables_of(year: int) -> Tables:
    return load_tables(load_edition(year).as_of)


@cache
def edition_of(year: int) -> Edition:
    return load_edition(year)


@cache
def feed_of(year: int) -> pd.DataFrame:
    return renewal_feed(tables_of(year), edition_of(year))


def line(key: str, **fields: object) -> dict:
    return {
        "contract_id": key,
        "seen_in": "register",
        "ends_on": dt.date(2027, 3, 31),
        "precision": "day",
        "certain": True,
        "ends": "31 March 2027",
        "last_possible_end": None,
        "kind_of_end": "printed end",
        "how": "printed",
        "buyer": "Ambridge",
        "subject": "Planning system",
        "theme": "Planning",
        "supplier": "Smith",
        "value_gbp": 71600,
        "kind_of_value": "award value",
        "change_ahead": "",
        "url": "https://example.org/notice",
        "records": (Ref("register", key),),
    } | fields


def events(feed: pd.DataFrame, year: int = 2027) -> list[Event]:
    made = feed_calendar(feed, edition_of(year))
    return [e for e in Calendar.from_ical(made).walk("VEVENT") if isinstance(e, Event)]


def fields_of(feed: pd.DataFrame) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(feed_csv(feed), newline="")))


def test_a_contract_is_one_event_all_day_long_on_the_day_it_ends() -> None:
    (event,) = events(feed_frame([line("REG1")]))
    assert event["dtstart"].dt == dt.date(2027, 3, 31)
    assert event["dtend"].dt == dt.date(2027, 4, 1)
    assert str(event["summary"]) == "Ends: Planning system (Ambridge)"
    assert str(event["uid"]) == "register-REG1@futuregazing"
    assert event["dtstamp"].dt == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert str(event["status"]) == "CONFIRMED"
    assert "Value: £71,600 (award value)" in str(event["description"])
    assert str(event["url"]) == "https://example.org/notice"


def test_an_end_that_is_not_certain_is_marked_so() -> None:
    uncertain = line("REG1", certain=False, kind_of_end="last possible end, if extended")
    (event,) = events(feed_frame([uncertain]))
    assert str(event["status"]) == "TENTATIVE"
    assert str(event["summary"]).startswith("May end: ")
    assert "not certain: last possible end, if extended." in str(event["description"])


def test_a_contract_that_has_lapsed_has_ended() -> None:
    (event,) = events(feed_frame([line("REG1", ends_on=dt.date(2026, 11, 22))]))
    assert str(event["summary"]).startswith("Ended: ")


def test_without_a_value_the_event_says_why() -> None:
    (event,) = events(feed_frame([line("a", value_gbp=None, kind_of_value="no value printed")]))
    assert "\nValue: no value printed\n" in str(event["description"])


def test_hostile_words_stay_inside_their_event_and_their_cell() -> None:
    made = feed_frame([line("REG1", subject=HOSTILE, buyer=HOSTILE, theme=HOSTILE)])
    (event,) = events(made)
    assert not event.subcomponents
    assert not Calendar.from_ical(feed_calendar(made, edition_of(2027))).walk("VALARM")
    assert 'cost, "a\\b"' in str(event["summary"])
    (row,) = fields_of(made)
    assert row["subject"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("first", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_begins_a_formula(first: str) -> None:
    words = {"subject": f"{first}1+1", "buyer": f"{first}1", "supplier": f"{first}A1"}
    (row,) = fields_of(feed_frame([line("REG1", **words)]))
    assert not any(row[name].startswith(FORMULA_STARTS) for name in words)
    assert row["buyer"].endswith("1")


def test_lines_are_folded_at_seventy_five_bytes_whatever_the_alphabet() -> None:
    made = feed_frame([line("a", subject="Cyngor Sir Ynys Môn " * 40), line("b", buyer="é" * 300)])
    lines = feed_calendar(made, edition_of(2027)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert str(events(made)[0]["summary"]).count("Ynys Môn") == 40


def test_events_stand_in_the_order_of_their_days_with_ids_of_their_own() -> None:
    late, early = line("a", ends_on=dt.date(2028, 1, 1)), line("c")
    made = feed_frame([late, early, line("b")])
    assert [str(e["uid"]) for e in events(made)] == [
        f"register-{key}@futuregazing" for key in "bca"
    ]
    assert [row["contract_id"] for row in fields_of(made)] == ["b", "c", "a"]


def test_without_a_contract_the_files_say_so_and_are_valid() -> None:
    nothing = feed_frame([])
    assert feed_csv(nothing) == ",".join(FEED) + "\n"
    calendar = Calendar.from_ical(feed_calendar(nothing, edition_of(2027)))
    assert not calendar.walk("VEVENT")
    (note,) = calendar.walk("VJOURNAL")
    assert "No contract is known to end" in str(note["summary"])


@settings(deadline=None, max_examples=60)
@given(st.text(), st.text(), st.integers(1, 10**12) | st.none())
def test_any_words_are_read_back_from_the_csv_in_one_line(what, who, pounds) -> None:
    made = feed_frame([line("a", subject=what, supplier=who, value_gbp=pounds)])
    (row,) = fields_of(made)
    assert row["subject"] in {words_of(what), f"'{words_of(what)}"}
    assert row["supplier"] in {words_of(who), f"'{words_of(who)}"}
    assert row["value_gbp"] == ("" if pounds is None else str(pounds))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://a.b",
        "https://a.b\r\nX:1",
        "https://a.b/ c",
        "",
        None,
        "data:,",
    ],
)
def test_only_addresses_of_web_pages_lead_anywhere(address: str | None) -> None:
    assert web_address(address) == ""


def test_the_feed_holds_every_contract_that_the_lists_print() -> None:
    # Known from the register: 43 printed ends, 4 set apart, 10 less certain ones.
    feed = feed_of(2027)
    assert len(feed) == 57
    assert feed["kind_of_end"].value_counts().to_dict() == {
        "printed end": 43,
        "worked out from a printed term": 9,
        "stands apart: its value would drown the others": 4,
        "last possible end, if extended": 1,
    }
    assert list(feed["certain"]).count(True) == 47
    assert feed["contract_id"].is_unique


@pytest.mark.parametrize("year", [2018, 2022, 2027])
def test_the_feed_agrees_with_the_printed_table_to_the_digit(year: int) -> None:
    edition, tables = edition_of(year), tables_of(year)
    named = block(renewals(tables, edition.opportunities, horizon(edition)), LISTED)
    columns = ("ends", "buyer", "subject", "supplier", "value", "kind_of_value")
    printed = table(
        listing_table(named),
        {key: key.replace("_", " ") for key in columns},
        id="opportunities.contracts",
        title="Contracts",
        subtitle="All",
    ).rows
    cells = [
        [cell.get("value", cell["text"]) if isinstance(cell, dict) else cell for cell in row]
        for row in printed
    ]
    feed = {row["contract_id"]: row for row in fields_of(feed_of(year))}
    assert len(cells) == len(named)
    for key, (ends, buyer, subject, supplier, value, kind) in zip(named.index, cells, strict=True):
        row = feed[key]
        assert (row["ends"], row["buyer"], row["subject"]) == (ends, buyer, subject)
        assert (row["supplier"], row["kind_of_value"]) == (supplier, kind)
        told = row["value_gbp"]
        assert (Decimal(told) if told else None) == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize("override", ["minimum_value_gbp=1000000", "horizon_months=6"])
def test_the_settings_of_the_list_are_those_of_the_feed(override: str) -> None:
    fewer = renewal_feed(tables_of(2027), load_edition(2027, [f"opportunities.{override}"]))
    assert 0 < len(fewer) < len(feed_of(2027))


def test_equal_inputs_give_equal_bytes(tmp_path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        feed = renewal_feed(tables_of(2022), edition_of(2022))
        write_feeds(feed, edition_of(2022), tmp_path / name)
    for name in ("renewals.csv", "renewals.ics"):
        one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two
        assert one
