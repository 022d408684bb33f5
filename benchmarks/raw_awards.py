"""The awards and payments of the published files, as they stand there, for counting.

For tests and benchmarks only (see `counted_rates`). Notices are read without the import;
payments with its reader of spend files, for every one of these files has its own columns.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "procurement"))

from real_files import SHARED, raw_records, raw_releases, raw_search

from futuregazing.procurement.contracts_finder import SUPPLIERS
from futuregazing.procurement.sheets import UnreadableSheet
from futuregazing.procurement.spend import SpendFile, read_spend
from futuregazing.procurement.spend_cells import day

EXPORTS = (
    "contracts_finder_csv/contracts_finder_awards_a.csv",
    "contracts_finder_csv/contracts_finder_awards_b.csv",
)
ENGLAND = "ocds/contracts_finder_england.ndjson"
TENDERS = ("ocds/public_contracts_scotland.ndjson", "ocds/sell2wales.ndjson")
REGISTER = "registers/salford_contracts_register_2022-07.csv"
SPEND = "spend"


@dataclass(frozen=True)
class RawAward:
    """An award as a file of notices prints it; `numbered`: which suppliers have a number."""

    buyer: str
    title: str
    suppliers: tuple[str, ...]
    numbered: tuple[bool, ...]
    value: Decimal | None
    published: date | None
    process: str
    award: str
    release: str


@cache
def exported() -> list[dict[str, str]]:
    """Return the rows of the two exports, which overlap."""
    return [row for name in EXPORTS for row in raw_records(name)]


@cache
def searched() -> list[Mapping[str, Any]]:
    """Return the notices of the older search."""
    return raw_search()


@cache
def released() -> list[Mapping[str, Any]]:
    """Return the releases of Contracts Finder."""
    return list(raw_releases(ENGLAND))


@cache
def once() -> list[dict[str, str]]:
    """Return one row of the exports for each notice number."""
    return list({row["Notice Identifier"]: row for row in reversed(exported())}.values())


@cache
def awards() -> list[RawAward]:
    """Return the awards of all files of notices, each of one number once."""
    return [*map(_of_export, once()), *_of_search(), *{a.release: a for a in stated()}.values()]


@cache
def stated() -> list[RawAward]:
    """Return the awards of Contracts Finder's releases, as often as they stand there."""
    return [_of_release(one, award) for one in released() for award in one.get("awards", [])]


def _of_export(row: Mapping[str, str]) -> RawAward:
    cells = [inner.split("|") for inner in re.findall(r"\[([^\[\]]*)\]", row[SUPPLIERS])]
    return RawAward(
        row["Organisation Name"],
        row["Title"],
        tuple(html.unescape(cell[0]).strip() for cell in cells),
        tuple(bool(cell[-3].strip()) for cell in cells if len(cell) >= 6),
        Decimal(row["Awarded Value"]) if row["Awarded Value"] else None,
        day(row["Published Date"]),
        *("", "", row["Notice Identifier"]),
    )


def _of_search() -> Iterator[RawAward]:
    rows = {row["id"]: row for row in searched() if row["status"] == "awarded"}
    for row in rows.values():
        # Several suppliers stand in one cell, with commas that no blank follows.
        names = re.split(r",(?=\S)", html.unescape(row["awarded_supplier"] or ""))
        value = row["awarded_value"]
        yield RawAward(
            html.unescape(row["organisation"]),
            html.unescape(row["title"]),
            tuple(name for name in names if name),
            (),
            None if value is None else Decimal(str(value)),
            day(row["published_date"]),
            *("", "", row["id"]),
        )


def _of_release(one: Mapping[str, Any], award: Mapping[str, Any]) -> RawAward:
    schemes = {p["id"]: p.get("identifier", {}).get("scheme") for p in one["parties"]}
    sellers = award.get("suppliers", [])
    return RawAward(
        one["buyer"]["name"],
        one["tender"].get("title", ""),
        tuple(seller.get("name") or "" for seller in sellers),
        tuple(schemes.get(seller["id"]) is not None for seller in sellers),
        award.get("value", {}).get("amount"),
        day(one["date"]),
        *(one["ocid"], award["id"], one["id"]),
    )


@cache
def paid() -> list[SpendFile]:
    """Return the payments of all spend files."""
    found = []
    for file in sorted((SHARED / SPEND).iterdir()):
        if file.name != "manifest.csv":
            try:
                found.append(read_spend(file))
            except UnreadableSheet as err:
                print(f"{file.name} is left out: {err}", file=sys.stderr)
    return found
