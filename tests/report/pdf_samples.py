"""Documents for the PDF tests, all of sample values, and a look into the PDFs made of them."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

FIXTURE = Path(__file__).parent / "fixtures" / "sample_document.json"
INVISIBLE = re.compile("[\u200b\u2060\u00ad]")
MARK = re.compile(r" (\[\d+\])(?: (?=[.,;]))?")
Json = dict[str, Any]

LONG_NAMES = (
    "Sampleton, Exampleford and Placeholder-on-Sea Council",
    "Royal Borough of Specimen and Model",
    "Tryst City, Bandbridge and Craigspecimen Borough Council",
)
SENTENCE = "These are sample words, long enough to fill a line of the page and then some more. "


@cache
def _fixture() -> str:
    return FIXTURE.read_text(encoding="utf-8")


def sample() -> Json:
    """Return the sample document afresh: tests may change theirs."""
    document: Json = json.loads(_fixture())
    return document


def section(document: Json, name: str = "market_size") -> Json:
    found: Json = next(s for s in document["sections"] if s["name"] == name)
    return found


def exhibits(document: Json) -> list[Json]:
    return [b for s in document["sections"] for b in s["blocks"] if b["kind"] == "exhibit"]


def exhibit(document: Json, kind: str) -> Json:
    return next(e for e in exhibits(document) if e["exhibit_kind"] == kind)


def words(text: str) -> list[Json]:
    return [{"kind": "text", "text": text}]


def prose(text: str, role: str = "body") -> Json:
    return {"kind": "prose", "role": role, "id": "", "parts": words(text)}


def heading(text: str, slug: str, level: int = 2) -> Json:
    return {"kind": "heading", "level": level, "parts": words(text), "slug": slug}


def column(label: str, kind: str = "text", **more: str) -> Json:
    align = "right" if kind in {"number", "money", "percent"} else "left"
    made = {"key": label.lower(), "label": label, "unit": "", "align": align, "kind": kind}
    return made | {"heading": label} | more


def table(slug: str, columns: list[Json], rows: list[list[Json]], **more: Any) -> Json:
    made = copy.deepcopy(exhibit(sample(), "table"))
    made |= {"id": slug.replace("-", "."), "slug": slug, "label": f"Table {slug}"}
    made |= {"title": words(f"Sample table {slug}"), "columns": columns, "rows": rows}
    return made | {"rows_shown": None, "total_row": False} | more


def chart(slug: str, height: int = 220) -> Json:
    made = copy.deepcopy(exhibit(sample(), "chart"))
    made |= {"id": slug.replace("-", "."), "slug": slug, "label": f"Figure {slug}"}
    made["title"] = words(f"Sample figure {slug}")
    made["alt"] = f"Sample drawing {slug}"
    made["svg"] = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 {height}">'
        f'<rect width="480" height="{height - 20}" fill="#12436D"/>'
        f'<text x="4" y="{height - 4}" font-size="10">Sample label {slug}</text></svg>'
    )
    return made


def only(*blocks: Json) -> Json:
    """Return the sample document with one section, made of these blocks."""
    document = sample()
    kept = section(document) | {"blocks": list(blocks)}
    return document | {"sections": [kept]}


def report() -> Json:
    """Return a document of the length and make-up of an edition."""
    document = sample()
    rows = [
        [*({"text": f"{LONG_NAMES[i % 3]} {i}"} for _ in range(2)), {"text": "111", "value": 111}]
        for i in range(34)
    ]
    columns = [column("Council"), column("Successor"), column("Spend", "money")]
    sections = []
    for number in range(1, 7):
        at = f"part-{'abcdefgh'[number]}"
        blocks = [
            prose(SENTENCE * 2, "answer"),
            prose(SENTENCE * 5),
            heading("Sample heading", f"{at}-one"),
            chart(f"{at}-first", 200 + 10 * number),
            prose(SENTENCE * 4),
            chart(f"{at}-second", 280 - 15 * number),
            heading("Sample subheading", f"{at}-two", 3),
            prose(SENTENCE * 6),
            table(f"{at}-table", columns, rows[: 6 * number]),
            prose(SENTENCE * 3),
            chart(f"{at}-third", 190),
            heading("What it means", f"{at}-three"),
            prose(SENTENCE * 2, "suppliers"),
            prose(SENTENCE * 3, "councils"),
            prose(SENTENCE, "caveat"),
        ]
        kept = {"name": at, "slug": at, "number": number, "title": f"Sample part {number}"}
        sections.append(kept | {"blocks": blocks})
    return document | {"sections": [section(document, "key_points"), *sections]}


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Return all text, one space between words, without invisible places to break."""
    return words_of(*opened(pdf).pages)


def words_of(*pages: Any) -> str:
    """Return the text of some pages, with each evidence mark right after its number."""
    found = INVISIBLE.sub("", " ".join(page.extract_text() for page in pages))
    return MARK.sub(r"\1", " ".join(found.split()))


def structure(pdf: bytes) -> Iterator[DictionaryObject]:
    """Yield every element of the structure tree, in reading order."""
    yield from _elements(opened(pdf).root_object["/StructTreeRoot"])


def tags(pdf: bytes) -> list[str]:
    return [str(element["/S"]) for element in structure(pdf) if "/S" in element]


def _elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def links(pdf: bytes) -> Iterator[tuple[int, DictionaryObject]]:
    """Yield every link with the number of its page, counted from nought."""
    for number, page in enumerate(opened(pdf).pages):
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            if link["/Subtype"] == "/Link":
                yield number, link
