"""What a document must have before it can be printed, checked before Typst sees it.

Typst would refuse most of this too, but says so of a template's line; here the fault is
named with the exhibit or sentence that has it, and all faults are told at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from futuregazing.errors import BuildError

Json = Mapping[str, Any]

NEEDED_META = ("title", "edition", "as_of_text", "publication_date", "publication_text")

OWN_ANCHORS = (
    "contents",
    "annex-evidence",
    "annex-in-tables",
    "annex-sources",
    "annex-glossary",
    "annex-index",
    "annex-about",
)
"""Anchors of the pages that the PDF adds to the document's sections."""


class PrintError(BuildError):
    """Raised when a document cannot be printed as it is, or when Typst refuses it."""


def check(document: Json) -> None:
    """Raise `PrintError`, naming everything that is wrong with the document."""
    faults = [*_meta_faults(document), *_exhibit_faults(document), *_reference_faults(document)]
    if faults:
        told = "\n".join(f"  - {fault}" for fault in faults)
        raise PrintError(f"The PDF cannot be made:\n{told}")


def blocks_of(document: Json) -> Iterator[Json]:
    """Yield every block of every section, those inside quotations too."""
    for section in document.get("sections", ()):
        yield from _inside(section.get("blocks", ()))


def parts_of(document: Json) -> Iterator[Json]:
    """Yield every run of words, those of exhibits and lists too."""
    for block in blocks_of(document):
        for name in ("parts", "title", "subtitle", "coverage", "source_parts"):
            yield from block.get(name) or ()
        for name in ("items", "notes"):
            for parts in block.get(name) or ():
                yield from parts


def _inside(blocks: Any) -> Iterator[Json]:
    for block in blocks:
        yield block
        yield from _inside(block.get("blocks", ()))


def _meta_faults(document: Json) -> Iterator[str]:
    meta = document.get("meta", {})
    for name in NEEDED_META:
        if not str(meta.get(name, "")).strip():
            yield f"the edition's {name.replace('_', ' ')} is missing (meta.{name})"


def _exhibit_faults(document: Json) -> Iterator[str]:
    for block in blocks_of(document):
        if block["kind"] != "exhibit":
            continue
        name = f"{block.get('label') or 'an exhibit'} ({block.get('id') or 'without id'})"
        if not block.get("title"):
            yield f"{name} has no title"
        if block.get("svg") and not str(block.get("alt", "")).strip():
            yield f"{name} has no alt text: say in words what the drawing shows"
        if not block.get("svg"):
            yield from _table_faults(name, block)


def _table_faults(name: str, block: Json) -> Iterator[str]:
    columns = block.get("columns") or ()
    if not columns:
        yield f"{name} is a table without columns: each needs a key and a label for its header"
        return
    for number, column in enumerate(columns, start=1):
        if not str(column.get("label", "")).strip():
            yield f"{name}: column {number} has no label, so its header would be blank"
    for number, row in enumerate(block.get("rows") or (), start=1):
        if len(row) != len(columns):
            yield f"{name}: row {number} has {len(row)} cells for {len(columns)} columns"


def _reference_faults(document: Json) -> Iterator[str]:
    sections = document.get("sections", ())
    anchors = Counter(section.get("slug", "") for section in sections)
    anchors.update(b["slug"] for b in blocks_of(document) if b.get("slug"))
    anchors.update(entry["mark"] for entry in document.get("evidence", ()))
    anchors.update(OWN_ANCHORS)
    for slug, times in anchors.items():
        if times > 1:
            yield f"the anchor {slug!r} is given {times} times: links to it would be ambiguous"
    marks = {entry["mark"] for entry in document.get("evidence", ())}
    for part in parts_of(document):
        if part["kind"] == "xref" and part.get("slug") not in anchors:
            yield f"{part['text']!r} refers to {part.get('slug')!r}, which is nowhere in the report"
        if part.get("mark") and part["mark"] not in marks:
            yield f"the number {part['text']!r} has the mark {part['mark']}, but no evidence entry"
