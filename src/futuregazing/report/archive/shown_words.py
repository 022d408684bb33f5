"""The words to find things by: what a figure or table shows, what sentence says a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from xml.etree import ElementTree as ET

from futuregazing.report.blocks import Exhibit, Part, plain
from futuregazing.report.document import Document

SVG_TEXT = "{http://www.w3.org/2000/svg}text"
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.I)
_DATA = frozenset({"rows", "columns"})


def shown_in(exhibit: Exhibit) -> Iterator[str]:
    """Yield what a figure or table shows, each text once: its message, its labels, its cells."""
    texts = [exhibit.alt, *_labels(exhibit), *(cell.text for row in exhibit.rows for cell in row)]
    told = plain(exhibit.title)
    yield from (text for text in dict.fromkeys(map(str.strip, texts)) if text and text not in told)


def said_with(document: Document) -> dict[tuple[str, int], str]:
    """Return, by mark and use, the words around each number that is not in a cell of data."""
    return {
        (part.mark, part.use): plain(run)
        for section in document.sections
        for block in section.blocks
        for run in _runs(block)
        for part in run
        if part.mark
    }


def _labels(exhibit: Exhibit) -> list[str]:
    if not exhibit.svg:
        return []
    drawing = ET.fromstring(_DOCTYPE.sub("", exhibit.svg, count=1))
    return ["".join(text.itertext()) for text in drawing.iter(SVG_TEXT)]


def _runs(block: Any) -> Iterator[tuple[Part, ...]]:
    """Yield every run of words in a block of whatever kind, the data of exhibits apart."""
    if isinstance(block, tuple):
        if block and all(isinstance(part, Part) for part in block):
            yield block
        else:
            for item in block:
                yield from _runs(item)
    elif is_dataclass(block):
        for own in fields(block):
            if own.name not in _DATA:
                yield from _runs(getattr(block, own.name))
