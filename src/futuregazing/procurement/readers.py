"""The formats that can be imported: one entry each, told apart by content, not by name.

A colleague of `read_ocds` is added by one `Reader` in `READERS`. The first reader that
recognises a file reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from futuregazing.errors import UserError
from futuregazing.procurement.ocds import (
    is_one_package,
    looks_like_ocds,
    read_ocds,
    read_pages,
)
from futuregazing.procurement.parts import PartWriter
from futuregazing.procurement.raw_bytes import head


class UnknownFormat(UserError):
    """Raised when a file that was named is of no format that a reader recognises."""


ReadMany = Callable[[Sequence[tuple[Path, str]], PartWriter], Mapping[str, Mapping[str, int]]]


@dataclass(frozen=True)
class Reader:
    """A format: its name, what it is in words, how it is recognised and how it is read.

    `recognises` gets the path and the file's first decompressed bytes (64 KB, without
    byte-order marks). `read` writes the parts and returns the rows read of each table.
    A higher `version` makes files that an older one read be read again. `table` is the one in
    which a file that cannot be read at all counts as one row, rejected.

    Where there may be thousands of small files, `is_small` tells them by their first bytes,
    and `read_many` reads several (path and file id) into one part; it returns the rows read
    of each file.
    """

    name: str
    what: str
    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path, PartWriter], Mapping[str, int]]
    version: int = 1
    table: str = "notice"
    is_small: Callable[[bytes], bool] = lambda _: False
    read_many: ReadMany | None = None


def _of(module: str, name: str) -> Callable[..., Any]:
    """Return a function of a reader's module, which is loaded when it is first called.

    Releases are told first and read most: whoever reads nothing else loads no other reader.
    """

    def called(*given: Path | bytes | PartWriter) -> Any:
        return getattr(import_module(f"futuregazing.procurement.{module}"), name)(*given)

    return called


READERS: tuple[Reader, ...] = (
    Reader(
        "ocds",
        "OCDS releases: lines (.ndjson, .jsonl, .jsonl.gz), release packages, record packages",
        looks_like_ocds,
        read_ocds,
        version=8,
        is_small=is_one_package,
        read_many=read_pages,
    ),
    Reader(
        "contracts finder export",
        "the CSV export of Contracts Finder",
        _of("contracts_finder", "looks_like_export"),
        _of("contracts_finder", "read_export"),
        version=8,
    ),
    Reader(
        "contracts finder search",
        "results of Contracts Finder's older search (JSON)",
        _of("contracts_finder", "looks_like_search"),
        _of("contracts_finder", "read_search"),
        version=5,
    ),
    Reader(
        "outturn",
        "the ministry's revenue outturn of several years (CSV)",
        _of("outturn", "looks_like_outturn"),
        _of("outturn", "read_outturn"),
        table="outturn",
    ),
    Reader(
        "register",
        "a council's register of contracts (CSV, .xlsx)",
        _of("contract_register", "looks_like_register"),
        _of("contract_register", "read_register"),
        version=12,
    ),
    Reader(
        "spend",
        "a body's list of payments (CSV of any layout and encoding, .xlsx)",
        _of("spend_reader", "looks_like_spend"),
        _of("spend_reader", "read_spend_file"),
        version=14,
        table="spend",
    ),
)


def reader_of(path: Path) -> Reader | None:
    """Return the reader that recognises a file, if any."""
    beginning = head(path)
    return next((reader for reader in READERS if reader.recognises(path, beginning)), None)


def formats() -> str:
    """Return the known formats, one a line."""
    return "\n".join(f"  {reader.name}: {reader.what}" for reader in READERS)


def describe(path: Path) -> str:
    """Return in a few words what an unknown file looks like."""
    if not path.stat().st_size:
        return "an empty file"
    beginning = head(path)
    text = beginning.decode("utf-8", errors="replace").lstrip()
    if not text:
        return "nothing but blanks, or a damaged compressed file"
    if text[0] in "{[":
        return "JSON, but without OCDS releases or records"
    if text[0] == "<":
        return "HTML or XML"
    why: str = _of("spend_reader", "why_no_spend")(path, beginning)
    if beginning.startswith(b"PK"):
        return f"a workbook; {why}" if why else "a zip file or workbook"
    first = text.splitlines()[0][:80]
    return f"text that begins {first!r}" + f"; {why}" * bool(why)
