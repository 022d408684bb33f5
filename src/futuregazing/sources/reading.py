"""Reading a page of releases as it came: bad bytes and broken numbers mended, and counted.

The page in the store is never changed; what is mended here is mended on every reading. A byte
that is no UTF-8 is read as Windows-1252, the superset of ISO-8859-1 that such text is written
in. A number that JSON does not allow (` 000,`) or that is not finite (`1e9999`) says nothing
about its value: it becomes null, never a guess.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from dataclasses import dataclass, field
from typing import Any

from futuregazing.sources.errors import Trouble

PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[+-]?\d[\d.eE+ -]*')
"""A string, which is left alone, or anything that begins as a number."""
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
LONGEST_NUMBER = 400
"""More digits than any amount has; Python refuses to read thousands of them."""


@dataclass
class Mended:
    """How many things on the pages read so far were not as the format wants them."""

    bytes: int = 0
    numbers: int = 0


@dataclass(frozen=True)
class Package:
    """A page: its releases as they stand on it, and the link to the next page."""

    releases: tuple[dict[str, Any], ...]
    next: str | None
    mended: Mended = field(default_factory=Mended)


def read_package(body: bytes, *, may_lack_releases: bool = False) -> Package:
    """Return what a page holds; raises Trouble for anything but a release package.

    `may_lack_releases`: some services say "none" by leaving the list out.
    """
    mended = Mended()
    value = read_json_text(decode(body, mended), mended)
    if not isinstance(value, dict):
        raise Trouble("the page is not a release package")
    releases = value.get("releases")
    if releases is None and may_lack_releases:
        releases = []
    if not isinstance(releases, list) or not all(isinstance(each, dict) for each in releases):
        raise Trouble("the page is not a release package")
    links = value.get("links")
    following = links.get("next") if isinstance(links, dict) else None
    if following is not None and not isinstance(following, str):
        raise Trouble("the page's link to the next page is not an address")
    return Package(tuple(releases), following or None, mended)


def decode(body: bytes, mended: Mended) -> str:
    """Return a body as text, counting the bytes that are no UTF-8."""

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong = error.object[error.start : error.end]
        mended.bytes += len(wrong)
        # Latin-1 gives the five bytes that Windows-1252 leaves out a meaning, if a useless one.
        text = "".join(
            bytes([byte]).decode("cp1252" if byte not in UNUSED else "latin-1") for byte in wrong
        )
        return text, error.end

    codecs.register_error("futuregazing-windows", as_windows)
    return body.decode("utf-8-sig", errors="futuregazing-windows")


UNUSED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})


def read_json_text(text: str, mended: Mended) -> Any:
    """Return JSON with every number finite; raises Trouble where it is no JSON even if mended."""

    def finite(digits: str) -> float | None:
        number = float(digits)
        if math.isfinite(number):
            return number
        mended.numbers += 1
        return None

    def nothing(_: str) -> None:
        mended.numbers += 1

    def mend(found: re.Match[str]) -> str:
        piece = found[0]
        if piece.startswith('"'):
            return piece
        bare = piece.rstrip()
        if NUMBER.fullmatch(bare) and len(bare) <= LONGEST_NUMBER:
            return piece
        mended.numbers += 1
        return "null"

    try:
        return json.loads(text, parse_float=finite, parse_constant=nothing)
    except (ValueError, RecursionError):
        mended.numbers = 0
    try:
        return json.loads(PIECE.sub(mend, text), parse_float=finite, parse_constant=nothing)
    except (ValueError, RecursionError) as err:
        raise Trouble(f"the page is not JSON ({_beginning(text)})") from err


def _beginning(text: str) -> str:
    shown = " ".join(text[:200].split())[:40]
    return f"it begins {shown!r}" if shown else "it is empty"
