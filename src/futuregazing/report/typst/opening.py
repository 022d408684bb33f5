"""What the first pages show besides the sections: the headline, its small chart, pointers.

Nothing is worded here: the cover repeats the first key point and the first chart of the
market that sets one amount beside others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from futuregazing.claims.wording import money
from futuregazing.report.shown import block_shows

Json = dict[str, Any]
PartsOf = Callable[[Any], list[Json]]

COVER_SECTIONS = ("key_points", "market_size")
CHART_SECTION = "market_size"
CHART_FORM = "compare"
LONGEST_LABEL = 40
MONEY = "money"
MOST_ANSWERS = 7

_ZEROS = re.compile(r"\.0+(?!\d)|(?<=\.\d)0+(?!\d)")
_DIGITS = re.compile(r"[£]?\d[\d,.]*")
_AMOUNT = re.compile(r"[-−]?[£€$]?\d[\d,.]*(?:bn|m|k|%)?")


def finding(parts: list[Json], parts_of: PartsOf, see: Json | None = None) -> Json:
    """Return a sentence with its first number apart, to be set large, and where to read more."""
    claim = next((part for part in parts if part["kind"] == "claim"), None)
    large = split_amount(claim["text"]) if claim else None
    return {"parts": parts_of(parts), "figure": large, "see": see}


def split_amount(text: str) -> Json:
    """Return "more than £30.5bn a year" as what stands before, the amount, and what follows."""
    found = _AMOUNT.search(text)
    if found is None:
        return {"before": "", "amount": text, "after": ""}
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    return {"before": before, "amount": found[0], "after": after}


def cover_claim(sections: list[Json], parts_of: PartsOf) -> Json | None:
    """Return the edition's headline: the first sentence with a number among the key points.

    The answer of the key points comes first, then their findings, then the market's size;
    an edition that knows none of these has a cover without a number.
    """
    for name in COVER_SECTIONS:
        prose = [b for b in _prose(sections, name) if b["role"] in {"answer", "finding"}]
        for block in sorted(prose, key=lambda b: str(b["role"])):
            made = finding(block["parts"], parts_of)
            if made["figure"]:
                return made
    return None


def cover_chart(sections: list[Json], parts_of: PartsOf) -> Json | None:
    """Return the amounts that the market's first comparing chart draws, as label and amount.

    None where an edition has no such chart or fewer than two amounts above nothing.
    """
    charts = [
        block
        for section in sections
        if section["name"] == CHART_SECTION
        for block in section.get("blocks", [])
        if block["kind"] == "exhibit" and block.get("form") == CHART_FORM
        if block["columns"][1].get("kind") == MONEY
    ]
    for chart in charts:
        rows = [(row[0], row[1]) for row in chart["rows"] if _is_amount(row)]
        if 2 <= len(rows) <= MOST_ANSWERS:
            top = max(amount["value"] for _, amount in rows)
            answers = [
                {"label": label["text"], "amount": _short(amount), "share": amount["value"] / top}
                for label, amount in rows
            ]
            unmarked = [part | {"mark": ""} for part in chart["title"]]
            return {"title": parts_of(unmarked), "answers": answers, "see": _pointer(chart)}
    return None


def sees(sections: list[Json]) -> dict[str, Json]:
    """Return, by evidence mark, where a section that answers with that number shows it.

    That is its first figure that does, else its first table, else the section itself.
    """
    found: dict[str, Json] = {}
    for section in sections:
        if section.get("number") is None:
            continue
        for block in _prose([section], section["name"]):
            for part in block["parts"] if block["role"] == "answer" else ():
                if part.get("mark"):
                    found.setdefault(part["mark"], _shown(section, part))
    return found


def _shown(section: Json, number: Json) -> Json:
    """Return where in a section a number is shown."""
    exhibits = [b for b in section.get("blocks", []) if b["kind"] == "exhibit"]
    shown = [exhibit for exhibit in exhibits if block_shows(exhibit, number)]
    for exhibit in sorted(shown, key=lambda exhibit: not exhibit.get("svg")):
        return _pointer(exhibit)
    return {"slug": section["slug"], "text": f"Section {section['number']}"}


def see_of(parts: list[Json], pointers: dict[str, Json]) -> Json | None:
    """Return where the first number of a sentence is shown, if a section answers with it."""
    marks = [part["mark"] for part in parts if part.get("mark")]
    return pointers.get(marks[0]) if marks else None


def _pointer(exhibit: Json) -> Json:
    return {"slug": exhibit["slug"], "text": exhibit["label"]}


def _short(amount: Json) -> str:
    """Return a cell's amount in three figures, with its qualifier: "at least £30.5bn"."""
    rounded = _ZEROS.sub("", money(Decimal(repr(amount["value"]))))
    return _DIGITS.sub(rounded, amount["text"], count=1)


def _is_amount(row: list[Any]) -> bool:
    label, amount = row[0], row[1]
    value = amount.get("value") if isinstance(amount, dict) else None
    short = isinstance(label, dict) and 0 < len(label.get("text") or "") <= LONGEST_LABEL
    return short and isinstance(value, int | float) and value > 0


def _prose(sections: list[Json], name: str) -> Iterator[Json]:
    for section in sections:
        if section["name"] == name:
            yield from (b for b in section.get("blocks", []) if b["kind"] == "prose")
