"""The feeds of two whole editions: they hold the lines that the page prints, to the digit."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from building import built
from icalendar import Calendar

from futuregazing.edition import load_edition
from futuregazing.report.blocks import Cell, Exhibit
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.notebooks import read_notebook

pytestmark = pytest.mark.slow

LISTS = ("contracts", "uncertain_ends", "lapsed", "apart")
SAME = ("ends", "buyer", "subject", "supplier", "value")


@pytest.fixture(scope="module", params=[2022, 2027])
def report(request: pytest.FixtureRequest, folders: dict[str, Path]) -> tuple[int, Path]:
    return request.param, built(folders, request.param)


def document(folder: Path) -> Document:
    return document_from_notebook(read_notebook(folder / "notebooks" / "report.ipynb"))


def printed(exhibit: Exhibit) -> list[tuple[object, ...]]:
    """Return the lines of a list with what the feed has too: words, and numbers as decimals."""
    keys = [column.key for column in exhibit.columns]
    return [tuple(said(row[keys.index(key)]) for key in SAME) for row in exhibit.rows]


def said(cell: Cell) -> object:
    return Decimal(str(cell.value)) if isinstance(cell.value, int | float) else cell.text


def fed(folder: Path) -> list[dict[str, str]]:
    with (folder / "renewals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_feed_is_what_the_lists_print(report: tuple[int, Path]) -> None:
    _, folder = report
    lists = [
        exhibit
        for exhibit in document(folder).exhibits
        if exhibit.slug in {f"opportunities-{name.replace('_', '-')}" for name in LISTS}
    ]
    lines = Counter(line for exhibit in lists for line in printed(exhibit))
    told = Counter(
        (
            *(row[key] for key in ("ends", "buyer", "subject", "supplier")),
            Decimal(row["value_gbp"]) if row["value_gbp"] else "none usable",
        )
        for row in fed(folder)
    )
    assert lines.total() > 10
    assert told == lines


def test_the_calendar_has_an_event_for_each_line_on_its_day(report: tuple[int, Path]) -> None:
    year, folder = report
    calendar = Calendar.from_ical((folder / "renewals.ics").read_bytes())
    events = calendar.walk("VEVENT")
    days = {str(event["uid"]): event["dtstart"].dt for event in events}
    assert days == {
        f"register-{row['contract_id']}@futuregazing": dt.date.fromisoformat(row["ends_on"])
        for row in fed(folder)
    }
    stamps = {event["dtstamp"].dt.date() for event in events}
    assert stamps == {load_edition(year).as_of}


def test_the_manifest_names_both_files(report: tuple[int, Path]) -> None:
    _, folder = report
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {"renewals.csv", "renewals.ics"} <= set(manifest["outputs"])
