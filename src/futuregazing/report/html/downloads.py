"""The data files that the page carries in the address of one link, so that it needs no host.

Every CSV is in the page once, in one ZIP archive that a plain link hands out with script off.
The files lie unpacked in an archive of their own inside it, so that they are packed as one:
many small tables of like columns shrink a third more than one by one, and a twelfth more again
where each follows what it shares most with. With script on, each "Data (CSV)" takes its file out
of the archive and hands out the CSV itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from futuregazing.report.zipped import zip_of

INNER = "csv.zip"
WINDOW = 32_768
"""DEFLATE finds again what stood so many letters before."""
TELLING = 3
"""A field of fewer letters is found everywhere."""
_BETWEEN_FIELDS = re.compile(r"[,\n]")


@dataclass(frozen=True)
class Archive:
    """A link's address that holds data files: how many they are, and the name it is saved under."""

    href: str
    name: str
    files: int
    size: int

    @property
    def size_text(self) -> str:
        """Return the archive's size as a reader is told it."""
        return f"{self.size / 1000:.0f} kB"


def archive(files: Mapping[str, str], name: str) -> Archive:
    """Return text files, by their names, as one archive in an address."""
    ordered = {file: files[file].encode() for file in like_after_like(files)}
    inner = zip_of(ordered, packed=False)
    whole = zip_of({INNER: inner}, packed=True)
    address = "data:application/zip;base64," + base64.b64encode(whole).decode()
    return Archive(address, name, len(files), len(whole))


def like_after_like(files: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of CSV files, each after those that hold most of its fields too.

    The largest comes first; of equals, the one that came first.
    """
    fields = {name: _fields(text) for name, text in files.items()}
    left = sorted(files, key=lambda name: -len(files[name]))
    before = ""
    while left:
        told = _fields(before)
        following = max(left, key=lambda name: len(fields[name] & told) / (len(fields[name]) or 1))
        left.remove(following)
        before = (before + files[following])[-WINDOW:]
        yield following


def _fields(text: str) -> set[str]:
    return {field for field in _BETWEEN_FIELDS.split(text) if len(field) >= TELLING}
