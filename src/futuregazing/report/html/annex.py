"""What the annex prints of the rows behind numbers: each once, where a reader looks for it.

A row that a number rests on alone, or nearly so, is told in that number's entry, with all
its fields, at its first mention. Rows that are only counted are named. Rows that a table
shows are listed with their page if they have one; names, codes and places have none and are
cited through their table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from futuregazing.report.backing import Evidence, Record
from futuregazing.report.blocks import Row
from futuregazing.report.document import CITED_SINGLY, Document

LINKED_PER_LINE = 2
"""So many rows behind a line of a table are linked from it; the CSV names them all."""

_NUMBERED = re.compile(r"^(?P<prefix>\D*)(?P<number>\d{2,})$")


@dataclass(frozen=True)
class Entry:
    """An evidence entry as printed.

    Attributes:
        told: its records, each with whether this is where its fields are printed.
        rows: the names of its many records; empty if they are told.
        same_as: the earlier entry that names the same many records.
    """

    evidence: Evidence
    told: tuple[tuple[Record, bool], ...] = ()
    rows: str = ""
    same_as: Evidence | None = None


@dataclass(frozen=True)
class Annex:
    """The entries, the further records by table, and what may be linked to."""

    entries: tuple[Entry, ...]
    listed: dict[str, tuple[Record, ...]]
    anchors: dict[tuple[str, str], str]

    def links(self, row: Row) -> list[tuple[str, str]]:
        """Return (row id, anchor) of the rows behind a line that can be linked to."""
        refs = dict.fromkeys(ref for cell in row for ref in cell.refs)
        return [(ref[1], self.anchors[ref]) for ref in refs if ref in self.anchors]

    def any_links(self, rows: Iterable[Row]) -> bool:
        """Tell whether any line has a row behind it that can be linked to."""
        return any(self.links(row) for row in rows)


def annex_of(document: Document) -> Annex:
    """Return what the annex of a document prints."""
    entries = tuple(_entries(document.evidence))
    told = {(r.table, r.row): r.anchor for e in entries for r, _ in e.told}
    shown = {ref for e in document.exhibits for row in e.rows for ref in _first_refs(row)}
    listed = [
        record
        for record in document.records
        if record.publisher_url
        and (record.table, record.row) in shown
        and (record.table, record.row) not in told
    ]
    anchors = told | {(record.table, record.row): record.anchor for record in listed}
    tables = {name: tuple(rows) for name, rows in groupby(listed, key=lambda r: r.table)}
    return Annex(entries, tables, anchors)


def named_rows(records: Iterable[Record]) -> str:
    """Return the names of rows by table, runs of numbers shortened: "REG 0001-0007, 0011"."""
    tables: dict[str, list[str]] = {}
    for record in records:
        tables.setdefault(record.table, []).append(record.row)
    told = (f"{name.replace('_', ' ')}: {_runs(sorted(rows))}" for name, rows in tables.items())
    return "; ".join(told)


def _entries(evidence: Iterable[Evidence]) -> Iterator[Entry]:
    at_home: set[str] = set()
    first: dict[tuple[str, ...], Evidence] = {}
    for one in evidence:
        if len(one.records) <= CITED_SINGLY:
            told = tuple((record, record.anchor not in at_home) for record in one.records)
            at_home.update(record.anchor for record in one.records)
            yield Entry(one, told)
            continue
        earlier = first.setdefault(tuple(record.anchor for record in one.records), one)
        same = earlier if earlier is not one else None
        yield Entry(one, rows="" if same else named_rows(one.records), same_as=same)


def _first_refs(row: Row) -> list[tuple[str, str]]:
    return list(dict.fromkeys(ref for cell in row for ref in cell.refs))[:LINKED_PER_LINE]


def _runs(rows: list[str]) -> str:
    """Return sorted row names, numbered ones of one prefix as runs."""
    parts = []
    for prefix, group in groupby(rows, key=_prefix):
        names = list(group)
        if prefix is None:
            parts += names
        else:
            parts.append(f"{prefix} {', '.join(_shortened(names, len(prefix)))}".strip())
    return ", ".join(parts)


def _shortened(names: list[str], start: int) -> Iterator[str]:
    run: list[str] = []
    for digits in [name[start:] for name in names]:
        if run and int(digits) != int(run[-1]) + 1:
            yield _span(run)
            run = []
        run.append(digits)
    yield _span(run)


def _span(run: list[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}"


def _prefix(row: str) -> str | None:
    found = _NUMBERED.match(row)
    return found["prefix"] if found else None
