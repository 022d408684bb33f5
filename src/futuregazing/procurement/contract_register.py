"""A council's own register of contracts: one row a contract, with its dates and extensions.

The law asks English councils to publish such registers, in any layout. Columns are told by
their headings. Of a workbook the first sheet with such headings is the register; the rows of
its other sheets are rejected with the sheet's name. A register's value is the whole of a
contract as the council defines it, mostly with extensions: it has a basis of its own and is
never added to awards.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from futuregazing.procurement.flat import FlatNotice, FlatSupplier, write_flat_rows
from futuregazing.procurement.money_headings import is_sterling
from futuregazing.procurement.on_disk import RowsOnDisk, Times
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.register_cells import body_of, is_total, size_of
from futuregazing.procurement.register_headings import (
    DAYS,
    FOREIGN,
    RegisterLayout,
    register_layout,
)
from futuregazing.procurement.sheets import Cell, Row, UnreadableSheet, first_rows, sheets
from futuregazing.procurement.spend_cells import DayColumn, amount, day
from futuregazing.procurement.spend_layout import LOOK_AT
from futuregazing.procurement.spend_rows import excerpt
from futuregazing.procurement.spend_totals import SumsAbove
from futuregazing.procurement.suppliers import is_malformed

ANOTHER_SHEET = "on another sheet than the register"
NOBODYS = "neither a title nor a supplier"
TOTAL = "a total, not a contract"
NOUGHT = "1900-01-"
MOST_MONTHS = 600
"""More months of extension than that are a slip."""


def looks_like_register(path: Path, beginning: bytes) -> bool:
    """Tell a register by its headings: a title, a supplier and an end."""
    try:
        return any(_layout_in(first) for first in first_rows(path, beginning, LOOK_AT))
    except UnreadableSheet:
        return False


def read_register(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a register; return the rows read of each table.

    Raise `UnreadableSheet` for a file without headings of a register.
    """
    return write_flat_rows(part, _numbered(_rows(path, part.file_id)))


def _rows(path: Path, file_id: str) -> Iterator[FlatNotice | Rejected]:
    found = False
    for place, sheet in enumerate(sheets(path)):
        first = list(islice(sheet.rows, LOOK_AT))
        layout = None if found else _layout_in(first)
        rows, last, days = RowsOnDisk[Row](), 0, DayColumn()
        for row in chain(first, sheet.rows):
            last = row[0]
            rows.add(row)
            if layout and last > layout.heading_row:
                _see_days(days, row[1], layout)
        if layout is None:
            reason = f"{ANOTHER_SHEET}: {sheet.name}"
            yield from (Rejected(at, place, "notice", reason, excerpt(row)) for at, row, _ in rows)
        else:
            found = True
            for one in _contracts(rows, layout, days.month_first, (path, file_id), place):
                if isinstance(one, FlatNotice):
                    yield replace(one, odd=(*sheet.odd, *one.odd))
                else:
                    yield one
        if cut := sheet.cut():
            yield Rejected(last + 1, place, "notice", cut)
    if not found:
        raise UnreadableSheet(f"{path.name} has no headings of a register of contracts")


def _contracts(
    rows: Iterable[Row],
    layout: RegisterLayout,
    month_first: bool,
    file: tuple[Path, str],
    place: int,
) -> Iterator[FlatNotice | Rejected]:
    above = SumsAbove()
    for line, row, not_utf8 in rows:
        if line <= layout.heading_row:
            continue
        told = _told(row, layout, month_first)
        if reason := _reason(told, above):
            yield Rejected(line, place, "notice", reason, excerpt(row))
            continue
        above.add(amount(told.get("value", "")) or Decimal(0))
        yield replace(_contract(line, told, file, layout), not_utf8=not_utf8)


def _layout_in(first: Iterable[Row]) -> RegisterLayout | None:
    """Return the layout of a sheet with these first rows; None if it is no register."""
    found = (register_layout(row, line) for line, row, _ in first)
    return next(filter(None, found), None)


def _see_days(days: DayColumn, row: Sequence[Cell], layout: RegisterLayout) -> None:
    for at in {layout.columns[role] for role in DAYS if role in layout.columns}:
        if at < len(row):
            days.see(row[at])


def _told(row: Sequence[Cell], layout: RegisterLayout, month_first: bool) -> dict[str, str]:
    """Return a row's cells by role, its days as ISO dates."""
    told = {role: _text(row, place) for role, place in layout.columns.items()}
    return told | {role: _iso(told[role], month_first) for role in DAYS if role in told}


def _reason(told: Mapping[str, str], above: SumsAbove) -> str:
    """Return why a row is no contract; empty if it is one."""
    if is_total(told, above):
        above.pass_total()
        return TOTAL
    return "" if told["title"] or told["supplier"] else NOBODYS


def _contract(
    line: int, told: Mapping[str, str], file: tuple[Path, str], layout: RegisterLayout
) -> FlatNotice:
    """Return a row's contract; without a reference it is known by its file's id and its line."""
    path, file_id = file
    buyer = told.get("buyer", "") or body_of(path)
    worth = amount(told.get("value", ""), layout.times)
    foreign = not is_sterling(told.get("currency"))
    scale, vcse = size_of(told.get("sme", ""))
    number = re.sub(r"\s", "", told.get("company_number", "")).upper()
    known = re.fullmatch(r"[A-Z0-9]{1,8}", number) and number.strip("0")
    supplier = FlatSupplier(
        name=told["supplier"],
        company_number=number.zfill(8) if known else "",
        number_malformed=is_malformed(number),
        scale=scale,
        vcse=vcse,
    )
    return FlatNotice(
        line=line,
        source="register",
        notice_id=told.get("reference", "") or f"{file_id} row {line}",
        notice_type="register",
        stage="contract",
        buyer=buyer,
        numbered_by=buyer,
        title=told["title"],
        description=told.get("description", ""),
        start=told.get("start", ""),
        end=told["end"],
        max_end=_with_extensions(told, day(told["end"])),
        awarded=True,
        award_value="" if foreign else told.get("value", "") if worth is None else str(worth),
        procedure=told.get("procedure", ""),
        codes=(("ProClass", told["code"], told.get("meaning", "")),) if told.get("code") else (),
        suppliers=(supplier,) if supplier.name else (),
        odd=tuple(sorted({*layout.flags, *(FOREIGN,) * foreign})),
    )


def _with_extensions(told: Mapping[str, str], end: dt.date | None) -> str:
    """Return the last day with every extension that the register states; empty without any."""
    agreed = day(told["agreed_end"])
    months, times = amount(told.get("extension", "")), amount(told.get("extensions", ""))
    if not agreed or not end or not months or not times or months * times > MOST_MONTHS:
        return ""
    latest = _months_later(agreed, int(months * times))
    return latest.isoformat() if latest > end else ""


def _months_later(date: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or that month's last where it has no such day."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def _numbered(rows: Iterable[FlatNotice | Rejected]) -> Iterator[FlatNotice | Rejected]:
    """Yield contracts with ids that tell them apart: a register repeats its references."""
    times = Times()
    for one in rows:
        again = times.seen(one.notice_id) if isinstance(one, FlatNotice) else 1
        if isinstance(one, FlatNotice) and again > 1:
            yield replace(one, notice_id=f"{one.notice_id}~{again}")
        else:
            yield one


def _text(row: Sequence[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # workbooks keep a reference such as 1042 as a number
    found = day(cell) if not isinstance(cell, str | int | float) else None
    return found.isoformat() if found else str(cell).strip()


def _iso(cell: str, month_first: bool) -> str:
    """Return a day as ISO date, else the cell; what a spreadsheet makes of nought is no day."""
    found = day(cell, month_first=month_first)
    return found.isoformat() if found else cell.replace(NOUGHT, "no day: ")
