"""Lines and packages that are no JSON: their numbers mended, else cut so that little is lost.

One wrong number makes a page of a hundred releases unreadable. It becomes null, by the same
code as when a download is checked. What is still no JSON is lost: a line is one release; of a
package that can be cut between its releases, those that are JSON are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from futuregazing.mending import Mended, mend_numbers
from futuregazing.procurement.parts import Rejected

Fault = tuple[str, str]
"""Why a text is no JSON, and the text about the place."""

LISTS = ('"releases"', '"records"')
CLOSES = {"[": "]", "{": "}"}
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|["\[\]{},]', re.DOTALL)
BEGINS = re.compile(r'[\[,]\s*(?=\{\s*"ocid"\s*:)')
UNREADABLE = "futuregazing: unreadable"


@dataclass
class Sound:
    """What could be read of a chunk: lines that are JSON, what was rejected of the others.

    `lost` tells of each release that was lost from within a package, by what stands for it
    there: it keeps its place, so that the others keep their numbers.
    """

    table: pa.Table
    rejected: list[Rejected] = field(default_factory=list)
    lost: dict[str, Fault] = field(default_factory=dict)


def sound(con: duckdb.DuckDBPyConnection, table: pa.Table, *, packages: bool) -> Sound:
    """Return the rows of a table (file, no, line ...) that are JSON or can be made so.

    A row that was mended is marked in its column `number_mended`.
    """
    con.register("line", table)
    valid = con.execute("SELECT json_valid(line) FROM line").fetchall()
    made = Sound(table)
    texts: dict[int, str] = {}
    mended = np.array(table["number_mended"].to_pylist(), bool)
    kept = np.ones(table.num_rows, bool)
    for row in (at for at, (is_json,) in enumerate(valid) if not is_json):
        numbers = Mended()
        text = mend_numbers(table["line"][row].as_py(), numbers)
        if not _are_json(con, [text])[0]:
            whole = _fault(text)
            text = _without_lost(con, text, made.lost) if packages else ""
            if not text:
                kept[row] = False
                place = (table["no"][row].as_py(), 0, "notice")
                made.rejected.append(Rejected(*place, *whole, table["file"][row].as_py()))
                continue
        texts[row] = text
        mended[row] = numbers.numbers > 0
    made.table = _replaced(table, texts, mended).filter(pa.array(kept))
    return made


def _replaced(table: pa.Table, texts: Mapping[int, str], mended: np.ndarray) -> pa.Table:
    """Return the table with new texts in some rows, and with what was mended marked."""
    changed = np.zeros(table.num_rows, bool)
    changed[list(texts)] = True
    lines = pc.replace_with_mask(
        table["line"].combine_chunks(),
        pa.array(changed),
        pa.array([texts[row] for row in sorted(texts)], pa.string()),
    )
    for name, cells in (("line", lines), ("number_mended", pa.array(mended))):
        table = table.set_column(table.schema.get_field_index(name), name, cells)
    return table


def _without_lost(con: duckdb.DuckDBPyConnection, text: str, lost: dict[str, Fault]) -> str:
    """Return a package in which something stands for each release that is no JSON; else ""."""
    found = _by_brackets(text)
    name, pieces = found or ("", _by_beginnings(text))
    are_json = _are_json(con, pieces)
    if not any(are_json) and not found:
        return ""
    for at in (at for at, is_json in enumerate(are_json) if not is_json):
        mark = json.dumps({UNREADABLE: len(lost)}, separators=(",", ":"))
        lost[mark] = _fault(pieces[at])
        pieces[at] = f'{{"compiledRelease":{mark}}}' if name == LISTS[1] else mark
    listed = f"[{','.join(pieces)}]"
    return f"{{{name}:{listed}}}" if name else listed


def _by_brackets(text: str) -> tuple[str, list[str]] | None:
    """Return the list's name and its elements, of a package whose brackets all close."""
    opened: list[str] = []
    pieces: list[str] = []
    name, last, depth, start, end = "", "", 0, 0, 0
    for found in TOKEN.finditer(text):
        sign, end = found[0], found.end()
        if sign == '"' or (pieces and not opened):
            return None  # a text without end, or something after the end
        if sign in CLOSES:
            opened.append(sign)
            if (
                sign == "["
                and not depth
                and (len(opened) == 1 or (len(opened), last in LISTS) == (2, True))
            ):
                name, depth, start = (last if len(opened) == 2 else ""), len(opened), end
        elif sign in CLOSES.values():
            if not opened or CLOSES[opened.pop()] != sign:
                return None
            if len(opened) == depth - 1 and start:
                pieces.append(text[start : found.start()])
                start = 0
        elif sign == "," and len(opened) == depth and start:
            pieces.append(text[start : found.start()])
            start = end
        last = sign
    if opened or start or not pieces or text[end:].strip():
        return None
    return name, [piece for piece in pieces if piece.strip()]


def _by_beginnings(text: str) -> list[str]:
    """Return the releases of a package that is not cut short, by how each begins."""
    if text.rstrip()[-1:] not in CLOSES.values():
        return []
    found = list(BEGINS.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    pieces = [text[each.end() : end] for each, end in zip(found, ends, strict=True)]
    if pieces:
        try:
            _, end = json.JSONDecoder().raw_decode(pieces[-1])
            pieces[-1] = pieces[-1][:end]
        except (ValueError, RecursionError):
            pass  # the last one is lost itself
    return pieces


def _are_json(con: duckdb.DuckDBPyConnection, texts: Sequence[str]) -> list[bool]:
    query = "SELECT list_transform(?::VARCHAR[], lambda x: json_valid(x))"
    return list(con.execute(query, [list(texts)]).fetchall()[0][0])


def _fault(text: str) -> Fault:
    """Return why a text is no JSON, and the text about the place."""
    try:
        json.loads(text)
    except json.JSONDecodeError as err:
        start = max(0, err.pos - 100)
        return f"not JSON: {err.msg}", text[start : start + 200]
    except RecursionError:
        return "not JSON: nested too deeply", text[:200]
    except ValueError as err:  # a number of thousands of digits
        return f"not JSON: {err}", text[:200]
    return "not JSON: half a character (a lone surrogate) in a text", text[:200]
