"""Lines and packages that are no JSON: their numbers mended, else cut so that little is lost.

One wrong number makes a page of a hundred releases unreadable. It becomes null, by the same
code as when a download is checked. What is still no JSON is lost: a line is one release; of a
package that can be cut between its releases, those that are JSON are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa

from futuregazing.mending import Mended, mend_numbers
from futuregazing.procurement.line_chunks import texts_of, with_texts
from futuregazing.procurement.parts import Rejected

Fault = tuple[str, str]
"""Why a text is no JSON, and the text about the place."""

LIST_BEGINS = re.compile(r'"(releases|records)"\s*:\s*\[')
RESULTS_BEGIN = re.compile(r'"(contracts)"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
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
    texts = texts_of(table)
    mended = np.array(table["number_mended"].to_pylist(), bool)
    for row in (at for at, (is_json,) in enumerate(valid) if not is_json):
        numbers = Mended()
        text = mend_numbers(str(texts[row] or b"", "utf-8").removesuffix("\n"), numbers)
        if not _are_json(con, [text])[0]:
            whole = _fault(text)
            text = _without_lost(con, text, made.lost) if packages else ""
        if text:
            texts[row], mended[row] = text.encode(), numbers.numbers > 0
        else:
            texts[row] = None
            place = (table["no"][row].as_py(), 0, "notice")
            made.rejected.append(Rejected(*place, *whole, table["file"][row].as_py()))
    made.table = with_texts(table, texts, mended)
    return made


def before_the_cut(text: str, begin: re.Pattern[str] = LIST_BEGINS) -> tuple[str, int, str]:
    """Return a package of what is whole in one that was cut short, how many, and what follows.

    An empty text and nothing if not even the first release, or record, is whole. `begin` tells
    where the list begins, and its name.
    """
    begins = begin.search(text)
    pieces: list[str] = []
    at = begins.end() if begins else len(text)
    try:
        while (start := BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
            _, at = json.JSONDecoder().raw_decode(text, start)
            pieces.append(text[start:at])
    except (ValueError, RecursionError):
        pass  # here it was cut
    if not begins or not pieces:
        return "", 0, text
    return f'{{"{begins[1]}":[{",".join(pieces)}]}}', len(pieces), text[at:]


def _without_lost(con: duckdb.DuckDBPyConnection, text: str, lost: dict[str, Fault]) -> str:
    """Return a package in which something stands for each release that is no JSON; else ""."""
    found = _by_brackets(text)
    name, pieces = found or ("", _by_beginnings(text))
    are_json = _are_json(con, pieces)
    if not any(are_json) and not found:
        return _up_to_the_cut(text, lost)
    for at in (at for at, is_json in enumerate(are_json) if not is_json):
        mark = json.dumps({UNREADABLE: len(lost)}, separators=(",", ":"))
        lost[mark] = _fault(pieces[at])
        pieces[at] = f'{{"compiledRelease":{mark}}}' if name == LISTS[1] else mark
    listed = f"[{','.join(pieces)}]"
    return f"{{{name}:{listed}}}" if name else listed


def _up_to_the_cut(text: str, lost: dict[str, Fault]) -> str:
    """Return a package of what stands whole before the text ends, and a mark for the rest."""
    whole, number, rest = before_the_cut(text)
    if not number:
        return ""
    reason, _ = _fault(text)
    mark = json.dumps({UNREADABLE: len(lost)}, separators=(",", ":"))
    lost[mark] = (f"{reason}; what followed is lost", rest[:200])
    stands = f'{{"compiledRelease":{mark}}}' if whole.startswith('{"records"') else mark
    return f"{whole.removesuffix(']}')},{stands}]}}"


def _by_brackets(text: str) -> tuple[str, list[str]] | None:
    """Return the list's name and its elements, of a package whose brackets all close."""
    signs = _signs(text)
    try:
        found = _into_the_list(signs)
        if found is None:
            return None
        name, depth, start = found
        pieces: list[str] = []
        end, still_open = start, depth
        for sign, at, end, still_open in signs:
            if still_open < depth or (sign == "," and still_open == depth):
                pieces.append(text[start:at])
                start = end
            if still_open < depth:
                break  # this sign was the end of the list
        for _, _, after, open_then in signs:
            if not still_open:
                return None  # something after the end of the package
            end, still_open = after, open_then
    except _NotClosed:
        return None
    return None if text[end:].strip() else (name, [piece for piece in pieces if piece.strip()])


class _NotClosed(Exception):
    """Raised when the brackets or the strings of a text do not close as they were opened."""


Sign = tuple[str, int, int, int]
"""A string, bracket or comma: itself, its start and end, and how many brackets are then open."""


def _signs(text: str) -> Iterator[Sign]:
    """Yield the signs of a text; raise `_NotClosed` where it does not close."""
    closing: list[str] = []
    for found in TOKEN.finditer(text):
        sign = found[0]
        if sign == '"':
            raise _NotClosed
        if sign in CLOSES:
            closing.append(CLOSES[sign])
        elif sign in CLOSES.values() and (not closing or closing.pop() != sign):
            raise _NotClosed
        yield sign, found.start(), found.end(), len(closing)
    if closing:
        raise _NotClosed


def _into_the_list(signs: Iterator[Sign]) -> tuple[str, int, int] | None:
    """Take signs up to the beginning of the package's list.

    Return the list's name ("" where the list is the whole package), the number of brackets
    open within it and the place of its first element; None if there is no list.
    """
    before = ""
    for sign, _, end, still_open in signs:
        if sign == "[" and still_open == 1:
            return "", still_open, end
        if sign == "[" and still_open == 2 and before in LISTS:
            return before, still_open, end
        before = sign
    return None


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
