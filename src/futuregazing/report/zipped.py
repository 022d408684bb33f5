"""ZIP archives whose bytes depend on nothing but what is in them.

Members have no date and no rights of a user, and are packed as everything that the report packs.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from futuregazing.report.deflate import deflated

STORED, DEFLATED = 0, 8
ZIP_VERSION = 20
FIRST_DAY = 0x0021
"""1 January 1980, the first day that ZIP knows: the bytes tell nothing of the day of the build."""
NAMES_ARE_UTF8 = 0x0800


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


class Members:
    """What a library writes into as if it were a `ZipFile`, to be packed here when it is done.

    Attributes:
        files: content by name, in the order written.
    """

    def __init__(self) -> None:
        """Start without a member."""
        self.files: dict[str, bytes] = {}

    def writestr(self, name: str, content: str | bytes) -> None:
        """Add a member; words as UTF-8."""
        self.files[name] = content.encode() if isinstance(content, str) else content

    def write(self, filename: str | Path, name: str) -> None:
        """Add a file as a member."""
        self.writestr(name, Path(filename).read_bytes())

    def namelist(self) -> list[str]:
        """Return the members' names."""
        return list(self.files)

    def close(self) -> None:
        """Do nothing: nothing is open."""
