"""Rows of the data tables as records, and the publication that each was read from.

The tables name the same thing differently (`url`, `source_url`, `source`); the lists below
say, in order, where a record's title, publisher, page and date are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from futuregazing.claims.house_words import OUR_WORDS, house_words
from futuregazing.edition.dates import MONTHS
from futuregazing.errors import BuildError
from futuregazing.report.backing import Record, Source, TableNote

TITLE_FIELDS = (
    "title", "subject", "prediction", "finding", "statement", "fact", "topic", "measure",
    "council_name", "name", "threshold", "area", "district", "region",
)  # fmt: skip
PUBLISHER_FIELDS = ("publisher", "programme")
URL_FIELDS = ("url", "source_url", "source", "release")
DATE_FIELDS = ("published_date", "date_published", "date", "known_by")
EDITORS_FIELDS = frozenset(
    {"ambiguity_note", "likely_explanation", "how_the_report_should_treat_it", "note"}
)
"""Written for the editor with hindsight: a record never prints them, whatever it is given."""
OUR_FIELDS = frozenset(
    {"arithmetic_check", "buyer_scope", "claim_a", "claim_b", "definition_note", "fact"}
    | {"finding", "indicator", "period_or_date", "prediction", "statement", "threshold", "topic"}
)
"""What a row says in our own words; they print numbers and periods as the report does."""

_WEB = re.compile(r"^https?://[^\s<>\"]+$")
_ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
_DATED = re.compile(r"^\d{4}")


class Records:
    """The rows that an assembled notebook carries, and the tables they come from.

    Args:
        rows: fields by table and row id.
        sidecars: `Sidecar.to_json()` by table.
    """

    def __init__(self, rows: Mapping[str, Any], sidecars: Mapping[str, Any]) -> None:
        """Keep the two look-ups; records are made when asked for, each once."""
        self._rows = rows
        self._sidecars = sidecars
        self._made: dict[tuple[str, str], Record] = {}
        self._tables: dict[str, TableNote] = {}

    def get(self, table: str, row: str) -> Record:
        """Return one row as a record.

        Raises:
            BuildError: the assembled notebook doesn't carry the row.
        """
        if (table, row) not in self._made:
            self._made[table, row] = self._record(table, row)
        return self._made[table, row]

    def _record(self, table: str, row: str) -> Record:
        fields = self._rows.get(table, {}).get(row)
        if fields is None:
            raise BuildError(f"The report rests on row {row} of {table}, which was not handed over")
        kept = {
            name: house_words(v) if table in OUR_WORDS and name in OUR_FIELDS else str(v)
            for name, v in fields.items()
            if v and name not in EDITORS_FIELDS
        }
        return Record(
            table=table,
            row=row,
            title=_first(kept, TITLE_FIELDS),
            publisher=_first(kept, PUBLISHER_FIELDS),
            publisher_url=page_address(kept),
            published=_first(kept, DATE_FIELDS),
            grade=kept.get("source_grade", ""),
            fields=kept,
            checksum=self.table(table).checksum,
        )

    def table(self, name: str) -> TableNote:
        """Return what is known of a table; an unknown one has only its name."""
        if name not in self._tables:
            self._tables[name] = self._table(name)
        return self._tables[name]

    def _table(self, name: str) -> TableNote:
        sidecar = self._sidecars.get(name, {})
        licence = sidecar.get("licence", "")
        source = sidecar.get("source", "")
        urls = source.get("urls", []) if isinstance(source, Mapping) else []
        return TableNote(
            name=name,
            title=str(sidecar.get("title", "")),
            producer=str(sidecar.get("producer", "")),
            url=str(urls[0]) if urls and _WEB.match(str(urls[0])) else "",
            published=str(sidecar.get("published", "")),
            accessed=str(sidecar.get("accessed", "")),
            licence=str(licence.get("name", "") if isinstance(licence, Mapping) else licence),
            checksum=str(sidecar.get("sha256", "")),
            rows=str(sidecar.get("rows", "")),
        )

    def source(self, record: Record) -> Source:
        """Return the publication a record was read from.

        A row that names its publisher and page is cited by them; a notice, a council or a
        denominator is cited through its table, which names producer and licence.
        """
        return source_of(record, self.table(record.table))


def source_of(record: Record, table: TableNote) -> Source:
    """Return the publication a record was read from, given its table."""
    if record.publisher and record.publisher_url:
        title = record.fields.get("title", "") or host(record.publisher_url)
        return Source(
            record.table, record.publisher, title, record.publisher_url,
            record.published, record.grade, table.licence,
        )  # fmt: skip
    return Source(
        record.table, table.producer or record.table, table.title or record.table,
        table.url, table.published if _DATED.match(table.published) else "", "", table.licence,
    )  # fmt: skip


def page_address(fields: Mapping[str, str]) -> str:
    """Return the first field that holds a web address and nothing else."""
    found = (fields[name].strip() for name in URL_FIELDS if name in fields)
    return next((url for url in found if _WEB.match(url)), "")


def date_in_words(text: str) -> str:
    """Return an ISO day or month in words; anything else as it is."""
    found = _ISO.match(text)
    if found is None:
        return text
    year, month, day = found.groups()
    name = MONTHS[int(month) - 1] if 1 <= int(month) <= len(MONTHS) else month
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def host(url: str) -> str:
    """Return the host of a page's address without its "www."."""
    return urlsplit(url).netloc.removeprefix("www.")


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    return next(_filled(fields, names), "")


def _filled(fields: Mapping[str, str], names: Iterable[str]) -> Iterator[str]:
    return (fields[name] for name in names if fields.get(name))
