"""The revenue outturn of English authorities, as the ministry publishes it over several years.

One wide CSV: a row is an authority in a financial year, a column an item of a form
(`RS_totsx_net_exp`: form RS, line `totsx`, measure `net_exp`), in thousands of pounds. Totals
of England and of classes of authority stand among the authorities, under codes such as `E09`
and `E92000001`; those that sent no return stand there with nothing; the Greater London
Authority stands there twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.raw_bytes import whole
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.sheets import UnreadableSheet, decoded
from futuregazing.procurement.vocabulary import OUTTURN_STATUSES

WHO = {
    "year_ending": "year_ending",
    "ons_code": "code",
    "la_lgf_code": "lgf_code",
    "la_name": "name",
    "status": "status",
    "la_class": "class",
    "la_subclass": "subclass",
}
"""The columns that tell whose row it is (in lower case), and what they are called here."""
NEEDED = ("year_ending", "ons_code", "la_name", "status")
MEASURES = (
    "net_cur_exp",
    "net_tot_cost",
    "tot_grant",
    "start_cy",
    "end_cy",
    "net_exp",
    "tot_exp",
    "run_exp",
    "tot_inc",
    "oth_inc",
)
"""Ends of an item's name that are more than one word; else the last word is the measure."""
TOTAL, NOT_SENT, TWICE = "total", "not submitted", "listed twice"
TOGETHER = 200
"""Rows taken at a time: of the full file half a million cells."""
SMALLEST = 4096
"""First bytes that are looked at: the heading of the full file alone is longer than a head."""

_ITEM = re.compile(r"^R[A-Z]{1,2}\d?X?_\w+$")
_YEAR = re.compile(r"^(20\d\d)03$")
_AUTHORITY = re.compile(r"^E\d{8}$")


def looks_like_outturn(path: Path, beginning: bytes) -> bool:
    """Tell the file by the first of its headings."""
    try:
        text = decoded(beginning[:SMALLEST], path.name)
    except UnreadableSheet:
        return False
    cells = [cell.strip(' "') for cell in text.split("\n", 1)[0].split(",")]
    lower = {cell.lower() for cell in cells}
    return all(name in lower for name in NEEDED) and any(map(_ITEM.match, cells))


def read_outturn(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read the file; return how many cells were read: those that hold something.

    Of an authority that sent no return every cell is taken, with nothing in it, so that it
    is seen to be missing. Raise `UnreadableSheet` for a compressed file that is cut.
    """
    rows = csv.reader(io.StringIO(_text(path)))
    head = [cell.strip() for cell in next(rows)]
    who = {WHO[name.lower()]: at for at, name in enumerate(head) if name.lower() in WHO}
    items = {at: name for at, name in enumerate(head) if at not in who.values()}
    part.con.register("outturn_item", _items(items))
    seen: set[tuple[str, ...]] = set()
    read = 0
    numbered = _numbered(rows)
    while some := list(islice(numbered, TOGETHER)):
        read += _written(part, _wide(some, who, items, seen), items)
    part.con.unregister("outturn_item")
    return {"outturn": read}


def _text(path: Path) -> str:
    data, cut = whole(path)
    if cut:
        raise UnreadableSheet(f"{path.name} cannot be read whole: {cut}")
    return decoded(data, path.name)


def split_item(name: str) -> tuple[str, str, str]:
    """Return form, line and measure of an item: RS_totsx_net_exp is RS, totsx, net_exp."""
    form, _, rest = name.partition("_")
    end = next((m for m in MEASURES if rest.endswith(f"_{m}")), rest.rpartition("_")[2])
    return form, rest.removesuffix(end).rstrip("_"), end


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows that hold anything, with their numbers; the heading is the first."""
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            yield number, row


def _items(items: Mapping[int, str]) -> pa.Table:
    split = [split_item(name) for name in items.values()]
    return pa.table(
        {
            "place": pa.array([f"c{at}" for at in items], pa.string()),
            "no": pa.array(list(items), pa.int64()),
            "item": pa.array(list(items.values()), pa.string()),
            **{
                name: pa.array([one[at] for one in split], pa.string())
                for at, name in enumerate(("form", "line", "measure"))
            },
        }
    )


def _wide(
    rows: Sequence[tuple[int, list[str]]],
    who: Mapping[str, int],
    items: Mapping[int, str],
    seen: set[tuple[str, ...]],
) -> pa.Table:
    """Return rows as columns: who (text), no, flags, wrong, and `c<place>` for each item."""
    width = len(who) + len(items)
    full = [row + [""] * (width - len(row)) for _, row in rows]
    told = [{name: row[at].strip() for name, at in who.items()} for row in full]
    flags = [_flags(one, seen) for one in told]
    silent = ["" if NOT_SENT in one else None for one in flags]
    cells = {
        f"c{at}": pa.array(
            [row[at].strip() or nothing for row, nothing in zip(full, silent, strict=True)],
            pa.string(),
        )
        for at in items
    }
    names = {
        name: pa.array([one.get(name, "") for one in told], pa.string()) for name in WHO.values()
    }
    return pa.table(
        {
            **names,
            "no": pa.array([number for number, _ in rows], pa.int64()),
            "flags": pa.array(flags, pa.list_(pa.string())),
            "wrong": pa.array(
                [
                    "the row has not the columns of the headings" if len(row) != width else wrong
                    for (_, row), wrong in zip(rows, map(_wrong, told), strict=True)
                ],
                pa.string(),
            ),
            **cells,
        }
    )


def _flags(told: Mapping[str, str], seen: set[tuple[str, ...]]) -> list[str]:
    """Return the flags of a row: a total, no return, an authority that stood here before."""
    status = told["status"].lower()
    is_total = status == TOTAL or not _AUTHORITY.match(told["code"])
    key = () if is_total else (told["year_ending"], told["code"])
    again = key in seen
    seen |= {key} if key else set()
    flags = {TOTAL: is_total, NOT_SENT: status == NOT_SENT, TWICE: again}
    return sorted(flag for flag, is_so in flags.items() if is_so)


def _wrong(told: Mapping[str, str]) -> str | None:
    """Return what is wrong with a row as a whole; None if nothing."""
    if not _YEAR.match(told["year_ending"]):
        return "the year is not one that ends in March"
    if told["status"].lower() not in OUTTURN_STATUSES:
        return "the status is unknown"
    return None if told["code"] else "no code of an authority"


COLUMNS: Mapping[str, str] = {
    "authority_code": "code",
    "lgf_code": "nullif(lgf_code, '')",
    "authority_name": "nullif(name, '')",
    "authority_class": "nullif(class, '')",
    "authority_subclass": "nullif(subclass, '')",
    "year_end": "last_day(strptime(year_ending, '%Y%m'))",
    "status": "lower(status)",
    "item": "item",
    "form": "form",
    "line": "line",
    "measure": "measure",
    "amount_gbp": "thousands * 1000",
    "flags": "flags",
    "raw_file": "$file",
    "raw_line": "no",
    "raw_no": "place_no",
}


def _written(part: PartWriter, wide: pa.Table, items: Mapping[int, str]) -> int:
    """Write the cells of some rows; return how many there were."""
    con = part.con
    con.register("outturn_wide", wide)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outturn_cell AS
        SELECT w.* EXCLUDE (place), i.no AS place_no, i.item, i.form, i.line, i.measure,
            TRY_CAST(replace(cell, ',', '') AS DECIMAL(18,6)) AS thousands,
            coalesce(wrong, CASE WHEN cell <> '' AND thousands IS NULL
                THEN 'the amount is not a number' END) AS reason
        FROM (UNPIVOT outturn_wide ON {", ".join(f"c{at}" for at in items)}
            INTO NAME place VALUE cell) AS w JOIN outturn_item AS i USING (place)"""
    )
    con.unregister("outturn_wide")
    part.write(
        "outturn",
        f"""SELECT {part_query(TABLE["outturn"], COLUMNS)} FROM outturn_cell
        WHERE reason IS NULL ORDER BY no, place_no""",
    )
    refused = con.execute(
        """SELECT no, place_no, 'outturn', reason, code || ' ' || item || ': ' || cell
        FROM outturn_cell WHERE reason IS NOT NULL ORDER BY ALL"""
    ).fetchall()
    part.reject(Rejected(*one) for one in refused)
    return int(con.execute("SELECT count(*) FROM outturn_cell").fetchall()[0][0])
