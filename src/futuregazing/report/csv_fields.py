"""The columns of a CSV file as a schema: name, type, title, unit; the types are those it holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from futuregazing.report.blocks import UNIT_SIGNS, Column, Exhibit, Json
from futuregazing.report.csv import ADDRESS, PRINTED, Written, written_columns

TYPES = (
    ("integer", re.compile(r"^-?(?:0|[1-9]\d*)$")),
    ("number", re.compile(r"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$")),
    ("date", re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")),
)
"""From the narrowest type on; a number with a nought before it is a code, and stays words."""
WORDS = "string"
COUNTED_KINDS = frozenset({"text", "number", "money", "percent"})
BASE = {"£k": "GBP", "£m": "GBP", "£bn": "GBP", "£": "GBP", "%": "percent"}


def types_in(text: str) -> dict[str, str]:
    """Return the type of each column of a CSV; one without any value is words."""
    lines = csv.reader(io.StringIO(text))
    header = next(lines)
    columns = zip(*lines, strict=True)
    found = dict.fromkeys(header, WORDS)
    return found | {name: _type(column) for name, column in zip(header, columns, strict=False)}


def exhibit_fields(exhibit: Exhibit, text: str) -> list[Json]:
    """Return the schema of an exhibit's CSV.

    Args:
        exhibit: whose data it is.
        text: the CSV as written.
    """
    types = types_in(text)
    names = text.partition("\n")[0]
    header = next(csv.reader([names]))
    return [
        _described(name, one, types)
        for name, one in zip(header, written_columns(exhibit), strict=True)
    ]


def unit_of(column: Column) -> str:
    """Return the unit of a column's numbers in the data: pounds where millions are printed."""
    return BASE.get(UNIT_SIGNS.get(column.unit, column.unit), column.unit)


def _described(name: str, one: Written, types: Mapping[str, str]) -> Json:
    if one.column is None:
        told = "Rows of the project's data tables behind the line, as table:row"
        return {"name": name, "type": WORDS, "title": "Rows behind the line", "description": told}
    label = one.column.label
    if one.aspect == PRINTED:
        told = "The printed words, where they say more than the number"
        return {"name": name, "type": WORDS, "title": f"{label}, as printed", "description": told}
    if one.aspect == ADDRESS:
        return {"name": name, "type": WORDS, "title": f"{label}, address", "format": "uri"}
    counted = one.column.kind in COUNTED_KINDS or types[name] == "date"
    made: Json = {"name": name, "type": types[name] if counted else WORDS, "title": label}
    if unit := unit_of(one.column):
        made["unit"] = unit
    if one.column.absent:
        made["description"] = f"Empty: {one.column.absent}"
    return made


def _type(column: tuple[str, ...]) -> str:
    values = {value for value in column if value}
    for name, shape in TYPES:
        if values and all(shape.match(value) for value in values):
            return name
    return WORDS
