"""Text and JSON as strangers publish them: bad bytes and broken numbers mended, and counted.

What is stored is never changed; what is mended here is mended on every reading. A byte that is
no UTF-8 is read as Windows-1252, the superset of ISO-8859-1 that such text is written in, and
the sound text about it stays as it is. A number that JSON does not allow (` 000,`) or that is
not finite (`1e9999`) says nothing about its value: it becomes null, never a guess.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

PIECE = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[+-]?\.?\d[\d.eE+ -]*', re.DOTALL)
"""A string, which is left alone, or anything that begins as a number."""
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
LONGEST_NUMBER = 400
"""More digits than any amount has; Python refuses to read thousands of them."""

_ESCAPED = range(0xDC80, 0xDD00)
"""What Python's `surrogateescape` makes of the bytes that are no UTF-8."""
_UNUSED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
# Latin-1 gives the five bytes that Windows-1252 leaves out a meaning, if a useless one.
_WINDOWS = {
    sign: bytes([sign - 0xDC00]).decode("latin-1" if sign - 0xDC00 in _UNUSED else "cp1252")
    for sign in _ESCAPED
}
_WRONG = re.compile("[\udc80-\udcff]")
_HALF = re.compile("[\ud800-\udfff]")


class NotJson(ValueError):
    """Raised for a text that is no JSON, even with its numbers mended."""


@dataclass
class Mended:
    """How many bytes and numbers of what was read so far were not as the format wants them."""

    bytes: int = 0
    numbers: int = 0


def escaped(body: bytes) -> str:
    """Return bytes as text in which `is_escaped` finds, and `unescaped` mends, what is no UTF-8."""
    return body.decode("utf-8", errors="surrogateescape")


def is_escaped(text: str) -> bool:
    """Tell whether an escaped text holds bytes that are no UTF-8."""
    return not text.isascii() and _WRONG.search(text) is not None


def unescaped(text: str) -> str:
    """Return an escaped text with those bytes read as Windows-1252."""
    return text.translate(_WINDOWS) if is_escaped(text) else text


def decode(body: bytes, mended: Mended) -> str:
    """Return a body as text without its byte-order mark, counting the bytes that are no UTF-8."""
    text = escaped(body).removeprefix("\ufeff")
    wrong = len(_WRONG.findall(text)) if is_escaped(text) else 0
    mended.bytes += wrong
    return text.translate(_WINDOWS) if wrong else text


def whole_characters(text: str) -> str:
    """Return a text whose half characters (lone surrogates), which no file can hold, are marked."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def mend_numbers(text: str, mended: Mended) -> str:
    """Return a text with null for what begins as a number but is none that JSON allows."""

    def mend(found: re.Match[str]) -> str:
        piece = found[0]
        if piece.startswith('"'):
            return piece
        bare = piece.rstrip()
        if NUMBER.fullmatch(bare) and len(bare) <= LONGEST_NUMBER:
            return piece
        mended.numbers += 1
        return "null"

    return PIECE.sub(mend, text)


def read_json_text(text: str, mended: Mended) -> Any:
    """Return JSON with every number finite; raise `NotJson` where it is none even if mended."""
    before = mended.numbers

    def finite(digits: str) -> float | None:
        number = float(digits)
        if math.isfinite(number):
            return number
        mended.numbers += 1
        return None

    def nothing(_: str) -> None:
        mended.numbers += 1

    try:
        return json.loads(text, parse_float=finite, parse_constant=nothing)
    except (ValueError, RecursionError):
        mended.numbers = before
    try:
        return json.loads(mend_numbers(text, mended), parse_float=finite, parse_constant=nothing)
    except (ValueError, RecursionError) as err:
        raise NotJson(_beginning(text)) from err


def _beginning(text: str) -> str:
    shown = " ".join(text[:200].split())[:40]
    return f"it begins {shown!r}" if shown else "it is empty"
