"""Contracts Finder's own files: the CSV export of 43 columns, and results of its older search.

Both are notices in one row each; an awarded one states its award, its suppliers and its
values in the same row. The search results have no dates of the contract.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from futuregazing.mending import (
    Mended,
    NotJson,
    decode,
    is_escaped,
    read_json_text,
    unescaped,
    whole_characters,
)
from futuregazing.procurement.broken import RESULTS_BEGIN, before_the_cut
from futuregazing.procurement.flat import FlatNotice, FlatSupplier, write_flat, write_flat_rows
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.raw_bytes import whole
from futuregazing.procurement.sheets import UnreadableSheet, as_text, text_lines
from futuregazing.procurement.spend_cells import day
from futuregazing.procurement.suppliers import is_malformed
from futuregazing.procurement.text_lines import TextLines

SOURCE = "cf"
SUPPLIERS = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"
COLUMNS = (
    "Notice Identifier",
    "Notice Type",
    "Organisation Name",
    "Status",
    "Published Date",
    "Title",
    "Description",
    "Region",
    "Cpv Codes",
    "Start Date",
    "End Date",
    "Closing Date",
    "Suitable for SME",
    "Value Low",
    "Value High",
    "Awarded Date",
    "Awarded Value",
    SUPPLIERS,
    "Contract start date",
    "Contract end date",
    "OJEU Procedure Type",
)
"""Columns of the export that are read."""
EXPORT_MARK = re.compile(r'\s*"?Notice Identifier"?([,;\t|])"?Notice Type"?\1"?Organisation Name')
"""The export's first headings; spreadsheets keep it with other signs between its cells."""
SEARCH_MARKS = (b'"contracts"', b'"notice_type"', b'"organisation"')
AWARDED = "awarded"
COMPANIES_HOUSE = "COMPANIES_HOUSE"
STAGES = {"Pipeline": "planning", "PreProcurement": "planning"}
ROUTES = (
    ("call-off", r"call-? ?off|further competition"),
    ("direct", r"direct ?award|single ?(tender|source)|without ?(prior|competition|a call)"),
    ("negotiated", r"negotiat|dialog"),
    ("restricted", r"restricted"),
    ("quotes", r"quotation"),
    ("open", r"^open"),
)
"""Words of the export's procedures; the first that fits decides."""

_BETWEEN = re.compile(r",(?=\S)|,$")
_SUPPLIER = re.compile(r"\[([^\[\]]*)\]")
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE = re.compile(r"\d{8}")


def looks_like_export(path: Path, beginning: bytes) -> bool:
    """Tell the CSV export by its first headings."""
    try:
        return bool(EXPORT_MARK.match(as_text(beginning, path.name)))
    except UnreadableSheet:
        return False


def looks_like_search(_path: Path, beginning: bytes) -> bool:
    """Tell search results by what their first notice holds."""
    return beginning.lstrip().startswith(b"{") and all(mark in beginning for mark in SEARCH_MARKS)


def read_export(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read the CSV export; return the rows read of each table.

    Raise `UnreadableSheet` if it lacks columns that are read.
    """
    lines = text_lines(path)
    each = iter(lines)
    headings = next(each, "")
    between = EXPORT_MARK.match(headings)
    reader = csv.DictReader(chain([headings], each), delimiter=between[1] if between else ",")
    if lacking := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise UnreadableSheet(
            f"{path.name} begins as an export of Contracts Finder, but lacks the columns "
            f"{', '.join(lacking)}."
        )
    return write_flat_rows(part, _export_rows(reader, lines))


def _export_rows(reader: csv.DictReader[str], lines: TextLines) -> Iterator[FlatNotice | Rejected]:
    for line, told in enumerate(reader, start=2):
        # Some exports leave the last column off where it is empty.
        row = {name: unescaped(cell or "") for name, cell in told.items() if name is not None}
        if None in told or not row.get("Notice Identifier", "").strip():
            reason = "the row has not the columns of the export"
            yield Rejected(line, 0, "notice", reason, str(list(told.values())))
        else:
            odd = any(is_escaped(cell or "") for cell in told.values())
            yield replace(_exported(line, row), not_utf8=odd, odd=lines.odd)
    if lines.cut:
        yield Rejected(0, 0, "notice", lines.cut)


def read_search(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read search results; return the rows read of each table."""
    data, cut = whole(path)
    mended = Mended()
    text, rejected = decode(data, mended), list[Rejected]()
    try:
        told = read_json_text(text, mended)
    except NotJson as err:
        reason = cut or f"not the JSON of search results: {err}"
        whole_ones, number, rest = before_the_cut(text, RESULTS_BEGIN)
        lost = f"{reason}; what followed is lost" if number and not cut else reason
        rejected.append(Rejected(number + 1, 0, "notice", lost, rest[:200] if number else ""))
        if not number:
            return write_flat(part, [], rejected)
        told = read_json_text(whole_ones, mended)
    found = told.get("contracts") if isinstance(told, dict) else None
    if not isinstance(found, list):
        reason = "not the JSON of search results: their contracts are no list"
        return write_flat(part, [], [Rejected(1, 0, "notice", reason)])
    notices: list[FlatNotice] = []
    for number, one in enumerate(found, start=1):
        if isinstance(one, dict) and one.get("id") and one.get("organisation"):
            notices.append(_searched(number, one, mended))
        else:
            rejected.append(Rejected(number, 0, "notice", "no id or no buyer", str(one)))
    return write_flat(part, notices, rejected)


def route_of(procedure: str) -> str:
    """Return the route to market that a printed procedure means."""
    words = _WORD_ENDS.sub(" ", procedure).strip().lower()
    if words in {"", "not specified", "not applicable", "other"}:
        return "unknown"
    return next((route for route, pattern in ROUTES if re.search(pattern, words)), "other")


def suppliers_in(cell: str) -> Iterator[FlatSupplier]:
    """Yield the suppliers of the export's cell: ``[name|address|kind of ref|ref|SME|VCSE]...``."""
    for inner in _SUPPLIER.findall(cell):
        fields = [*inner.split("|"), *[""] * 6]
        # An address may hold the sign between fields: the last four are counted from the end.
        ends = fields[: len(inner.split("|"))]
        kind, number, sme, vcse = ends[-4:] if len(ends) >= 6 else ("", "", "", "")
        if fields[0].strip():
            yield FlatSupplier(
                name=fields[0].strip(),
                company_number=_company(number) if kind == COMPANIES_HOUSE else "",
                number_malformed=kind == COMPANIES_HOUSE and is_malformed(number),
                scale={"Yes": "sme", "No": "large"}.get(sme, ""),
                vcse=vcse,
            )


def suppliers_found(cell: str, to_sme: str) -> Iterator[FlatSupplier]:
    """Yield the suppliers of the search's cell: names with a comma, and no blank, between them.

    The form asks whether the award went to small or medium firms: no says larger ones, or
    other bodies; of several suppliers together it does not say which.
    """
    names = list(dict.fromkeys(name.strip() for name in _BETWEEN.split(cell) if name.strip()))
    scale = {"True": "sme", "False": "large"}.get(to_sme, "") if len(names) == 1 else ""
    yield from (FlatSupplier(name, scale=scale) for name in names)


def _exported(line: int, row: Mapping[str, str]) -> FlatNotice:
    awarded = row["Status"].strip().lower() == AWARDED
    kind = row["Notice Type"].strip()
    return FlatNotice(
        line=line,
        source=SOURCE,
        notice_id=row["Notice Identifier"].strip(),
        notice_type=kind or "unknown",
        stage="award" if awarded else STAGES.get(kind, "tender"),
        buyer=_text(row["Organisation Name"]),
        numbered_by=_text(row["Organisation Name"]),
        title=_text(row["Title"]),
        description=_text(row["Description"]),
        status=row["Status"].strip(),
        published=row["Published Date"].strip(),
        deadline=_iso(row["Closing Date"]),
        start=_iso(row["Contract start date"] or row["Start Date"]),
        end=_iso(row["Contract end date"] or row["End Date"]),
        estimate=row["Value High"].strip() or row["Value Low"].strip(),
        awarded=awarded,
        award_date=_iso(row["Awarded Date"]),
        award_value=row["Awarded Value"].strip(),
        procedure=row["OJEU Procedure Type"].strip(),
        route=route_of(row["OJEU Procedure Type"]),
        sme_suitable=row["Suitable for SME"].strip(),
        region=row["Region"].strip(),
        codes=tuple(("CPV", code, "") for code in _CODE.findall(row["Cpv Codes"])),
        suppliers=tuple(suppliers_in(_text(row[SUPPLIERS]))) if awarded else (),
    )


def _searched(number: int, one: Mapping[str, Any], mended: Mended) -> FlatNotice:
    told = {key: _text(str(value)) if value not in (None, "") else "" for key, value in one.items()}
    awarded = told.get("status") == AWARDED
    suppliers = suppliers_found(told.get("awarded_supplier", ""), told.get("awarded_to_sme", ""))
    codes = [("CPV", code, "") for code in _CODE.findall(told.get("cpv_codes", ""))]
    return FlatNotice(
        line=number,
        source=SOURCE,
        notice_id=told["id"],
        notice_type=told.get("notice_type", "") or "unknown",
        stage="award" if awarded else STAGES.get(told.get("notice_type", ""), "tender"),
        buyer=told["organisation"],
        title=told.get("title", ""),
        description=told.get("description", ""),
        status=told.get("status", ""),
        published=told.get("published_date", ""),
        deadline=told.get("deadline_date", ""),
        # The search prints nought where nothing was stated.
        estimate=next(
            (told[k] for k in ("value_high", "value_low") if told.get(k, "0") != "0"), ""
        ),
        awarded=awarded,
        award_date=told.get("awarded_date", ""),
        award_value=told.get("awarded_value", ""),
        sme_suitable=told.get("suitable_for_sme", ""),
        region=told.get("region", ""),
        url=told.get("url", ""),
        codes=tuple(codes),
        suppliers=tuple(suppliers) if awarded else (),
        not_utf8=mended.bytes > 0,
        number_mended=mended.numbers > 0,
    )


def _stated(told: Mapping[str, str], name: str) -> str:
    """Return a value; empty where the search prints nought because nothing was stated."""
    return "" if told.get(name, "0") == "0" else told[name]


def _company(number: str) -> str:
    plain = re.sub(r"\s", "", number).upper()
    return plain.zfill(8) if re.fullmatch(r"[A-Z0-9]{1,8}", plain) and plain.strip("0") else ""


def _text(cell: str) -> str:
    return whole_characters(html.unescape(cell or "")).strip()


def _iso(cell: str) -> str:
    found = day(cell)
    return found.isoformat() if found else (cell or "").strip()
