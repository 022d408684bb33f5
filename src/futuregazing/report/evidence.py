"""The evidence behind the report's numbers: one entry a distinct claim, in reading order.

The reader's number (12) counts entries and moves when a sentence is added before it; the
anchor is a checksum of what is measured and of the rows it rests on, so that a link sent
round in January still leads to the same number after the next rebuild, whatever its text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from futuregazing.report.backing import Evidence, Record, Use
from futuregazing.report.blocks import Json
from futuregazing.report.records import Records

MEANING = ("unit", "basis", "geography", "scope", "period", "price_basis", "denominator")
_NOT_OPERATORS = re.compile(r"[^÷×+()\-]")


@dataclass(frozen=True)
class Cited:
    """A mention of a number: its entry's mark and count, and which mention it is."""

    mark: str
    n: int
    use: int


@dataclass
class _Entry:
    n: int
    claim: Json
    anchor: str
    uses: list[Use] = field(default_factory=list)


class EvidenceBook:
    """Numbers claims as they are read; equal ones (text, rows, formula) share an entry."""

    def __init__(self, records: Records) -> None:
        """Start an empty book over the rows that claims may rest on."""
        self._records = records
        self._entries: dict[str, _Entry] = {}
        self._anchors: Counter[str] = Counter()

    def cite(self, claim: Json, section: str, where: str, *, in_cell: bool = False) -> Cited:
        """Return the mark of a claim mentioned in `where` ("Figure 3") of a section's slug."""
        key = json.dumps([claim["text"], _refs(claim), claim.get("formula", "")])
        if key not in self._entries:
            self._entries[key] = _Entry(len(self._entries) + 1, claim, self._free_anchor(claim))
        entry = self._entries[key]
        entry.uses.append(Use(section, where, len(entry.uses) + 1, in_cell))
        return Cited(f"e{entry.n}", entry.n, len(entry.uses))

    def entries(self) -> tuple[Evidence, ...]:
        """Return the entries in reading order with their records."""
        return tuple(
            Evidence(
                mark=f"e{entry.n}",
                n=entry.n,
                anchor=entry.anchor,
                claim=entry.claim,
                records=(records := self._records_of(entry.claim)),
                checksum=_checksums(records),
                uses=tuple(entry.uses),
            )
            for entry in self._entries.values()
        )

    def _records_of(self, claim: Json) -> tuple[Record, ...]:
        return tuple(self._records.get(table, row) for table, row in _refs(claim))

    def _free_anchor(self, claim: Json) -> str:
        """Return the claim's anchor, with a count where two claims measure the same."""
        anchor = evidence_anchor(claim)
        self._anchors[anchor] += 1
        again = self._anchors[anchor]
        return anchor if again == 1 else f"{anchor}-{again}"


def evidence_anchor(claim: Json) -> str:
    """Return the permanent anchor of what a claim measures: neither value nor words count."""
    shape = _NOT_OPERATORS.sub("", str(claim.get("formula", "")))
    meaning = [str(claim.get(name, "")) for name in MEANING]
    told = json.dumps([sorted(_refs(claim)), shape, meaning], ensure_ascii=False)
    return "e" + hashlib.sha256(told.encode()).hexdigest()[:8]


def _refs(claim: Json) -> list[tuple[str, str]]:
    return [(str(table), str(row)) for table, row in claim.get("refs", [])]


def _checksums(records: Iterable[Record]) -> str:
    """Return "table sha256" of each table behind some records, joined by semicolons."""
    pairs = dict.fromkeys((r.table, r.checksum) for r in records if r.checksum)
    return "; ".join(f"{table} {checksum}" for table, checksum in pairs)
