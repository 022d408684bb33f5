"""The annex: what each number in the report rests on, and the publications it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from futuregazing.claims.wording import capitalised
from futuregazing.report.records import date_in_words, host
from futuregazing.report.typst.cleaning import breakable, web_address
from futuregazing.report.wording import formula_words, meaning, shows_more

Json = dict[str, Any]

RECORDS_TOLD = 4
"""Up to so many records are told in full."""
FIRST_OF_MANY = 2
ROWS_NAMED = 8
"""A count may rest on hundreds: two are told, some named; web page and CSV list them all."""
LONGEST_TITLE = 120
CHECKS = "checks"
"""The table of the report's own checks, whose rows are named by words of the program."""
_WEB = re.compile(r"^https?://(?:www\.)?")


def evidence_entries(
    evidence: Iterable[Mapping[str, Any]],
    sections: Iterable[Mapping[str, Any]],
    marked: set[str],
) -> list[Json]:
    """Return the evidence as printed, in reading order.

    Args:
        evidence: the document's entries.
        sections: for the names of the places where a number is used.
        marked: marks that stand in words; the other numbers (cells of tables, data behind
            charts) get one line each instead of an entry.
    """
    places = _Places(sections)
    return [_entry(entry, places, entry["mark"] in marked) for entry in evidence]


def publishers(
    sources: Iterable[Mapping[str, Any]], evidence: Iterable[Mapping[str, Any]]
) -> list[Json]:
    """Return the bibliography by publisher, with links to the numbers taken from each title."""
    numbers = {entry["mark"]: entry["n"] for entry in evidence}
    letters = licence_letters(sources := list(sources))
    return [
        {
            "name": breakable(name),
            "titles": [_title(source, numbers, letters) for source in titles],
        }
        for name, titles in groupby(sources, key=lambda source: str(source.get("publisher", "")))
    ]


def licence_letters(sources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return a letter for each licence, so that its words are printed once."""
    licences = dict.fromkeys(str(source.get("licence") or "") for source in sources)
    licences.pop("", None)
    return dict(zip(licences, ascii_lowercase, strict=False))


def _title(
    source: Mapping[str, Any], numbers: Mapping[str, int], letters: Mapping[str, str]
) -> Json:
    return {
        "title": breakable(source.get("title", "")),
        "url": (url := web_address(source.get("url", ""))),
        "address": breakable(_WEB.sub("", url).rstrip("/")),
        "published": date_in_words(source.get("published", "")),
        "grade": f"grade\u00a0{source['grade']}" if source.get("grade") else "",
        "licence": letters.get(str(source.get("licence") or ""), ""),
        "used": [
            {"mark": mark, "n": numbers[mark]}
            for mark in source.get("used_by", [])
            if mark in numbers
        ],
    }


def _entry(entry: Mapping[str, Any], places: _Places, in_words: bool) -> Json:
    claim = entry["claim"]
    records = entry.get("records") or []
    told = len(records) if len(records) <= RECORDS_TOLD else FIRST_OF_MANY
    return {
        "mark": entry["mark"],
        "n": entry["n"],
        "in_words": in_words,
        "text": breakable(claim.get("text", "")),
        "full": breakable(str(claim.get("full") or "")) if shows_more(claim) else "",
        "meaning": breakable(meaning(claim)),
        "published": _published(claim),
        "note": breakable(claim.get("note", "")),
        "formula": breakable(formula_words(claim.get("formula", ""))),
        "works": _works(records[:told]),
        "rows": ", ".join(_row_name(r) for r in records[told:ROWS_NAMED]),
        "more": max(0, len(records) - ROWS_NAMED),
        "used": places.of(entry),
    }


def _published(claim: Mapping[str, Any]) -> str:
    """Return when a number was published and how good its source is."""
    vintage, grade = str(claim.get("vintage") or ""), str(claim.get("grade") or "")
    told = []
    if vintage:
        told.append(f"published {date_in_words(vintage)}")
    if grade:
        told.append(f"grade {grade}")
    words = ", ".join(told)
    return f"{capitalised(words)}." if words else ""


def _works(records: Iterable[Mapping[str, Any]]) -> list[Json]:
    """Return publications with the rows read from them, each publication once."""
    found: dict[str, Json] = {}
    for record in records:
        work = _work(record)
        known = found.setdefault(json.dumps(work), work | {"rows": []})
        known["rows"].append(breakable(_row_name(record)))
    return [work | {"rows": ", ".join(work["rows"])} for work in found.values()]


def _row_name(record: Mapping[str, Any]) -> str:
    """Return a row's id; that of a check is a word of ours, and so is printed as words."""
    if record["table"] != CHECKS:
        return str(record["row"])
    return f"check “{str(record['row']).replace('_', ' ')}”"


def _work(record: Mapping[str, Any]) -> Json:
    url = web_address(record.get("publisher_url", ""))
    title = str(record.get("title") or record["table"].replace("_", " "))
    if len(title) > LONGEST_TITLE:
        title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return {
        "publisher": breakable(record.get("publisher", "")),
        "title": "" if title == record["row"] else breakable(title),
        "published": date_in_words(record.get("published", "")),
        "url": url,
        "host": host(url),
    }


class _Places:
    """Where numbers are used, as links: sections by anchor, exhibits by label."""

    def __init__(self, sections: Iterable[Mapping[str, Any]]) -> None:
        """Note the sections' titles and the exhibits' anchors."""
        self._titles: dict[str, str] = {}
        self._anchors: dict[str, str] = {}
        for section in sections:
            number, title = section.get("number"), section["title"]
            self._titles[section["slug"]] = f"section\u00a0{number}" if number else title
            for block in section.get("blocks", []):
                if block["kind"] == "exhibit" and block.get("label"):
                    self._anchors[block["label"]] = block["slug"]

    def of(self, entry: Mapping[str, Any]) -> list[Json]:
        """Return the sections, figures and tables that use a number, each once."""
        uses = entry.get("uses") or [{"section": slug} for slug in entry.get("used_in", [])]
        found: dict[str, str] = {}
        for use in uses:
            label, section = use.get("where", ""), use["section"]
            if label in self._anchors:
                found[self._anchors[label]] = label
            elif section in self._titles:
                found[section] = self._titles[section]
        return [{"slug": slug, "text": text} for slug, text in found.items()]
