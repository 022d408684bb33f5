"""OCDS releases read into parts: lines of releases, lines of packages, or one package.

Each line stands on its own: one that is not JSON, or has no OCID, is rejected with the
reason, and the rest is read. A package is one JSON document, however it is laid out; its
releases count from 1. What is not JSON is mended, or cut so that little is lost: see
`futuregazing.procurement.broken`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from futuregazing.procurement.broken import Fault, before_the_cut, sound
from futuregazing.procurement.engine import parsed
from futuregazing.procurement.line_chunks import Chunk
from futuregazing.procurement.lines import CHUNK_BYTES
from futuregazing.procurement.ocds_parts import QUERIES, SUPPLIED
from futuregazing.procurement.ocds_tables import make_release
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.raw_bytes import BOM, CutShort, blocks, cut_in_first_line, head
from futuregazing.procurement.set_aside import set_aside_releases
from futuregazing.procurement.sharing import Lines, Piece, read_all

LARGEST_PACKAGE = 128 << 20
"""A package is held in memory whole; what is larger comes as lines (bulk files do)."""

MARKS = (b'"ocid"', b'"releases"', b'"records"', b'"compiledRelease"')
PACKAGE_MARKS = ('"releases"', '"records"')
PACKAGE_HEAD = 16_384

COUNTED = ("notice", "award", "contract", "award_supplier")
COUNTS = """SELECT raw_file, count(*), sum(len(awards)), sum(len(contracts)),
    sum(list_sum(list_transform(awards, lambda a: len(a.suppliers)))) FROM release GROUP BY 1"""

# A record's compiled release says all; without one, the releases that it embeds do.
_UNPACKED_SHAPE = json.dumps(
    {"releases": ["JSON"], "records": [{"compiledRelease": "JSON", "releases": ["JSON"]}]}
)
UNPACKED = f"""
SELECT file, $before + row_number() OVER (PARTITION BY file ORDER BY no, place) AS no,
    release::VARCHAR AS line, not_utf8, number_mended
FROM (
    SELECT *, unnest(all_of_it) AS release, generate_subscripts(all_of_it, 1) AS place FROM (
        SELECT file, no, not_utf8, number_mended, CASE
            WHEN left(ltrim(line), 1) = '[' THEN from_json(line, '["JSON"]')
            WHEN p.releases IS NOT NULL THEN p.releases
            WHEN p.records IS NOT NULL THEN flatten(list_transform(p.records, lambda r:
                CASE WHEN r.compiledRelease IS NOT NULL THEN [r.compiledRelease]
                ELSE coalesce(r.releases, []) END))
            ELSE [line::JSON] END AS all_of_it
        FROM (SELECT *, from_json(line, '{_UNPACKED_SHAPE}') AS p FROM line)))
"""


def looks_like_ocds(_path: Path, beginning: bytes) -> bool:
    """Tell OCDS by its first bytes."""
    return beginning.lstrip()[:1] in (b"{", b"[") and any(mark in beginning for mark in MARKS)


def is_one_package(beginning: bytes) -> bool:
    """Tell a file that is one small package, such as a service's page, by its first bytes."""
    one_line = b"\n" not in beginning.strip()
    return not _is_lines(beginning) or (one_line and _is_package(_beginning(beginning)))


def read_ocds(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a file of releases; return the rows read of notice, award, supplier and contract."""
    work = _Work(part)
    beginning = head(path)
    if not _is_lines(beginning) or (is_one_package(beginning) and cut_in_first_line(path)):
        _read_packages([(path, part.file_id)], work)
    else:
        _read_lines(path, work)
    return work.read.get(part.file_id, dict.fromkeys(COUNTED, 0))


def read_pages(pages: Sequence[tuple[Path, str]], part: PartWriter) -> Read:
    """Read many small packages (path and file id) at once; return the rows read of each file."""
    work = _Work(part, {file_id: Counter(dict.fromkeys(COUNTED, 0)) for _, file_id in pages})
    _read_packages(pages, work)
    return work.read


Read = Mapping[str, Mapping[str, int]]
"""Rows read, by file id and table."""


@dataclass
class _Work:
    """The reading of one file or several: where rows go, and what was read of each file."""

    part: PartWriter
    read: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, read: Read) -> None:
        """Add rows read."""
        for file, rows in read.items():
            self.read.setdefault(file, Counter(dict.fromkeys(COUNTED, 0))).update(rows)

    def releases(self) -> int:
        """Return the releases read so far, those rejected among them."""
        return sum(rows["notice"] for rows in self.read.values())


def _is_lines(beginning: bytes) -> bool:
    """Tell lines from one document: the first line is an object, or too long to see its end."""
    first, newline, _ = beginning.lstrip().partition(b"\n")
    return first.startswith(b"{") and (not newline or first.rstrip().endswith(b"}"))


def _read_lines(path: Path, work: _Work) -> None:
    """Read lines in two threads: DuckDB alone does not keep two cores busy."""
    lines = Lines(path, work.part.file_id)
    first = lines.first.first_line() if lines.first else b""
    packages = _is_package(_beginning(first))
    del first
    if packages:  # releases are numbered through: one chunk after the other
        while (piece := lines.take()) is not None:
            work.add(_read_piece(work.part, piece, work.releases()))
        return
    for read in read_all(lines, lambda piece: _read_piece(work.part, piece, None)):
        work.add(read)


def _read_piece(part: PartWriter, piece: Piece, before: int | None) -> Read:
    """Read a piece in any thread; packages if the releases `before` it are given."""
    told = [
        Rejected(one.line, 0, "notice", one.reason, one.excerpt, part.file_id)
        for one in piece.unreadable
    ]
    with part.piece(piece.number) as writer:
        return _read_chunk(writer, piece.lines(), told, before)


def _read_packages(pages: Sequence[tuple[Path, str]], work: _Work) -> None:
    """Read files of one package each, as many at a time as a chunk has room for."""
    tables: list[pa.Table] = []
    rejected: list[Rejected] = []
    for number, (path, file) in enumerate(pages, 1):
        data, reason = _whole(path)
        if reason:
            text, whole, lost = before_the_cut(data.decode("utf-8", errors="replace"))
            rejected.append(Rejected(whole + 1, 0, "notice", reason, lost[:200], file))
            data = text.encode()
        if data.strip():
            tables.append(_documents(data).table(file))
        if number == len(pages) or sum(table.nbytes for table in tables) > CHUNK_BYTES:
            table = pa.concat_tables(tables) if tables else Chunk().table(file)
            work.add(_read_chunk(work.part, table, rejected, 0))
            tables, rejected = [], []


def _documents(data: bytes) -> Chunk:
    """Return the packages of a file: one each line, or all of it."""
    if not (_is_lines(data) and b"\n" in data.strip()):
        return Chunk([1], [data])
    numbered = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    return Chunk([n for n, _ in numbered], [line for _, line in numbered])


def _whole(path: Path) -> tuple[bytes, str]:
    """Return all bytes of a file, and why it cannot be read, if so."""
    data = bytearray()
    try:
        for block in blocks(path):
            data += block
            if len(data) > LARGEST_PACKAGE:
                return bytes(data[:200]), f"a package of more than {LARGEST_PACKAGE} bytes"
    except CutShort as cut:
        return bytes(data), str(cut)
    return bytes(data).lstrip(BOM), ""


def _read_chunk(
    part: PartWriter, table: pa.Table, rejected: list[Rejected], before: int | None
) -> Read:
    """Write what a chunk of lines or packages holds; return what was read of each file."""
    con = part.con
    lost: Mapping[str, Fault] = {}
    try:
        lines = _make_releases(con, table, before)
    except duckdb.InvalidInputException:
        # A line that is no JSON aborts DuckDB's reading: find such lines, read what can be.
        found = sound(con, table, packages=before is not None)
        rejected, lost = rejected + found.rejected, found.lost
        table = found.table
        del found
        lines = _make_releases(con, table, before)
    rejected = [*rejected, *_without_ocid(con, lines, lost)]
    con.unregister("line")
    del table  # from here on the lines as they came are needed no more
    rejected += [*set_aside_releases(con, part.as_of), *_lost_lists(con)]
    con.execute(parsed(con, SUPPLIED))
    for name, query in QUERIES.items():
        part.write(name, query, constant=True)
    part.reject(rejected)
    read = {
        file: Counter(dict(zip(COUNTED, (int(n or 0) for n in counts), strict=True)))
        for file, *counts in con.execute(COUNTS).fetchall()
    }
    for one in rejected:
        read.setdefault(one.file, Counter())[one.of_table] += 1
    return read


def _make_releases(con: duckdb.DuckDBPyConnection, table: pa.Table, before: int | None) -> int:
    """Make the table `release` from lines or packages; return the number of releases."""
    con.register("line", table)
    if before is not None:
        unpacked = con.sql(UNPACKED.replace("$before", str(before)))
        con.register("line", unpacked.to_arrow_table())
    make_release(con)
    return int(con.execute("SELECT count(*) FROM line").fetchall()[0][0])


def _beginning(data: bytes) -> str:
    return data[:PACKAGE_HEAD].decode("utf-8", errors="replace")


def _is_package(text: str) -> bool:
    beginning = text[:PACKAGE_HEAD].lstrip()
    named = [at for mark in PACKAGE_MARKS if (at := beginning.find(mark)) >= 0]
    ocid = beginning.find('"ocid"')
    return beginning.startswith("[") or bool(named and (ocid < 0 or min(named) < ocid))


def _without_ocid(
    con: duckdb.DuckDBPyConnection, lines: int, lost: Mapping[str, Fault]
) -> list[Rejected]:
    """Return what is no release: without an OCID, or standing for one that is `lost`."""
    if con.execute("SELECT count(*) FROM release").fetchall()[0][0] == lines:
        return []
    query = """SELECT file, no, coalesce(left(rtrim(line, chr(10)), 200), '') FROM line
        ANTI JOIN release ON file = raw_file AND no = raw_line ORDER BY file, no"""
    rejected = []
    for file, no, text in con.execute(query).fetchall():
        reason, excerpt = lost.get(text, ("no release: there is no ocid", text))
        rejected.append(Rejected(no, 0, "notice", reason, excerpt, file))
    return rejected


def _lost_lists(con: duckdb.DuckDBPyConnection) -> list[Rejected]:
    """Return lists that are there but have another shape, so that their rows are lost."""
    return [
        Rejected(no, 0, table, f"{lists} is not a list of objects", key, file)
        for table, lists in (("award", "awards"), ("contract", "contracts"))
        for file, no, key in con.execute(
            f"SELECT raw_file, raw_line, notice_key FROM release WHERE {lists}_lost ORDER BY ALL"
        ).fetchall()
    ]
