"""Contracts that end, as lines for a calendar and a spreadsheet.

The words are those of the printed lists (see `renewal_lists`); the days stand beside them
as days, so that nobody has to read them back out of a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.edition.model import Edition
from futuregazing.edition.periods import Period
from futuregazing.measures.buyer_names import NO_CHANGE_KNOWN, NOT_A_COUNCIL
from futuregazing.measures.measured_contract_lists import (
    RENEWALS,
    contract_lines,
    contracts,
    ends_of,
)
from futuregazing.measures.opportunities import horizon
from futuregazing.measures.plain_words import plain_words, web_address
from futuregazing.measures.register import records
from futuregazing.measures.renewal_lists import listing_table
from futuregazing.measures.renewals import (
    APART,
    ESTIMATED,
    LAPSED,
    LISTED,
    MAXIMUM,
    PRINTED,
    renewals,
)
from futuregazing.tables.frames import Tables

FEED = (
    "contract_id",
    "seen_in",
    "ends_on",
    "precision",
    "certain",
    "ends",
    "last_possible_end",
    "kind_of_end",
    "how",
    "buyer",
    "subject",
    "theme",
    "supplier",
    "value_gbp",
    "kind_of_value",
    "change_ahead",
    "url",
    "records",
)
REGISTER, SNAPSHOT = "register", "snapshot"
KINDS_OF_END: Mapping[str, str] = MappingProxyType(
    {
        LISTED: "printed end",
        MAXIMUM: "last possible end, if extended",
        ESTIMATED: "worked out from a printed term",
        APART: "stands apart: its value would drown the others",
        LAPSED: "ended shortly before",
    }
)


def renewal_feed(tables: Tables, edition: Edition) -> pd.DataFrame:
    """Return every contract that the section on opportunities lists, the earliest end first.

    A contract of the snapshot that the register has too, with the same page and end, stands
    once.

    Args:
        tables: as of the edition.
        edition: its settings choose horizon, themes, smallest value, kinds of end.

    Returns:
        `FEED`: contract_id (the row that stands for it), seen_in, ends_on (a day, the last of
        a month or year where no day is known), precision (day, month or year), certain
        (whether it is a printed end, neither an extension nor worked out), ends (as printed in
        the report), last_possible_end (a day or None), kind_of_end (see `KINDS_OF_END`),
        value_gbp (a number or None), change_ahead and url ("" if none), records (the rows it
        rests on); the other columns are words. No word holds a character that prints nothing.
    """
    found = renewals(tables, edition.opportunities, horizon(edition))
    lines = records(listing_table(found))
    made = [_line(row, line) for row, line in zip(records(found), lines, strict=True)]
    seen = {(line["url"], line["ends_on"]) for line in made if line["url"]}
    further = [_measured_line(row) for row in records(contracts(tables, RENEWALS))]
    return feed_frame(
        [*made, *(line for line in further if (line["url"], line["ends_on"]) not in seen)]
    )


def feed_frame(lines: list[dict[str, Any]]) -> pd.DataFrame:
    """Return lines as a feed, the earliest end first, then by id."""
    order = sorted(lines, key=lambda line: (line["ends_on"], line["contract_id"]))
    return pd.DataFrame(order, columns=list(FEED), dtype=object)


def _line(row: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """Return one contract of the register as a line of the feed."""
    ends, last = row["ends"], row["extendable"]
    return {
        "contract_id": row["register_id"],
        "seen_in": REGISTER,
        "ends_on": ends.end,
        "precision": precision(ends),
        "certain": row["how"] == PRINTED,
        "ends": words_of(line["ends"]),
        "last_possible_end": None if last is None else last.end,
        "kind_of_end": KINDS_OF_END[row["block"]],
        "how": line["how"],
        "buyer": words_of(line["buyer"]),
        "subject": words_of(line["subject"]),
        "theme": line["theme"],
        "supplier": words_of(line["supplier"]),
        "value_gbp": pounds_of(line["value"]),
        "kind_of_value": line["kind_of_value"],
        "change_ahead": _change(words_of(line["reorganisation"])),
        "url": web_address(line["source_url"]),
        "records": tuple(line["refs"]),
    }


def _measured_line(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one contract of the snapshot as a line of the feed; its title is told whole."""
    ends, last = ends_of(row)
    told = records(contract_lines(pd.DataFrame([row])))[0]
    if ends is None:
        raise ValueError(f"{row['contract_id']} is listed among the ends and has none")
    kind = LISTED if row["ends"] else MAXIMUM if row["last_ends"] else LAPSED
    return {
        "contract_id": row["contract_id"].partition(":")[2],
        "seen_in": SNAPSHOT,
        "ends_on": ends.end,
        "precision": precision(ends),
        "certain": told["how"] == PRINTED,
        "ends": words_of(told["ends"]),
        "last_possible_end": None if last is None else last.end,
        "kind_of_end": KINDS_OF_END[kind],
        "how": told["how"],
        "buyer": plain_words(row["buyer"]),
        "subject": plain_words(row["title"]) or told["subject"],
        "theme": "",
        "supplier": plain_words(row["supplier"]) or told["supplier"],
        "value_gbp": pounds_of(told["value"]),
        "kind_of_value": told["kind_of_value"],
        "change_ahead": "",
        "url": web_address(row["url"]),
        "records": told["refs"],
    }


def _change(words: str) -> str:
    return "" if words in {NO_CHANGE_KNOWN, NOT_A_COUNCIL} else words


def precision(ends: Period) -> str:
    """Return how exactly an end is known."""
    days = (ends.end - ends.start).days
    if days == 0:
        return "day"
    return "month" if days < 31 else "year"


def words_of(cell: Any) -> str:
    """Return a cell's words in one line, without a character that prints nothing."""
    if cell is None:
        return ""
    return plain_words(cell.text if isinstance(cell, Named) else cell)


def pounds_of(value: Quantity | None) -> int | float | None:
    """Return an amount with all its digits."""
    if value is None:
        return None
    number = value.value
    return int(number) if number == number.to_integral() else float(number)


def records_in_words(refs: tuple[Ref, ...]) -> str:
    """Return the rows behind a line: ``register:REG0001 register:REG0002``."""
    return " ".join(f"{ref.table}:{ref.row}" for ref in refs)
