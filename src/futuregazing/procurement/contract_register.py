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
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from futuregazing.procurement.file_names import own_name
from futuregazing.procurement.flat import FlatNotice, FlatSupplier, write_flat
from futuregazing.procurement.money_headings import words_of as heading
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.sheets import (
    WORKBOOK_MARK,
    Cell,
    Sheet,
    UnreadableSheet,
    decoded,
    read_sheets,
    sheet_of,
)
from futuregazing.procurement.spend import excerpt
from futuregazing.procurement.spend_cells import amount, day
from futuregazing.procurement.spend_layout import LOOK_AT
from futuregazing.procurement.suppliers import is_malformed

PATTERNS: Mapping[str, str] = {
    "title": r"(contract|agreement) (title|name)|title( of agreement)?",
    "supplier": r"supplier( company)? name|supplier|contractor( name)?",
    "end": r"(current |contract )?(end|expiry) date",
    "start": r"(contract )?start date",
    "description": r"(contract )?description.*",
    "buyer": r"purchasing body|organi[sz]ation( name)?|council|authority",
    "reference": r"(contract )?(reference|ref)( no| number)?|contract id",
    "value": r"(total )?(contract )?value.*|total contract value.*",
    "extension": r"(option to extend|extension).*months.*|option to extend",
    "extensions": r"how many extensions|number of extensions",
    "procedure": r"process used|procedure.*|route to market",
    "company_number": r"company (number|no|registration.*)",
    "sme": r"sme.*",
    "code": r"pro ?class (classification|code)",
    "meaning": r"pro ?class description",
}
NEEDED = ("title", "supplier", "end")
ANOTHER_SHEET = "on another sheet than the register"
NOUGHT = "1900-01-"
MOST_MONTHS = 600
"""More months of extension than that are a slip."""

_COMPILED = {role: re.compile(f"^(?:{pattern})$") for role, pattern in PATTERNS.items()}


def looks_like_register(path: Path, beginning: bytes) -> bool:
    """Tell a register by its headings: a title, a supplier and an end."""
    try:
        if beginning.startswith(WORKBOOK_MARK):
            return _register(read_sheets(path, rows=LOOK_AT)) is not None
        return _register([sheet_of(decoded(beginning, path.name))]) is not None
    except UnreadableSheet:
        return False


def read_register(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a register; return the rows read of each table."""
    sheets = read_sheets(path)
    found = _register(sheets)
    if found is None:
        raise UnreadableSheet(f"{path.name} has no headings of a register of contracts")
    number, at, columns = found
    sheet = sheets[number]
    notices: list[FlatNotice] = []
    rejected = [
        Rejected(line, place, "notice", f"{ANOTHER_SHEET}: {other.name}", excerpt(row))
        for place, other in enumerate(sheets)
        if place != number
        for line, row in other.rows
    ]
    for line, row in sheet.rows:
        if line <= at:
            continue
        told = {role: _text(row, place) for role, place in columns.items()}
        if told["title"] or told["supplier"]:
            odd = line in sheet.not_utf8
            contract = _contract(line, told, (path, part.file_id))
            notices.append(replace(contract, not_utf8=odd, odd=sheet.odd))
        else:
            reason = "neither a title nor a supplier"
            rejected.append(Rejected(line, number, "notice", reason, excerpt(row)))
    if sheet.cut:
        rejected.append(Rejected(sheet.rows[-1][0] + 1, number, "notice", sheet.cut))
    return write_flat(part, _numbered(notices), rejected)


def _register(sheets: Sequence[Sheet]) -> tuple[int, int, dict[str, int]] | None:
    """Return the first sheet with headings of a register, their row and the columns, if any."""
    headed = ((number, _headed(sheet.rows[:LOOK_AT])) for number, sheet in enumerate(sheets))
    return next(((number, *found) for number, found in headed if found), None)


def _headed(rows: Sequence[tuple[int, Sequence[Cell]]]) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and the column of each role, if there is one."""
    for number, row in rows:
        headings = [heading(cell) for cell in row]
        columns: dict[str, int] = {}
        for role, pattern in _COMPILED.items():
            fits = [at for at, told in enumerate(headings) if pattern.match(told)]
            if free := [at for at in fits if at not in columns.values()]:
                columns[role] = free[0]
                # Of two ends the first is the agreed one, the later where it stands now.
                columns |= {"end": free[-1], "agreed_end": free[0]} if role == "end" else {}
        if all(role in columns for role in NEEDED):
            return number, columns
    return None


def _contract(line: int, told: Mapping[str, str], file: tuple[Path, str]) -> FlatNotice:
    """Return a row's contract; without a reference it is known by its file's id and its line."""
    path, file_id = file
    buyer = told.get("buyer", "") or own_name(path)
    end = day(told["end"])
    worth = amount(told.get("value", ""))
    number = re.sub(r"\s", "", told.get("company_number", "")).upper()
    known = re.fullmatch(r"[A-Z0-9]{1,8}", number) and number.strip("0")
    supplier = FlatSupplier(
        name=told["supplier"],
        company_number=number.zfill(8) if known else "",
        number_malformed=is_malformed(number),
        scale={"yes": "sme", "no": "large"}.get(told.get("sme", "").lower(), ""),
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
        start=_iso(told.get("start", "")),
        end=_iso(told["end"]),
        max_end=_with_extensions(told, end),
        awarded=True,
        award_value=str(worth) if worth is not None else told.get("value", ""),
        procedure=told.get("procedure", ""),
        codes=(("ProClass", told["code"], told.get("meaning", "")),) if told.get("code") else (),
        suppliers=(supplier,) if supplier.name else (),
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


def _numbered(notices: Sequence[FlatNotice]) -> list[FlatNotice]:
    """Return contracts with ids that tell them apart: a register repeats its references."""
    seen: dict[str, int] = {}
    made = []
    for one in notices:
        seen[one.notice_id] = seen.get(one.notice_id, 0) + 1
        again = seen[one.notice_id]
        made.append(replace(one, notice_id=f"{one.notice_id}~{again}") if again > 1 else one)
    return made


def _text(row: Sequence[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # workbooks keep a reference such as 1042 as a number
    found = day(cell) if not isinstance(cell, str | int | float) else None
    return found.isoformat() if found else str(cell).strip()


def _iso(cell: str) -> str:
    """Return a day as ISO date, else the cell; what a spreadsheet makes of nought is no day."""
    found = day(cell)
    return found.isoformat() if found else cell.replace(NOUGHT, "no day: ")
