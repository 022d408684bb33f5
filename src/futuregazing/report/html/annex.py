"""What the annex prints of the rows behind numbers: each once, where a reader looks for it.

A row that a number rests on alone, or nearly so, is told in that number's entry, with all
its fields, at its first mention. Rows that are only counted are named; those that only a cell of
a table counts, in the table's CSV. Rows that a table shows stand in the bibliography under the
page they were read from; names, codes and places have no page and are cited through their
table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from futuregazing.report.backing import Evidence, Record, Source
from futuregazing.report.blocks import Cell, Row
from futuregazing.report.document import CITED_SINGLY, Document
from futuregazing.report.rows import named_rows

LONGEST_LIST = 200
"""A longer list of rows is read by no one: the rows' CSV says which number counts which."""


@dataclass(frozen=True)
class Entry:
    """An evidence entry as printed.

    Attributes:
        told: its records, each with whether this is where its fields are printed.
        rows: the names of its records; empty if they are told.
        same_as: the earlier entry that names the same many records.
        in_csv: its records are so many that only their tables' CSVs name them, by its number.
    """

    evidence: Evidence
    told: tuple[tuple[Record, bool], ...] = ()
    rows: str = ""
    same_as: Evidence | None = None
    in_csv: bool = False


@dataclass(frozen=True)
class Annex:
    """The entries, the bibliography with the rows read from each page, and what may be linked."""

    entries: tuple[Entry, ...]
    sources: tuple[tuple[Source, tuple[Record, ...]], ...]
    anchors: dict[tuple[str, str], str]

    @property
    def counted_by(self) -> dict[tuple[str, str], list[int]]:
        """Return, by table and row, the entries that count a row and leave its name to the CSV."""
        found: dict[tuple[str, str], list[int]] = {}
        for entry in self.entries:
            for record in entry.evidence.records if entry.in_csv else ():
                found.setdefault((record.table, record.row), []).append(entry.evidence.n)
        return found

    @property
    def by_publisher(self) -> list[tuple[str, list[tuple[Source, tuple[Record, ...]]]]]:
        """Return the bibliography grouped by publisher, in its order."""
        grouped = groupby(self.sources, key=lambda pair: pair[0].publisher)
        return [(name, list(group)) for name, group in grouped]

    def links(self, row: Row) -> dict[int, str]:
        """Return which cells of a line lead to the rows behind it, and those rows' anchors.

        Each row is led to once, from its first number; a line that links to a page itself
        needs none.
        """
        return {i: self.anchors[ref] for i, ref in _bound(row) if ref in self.anchors}


def annex_of(document: Document) -> Annex:
    """Return what the annex of a document prints."""
    entries = tuple(_entries(document.evidence))
    told = {(r.table, r.row): r.anchor for e in entries for r, _ in e.told}
    shown = {ref for e in document.exhibits for row in e.rows for _, ref in _bound(row)}
    listed = [
        record
        for record in document.records
        if record.publisher_url
        and (record.table, record.row) in shown
        and (record.table, record.row) not in told
    ]
    anchors = told | {(record.table, record.row): record.anchor for record in listed}
    return Annex(entries, tuple(_with_records(document.sources, listed)), anchors)


def _with_records(
    sources: Iterable[Source], listed: Iterable[Record]
) -> Iterator[tuple[Source, tuple[Record, ...]]]:
    """Yield each publication with the listed rows read from it, each row once."""
    waiting = {(record.table, record.row): record for record in listed}
    for source in sources:
        yield source, tuple(waiting[row] for row in sorted(source.rows) if row in waiting)


def _entries(evidence: Iterable[Evidence]) -> Iterator[Entry]:
    at_home: set[str] = set()
    first: dict[tuple[str, ...], Evidence] = {}
    for one in evidence:
        few = len(one.records) <= CITED_SINGLY
        if one.only_in_cells:
            yield Entry(one, rows=_named(one.records) if few else "")
        elif few:
            told = tuple((record, record.anchor not in at_home) for record in one.records)
            at_home.update(record.anchor for record in one.records)
            yield Entry(one, told)
        else:
            earlier = first.setdefault(tuple(record.anchor for record in one.records), one)
            same = earlier if earlier is not one else None
            named = "" if same else _named(one.records)
            long = len(named) > LONGEST_LIST
            yield Entry(one, rows="" if long else named, same_as=same, in_csv=long)


def _bound(row: Row) -> list[tuple[int, tuple[str, str]]]:
    """Return place and row of the cells that were read from one row each and are no claim.

    A row is named where it first stands: most lines are of one, some set two side by side. A
    number counted from many rows leads to none of them; the CSV names them.
    """
    if any(cell.href for cell in row):
        return []
    first: dict[tuple[str, str], int] = {}
    for i, cell in enumerate(row):
        if _is_bound(cell):
            first.setdefault(cell.refs[0], i)
    return [(i, ref) for ref, i in first.items()]


def _is_bound(cell: Cell) -> bool:
    return len(cell.refs) == 1 and not cell.mark


def _named(records: Iterable[Record]) -> str:
    return "; ".join(named_rows((record.table, record.row) for record in records))
