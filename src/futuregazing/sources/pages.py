"""The page store: every page as it came, compressed, with its request, time and checksum.

    <snapshot>/raw/<service>/<window>/0001.json.gz        the body, byte for byte
    <snapshot>/requests/<service>/<window>/0001.json      request, status, headers, time, checksum
                                           whole.json     the window is listed to its end
                                           split.json     it was asked for in two halves instead

`raw` holds what the services sent and nothing else, so that it can be imported as a folder. A
page exists once its request is noted, for that is written last; a window is done once its
`whole.json` or `split.json` is there. These two list their pages with checksums and hold no
time, so that two downloads of the same pages give the same files. A kill at any byte leaves a
run of whole pages, from which the next download goes on.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from futuregazing.durable import read_json, sha256_file, write_json, write_whole
from futuregazing.sources.client import PAGE_LIMIT, Answer
from futuregazing.sources.errors import SourceError
from futuregazing.sources.windows import Window

RAW = "raw"
BODY = ".json.gz"
REQUESTS = "requests"
NOTE = ".json"
WHOLE = "whole.json"
SPLIT = "split.json"

State = Literal["whole", "split", "begun"]


@dataclass(frozen=True)
class Page:
    """A page in the store; `sha256` and `bytes` are of the compressed file."""

    path: Path
    address: str
    next: str | None
    releases: int
    sha256: str
    bytes: int
    body_sha256: str

    def listed(self) -> dict[str, Any]:
        """Return what a window's list says of the page; no time is in it."""
        return {
            "name": self.path.name,
            "sha256": self.sha256,
            "bytes": self.bytes,
            "body_sha256": self.body_sha256,
            "releases": self.releases,
        }


class Store:
    """The pages of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        """Use the folder `snapshot`, which need not be there yet."""
        self.snapshot = snapshot

    def folder(self, service: str, window: Window) -> Path:
        """Return the folder of a window's pages."""
        return self.snapshot / RAW / service / window.name

    def notes(self, service: str, window: Window) -> Path:
        """Return the folder of what is noted about a window and its pages."""
        return self.snapshot / REQUESTS / service / window.name

    def state(self, service: str, window: Window) -> State:
        """Tell how far a window is; a list whose pages are not as it says counts for nothing."""
        notes, folder = self.notes(service, window), self.folder(service, window)
        if _is_as_noted(notes / WHOLE, folder):
            return "whole"
        return "split" if _is_as_noted(notes / SPLIT, folder) else "begun"

    def listed(self, service: str, window: Window) -> list[dict[str, Any]]:
        """Return what the window's list says of its pages, in order; empty if there is none."""
        notes = self.notes(service, window)
        found = read_json(notes / WHOLE) or read_json(notes / SPLIT) or {"pages": []}
        return list(found["pages"])

    def begun(self, service: str, window: Window) -> list[Page]:
        """Return the whole pages from the first on, and clear away what is beyond them."""
        notes, folder = self.notes(service, window), self.folder(service, window)
        pages: list[Page] = []
        while (page := _page(notes, folder, len(pages) + 1)) is not None:
            pages.append(page)
        self._clear(service, window, len(pages))
        return pages

    def add(
        self, service: str, window: Window, number: int, answer: Answer, found: dict[str, Any]
    ) -> Page:
        """Keep a page, the `number`th of its window; `found` is its `next` and `releases`."""
        path = self.folder(service, window) / _body_name(number)
        packed = compressed(answer.body)
        write_whole(path, packed, settle=False)  # without its note it counts for nothing
        note = {
            "request": {"method": "GET", "url": answer.address},
            "status": answer.status,
            "headers": dict(answer.headers),
            "fetched_at": answer.fetched_at.isoformat(timespec="seconds"),
            "body_sha256": hashlib.sha256(answer.body).hexdigest(),
            "body_bytes": len(answer.body),
            "sha256": hashlib.sha256(packed).hexdigest(),
            "bytes": len(packed),
            **found,
        }
        write_json(self.notes(service, window) / _note_name(number), note)
        return _page_of(path, note)

    def close(self, service: str, window: Window, pages: list[Page]) -> None:
        """Say that the window is listed to its end."""
        listed = {"pages": [page.listed() for page in pages]}
        write_json(self.notes(service, window) / WHOLE, listed)

    def split(self, service: str, window: Window, pages: list[Page], why: str) -> None:
        """Say that the window's halves are to be asked for; its own pages stay as evidence."""
        listed = {"why": why, "pages": [page.listed() for page in pages]}
        write_json(self.notes(service, window) / SPLIT, listed)

    def clear(self, service: str, window: Window) -> None:
        """Forget a window, last page first, so that what is left at any moment is sound."""
        self._clear(service, window, 0)

    def _clear(self, service: str, window: Window, keep: int) -> None:
        """Remove all but the first `keep` pages: lists, then notes, then bodies, last first."""
        numbers = range(1, keep + 1)
        for folder, kept in (
            (self.notes(service, window), {_note_name(number) for number in numbers}),
            (self.folder(service, window), {_body_name(number) for number in numbers}),
        ):
            there = folder.iterdir() if folder.is_dir() else ()
            # `whole` and `split` sort behind the numbers, so that they go before their pages.
            for path in sorted(there, reverse=True):
                if path.name not in kept:
                    path.unlink()

    def leftovers(self, service: str, windows: set[str]) -> list[Path]:
        """Return the folders of `service` that belong to none of the windows named."""
        folder = self.snapshot / RAW / service
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in there if path.is_dir() and path.name not in windows]


def compressed(body: bytes) -> bytes:
    """Return a body as gzip; the same body gives the same bytes."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def read_body(path: Path, limit: int = PAGE_LIMIT) -> bytes:
    """Return a stored page as it came; raises SourceError for a damaged or endless one."""
    try:
        with gzip.open(path) as file:
            body = file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as err:
        raise SourceError(f"{path} is damaged: {err}") from err
    if len(body) > limit:
        raise SourceError(f"{path} unpacks to more than {limit:,} bytes")
    return body


def _is_as_noted(notes: Path, folder: Path) -> bool:
    listed = read_json(notes)
    if not isinstance(listed, dict):
        return False
    return all(_is_as_listed(folder / page["name"], page["sha256"]) for page in listed["pages"])


def _is_as_listed(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_file(path) == sha256


def _page(notes: Path, folder: Path, number: int) -> Page | None:
    path, note = folder / _body_name(number), read_json(notes / _note_name(number))
    if not isinstance(note, dict) or not _is_as_listed(path, note["sha256"]):
        return None
    return _page_of(path, note)


def _page_of(path: Path, note: dict[str, Any]) -> Page:
    return Page(
        path=path,
        address=note["request"]["url"],
        next=note["next"],
        releases=note["releases"],
        sha256=note["sha256"],
        bytes=note["bytes"],
        body_sha256=note["body_sha256"],
    )


def _body_name(number: int) -> str:
    return f"{number:04d}{BODY}"


def _note_name(number: int) -> str:
    return f"{number:04d}{NOTE}"
