"""The data files that the page carries in the address of one link, so that it needs no host.

Every CSV is in the page once, in one ZIP archive that a plain link hands out with script off.
The files lie unpacked in an archive of their own inside it, so that they are packed as one:
many small tables of like columns shrink a third more than one by one. With script on, each
"Data (CSV)" takes its file out of the archive and hands out the CSV itself.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from futuregazing.report.zipped import zip_of

INNER = "csv.zip"


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
    inner = zip_of({file: text.encode() for file, text in files.items()}, packed=False)
    whole = zip_of({INNER: inner}, packed=True)
    address = "data:application/zip;base64," + base64.b64encode(whole).decode()
    return Archive(address, name, len(files), len(whole))
