"""`catalogue.json`: what an edition holds, for the archive and for anyone who looks things up.

The edition's dates and main points, every figure, number and prediction with its place in the
page, the words and numbers that each figure shows and the sentence that says each number, the
headline numbers, and the files that lie beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from futuregazing.report.archive.shown_words import said_with, shown_in
from futuregazing.report.beside import FILES
from futuregazing.report.blocks import Exhibit, Json, Prose, plain
from futuregazing.report.document import KEY_POINTS, Document
from futuregazing.report.predictions import told_predictions
from futuregazing.report.wording import meaning

CATALOGUE = "catalogue.json"


def write_catalogue(document: Document, headlines: Json, folder: Path) -> None:
    """Write `catalogue.json` into an edition's folder, after everything else.

    Args:
        document: the edition.
        headlines: as `headline_records` gives them; empty if there are none.
        folder: where its files are.
    """
    files = [name for name in FILES if (folder / name).is_file()]
    content = catalogue_of(document, headlines) | {"files": files}
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / CATALOGUE).write_text(text + "\n", encoding="utf-8", newline="")


def read_catalogues(folder: Path) -> list[Json]:
    """Return the catalogues of the editions in a folder of reports, the earliest first."""
    found = [json.loads(path.read_text("utf-8")) for path in folder.glob(f"[0-9]*/{CATALOGUE}")]
    return sorted(found, key=lambda one: int(one["edition"]["year"]))


def catalogue_of(document: Document, headlines: Json) -> Json:
    """Return what an edition holds, its files apart."""
    meta = document.meta
    return {
        "edition": {
            "year": meta.edition,
            "title": meta.title,
            "subtitle": meta.subtitle,
            "as_of": meta.as_of,
            "as_of_text": meta.as_of_text,
            "published": meta.publication_date,
            "published_text": meta.publication_text,
            "independence": meta.independence,
            "licence": meta.licence_text,
        },
        "findings": list(_findings(document)),
        "headlines": headlines or {"numbers": [], "corrections": []},
        "figures": list(_figures(document)),
        "numbers": list(_numbers(document)),
        "predictions": list(_predictions(document)),
    }


def _findings(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks if section.name == KEY_POINTS else ():
            if isinstance(block, Prose) and block.role == "finding":
                yield plain(block.parts)


def _figures(document: Document) -> Iterator[Json]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Exhibit):
                yield {
                    "anchor": block.slug,
                    "label": block.label,
                    "title": plain(block.title),
                    "subtitle": plain(block.subtitle),
                    "section": section.title,
                    "shows": list(shown_in(block)),
                }


def _numbers(document: Document) -> Iterator[Json]:
    """Yield the numbers of sentences, titles and notes; those of cells are in their tables."""
    titles = {section.slug: section.title for section in document.sections}
    said = said_with(document)
    for entry in document.evidence:
        if not entry.only_in_cells:
            use = next(use for use in entry.uses if not use.in_cell)
            yield {
                "anchor": entry.anchor,
                "place": f"{entry.anchor}.{use.use}",
                "said": said.get((entry.mark, use.use), ""),
                "text": str(entry.claim["text"]),
                "meaning": meaning(entry.claim),
                "section": titles[use.section],
            }


def _predictions(document: Document) -> Iterator[Json]:
    """Yield each prediction that a table of the report tells in words, with its verdict."""
    for told in told_predictions(document):
        yield {"id": told.id, "anchor": told.anchor, "text": told.text, "verdict": told.verdict}
