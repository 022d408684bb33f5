"""How findings and their publishers are put into the report's sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.wording import capitalised
from futuregazing.edition.periods import parse_moment

_EDITORIAL = re.compile(r"^(Baseline|Counter-signal):? | to the next edition")
_QUOTED = re.compile(r"^(.*?) \(([^()]+)\)$")


def finding_words(row: Mapping[str, Any]) -> str:
    """Return a finding as a sentence without its full stop and without the editor's prefix."""
    text = _EDITORIAL.sub("", str(row["finding"]).strip().rstrip("."))
    return capitalised(house_words(text))


def publisher_words(publisher: str) -> str:
    """Return who says it without brackets: "techUK (Tussell)" is techUK quoting Tussell."""
    match = _QUOTED.match(publisher)
    if match is None:
        return publisher
    link = " quoting " if match[2][:1].isupper() else ", "
    return f"{match[1]}{link}{match[2]}"


def finding(row: Mapping[str, Any]) -> Named:
    """Return a finding bound to its row."""
    return Named(finding_words(row), (Ref("evidence", str(row["evidence_id"])),))


def finding_source(row: Mapping[str, Any]) -> Named:
    """Return who says it and when: "techUK quoting Tussell, 12 December 2025"."""
    moment = parse_moment(str(row["date"]))
    who = publisher_words(str(row["publisher"]))
    text = f"{who}, {moment}" if moment else who
    return Named(text, (Ref("evidence", str(row["evidence_id"])),))
