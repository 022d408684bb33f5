"""OCDS releases read into parts: lines of releases, lines of packages, or one package.

Each line stands on its own: one that is not JSON, or has no OCID, is rejected with the
reason, and the rest is read. A package that is one JSON document (however it is laid out)
is whole or nothing, so it must be whole; its releases count from 1.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from futuregazing.procurement.lines import Chunk, chunks
from futuregazing.procurement.ocds_parts import QUERIES
from futuregazing.procurement.ocds_tables import RELEASES
from futuregazing.procurement.parts import PartWriter, Rejected
from futuregazing.procurement.raw_bytes import CutShort, blocks, head

LARGEST_PACKAGE = 512 << 20
"""A package is held in memory whole; what is larger comes as lines (bulk files do)."""

MARKS = (b'"ocid"', b'"releases"', b'"records"', b'"compiledRelease"')
PACKAGE_MARKS = ('"releases"', '"records"')
PACKAGE_HEAD = 16_384

COUNTED = ("notice", "award", "contract", "award_supplier")
COUNTS = """SELECT count(*), sum(len(awards)), sum(len(contracts)),
    sum(list_sum(list_transform(awards, lambda a: len(a.suppliers)))) FROM release"""

# A record's compiled release says all; without one, the releases that it embeds do.
_UNPACKED_SHAPE = json.dumps(
    {"releases": ["JSON"], "records": [{"compiledRelease": "JSON", "releases": ["JSON"]}]}
)
UNPACKED = f"""
SELECT row_number() OVER () AS no, release::VARCHAR AS line, not_utf8 FROM (
    SELECT not_utf8, unnest(CASE
        WHEN left(ltrim(line), 1) = '[' THEN from_json(line, '["JSON"]')
        WHEN p.releases IS NOT NULL THEN p.releases
        WHEN p.records IS NOT NULL THEN flatten(list_transform(p.records, lambda r:
            CASE WHEN r.compiledRelease IS NOT NULL THEN [r.compiledRelease]
            ELSE coalesce(r.releases, []) END))
        ELSE [line::JSON] END) AS release
    FROM (SELECT *, from_json(line, '{_UNPACKED_SHAPE}') AS p FROM line))
"""


def looks_like_ocds(_path: Path, beginning: bytes) -> bool:
    """Tell OCDS by its first bytes."""
    return beginning.lstrip()[:1] in (b"{", b"[") and any(mark in beginning for mark in MARKS)


def read_ocds(path: Path, part: PartWriter) -> Mapping[str, int]:
    """Read a file of releases; return the rows read of notice, award, supplier and contract."""
    read: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    stream = _lines(path) if _is_lines(head(path)) else _package(path)
    for table, rejected in stream:
        _read_chunk(part, table, rejected, read)
    return read


def _is_lines(beginning: bytes) -> bool:
    """Tell lines from one document: the first line is an object, or too long to see its end."""
    first, newline, _ = beginning.lstrip().partition(b"\n")
    return first.startswith(b"{") and (not newline or first.rstrip().endswith(b"}"))


Stream = Iterator[tuple[pa.Table, list[Rejected]]]


def _lines(path: Path) -> Stream:
    for chunk in chunks(path):
        yield (
            chunk.table(),
            [Rejected(one.line, 0, "notice", one.reason, one.excerpt) for one in chunk.unreadable],
        )


def _package(path: Path) -> Stream:
    """Yield the one document of a file as if it were a line, or its rejection."""
    data, reason = bytearray(), ""
    try:
        for block in blocks(path):
            data += block
            if len(data) > LARGEST_PACKAGE:
                reason = f"a package of more than {LARGEST_PACKAGE} bytes; give it as lines"
                break
    except CutShort as cut:
        reason = str(cut)
    if not data.strip():
        return
    beginning = bytes(data[:200]).decode("utf-8", errors="replace")
    if reason:
        yield Chunk().table(), [Rejected(1, 0, "notice", reason, beginning)]
    else:
        yield Chunk([1], [bytes(data).lstrip(b"\xef\xbb\xbf")]).table(), []


def _read_chunk(
    part: PartWriter, table: pa.Table, rejected: list[Rejected], read: Counter[str]
) -> None:
    """Write what a chunk of lines holds and count what was read."""
    con = part.con
    try:
        lines = _make_releases(con, table)
    except duckdb.InvalidInputException:
        # A line that is no JSON aborts DuckDB's reading: find such lines, read the others.
        table, broken = _without_broken(con, table)
        rejected = rejected + broken
        lines = _make_releases(con, table)
    rejected += [*_without_ocid(con, lines), *_lost_lists(con)]
    counts = [int(n or 0) for n in con.execute(COUNTS).fetchall()[0]]
    read.update(dict(zip(COUNTED, counts, strict=True)))
    read.update(one.of_table for one in rejected)
    for name, query in QUERIES.items():
        if read.get(name, 1):
            part.write(name, query)
    part.reject(rejected)


def _make_releases(con: duckdb.DuckDBPyConnection, table: pa.Table) -> int:
    """Make the table `release` from lines or packages; return the number of releases."""
    con.register("line", table)
    if table.num_rows and _is_package(table["line"][0].as_py()):
        con.register("line", con.sql(UNPACKED).to_arrow_table())
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
    broken = con.execute("SELECT no, line FROM line WHERE NOT json_valid(line) ORDER BY no")
    rejected = [Rejected(no, 0, "notice", *_fault(text)) for no, text in broken.fetchall()]
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
    query = "SELECT no, left(line, 200) FROM line ANTI JOIN release ON no = raw_line ORDER BY no"
    reason = "no release: there is no ocid"
    return [Rejected(no, 0, "notice", reason, text) for no, text in con.execute(query).fetchall()]


def _lost_lists(con: duckdb.DuckDBPyConnection) -> list[Rejected]:
    """Return lists that are there but have another shape, so that their rows are lost."""
    return [
        Rejected(no, 0, table, f"{lists} is not a list of objects", key)
        for table, lists in (("award", "awards"), ("contract", "contracts"))
        for no, key in con.execute(
            f"SELECT raw_line, notice_key FROM release WHERE {lists}_lost ORDER BY 1"
        ).fetchall()
    ]
