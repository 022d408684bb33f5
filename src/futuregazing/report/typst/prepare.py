"""From the document to what the template walks: cleaned, checked, and grouped for the page.

Nothing is worded or computed here: neighbouring findings become one list, advice to
suppliers and councils stands side by side, and the first number of a sentence is split
so that it can be set large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from futuregazing.report.typst.annex import evidence_entries, licence_letters, publishers
from futuregazing.report.typst.checking import check, parts_of
from futuregazing.report.typst.cleaning import breakable, clean, web_address
from futuregazing.report.typst.exhibits import figure, table

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
COVER_SECTIONS = ("key_points", "market_size")
DEEPEST = 3

_AMOUNT = re.compile(r"[-−]?[£€$]?\d[\d,.]*(?:bn|m|k|%)?")


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
    return {
        "meta": {**cleaned["meta"], "keywords": list(KEYWORDS)},
        "cover": _cover_claim(sections),
        "sections": [_section(section) for section in sections],
        "evidence": evidence_entries(cleaned.get("evidence", []), sections, marked),
        "publishers": publishers(sources, cleaned.get("evidence", [])),
        "licences": [
            {"letter": letter, "words": words} for words, letter in licence_letters(sources).items()
        ],
        "glossary": [_term(entry) for entry in cleaned.get("glossary") or []],
    }


def _section(section: Json) -> Json:
    """Return a section; an answer that opens it becomes its lead."""
    blocks = list(section.get("blocks", []))
    lead = None
    if blocks and blocks[0]["kind"] == "prose" and blocks[0]["role"] == "answer":
        lead = _parts(blocks.pop(0)["parts"])
    return {
        "slug": section["slug"],
        "number": section.get("number"),
        "title": section["title"],
        "lead": lead,
        "blocks": list(_blocks(blocks)),
    }


def _blocks(blocks: list[Json]) -> Iterator[Json]:
    """Yield blocks as printed, those that belong together as one."""
    level = 1
    for together, run in groupby(blocks, key=_group):
        members = list(run)
        if together == "finding":
            yield {"kind": "findings", "items": [_finding(b["parts"]) for b in members]}
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
            return {"kind": "quote", "blocks": list(_blocks(block["blocks"]))}
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
        for name in ("slug", "mark", "n", "use"):
            if part.get(name):
                run[name] = part[name]
        made.append(run)
    return made


def _finding(parts: list[Json]) -> Json:
    claim = next((part for part in parts if part["kind"] == "claim"), None)
    return {"parts": _parts(parts), "figure": split_amount(claim["text"]) if claim else None}


def split_amount(text: str) -> Json:
    """Return "more than £30.5bn a year" as what stands before, the amount, and what follows."""
    found = _AMOUNT.search(text)
    if found is None:
        return {"before": "", "amount": text, "after": ""}
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    return {"before": before, "amount": found[0], "after": after}


def _cover_claim(sections: list[Json]) -> Json | None:
    """Return the edition's headline: the first sentence with a number among the key points.

    The answer of the key points comes first, then their findings, then the market's size;
    an edition that knows none of these has a cover without a number.
    """
    for name in COVER_SECTIONS:
        prose = [
            block
            for section in sections
            if section["name"] == name
            for block in section.get("blocks", [])
            if block["kind"] == "prose" and block["role"] in {"answer", "finding"}
        ]
        for block in sorted(prose, key=lambda b: str(b["role"])):
            finding = _finding(block["parts"])
            if finding["figure"]:
                return finding
    return None


def _marks_in_words(document: Json) -> set[str]:
    """Return the marks that stand in sentences, titles and notes, not only in table cells."""
    return {part["mark"] for part in parts_of(document) if part.get("mark")}


def _term(entry: Json) -> Json:
    """Return a glossary entry; its explanation may be text or runs of words."""
    words = entry.get("parts") or [{"kind": "text", "text": entry.get("text", "")}]
    return {"term": breakable(entry["term"]), "parts": _parts(words)}
