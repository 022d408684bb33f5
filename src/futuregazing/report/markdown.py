"""Markdown cells as blocks: headings and words that never change.

Raw HTML, pictures and tables are refused: what a reader sees of those comes from exhibits,
with a source and a description. A link to ``#market_size.series`` prints that exhibit's
label ("Figure 3") where it has no words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import mistune

from futuregazing.report.blocks import (
    Block,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Parts,
    Quote,
    plain,
)
from futuregazing.report.cells import Place

SAFE_LINK = re.compile(r"^(https?://|mailto:)", re.I)
DEEPEST = 3
Token = Mapping[str, Any]

_parse = mistune.create_markdown(renderer=None, plugins=["table"])


class Markdown:
    """Turns the Markdown cells of a report into blocks.

    Args:
        resolve: from an exhibit's id or anchor to (anchor, label), or None if there is none.
        anchor: from a section's name and a heading's words to a free anchor.
    """

    def __init__(
        self,
        resolve: Callable[[str], tuple[str, str] | None],
        anchor: Callable[[str, str], str],
    ) -> None:
        """Keep the two look-ups."""
        self._resolve = resolve
        self._anchor = anchor

    def blocks(self, source: str, place: Place) -> Iterator[Block]:
        """Yield the blocks of one cell; a level-1 heading comes as `Heading(1, ...)`.

        Raises:
            BuildError: a digit, raw HTML, a picture, a table or a heading below level 3.
        """
        if digit := re.search(r"\d", source):
            around = source[max(0, digit.start() - 30) : digit.end() + 20].strip()
            raise place.fault(
                f"a digit is typed in Markdown ({around!r}). Numbers, years and names that hold "
                "digits come from the tables: say them with `section.say`."
            )
        for token in cast(list[Token], _parse(source)):
            yield from self._block(token, place)

    def _block(self, token: Token, place: Place) -> Iterator[Block]:
        match token["type"]:
            case "blank_line" | "thematic_break":
                return
            case "heading":
                yield self._heading(token, place)
            case "paragraph" | "block_text":
                yield Paragraph(self._parts(token["children"], place))
            case "list":
                yield self._list(token, place)
            case "block_quote":
                inner = [b for child in token["children"] for b in self._block(child, place)]
                yield Quote(tuple(inner))
            case "block_code":
                yield Code(str(token["raw"]).rstrip("\n"))
            case other:
                raise place.fault(f"{other.replace('_', ' ')} in Markdown; show it as an exhibit")

    def _heading(self, token: Token, place: Place) -> Heading:
        level = int(token["attrs"]["level"])
        if level > DEEPEST:
            raise place.fault(f"a heading of level {level}; headings go to level {DEEPEST}")
        parts = self._parts(token["children"], place)
        slug = "" if level == 1 else self._anchor(place.section, plain(parts))
        return Heading(level, parts, slug)

    def _list(self, token: Token, place: Place) -> ListBlock:
        items = []
        for item in token["children"]:
            if any(child["type"] not in {"block_text", "paragraph"} for child in item["children"]):
                raise place.fault("a list inside a list; the report has one level")
            lines = [self._parts(child["children"], place) for child in item["children"]]
            items.append(tuple(part for line in lines for part in line))
        return ListBlock(bool(token["attrs"]["ordered"]), tuple(items))

    def _parts(self, tokens: Iterable[Token], place: Place, kind: str = "text") -> Parts:
        return tuple(part for token in tokens for part in self._inline(token, place, kind))

    def _inline(self, token: Token, place: Place, kind: str) -> Iterator[Part]:
        match token["type"]:
            case "text":
                yield Part(kind, str(token["raw"]))
            case "softbreak" | "linebreak":
                yield Part(kind, " ")
            case "codespan":
                yield Part("code", str(token["raw"]))
            case "strong":
                yield from self._parts(token["children"], place, "strong")
            case "emphasis":
                yield from self._parts(token["children"], place, "emph")
            case "link":
                words = plain(self._parts(token["children"], place))
                yield self._link(str(token["attrs"]["url"]), words, place)
            case other:
                raise place.fault(f"{other.replace('_', ' ')} in Markdown, which is not printed")

    def _link(self, url: str, words: str, place: Place) -> Part:
        if url.startswith("#"):
            return xref(url[1:], words, self._resolve, place)
        if not SAFE_LINK.match(url):
            raise place.fault(f"a link to {url!r}; links are https, mailto or #anchors")
        return Part("link", words or url, href=url)


def xref(
    target: str,
    words: str,
    resolve: Callable[[str], tuple[str, str] | None],
    place: Place,
) -> Part:
    """Return a reference to an exhibit or section, printed as its label unless it has words."""
    found = resolve(target)
    if found is None:
        raise place.fault(f"refers to {target!r}, and nothing in the report has that name")
    slug, label = found
    return Part("xref", words or label, slug=slug)
