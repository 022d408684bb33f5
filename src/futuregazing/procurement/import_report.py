"""The report that stands beside a snapshot's tables: of each file what came in, and what of it.

    import_report.csv   file, reader, table, what, name, rows
    import_report.txt   the same for reading

`what` is read, kept, rejected (together read = kept + rejected), reason (of rejected rows,
by name), flag (of kept rows, by name: rules and readers) or payer (of payments, by name: who
paid, and where the file says so); or a file that was passed over, with the reason by name. A
buyer or supplier that several files name is counted with the file
of its raw record.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

import duckdb

from futuregazing.durable import write_whole
from futuregazing.formulas import guarded
from futuregazing.procurement.flags import FLAGS
from futuregazing.procurement.importing_words import file_lines, flag_lines, rule_lines
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.snapshot import Book, Snapshot

CSV_NAME, TEXT_NAME = "import_report.csv", "import_report.txt"
READ, KEPT, REJECTED, REASON, FLAG = "read", "kept", "rejected", "reason", "flag"
PASSED_OVER, PAYER = "passed over", "payer"


@dataclass(frozen=True)
class Counted:
    """One number of the report."""

    file: str
    reader: str
    table: str
    what: str
    name: str
    rows: int


def report_rows(snapshot: Snapshot, book: Book) -> list[Counted]:
    """Return all numbers of the report: files by name, tables as the readers count them."""
    flags, payers = _flags(snapshot, book), _payers(snapshot, book)
    rows: list[Counted] = []
    for file in sorted(book.files.values(), key=lambda one: (one.name, one.id)):
        for table, one in file.counts.items():
            rejected = sum(one.rejected.values())
            told = [(READ, "", one.read), (KEPT, "", one.kept), (REJECTED, "", rejected)]
            told += [(REASON, reason, n) for reason, n in sorted(one.rejected.items())]
            rows += [Counted(file.name, file.reader, table, *each) for each in told]
        rows += [
            Counted(file.name, file.reader, table, FLAG, flag, n)
            for table in FLAGS
            for flag, n in flags.get((file.id, table), ())
        ]
        rows += [
            Counted(file.name, file.reader, "spend", PAYER, who, n)
            for who, n in payers.get(file.id, ())
        ]
    for told_of in sorted(book.passed_over.values()):
        name, _, why = told_of.partition(": ")
        rows.append(Counted(name, "", "", PASSED_OVER, why, 1))
    return rows


def write_report(snapshot: Snapshot, book: Book) -> None:
    """Write both files of the report, each in one step; the same book gives the same bytes."""
    rows = report_rows(snapshot, book)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Counted.__dataclass_fields__)
    writer.writerows([guarded(str(cell)) for cell in astuple(row)] for row in rows)
    lines = "".join(f"{line}\n" for line in report_lines(book, rows))
    write_whole(snapshot.folder / CSV_NAME, out.getvalue().encode())
    write_whole(snapshot.folder / TEXT_NAME, lines.encode())


def report_lines(book: Book, rows: Sequence[Counted]) -> Iterator[str]:
    """Yield the report as lines: files, then the sum of all, then what the rules found."""
    flags: dict[tuple[str, str], list[Counted]] = {}
    payers: dict[str, list[Counted]] = {}
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.what == PASSED_OVER:
            continue
        if row.what == FLAG:
            flags.setdefault((row.file, row.table), []).append(row)
        elif row.what == PAYER:
            payers.setdefault(row.file, []).append(row)
        elif row.what != REASON:
            of_table = sums.setdefault(row.table, {})
            of_table[row.what] = of_table.get(row.what, 0) + row.rows
    for file in sorted(book.files.values(), key=lambda one: (one.name, one.id)):
        yield from file_lines(file)
        for table in FLAGS:
            for row in flags.get((file.name, table), ()):
                yield f"    {row.rows:,} {table} flagged: {row.name}"
        for row in payers.get(file.name, ()):
            yield f"    {row.rows:,} paid by {row.name}"
    yield f"All {len(book.files)} files"
    for table, told in sorted(sums.items()):
        yield (
            f"  {table}: {told[READ]:,} read = {told[KEPT]:,} kept + {told[REJECTED]:,} rejected"
        )
    if book.passed_over:
        yield f"{len(book.passed_over):,} files passed over, of no known format:"
        yield from (f"  {told_of}" for told_of in sorted(book.passed_over.values()))
    yield from rule_lines(book)
    yield from flag_lines(book)


def _payers(snapshot: Snapshot, book: Book) -> dict[str, list[tuple[str, int]]]:
    """Return by file who paid, in words, with the number of payments; empty without a resolver."""
    file = snapshot.tables(book.tables) / "spend.parquet"
    query = f"""SELECT raw_file, CASE
            WHEN body_name IS NOT NULL THEN body_name || ' (told by the ' || payer_in || ')'
            ELSE publisher || CASE resolved_by WHEN 'unknown' THEN ' (not recognised, from the '
                ELSE ' (known, not in scope, told by the ' END || payer_in || ')' END AS who,
            count(*)
        FROM read_parquet({sql_text(str(file))}) WHERE payer_in IS NOT NULL
        GROUP BY ALL ORDER BY raw_file, count(*) DESC, who"""
    con = duckdb.connect()
    found: dict[str, list[tuple[str, int]]] = {}
    for raw_file, who, n in con.execute(query).fetchall():
        found.setdefault(raw_file, []).append((who, n))
    con.close()
    return found


def _flags(snapshot: Snapshot, book: Book) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Return by file and table each flag with the rows that have it."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    con = duckdb.connect()
    for table in (name for name in FLAGS if book.flags.get(name)):
        file = snapshot.tables(book.tables) / f"{table}.parquet"
        rows = con.execute(
            """SELECT raw_file, flag, count(*) FROM (
                SELECT raw_file, unnest(flags) AS flag FROM read_parquet(?))
            GROUP BY ALL ORDER BY ALL""",
            [str(file)],
        ).fetchall()
        for raw_file, flag, n in rows:
            found.setdefault((raw_file, table), []).append((flag, n))
    con.close()
    return found
