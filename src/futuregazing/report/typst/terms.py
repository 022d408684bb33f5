"""Definitions at the foot of the page: each word of the trade once a section, at its first use.

The words and their meanings are the report's own glossary table, so foot of page and
glossary cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]

GLOSSARY_COLUMNS = ("term", "expansion", "meaning")
ABSENT = "–"
WHERE_WORDS_RUN = frozenset({"paragraph", "prose", "list"})
ROLES = frozenset({"body", "note"})
"""Answers, findings, advice and caveats stand in boxes or large type: no note hangs on them."""


def glossary_of(sections: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return what each term stands for ("" for a plain word) and its meaning, from the table."""
    for section in sections:
        for block in section.get("blocks", ()):
            keys = tuple(column.get("key") for column in block.get("columns") or ())
            if block["kind"] == "exhibit" and keys == GLOSSARY_COLUMNS:
                rows = [[_words(cell) for cell in row] for row in block.get("rows") or ()]
                return {
                    term: (expansion.strip(ABSENT), meaning) for term, expansion, meaning in rows
                }
    return {}


def with_definitions(section: Json, glossary: Mapping[str, tuple[str, str]]) -> Json:
    """Return a section whose first use of each term carries its definition.

    Defined are plain words ("call-off"), and initials that the section does not spell out.
    The part "under a call-off." becomes "under a ", "call-off" with `defined`, and ".".
    """
    if section.get("number") is None:
        return section
    told = " ".join(part["text"] for block in section["blocks"] for part in _parts(block))
    open_terms = {
        term: meaning if not expansion else f"{expansion}, {meaning}"
        for term, (expansion, meaning) in glossary.items()
        if (term.islower() if not expansion else expansion not in told)
    }
    return {**section, "blocks": [_defined(block, open_terms) for block in section["blocks"]]}


def _defined(block: Json, open_terms: dict[str, str]) -> Json:
    """Return a block with notes; terms noted in it are taken out of `open_terms`."""
    if block["kind"] not in WHERE_WORDS_RUN or block.get("role", "body") not in ROLES:
        return block
    if block["kind"] == "list":
        items = [[p for part in item for p in _split(part, open_terms)] for item in block["items"]]
        return {**block, "items": items}
    return {**block, "parts": [p for part in block["parts"] for p in _split(part, open_terms)]}


def _split(part: Json, open_terms: dict[str, str]) -> Iterator[Json]:
    """Yield a run of words cut after each term defined here."""
    if part["kind"] != "text":
        yield part
        return
    rest = part["text"]
    while found := _first(rest, open_terms):
        term, at = found
        end = at.end()
        yield {**part, "text": rest[:end], "defined": _note(term, open_terms.pop(term))}
        rest = rest[end:]
    if rest:
        yield {**part, "text": rest}


def _note(term: str, meaning: str) -> str:
    """Return the note: "Call-off: a contract made under a framework."."""
    headed = term[0].upper() + term[1:] if term.islower() else term
    return f"{headed}: {meaning.rstrip('.')}."


def _first(text: str, open_terms: Mapping[str, str]) -> tuple[str, re.Match[str]] | None:
    """Return the term that stands first in a text, of two at one place the longer."""
    found = [
        (at.start(), -len(term), term, at)
        for term in open_terms
        if (at := _pattern(term).search(text))
    ]
    if not found:
        return None
    _, _, term, at = min(found, key=lambda hit: hit[:2])
    return term, at


def _pattern(term: str) -> re.Pattern[str]:
    """Return what finds a term as a whole word, one or many; "a lot of" is no lot.

    A capital counts only where a sentence begins: the Cyber Assessment Framework is no
    framework.
    """
    first = re.escape(term[0])
    if term[0].islower():
        first = rf"(?:{first}|(?:^|(?<=[.:] )){term[0].upper()})"
    word = rf"{first}{re.escape(term[1:])}s?(?![\w-])"
    return re.compile(rf"(?<![\w-])(?:(?<!\ba ){word}|{word}(?! of\b))")


def _parts(block: Mapping[str, Any]) -> Iterator[Json]:
    yield from block.get("parts") or ()
    for item in block.get("items") or ():
        yield from item


def _words(cell: Any) -> str:
    text = cell.get("text") if isinstance(cell, Mapping) else cell
    return str(text or "")
