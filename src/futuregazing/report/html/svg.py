"""Drawings made fit to stand in the page: nothing that runs, nothing that reaches out.

A drawing keeps only what draws. Scripts, style sheets, links, foreign content and event
handlers are dropped whatever made them; ids are counted under the exhibit's anchor, because
twenty drawings in one page share a name space; inline styles become attributes, because the
page's security policy forbids them; and letters take the page's typeface.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup

from futuregazing.report.html.compact import (
    compact,
    drop_unseen,
    hoist_common,
    merge_alike,
    shorten,
    unwrap,
)
from futuregazing.report.html.darkness import bears_darkness
from futuregazing.report.html.hatches import smallest_tiles
from futuregazing.report.html.outlines import (
    letters_together,
    look_once,
    outline_once,
    round_marks,
    unsay_overruled,
)
from futuregazing.report.html.stamps import stamp_alike

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_DRAWING_ELEMENTS = """
svg g path rect circle ellipse line polyline polygon text tspan defs clipPath mask use
pattern linearGradient radialGradient stop image
"""
_DRAWING_ATTRIBUTES = """
id d x y x1 x2 y1 y2 cx cy r rx ry dx dy width height points transform viewBox
preserveAspectRatio fill fill-opacity fill-rule stroke stroke-width stroke-opacity
stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
opacity color text-anchor dominant-baseline font-size font-weight font-style letter-spacing
clip-path clip-rule clipPathUnits mask patternUnits patternTransform patternContentUnits
gradientUnits gradientTransform offset stop-color stop-opacity href
"""
ELEMENTS = frozenset(_DRAWING_ELEMENTS.split())
ATTRIBUTES = frozenset(_DRAWING_ATTRIBUTES.split())
_LOCAL_URL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")
_ANY_URL = re.compile(r"url\(", re.I)
_FONT = re.compile(r"(?:(?P<weight>bold|\d{3})\s+)?(?P<size>[\d.]+(?:px|pt)?)\b")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.I)
_PICTURE = re.compile(r"^data:image/png;base64,[A-Za-z0-9+/=\s]+$")
PX_PER_MM = 96 / 25.4


class UnsafeDrawing(ValueError):
    """Raised for a drawing that is not SVG or declares entities."""


@dataclass(frozen=True)
class Naming:
    """Names a drawing for those who don't see it.

    `described_by` is the id of the page's words about it; they weigh too much to say twice.
    """

    prefix: str
    alt: str
    described_by: str = ""


def inline_svg(raw: str, naming: Naming, width_mm: float) -> Markup:
    """Return a drawing as markup for the page, named and described.

    Raises:
        UnsafeDrawing: not well-formed, not SVG, or with a document type of its own.
    """
    root = _parsed(raw)
    _cleaned(root)
    _shorten_ids(root, naming.prefix)
    _name(root, naming, width_mm)
    if not bears_darkness(root):
        root.set("class", "on-white")
    round_marks(root)
    smallest_tiles(root)
    look_once(root)
    hoist_common(root)
    unsay_overruled(root)
    unwrap(root)
    merge_alike(root)
    drop_unseen(root)
    stamp_alike(root, naming.prefix)
    outline_once(root, naming.prefix)
    for path in root.iter("path"):
        path.set("d", compact(path.get("d", "")))
    shorten(root)
    letters_together(root)
    return Markup(ET.tostring(root, encoding="unicode").replace(" />", "/>"))


def _parsed(raw: str) -> ET.Element:
    source = _DOCTYPE.sub("", raw, count=1)
    if "<!DOCTYPE" in source.upper() or "<!ENTITY" in source.upper():
        raise UnsafeDrawing("a drawing declares a document type of its own")
    try:
        root = ET.fromstring(source)
    except ET.ParseError as err:
        raise UnsafeDrawing(f"a drawing is not well-formed: {err}") from err
    if root.tag not in {f"{SVG}svg", "svg"} or not root.get("viewBox"):
        raise UnsafeDrawing("a drawing is no svg element with a viewBox")
    return root


def _cleaned(element: ET.Element) -> None:
    """Keep, below and in `element`, only what draws; names lose their name space."""
    element.tag = element.tag.removeprefix(SVG)
    element.attrib = _attributes(element)
    if element.tag not in {"text", "tspan"}:
        element.text = None
    for child in list(element):
        tag = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
        if tag in ELEMENTS and tag != "svg":
            _cleaned(child)
        else:
            element.remove(child)
        if element.tag != "text":
            child.tail = None


def _attributes(element: ET.Element) -> dict[str, str]:
    given = {name: value for name, value in element.attrib.items() if name != "style"}
    if XLINK_HREF in given:
        given["href"] = given.pop(XLINK_HREF)
    given |= _declarations(element.get("style", ""))
    found = {}
    for name, value in given.items():
        if name in ATTRIBUTES and (kept := _value(name, value, element.tag)) is not None:
            found[name] = kept
    return found


def _value(name: str, value: str, tag: str) -> str | None:
    """Return an attribute's value; None for what leads out of the drawing."""
    if name == "href":
        inside = value.startswith("#") or (tag == "image" and _PICTURE.match(value))
        return value if inside else None
    return None if _ANY_URL.search(_LOCAL_URL.sub("", value)) else value


def _declarations(style: str) -> dict[str, str]:
    """Return an inline style as attributes; the `font` shorthand keeps size and weight."""
    found = {}
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font" and (font := _FONT.match(value)):
            found["font-size"] = font["size"]
            if font["weight"]:
                found["font-weight"] = font["weight"]
        elif name:
            found[name] = value
    return found


def _shorten_ids(root: ET.Element, prefix: str) -> None:
    """Drop ids that nothing in the drawing points at; count the others."""
    used: dict[str, str] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            targets = [value[1:]] if value.startswith("#") else _LOCAL_URL.findall(value)
            for target in targets if name == "href" or "url(" in value else ():
                used.setdefault(target, f"{prefix}.{len(used)}")
    for element in root.iter():
        if (given := element.attrib.pop("id", None)) in used:
            element.set("id", used[given])
        for name, value in element.attrib.items():
            if name == "href" and value.startswith("#"):
                element.set(name, f"#{used[value[1:]]}")
            elif "url(" in value:
                element.set(name, _LOCAL_URL.sub(lambda m: f"url(#{used[m[1]]})", value))


def _name(root: ET.Element, naming: Naming, width_mm: float) -> None:
    """Make the drawing one image with a name, and give it its size in print."""
    _, _, wide, high = (float(number) for number in root.attrib["viewBox"].split())
    width = width_mm * PX_PER_MM
    root.set("width", f"{width:.0f}")
    root.set("height", f"{width * high / wide:.0f}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{naming.prefix}.alt")
    title = ET.Element("title", {"id": f"{naming.prefix}.alt"})
    title.text = naming.alt
    root.insert(0, title)
    if naming.described_by:
        root.set("aria-describedby", naming.described_by)
