"""Runs of words on a slide: every number leads to its evidence in the report beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from futuregazing.report.blocks import Part
from futuregazing.report.html.inline import LONGEST_UNBROKEN, link

REPORT = "report.html"


class SlideWords:
    """Writes parts.

    Args:
        anchors: from an evidence mark ("e12") to its permanent anchor in the report.
    """

    def __init__(self, anchors: Mapping[str, str]) -> None:
        """Keep the anchors."""
        self._anchors = anchors

    def parts(self, parts: Iterable[Part]) -> Markup:
        """Return parts as markup."""
        return Markup("").join(self._part(part) for part in parts)

    def _part(self, part: Part) -> Markup:
        match part.kind:
            case "claim":
                # The count is drawn by the style sheet: words stay clean for copy and speech.
                short = " short" if len(part.text) <= LONGEST_UNBROKEN else ""
                return Markup('<a class="claim{}" href="{}#{}" data-n="{}">{}</a>').format(
                    short, REPORT, self._anchors[part.mark], part.n, part.text
                )
            case "xref":
                return Markup('<a href="{}#{}">{}</a>').format(REPORT, part.slug, part.text)
            case "link":
                return link(part.href, part.text)
            case "date" if part.iso:
                return Markup('<time datetime="{}">{}</time>').format(part.iso, part.text)
        return escape(part.text)
