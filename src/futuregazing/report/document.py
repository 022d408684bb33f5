"""The document: what every writer prints, made from the assembled notebook alone.

Page, PDF, workbook and CSV are written from one `Document`, so they cannot disagree. Making
it is pure: same notebook, same document; nothing is read from disk or from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from futuregazing.errors import BuildError
from futuregazing.exhibits.prose import HEADING, PART
from futuregazing.report.backing import Evidence, Record, Source, TableNote
from futuregazing.report.bibliography import bibliography
from futuregazing.report.blocks import (
    Block,
    Exhibit,
    Heading,
    Json,
    Part,
    Prose,
    Section,
    exhibits_in,
    plain,
)
from futuregazing.report.bundles import Bundles, exhibit_slug, labels_of
from futuregazing.report.cells import METADATA_KEY, Item, Place, items_by_section
from futuregazing.report.evidence import EvidenceBook
from futuregazing.report.headed import without_bare_headings
from futuregazing.report.jsonable import to_json
from futuregazing.report.markdown import DEEPEST, Markdown
from futuregazing.report.meta import Meta, meta_of
from futuregazing.report.reasons import with_reasons
from futuregazing.report.records import Records
from futuregazing.report.source_line import source_line

HEADING_LEVELS = {PART: DEEPEST - 1, HEADING: DEEPEST}
CITED_SINGLY = 3
"""A number that rests on more rows is a count of them, not taken from their publications."""
KEY_POINTS = "key_points"
"""The section without a number, printed before the count starts."""


@dataclass(frozen=True)
class Document:
    """One edition, ready to be printed.

    Attributes:
        meta: title, dates, licences.
        sections: in reading order.
        evidence: what the numbers rest on, numbered in reading order.
        records: every row that a number, a name or an exhibit rests on, by table and row.
        sources: the bibliography.
        tables: the data tables that the records are rows of.
    """

    meta: Meta
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    records: tuple[Record, ...]
    sources: tuple[Source, ...]
    tables: tuple[TableNote, ...]

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Return every exhibit in reading order."""
        return tuple(e for section in self.sections for e in exhibits_in(section.blocks))

    @property
    def figures(self) -> tuple[Exhibit, ...]:
        """Return the drawn exhibits."""
        return tuple(e for e in self.exhibits if e.is_figure)

    @property
    def listed_tables(self) -> tuple[Exhibit, ...]:
        """Return the exhibits that are tables."""
        return tuple(e for e in self.exhibits if not e.is_figure)

    def to_json(self) -> Json:
        """Return the document as plain JSON, for writers in another language."""
        content: Json = to_json(self)
        return content


def document_from_notebook(notebook: Mapping[str, Any]) -> Document:
    """Make the document of an assembled notebook.

    Raises:
        BuildError: a failed cell, an output that is no exhibit or sentence, an incomplete or
            doubled exhibit, a digit without a row behind it; section and cell are named.
    """
    given = notebook["metadata"].get(METADATA_KEY)
    if not given or "edition" not in given:
        raise BuildError(
            "This notebook is not an assembled report: its metadata names no edition. "
            "Build it with `futuregazing build`, then export the assembled notebook."
        )
    items = items_by_section(notebook)
    records = Records(given.get("rows", {}), given.get("sidecars", {}))
    snapshot = str(given.get("snapshot", ""))
    meta = meta_of(given["edition"], _version(given), snapshot)
    return _Making(items, records).document(meta)


class _Making:
    """The state of one document in the making: anchors taken, labels, evidence so far."""

    def __init__(self, items: dict[str, list[Item]], records: Records) -> None:
        self._items = items
        self._records = records
        self._book = EvidenceBook(records)
        exhibits = [(i.content, i.place) for s in items.values() for i in s if i.kind == "exhibit"]
        self._labels = labels_of(exhibits)
        self._anchors = {exhibit_slug(name): label for name, label in self._labels.items()}
        self._taken = set(self._anchors) | {section_slug(name) for name in items}
        self._bundles = Bundles(self._book, self._resolve, section_slug)
        self._markdown = Markdown(self._resolve, self._heading_anchor)

    def document(self, meta: Meta) -> Document:
        sections = tuple(self._sections())
        _require_distinct_alts(sections)
        evidence = self._book.entries()
        marked = [pair for entry in evidence for pair in _taken_from(entry)]
        shown = [(self._records.get(*ref), "") for ref in _refs_shown(sections)]
        used = [*marked, *shown]
        rows = {(record.table, record.row): record for record, _ in used}
        return Document(
            meta=meta,
            sections=sections,
            evidence=evidence,
            records=tuple(rows[key] for key in sorted(rows)),
            sources=bibliography(used, self._records),
            tables=tuple(self._records.table(name) for name in sorted({key[0] for key in rows})),
        )

    def _sections(self) -> Iterator[Section]:
        number = 0
        for name, items in self._items.items():
            number += name != KEY_POINTS
            told = with_reasons(block for item in items for block in self._blocks(item))
            blocks = without_bare_headings(told)
            title = _title(name, blocks)
            kept = tuple(b for b in blocks if not (isinstance(b, Heading) and b.level == 1))
            given = None if name == KEY_POINTS else number
            yield Section(name, section_slug(name), given, title, kept)

    def _blocks(self, item: Item) -> Iterator[Block]:
        match item.kind:
            case "markdown":
                yield from self._markdown.blocks(item.content, item.place)
            case "prose":
                yield from filter(None, [self._told(item)])
            case _:
                yield self._exhibit(item.content, item.place)

    def _told(self, item: Item) -> Prose | Heading | None:
        """Return a sentence, the heading that a notebook's loop said, or neither."""
        made = self._bundles.prose(item.content, item.place)
        if made is None or made.role not in HEADING_LEVELS:
            return made
        anchor = self._heading_anchor(item.place.section, plain(made.parts))
        return Heading(HEADING_LEVELS[made.role], made.parts, anchor)

    def _exhibit(self, bundle: Json, place: Place) -> Exhibit:
        label = self._labels[str(bundle.get("id") or "")]
        made = self._bundles.exhibit(bundle, label, place)
        if made.is_figure and not made.sources and not made.coverage:
            raise place.fault(f"{made.id} names neither a row it rests on nor its coverage")
        line = source_line(made.sources, self._records) if made.sources else ()
        return replace(made, source_parts=line)

    def _resolve(self, target: str) -> tuple[str, str] | None:
        """Return anchor and label of an exhibit or section named by id, name or anchor."""
        slug = exhibit_slug(target)
        if slug in self._anchors:
            return slug, self._anchors[slug]
        names = {section_slug(name): name.replace("_", " ") for name in self._items}
        return (slug, names[slug]) if slug in names else None

    def _heading_anchor(self, section: str, words: str) -> str:
        """Return a free anchor for a heading: its section and its words."""
        base = f"{section_slug(section)}-{slugified(words)}"
        anchor, again = base, 2
        while anchor in self._taken:
            anchor, again = f"{base}-{again}", again + 1
        self._taken.add(anchor)
        return anchor


def section_slug(name: str) -> str:
    """Return the permanent anchor of a section: ``market_size`` as market-size."""
    return name.replace("_", "-")


def slugified(words: str) -> str:
    """Return words as an anchor: small letters and hyphens."""
    return re.sub(r"[^a-z]+", "-", words.lower()).strip("-")


def _title(name: str, blocks: Iterable[Block]) -> str:
    """Return the section's title: its one level-1 heading."""
    titles = [plain(b.parts) for b in blocks if isinstance(b, Heading) and b.level == 1]
    if len(titles) != 1:
        raise BuildError(
            f"Section {name} has {len(titles)} headings of level 1; it needs exactly one, its title"
        )
    return titles[0]


def _taken_from(entry: Evidence) -> list[tuple[Record, str]]:
    """Return an entry's records with its mark; a count of many rows cites none of them singly."""
    mark = entry.mark if len(entry.records) <= CITED_SINGLY else ""
    return [(record, mark) for record in entry.records]


def _require_distinct_alts(sections: Iterable[Section]) -> None:
    """Refuse two drawings with the same alternative text: one of them is not described."""
    seen: dict[str, Exhibit] = {}
    for section in sections:
        for exhibit in exhibits_in(section.blocks):
            first = seen.setdefault(exhibit.alt, exhibit) if exhibit.is_figure else exhibit
            if first is not exhibit:
                raise BuildError(
                    f"Section {section.name}: {first.id} and {exhibit.id} have the same "
                    f"alternative text ({exhibit.alt!r}); each says what its own drawing shows"
                )


def _refs_shown(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Yield the rows behind names and exhibits, apart from those of claims."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose):
                yield from _refs_in(block.parts)
            elif isinstance(block, Exhibit):
                yield from block.sources
                for run in (block.title, block.subtitle, block.coverage, *block.notes):
                    yield from _refs_in(run)
                for row in block.rows:
                    for cell in row:
                        yield from cell.refs


def _refs_in(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield from part.refs


def _version(given: Mapping[str, Any]) -> str:
    """Return the package's version as the build recorded it."""
    return str(given.get("version", ""))
