"""Workbooks of any size: rows come one after the other, and their texts wait on disk.

A workbook keeps each text once, in a list that cells point into. openpyxl reads all of that
list into memory before the first row; here it is read as far as the rows have got.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError, iterparse

from futuregazing.procurement.raw_bytes import FREE_BYTES, GZIP_MAGIC, PACKED, CutShort, blocks

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    IndexError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    CutShort,
)
"""What a damaged, locked or half-written workbook raises: packing, XML, and parts that lack."""
MOST_ROWS = 1_048_576
"""Rows that a sheet can have."""
STREAMED = ("xl/worksheets/", "xl/sharedStrings")
LARGEST_PART = FREE_BYTES
REMEMBERED = 1 << 14
"""Texts kept in memory, those that were asked for last."""

Row = Sequence[object]


def sheets_of(path: Path, rows: int | None = None) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each sheet's name and its rows, of which the first `rows`, to be read before the next.

    Raise one of `BROKEN` where the file is no workbook or a damaged one.
    """
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.utils.exceptions import InvalidFileException

    with _unpacked(path) as file:
        _require_plausible_sizes(file)
        try:
            reader = ExcelReader(file, read_only=True, data_only=True)
            reader.read_strings = lambda: _keep_texts(reader)
            reader.read()
        except InvalidFileException as err:
            raise ValueError(str(err)) from err
        for sheet in reader.wb.worksheets:
            sheet.reset_dimensions()  # some systems write a size that is not the sheet's
            yield sheet.title, sheet.iter_rows(values_only=True, max_row=rows or MOST_ROWS)


def _require_plausible_sizes(file: IO[bytes]) -> None:
    """Raise `ValueError` if a part of a workbook unpacks to more than it can be meant to hold.

    Sheets and texts are read bit by bit and may be large; all other parts are held in memory.
    """
    with zipfile.ZipFile(file) as archive:
        for part in archive.infolist():
            read_on = part.filename.startswith(STREAMED)
            most = max(LARGEST_PART, PACKED * part.compress_size if read_on else 0)
            if part.file_size > most:
                raise ValueError(f"a part of it unpacks to more than {most:,} bytes")
    file.seek(0)


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        file.seek(0)
        if not zipped:
            yield file
            return
    with tempfile.TemporaryFile() as copy:
        for block in blocks(path):
            copy.write(block)
        copy.seek(0)
        yield copy


def _keep_texts(reader: Any) -> None:
    from openpyxl.xml.constants import SHARED_STRINGS

    part = reader.package.find(SHARED_STRINGS)
    if part is not None:
        reader.shared_strings = Texts(reader.archive.open(part.PartName[1:]))


class Texts:
    """A workbook's texts by their number."""

    def __init__(self, source: IO[bytes]) -> None:
        """Take the XML of the list; it is read as far as it is asked for."""
        self._more = _texts_in(source)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        self._text = lru_cache(REMEMBERED)(self._read)

    def __getitem__(self, number: int) -> str:
        """Return a text; raise `IndexError` if there is none of that number."""
        return self._text(number)

    def _read(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        self._file.seek(self._ends[-1])
        while len(self._ends) <= number + 1:
            text = next(self._more, None)
            if text is None:
                raise IndexError(number)
            self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8")))
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode("utf-8")


def _texts_in(source: IO[bytes]) -> Iterator[str]:
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS

    told = iterparse(source, events=("start", "end"))
    _, whole = next(told)
    for event, node in told:
        if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
            yield Text.from_tree(node).content.replace("x005F_", "")
            whole.clear()  # else each text leaves an empty element behind
