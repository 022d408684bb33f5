"""Reading a page of releases as it came: bad bytes and broken numbers mended, and counted.

The page in the store is never changed; what is mended (see `futuregazing.mending`) is mended
on every reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from futuregazing import mending
from futuregazing.mending import Mended, NotJson, decode
from futuregazing.sources.errors import Trouble

__all__ = ["Mended", "Package", "decode", "read_json_text", "read_package"]


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


def read_json_text(text: str, mended: Mended) -> Any:
    """Return JSON with every number finite; raises Trouble where it is no JSON even if mended."""
    try:
        return mending.read_json_text(text, mended)
    except NotJson as err:
        raise Trouble(f"the page is not JSON ({err})") from err
