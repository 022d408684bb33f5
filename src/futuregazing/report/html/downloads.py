"""The data files that the page carries in the address of one link, so that it needs no host.

Every CSV is in the page once, in one ZIP archive that a plain link hands out with script off.
The files lie unpacked in an archive of their own inside it, so that they are packed as one:
many small tables of like columns shrink a third more than one by one. With script on, each
"Data (CSV)" takes its file out of the archive and hands out the CSV itself.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from futuregazing.report.deflate import deflated

STORED, DEFLATED = 0, 8
ZIP_VERSION = 20
FIRST_DAY = 0x0021
"""1 January 1980, the first day that ZIP knows: the bytes tell nothing of the day of the build."""
NAMES_ARE_UTF8 = 0x0800
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


def zip_of(files: Mapping[str, bytes], *, packed: bool) -> bytes:
    """Return a ZIP archive; same contents and names, same bytes on any machine."""
    local, listed = b"", b""
    for name, content in files.items():
        body = deflated(content) if packed else content
        told = name.encode()
        facts = struct.pack(
            "<HHHHHIIIHH",
            ZIP_VERSION, NAMES_ARE_UTF8, DEFLATED if packed else STORED, 0, FIRST_DAY,
            zlib.crc32(content), len(body), len(content), len(told), 0,
        )  # fmt: skip
        place = struct.pack("<HHHII", 0, 0, 0, 0, len(local))
        listed += b"PK\x01\x02" + struct.pack("<H", ZIP_VERSION) + facts + place + told
        local += b"PK\x03\x04" + facts + told + body
    sizes = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(listed), len(local), 0)
    return local + listed + b"PK\x05\x06" + sizes
