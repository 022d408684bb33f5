"""OCDS releases read into parts: lines of releases, lines of packages, or one package.

Each line stands on its own: one that is not JSON, or has no OCID, is rejected with the
reason, and the rest is read. A package that is one JSON document (however it is laid out)
is whole or nothing, so it must be whole; its releases count from 1.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from futuregazing.procurement.lines import CHUNK_BYTES, Chunk, chunks
from futuregazing.procurement.ocds_parts import QUERIES
from futuregazing.procurement.ocds_tables import RELEASES
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.raw_bytes import BOM, CutShort, blocks, head

LARGEST_PACKAGE = 512 << 20
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
    release::VARCHAR AS line, not_utf8
FROM (
    SELECT *, unnest(all_of_it) AS release, generate_subscripts(all_of_it, 1) AS place FROM (
        SELECT file, no, not_utf8, CASE
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
    text = beginning.decode("utf-8", errors="replace")
    return not _is_lines(beginning) or (b"\n" not in beginning.strip() and _is_package(text))


def read_ocds(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a file of releases; return the rows read of notice, award, supplier and contract."""
    work = _Work(part)
    if _is_lines(head(path)):
        _read_lines(path, work)
    else:
        _read_packages([(path, part.file_id)], work)
    return work.read.get(part.file_id, dict.fromkeys(COUNTED, 0))


def read_pages(
    pages: Sequence[tuple[Path, str]], part: PartWriter
) -> Mapping[str, Mapping[str, int]]:
    """Read many small packages (path and file id) at once; return the rows read of each file."""
    work = _Work(part, {file_id: Counter(dict.fromkeys(COUNTED, 0)) for _, file_id in pages})
    _read_packages(pages, work)
    return work.read


@dataclass
class _Work:
    """The reading of one file or several: where rows go, and what was read of each file."""

    part: PartWriter
    read: dict[str, Counter[str]] = field(default_factory=dict)
    unpacked: int = 0

    def count(self, file: str, rows: Mapping[str, int]) -> None:
        """Add rows read of a file."""
        self.read.setdefault(file, Counter(dict.fromkeys(COUNTED, 0))).update(rows)


def _is_lines(beginning: bytes) -> bool:
    """Tell lines from one document: the first line is an object, or too long to see its end."""
    first, newline, _ = beginning.lstrip().partition(b"\n")
    return first.startswith(b"{") and (not newline or first.rstrip().endswith(b"}"))


def _read_lines(path: Path, work: _Work) -> None:
    file = work.part.file_id
    packages = None
    for chunk in chunks(path):
        if packages is None and chunk.lines:
            packages = _is_package(chunk.lines[0][:PACKAGE_HEAD].decode("utf-8", "replace"))
        told = [
            Rejected(one.line, 0, "notice", one.reason, one.excerpt, file)
            for one in chunk.unreadable
        ]
        _read_chunk(work, _of_file(chunk, file), told, bool(packages))


def _read_packages(pages: Sequence[tuple[Path, str]], work: _Work) -> None:
    """Read files of one package each, as many at a time as a chunk has room for."""
    tables: list[pa.Table] = []
    rejected: list[Rejected] = []
    for number, (path, file) in enumerate(pages, 1):
        data, reason = _whole(path)
        if reason:
            beginning = data[:200].decode("utf-8", errors="replace")
            rejected.append(Rejected(1, 0, "notice", reason, beginning, file))
        elif data.strip():
            tables.append(_of_file(_documents(data), file))
        if number == len(pages) or sum(table.nbytes for table in tables) > CHUNK_BYTES // 2:
            table = pa.concat_tables(tables) if tables else _of_file(Chunk(), file)
            work.unpacked = 0
            _read_chunk(work, table, rejected, True)
            tables, rejected = [], []


def _documents(data: bytes) -> Chunk:
    """Return the packages of a file: one each line, or all of it."""
    if not (_is_lines(data) and b"\n" in data.strip()):
        return Chunk([1], [data])
    numbered = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    return Chunk([n for n, _ in numbered], [line for _, line in numbered])


def _of_file(chunk: Chunk, file: str) -> pa.Table:
    table = chunk.table()
    return table.append_column("file", pa.array([file] * table.num_rows, pa.string()))


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


def _read_chunk(work: _Work, table: pa.Table, rejected: list[Rejected], packages: bool) -> None:
    """Write what a chunk of lines or packages holds and count what was read."""
    con = work.part.con
    try:
        lines = _make_releases(work, table, packages)
    except duckdb.InvalidInputException:
        # A line that is no JSON aborts DuckDB's reading: find such lines, read the others.
        table, broken = _without_broken(con, table)
        rejected = rejected + broken
        lines = _make_releases(work, table, packages)
    work.unpacked += lines if packages else 0
    rejected = [*rejected, *_without_ocid(con, lines), *_lost_lists(con)]
    for name, query in QUERIES.items():
        work.part.write(name, query)
    work.part.reject(rejected)
    for file, *counts in con.execute(COUNTS).fetchall():
        work.count(file, dict(zip(COUNTED, (int(n or 0) for n in counts), strict=True)))
    for one in rejected:
        work.count(one.file, {one.of_table: 1})


def _make_releases(work: _Work, table: pa.Table, packages: bool) -> int:
    """Make the table `release` from lines or packages; return the number of releases."""
    con = work.part.con
    con.register("line", table)
    if packages:
        unpacked = con.sql(UNPACKED.replace("$before", str(work.unpacked)))
        con.register("line", unpacked.to_arrow_table())
    con.execute(RELEASES)
    return int(con.execute("SELECT count(*) FROM line").fetchall()[0][0])


def _is_package(text: str) -> bool:
    beginning = text[:PACKAGE_HEAD].lstrip()
    named = [at for mark in PACKAGE_MARKS if (at := beginning.find(mark)) >= 0]
    ocid = beginning.find('"ocid"')
    return beginning.startswith("[") or bool(named and (ocid < 0 or min(named) < ocid))


def _without_broken(
    con: duckdb.DuckDBPyConnection, table: pa.Table
) -> tuple[pa.Table, list[Rejected]]:
    con.register("line", table)
    query = "SELECT file, no, line FROM line WHERE NOT json_valid(line) ORDER BY file, no"
    rejected = [
        Rejected(no, 0, "notice", *_fault(text), file)
        for file, no, text in con.execute(query).fetchall()
    ]
    return con.sql("SELECT * FROM line WHERE json_valid(line)").to_arrow_table(), rejected


def _fault(text: str) -> tuple[str, str]:
    """Return why a text is no JSON, and the text about the place."""
    try:
        json.loads(text)
    except json.JSONDecodeError as err:
        start = max(0, err.pos - 100)
        return f"not JSON: {err.msg}", text[start : start + 200]
    except RecursionError:
        return "not JSON: nested too deeply", text[:200]
    return "not JSON: half a character (a lone surrogate) in a text", text[:200]


def _without_ocid(con: duckdb.DuckDBPyConnection, lines: int) -> list[Rejected]:
    if con.execute("SELECT count(*) FROM release").fetchall()[0][0] == lines:
        return []
    query = """SELECT file, no, left(line, 200) FROM line
        ANTI JOIN release ON file = raw_file AND no = raw_line ORDER BY file, no"""
    reason = "no release: there is no ocid"
    return [
        Rejected(no, 0, "notice", reason, text, file)
        for file, no, text in con.execute(query).fetchall()
    ]


def _lost_lists(con: duckdb.DuckDBPyConnection) -> list[Rejected]:
    """Return lists that are there but have another shape, so that their rows are lost."""
    return [
        Rejected(no, 0, table, f"{lists} is not a list of objects", key, file)
        for table, lists in (("award", "awards"), ("contract", "contracts"))
        for file, no, key in con.execute(
            f"SELECT raw_file, raw_line, notice_key FROM release WHERE {lists}_lost ORDER BY ALL"
        ).fetchall()
    ]
