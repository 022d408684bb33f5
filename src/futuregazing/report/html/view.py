"""What the templates walk: blocks grouped as they are set, with their heading levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from futuregazing.report.blocks import (
    Block,
    Column,
    Exhibit,
    Heading,
    Parts,
    Prose,
    Section,
)
from futuregazing.report.csv import csv_name, exhibit_csv, records_csv
from futuregazing.report.document import Document
from futuregazing.report.html.downloads import Archive, archive
from futuregazing.report.predictions import told_predictions

Counted = Mapping[tuple[str, str], Iterable[int]]
SECTION_LEVEL = 2
ASKS = ("suppliers", "councils")
SHORT_KINDS = frozenset({"date", "period", "code"})
SHORT = 12
BROAD = 7
"""A table of so many columns takes all the width there is, and scrolls on a narrow screen."""
TIMES = frozenset({"date", "when", "ends", "known"})
"""Columns, by key, that say when; what a row is about stands in the next one."""


@dataclass(frozen=True)
class Piece:
    """One thing to set.

    `kind` is the block's own, or what several blocks are set as together: "asks" (the cards
    for suppliers and councils), "caveat", "notes". `level` is the heading level it may use.
    """

    kind: str
    level: int
    block: Block | None = None
    runs: tuple[Parts, ...] = ()
    cards: dict[str, tuple[Parts, ...]] = field(default_factory=dict)


def pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    """Yield a section's blocks as they are set."""
    level = SECTION_LEVEL
    for key, run in groupby(blocks, key=_set_as):
        group = list(run)
        if key == "asks":
            yield Piece("asks", level + 1, cards=_cards(group))
        elif key in {"caveat", "notes"}:
            yield Piece(key, level + 1, runs=tuple(b.parts for b in group if isinstance(b, Prose)))
        else:
            for block in group:
                if isinstance(block, Heading):
                    level = SECTION_LEVEL + block.level - 1
                yield Piece(_kind(block), level + (not isinstance(block, Heading)), block)


def findings(section: Section) -> tuple[Parts, ...]:
    """Return the key points' findings, one sentence each."""
    return tuple(b.parts for b in section.blocks if isinstance(b, Prose) and b.role == "finding")


def without_findings(section: Section) -> tuple[Block, ...]:
    """Return the rest of the key points."""
    return tuple(b for b in section.blocks if not (isinstance(b, Prose) and b.role == "finding"))


def data_files(document: Document, counted_by: Counted) -> Archive:
    """Return the CSV of every exhibit, and of every table's used rows, as one archive.

    The files are named by the anchors of the figure and of the table they stand at.
    """
    files = {csv_name(e): exhibit_csv(e) for e in document.exhibits if e.rows}
    for table in document.tables:
        used = [record for record in document.records if record.table == table.name]
        files[rows_name(table.name)] = records_csv(used, counted_by)
    return archive(files, f"future-gazing-{document.meta.edition}-data.zip")


def rows_name(table: str) -> str:
    """Return the file name of a table's used rows."""
    return f"rows-of-{table.replace('_', '-')}.csv"


def row_anchors(document: Document) -> dict[int, tuple[str, str]]:
    """Return anchor and name of the lines that links lead to, by the line's identity."""
    exhibits = {exhibit.slug: exhibit for exhibit in document.exhibits}
    return {
        id(exhibits[told.exhibit].rows[told.line]): (told.anchor, told.id)
        for told in told_predictions(document)
    }


def short_name(exhibit: Exhibit) -> str:
    """Return what the ids of an exhibit's parts begin with: "f31" for Figure 31.

    Its anchor, which readers keep, says what it is; what only the page points at, its title,
    its words and the marks of its drawing, is named some twenty times and needs no words.
    """
    kind, _, number = exhibit.label.partition(" ")
    return f"{kind[:1].lower()}{number}" if number.isdigit() else exhibit.slug


def column_classes(exhibit: Exhibit) -> str:
    """Return a table's classes: "r2 s3" sets column 2 right and keeps column 3 on one line.

    "k1" keeps column 1 in sight where the table scrolls. One class a column, not one a cell:
    tables are most of the page's weight.
    """
    found = [f"k{1 + (exhibit.columns[0].key in TIMES)}"] if len(exhibit.columns) > 1 else []
    for number, column in enumerate(exhibit.columns, start=1):
        texts = [row[number - 1].text for row in exhibit.rows]
        if column.align == "right":
            found.append(f"r{number}")
        elif _is_short(column, [text for text in texts if text != column.absent]):
            found.append(f"s{number}")
    if len(exhibit.columns) >= BROAD:
        found.append("broad")
    return " ".join(found)


def _is_short(column: Column, texts: list[str]) -> bool:
    """Tell dates, periods, codes and the like, which would break at their hyphens."""
    coded = column.kind in SHORT_KINDS or all(text[:1].isdigit() for text in texts)
    return coded and max(map(len, texts), default=0) <= SHORT


def _set_as(block: Block) -> str:
    if not isinstance(block, Prose):
        return "block"
    if block.role in ASKS:
        return "asks"
    return {"caveat": "caveat", "note": "notes"}.get(block.role, "block")


def _kind(block: Block) -> str:
    return block.role if isinstance(block, Prose) else block.kind


def _cards(group: Iterable[Block]) -> dict[str, tuple[Parts, ...]]:
    said = [block for block in group if isinstance(block, Prose)]
    cards = {role: tuple(b.parts for b in said if b.role == role) for role in ASKS}
    return {role: runs for role, runs in cards.items() if runs}
