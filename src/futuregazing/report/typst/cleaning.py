"""Text from outside, made fit to print: no control characters, no word wider than a column.

PDF/A refuses a file with a code point of the private use areas in it, and a name from a
notice may hold anything. What can be printed is left as it is: Typst gets content as
data, so no character has a meaning to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

REPLACEMENT = "\ufffd"
BREAK_HERE = "\u200b"
LONGEST_WORD = 26
"""Letters of a word that still fits the narrowest column; longer ones may break anywhere."""
PIECE = 12
NOT_PRINTED = frozenset({"inputs", "refs", "fields"})

_SPACE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that turn the direction of text (a name could make its neighbours read backwards),
# and invisible ones that PDF/A forbids or that no font draws.
_UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_UNPRINTABLE = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BREAK_AFTER = re.compile(r"(?<=[/._\-=&?@:;,)\]])(?=[^\s/])")


def printable(text: str) -> str:
    """Return `text` on one line, without what no PDF may hold; letters and signs stay."""
    if text.isascii() and text.isprintable():
        return text  # nearly all are, and a report holds half a million texts
    composed = unicodedata.normalize("NFC", text)
    seen = _UNSEEN.sub("", _SPACE.sub(" ", composed))
    return _UNPRINTABLE.sub(REPLACEMENT, seen)


def breakable(text: str) -> str:
    """Return `text` with places to break inside words too long for a column."""
    return _LONG_WORD.sub(lambda word: _pieces(word[0]), text)


def _pieces(word: str) -> str:
    pieces = []
    for part in _BREAK_AFTER.split(word):
        pieces += [part[i : i + PIECE] for i in range(0, len(part), PIECE)]
    return BREAK_HERE.join(pieces)


def clean(value: Any) -> Any:
    """Return JSON with every text in it printable; keys are ours and stay.

    What no page shows is left out: a claim's inputs nest, and would be most of the work.
    """
    match value:
        case str():
            return printable(value)
        case {"kind": "code", "text": str()}:
            lines = str(value["text"]).splitlines()
            return {**value, "text": "\n".join(printable(line) for line in lines)}
        case Mapping():
            return {key: clean(inner) for key, inner in value.items() if key not in NOT_PRINTED}
        case list() | tuple():
            return [clean(inner) for inner in value]
    return value


def web_address(text: str) -> str:
    """Return `text` if it is an address a reader may follow (http, https, mailto), else ""."""
    address = printable(text).strip()
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).netloc
    except ValueError:
        return ""
    if any(c.isspace() for c in address):
        return ""
    web = scheme in {"http", "https"} and bool(host)
    return address if web or (scheme == "mailto" and "@" in address) else ""
