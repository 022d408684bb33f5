"""From a matplotlib figure to a small, steady SVG that HTML and PDF can both take.

Matplotlib writes a style sheet that would leak into the page, inline styles that a strict
page policy refuses, ids that nothing uses, and six decimals. All of that goes; the text
stays text.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from futuregazing.exhibits import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BODY = re.compile(r"<svg\b[^>]*viewBox=\"(?P<box>[^\"]*)\"[^>]*>(?P<body>.*)</svg>", re.S)
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_STYLE = re.compile(r' style="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(?:url\(#|href="#)([^)"]+)')
_EMPTY_GROUP = re.compile(r"<g>\s*</g>\s*")
_LONE_GROUP = re.compile(r"<g>\s*(<(?:path|text|use)\b[^<>]*(?:/>|>[^<]*</text>))\s*</g>")
_TAG = re.compile(r"<[^>]*>", re.S)
_NO_TURN = re.compile(r' transform="rotate\(-?0 [^"]*"')
_OUTLINE = re.compile(r' d="([^"]*)"')
DECIMALS = 2
BOLD = "600"
"""Matplotlib's own family has no semibold, the report's has, and labels are measured in it."""


def to_svg(figure: Figure) -> str:
    """Return `figure` as SVG: no date, no style sheet, no loose ids, same bytes every time."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context(style.rc()):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return tidy(buffer.getvalue())


def tidy(raw: str) -> str:
    """Return matplotlib's SVG without what a report has no use for."""
    found = _BODY.search(raw)
    if found is None:
        raise ValueError("not an SVG made by matplotlib")
    body = re.sub(r"<metadata>.*?</metadata>", "", found["body"], flags=re.S)
    body = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.S)
    body = _TAG.sub(_tidy_tag, body)
    body = _without_loose_ids(body)
    body = _flatten(body)
    width, height = found["box"].split()[2:]
    size = f'width="{_short(width)}pt" height="{_short(height)}pt"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{found["box"]}" '
        f'font-family="{style.FAMILY_STACK}" stroke-linejoin="round">'
    )
    return f"{head}\n{body.strip()}\n</svg>\n"


def _tidy_tag(match: re.Match[str]) -> str:
    """Return one tag without what a page has no use for; words between tags are left alone."""
    tag = match[0].replace("xlink:href", "href")
    tag = _NO_TURN.sub("", tag)
    tag = _OUTLINE.sub(lambda path: f' d="{" ".join(path[1].split())}"', tag)
    return _STYLE.sub(_as_attributes, _NUMBER.sub(_round, tag))


def _round(match: re.Match[str]) -> str:
    return _short(match[0])


def _short(number: str) -> str:
    text = f"{float(number):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _as_attributes(match: re.Match[str]) -> str:
    """Turn an inline style into attributes; the family is said once, on the root."""
    pairs = []
    for declaration in match[1].split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        if not name or name == "font-family" or (name, value) == ("text-anchor", "start"):
            continue
        if (name, value) == ("font-weight", "700"):
            value = BOLD
        pairs.append(f'{name}="{value}"')
    return f" {' '.join(pairs)}" if pairs else ""


def _without_loose_ids(body: str) -> str:
    used = set(_USED.findall(body))
    return _TAG.sub(
        lambda tag: _ID.sub(lambda found: found[0] if found[1] in used else "", tag[0]), body
    )


def _flatten(body: str) -> str:
    """Drop groups that hold nothing or a single mark, from the inside out."""
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    while True:
        smaller = _LONE_GROUP.sub(r"\1", _EMPTY_GROUP.sub("", body))
        if smaller == body:
            return "\n".join(line.strip() for line in body.splitlines() if line.strip())
        body = smaller
