"""Notices that come as flat rows (exports, search results, registers) turned into parts.

A reader of such a file makes a `FlatNotice` of each row; what is written is the same tidy
tables that OCDS releases give, by the same words for money, days and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from futuregazing.procurement.cpv import code_flags
from futuregazing.procurement.engine import garbled_sql
from futuregazing.procurement.flags import flagged
from futuregazing.procurement.flat_rows import (
    FlatNotice,
    FlatSupplier,
    code_rows,
    notice_rows,
    supplier_rows,
)
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.set_aside import AFTER
from futuregazing.uk_days import is_after

__all__ = ["FlatNotice", "FlatSupplier", "write_flat", "write_flat_rows"]

LONGEST_TEXT = 4000
TOGETHER = 5000
"""Rows of a file that are taken at a time."""

NUMBERED_BY = "CASE WHEN numbered_by <> '' THEN party_key(NULL, numbered_by) END"
KEY = f"concat_ws(':', source, {NUMBERED_BY}, notice_id)"
BUYER_KEY = "party_key(NULL, buyer)"
SUPPLIER_KEY = "party_key(company_id, name)"
PERIOD = {"start_date": "day(start)", "end_date": 'day("end")', "max_end_date": "day(max_end)"}
RAW = {"raw_file": "$file", "raw_line": "line"}
TRUTH = "CASE lower({0}) WHEN 'yes' THEN true WHEN 'true' THEN true WHEN 'no' THEN false"
_UNDATED = " OR ".join(
    f"({cell} <> '' AND day({cell}) IS NULL)"
    for cell in ("start", '"end"', "max_end", "award_date")
)
FLAGS = f"""present([CASE WHEN {_UNDATED} THEN 'date_unreadable' END,
    CASE WHEN not_utf8 THEN 'not_utf8' END,
    CASE WHEN number_mended THEN 'number_mended' END,
    CASE WHEN {{0}} <> '' AND money({{0}}) IS NULL THEN 'value_unreadable' END] || odd)"""


def _yes_no(cell: str) -> str:
    return TRUTH.format(cell) + " WHEN 'false' THEN false END"


def _same(*names: str) -> dict[str, str]:
    return {name: f"nullif({name}, '')" for name in names}


COLUMNS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "notice": (
        "flat_notice",
        _same("source", "notice_type", "stage", "status", "url")
        | PERIOD
        | {
            "notice_key": KEY,
            "release_id": "notice_id",
            "published_at": "moment(published)",
            "title": "mended(nullif(title, ''))",
            "description": f"mended(nullif(left(description, {LONGEST_TEXT}), ''))",
            "buyer_key": BUYER_KEY,
            "n_buyers": "1",
            "value_gbp": "money(estimate)",
            "value_basis": "CASE WHEN estimate = '' THEN 'none' ELSE 'estimate unstated' END",
            "deadline": "day(deadline)",
            "sme_suitable": _yes_no("sme_suitable"),
            "flags": FLAGS.format("estimate"),
            "raw_no": "0",
        },
    ),
    "award": (
        "flat_notice WHERE awarded",
        _same("source", "notice_type", "procedure", "route", "status")
        | PERIOD
        | {
            "award_key": f"{KEY} || ':1'",
            "notice_key": KEY,
            "release_id": "notice_id",
            "award_id": "'1'",
            "title": "mended(nullif(title, ''))",
            "description": f"mended(nullif(left(description, {LONGEST_TEXT}), ''))",
            "award_date": "day(award_date)",
            "published_at": "moment(published)",
            "stated_net": "money(award_value)",
            "tender_gbp": "money(estimate)",
            "currency": "'GBP'",
            "is_framework": "false",
            "n_suppliers": "n_suppliers",
            "buyer_key": BUYER_KEY,
            "main_cpv": "cpv(main_code)",
            "flags": FLAGS.format("award_value"),
            "raw_no": "1",
        },
    ),
    "award_supplier": (
        "flat_supplier",
        {
            "award_key": f"{KEY} || ':1'",
            "supplier_no": "supplier_no",
            "supplier_key": SUPPLIER_KEY,
            "supplier_name": "mended(name)",
            "flags": flagged(
                buyer_itself="upper(trim(name)) = upper(trim(buyer))",
                named_twice="again",
                no_id="company_id IS NULL",
                not_utf8="not_utf8",
                number_malformed="number_malformed",
                text_mended=garbled_sql("name"),
            ),
            "raw_no": "1",
        },
    ),
    "supplier": (
        "flat_supplier",
        {
            "supplier_key": SUPPLIER_KEY,
            "name": "mended(name)",
            "scheme": "CASE WHEN company_id IS NOT NULL THEN 'GB-COH' END",
            "id": "nullif(company_number, '')",
            "company_number": "nullif(company_number, '')",
            "scale": "nullif(scale, '')",
            "vcse": _yes_no("vcse"),
            "seen_at": "moment(published)",
            "flags": flagged(number_malformed="number_malformed", text_mended=garbled_sql("name")),
            "raw_line": f"min(line) OVER (PARTITION BY {SUPPLIER_KEY})",
            "raw_no": "0",
        },
    ),
    "buyer": (
        "flat_notice",
        {
            "buyer_key": BUYER_KEY,
            "name": "mended(buyer)",
            "region": "nullif(region, '')",
            "other_ids": "[]",
            "seen_at": "moment(published)",
            "flags": flagged(text_mended=garbled_sql("buyer")),
            "raw_line": f"min(line) OVER (PARTITION BY {BUYER_KEY})",
            "raw_no": "0",
        },
    ),
    "classification": (
        "flat_code",
        {
            "notice_key": KEY,
            "lot": "''",
            "scheme": "scheme",
            "code": "code",
            "description": "nullif(meaning, '')",
            "role": "CASE WHEN place = 1 THEN 'main' ELSE 'additional' END",
            "flags": flagged(**code_flags("scheme", "code")),
            "raw_no": "0",
        },
    ),
}
"""For each tidy table, the rows it is made from and how each column is."""

ONE_EACH = {"buyer": "buyer_key", "supplier": "supplier_key"}
"""Tables that hold a body once, the latest naming of it."""


def write_flat(
    part: PartWriter, notices: Sequence[FlatNotice], rejected: Iterable[Rejected] = ()
) -> dict[str, int]:
    """Write the parts of a file of flat notices; return the rows read of each table."""
    notices, late = set_aside_notices(notices, part.as_of)
    refused = [*rejected, *late]
    awarded = [one for one in notices if one.awarded]
    read = {
        "notice": len(notices) + sum(one.of_table == "notice" for one in refused),
        "award": len(awarded),
        "award_supplier": sum(len(one.suppliers) for one in awarded),
    }
    part.con.register("flat_notice", notice_rows(notices))
    part.con.register("flat_supplier", supplier_rows(awarded))
    part.con.register("flat_code", code_rows(notices))
    for table, (rows, columns) in COLUMNS.items():
        part.write(table, _query(table, rows, columns))
    part.reject(refused)
    return read


def set_aside_notices(
    notices: Sequence[FlatNotice], as_of: date | None
) -> tuple[list[FlatNotice], list[Rejected]]:
    """Return the notices that were published by the as-of date, and the others as rejects."""
    late = {one.line for one in notices if as_of and is_after(one.published, as_of)}
    return [one for one in notices if one.line not in late], [
        Rejected(one.line, 0, "notice", AFTER, one.notice_id) for one in notices if one.line in late
    ]


def write_flat_rows(part: PartWriter, rows: Iterable[FlatNotice | Rejected]) -> dict[str, int]:
    """Write the parts of a file of any size, some rows at a time; return the rows read."""
    read = dict.fromkeys(("notice", "award", "award_supplier"), 0)
    each = iter(rows)
    while some := list(islice(each, TOGETHER)):
        notices = [one for one in some if isinstance(one, FlatNotice)]
        rejected = [one for one in some if isinstance(one, Rejected)]
        for table, rows_read in write_flat(part, notices, rejected).items():
            read[table] += rows_read
    return read


def _query(table: str, rows: str, columns: Mapping[str, str]) -> str:
    if table in ONE_EACH:
        key = ONE_EACH[table]
        given = {**columns, "raw_file": "$file"}
        return f"""SELECT {part_query(TABLE[table], given)} FROM {rows}
            QUALIFY row_number() OVER (PARTITION BY {columns[key]}
                ORDER BY moment(published) DESC NULLS LAST, line) = 1"""
    return f"SELECT {part_query(TABLE[table], {**columns, **RAW})} FROM {rows}"
