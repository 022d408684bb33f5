"""Notices that come as flat rows (exports, search results, registers) turned into parts.

A reader of such a file makes a `FlatNotice` of each row; what is written is the same tidy
tables that OCDS releases give, by the same words for money, days and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa

from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.set_aside import AFTER
from futuregazing.uk_days import is_after

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class FlatSupplier:
    """A supplier as a row prints it; `scale` is sme, large or empty, `vcse` yes, no or empty."""

    name: str
    company_number: str = ""
    scale: str = ""
    vcse: str = ""


@dataclass(frozen=True)
class FlatNotice:
    """One row: text as printed, days as ISO dates, money as plain numbers; empty where absent.

    `awarded` says that the row states an award; `numbered_by` is the buyer that gave the notice
    its id, which other buyers may use too, and empty where the source's ids are all different.
    """

    line: int
    source: str
    notice_id: str
    notice_type: str
    stage: str
    buyer: str
    title: str
    numbered_by: str = ""
    description: str = ""
    status: str = ""
    published: str = ""
    deadline: str = ""
    start: str = ""
    end: str = ""
    max_end: str = ""
    estimate: str = ""
    awarded: bool = False
    award_date: str = ""
    award_value: str = ""
    procedure: str = ""
    route: str = "unknown"
    sme_suitable: str = ""
    region: str = ""
    url: str = ""
    codes: tuple[tuple[str, str, str], ...] = ()
    """(scheme, code, name): the main one first."""
    suppliers: tuple[FlatSupplier, ...] = ()
    not_utf8: bool = False
    number_mended: bool = False
    odd: tuple[str, ...] = ()
    """Flags of all rows of the file."""


TEXTS = tuple(name for name, kind in FlatNotice.__annotations__.items() if kind == "str")
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
    part.con.register("flat_notice", _notices(notices))
    part.con.register("flat_supplier", _suppliers(awarded))
    part.con.register("flat_code", _codes(notices))
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


def _query(table: str, rows: str, columns: Mapping[str, str]) -> str:
    if table in ONE_EACH:
        key = ONE_EACH[table]
        given = {**columns, "raw_file": "$file"}
        return f"""SELECT {part_query(TABLE[table], given)} FROM {rows}
            QUALIFY row_number() OVER (PARTITION BY {columns[key]}
                ORDER BY moment(published) DESC NULLS LAST, line) = 1"""
    return f"SELECT {part_query(TABLE[table], {**columns, **RAW})} FROM {rows}"


def _notices(notices: Sequence[FlatNotice]) -> pa.Table:
    texts = {name: [getattr(one, name) for one in notices] for name in TEXTS}
    return pa.table(
        {
            **{name: pa.array(cells, pa.string()) for name, cells in texts.items()},
            "line": pa.array([one.line for one in notices], pa.int64()),
            **{
                name: pa.array([getattr(one, name) for one in notices], pa.bool_())
                for name in ("awarded", "not_utf8", "number_mended")
            },
            "odd": pa.array([list(one.odd) for one in notices], pa.list_(pa.string())),
            "n_suppliers": pa.array([len(one.suppliers) for one in notices], pa.int64()),
            "main_code": pa.array(
                [one.codes[0][1] if one.codes else None for one in notices], pa.string()
            ),
        }
    )


def _suppliers(notices: Sequence[FlatNotice]) -> pa.Table:
    rows = [
        {
            **asdict(supplier),
            "company_id": f"GB-COH-{supplier.company_number}" if supplier.company_number else None,
            "supplier_no": number,
            **_of(one),
        }
        for one in notices
        for number, supplier in enumerate(one.suppliers, start=1)
    ]
    text = ("name", "company_number", "scale", "vcse", "company_id", *_OF)
    return _table(rows, text, ("supplier_no", "line"))


def _codes(notices: Sequence[FlatNotice]) -> pa.Table:
    rows = [
        {"scheme": scheme, "code": code, "meaning": meaning, "place": place, **_of(one)}
        for one in notices
        for place, (scheme, code, meaning) in enumerate(dict.fromkeys(one.codes), start=1)
    ]
    return _table(rows, ("scheme", "code", "meaning", *_OF), ("place", "line"))


_OF = ("source", "notice_id", "numbered_by", "published")


def _of(one: FlatNotice) -> dict[str, object]:
    return {"line": one.line, **{name: getattr(one, name) for name in _OF}}


def _table(
    rows: Sequence[Mapping[str, object]], texts: Sequence[str], numbers: Sequence[str]
) -> pa.Table:
    kinds = dict.fromkeys(texts, pa.string()) | dict.fromkeys(numbers, pa.int64())
    return pa.table(
        {name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()}
    )
