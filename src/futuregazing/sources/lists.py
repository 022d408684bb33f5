"""Lists of single files: what is wanted, and under which name it is kept.

A list is a CSV with a column `address` (an address or a path, read from the list's own
folder), and if you like `kind` (one of KINDS) and `sha256` (then anything else is refused).
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from futuregazing.durable import sha256_file
from futuregazing.sources.errors import SourceError
from futuregazing.sources.plan import Listed

KINDS = ("releases", "register", "spend", "outturn", "other")


def read_list(path: Path) -> tuple[Listed, ...]:
    """Return the files of a list; raises SourceError with the lines that are wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise SourceError(f"The list {path} cannot be read: {err}") from err
    if not rows or "address" not in rows[0]:
        raise SourceError(
            f"The list {path} has no column `address` or no rows; expected a CSV with the "
            "columns address, kind (optional) and sha256 (optional)."
        )
    found, faults = [], []
    for number, row in enumerate(rows, 2):
        wanted = Listed(
            address=(row["address"] or "").strip(),
            kind=(row.get("kind") or "other").strip(),
            sha256=(row.get("sha256") or "").strip().lower(),
        )
        fault = _fault(wanted)
        if fault:
            faults.append(f"  line {number}: {fault}")
        elif is_remote(wanted.address):
            found.append(wanted)
        else:
            local = (path.parent / wanted.address).resolve()
            if local.is_file():
                sha256 = wanted.sha256 or sha256_file(local)
                found.append(Listed(str(local), wanted.kind, sha256))
            else:
                faults.append(f"  line {number}: there is no file {wanted.address}")
    if faults:
        raise SourceError(f"The list {path}:\n" + "\n".join(faults))
    return tuple(dict.fromkeys(found))


def _fault(wanted: Listed) -> str:
    parts = urlsplit(wanted.address)
    if not wanted.address:
        return "no address"
    if "://" in wanted.address and (not is_remote(wanted.address) or not parts.hostname):
        return f"{wanted.address!r} is no http or https address"
    if wanted.kind not in KINDS:
        return f"kind {wanted.kind!r}; expected one of {', '.join(KINDS)}"
    if wanted.sha256 and not re.fullmatch("[0-9a-f]{64}", wanted.sha256):
        return "sha256 is not 64 hexadecimal digits"
    return ""


def is_remote(address: str) -> bool:
    """Tell an address from a path."""
    return urlsplit(address).scheme in {"http", "https"} and "://" in address


def safe_name(wanted: Listed) -> str:
    """Return a file's name in the snapshot: readable, and never a path out of its folder.

    The end of the address with anything but plain letters, digits, dots and dashes taken out,
    behind a checksum of the address (of the content, for a local file), which keeps two files
    of one name apart.
    """
    remote = is_remote(wanted.address)
    last = unquote(urlsplit(wanted.address).path) if remote else wanted.address
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", last.replace("\\", "/").rsplit("/", 1)[-1])
    plain = re.sub(r"\.{2,}", ".", plain).strip(".-")[-100:].lstrip(".-") or "file"
    identity = wanted.address if remote else wanted.sha256
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:8]}-{plain}"
