"""What a CSV file cannot say of itself, as JSON beside it: `data/<name>.json`.

Title, measure, columns with units, sources with licences, notes, coverage, checksum and
edition: enough to use the file without the report, and to cite it.
"""

from __future__ import annotations

from collections.abc import Iterable

from futuregazing.report.backing import Source
from futuregazing.report.blocks import Exhibit, Json, plain
from futuregazing.report.csv import csv_name
from futuregazing.report.csv_fields import exhibit_fields
from futuregazing.report.document import Document
from futuregazing.report.fingerprint import sha256_bytes
from futuregazing.report.records import source_of


def notes_name(exhibit: Exhibit) -> str:
    """Return the file name of what is said of an exhibit's data."""
    return f"{exhibit.slug}.json"


def csv_notes(exhibit: Exhibit, text: str, document: Document) -> Json:
    """Return what is to be known of an exhibit's CSV.

    Args:
        exhibit: whose data it is.
        text: the CSV as written.
        document: the edition it stands in.
    """
    meta, content = document.meta, text.encode()
    told: Json = {
        "id": exhibit.id,
        "label": exhibit.label,
        "kind": exhibit.exhibit_kind,
        "title": plain(exhibit.title),
        "subtitle": plain(exhibit.subtitle),
        "alt": exhibit.alt,
        "description": exhibit.description,
        "coverage": plain(exhibit.coverage),
        "notes": [plain(note) for note in exhibit.notes],
        "measured": exhibit.measured,
        "last_row_is_total": exhibit.total_row,
        "columns": exhibit_fields(exhibit, text),
        "sources": [source_json(source) for source in sources_behind(exhibit, document)],
        "data": {
            "path": csv_name(exhibit),
            "rows": len(exhibit.rows),
            "bytes": len(content),
            "sha256": sha256_bytes(content),
        },
        "edition": {
            "title": meta.title,
            "year": meta.edition,
            "as_of": meta.as_of,
            "published": meta.publication_date,
            "page": f"report.html#{exhibit.slug}",
        },
        "licence": meta.licence_text,
        "licence_of_facts": meta.licence_data,
        "cite": meta.cite,
    }
    return told


def sources_behind(exhibit: Exhibit, document: Document) -> tuple[Source, ...]:
    """Return the publications that an exhibit's rows were read from, each once, sorted."""
    rows = {*exhibit.sources, *(ref for row in exhibit.rows for cell in row for ref in cell.refs)}
    tables = {table.name: table for table in document.tables}
    found = {
        source_of(record, tables[record.table])
        for record in document.records
        if (record.table, record.row) in rows
    }
    return in_order(found)


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return publications sorted by all that is printed of them, so that there is one order."""

    def printed(one: Source) -> tuple[str, ...]:
        named = (one.publisher, one.title, one.url, one.table)
        return (*named, one.published, one.grade, one.licence)

    return tuple(sorted(sources, key=printed))


def source_json(source: Source) -> Json:
    """Return a publication as JSON, without what is not known of it."""
    told = {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "grade": source.grade,
        "licence": source.licence,
    }
    return {name: text for name, text in told.items() if text}
