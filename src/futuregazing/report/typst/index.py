"""The index: on which pages a body or a term is named.

Pages are known only once the report is set, so each block and each row says here what it
names, and Typst collects the pages. A body that the tables spell in several ways, with its legal
form or without, stands once; spellings are told to be one by the rule for suppliers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from futuregazing.measures.supplier_names import supplier_key
from futuregazing.report.typst.cleaning import BREAK_HERE, breakable
from futuregazing.report.typst.terms import glossary_of

Json = dict[str, Any]

BODY_COLUMNS = frozenset({"buyer", "supplier", "successor", "body", "name", "council"})
"""Columns of bodies that buy or sell, by key; `label` only where the header says so."""
BODY_HEADERS = frozenset({"Buyer", "Supplier", "Council", "Seller"})
LONGEST_NAME = 60
MOST_NAMES_ROWS = 120
"""A table with more rows lists all councils there are: an index of it would repeat it."""
_PLAIN = str.maketrans({"&": "and", "(": " ", ")": " "})
"""A place in brackets tells two bodies apart, unlike a supplier's "(UK)"."""
_LETTER = re.compile(r"[^\W\d_]")


class Index:
    """Knows what is listed, and finds it in words and rows.

    Listed are the terms of the glossary, and the bodies in columns of buyers and suppliers.
    """

    def __init__(self, sections: Iterable[Mapping[str, Any]]) -> None:
        """Note the names that stand in the report's tables."""
        sections = list(sections)
        self._terms = set(glossary_of(sections))
        self._bodies = {
            name
            for section in sections
            for block in section.get("blocks", ())
            if block["kind"] == "exhibit"
            for name in _bodies(block)
        }
        self._listed_as = _one_spelling(self._bodies - self._terms)
        listed = sorted(self._terms | self._bodies, key=lambda name: (-len(name), name))
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])"
        ) if listed else None  # fmt: skip
        self._found: set[str] = set()

    def named_in(self, *texts: str) -> list[str]:
        """Return the listed names that some texts hold, each once, in order.

        A body is named as it is listed, whichever way a text spells it.
        """
        if self._pattern is None:
            return []
        hits = (hit for t in texts for hit in self._pattern.findall(t))
        found = list(dict.fromkeys(self._listed_as.get(hit, hit) for hit in hits))
        self._found |= set(found)
        return found

    def entries(self) -> list[Json]:
        """Return what was found, in alphabetical order, each with the letter it is under."""
        order = sorted(self._found, key=lambda name: (name.casefold(), name))
        return [{"name": name, "shown": breakable(name), "letter": _letter(name)} for name in order]


def _bodies(block: Mapping[str, Any]) -> Iterable[str]:
    rows = block.get("rows") or ()
    if len(rows) > MOST_NAMES_ROWS and not block.get("rows_shown"):
        return
    for number, column in enumerate(block.get("columns") or ()):
        if column.get("key") in BODY_COLUMNS or column.get("label") in BODY_HEADERS:
            for row in rows:
                text = row[number].get("text") if isinstance(row[number], Mapping) else row[number]
                if _is_name(str(text or "")):
                    yield str(text)


def _one_spelling(bodies: Iterable[str]) -> dict[str, str]:
    """Return how each body is listed: the shortest of its spellings that does not shout."""
    ways: dict[str, list[str]] = {}
    for name in bodies:
        ways.setdefault(supplier_key(name.translate(_PLAIN)), []).append(name)
    return {
        name: min(alike, key=lambda one: (one.isupper(), len(one), one))
        for alike in ways.values()
        for name in alike
    }


def _is_name(text: str) -> bool:
    """Tell a name from "not named", "All", a number or a sentence."""
    return 3 < len(text) <= LONGEST_NAME and text[0].isupper()


def _letter(name: str) -> str:
    found = _LETTER.search(name)
    return found[0].upper() if found else "#"


def note_names(blocks: Iterable[Json], index: Index) -> None:
    """Write into printed blocks what they name: rows of tables each for itself."""
    for block in blocks:
        words = [part["t"] for run in _runs(block) for part in run]
        block["names"] = _names(index, words)
        for row in block.get("rows") or ():
            row[0]["names"] = _names(index, [cell["t"] for cell in row])
        if block.get("turned"):
            names = [name for row in block["rows"] for name in row[0]["names"]]
            block["turned"]["rows"][0][0]["names"] = list(dict.fromkeys(names))
        note_names(block.get("blocks") or (), index)


def _names(index: Index, texts: Iterable[str]) -> list[str]:
    return index.named_in(*(text.replace(BREAK_HERE, "") for text in texts))


def _runs(block: Mapping[str, Any]) -> Iterable[list[Json]]:
    """Yield the runs of words of a printed block, whatever its kind."""
    for name in ("parts", "title", "subtitle"):
        yield block.get(name) or []
    for name in ("notes", "suppliers", "councils"):
        yield from block.get(name) or []
    for item in block.get("items") or []:
        yield item["parts"] if isinstance(item, Mapping) else item
