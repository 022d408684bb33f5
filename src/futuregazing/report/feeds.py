"""`renewals.csv` and `renewals.ics`: contracts that end, for a spreadsheet and a calendar.

Both hold what the section on opportunities lists. The calendar has one event a contract, all
day long, on the day it ends. Its UID stays the same from edition to edition, so that a
calendar that takes the next edition's file moves the event and does not double it; its
time stamp is the edition's as-of date, so that equal inputs give equal bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from icalendar import Calendar, Event, Journal

from futuregazing.edition.model import Edition
from futuregazing.formulas import guarded
from futuregazing.measures.register import records
from futuregazing.measures.renewal_feed import records_in_words, words_of
from futuregazing.report.beside import FEEDING

CSV_NAME, ICS_NAME = "renewals.csv", "renewals.ics"
SECTION = FEEDING
DOMAIN = "futuregazing"
NOT_CERTAIN = "The end is not certain: {}."
ADVICE = "An end date is one to prepare for, not a sale. Open the notice before acting."
EMPTY = "No contract is known to end in the time that this edition looks ahead."


def write_feeds(feed: pd.DataFrame, edition: Edition, folder: Path) -> None:
    """Write both files of a feed (see `measures.renewal_feed`) into a report's folder."""
    (folder / CSV_NAME).write_text(feed_csv(feed), encoding="utf-8", newline="")
    (folder / ICS_NAME).write_bytes(feed_calendar(feed, edition))


def feed_csv(feed: pd.DataFrame) -> str:
    """Return the feed as CSV text.

    Days are ISO days, numbers have all their digits, what is absent is empty, words stand in
    one line, and no cell is one that a spreadsheet would run.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(feed.columns)
    for line in records(feed):
        writer.writerow([_field(cell) for cell in line.values()])
    return buffer.getvalue()


def feed_calendar(feed: pd.DataFrame, edition: Edition) -> bytes:
    """Return the feed as an iCalendar file (RFC 5545), in UTF-8 with folded lines."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Future Gazing//Contracts that end {edition.year}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", f"{edition.title}: contracts that end")
    for line in records(feed):
        calendar.add_component(_event(line, edition))
    if feed.empty:
        calendar.add_component(_nothing(edition))
    return bytes(calendar.to_ical())


def _event(line: Mapping[str, Any], edition: Edition) -> Event:
    """Return the event of one contract that ends."""
    event = Event()
    event.add("uid", f"{line['seen_in']}-{line['contract_id']}@{DOMAIN}".replace(" ", "-"))
    event.add("dtstamp", _stamp(edition))
    event.add("dtstart", line["ends_on"])
    event.add("dtend", line["ends_on"] + dt.timedelta(days=1))
    event.add("summary", _summary(line, edition))
    event.add("description", _description(line))
    event.add("categories", [line["theme"]] if line["theme"] else ["Technology"])
    event.add("status", "CONFIRMED" if line["certain"] else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if line["url"]:
        event.add("url", line["url"])
    return event


def _nothing(edition: Edition) -> Journal:
    """Return a note of the as-of date: a calendar without any entry is not a valid one."""
    note = Journal()
    note.add("uid", f"none-{edition.year}@{DOMAIN}")
    note.add("dtstamp", _stamp(edition))
    note.add("dtstart", edition.as_of)
    note.add("summary", EMPTY)
    return note


def _summary(line: Mapping[str, Any], edition: Edition) -> str:
    past = "Ended" if line["ends_on"] <= edition.as_of else "Ends"
    about = past if line["certain"] else "May end"
    return f"{about}: {line['subject']} ({line['buyer']})"


def _description(line: Mapping[str, Any]) -> str:
    """Return what else is known of a contract, a line each."""
    value, kind = line["value_gbp"], line["kind_of_value"]
    told = [
        f"Ends: {line['ends']}",
        "" if line["certain"] else NOT_CERTAIN.format(line["kind_of_end"]),
        f"Buyer: {line['buyer']}",
        f"Supplier: {line['supplier']}",
        f"Value: {kind}" if value is None else f"Value: £{value:,} ({kind})",
        f"Change ahead of the buyer: {line['change_ahead']}" if line["change_ahead"] else "",
        f"Found in: {records_in_words(line['records'])}",
        ADVICE,
    ]
    return "\n".join(filter(None, told))


def _stamp(edition: Edition) -> dt.datetime:
    return dt.datetime.combine(edition.as_of, dt.time(), dt.UTC)


def _field(cell: Any) -> str:
    """Return one field: an ISO day, a number with all its digits, or guarded words."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case dt.date():
            return cell.isoformat()
        case int() | float():
            return repr(cell)
        case tuple():
            return guarded(records_in_words(cell))
    return guarded(words_of(cell))
