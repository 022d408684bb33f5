"""What the numbers of a report rest on: rows, evidence entries, publications, data tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from futuregazing.report.blocks import Json

_TELLING_ID = re.compile(r"^[A-Z]{2,}[0-9]{3,}$")
"""Ids of the ledger's own making; codes of places, which several tables share, have one letter."""


@dataclass(frozen=True)
class Record:
    """One row of one table that a number or an exhibit rests on.

    `fields` are the row's own; `checksum` is that of the table's file.
    """

    table: str
    row: str
    title: str = ""
    publisher: str = ""
    publisher_url: str = ""
    published: str = ""
    grade: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    checksum: str = ""

    @property
    def anchor(self) -> str:
        """Return the record's permanent anchor."""
        return record_anchor(self.table, self.row)


def record_anchor(table: str, row: str) -> str:
    """Return the anchor of a row: its id where that says its table ("FIG0058"), else both."""
    return row if _TELLING_ID.match(row) else safe_anchor(f"r-{table.replace('_', '-')}", row)


def safe_anchor(kind: str, row: str) -> str:
    """Return an anchor of a kind of thing and its id, whatever signs the id has."""
    safe = "".join(c if (c.isalnum() and c.isascii()) or c in ".-" else "-" for c in row)
    return f"{kind}-{safe}"


@dataclass(frozen=True)
class Use:
    """Where a number is mentioned: its section, and the figure or table if it is in one.

    `in_cell` tells a cell of the data from a title or note.
    """

    section: str
    where: str
    use: int
    in_cell: bool = False


@dataclass(frozen=True)
class Evidence:
    """What one number rests on. `anchor` outlives rebuilds; `n` is the reader's number."""

    mark: str
    n: int
    anchor: str
    claim: Json
    records: tuple[Record, ...]
    checksum: str
    uses: tuple[Use, ...]

    @property
    def only_in_cells(self) -> bool:
        """Tell whether no sentence, title or note mentions the number."""
        return all(use.in_cell for use in self.uses)

    @property
    def used_in(self) -> tuple[str, ...]:
        """Return the sections that mention the number, each once."""
        return tuple(dict.fromkeys(use.section for use in self.uses))


@dataclass(frozen=True)
class Source:
    """A publication in the bibliography, with the marks of the numbers taken from it.

    `rows` are the table and id of each row that was read from it.
    """

    table: str
    publisher: str
    title: str
    url: str = ""
    published: str = ""
    grade: str = ""
    licence: str = ""
    used_by: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class TableNote:
    """A data table behind the report: what it is, and the checksum of its file."""

    name: str
    title: str = ""
    producer: str = ""
    url: str = ""
    published: str = ""
    accessed: str = ""
    licence: str = ""
    checksum: str = ""
    rows: str = ""
