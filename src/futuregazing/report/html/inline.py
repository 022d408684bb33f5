"""Runs of words as markup: every number a link to its evidence, every name escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from futuregazing.report.blocks import Cell, Part

SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s]+$", re.I)
LONGEST_UNBROKEN = 28
"""A longer number may break over two lines, so that it fits a phone."""
BOUND = frozenset({"name", "period"})
"""Read from the tables, like a number, so that their digits may be told from typed ones."""
_LONG_WORD = re.compile(r"\S{17,}")
_JOINT = re.compile(r"(_|[./:](?=[A-Za-z]))(?=\w)")
_AMOUNT = re.compile(r"^(?P<lead>[^£\d]*)(?P<amount>.+)$")


class Inline:
    """Writes parts and cells.

    Args:
        anchors: from an evidence mark ("e12") to its permanent anchor.
    """

    def __init__(self, anchors: Mapping[str, str]) -> None:
        """Keep the anchors."""
        self._anchors = anchors

    def parts(self, parts: Iterable[Part]) -> Markup:
        """Return parts as markup."""
        return Markup("").join(self._part(part) for part in parts)

    def cell(self, cell: Cell) -> Markup:
        """Return what a table prints in a cell."""
        if cell.mark:
            return self._claim(cell.text, cell.mark, cell.n, cell.use)
        return link(cell.href, cell.text) if cell.href else breakable(cell.text)

    def _part(self, part: Part) -> Markup:
        match part.kind:
            case "claim":
                return self._claim(part.text, part.mark, part.n, part.use)
            case "strong" | "emph" | "code":
                tag = {"strong": "strong", "emph": "em", "code": "code"}[part.kind]
                return Markup("<{0}>{1}</{0}>").format(Markup(tag), part.text)
            case "link":
                return link(part.href, part.text)
            case "xref":
                return Markup('<a href="#{}">{}</a>').format(part.slug, part.text)
            case "date" if part.iso:
                return Markup('<time datetime="{}">{}</time>').format(part.iso, part.text)
        if part.kind in BOUND:
            kind = "short" if len(part.text) <= LONGEST_UNBROKEN else "bound"
            return Markup('<span class="{}">{}</span>').format(kind, part.text)
        return escape(part.text)

    def _claim(self, text: str, mark: str, n: int, use: int) -> Markup:
        """Return a number as a link; its count is drawn by the style sheet, so that the words
        stay clean when they are copied or read aloud."""
        anchor = self._anchors[mark]
        kind = "claim long" if len(text) > LONGEST_UNBROKEN else "claim"
        return Markup('<a class="{4}" id="{0}.{1}" href="#{0}" data-n="{2}">{3}</a>').format(
            anchor, use, n, text, kind
        )


def breakable(text: str) -> Markup:
    """Return words of which long names, such as those of settings, may break at their joints."""
    parted = _LONG_WORD.sub(lambda word: _JOINT.sub(r"\1<wbr>", word[0]), escape(text))
    return Markup(parted)


def link(href: str, text: str) -> Markup:
    """Return a link to a page elsewhere; words alone where the address is no web address."""
    if not SAFE_LINK.match(href):
        return escape(text)
    return Markup('<a href="{}">{}</a>').format(href, text)


def headline_number(parts: Iterable[Part]) -> tuple[str, str] | None:
    """Return qualifier and amount of the first number: "at least", "£30.5bn"."""
    first = next((part for part in parts if part.kind == "claim"), None)
    found = _AMOUNT.match(first.text) if first else None
    return (found["lead"].strip(), found["amount"]) if found else None


def leads_in(sentences: Iterable[Iterable[Part]]) -> bool:
    """Tell whether any of some sentences has a qualifier before its first number."""
    numbers = [headline_number(parts) for parts in sentences]
    return any(number and number[0] for number in numbers)
