"""Lists of payments, registers and exports of any size are read in the memory of a few rows.

Each file is read in a process of its own, whose peak the system tells. What it has loaded
besides the file is the same in both, so that the difference is what the file's size costs.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from test_flat_readers import AWARD, EXPORT_HEAD

from futuregazing.procurement.csv_rows import csv_rows
from futuregazing.procurement.on_disk import IN_MEMORY, TOGETHER, RowsOnDisk, Times
from futuregazing.procurement.raw_bytes import TooLarge
from futuregazing.procurement.spend import read_spend
from futuregazing.procurement.text_lines import LONGEST_LINE, TextLines

FEW, MANY = 50_000, 400_000
MOST_MORE = 48
"""Megabytes that eight times the rows may take more; read whole they took 60 MB for each
50,000 payments, and 110 MB and more for as many rows of a register or an export."""
# The peak of this process alone: what `getrusage` tells begins with that of its parent.
PEAK = """
import re, sys
from pathlib import Path
from futuregazing.procurement.engine import engine
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.readers import reader_of

file, out = map(Path, sys.argv[1:])
with engine(out / "scratch", threads=1) as con:
    part = PartWriter(con, out / "parts", "f1")
    counts = part.counts({"f1": reader_of(file).read(file, part)})["f1"]
print(max(one.kept for one in counts.values()))
print(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""
Lines = Callable[[int], Iterator[list[str]]]


def payments(rows: int) -> Iterator[list[str]]:
    yield ["Body Name", "Date Paid", "Invoice No", "Net Amount", "Supplier Name", "Purpose"]
    for n in range(rows):
        day = f"{n % 28 + 1:02}/04/2025"
        name = f"Supplier {n % 40_000} Ltd"
        yield ["Anytown Council", day, f"{n}", f"{n}.50", name, f"Goods of lot {n}"]


def invoices(rows: int) -> Iterator[list[str]]:
    """Yield payments whose totals may repeat: two lines an invoice."""
    for number, row in enumerate(payments(rows)):
        total = [row[2], "Total"] if not number else [f"{number // 2}", f"{number // 2}.50"]
        yield [*row[:2], *total, row[4] if not number else "Acme Ltd", row[5]]


def contracts(rows: int) -> Iterator[list[str]]:
    yield ["Council", "Contract Reference", "Contract Title", "Supplier", "End Date"]
    for n in range(rows):
        yield ["Anytown Council", f"R{n}", f"Contract {n}", f"Firm {n % 5000} Ltd", "2030-01-01"]


def exported(rows: int) -> Iterator[list[str]]:
    yield EXPORT_HEAD
    for n in range(rows):
        row = AWARD | {"Notice Identifier": f"ANY{n}", "Description": f"words of {n} " * 10}
        yield [row.get(name, "") for name in EXPORT_HEAD]


def peak_mb(file: Path, rows: int) -> float:
    """Return the peak memory of a process that reads a file, which holds so many rows."""
    run = subprocess.run(
        [sys.executable, "-c", PEAK, str(file), str(file.parent / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    kept, kilobytes = map(int, run.stdout.split())
    assert kept == rows
    return kilobytes / 1024


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "few", "many"),
    [
        (payments, FEW, MANY),
        (invoices, FEW, MANY),
        (contracts, FEW // 2, MANY // 4),
        (exported, FEW // 5, MANY // 5),
    ],
    ids=["payments", "totals of invoices", "register", "export"],
)
def test_the_peak_does_not_grow_with_the_file(
    tmp_path: Path, lines: Lines, few: int, many: int
) -> None:
    peaks = []
    for rows in (few, many):
        (folder := tmp_path / str(rows)).mkdir()
        file = folder / "anytown-2025-04.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(lines(rows))
        kept = rows if lines is not exported else 2 * rows  # each with two suppliers
        peaks.append(peak_mb(file, kept))
        file.unlink()
    assert peaks[1] - peaks[0] < MOST_MORE, peaks


@pytest.mark.slow
def test_a_workbooks_texts_wait_on_disk(tmp_path: Path) -> None:
    """Each row has a text of its own; openpyxl alone keeps every one of them."""
    peaks = []
    for rows in (10_000, 80_000):
        (folder := tmp_path / str(rows)).mkdir()
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Apr")
        for row in payments(rows):
            sheet.append([*row[:5], f"{row[5]} {'and more of its words' * 20}"])
        book.save(folder / "anytown.xlsx")
        peaks.append(peak_mb(folder / "anytown.xlsx", rows))
    assert peaks[1] - peaks[0] < MOST_MORE, peaks


def test_rows_on_disk_come_back_in_their_order_and_as_often_as_wanted() -> None:
    rows: RowsOnDisk[tuple[int, str]] = RowsOnDisk()
    given = [(n, "words " * 300) for n in range(3 * TOGETHER + 7)]
    assert sum(len(text) for _, text in given) > IN_MEMORY
    for row in given:
        rows.add(row)
    assert list(rows) == list(rows) == given


def test_how_often_a_text_was_seen_is_counted_for_each() -> None:
    times = Times()
    assert [times.seen(text) for text in ("a", "b", "a", "A", "a", "", "half \ud800", "")] == [
        1, 1, 2, 1, 3, 1, 1, 2,
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-8-sig"])
def test_lines_are_the_same_wherever_a_block_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, coding: str
) -> None:
    beginning = 6  # bytes that a mark, decoded wrongly or not, may take
    monkeypatch.setattr("futuregazing.procurement.text_lines.LOOKED_AT", beginning)
    monkeypatch.setattr(
        "futuregazing.procurement.text_lines.blocks",
        lambda path: (path.read_bytes()[at : at + 1] for at in range(path.stat().st_size)),
    )
    (tmp_path / "a.csv").write_bytes(end.join(["£,a", "", "é,b€", "last"]).encode(coding))
    assert list(TextLines(tmp_path / "a.csv")) == ["£,a\n", "\n", "é,b€\n", "last"]


def test_a_line_beyond_all_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LONGEST_LINE > 1 << 20
    monkeypatch.setattr("futuregazing.procurement.text_lines.LONGEST_LINE", 1000)
    (tmp_path / "a.csv").write_text("short\n" + "x" * 1001)
    with pytest.raises(TooLarge, match="a line holds more than 1,000 signs"):
        list(TextLines(tmp_path / "a.csv"))


def test_rows_are_read_one_by_one_and_not_the_whole_file_before_the_first() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for n in range(100_000):
            taken = n
            yield f"{n},x,1.50\n"

    rows = csv_rows(lines())
    assert [next(rows) for _ in range(500)][-1] == ["499", "x", "1.50"]
    assert taken < 2000


def test_a_size_that_a_workbook_states_wrongly_hides_no_row(tmp_path: Path) -> None:
    import zipfile

    book = openpyxl.Workbook()
    for row in payments(3):
        book.active.append(row)
    book.save(tmp_path / "right.xlsx")
    with zipfile.ZipFile(tmp_path / "right.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<dimension ref="A1:F4"', b'<dimension ref="A1"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    (tmp_path / "anytown.xlsx").write_bytes(packed.getvalue())
    assert b'ref="A1"' in parts[sheet]
    assert [one.reference for one in read_spend(tmp_path / "anytown.xlsx").payments] == [
        "0", "1", "2",
    ]  # fmt: skip
