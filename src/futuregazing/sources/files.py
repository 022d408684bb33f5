"""Single files: bulk OCDS files, contract registers, spend files, outturn tables.

Files are kept byte for byte in `raw/files` under a name made from the address; `requests/files`
holds a note of each. A download cut off goes on where it stopped if the server can (Range,
If-Range with a strong ETag or a date); else it begins again. What is there is not asked for
again.
"""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import httpx

from futuregazing.durable import (
    chunks,
    half_of,
    read_json,
    sha256_file,
    sync,
    sync_folder,
    write_json,
)
from futuregazing.sources.client import Client, Pace, kept
from futuregazing.sources.errors import GivenUp, Refused, Trouble
from futuregazing.sources.lists import is_remote, safe_name
from futuregazing.sources.pages import NOTE, RAW, REQUESTS
from futuregazing.sources.plan import Listed

FOLDER = "files"
FILE_LIMIT = 8 << 30
"""Largest file taken, in bytes; the largest yearly bulk file is well below one gibibyte."""
PAUSE = 2.0
TOO_MANY_WAIT = 120.0
TIMES_PACKED = 200
"""A gzip file that unpacks to more than so many times its size is no data file."""
HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True)
class Kept:
    """A file in the snapshot."""

    path: Path
    wanted: Listed
    sha256: str
    bytes: int


class Files:
    """The single files of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        """Use the folder `snapshot`, which need not be there yet."""
        self.folder = snapshot / RAW / FOLDER
        self.notes = snapshot / REQUESTS / FOLDER

    def find(self, wanted: Listed) -> Kept | None:
        """Return the file if it is there, whole and as it was fetched."""
        path = self.folder / safe_name(wanted)
        note = read_json(self._note(wanted))
        if not isinstance(note, dict) or not path.is_file():
            return None
        digest = sha256_file(path)
        if digest != note["sha256"] or wanted.sha256 not in {"", digest}:
            return None
        return Kept(path, wanted, digest, note["bytes"])

    def fetch(self, wanted: Listed, client: Client, pace: Pace) -> Kept:
        """Return the file, fetched if it is not there; raises GivenUp or Refused."""
        found = self.find(wanted)
        if found is not None:
            return found
        path = self.folder / safe_name(wanted)
        self.folder.mkdir(parents=True, exist_ok=True)
        if is_remote(wanted.address):
            about = client.patiently(lambda: _download(client, pace, wanted, path), pace)
        else:
            about = _copy(wanted, path, client)
        return self._keep(wanted, path, about)

    def _note(self, wanted: Listed) -> Path:
        return self.notes / f"{safe_name(wanted)}{NOTE}"

    def _keep(self, wanted: Listed, path: Path, about: dict[str, Any]) -> Kept:
        half = half_of(path)
        digest, size = sha256_file(half), half.stat().st_size
        if wanted.sha256 and digest != wanted.sha256:
            half.unlink()
            raise Refused(
                f"{wanted.address} is not the file that the list names (SHA-256 {digest})"
            )
        self._note(wanted).unlink(missing_ok=True)
        half.replace(path)
        sync_folder(self.folder)
        note = {**about, "kind": wanted.kind, "sha256": digest, "bytes": size}
        write_json(self._note(wanted), note)
        _about_half(path).unlink(missing_ok=True)
        return Kept(path, wanted, digest, size)


def _download(client: Client, pace: Pace, wanted: Listed, path: Path) -> dict[str, Any]:
    """Fetch what is missing of a file into its half-written one; return what to note of it."""
    half = half_of(path)
    validator = str((read_json(_about_half(path)) or {}).get("validator") or "")
    size = half.stat().st_size if half.exists() and validator else 0
    headers = {"Accept-Encoding": "identity"}
    if size:
        headers |= {"Range": f"bytes={size}-", "If-Range": validator}
    try:
        with client.stream(wanted.address, pace, headers) as response:
            moment = client.clock.now()
            going_on = _goes_on(response, size)
            if not going_on:
                half.unlink(missing_ok=True)
                write_json(_about_half(path), {"validator": _validator(response)})
            with half.open("ab" if going_on else "wb") as file:
                _pour(client, response, file, FILE_LIMIT - (size if going_on else 0))
            about = {
                "request": {"method": "GET", "url": wanted.address},
                "status": response.status_code,
                "headers": kept(response),
                "fetched_at": moment.isoformat(timespec="seconds"),
            }
            kind = response.headers.get("content-type", "")
    except Refused as err:
        if err.status == 416:  # what we hold is not a beginning of what the server holds
            half.unlink(missing_ok=True)
            raise Trouble("the file has changed at the server") from err
        raise
    _require_sound(half, wanted.address, kind)
    return about


def _pour(client: Client, response: httpx.Response, file: BinaryIO, limit: int) -> None:
    try:
        for chunk in client.body(response, limit):
            file.write(chunk)
    finally:
        sync(file)


def _goes_on(response: httpx.Response, size: int) -> bool:
    if response.status_code != 206:
        return False
    if response.headers.get("content-range", "").startswith(f"bytes {size}-") and size:
        return True
    raise Trouble("the server sent another part of the file than was asked for")


def _validator(response: httpx.Response) -> str:
    """Return what tells whether the file is still the same: a strong ETag, a date or nothing."""
    etag = str(response.headers.get("etag", ""))
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("last-modified", ""))


def _require_sound(half: Path, address: str, content_type: str) -> None:
    """Raise Trouble for a page of words instead of a file, or an archive that is cut off."""
    with half.open("rb") as file:
        beginning = file.read(2048)
    name = urlsplit(address).path.lower()
    expects_html = name.endswith((".html", ".htm"))
    if HTML.match(beginning) and not expects_html:
        fault = f"{address} sends a web page ({content_type or 'no type'}) instead of a file"
    elif beginning.startswith(b"\x1f\x8b"):
        fault = _gzip_fault(half, address)
    elif name.endswith((".xlsx", ".zip", ".ods")) and not zipfile.is_zipfile(half):
        fault = f"{address} is not a whole {name.rsplit('.', 1)[-1]} file"
    else:
        fault = "" if beginning else f"{address} is empty"
    if fault:
        half.unlink()
        raise Trouble(fault)


def _gzip_fault(path: Path, address: str) -> str:
    """Return what is wrong with a gzip file, unpacking it without keeping anything."""
    limit = max(64 << 20, path.stat().st_size * TIMES_PACKED)
    size, unpack = 0, zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks(path):
            while chunk:
                size += len(unpack.decompress(chunk, 1 << 20))
                if size > limit:
                    path.unlink()
                    raise Refused(f"{address} unpacks to more than {TIMES_PACKED} times its size")
                chunk = unpack.unconsumed_tail
                if unpack.eof and unpack.unused_data:  # another member follows
                    chunk, unpack = unpack.unused_data, zlib.decompressobj(wbits=31)
    except zlib.error as err:
        return f"{address} is damaged ({err})"
    return "" if unpack.eof else f"{address} is cut off"


def _copy(wanted: Listed, path: Path, client: Client) -> dict[str, Any]:
    source = Path(wanted.address)
    try:
        shutil.copyfile(source, half_of(path))
        _require_sound(half_of(path), source.name, "")
    except OSError as err:
        raise Refused(f"{wanted.address} cannot be read: {err}") from err
    except Trouble as err:
        raise Refused(str(err)) from err
    # The name alone: a path of one machine says nothing on another.
    return {
        "request": {"method": "copy", "url": source.name},
        "fetched_at": client.clock.now().isoformat(timespec="seconds"),
    }


def fetch_all(
    files: Files,
    wanted: tuple[Listed, ...],
    client: Client,
    tell: Callable[[str], None],
    pause: float = PAUSE,
) -> list[tuple[Listed, str]]:
    """Fetch every file that is not there; return those that could not be had, and why."""
    missing, pace = [], Pace(pause, TOO_MANY_WAIT)
    for each in wanted:
        try:
            got = files.fetch(each, client, pace)
            tell(f"{got.path.name}: {got.bytes / 1024:,.0f} KB")
        except (GivenUp, Refused) as err:
            missing.append((each, str(err)))
    return missing


def _about_half(path: Path) -> Path:
    return path.with_name(f"{half_of(path).name}{NOTE}")
