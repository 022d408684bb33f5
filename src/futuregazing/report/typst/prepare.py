"""From the document to what the template walks: cleaned, checked, and grouped for the page.

Nothing is worded or computed here: neighbouring findings become one list, advice to
suppliers and councils stands side by side, and the first number of a sentence is split
so that it can be set large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from futuregazing.report.typst.annex import evidence_entries, licence_letters, publishers
from futuregazing.report.typst.checking import check, parts_of
from futuregazing.report.typst.cleaning import breakable, clean, web_address
from futuregazing.report.typst.exhibits import figure, table
from futuregazing.report.typst.index import Index, note_names
from futuregazing.report.typst.opening import cover_chart, cover_claim, finding, see_of, sees
from futuregazing.report.typst.terms import glossary_of, with_definitions

Json = dict[str, Any]

KEYWORDS = (
    "local government",
    "technology",
    "procurement",
    "councils",
    "blue light",
    "market report",
    "United Kingdom",
)
PRINTED = ("meta", "sections", "evidence", "sources", "glossary")
ADVICE = ("suppliers", "councils")
OWN_PAGE = frozenset({"trust"})
"""Sections under which no other opens: how far to trust the numbers is told on its own page."""
DEEPEST = 3


def prepare(document: Mapping[str, Any]) -> Json:
    """Return the document as the template reads it.

    Raises:
        PrintError: something the PDF needs is missing; every fault is named.
    """
    cleaned: Json = clean({name: document[name] for name in PRINTED if name in document})
    check(cleaned)
    sections = cleaned.get("sections", [])
    sources = cleaned.get("sources", [])
    marked = _marks_in_words(cleaned)
    index, glossary, pointers = Index(sections), glossary_of(sections), sees(sections)
    printed = [_section(with_definitions(section, glossary), pointers) for section in sections]
    for section in printed:
        note_names(section["blocks"], index)
    return {
        "meta": {**cleaned["meta"], "keywords": list(KEYWORDS)},
        "cover": cover_claim(sections, _parts),
        "chart": cover_chart(sections, _parts),
        "sections": printed,
        "index": index.entries(),
        "evidence": evidence_entries(cleaned.get("evidence", []), sections, marked),
        "publishers": publishers(sources, cleaned.get("evidence", [])),
        "licences": [
            {"letter": letter, "words": words} for words, letter in licence_letters(sources).items()
        ],
        "glossary": [_term(entry) for entry in cleaned.get("glossary") or []],
    }


def _section(section: Json, pointers: Json) -> Json:
    """Return a section; an answer that opens it becomes its lead."""
    blocks = list(section.get("blocks", []))
    lead = None
    if blocks and blocks[0]["kind"] == "prose" and blocks[0]["role"] == "answer":
        lead = _parts(blocks.pop(0)["parts"])
    return {
        "slug": section["slug"],
        "number": section.get("number"),
        "title": section["title"],
        "own_page": section.get("name") in OWN_PAGE,
        "lead": lead,
        "blocks": list(_blocks(blocks, pointers)),
    }


def _blocks(blocks: list[Json], pointers: Json) -> Iterator[Json]:
    """Yield blocks as printed, those that belong together as one."""
    level = 1
    for together, run in groupby(blocks, key=_group):
        members = list(run)
        if together == "finding":
            told = [(b["parts"], see_of(b["parts"], pointers)) for b in members]
            items = [finding(parts, _parts, see) for parts, see in told]
            yield {"kind": "findings", "items": items}
        elif together == "advice":
            yield {"kind": "advice"} | {
                role: [_parts(b["parts"]) for b in members if b["role"] == role] for role in ADVICE
            }
        elif together == "caveat":
            yield {"kind": "caveat", "items": [_parts(b["parts"]) for b in members]}
        else:
            for block in members:
                printed = _block(block)
                if printed["kind"] == "heading":
                    # PDF/UA knows no heading of level 3 straight under one of level 1.
                    level = printed["level"] = min(printed["level"], level + 1, DEEPEST)
                yield printed


def _group(block: Json) -> str:
    role = str(block.get("role", "")) if block["kind"] == "prose" else ""
    return "advice" if role in ADVICE else role if role in {"finding", "caveat"} else ""


def _block(block: Json) -> Json:
    match block["kind"]:
        case "exhibit":
            return figure(block, _parts) if block.get("svg") else table(block, _parts)
        case "heading":
            heading = {"kind": "heading", "level": block["level"], "slug": block.get("slug", "")}
            return heading | {"parts": _parts(block["parts"])}
        case "list":
            items = [_parts(item) for item in block["items"]]
            return {"kind": "list", "ordered": bool(block.get("ordered")), "items": items}
        case "quote":
            return {"kind": "quote", "blocks": list(_blocks(block["blocks"], {}))}
        case "code":
            return {"kind": "code", "text": block["text"]}
        case "prose":
            return {"kind": "text", "role": block["role"], "parts": _parts(block["parts"])}
    return {"kind": "text", "role": "body", "parts": _parts(block["parts"])}


def _parts(parts: list[Json] | None) -> list[Json]:
    """Return runs of words with only what the template reads, links only where they are safe."""
    made = []
    for part in parts or []:
        run = {"k": part["kind"], "t": breakable(part["text"])}
        if href := web_address(part.get("href", "")):
            run["href"] = href
        for name in ("slug", "mark", "n", "use", "defined"):
            if part.get(name):
                run[name] = part[name]
        made.append(run)
    return made


def _marks_in_words(document: Json) -> set[str]:
    """Return the marks that stand in sentences, titles and notes, not only in table cells."""
    return {part["mark"] for part in parts_of(document) if part.get("mark")}


def _term(entry: Json) -> Json:
    """Return a glossary entry; its explanation may be text or runs of words."""
    words = entry.get("parts") or [{"kind": "text", "text": entry.get("text", "")}]
    return {"term": breakable(entry["term"]), "parts": _parts(words)}
